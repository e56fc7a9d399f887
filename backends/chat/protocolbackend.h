#pragma once

#include "backends/chat/exchangecontext.h"
#include "core/ports/chatbackend.h"

#include <memory>

namespace lineup::chat {

/// A backend over any ChatProtocol: everything but the protocol itself.
class ProtocolBackend final : public ChatBackend {
public:
    /// `isLocal`: as ChatBackend::isLocal(). The context's I/O thread outlives the backend and all its streams.
    ProtocolBackend(std::shared_ptr<ExchangeContext> context, bool isLocal);
    ~ProtocolBackend() override;

    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override;
    /// All pages of the provider's list, in its order; an empty list for a provider that has none.
    QFuture<Result<std::vector<ListedModel>>> listModels() override;
    QFuture<Result<ListedModel>> describeModel(std::string id) override;
    QFuture<Result<std::int64_t>> countTokens(ChatRequest request) override;
    std::vector<Parameter> parametersNotTaken(const ChatRequest &request) const override;
    QFuture<ConnectionReport> reach() override;
    bool isLocal() const override { return m_isLocal; }

private:
    std::shared_ptr<ExchangeContext> m_context;
    bool m_isLocal;
};

} // namespace lineup::chat
