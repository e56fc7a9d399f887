#include "backends/engine/healthprobe.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <memory>
#include <optional>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

/// Answers each request with what the test has laid out for its path; keeps what it was asked.
class Server {
public:
    Server()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
        });
    }
    std::uint16_t port() const { return m_server.serverPort(); }

    QByteArray health = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    QByteArray models;
    QList<QByteArray> requests;

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray request = socket->readAll();
        requests.append(request);
        socket->write(request.startsWith("GET /health ") ? health : models);
    }
    QTcpServer m_server;
};

QByteArray ok(const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// A probe and its verdict.
struct Probing {
    explicit Probing(std::uint16_t port)
        : probe(std::make_unique<HealthProbe>(port, Secret("token-0123456789"), "mine", 10ms, [this](ProbeVerdict v) { ++reports; verdict = v; }))
    {
    }
    bool wait(int ms = 60000) const
    {
        return QTest::qWaitFor([this] { return reports > 0; }, ms);
    }
    std::atomic<int> reports = 0;
    std::atomic<ProbeVerdict> verdict = ProbeVerdict::Foreign;
    std::unique_ptr<HealthProbe> probe;
};

} // namespace

class HealthProbeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ours();
    void tokenGoesOnlyWhereItIsNeeded();
    void waitsWhileLoading();
    void waitsForAListener();
    void foreign_data();
    void foreign();
    void endsAtOnceWhileUnanswered();
    void proxyIsNotUsed();
    void lists_data();
    void lists();
};

void HealthProbeTest::ours()
{
    Server server;
    server.models = ok(R"({"data":[{"id":"other"},{"id":"mine"}]})");
    Probing probing(server.port());
    QVERIFY(probing.wait());
    QVERIFY(probing.verdict == ProbeVerdict::Ours);
    probing.probe.reset();
    QCOMPARE(probing.reports.load(), 1);
}

void HealthProbeTest::tokenGoesOnlyWhereItIsNeeded()
{
    Server server;
    server.models = ok(R"({"data":[{"id":"mine"}]})");
    Probing probing(server.port());
    QVERIFY(probing.wait());
    QCOMPARE(server.requests.size(), 2);
    QVERIFY(!server.requests[0].contains("token"));
    QVERIFY(server.requests[1].startsWith("GET /v1/models "));
    QVERIFY(server.requests[1].contains("Authorization: Bearer token-0123456789\r\n"));
}

void HealthProbeTest::waitsWhileLoading()
{
    Server server;
    server.health = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n{}";
    server.models = ok(R"({"data":[{"id":"mine"}]})");
    Probing probing(server.port());
    QTRY_VERIFY(server.requests.size() >= 3);
    QCOMPARE(probing.reports.load(), 0);
    server.health = ok("{}");
    QVERIFY(probing.wait());
    QVERIFY(probing.verdict == ProbeVerdict::Ours);
}

void HealthProbeTest::waitsForAListener()
{
    std::uint16_t port = 0;
    {
        const Server gone;
        port = gone.port();
    }
    Probing probing(port);
    QVERIFY(!probing.wait(100));
}

void HealthProbeTest::foreign_data()
{
    QTest::addColumn<QByteArray>("models");
    QTest::newRow("refuses our token") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}");
    QTest::newRow("another model") << ok(R"({"data":[{"id":"other"}]})");
    QTest::newRow("a page") << ok("<html>hello</html>");
    QTest::newRow("leads elsewhere") << QByteArray("HTTP/1.1 302 Found\r\nLocation: /health\r\nContent-Length: 0\r\n\r\n");
}

void HealthProbeTest::foreign()
{
    QFETCH(QByteArray, models);
    Server server;
    server.models = models;
    Probing probing(server.port());
    QVERIFY(probing.wait());
    QVERIFY(probing.verdict == ProbeVerdict::Foreign);
}

void HealthProbeTest::endsAtOnceWhileUnanswered()
{
    QTcpServer silent; // accepts, never answers
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Probing probing(silent.serverPort());
    QTRY_VERIFY(silent.hasPendingConnections());
    QElapsedTimer timer;
    timer.start();
    probing.probe.reset();
    QVERIFY(timer.elapsed() < 500);
    QCOMPARE(probing.reports.load(), 0);
}

void HealthProbeTest::proxyIsNotUsed()
{
    Server proxy;
    qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
    qputenv("all_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
    Server server;
    server.models = ok(R"({"data":[{"id":"mine"}]})");
    Probing probing(server.port());
    QVERIFY(probing.wait());
    qunsetenv("http_proxy");
    qunsetenv("all_proxy");
    QVERIFY(proxy.requests.isEmpty());
}

void HealthProbeTest::lists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("expected");
    QTest::newRow("alone") << QByteArray(R"({"data":[{"id":"mine"}]})") << true;
    QTest::newRow("second") << QByteArray(R"({"data":[{"id":"x"},3,null,{"id":"mine","more":1}]})") << true;
    QTest::newRow("other") << QByteArray(R"({"data":[{"id":"x"}]})") << false;
    QTest::newRow("number") << QByteArray(R"({"data":[{"id":1}]})") << false;
    QTest::newRow("no data") << QByteArray(R"({"models":[{"id":"mine"}]})") << false;
    QTest::newRow("data is text") << QByteArray(R"({"data":"mine"})") << false;
    QTest::newRow("list") << QByteArray(R"(["mine"])") << false;
    QTest::newRow("not JSON") << QByteArray("mine") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void HealthProbeTest::lists()
{
    QFETCH(QByteArray, body);
    QTEST(listsModel(body.toStdString(), "mine"), "expected");
}

QTEST_GUILESS_MAIN(HealthProbeTest)
#include "tst_healthprobe.moc"
