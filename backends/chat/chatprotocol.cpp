#include "backends/chat/chatprotocol.h"

#include "backends/chat/errorclassifier.h"

namespace lineup::chat {

ReplyReader::~ReplyReader() = default;
ChatProtocol::~ChatProtocol() = default;

Error ChatProtocol::errorOf(const FailedReply &reply) const
{
    return classify(reply);
}

std::vector<EventBody> ChatProtocol::eventsOf(const FailedReply &) const
{
    return {};
}

bool ChatProtocol::adapt(const Error &, const net::TransferRequest &, const ChatRequest &, Notes &)
{
    return false;
}

void ChatProtocol::noteHead(const net::TransferRequest &, const net::TransferHead &, Notes &) {}

std::vector<Parameter> ChatProtocol::parametersNotTaken(const ChatRequest &) const
{
    return {};
}

std::optional<net::TransferRequest> ChatProtocol::describeCall(const std::string &)
{
    return std::nullopt;
}

Result<ListedModel> ChatProtocol::readDescription(std::string_view) const
{
    return makeError(ErrorCode::BadReply, "this protocol does not describe models");
}

std::optional<net::TransferRequest> ChatProtocol::secondCountCall(std::string_view) const
{
    return std::nullopt;
}

std::optional<net::TransferRequest> ChatProtocol::countCall(const ChatRequest &)
{
    return std::nullopt;
}

Result<std::int64_t> ChatProtocol::readCount(std::string_view) const
{
    return makeError(ErrorCode::BadReply, "this protocol does not count tokens");
}

} // namespace lineup::chat
