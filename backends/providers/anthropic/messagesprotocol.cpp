#include "backends/providers/anthropic/messagesprotocol.h"

#include "backends/providers/anthropic/anthropicerror.h"
#include "backends/providers/anthropic/messagereader.h"
#include "backends/providers/anthropic/messagesbody.h"
#include "backends/providers/wire/reading.h"
#include "backends/providers/wire/writing.h"

#include <charconv>

namespace lineup::anthropic {

namespace {

using nlohmann::json;
using Thinking = ModelTraits::Thinking;

constexpr const char *kVersion = "2023-06-01";
constexpr const char *kMessages = "/v1/messages";
/// A reply that does not stream says nothing until it is complete.
constexpr std::chrono::minutes kWholeReply{10};

bool says(std::string_view text, std::string_view word)
{
    return text.find(word) != std::string_view::npos;
}

/// Of a leaf {"supported":true}.
std::optional<bool> supported(const json &holder, const char *name)
{
    const json *leaf = findObject(holder, name);
    return leaf ? findBool(*leaf, "supported") : std::nullopt;
}

/// "max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens for …"
std::optional<std::int64_t> mostTokensIn(std::string_view refusal)
{
    const auto at = refusal.find("max_tokens: ");
    const auto sign = at == std::string_view::npos ? at : refusal.find(" > ", at);
    if (sign == std::string_view::npos)
        return std::nullopt;
    const std::string_view rest = refusal.substr(sign + 3);
    std::int64_t most = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), most);
    return error == std::errc() && most > 0 ? std::optional(most) : std::nullopt;
}

} // namespace

MessagesProtocol::MessagesProtocol(std::string root, std::vector<net::SecretHeader> secrets, std::string beta)
    : m_root(std::move(root)), m_secrets(std::move(secrets)), m_beta(std::move(beta))
{
}

net::TransferRequest MessagesProtocol::call(const char *method, const std::string &path) const
{
    net::TransferRequest call;
    call.method = method;
    call.url = m_root + path;
    call.secretHeaders = m_secrets;
    call.headers.add("anthropic-version", kVersion);
    if (!m_beta.empty())
        call.headers.add("anthropic-beta", m_beta);
    if (call.method == "POST")
        call.headers.add("Content-Type", "application/json");
    return call;
}

ModelTraits MessagesProtocol::traitsFor(const std::string &model) const
{
    ModelTraits traits = traitsOf(model);
    const auto found = m_learnt.find(model);
    if (found == m_learnt.end())
        return traits;
    const Learnt &learnt = found->second;
    traits.thinking = learnt.thinking.value_or(traits.thinking);
    traits.takesEffort = learnt.takesEffort.value_or(traits.takesEffort);
    traits.takesSampling = traits.takesSampling && !learnt.refusesSampling;
    traits.canStayOff = !learnt.refusesOff;
    if (learnt.maxOutput)
        traits.maxOutput = learnt.maxOutput;
    return traits;
}

Result<json> MessagesProtocol::bodyFor(const ChatRequest &request, chat::Notes &notes) const
{
    auto body = messagesBody(request, traitsFor(request.model), notes);
    if (body)
        m_refusals.takeOut(request.model, *body, notes);
    return body;
}

Result<net::TransferRequest> MessagesProtocol::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    auto body = bodyFor(request, notes);
    if (!body)
        return Unexpected{body.error()};
    if (request.parameters.extra.is_object())
        body->merge_patch(request.parameters.extra);
    net::TransferRequest chat = call("POST", kMessages);
    chat.headers.add("Accept", request.parameters.streams ? "text/event-stream" : "application/json");
    chat.headers.add("Cache-Control", "no-cache");
    if (!request.parameters.streams)
        chat.clocks.firstByte = kWholeReply;
    chat.body = dumpJson(*body);
    return chat;
}

std::unique_ptr<chat::ReplyReader> MessagesProtocol::makeReader(const ChatRequest &) const
{
    return std::make_unique<MessageReader>();
}

Error MessagesProtocol::errorOf(const chat::FailedReply &reply) const
{
    return errorOfReply(reply);
}

bool MessagesProtocol::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &)
{
    const std::string refusal = wire::refusalText(error);
    if (refusal.empty() || call.url != m_root + kMessages)
        return false;
    chat::Notes ignored;
    const auto body = bodyFor(request, ignored);
    if (!body)
        return false;
    Learnt learnt = m_learnt[request.model];
    const auto most = mostTokensIn(refusal);
    const bool isTooMuch = most && !request.parameters.maxTokens && *most < findInt(*body, "max_tokens").value_or(0);
    if (isTooMuch)
        learnt.maxOutput = most;
    if (isTooMuch || learnThinking(*body, refusal, learnt) || learnSampling(*body, refusal, learnt)) {
        m_learnt[request.model] = learnt;
        return true;
    }
    // "temperature and top_p cannot both be specified": one of them is enough.
    const bool isEither = says(refusal, "temperature") && says(refusal, "both");
    return m_refusals.learn(request.model, *body,
                            {{"temperature", {isEither ? "\n" : "temperature"}}, {"top_p", {"top_p"}}, {"top_k", {"top_k"}},
                             {"stop_sequences", {"stop_sequences"}}},
                            refusal);
}

