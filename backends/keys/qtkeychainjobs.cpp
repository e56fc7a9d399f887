#include "backends/keys/qtkeychainjobs.h"

#include <qt6keychain/keychain.h>

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QString>
#include <QStringList>

#include <algorithm>

#include <optional>
#include <utility>

namespace lineup::keys {

KeychainJobs::~KeychainJobs() = default;

namespace {

/// Whether the desktop has a key store, running or to be started. QtKeychain calls its absence an unknown error.
bool hasService()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !bus.interface())
        return false;
    const QStringList known{QStringLiteral("org.freedesktop.secrets"), QStringLiteral("org.kde.kwalletd5"), QStringLiteral("org.kde.kwalletd6")};
    const QStringList running = bus.interface()->registeredServiceNames();
    const QStringList startable = bus.interface()->activatableServiceNames();
    return std::any_of(known.begin(), known.end(), [&](const QString &name) { return running.contains(name) || startable.contains(name); });
}

std::optional<JobFailure> failureOf(const QKeychain::Job &job)
{
    using Reason = JobFailure::Reason;
    const auto failure = [&](Reason reason) { return JobFailure{reason, job.errorString().toStdString()}; };
    switch (job.error()) {
    case QKeychain::NoError: return std::nullopt;
    case QKeychain::EntryNotFound: return failure(Reason::NotFound);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: return failure(Reason::NoStore);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return failure(Reason::Denied);
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError: break;
    }
    return failure(hasService() ? Reason::Other : Reason::NoStore);
}

/// The job deletes itself when it has ended.
void start(QKeychain::Job *job, const std::string &key)
{
    job->setInsecureFallback(false);
    job->setKey(QString::fromStdString(key));
    job->start();
}

void startPlain(QKeychain::Job *job, const std::string &key, KeychainJobs::Done done)
{
    QObject::connect(job, &QKeychain::Job::finished, job, [done = std::move(done)](QKeychain::Job *ended) {
        if (auto failure = failureOf(*ended))
            return done(Unexpected{*std::move(failure)});
        done({});
    });
    start(job, key);
}

} // namespace

void QtKeychainJobs::read(const std::string &service, const std::string &key, ReadDone done)
{
    auto *job = new QKeychain::ReadPasswordJob(QString::fromStdString(service));
    QObject::connect(job, &QKeychain::Job::finished, job, [job, done = std::move(done)](QKeychain::Job *ended) {
        if (auto failure = failureOf(*ended))
            return done(Unexpected{*std::move(failure)});
        done(Secret(job->textData().toStdString()));
    });
    start(job, key);
}

void QtKeychainJobs::write(const std::string &service, const std::string &key, const Secret &value, Done done)
{
    auto *job = new QKeychain::WritePasswordJob(QString::fromStdString(service));
    job->setTextData(QString::fromStdString(value.reveal()));
    startPlain(job, key, std::move(done));
}

void QtKeychainJobs::remove(const std::string &service, const std::string &key, Done done)
{
    startPlain(new QKeychain::DeletePasswordJob(QString::fromStdString(service)), key, std::move(done));
}

} // namespace lineup::keys
