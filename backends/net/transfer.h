#pragma once

#include "backends/net/transfertiming.h"
#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/net/headers.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::net {

/// Names one transfer of one IoThread. Never used twice.
enum class TransferId : std::uint64_t {};

/// When to give up. All clocks are the steady one; each has its own Timeout phase.
struct TransferClocks {
    /// Name, TCP, proxy and TLS together.
    std::chrono::milliseconds connect{10000};
    /// From the last byte of the request to the first byte of the *body*: headers alone do not count.
    std::chrono::milliseconds firstByte{120000};
    /// Silence after the first body byte; any byte resets it. Unset: `firstByte` until content flows
    /// (BodyAction::Content), 60 s from then on.
    std::optional<std::chrono::milliseconds> idle;
    /// From IoThread::start() on. Unset: for ever.
    std::optional<std::chrono::milliseconds> total;
};

constexpr std::chrono::milliseconds kIdleAfterContent{60000};

/// A header field whose value is a secret: it is put together only when the bytes leave.
struct SecretHeader {
    std::string name;
    /// Stands before the secret, e.g. "Bearer ".
    std::string prefix;
    Secret value;
};

/// What a server is shown that wants to know who asks. Files are read when the connection is made.
struct ClientCertificate {
    std::string file;    ///< PEM, or PKCS #12 by its ending .p12 or .pfx; "" = none
    std::string keyFile; ///< PEM; "" = inside `file`
    Secret passPhrase;   ///< of the key; empty = none
    bool operator==(const ClientCertificate &) const = default;
};

/// One HTTP request.
///
/// Never follows a redirect, keeps no cookies, reads no .netrc, speaks http and https only, TLS 1.2 at least, always
/// verified. Requests to this machine never go through a proxy. A secret header over plain http goes to this machine
/// only.
struct TransferRequest {
    enum class Compression {
        Refuse, ///< for streams: not asked for, and an encoded reply is a BadReply
        Accept, ///< gzip, within kMaxExpansion
    };

    /// "GET" or "POST".
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::vector<SecretHeader> secretHeaders;
    std::string body;
    TransferClocks clocks;
    Compression compression = Compression::Refuse;
    /// TooLarge when a 2xx body passes it. 0 = no limit (streams: the reader has its own).
    std::size_t maxBodyBytes = 0;
    /// Buffering proxies exist; and one lost HTTP/2 connection cuts all its streams together.
    bool http11Only = false;
    /// Over a connection of its own, which is closed at its end: for who wants to see every phase.
    bool onNewConnection = false;
    /// Overrides the environment's proxy; "" = none. Unset = the environment's, except for this machine. http, https, socks5 or
    /// socks5h, without user and password.
    std::optional<std::string> proxy;
    /// Hosts, domains and CIDR blocks that `proxy` does not hold for, with commas between.
    std::string noProxy;
    /// "user:password" for `proxy`, by HTTP Basic or SOCKS 5; empty = none.
    Secret proxyCredentials;
    /// PEM text trusted beside what all transfers trust, also of an https proxy; null = nothing.
    std::shared_ptr<const std::string> certificates;
    ClientCertificate clientCertificate;
};

/// An error body is read up to here; the rest is left unread and the transfer ends Complete.
constexpr std::size_t kMaxErrorBodyBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxHeaderBytes = std::size_t{128} << 10;
/// Decompressed bytes per byte of the wire, watched from kExpansionGrace bytes on.
constexpr std::int64_t kMaxExpansion = 100;
constexpr std::int64_t kExpansionGrace = std::int64_t{1} << 20;

struct TransferHead {
    /// 200 … 599 without 3xx; interim replies and redirects never get here.
    int status = 0;
    Headers headers;
    /// "1.0", "1.1", "2".
    std::string httpVersion;
};

enum class BodyAction {
    Continue, ///< taken; more please
    Content,  ///< as Continue, and from here on what people wait for flows: the socket is drained in the common rhythm
              ///< (IoOptions::drainInterval) instead of at once, and the idle clock changes
    Pause,    ///< not taken: the same bytes come again after IoThread::resume()
    Abort,    ///< end this transfer, outcome Aborted
};

struct TransferEnd {
    enum class Outcome {
        Complete,    ///< the reply ended as HTTP says it should (for a body that only the close of the connection ends,
                     ///< that proves nothing)
        ClosedEarly, ///< the connection went away inside the body: fewer bytes than announced, no last chunk, reset.
                     ///< `error` is a StreamCut that says which
        Cancelled,   ///< IoThread::cancel(), or the IoThread is going away
        Aborted,     ///< the handler returned BodyAction::Abort
        Failed,      ///< `error` says why
    };
    Outcome outcome = Outcome::Complete;
    std::optional<Error> error;
    TransferTiming timing;
};

/// Who reads a reply. Lives on the I/O thread: created anywhere, then called and destroyed there. Nothing it does may
/// block. Order of calls: onSent, onHead at most once, onBody any number of times (with an onBodyRead after each run of
/// them), onEnd exactly once and last.
///
/// A handler may start, cancel, post and so on from within any call: those take effect after it has returned.
class TransferHandler {
public:
    using Steady = std::chrono::steady_clock::time_point;

    virtual ~TransferHandler();
    /// The last byte of the request has been handed to the system. Comes again when a pooled connection turned out to be
    /// dead and everything was sent anew, and not at all when the server answers before it has read everything.
    virtual void onSent(Steady at);
    virtual void onHead(const TransferHead &head) = 0;
    /// `bytes` is never empty and valid during the call only. `at`: when they were read from the socket.
    virtual BodyAction onBody(std::string_view bytes, Steady at) = 0;
    /// After one or more onBody calls, when what was in the socket has been read and before the thread looks at anything
    /// else: the moment to hand on what was collected. Not called when onEnd comes first.
    virtual void onBodyRead();
    virtual void onEnd(const TransferEnd &end) = 0;
};

} // namespace lineup::net
