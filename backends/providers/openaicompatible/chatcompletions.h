#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/openaicompatible/wirerequest.h"
#include "core/base/secret.h"

namespace lineup::openaicompatible {

/// Chat Completions as OpenAI describes it and as the many compatible servers speak it.
class ChatCompletions final : public chat::ChatProtocol {
public:
    /// `secrets` go with every call.
    ChatCompletions(ApiBase base, std::vector<net::SecretHeader> secrets, Quirks quirks = {});

    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    /// Learns from a 404 that "/v1" is missing, and from a 400 which parameters a server wants otherwise.
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    void noteHead(const net::TransferRequest &call, const net::TransferHead &head, chat::Notes &notes) override;
    /// GET /models.
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;

private:
    net::TransferRequest call(const char *method, const char *path) const;
    bool addVersion(const Error &error, const net::TransferRequest &call);
    bool adaptParameters(const Error &error, const ChatRequest &request, chat::Notes &notes);

    ApiBase m_base;
    std::vector<net::SecretHeader> m_secrets;
    Quirks m_quirks;
    std::string m_version;       ///< "/v1" once a 404 taught that it was missing
    bool m_isVersionSure = true; ///< a reply other than 404 has come from there
};

/// The models in a reply to GET /models, in the server's order: a bare array, `data` or `models` of objects with `id`, `name`
/// or `model`. BadReply when it is no list.
Result<std::vector<ListedModel>> modelsIn(std::string_view body);

} // namespace lineup::openaicompatible
