#include "backends/providers/cohere/cohereprotocol.h"

#include "backends/providers/cohere/chatbody.h"
#include "backends/providers/cohere/cohereerror.h"
#include "backends/providers/cohere/coherereader.h"
#include "backends/providers/wire/reading.h"
#include "backends/providers/wire/writing.h"

#include <algorithm>
#include <array>

namespace lineup::cohere {

namespace {

using nlohmann::json;

constexpr const char *kChat = "/v2/chat";
/// A reply that does not stream says nothing until it is complete.
constexpr std::chrono::minutes kWholeReply{10};

struct Feature {
    std::string_view name;
    Capability capability;
};
/// Words of `features` that are known; what is not there may still be possible.
constexpr std::array kFeatures{Feature{"vision", Capability::Vision},       Feature{"tools", Capability::Tools},
                               Feature{"json_schema", Capability::StructuredOutput}, Feature{"reasoning", Capability::Reasoning},
                               Feature{"logprobs", Capability::Logprobs}};

bool holds(const json *list, std::string_view word)
{
    return list && std::ranges::any_of(*list, [word](const json &each) { return each.is_string() && each.get_ref<const std::string &>() == word; });
}

} // namespace

CohereProtocol::CohereProtocol(std::string root, std::vector<net::SecretHeader> secrets) : m_root(std::move(root)), m_secrets(std::move(secrets)) {}

net::TransferRequest CohereProtocol::call(const char *method, const std::string &path) const
{
    net::TransferRequest call;
    call.method = method;
    call.url = m_root + path;
    call.secretHeaders = m_secrets;
    return call;
}

json CohereProtocol::bodyFor(const ChatRequest &request, chat::Notes &notes) const
{
    json body = chatBody(request, notes);
    m_refusals.takeOut(request.model, body, notes);
    return body;
}

Result<net::TransferRequest> CohereProtocol::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    json body = bodyFor(request, notes);
    if (request.parameters.extra.is_object())
        body.merge_patch(request.parameters.extra);
    const bool streams = request.parameters.streams;
    net::TransferRequest chat = call("POST", kChat);
    chat.headers.add("Content-Type", "application/json");
    chat.headers.add("Accept", streams ? "text/event-stream" : "application/json");
    chat.headers.add("Cache-Control", "no-cache");
    if (!streams)
        chat.clocks.firstByte = kWholeReply;
    chat.body = dumpJson(body);
    return chat;
}

std::unique_ptr<chat::ReplyReader> CohereProtocol::makeReader(const ChatRequest &) const
{
    return std::make_unique<CohereReader>();
}

Error CohereProtocol::errorOf(const chat::FailedReply &reply) const
{
    return errorOfReply(reply);
}

bool CohereProtocol::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &)
{
    const std::string refusal = wire::refusalText(error);
    if (refusal.empty() || error.code != ErrorCode::BadRequest || call.url != m_root + kChat)
        return false;
    chat::Notes ignored;
    const json body = bodyFor(request, ignored);
    // Some models take one of the two penalties only.
    const bool isEither = refusal.find("frequency_penalty") != std::string::npos && refusal.find("presence_penalty") != std::string::npos;
    return m_refusals.learn(request.model, body,
                            {{"presence_penalty", {"presence_penalty"}}, {"frequency_penalty", {isEither ? "\n" : "frequency_penalty"}},
                             {"logprobs", {"logprobs"}}, {"seed", {"seed"}}, {"thinking", {"thinking", "reasoning"}}},
                            refusal);
}

std::optional<net::TransferRequest> CohereProtocol::modelsCall(const std::string &page)
{
    return call("GET", "/v1/models?page_size=1000&endpoint=chat" + (page.empty() ? std::string() : "&page_token=" + wire::percentEncoded(page)));
}

Result<chat::ModelPage> CohereProtocol::readModels(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *list = findArray(*root, "models");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    chat::ModelPage page;
    for (const json &item : *list) {
        ListedModel model;
        model.id = wire::stringOf(item, "name");
        const json *endpoints = findArray(item, "endpoints");
        if (model.id.empty() || (endpoints && !holds(endpoints, "chat")))
            continue;
        model.contextLength = findInt(item, "context_length");
        model.isRetired = findBool(item, "is_deprecated").value_or(false);
        for (const Feature &each : kFeatures) {
            if (holds(findArray(item, "features"), each.name))
                model.capabilities[each.capability] = {true, CapabilitySource::Server};
        }
        page.models.push_back(std::move(model));
    }
    page.next = wire::stringOf(*root, "next_page_token");
    return page;
}

} // namespace lineup::cohere
