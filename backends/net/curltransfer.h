#pragma once

#include "backends/net/endpoint.h"
#include "backends/net/iothread.h"
#include "backends/net/transfer.h"

#include <curl/curl.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace lineup::net {

/// What the loop and its transfers tell each other while libcurl runs.
struct IoPass {
    /// When the sockets of this pass were looked at.
    TransferHandler::Steady now{};
    /// Body bytes that arrived in this pass.
    std::size_t bodyBytes = 0;
    /// Transfers that got body bytes and have not been told yet that this was all for now.
    std::vector<TransferId> read;
    /// Open sockets of transfers that are not to this machine, in use or pooled.
    std::unordered_set<curl_socket_t> outwardSockets;
};

/// One request and its easy handle. Belongs to the I/O thread; private to backends/net.
class CurlTransfer {
public:
    using Steady = TransferHandler::Steady;

    struct Deadline {
        Steady at{};
        TimeoutPhase phase = TimeoutPhase::Total;
    };

    CurlTransfer(TransferId id, TransferRequest request, std::unique_ptr<TransferHandler> handler, Steady queuedAt);
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;

    TransferId id() const { return m_id; }
    /// Why it cannot even begin (BadInput), or nothing.
    std::optional<Error> check();
    /// "scheme://host:port"; after check().
    const std::string &origin() const { return m_origin; }

    /// False when all it does stays on this machine; after check().
    bool isOutward() const { return !m_endpoint.isLoopback(); }
    /// PEM text that it trusts beside what all transfers trust, or null.
    const std::string *ownCertificates() const { return m_request.certificates.get(); }
    /// PEM text that it trusts instead of what is given to open(); before open().
    void trust(std::string certificates) { m_certificates = std::move(certificates); }

    /// Makes the easy handle. `certificates` must outlive the transfer. Null when there is no memory.
    CURL *open(const std::optional<std::string> &certificates, IoPass &pass, Steady now);
    CURL *easy() const { return m_easy.get(); }
    /// Never use a pooled connection that has been idle for `age` or longer; zero: none at all.
    void distrustConnectionsOlderThan(std::chrono::seconds age);

    /// The next moment at which this transfer is to be given up, if any.
    std::optional<Deadline> deadline() const;
    /// The machine has slept: without a byte until then the connection counts as dead.
    void judgeBy(Steady moment);
    void resume(Steady now);
    /// Tells the handler that what was in the socket has been read.
    void bodyRead();

    bool contentFlows() const { return m_contentFlows; }
    bool isHttp2() const { return m_httpVersion == CURL_HTTP_VERSION_2_0; }

    /// Each delivers the one onEnd. The handle must not be in the multi any more, and this is never called from within
    /// one of its callbacks.
    void endFromCurl(CURLcode code, Steady now);
    void endCancelled(Steady now);
    void endTimedOut(TimeoutPhase phase, Steady now);
    void endFailed(Error error, Steady now);
    void endOffline(Steady now);

private:
    static std::size_t onHeaderLine(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t onBodyBytes(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t onUpload(char *buffer, std::size_t size, std::size_t count, void *self);
    static int onRewind(void *self, curl_off_t offset, int origin);
    static int onConnected(void *self, char *, char *, int, int);
    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onCloseSocket(void *pass, curl_socket_t socket);

    void setOptions(const std::optional<std::string> &certificates);
    void setTrust(const std::optional<std::string> &certificates);
    void setProxy();
    void setRequest();
    bool appendHeader(const std::string &line);
    bool takeHeaderLine(std::string_view line);
    bool takeHead();
    void noteSent(Steady now);
    bool refuse(ErrorCode code, std::string detail);
    std::size_t takeBody(std::string_view bytes);
    std::optional<std::string> bodyLimitPassed(std::size_t arriving) const;
    void deliverEnd(TransferEnd end, Steady now);
    TransferStamps stamps(Steady now) const;
    std::chrono::microseconds sinceStart(Steady moment) const;
    Error failure(CURLcode code) const;

    struct EasyDeleter {
        void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
    };
    struct ListDeleter {
        void operator()(curl_slist *list) const { curl_slist_free_all(list); }
    };

    TransferId m_id;
    TransferRequest m_request;
    std::unique_ptr<TransferHandler> m_handler;
    Endpoint m_endpoint;
    std::string m_origin;
    std::optional<std::string> m_certificates; ///< its own; not set = those of all
    std::unique_ptr<curl_slist, ListDeleter> m_headerLines;
    std::unique_ptr<CURL, EasyDeleter> m_easy;
    std::array<char, CURL_ERROR_SIZE> m_errorBuffer{};
    IoPass *m_pass = nullptr;

    Steady m_queuedAt{};
    Steady m_startedAt{};
    std::optional<Steady> m_connectedAt;
    std::optional<Steady> m_sentAt;
    std::optional<Steady> m_firstHeaderAt;
    std::optional<Steady> m_firstBodyAt;
    Steady m_lastSendAt{};
    Steady m_lastByteAt{};
    std::optional<Steady> m_judgeBy;

    std::size_t m_uploaded = 0;
    TransferHead m_head;
    std::size_t m_headerBytes = 0;
    long m_httpVersion = 0;
    bool m_headDone = false;
    bool m_dropBody = false;
    bool m_errorBodyFull = false;
    bool m_hasNewBody = false;
    bool m_isBodyLimited = false;
    bool m_contentFlows = false;
    bool m_paused = false;
    bool m_aborted = false;
    std::size_t m_bodyBytes = 0;
    std::optional<Error> m_refused;
};

} // namespace lineup::net
