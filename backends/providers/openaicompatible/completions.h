#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/openaicompatible/wirerequest.h"
#include "core/base/secret.h"

namespace lineup::openaicompatible {

/// POST /completions: the older route that continues a text, for base models, which have no form for chats. The conversation
/// goes as plainPrompt(). Source: OpenAI API reference, "Create completion"; llama.cpp tools/server/README.md.
class Completions final : public chat::ChatProtocol {
public:
    /// A base model seldom ends by itself: without a maximum of the person's this many tokens are asked for, and said.
    static constexpr int kUsualMaxTokens = 256;

    Completions(ApiBase base, std::vector<net::SecretHeader> secrets);

    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;

private:
    ApiBase m_base;
    std::vector<net::SecretHeader> m_secrets;
};

} // namespace lineup::openaicompatible
