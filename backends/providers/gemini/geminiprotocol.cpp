#include "backends/providers/gemini/geminiprotocol.h"

#include "backends/providers/gemini/geminierror.h"
#include "backends/providers/gemini/generatereader.h"
#include "backends/providers/wire/reading.h"
#include "backends/providers/wire/writing.h"

#include <algorithm>

namespace lineup::gemini {

namespace {

using nlohmann::json;
using Kind = ThinkingTraits::Kind;

/// A reply that does not stream says nothing until it is complete.
constexpr std::chrono::minutes kWholeReply{10};

bool says(std::string_view text, std::string_view word)
{
    return text.find(word) != std::string_view::npos;
}

bool hasMethod(const json &methods, const char *name)
{
    return std::ranges::any_of(methods, [name](const json &each) { return each == name; });
}

ListedModel modelOf(const json &item, const json *methods)
{
    ListedModel model;
    model.id = wire::stringOf(item, "name");
    if (model.id.starts_with("models/"))
        model.id.erase(0, std::string_view("models/").size());
    model.name = wire::stringOf(item, "displayName");
    model.contextLength = findInt(item, "inputTokenLimit");
    model.maxOutput = findInt(item, "outputTokenLimit");
    const auto take = [&](Capability capability, bool has) { model.capabilities[capability] = {has, CapabilitySource::Server}; };
    if (const auto thinks = findBool(item, "thinking"))
        take(Capability::Reasoning, *thinks);
    // "If empty, indicates the model doesn't use top-k sampling, and topK isn't allowed as a generation parameter."
    // Source: google/ai/generativelanguage/v1beta/model.proto.
    take(Capability::TopK, findValue(item, "topK") != nullptr);
    if (methods)
        take(Capability::TokenCount, hasMethod(*methods, "countTokens"));
    return model;
}

} // namespace

GeminiProtocol::GeminiProtocol(std::string base, std::vector<net::SecretHeader> secrets) : m_base(std::move(base)), m_secrets(std::move(secrets)) {}

net::TransferRequest GeminiProtocol::call(const char *method, const std::string &path) const
{
    net::TransferRequest call;
    call.method = method;
    call.url = m_base + path;
    call.secretHeaders = m_secrets;
    if (call.method == "POST")
        call.headers.add("Content-Type", "application/json");
    return call;
}

ModelTraits GeminiProtocol::traitsFor(const std::string &model) const
{
    const auto learnt = m_learnt.find(model);
    return learnt == m_learnt.end() ? ModelTraits{thinkingTraitsOf(model), true} : learnt->second;
}

json GeminiProtocol::bodyFor(const ChatRequest &request, chat::Notes &notes) const
{
    json body = generateBody(request, traitsFor(request.model), notes);
    if (const auto config = body.find("generationConfig"); config != body.end()) {
        m_refusals.takeOut(request.model, *config, notes);
        if (config->empty())
            body.erase(config);
    }
    return body;
}

Result<net::TransferRequest> GeminiProtocol::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    if (request.model.empty())
        return makeError(ErrorCode::BadInput, "Gemini needs the name of a model");
    json body = bodyFor(request, notes);
    if (request.parameters.extra.is_object())
        body.merge_patch(request.parameters.extra);
    const bool streams = request.parameters.streams;
    net::TransferRequest chat = call("POST", '/' + modelPath(request.model) + (streams ? ":streamGenerateContent?alt=sse" : ":generateContent"));
    chat.headers.add("Accept", streams ? "text/event-stream" : "application/json");
    chat.headers.add("Cache-Control", "no-cache");
    if (!streams)
        chat.clocks.firstByte = kWholeReply;
    chat.body = dumpJson(body);
    return chat;
}

std::unique_ptr<chat::ReplyReader> GeminiProtocol::makeReader(const ChatRequest &) const
{
    return std::make_unique<GenerateReader>();
}

Error GeminiProtocol::errorOf(const chat::FailedReply &reply) const
{
    return errorOfReply(reply);
}

bool GeminiProtocol::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &)
{
    const std::string refusal = wire::refusalText(error);
    if (refusal.empty() || error.code != ErrorCode::BadRequest || !says(call.url, "enerateContent"))
        return false;
    chat::Notes ignored;
    const json body = bodyFor(request, ignored);
    ModelTraits traits = traitsFor(request.model);
    if (learnTraits(body, refusal, traits)) {
        m_learnt[request.model] = traits;
        return true;
    }
    const json *config = findObject(body, "generationConfig");
    if (!config)
        return false;
    return m_refusals.learn(request.model, *config,
                            {{"presencePenalty", {"penalty", "presence_penalty"}}, {"frequencyPenalty", {"penalty", "frequency_penalty"}},
                             {"responseLogprobs", {"logprobs"}}, {"logprobs", {"logprobs"}}, {"topK", {"topk", "top_k"}}, {"seed", {"seed"}},
                             {"thinkingConfig", {"thinking is not supported", "thinking_config", "thinkingconfig"}}},
                            refusal);
}

bool GeminiProtocol::learnTraits(const json &body, const std::string &refusal, ModelTraits &traits) const
{
    if (body.contains("systemInstruction") && (says(refusal, "developer instruction") || says(refusal, "system instruction"))) {
        traits.takesSystem = false;
        return true;
    }
    const json *config = findObject(body, "generationConfig");
    const json *thinking = config ? findObject(*config, "thinkingConfig") : nullptr;
    if (!thinking)
        return false;
    const bool isLevel = thinking->contains("thinkingLevel");
    if (isLevel && says(refusal, "thinking level")) {
        traits.thinking = {Kind::Budget, true, 0, 0};
    } else if (!isLevel && findInt(*thinking, "thinkingBudget") == 0 && (says(refusal, "budget") || says(refusal, "only works in thinking mode"))) {
        traits.thinking.canStayOff = false;
    } else if (!isLevel && says(refusal, "thinking budget") && says(refusal, "not support")) {
        traits.thinking = {Kind::Level, false, 0, 0};
    } else {
        return false;
    }
    return true;
}

std::optional<net::TransferRequest> GeminiProtocol::modelsCall(const std::string &page)
{
    return call("GET", "/models?pageSize=1000" + (page.empty() ? std::string() : "&pageToken=" + wire::percentEncoded(page)));
}

Result<chat::ModelPage> GeminiProtocol::readModels(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *list = findArray(*root, "models");
    // The last page of a service that has none may be an empty object.
    if (!list && !(root->is_object() && root->empty()))
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    chat::ModelPage page;
    for (const json &item : list ? *list : json::array()) {
        const json *methods = findArray(item, "supportedGenerationMethods");
        ListedModel model = modelOf(item, methods);
        if (!model.id.empty() && (!methods || hasMethod(*methods, "generateContent")))
            page.models.push_back(std::move(model));
    }
    page.next = wire::stringOf(*root, "nextPageToken");
    return page;
}

std::optional<net::TransferRequest> GeminiProtocol::countCall(const ChatRequest &request)
{
    if (request.model.empty())
        return std::nullopt;
    chat::Notes ignored;
    json body = bodyFor(request, ignored);
    if (request.parameters.extra.is_object())
        body.merge_patch(request.parameters.extra);
    net::TransferRequest count = call("POST", '/' + modelPath(request.model) + ":countTokens");
    count.body = dumpJson(countBody(std::move(body), request.model));
    return count;
}

Result<std::int64_t> GeminiProtocol::readCount(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    if (const auto count = findInt(*root, "totalTokens"))
        return *count;
    return makeError(ErrorCode::BadReply, "the reply has no count of tokens");
}

} // namespace lineup::gemini
