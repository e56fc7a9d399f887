#include "backends/providers/ollama/ollamaprotocol.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/ollama/ollamamodels.h"
#include "backends/providers/ollama/ollamareader.h"
#include "backends/providers/ollama/ollamarequest.h"
#include "core/base/json.h"

namespace lineup::ollama {

OllamaProtocol::OllamaProtocol(std::string baseUrl, std::vector<net::SecretHeader> secrets)
    : m_baseUrl(std::move(baseUrl)), m_secrets(std::move(secrets))
{
}

net::TransferRequest OllamaProtocol::call(const char *method, const char *path) const
{
    net::TransferRequest call;
    call.method = method;
    call.url = m_baseUrl + path;
    call.secretHeaders = m_secrets;
    return call;
}

Result<net::TransferRequest> OllamaProtocol::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    net::TransferRequest chat = call("POST", "/api/chat");
    chat.headers.add("Content-Type", "application/json");
    chat.headers.add("Accept", "application/x-ndjson");
    chat.body = chatBody(request, notes);
    return chat;
}

std::unique_ptr<chat::ReplyReader> OllamaProtocol::makeReader(const ChatRequest &) const
{
    return std::make_unique<OllamaReader>();
}

Error OllamaProtocol::errorOf(const chat::FailedReply &reply) const
{
    Error error = chat::classify(reply);
    const std::string said = error.providerMessage.value_or("");
    // "the input length exceeds the context length"
    if (error.code == ErrorCode::BadRequest && said.find("context length") != std::string::npos)
        error.code = ErrorCode::ContextTooLong;
    return error;
}

std::vector<Parameter> OllamaProtocol::parametersNotTaken(const ChatRequest &request) const
{
    if (request.parameters.reasoningTokens.value_or(0) > 0)
        return {Parameter::ReasoningTokens};
    return {};
}

std::optional<net::TransferRequest> OllamaProtocol::modelsCall(const std::string &)
{
    return call("GET", "/api/tags");
}

Result<chat::ModelPage> OllamaProtocol::readModels(std::string_view body) const
{
    auto models = modelsIn(body);
    if (!models)
        return Unexpected{models.error()};
    return chat::ModelPage{*std::move(models), {}};
}

std::optional<net::TransferRequest> OllamaProtocol::describeCall(const std::string &model)
{
    net::TransferRequest show = call("POST", "/api/show");
    show.headers.add("Content-Type", "application/json");
    show.body = dumpJson({{"model", model}});
    return show;
}

Result<ListedModel> OllamaProtocol::readDescription(std::string_view body) const
{
    return descriptionIn(body);
}

} // namespace lineup::ollama
