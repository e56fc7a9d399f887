#include "backends/net/curltransfer.h"

#include "backends/net/curlerror.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace lineup::net {

namespace {

using std::chrono::microseconds;

constexpr long kBufferBytes = 32L << 10;
/// TCP keep-alive as the Anthropic client sets it: NATs drop what is silent for longer.
constexpr long kKeepAliveSeconds = 60;
/// Of a request that needs no tunnel; a refused tunnel is an error of libcurl's own.
constexpr int kProxyWantsCredentials = 407;

microseconds infoTime(CURL *easy, CURLINFO what)
{
    curl_off_t value = 0;
    curl_easy_getinfo(easy, what, &value);
    return microseconds(value);
}

long infoLong(CURL *easy, CURLINFO what)
{
    long value = 0;
    curl_easy_getinfo(easy, what, &value);
    return value;
}

bool isSafeHeaderText(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

/// The status of "HTTP/1.1 200 OK", or 0.
int statusOf(std::string_view line)
{
    const auto space = line.find(' ');
    int status = 0;
    if (space != std::string_view::npos)
        std::from_chars(line.data() + space + 1, line.data() + line.size(), status);
    return status;
}

std::string redirectTarget(std::string_view location, const Endpoint &from)
{
    if (location.empty())
        return "an address that it does not name";
    if (const auto target = parseEndpoint(location))
        return target->origin() == from.origin() ? target->origin() + target->path : target->origin();
    return from.origin() + (location.front() == '/' ? "" : "/") + std::string(location.substr(0, location.find('?')));
}

} // namespace

TransferHandler::~TransferHandler() = default;

void TransferHandler::onSent(Steady) {}
void TransferHandler::onBodyRead() {}

CurlTransfer::CurlTransfer(TransferId id, TransferRequest request, std::unique_ptr<TransferHandler> handler,
                           Steady queuedAt)
    : m_id(id), m_request(std::move(request)), m_handler(std::move(handler)), m_queuedAt(queuedAt)
{
}

CurlTransfer::~CurlTransfer() = default;

std::optional<Error> CurlTransfer::check()
{
    auto endpoint = parseEndpoint(m_request.url);
    if (!endpoint)
        return endpoint.error();
    m_endpoint = std::move(*endpoint);
    m_origin = m_endpoint.origin();
    const auto refusal = [this](std::string detail) {
        return makeError(ErrorCode::BadInput, std::move(detail), m_endpoint.hostAndPort()).value;
    };
    for (const auto &field : m_request.headers.fields()) {
        if (!isSafeHeaderText(field.name) || !isSafeHeaderText(field.value))
            return refusal("a header field holds a line break");
    }
    if (!isSafeHeaderText(m_request.proxyCredentials.reveal()))
        return refusal("the password of the proxy holds a line break");
    for (const auto &field : m_request.secretHeaders) {
        if (!isSafeHeaderText(field.name) || !isSafeHeaderText(field.prefix) || !isSafeHeaderText(field.value.reveal()))
            return refusal("the key holds a line break");
        if (!field.value.isEmpty() && m_endpoint.scheme == "http" && !m_endpoint.isLoopback())
            return refusal("a key is sent over plain http to this machine only; use https");
    }
    return std::nullopt;
}

CURL *CurlTransfer::open(const std::optional<std::string> &certificates, IoPass &pass, Steady now)
{
    m_pass = &pass;
    m_startedAt = m_lastSendAt = m_lastByteAt = now;
    m_easy.reset(curl_easy_init());
    if (!m_easy)
        return nullptr;
    setOptions(certificates);
    setRequest();
    return m_easy.get();
}

void CurlTransfer::setOptions(const std::optional<std::string> &certificates)
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_errorBuffer.data());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // Without it, removing a handle waits for getaddrinfo, and every stream with it.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    // libcurl would hand x-api-key and its like to the new host.
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_UNRESTRICTED_AUTH, 0L);
    curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, kKeepAliveSeconds);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, kKeepAliveSeconds);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, kBufferBytes);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    setTrust(m_certificates ? m_certificates : certificates);
    // Our own deadline does the rest; this one makes libcurl share the time among the addresses of a name.
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_request.clocks.connect.count()));
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeaderLine);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::onBodyBytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlTransfer::onConnected);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::onOpenSocket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlTransfer::onCloseSocket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, m_pass);
}

