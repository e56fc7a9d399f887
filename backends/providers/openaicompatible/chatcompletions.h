#pragma once

#include "backends/providers/openaicompatible/compatibleapi.h"

namespace lineup::openaicompatible {

/// Chat Completions as OpenAI describes it and as the many compatible servers speak it. A provider with errors, a list of
/// models or a reader of its own derives from it; for all else quirks are enough.
class ChatCompletions : public CompatibleApi {
public:
    /// As CompatibleApi.
    ChatCompletions(ApiBase base, std::vector<net::SecretHeader> secrets, Quirks quirks = {});

    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
};

} // namespace lineup::openaicompatible
