#include "backends/net/cabundle.h"
#include "backends/net/iothread.h"
#include "tests/backends/net/collector.h"
#include "tests/support/httpreply.h"

#include <QEventLoop>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>
#include <QTimer>

using namespace lineup;
using namespace lineup::net;
using namespace std::chrono_literals;

namespace {

QByteArray testData(const char *name)
{
    QFile file(QString::fromLocal8Bit(qgetenv("LINEUP_SOURCE_DIR")) + QLatin1String("/tests/data/tls/")
               + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", name);
    return file.readAll();
}

/// A TLS server on the test's own thread and event loop, so that no Qt object is used by two threads.
class TlsServer {
public:
    explicit TlsServer(const char *certificate, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(testData(certificate)));
        configuration.setPrivateKey(QSslKey(testData("localhost.key.pem"), QSsl::Ec));
        configuration.setProtocol(protocol);
        m_server.setSslConfiguration(configuration);
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        QObject::connect(&m_server, &QSslServer::pendingConnectionAvailable, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QIODevice::readyRead, socket, [socket] {
                if (socket->readAll().contains("\r\n\r\n"))
                    socket->write(QByteArray::fromStdString(test::reply(200, "text/plain", "secret hello")));
            });
        });
    }

    std::string url() const { return "https://localhost:" + std::to_string(m_server.serverPort()) + "/"; }
    QSslServer &server() { return m_server; }

private:
    QSslServer m_server;
};

Collector run(IoThread &io, const std::string &url)
{
    TransferRequest request;
    request.url = url;
    Collector collector;
    io.start(std::move(request), collector.handler());
    // The server lives in this event loop; QTest's own waiting would look at it every 10 ms only.
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (collector.ends() > 0)
            loop.quit();
    });
    look.start(1);
    QTimer::singleShot(20000, &loop, [] { qFatal("a transfer did not end"); });
    loop.exec();
    return collector;
}

IoOptions trusting(const char *certificate)
{
    IoOptions options;
    options.certificates = testData(certificate).toStdString();
    return options;
}

} // namespace

class TestIoTls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTrustedServerIsSpokenTo()
    {
        TlsServer server("localhost.cert.pem");
        IoThread io(trusting("localhost.cert.pem"));
        const Collector first = run(io, server.url());
        QCOMPARE(first.end().outcome, TransferEnd::Outcome::Complete);
        QCOMPARE(first.body(), std::string("secret hello"));
        QVERIFY(first.end().timing.tls.has_value());
        QVERIFY(first.end().timing.tls->count() > 0);
        const Collector second = run(io, server.url());
        QCOMPARE(second.body(), std::string("secret hello"));
        QVERIFY(second.end().timing.connectionReused);
        QVERIFY(!second.end().timing.tls);
    }

    void theEnvironmentsCertificateIsAddedToTheSystems()
    {
        const QString path = QString::fromLocal8Bit(qgetenv("LINEUP_SOURCE_DIR")) + QLatin1String("/tests/data/tls/localhost.cert.pem");
        TlsServer server("localhost.cert.pem");
        qputenv("SSL_CERT_FILE", path.toLocal8Bit());
        qunsetenv("CURL_CA_BUNDLE");
        {
            IoThread io;
            QCOMPARE(run(io, server.url()).body(), std::string("secret hello"));
        }
        const auto bundle = trustedCertificatesOfEnvironment();
        qunsetenv("SSL_CERT_FILE");
        QVERIFY(bundle);
        QVERIFY(bundle->find(testData("localhost.cert.pem").toStdString()) != std::string::npos);
        QVERIFY2(bundle->size() > 10000, "the system's certificates are still there");
        IoThread io;
        QVERIFY2(run(io, server.url()).end().error.has_value(), "without the variable it is a stranger again");
    }

    void aStrangerIsRefused_data()
    {
        QTest::addColumn<QByteArray>("trusted");
        QTest::addColumn<QByteArray>("shown");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("not trusted") << QByteArray("expired.cert.pem") << QByteArray("localhost.cert.pem") << QByteArray("self-signed");
        QTest::newRow("expired") << QByteArray("expired.cert.pem") << QByteArray("expired.cert.pem") << QByteArray("expired");
    }
    void aStrangerIsRefused()
    {
        QFETCH(QByteArray, trusted);
        QFETCH(QByteArray, shown);
        QFETCH(QByteArray, word);
        TlsServer server(shown.constData());
        IoThread io(trusting(trusted.constData()));
        const Collector collector = run(io, server.url());
        QCOMPARE(collector.end().outcome, TransferEnd::Outcome::Failed);
        QCOMPARE(collector.end().error->code, ErrorCode::Tls);
        QVERIFY2(collector.end().error->detail.find(word.toStdString()) != std::string::npos,
                 collector.end().error->detail.c_str());
        // Of a handshake that fails libcurl keeps no stamp: it counts as connecting.
        QVERIFY(collector.end().timing.connect.has_value());
        QVERIFY(!collector.head());
    }

    void aWrongNameIsRefused()
    {
        TlsServer server("localhost.cert.pem");
        IoThread io(trusting("localhost.cert.pem"));
        // The certificate speaks of localhost and 127.0.0.1 only.
        const std::string other = "https://box.localhost:" + std::to_string(server.server().serverPort()) + "/";
        QCOMPARE(run(io, other).end().error->code, ErrorCode::Tls);
    }

    void plainHttpToATlsPortAndTheOtherWayRound()
    {
        TlsServer server("localhost.cert.pem");
        IoThread io(trusting("localhost.cert.pem"));
        QVERIFY(run(io, "http://localhost:" + std::to_string(server.server().serverPort()) + "/").end().error.has_value());
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
            plain.nextPendingConnection()->write("HTTP/1.1 400 no\r\n\r\n");
        });
        QCOMPARE(run(io, "https://localhost:" + std::to_string(plain.serverPort()) + "/").end().error->code, ErrorCode::Tls);
    }

    void aLateAcceptIsSeenInTheHandshake()
    {
        // The kernel connects at once; the server's half of the handshake waits for accept(). The best of five rounds
        // counts for the bounds of the phase: the rest measures how busy this machine is.
        constexpr auto delay = 120ms;
        std::chrono::microseconds shortest = 1h;
        std::chrono::microseconds longest = 0ms;
        for (int round = 0; round < 5; ++round) {
            TlsServer server("localhost.cert.pem");
            IoThread io(trusting("localhost.cert.pem"));
            server.server().pauseAccepting();
            const auto armedAt = std::chrono::steady_clock::now();
            QTimer::singleShot(delay, Qt::PreciseTimer, &server.server(), [&server] { server.server().resumeAccepting(); });
            const TransferTiming timing = run(io, server.url()).end().timing;
            QVERIFY(timing.tls.has_value());
            const auto shakenAt = timing.startedAt + timing.dns.value_or(0us) + timing.connect.value_or(0us) + *timing.tls;
            QVERIFY(shakenAt - armedAt > delay - 10ms);
            shortest = std::min(shortest, *timing.tls);
            longest = std::max(longest, *timing.tls);
        }
        QVERIFY2(longest > delay - 10ms, qPrintable(QString::number(longest.count())));
        QVERIFY2(shortest < delay + 20ms, qPrintable(QString::number(shortest.count())));
    }
};

QTEST_GUILESS_MAIN(TestIoTls)
#include "tst_iotls.moc"