bool MessagesProtocol::learnThinking(const json &body, const std::string &refusal, Learnt &learnt) const
{
    if (const json *config = findObject(body, "output_config"); config && config->contains("effort") && says(refusal, "effort")) {
        learnt.takesEffort = false;
        return true;
    }
    const json *thinking = findObject(body, "thinking");
    if (!thinking || !(says(refusal, "thinking") || says(refusal, "adaptive")))
        return false;
    const std::string sent = wire::stringOf(*thinking, "type");
    if (sent == "disabled") {
        learnt.refusesOff = true;
        return true;
    }
    const bool isUnsupported = says(refusal, "not support") || says(refusal, "does not match") || says(refusal, "invalid");
    if (sent == "enabled" && says(refusal, "adaptive"))
        learnt.thinking = Thinking::Adaptive;
    else if (sent == "adaptive" && isUnsupported)
        learnt.thinking = Thinking::Budget;
    else if (sent == "enabled" && isUnsupported)
        learnt.thinking = Thinking::None;
    else
        return false;
    return true;
}

bool MessagesProtocol::learnSampling(const json &body, const std::string &refusal, Learnt &learnt) const
{
    const bool hasSampling = body.contains("temperature") || body.contains("top_p") || body.contains("top_k");
    if (!hasSampling || !says(refusal, "deprecated for this model"))
        return false;
    learnt.refusesSampling = true;
    return true;
}

std::optional<net::TransferRequest> MessagesProtocol::modelsCall(const std::string &page)
{
    return call("GET", "/v1/models?limit=1000" + (page.empty() ? std::string() : "&after_id=" + wire::percentEncoded(page)));
}

void MessagesProtocol::learnListed(const std::string &model, const json &listed) const
{
    Learnt &learnt = m_learnt[model];
    if (const auto most = findInt(listed, "max_tokens"))
        learnt.maxOutput = most;
    const json *capabilities = findObject(listed, "capabilities");
    if (!capabilities)
        return;
    if (const auto effort = supported(*capabilities, "effort"))
        learnt.takesEffort = effort;
    const json *thinking = findObject(*capabilities, "thinking");
    if (!thinking)
        return;
    const json *types = findObject(*thinking, "types");
    if (findBool(*thinking, "supported") == false)
        learnt.thinking = Thinking::None;
    else if (types && supported(*types, "adaptive") == true)
        learnt.thinking = Thinking::Adaptive;
    else if (types && supported(*types, "enabled") == true)
        learnt.thinking = Thinking::Budget;
}

Result<chat::ModelPage> MessagesProtocol::readModels(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *list = findArray(*root, "data");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    chat::ModelPage page;
    for (const json &item : *list) {
        ListedModel model;
        model.id = wire::stringOf(item, "id");
        if (model.id.empty())
            continue;
        model.name = wire::stringOf(item, "display_name");
        model.contextLength = findInt(item, "max_input_tokens");
        model.maxOutput = findInt(item, "max_tokens");
        if (const json *capabilities = findObject(item, "capabilities")) {
            const auto take = [&](const char *name, Capability capability) {
                if (const auto has = supported(*capabilities, name))
                    model.capabilities[capability] = {*has, CapabilitySource::Server};
            };
            take("image_input", Capability::Vision);
            take("structured_outputs", Capability::StructuredOutput);
            take("thinking", Capability::Reasoning);
        }
        learnListed(model.id, item);
        page.models.push_back(std::move(model));
    }
    if (findBool(*root, "has_more") == true && !page.models.empty())
        page.next = wire::stringOf(*root, "last_id");
    return page;
}

std::optional<net::TransferRequest> MessagesProtocol::countCall(const ChatRequest &request)
{
    chat::Notes ignored;
    auto body = bodyFor(request, ignored);
    if (!body)
        return std::nullopt;
    if (request.parameters.extra.is_object())
        body->merge_patch(request.parameters.extra);
    net::TransferRequest count = call("POST", std::string(kMessages) + "/count_tokens");
    count.body = dumpJson(countBody(*std::move(body)));
    return count;
}

Result<std::int64_t> MessagesProtocol::readCount(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    if (const auto count = findInt(*root, "input_tokens"))
        return *count;
    return makeError(ErrorCode::BadReply, "the reply has no count of tokens");
}

} // namespace lineup::anthropic
