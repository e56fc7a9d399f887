#pragma once

#include "tests/peers/peercache.h"

#include <QProcess>

#include <memory>
#include <optional>

namespace lineup::test {

/// A running peer. Its standard input is a pipe that nobody writes to; it is ended by its process id with this object.
class PeerProcess {
public:
    ~PeerProcess();
    PeerProcess(const PeerProcess &) = delete;
    PeerProcess &operator=(const PeerProcess &) = delete;

    /// "http://127.0.0.1:PORT".
    const QString &address() const { return m_address; }

    /// aimock with the answers of tests/peers/aimock.json, on a free port. Null when it does not come up.
    static std::unique_ptr<PeerProcess> startAimock(const QDir &package, const QString &node);
    /// llm-katan as an echo that speaks one API ("openai", "anthropic", "azure_openai") and takes this key and no other.
    static std::unique_ptr<PeerProcess> startKatan(const QDir &packages, const QString &api, const QString &key);

private:
    PeerProcess() = default;
    bool start(const QString &program, const QStringList &arguments);
    /// Waits until a line of the output matches; the first capture.
    std::optional<QString> waitForLine(const QString &pattern);

    QProcess m_process;
    QString m_address;
};

} // namespace lineup::test
