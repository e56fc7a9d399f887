#pragma once

#include "backends/net/iothread.h"
#include "backends/net/redaction.h"
#include "core/base/secret.h"
#include "core/ports/chatbackend.h"

#include <memory>
#include <string>

namespace lineup::openaicompatible {

struct BackendContext;

struct BackendConfig {
    std::string baseUrl; ///< as apiBase() takes it
    Secret key;          ///< empty = no Authorization header
    bool isLocal = false; ///< the engine of this application: nothing is charged, nothing leaves this computer
};

/// Chat Completions as OpenAI describes it and as the many compatible servers speak it.
class OpenAiCompatibleBackend final : public ChatBackend {
public:
    /// BadInput for a bad base URL; Tls when a key would go over plain http to another machine.
    /// `io` must outlive the backend and all its streams.
    static Result<std::shared_ptr<OpenAiCompatibleBackend>> create(BackendConfig config, net::IoThread &io, std::shared_ptr<net::Redactor> redactor);
    ~OpenAiCompatibleBackend() override;

    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override;
    /// GET /models: a bare array, `data` or `models` of objects with `id`, `name` or `model`.
    QFuture<Result<std::vector<ListedModel>>> listModels() override;
    bool isLocal() const override { return m_isLocal; }

private:
    OpenAiCompatibleBackend(std::shared_ptr<BackendContext> context, bool isLocal);

    std::shared_ptr<BackendContext> m_context;
    bool m_isLocal;
};

/// The models in a reply to GET /models, in the server's order; see listModels(). BadReply when it is no list.
Result<std::vector<ListedModel>> modelsIn(std::string_view body);

} // namespace lineup::openaicompatible
