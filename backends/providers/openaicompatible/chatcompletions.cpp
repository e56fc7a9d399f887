#include "backends/providers/openaicompatible/chatcompletions.h"

#include "backends/providers/openaicompatible/chatreader.h"
#include "core/base/json.h"

namespace lineup::openaicompatible {

namespace {

constexpr int kNotFound = 404;

} // namespace

ChatCompletions::ChatCompletions(ApiBase base, std::vector<net::SecretHeader> secrets, Quirks quirks)
    : m_base(std::move(base)), m_secrets(std::move(secrets)), m_quirks(std::move(quirks))
{
}

net::TransferRequest ChatCompletions::call(const char *method, const char *path) const
{
    net::TransferRequest call;
    call.method = method;
    call.url = m_base.url + m_version + path;
    call.secretHeaders = m_secrets;
    return call;
}

Result<net::TransferRequest> ChatCompletions::chatCall(const ChatRequest &request, chat::Notes &)
{
    net::TransferRequest chat = call("POST", "/chat/completions");
    chat.headers.add("Content-Type", "application/json");
    chat.headers.add("Accept", "text/event-stream");
    chat.headers.add("Cache-Control", "no-cache");
    chat.body = chatBody(request, m_quirks);
    return chat;
}

std::unique_ptr<chat::ReplyReader> ChatCompletions::makeReader(const ChatRequest &) const
{
    return std::make_unique<ChatReader>();
}

bool ChatCompletions::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes)
{
    return addVersion(error, call) || adaptParameters(error, request, notes);
}

bool ChatCompletions::addVersion(const Error &error, const net::TransferRequest &call)
{
    const bool isWrongPlace = error.httpStatus == kNotFound && error.code == ErrorCode::BadReply;
    if (!isWrongPlace || m_base.hasVersion)
        return false;
    if (m_version.empty()) {
        m_version = "/v1";
        m_isVersionSure = false;
        return true;
    }
    // Another request has learnt it meanwhile.
    return !call.url.starts_with(m_base.url + m_version + '/');
}

void ChatCompletions::noteHead(const net::TransferRequest &call, const net::TransferHead &head, chat::Notes &notes)
{
    if (m_version.empty() || m_isVersionSure || !call.url.starts_with(m_base.url + m_version + '/'))
        return;
    if (head.status == kNotFound) {
        m_version.clear(); // not there either
        return;
    }
    m_isVersionSure = true;
    notes.push_back("base URL: added " + m_version + " after a 404");
}

bool ChatCompletions::adaptParameters(const Error &error, const ChatRequest &request, chat::Notes &notes)
{
    if (error.httpStatus != 400 && error.httpStatus != 422)
        return false;
    const std::string said = error.providerMessage.value_or("") + error.excerpt;
    if (m_quirks.sendsStreamOptions && said.find("stream_options") != std::string::npos) {
        m_quirks.sendsStreamOptions = false;
        notes.push_back("sent again without stream_options, which this server does not take");
        return true;
    }
    if (request.parameters.maxTokens && said.find(m_quirks.maxTokensName) != std::string::npos
        && said.find("max_completion_tokens") != std::string::npos) {
        const bool isLong = m_quirks.maxTokensName == "max_completion_tokens";
        m_quirks.maxTokensName = isLong ? "max_tokens" : "max_completion_tokens";
        notes.push_back("sent again with " + m_quirks.maxTokensName + ", which this server wants");
        return true;
    }
    return false;
}

std::optional<net::TransferRequest> ChatCompletions::modelsCall(const std::string &)
{
    return call("GET", "/models");
}

Result<chat::ModelPage> ChatCompletions::readModels(std::string_view body) const
{
    auto models = modelsIn(body);
    if (!models)
        return Unexpected{models.error()};
    return chat::ModelPage{*std::move(models), {}};
}

Result<std::vector<ListedModel>> modelsIn(std::string_view body)
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const nlohmann::json *list = root->is_array() ? &*root : findArray(*root, "data");
    if (!list)
        list = findArray(*root, "models");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    std::vector<ListedModel> models;
    for (const nlohmann::json &item : *list) {
        ListedModel model;
        for (const char *key : {"id", "name", "model"}) {
            if (const std::string *id = findString(item, key); id && model.id.empty())
                model.id = *id;
        }
        for (const char *key : {"context_length", "max_model_len", "max_context_length", "context_window"}) {
            if (!model.contextLength)
                model.contextLength = findInt(item, key);
        }
        if (!model.id.empty())
            models.push_back(std::move(model));
    }
    return models;
}

} // namespace lineup::openaicompatible
