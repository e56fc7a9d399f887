#pragma once

#include "backends/providers/openaicompatible/chatcompletions.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace lineup::openaicompatible {

/// Any server that speaks Chat Completions. What differs from server to server is forgiven for all of them, learnt from their
/// refusals, or follows from what they say of themselves (serverTraits()).
class CompatibleServer final : public ChatCompletions {
public:
    CompatibleServer(ApiBase base, std::vector<net::SecretHeader> secrets);

    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    void noteHead(const net::TransferRequest &call, const net::TransferHead &head, chat::Notes &notes) override;

private:
    CompatibleServer(ApiBase base, std::vector<net::SecretHeader> secrets, std::shared_ptr<std::atomic<bool>> reportsProgress);

    std::shared_ptr<std::atomic<bool>> m_reportsProgress; ///< shared with the quirks, which write the body
};

/// What a server says of itself in the head of a reply.
struct ServerTraits {
    /// llama.cpp: tells how far it has read the prompt when asked with `return_progress`.
    bool reportsProgress = false;
    bool operator==(const ServerTraits &) const = default;
};
ServerTraits serverTraits(const Headers &headers);

/// The parameters that a LiteLLM proxy names in a refusal: "… does not support parameters: ['seed', 'top_k'], for model=…".
/// Source: BerriAI/litellm, UnsupportedParamsError.
std::vector<std::string> unsupportedByLiteLlm(const Error &error);

} // namespace lineup::openaicompatible