void CurlTransfer::setTrust(const std::optional<std::string> &certificates)
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    // The bundle file is enough, and only without a folder does libcurl keep the parsed certificates between connections.
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    if (certificates) {
        curl_blob blob{};
        // libcurl only reads; its type is older than const.
        blob.data = const_cast<char *>(certificates->data());
        blob.len = certificates->size();
        blob.flags = CURL_BLOB_NOCOPY;
        curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
        curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO_BLOB, &blob);
    }
    const ClientCertificate &own = m_request.clientCertificate;
    if (own.file.empty())
        return;
    const bool isPkcs12 = own.file.ends_with(".p12") || own.file.ends_with(".pfx");
    curl_easy_setopt(easy, CURLOPT_SSLCERT, own.file.c_str());
    curl_easy_setopt(easy, CURLOPT_SSLCERTTYPE, isPkcs12 ? "P12" : "PEM");
    if (!own.keyFile.empty())
        curl_easy_setopt(easy, CURLOPT_SSLKEY, own.keyFile.c_str());
    // Also when there is none: OpenSSL would ask the terminal.
    curl_easy_setopt(easy, CURLOPT_KEYPASSWD, own.passPhrase.reveal().c_str());
}

void CurlTransfer::setProxy()
{
    CURL *easy = m_easy.get();
    if (m_endpoint.isLoopback()) {
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        return;
    }
    if (!m_request.proxy)
        return;
    curl_easy_setopt(easy, CURLOPT_PROXY, m_request.proxy->c_str());
    // Also when it is empty: the environment's exceptions are those of the environment's proxy.
    curl_easy_setopt(easy, CURLOPT_NOPROXY, m_request.noProxy.c_str());
    const std::string &credentials = m_request.proxyCredentials.reveal();
    if (credentials.empty())
        return;
    const auto colon = std::min(credentials.find(':'), credentials.size());
    curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, credentials.substr(0, colon).c_str());
    curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, credentials.substr(std::min(colon + 1, credentials.size())).c_str());
}

void CurlTransfer::setRequest()
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_URL, m_endpoint.url().c_str());
    setProxy();
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                     m_request.http11Only ? static_cast<long>(CURL_HTTP_VERSION_1_1)
                                          : static_cast<long>(CURL_HTTP_VERSION_2TLS));
    if (m_request.onNewConnection) {
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    }
    m_isBodyLimited = m_request.maxBodyBytes > 0 || m_request.compression == TransferRequest::Compression::Accept;
    if (m_request.compression == TransferRequest::Compression::Accept)
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    if (m_request.method == "POST") {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        // Read by a callback, so that the moment at which the last byte leaves is known.
        curl_easy_setopt(easy, CURLOPT_READFUNCTION, &CurlTransfer::onUpload);
        curl_easy_setopt(easy, CURLOPT_READDATA, this);
        curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, &CurlTransfer::onRewind);
        curl_easy_setopt(easy, CURLOPT_SEEKDATA, this);
        // "Expect: 100-continue" would cost a second at servers that do not know it.
        appendHeader("Expect:");
    } else {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    }
    for (const auto &field : m_request.headers.fields())
        appendHeader(field.name + ": " + field.value);
    for (const auto &field : m_request.secretHeaders) {
        if (!field.value.isEmpty())
            appendHeader(field.name + ": " + field.prefix + field.value.reveal());
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m_headerLines.get());
}

bool CurlTransfer::appendHeader(const std::string &line)
{
    curl_slist *longer = curl_slist_append(m_headerLines.get(), line.c_str());
    if (!longer)
        return false;
    static_cast<void>(m_headerLines.release());
    m_headerLines.reset(longer);
    return true;
}

void CurlTransfer::distrustConnectionsOlderThan(std::chrono::seconds age)
{
    if (age.count() < 1)
        curl_easy_setopt(m_easy.get(), CURLOPT_FRESH_CONNECT, 1L);
    else
        curl_easy_setopt(m_easy.get(), CURLOPT_MAXAGE_CONN, static_cast<long>(age.count()));
}

