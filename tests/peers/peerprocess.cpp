#include "tests/peers/peerprocess.h"

#include "tests/support/testserver.h"

#include <QElapsedTimer>
#include <QRegularExpression>

namespace lineup::test {

namespace {

constexpr int kStartMs = 60'000;
constexpr int kEndMs = 5'000;

} // namespace

PeerProcess::~PeerProcess()
{
    m_process.closeWriteChannel();
    m_process.terminate();
    if (!m_process.waitForFinished(kEndMs)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool PeerProcess::start(const QString &program, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, arguments);
    return m_process.waitForStarted();
}

std::optional<QString> PeerProcess::waitForLine(const QString &pattern)
{
    const QRegularExpression wanted(pattern);
    QElapsedTimer timer;
    timer.start();
    QString output;
    while (timer.elapsed() < kStartMs && m_process.state() == QProcess::Running) {
        m_process.waitForReadyRead(200);
        output += QString::fromUtf8(m_process.readAll());
        if (const auto match = wanted.match(output); match.hasMatch())
            return match.captured(1);
    }
    qWarning("the peer did not come up: %s", qPrintable(output.right(600)));
    return std::nullopt;
}

std::unique_ptr<PeerProcess> PeerProcess::startAimock(const QDir &package, const QString &node)
{
    std::unique_ptr<PeerProcess> peer(new PeerProcess);
    const QString answers = qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/tests/peers/aimock.json");
    // Pieces of eight characters, so that an answer comes in several; nothing that is not in the file is answered.
    const QStringList arguments{package.filePath(QStringLiteral("dist/cli.js")), QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--fixtures"), answers,
                                QStringLiteral("--chunk-size"), QStringLiteral("8"), QStringLiteral("--strict")};
    if (!peer->start(node, arguments))
        return nullptr;
    const auto address = peer->waitForLine(QStringLiteral("listening on (http://127\\.0\\.0\\.1:\\d+)"));
    if (!address)
        return nullptr;
    peer->m_address = *address;
    return peer;
}

std::unique_ptr<PeerProcess> PeerProcess::startKatan(const QDir &packages, const QString &api, const QString &key)
{
    std::unique_ptr<PeerProcess> peer(new PeerProcess);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PYTHONPATH"), packages.path());
    environment.insert(QStringLiteral("HOME"), packages.path()); // it keeps a file of counts there
    peer->m_process.setProcessEnvironment(environment);
    const QString port = QString::number(unusedPort());
    const QStringList arguments{QStringLiteral("-c"), QStringLiteral("from llm_katan.cli import main; main()"), QStringLiteral("--model"), QStringLiteral("echo-model"),
                                QStringLiteral("--backend"), QStringLiteral("echo"), QStringLiteral("--host"), QStringLiteral("127.0.0.1"),
                                QStringLiteral("--port"), port, QStringLiteral("--providers"), api, QStringLiteral("--itl-ms"), QStringLiteral("5"),
                                QStringLiteral("--validate-keys"), QStringLiteral("--api-keys"), api + QLatin1Char('=') + key};
    if (!peer->start(QStringLiteral("python3"), arguments) || !peer->waitForLine(QStringLiteral("(Uvicorn running)")))
        return nullptr;
    peer->m_address = QStringLiteral("http://127.0.0.1:") + port;
    return peer;
}

} // namespace lineup::test
