#pragma once

#include "backends/chat/chatprotocol.h"

namespace lineup::ollama {

/// Ollama's own chat API.
class OllamaProtocol final : public chat::ChatProtocol {
public:
    /// `baseUrl` as OllamaHost::url; `secrets` go with every call.
    OllamaProtocol(std::string baseUrl, std::vector<net::SecretHeader> secrets);

    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    Error errorOf(const chat::FailedReply &reply) const override;
    /// Thinking is on or off, or of a degree: it has no number of tokens.
    std::vector<Parameter> parametersNotTaken(const ChatRequest &request) const override;
    /// GET /api/tags.
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;
    /// POST /api/show.
    std::optional<net::TransferRequest> describeCall(const std::string &model) override;
    Result<ListedModel> readDescription(std::string_view body) const override;

private:
    net::TransferRequest call(const char *method, const char *path) const;

    std::string m_baseUrl;
    std::vector<net::SecretHeader> m_secrets;
};

} // namespace lineup::ollama
