#include "backends/chat/exchangecontext.h"

#include <random>

namespace lineup::chat {

SecretSource::~SecretSource() = default;

bool NetworkSettings::operator==(const NetworkSettings &other) const
{
    const bool haveSameCertificates = certificates && other.certificates ? *certificates == *other.certificates : certificates == other.certificates;
    return proxy == other.proxy && noProxy == other.noProxy && proxyCredentials == other.proxyCredentials && haveSameCertificates
        && clientCertificate == other.clientCertificate && headers == other.headers && http11Only == other.http11Only;
}

std::shared_ptr<ExchangeContext> makeContext(std::shared_ptr<ChatProtocol> protocol, std::string subject, net::IoThread &io,
                                             std::shared_ptr<net::Redactor> redactor)
{
    auto context = std::make_shared<ExchangeContext>();
    context->protocol = std::move(protocol);
    context->subject = std::move(subject);
    context->redactor = std::move(redactor);
    context->io = &io;
    context->random = [engine = std::mt19937(std::random_device{}())]() mutable {
        return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
    };
    return context;
}

void addNetworkSettings(net::TransferRequest &call, const NetworkSettings &settings)
{
    for (const Headers::Field &field : settings.headers.fields())
        call.headers.add(field.name, field.value);
    call.http11Only = call.http11Only || settings.http11Only;
    if (settings.proxy) {
        call.proxy = settings.proxy;
        call.noProxy = settings.noProxy;
        call.proxyCredentials = settings.proxyCredentials;
    }
    if (settings.certificates)
        call.certificates = settings.certificates;
    if (!settings.clientCertificate.file.empty())
        call.clientCertificate = settings.clientCertificate;
}

std::shared_ptr<RateLimiter> makeLimiter(const RateLimits &limits, net::IoThread &io)
{
    if (limits.isUnlimited())
        return nullptr;
    return std::make_shared<RateLimiter>(limits, [&io](std::chrono::milliseconds delay, std::function<void()> job) { io.postDelayed(delay, std::move(job)); });
}

std::optional<Error> offlineError(const ExchangeContext &context)
{
    if (!context.isOutward || !context.io->isOffline())
        return std::nullopt;
    return makeError(ErrorCode::Offline, "Lineup is offline", context.subject).value;
}

} // namespace lineup::chat
