#include "backends/providers/llamaserver/llamaserver.h"

#include "backends/providers/openaicompatible/dialect.h"
#include "backends/providers/openaicompatible/wirerequest.h"
#include "backends/providers/wire/reading.h"
#include "backends/providers/wire/writing.h"

namespace lineup::llamaserver {

namespace {

using nlohmann::json;
using openaicompatible::Quirks;

Quirks quirks()
{
    Quirks quirks;
    quirks.provider = "llama-server";
    quirks.chatPath = "/v1/chat/completions";
    quirks.modelsPath = "/v1/models";
    // How much of the prompt has been read, while it is being read.
    quirks.finish = [](const ChatRequest &request, json &body) {
        if (request.parameters.streams)
            body["return_progress"] = true;
    };
    return quirks;
}

} // namespace

LlamaServer::LlamaServer(openaicompatible::ApiBase base, std::vector<net::SecretHeader> secrets)
    : ChatCompletions(std::move(base), std::move(secrets), quirks())
{
}

Result<chat::ModelPage> LlamaServer::readModels(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *list = findArray(*root, "data");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    chat::ModelPage page;
    for (const json &item : *list) {
        auto model = openaicompatible::listedModel(item);
        if (!model)
            continue;
        // `n_ctx_train` is what the model was trained with, `n_ctx` what it runs with; older servers say that in /props only.
        if (const json *meta = findObject(item, "meta"))
            model->contextLength = findInt(*meta, "n_ctx");
        page.models.push_back(*std::move(model));
    }
    return page;
}

std::optional<net::TransferRequest> LlamaServer::describeCall(const std::string &model)
{
    // One that serves many models wants to know which; one that serves one does not look at it.
    return call("GET", model.empty() ? "/props" : "/props?model=" + wire::percentEncoded(model));
}

Result<ListedModel> LlamaServer::readDescription(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *settings = findObject(*root, "default_generation_settings");
    if (!settings)
        return makeError(ErrorCode::BadReply, "the reply does not describe a model");
    ListedModel model;
    model.contextLength = findInt(*settings, "n_ctx");
    if (const json *modalities = findObject(*root, "modalities")) {
        if (const auto sees = findBool(*modalities, "vision"))
            model.capabilities[Capability::Vision] = {*sees, CapabilitySource::Server};
    }
    if (const json *abilities = findObject(*root, "chat_template_caps")) {
        if (const auto tools = findBool(*abilities, "supports_tools"))
            model.capabilities[Capability::Tools] = {*tools, CapabilitySource::Server};
    }
    return model;
}

std::optional<net::TransferRequest> LlamaServer::countCall(const ChatRequest &request)
{
    // What has no part in the prompt is not sent.
    ChatRequest prompt;
    prompt.model = request.model;
    prompt.messages = request.messages;
    prompt.parameters.tools = request.parameters.tools;
    prompt.parameters.streams = false;
    chat::Notes unused;
    return chatCallTo("/apply-template", openaicompatible::chatBody(prompt, quirksFor(prompt), unused), false);
}

std::optional<net::TransferRequest> LlamaServer::secondCountCall(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    const std::string *prompt = root ? findString(*root, "prompt") : nullptr;
    if (!prompt)
        return std::nullopt;
    // As the server itself reads a prompt made by its template.
    return chatCallTo("/tokenize", dumpJson({{"content", *prompt}, {"add_special", true}, {"parse_special", true}}), false);
}

Result<std::int64_t> LlamaServer::readCount(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *tokens = findArray(*root, "tokens");
    if (!tokens)
        return makeError(ErrorCode::BadReply, "the reply holds no tokens");
    return static_cast<std::int64_t>(tokens->size());
}

} // namespace lineup::llamaserver
