#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/chat/ratelimiter.h"
#include "backends/net/iothread.h"
#include "backends/net/redaction.h"
#include "core/net/retrypolicy.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup::chat {

/// How a backend's requests go out, whatever its protocol.
struct NetworkSettings {
    // As in net::TransferRequest.
    std::optional<std::string> proxy;
    std::string noProxy;
    Secret proxyCredentials;
    std::shared_ptr<const std::string> certificates;
    net::ClientCertificate clientCertificate;
    /// Header fields of the person's own, sent with every request.
    Headers headers;
    bool http11Only = false;

    /// By what the certificates say.
    bool operator==(const NetworkSettings &other) const;
};

/// Gives header fields that are secret and not known beforehand, such as a token that a command prints.
class SecretSource {
public:
    using Done = std::function<void(Result<std::vector<net::SecretHeader>>)>;
    virtual ~SecretSource();
    /// On the I/O thread; `done` is called exactly once, at once or later, from any thread.
    virtual void get(Done done) = 0;
};

/// What all requests to one backend share. Its mutable part is touched on the I/O thread only.
struct ExchangeContext {
    std::shared_ptr<ChatProtocol> protocol;
    /// "host:port", for errors.
    std::string subject;
    bool isOutward = true; ///< false: to this machine only
    bool isSecure = false; ///< https
    bool sendsKey = false; ///< there is a key, or a source of one
    Notes notes; ///< what was forgiven when the backend was made
    std::shared_ptr<net::Redactor> redactor;
    net::IoThread *io = nullptr;    ///< outlives every backend
    std::function<double()> random; ///< in [0, 1)
    NetworkSettings network;
    std::shared_ptr<SecretSource> secrets; ///< null = the protocol has all it needs
    std::shared_ptr<RateLimiter> limiter; ///< null = no limit of ours; shared by all contexts of one configured backend
    RetryBudget retryBudget;
    /// A 429 holds back every request to this backend, not only the one that got it.
    std::chrono::steady_clock::time_point pausedUntil{};
};

/// A context with a random source of its own.
std::shared_ptr<ExchangeContext> makeContext(std::shared_ptr<ChatProtocol> protocol, std::string subject, net::IoThread &io,
                                             std::shared_ptr<net::Redactor> redactor);
/// A limiter whose thread is that of `io`; null when nothing is limited.
std::shared_ptr<RateLimiter> makeLimiter(const RateLimits &limits, net::IoThread &io);
/// Why a request is not even to be prepared now: the person has switched Lineup offline.
std::optional<Error> offlineError(const ExchangeContext &context);
/// Puts what the backend's settings say into a call of its protocol.
void addNetworkSettings(net::TransferRequest &call, const NetworkSettings &settings);

} // namespace lineup::chat