std::optional<CurlTransfer::Deadline> CurlTransfer::deadline() const
{
    std::optional<Deadline> next;
    const auto consider = [&next](Steady at, TimeoutPhase phase) {
        if (!next || at < next->at)
            next = Deadline{at, phase};
    };
    const TransferClocks &clocks = m_request.clocks;
    if (clocks.total)
        consider(m_queuedAt + *clocks.total, TimeoutPhase::Total);
    if (!m_easy || m_paused)
        return next;
    if (!m_connectedAt) {
        consider(m_startedAt + clocks.connect, TimeoutPhase::Connect);
    } else if (!m_firstBodyAt) {
        consider(m_lastSendAt + clocks.firstByte, TimeoutPhase::FirstByte);
        if (m_judgeBy)
            consider(*m_judgeBy, TimeoutPhase::FirstByte);
    } else {
        const auto usual = m_contentFlows ? kIdleAfterContent : clocks.firstByte;
        consider(m_lastByteAt + clocks.idle.value_or(usual), TimeoutPhase::Idle);
        if (m_judgeBy)
            consider(*m_judgeBy, TimeoutPhase::Idle);
    }
    return next;
}

void CurlTransfer::judgeBy(Steady moment)
{
    if (m_easy && m_connectedAt && !m_endpoint.isLoopback())
        m_judgeBy = moment;
}

void CurlTransfer::resume(Steady now)
{
    if (!m_easy || !m_paused)
        return;
    m_paused = false;
    m_lastByteAt = now;
    m_pass->now = now;
    curl_easy_pause(m_easy.get(), CURLPAUSE_CONT);
}

std::size_t CurlTransfer::onHeaderLine(char *bytes, std::size_t size, std::size_t count, void *self)
{
    const std::size_t length = size * count;
    return static_cast<CurlTransfer *>(self)->takeHeaderLine(std::string_view(bytes, length)) ? length : 0;
}

bool CurlTransfer::takeHeaderLine(std::string_view line)
{
    // Trailers of a chunked body come through here too.
    if (m_headDone)
        return true;
    const Steady now = std::chrono::steady_clock::now();
    if (!m_firstHeaderAt)
        m_firstHeaderAt = now;
    m_judgeBy.reset();
    m_headerBytes += line.size();
    if (m_headerBytes > kMaxHeaderBytes)
        return refuse(ErrorCode::BadReply, "the head of the reply is longer than 128 KiB");
    line = trimmed(line);
    if (line.empty())
        return takeHead();
    if (line.starts_with("HTTP/")) {
        m_head.headers.clear();
        m_head.status = statusOf(line);
        m_head.httpVersion.assign(line.substr(5, line.find(' ') - 5));
        return true;
    }
    const auto colon = line.find(':');
    if (colon != std::string_view::npos)
        m_head.headers.add(std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1))));
    return true;
}

bool CurlTransfer::takeHead()
{
    if (m_head.status < 200)
        return true;
    m_headDone = true;
    m_httpVersion = infoLong(m_easy.get(), CURLINFO_HTTP_VERSION);
    if (m_head.status >= 300 && m_head.status < 400)
        return refuse(ErrorCode::RedirectRefused,
                      "status " + std::to_string(m_head.status) + " points to "
                          + redirectTarget(m_head.headers.value("location"), m_endpoint));
    if (m_head.status == kProxyWantsCredentials)
        return refuse(ErrorCode::Proxy, "the proxy does not know who asks: its user name and password are missing or wrong");
    const std::string_view encoding = m_head.headers.value("content-encoding");
    const bool encoded = !encoding.empty() && !equalsIgnoringCase(encoding, "identity");
    if (encoded && m_request.compression == TransferRequest::Compression::Refuse) {
        if (m_head.status < 300)
            return refuse(ErrorCode::BadReply, "the reply is encoded (" + std::string(encoding)
                                                   + ") although that was not asked for");
        // Of an error only the status can be read then.
        m_dropBody = true;
    }
    m_handler->onHead(m_head);
    return true;
}

bool CurlTransfer::refuse(ErrorCode code, std::string detail)
{
    Error error;
    error.code = code;
    error.detail = std::move(detail);
    error.subject = m_endpoint.hostAndPort();
    if (m_head.status >= 300)
        error.httpStatus = m_head.status;
    m_refused = std::move(error);
    return false;
}

std::size_t CurlTransfer::onBodyBytes(char *bytes, std::size_t size, std::size_t count, void *self)
{
    return static_cast<CurlTransfer *>(self)->takeBody(std::string_view(bytes, size * count));
}

