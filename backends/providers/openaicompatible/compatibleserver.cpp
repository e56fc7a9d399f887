#include "backends/providers/openaicompatible/compatibleserver.h"

#include "backends/providers/openaicompatible/refusal.h"

namespace lineup::openaicompatible {

namespace {

Quirks quirksOf(std::shared_ptr<std::atomic<bool>> reportsProgress)
{
    Quirks quirks;
    quirks.finish = [reportsProgress = std::move(reportsProgress)](const ChatRequest &request, nlohmann::json &body) {
        if (request.parameters.streams && *reportsProgress)
            body["return_progress"] = true;
    };
    return quirks;
}

} // namespace

CompatibleServer::CompatibleServer(ApiBase base, std::vector<net::SecretHeader> secrets)
    : CompatibleServer(std::move(base), std::move(secrets), std::make_shared<std::atomic<bool>>(false))
{
}

CompatibleServer::CompatibleServer(ApiBase base, std::vector<net::SecretHeader> secrets, std::shared_ptr<std::atomic<bool>> reportsProgress)
    : ChatCompletions(std::move(base), std::move(secrets), quirksOf(reportsProgress)), m_reportsProgress(std::move(reportsProgress))
{
}

void CompatibleServer::noteHead(const net::TransferRequest &call, const net::TransferHead &head, chat::Notes &notes)
{
    *m_reportsProgress = serverTraits(head.headers).reportsProgress;
    ChatCompletions::noteHead(call, head, notes);
}

bool CompatibleServer::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes)
{
    bool hasLearnt = false;
    for (const std::string &name : unsupportedByLiteLlm(error))
        hasLearnt = learn({name, false, error.providerMessage.value_or("")}, request, notes) || hasLearnt;
    return hasLearnt || ChatCompletions::adapt(error, call, request, notes);
}

ServerTraits serverTraits(const Headers &headers)
{
    return {headers.value("server").starts_with("llama.cpp")};
}

std::vector<std::string> unsupportedByLiteLlm(const Error &error)
{
    constexpr std::string_view kWords = "does not support parameters: [";
    std::vector<std::string> names;
    const std::string &said = error.providerMessage ? *error.providerMessage : error.excerpt;
    const auto start = said.find(kWords);
    if (error.httpStatus != 400 || start == std::string::npos)
        return names;
    const auto end = said.find(']', start);
    std::string_view list = std::string_view(said).substr(0, end).substr(start + kWords.size());
    while (!list.empty()) {
        const auto open = list.find('\'');
        const auto close = open == std::string_view::npos ? open : list.find('\'', open + 1);
        if (close == std::string_view::npos)
            break;
        names.emplace_back(list.substr(open + 1, close - open - 1));
        list.remove_prefix(close + 1);
    }
    return names;
}

} // namespace lineup::openaicompatible
