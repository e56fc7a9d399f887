#include "backends/providers/openaicompatible/chatcompletions.h"

#include "backends/providers/openaicompatible/chatreader.h"
#include "backends/providers/openaicompatible/wirerequest.h"

namespace lineup::openaicompatible {

ChatCompletions::ChatCompletions(ApiBase base, std::vector<net::SecretHeader> secrets, Quirks quirks)
    : CompatibleApi(std::move(base), std::move(secrets), std::move(quirks))
{
}

Result<net::TransferRequest> ChatCompletions::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    const Quirks quirks = quirksFor(request);
    return chatCallTo(quirks.chatPath, chatBody(request, quirks, notes), request.parameters.streams);
}

std::unique_ptr<chat::ReplyReader> ChatCompletions::makeReader(const ChatRequest &) const
{
    return std::make_unique<ChatReader>();
}

} // namespace lineup::openaicompatible