std::size_t CurlTransfer::takeBody(std::string_view bytes)
{
    if (bytes.empty())
        return 0;
    // Exact while every moment counts, the moment of the common look at the sockets afterwards.
    const Steady now = m_contentFlows ? m_pass->now : std::chrono::steady_clock::now();
    m_lastByteAt = now;
    m_judgeBy.reset();
    if (!m_firstBodyAt)
        m_firstBodyAt = now;
    m_pass->bodyBytes += bytes.size();
    if (!m_hasNewBody) {
        m_hasNewBody = true;
        m_pass->read.push_back(m_id);
    }
    std::string_view taken = bytes;
    if (m_head.status >= 300) {
        const std::size_t room = kMaxErrorBodyBytes - m_bodyBytes;
        m_errorBodyFull = bytes.size() > room;
        taken = bytes.substr(0, room);
    } else if (m_isBodyLimited) {
        if (auto passed = bodyLimitPassed(bytes.size())) {
            refuse(ErrorCode::TooLarge, std::move(*passed));
            return 0;
        }
    }
    BodyAction action = BodyAction::Continue;
    if (!m_dropBody && !taken.empty())
        action = m_handler->onBody(taken, now);
    if (action == BodyAction::Pause) {
        m_paused = true;
        m_errorBodyFull = false;
        return CURL_WRITEFUNC_PAUSE;
    }
    m_bodyBytes += taken.size();
    m_contentFlows = m_contentFlows || action == BodyAction::Content;
    m_aborted = action == BodyAction::Abort;
    return m_aborted || m_errorBodyFull ? 0 : bytes.size();
}

std::optional<std::string> CurlTransfer::bodyLimitPassed(std::size_t arriving) const
{
    const std::size_t total = m_bodyBytes + arriving;
    if (m_request.maxBodyBytes > 0 && total > m_request.maxBodyBytes)
        return "the reply is longer than " + std::to_string(m_request.maxBodyBytes) + " bytes";
    if (m_request.compression == TransferRequest::Compression::Refuse)
        return std::nullopt;
    const auto decoded = static_cast<std::int64_t>(total);
    curl_off_t wire = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_SIZE_DOWNLOAD_T, &wire);
    if (decoded > kExpansionGrace && decoded > kMaxExpansion * std::max<std::int64_t>(wire, 1))
        return "the compressed reply grows to more than " + std::to_string(kMaxExpansion) + " times its size";
    return std::nullopt;
}

std::size_t CurlTransfer::onUpload(char *buffer, std::size_t size, std::size_t count, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    const std::string &body = transfer->m_request.body;
    const std::size_t length = std::min(size * count, body.size() - transfer->m_uploaded);
    std::memcpy(buffer, body.data() + transfer->m_uploaded, length);
    transfer->m_uploaded += length;
    transfer->m_lastSendAt = std::chrono::steady_clock::now();
    if (transfer->m_uploaded == body.size() && !transfer->m_sentAt)
        transfer->noteSent(transfer->m_lastSendAt);
    return length;
}

int CurlTransfer::onRewind(void *self, curl_off_t offset, int origin)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    if (origin != SEEK_SET || offset < 0 || static_cast<std::size_t>(offset) > transfer->m_request.body.size())
        return CURL_SEEKFUNC_CANTSEEK;
    // A pooled connection turned out to be dead; libcurl sends everything again on a new one.
    transfer->m_uploaded = static_cast<std::size_t>(offset);
    transfer->m_sentAt.reset();
    return CURL_SEEKFUNC_OK;
}

int CurlTransfer::onConnected(void *self, char *, char *, int, int)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    const Steady now = std::chrono::steady_clock::now();
    transfer->m_connectedAt = transfer->m_lastSendAt = now;
    if (transfer->m_request.method != "POST" || transfer->m_request.body.empty())
        transfer->noteSent(now);
    return CURL_PREREQFUNC_OK;
}

/// As libcurl opens one by itself, and remembered when it leads out of this machine.
curl_socket_t CurlTransfer::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    const curl_socket_t opened = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (opened != CURL_SOCKET_BAD && transfer->isOutward())
        transfer->m_pass->outwardSockets.insert(opened);
    return opened;
}

int CurlTransfer::onCloseSocket(void *pass, curl_socket_t socket)
{
    static_cast<IoPass *>(pass)->outwardSockets.erase(socket);
    return ::close(socket);
}

void CurlTransfer::noteSent(Steady now)
{
    m_sentAt = now;
    m_handler->onSent(now);
}

