#include "backends/providers/bedrock/bedrockprotocol.h"

#include "backends/net/endpoint.h"
#include "backends/providers/bedrock/bedrockmodels.h"
#include "backends/providers/bedrock/bedrockreader.h"
#include "backends/providers/bedrock/bedrockreply.h"
#include "backends/providers/bedrock/bedrockrequest.h"
#include "core/base/json.h"
#include "core/net/httpdate.h"

namespace lineup::bedrock {

namespace {

constexpr const char *kService = "bedrock";
constexpr const char *kAlgorithm = "AWS4-HMAC-SHA256 ";
/// Signatures are refused from here on.
constexpr std::chrono::minutes kMaxSkew{5};

/// As libcurl writes it: without the port that the scheme has anyway.
std::string hostHeader(const net::Endpoint &endpoint)
{
    const std::string host = endpoint.host.find(':') == std::string::npos ? endpoint.host : '[' + endpoint.host + ']';
    const int usual = endpoint.scheme == "https" ? 443 : 80;
    return endpoint.port == usual ? host : host + ':' + std::to_string(endpoint.port);
}

} // namespace

BedrockProtocol::BedrockProtocol(BedrockPlace place, Identity identity, std::shared_ptr<const Clock> clock)
    : m_place(std::move(place)), m_identity(std::move(identity)), m_clock(std::move(clock))
{
}

net::TransferRequest BedrockProtocol::call(const char *method, const std::string &baseUrl, const std::string &path, const std::string &query,
                                           std::string body) const
{
    net::TransferRequest call;
    call.method = method;
    call.url = baseUrl + path + (query.empty() ? "" : "?" + query);
    call.body = std::move(body);
    if (!call.body.empty())
        call.headers.add("Content-Type", "application/json");
    if (const auto *key = std::get_if<Secret>(&m_identity))
        call.secretHeaders.push_back({"Authorization", "Bearer ", *key});
    else
        sign(call, std::get<AwsCredentials>(m_identity));
    return call;
}

void BedrockProtocol::sign(net::TransferRequest &call, const AwsCredentials &credentials) const
{
    const auto endpoint = net::parseEndpoint(call.url);
    if (!endpoint)
        return; // the transport says what is wrong with it
    const std::string date = amzDate(m_clock->wallNow() + m_offset);
    SignedCall what{call.method, endpoint->path, endpoint->query, {{"host", hostHeader(*endpoint)}, {"x-amz-date", date}}, call.body};
    if (const std::string *type = call.headers.find("Content-Type"))
        what.headers.add("content-type", *type);
    call.headers.add("X-Amz-Date", date);
    if (!credentials.sessionToken.isEmpty()) {
        what.headers.add("x-amz-security-token", credentials.sessionToken.reveal());
        call.secretHeaders.push_back({"X-Amz-Security-Token", "", credentials.sessionToken});
    }
    call.secretHeaders.push_back({"Authorization", kAlgorithm, Secret(awsSignature(what, credentials, m_place.region, kService, date))});
}

Result<net::TransferRequest> BedrockProtocol::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    if (request.model.empty())
        return makeError(ErrorCode::BadInput, "Bedrock needs the id of a model or of an inference profile");
    const bool streams = request.parameters.streams;
    net::TransferRequest chat = call("POST", m_place.runtimeUrl, "/model/" + modelSegment(request.model) + (streams ? "/converse-stream" : "/converse"), {},
                                     converseBody(request, notes));
    chat.headers.add("Accept", streams ? "application/vnd.amazon.eventstream" : "application/json");
    return chat;
}

std::unique_ptr<chat::ReplyReader> BedrockProtocol::makeReader(const ChatRequest &) const
{
    return std::make_unique<BedrockReader>();
}

Error BedrockProtocol::errorOf(const chat::FailedReply &reply) const
{
    return errorOfReply(reply);
}

void BedrockProtocol::noteHead(const net::TransferRequest &, const net::TransferHead &head, chat::Notes &)
{
    if (const auto date = parseHttpDate(head.headers.value("date")))
        m_seenOffset = *date - m_clock->wallNow();
}

bool BedrockProtocol::adapt(const Error &error, const net::TransferRequest &, const ChatRequest &, chat::Notes &notes)
{
    const bool isSigned = std::holds_alternative<AwsCredentials>(m_identity);
    const auto off = std::chrono::abs(m_seenOffset - m_offset);
    if (!isSigned || error.httpStatus != 403 || off <= kMaxSkew)
        return false;
    m_offset = m_seenOffset;
    const auto minutes = std::chrono::round<std::chrono::minutes>(m_offset).count();
    notes.push_back("clock: the server's is " + std::to_string(minutes) + " minutes ahead of this computer's; signed with the server's time");
    return true;
}

std::vector<Parameter> BedrockProtocol::parametersNotTaken(const ChatRequest &request) const
{
    return notTaken(request);
}

std::optional<net::TransferRequest> BedrockProtocol::modelsCall(const std::string &page)
{
    const ListPlace place = listPlace(page);
    return call("GET", m_place.controlUrl, place.path, place.query, {});
}

Result<chat::ModelPage> BedrockProtocol::readModels(std::string_view body) const
{
    return modelPageOf(body);
}

std::optional<net::TransferRequest> BedrockProtocol::countCall(const ChatRequest &request)
{
    return call("POST", m_place.runtimeUrl, "/model/" + modelSegment(request.model) + "/count-tokens", {}, countBody(request));
}

Result<std::int64_t> BedrockProtocol::readCount(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const auto tokens = findInt(*root, "inputTokens");
    if (!tokens)
        return makeError(ErrorCode::BadReply, "the reply holds no count of tokens");
    return *tokens;
}

} // namespace lineup::bedrock
