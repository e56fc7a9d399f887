#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/openaicompatible/apibase.h"
#include "backends/providers/openaicompatible/learntmodels.h"
#include "backends/providers/openaicompatible/quirks.h"
#include "backends/providers/openaicompatible/refusal.h"
#include "core/base/secret.h"

#include <atomic>

namespace lineup::openaicompatible {

/// What the APIs in OpenAI's manner have in common, Chat Completions and Responses: addresses, the list of models, quirks, and
/// what is learnt from refusals.
class CompatibleApi : public chat::ChatProtocol {
public:
    /// `secrets` go with every call.
    CompatibleApi(ApiBase base, std::vector<net::SecretHeader> secrets, Quirks quirks);

    /// Learns from a 404 that "/v1" is missing, and from a 400 which parameters a server or a model wants otherwise.
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    void noteHead(const net::TransferRequest &call, const net::TransferHead &head, chat::Notes &notes) override;
    /// GET /models.
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;
    std::vector<Parameter> parametersNotTaken(const ChatRequest &request) const override;

protected:
    /// All that holds for the request's model: the quirks, then Quirks::perModel, then what was learnt. Thread-safe.
    Quirks quirksFor(const ChatRequest &request) const;
    /// A request to a path below the base, with version, query, headers and secrets.
    net::TransferRequest call(const char *method, const std::string &path) const;
    /// The same for an answer to a POST of this body, streamed or not.
    net::TransferRequest chatCallTo(const std::string &path, std::string body, bool streams) const;

    /// Remembers a refusal that only the protocol itself understands, as adapt() does. Any thread but the main one.
    bool learn(const Refusal &refusal, const ChatRequest &request, chat::Notes &notes);

private:
    bool addVersion(const Error &error, const net::TransferRequest &call);
    bool adaptParameters(const Error &error, const ChatRequest &request, chat::Notes &notes);

    const ApiBase m_base;
    const std::vector<net::SecretHeader> m_secrets;
    const Quirks m_quirks;
    LearntModels m_learnt;
    std::atomic<bool> m_refusesStreamOptions{false};
    std::string m_version;       ///< "/v1" once a 404 taught that it was missing
    bool m_isVersionSure = true; ///< a reply other than 404 has come from there
};

/// The models in a reply to GET /models, in the server's order: a bare array, `data` or `models` of objects with `id`, `name`
/// or `model`. BadReply when it is no list.
Result<std::vector<ListedModel>> modelsIn(std::string_view body);

} // namespace lineup::openaicompatible