void CurlTransfer::bodyRead()
{
    if (std::exchange(m_hasNewBody, false))
        m_handler->onBodyRead();
}

void CurlTransfer::endFromCurl(CURLcode code, Steady now)
{
    TransferEnd end;
    if (m_refused) {
        end.outcome = TransferEnd::Outcome::Failed;
        end.error = std::move(m_refused);
    } else if (m_aborted) {
        end.outcome = TransferEnd::Outcome::Aborted;
    } else if (code != CURLE_OK && !m_errorBodyFull) {
        end.error = failure(code);
        end.outcome = end.error->code == ErrorCode::StreamCut ? TransferEnd::Outcome::ClosedEarly
                                                              : TransferEnd::Outcome::Failed;
    } else if (!m_headDone) {
        // libcurl is content with a head that stops in the middle.
        end.outcome = TransferEnd::Outcome::Failed;
        end.error = makeError(ErrorCode::Unreachable, "the server closed the connection inside the head of its reply",
                              m_endpoint.hostAndPort()).value;
    }
    deliverEnd(std::move(end), now);
}

void CurlTransfer::endCancelled(Steady now)
{
    TransferEnd end;
    end.outcome = TransferEnd::Outcome::Cancelled;
    deliverEnd(std::move(end), now);
}

void CurlTransfer::endTimedOut(TimeoutPhase phase, Steady now)
{
    Error error;
    error.code = ErrorCode::Timeout;
    error.timeoutPhase = phase;
    error.subject = m_endpoint.hostAndPort();
    const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_startedAt);
    error.detail = "given up after " + std::to_string(waited.count()) + " ms, the "
                   + std::string(timeoutPhaseName(phase)) + " limit";
    endFailed(std::move(error), now);
}

void CurlTransfer::endFailed(Error error, Steady now)
{
    TransferEnd end;
    end.outcome = TransferEnd::Outcome::Failed;
    end.error = std::move(error);
    deliverEnd(std::move(end), now);
}

void CurlTransfer::endOffline(Steady now)
{
    endFailed(makeError(ErrorCode::Offline, "Lineup is offline", m_endpoint.hostAndPort()).value, now);
}

void CurlTransfer::deliverEnd(TransferEnd end, Steady now)
{
    end.timing = makeTiming(stamps(now));
    m_handler->onEnd(end);
}

microseconds CurlTransfer::sinceStart(Steady moment) const
{
    return std::chrono::duration_cast<microseconds>(moment - m_startedAt);
}

TransferStamps CurlTransfer::stamps(Steady now) const
{
    TransferStamps stamps;
    stamps.queuedAt = m_queuedAt;
    if (!m_easy) {
        stamps.startedAt = now;
        return stamps;
    }
    stamps.startedAt = m_startedAt;
    stamps.nameLookup = infoTime(m_easy.get(), CURLINFO_NAMELOOKUP_TIME_T);
    stamps.connect = infoTime(m_easy.get(), CURLINFO_CONNECT_TIME_T);
    stamps.appConnect = infoTime(m_easy.get(), CURLINFO_APPCONNECT_TIME_T);
    stamps.wasConnected = m_connectedAt.has_value();
    stamps.connectionReused = stamps.wasConnected && infoLong(m_easy.get(), CURLINFO_NUM_CONNECTS) == 0;
    const auto since = [this](std::optional<Steady> moment) {
        return moment ? std::optional<microseconds>(sinceStart(*moment)) : std::nullopt;
    };
    stamps.sent = since(m_sentAt);
    stamps.firstHeader = since(m_firstHeaderAt);
    stamps.firstBody = since(m_firstBodyAt);
    stamps.end = sinceStart(now);
    return stamps;
}

Error CurlTransfer::failure(CURLcode code) const
{
    CurlFailure failure;
    failure.code = code;
    failure.message = m_errorBuffer.data();
    failure.systemError = infoLong(m_easy.get(), CURLINFO_OS_ERRNO);
    failure.proxyStatus = infoLong(m_easy.get(), CURLINFO_HTTP_CONNECTCODE);
    failure.host = m_endpoint.host;
    failure.hostAndPort = m_endpoint.hostAndPort();
    failure.wasConnected = m_connectedAt.has_value();
    failure.headSeen = m_headDone;
    failure.bodySeen = m_firstBodyAt.has_value();
    return errorFromCurl(failure);
}

} // namespace lineup::net
