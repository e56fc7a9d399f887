// Networks as companies have them: proxies, certificates of their own, client certificates; and IPv6. Servers live on the test's
// own thread and event loop.

#include "backends/net/iothread.h"
#include "tests/backends/net/collector.h"
#include "tests/support/httpreply.h"

#include <QEventLoop>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace lineup;
using namespace lineup::net;

namespace {

std::string dataPath(const char *name)
{
    return qgetenv("LINEUP_SOURCE_DIR").toStdString() + "/tests/data/tls/" + name;
}

QByteArray testData(const char *name)
{
    QFile file(QString::fromStdString(dataPath(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", name);
    return file.readAll();
}

Collector run(IoThread &io, TransferRequest request)
{
    Collector collector;
    io.start(std::move(request), collector.handler());
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

TransferRequest get(const std::string &url)
{
    TransferRequest request;
    request.url = url;
    return request;
}

const QByteArray kHello = QByteArray::fromStdString(test::reply(200, "text/plain", "hello"));

/// An HTTP proxy: answers requests for plain http itself, and says of a tunnel what it is told to.
class HttpProxy {
public:
    HttpProxy()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QIODevice::readyRead, socket, [this, socket] {
                const QByteArray bytes = socket->readAll();
                requests << bytes;
                if (bytes.contains("\r\n\r\n"))
                    socket->write(bytes.startsWith("CONNECT ") ? tunnelAnswer : answer);
            });
        });
    }
    std::string url(const char *scheme = "http") const { return std::string(scheme) + "://127.0.0.1:" + std::to_string(m_server.serverPort()); }

    QByteArray answer = kHello;
    QByteArray tunnelAnswer = "HTTP/1.1 403 no\r\n\r\n";
    QList<QByteArray> requests;

private:
    QTcpServer m_server;
};

/// A SOCKS 5 proxy (RFC 1928, RFC 1929) that answers the request behind the handshake itself.
class SocksProxy {
public:
    SocksProxy()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QIODevice::readyRead, socket, [this, socket] { onBytes(*socket); });
        });
    }
    std::string url(const char *scheme) const { return std::string(scheme) + "://127.0.0.1:" + std::to_string(m_server.serverPort()); }

    bool wantsPassword = false;
    QByteArray credentials; ///< "user:password" as they came
    QByteArray host;        ///< as the request named it; empty when it came as an address

private:
    enum class Step { Greeting, Password, Request, Tunnel };

    void onBytes(QTcpSocket &socket)
    {
        const QByteArray bytes = socket.readAll();
        switch (m_step) {
        case Step::Greeting:
            m_step = wantsPassword ? Step::Password : Step::Request;
            socket.write(wantsPassword ? QByteArray("\x05\x02", 2) : QByteArray("\x05\x00", 2));
            break;
        case Step::Password: {
            const int length = bytes[1];
            credentials = bytes.mid(2, length) + ':' + bytes.mid(3 + length);
            m_step = Step::Request;
            socket.write(QByteArray("\x01\x00", 2));
            break;
        }
        case Step::Request:
            if (bytes[3] == 3)
                host = bytes.mid(5, bytes[4]);
            m_step = Step::Tunnel;
            socket.write(QByteArray("\x05\x00\x00\x01\x7F\x00\x00\x01\x00\x00", 10));
            break;
        case Step::Tunnel: socket.write(kHello); break;
        }
    }

    QTcpServer m_server;
    Step m_step = Step::Greeting;
};

} // namespace

class TestIoNetwork : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProxyOfItsOwn()
    {
        HttpProxy proxy;
        IoThread io;
        TransferRequest request = get("http://api.example/v1");
        request.proxy = proxy.url();
        request.proxyCredentials = Secret("me:pass:word");
        QCOMPARE(run(io, request).body(), std::string("hello"));
        QCOMPARE(proxy.requests.size(), 1);
        QVERIFY(proxy.requests[0].startsWith("GET http://api.example/v1 HTTP/1.1\r\n"));
        QVERIFY(proxy.requests[0].contains(QByteArray("Proxy-Authorization: Basic " + QByteArray("me:pass:word").toBase64() + "\r\n")));
    }

    void whatIsOfThisMachineNeverGoesToAProxy()
    {
        HttpProxy proxy;
        HttpProxy server; // as good as any
        IoThread io;
        TransferRequest request = get(server.url() + "/x");
        request.proxy = proxy.url();
        request.proxyCredentials = Secret("me:planted");
        QCOMPARE(run(io, request).body(), std::string("hello"));
        QCOMPARE(proxy.requests.size(), 0);
        QVERIFY(!server.requests[0].contains("Proxy-Authorization"));
    }

    void exceptionsOfAProxy()
    {
        HttpProxy proxy;
        IoThread io;
        TransferRequest request = get("http://box.invalid/");
        request.proxy = proxy.url();
        request.noProxy = "*.lan,.invalid,10.0.0.0/8";
        QCOMPARE(run(io, request).end().error->code, ErrorCode::NameUnknown);
        QCOMPARE(proxy.requests.size(), 0);
        // The exceptions of the environment are those of the environment's proxy.
        qputenv("no_proxy", "api.example");
        request = get("http://api.example/");
        request.proxy = proxy.url();
        QCOMPARE(run(io, request).body(), std::string("hello"));
        qunsetenv("no_proxy");
    }

    void theSystemsProxy()
    {
        HttpProxy proxy;
        qputenv("http_proxy", QByteArray::fromStdString(proxy.url()));
        IoThread io;
        QCOMPARE(run(io, get("http://api.example/v1")).body(), std::string("hello"));
        TransferRequest direct = get("http://api.invalid/v1");
        direct.proxy = "";
        QCOMPARE(run(io, direct).end().error->code, ErrorCode::NameUnknown);
        qunsetenv("http_proxy");
        QCOMPARE(proxy.requests.size(), 1);
    }

    void aProxyThatRefuses()
    {
        HttpProxy proxy;
        IoThread io;
        TransferRequest tunnel = get("https://api.example/");
        tunnel.proxy = proxy.url();
        tunnel.secretHeaders.push_back({"Authorization", "Bearer ", Secret("planted-key")});
        const Error refused = *run(io, tunnel).end().error;
        QCOMPARE(refused.code, ErrorCode::Proxy);
        QCOMPARE(refused.httpStatus, std::optional(403));
        // The key goes through a tunnel to the server or not at all.
        QVERIFY(!proxy.requests[0].contains("planted-key"));

        proxy.answer = QByteArray::fromStdString(test::reply(407, "text/plain", "who?"));
        TransferRequest plain = get("http://api.example/");
        plain.proxy = proxy.url();
        plain.proxyCredentials = Secret("me:planted");
        const Error unknown = *run(io, plain).end().error;
        QCOMPARE(unknown.code, ErrorCode::Proxy);
        QCOMPARE(unknown.httpStatus, std::optional(407));
        QVERIFY(unknown.detail.find("planted") == std::string::npos);
    }

    void aProxyThatIsNotThere()
    {
        IoThread io;
        TransferRequest request = get("http://api.example/");
        request.proxy = "http://127.0.0.1:1";
        QCOMPARE(run(io, request).end().error->code, ErrorCode::Proxy);
        request.proxy = "socks5h://127.0.0.1:1";
        QCOMPARE(run(io, request).end().error->code, ErrorCode::Proxy);
    }

    void socks()
    {
        IoThread io;
        {
            SocksProxy proxy;
            TransferRequest request = get("http://api.example/");
            request.proxy = proxy.url("socks5h");
            QCOMPARE(run(io, request).body(), std::string("hello"));
            QCOMPARE(proxy.host, QByteArray("api.example"));
        }
        SocksProxy proxy;
        proxy.wantsPassword = true;
        TransferRequest request = get("http://api.example/");
        request.proxy = proxy.url("socks5h");
        request.proxyCredentials = Secret("me:word");
        QCOMPARE(run(io, request).body(), std::string("hello"));
        QCOMPARE(proxy.credentials, QByteArray("me:word"));
        // socks5 looks names up on this machine.
        SocksProxy plain;
        TransferRequest local = get("http://api.invalid/");
        local.proxy = plain.url("socks5");
        QVERIFY(run(io, local).end().error.has_value());
        QVERIFY(plain.host.isEmpty());
    }

    void aLineBreakInACredentialIsRefused()
    {
        IoThread io;
        TransferRequest request = get("http://api.example/");
        request.proxy = "http://127.0.0.1:1";
        request.proxyCredentials = Secret("me:a\r\nX-Evil: 1");
        QCOMPARE(run(io, request).end().error->code, ErrorCode::BadInput);
    }

    void aCertificateOfTheCompanyIsAddedToTheOthers()
    {
        QSslServer server;
        listen(server);
        IoThread io;
        TransferRequest request = get("https://localhost:" + std::to_string(server.serverPort()) + "/");
        QCOMPARE(run(io, request).end().error->code, ErrorCode::Tls);
        request.certificates = std::make_shared<const std::string>(testData("localhost.cert.pem").toStdString());
        QCOMPARE(run(io, request).body(), std::string("hello"));
        // It is trusted by whoever names it, and by nobody else; also over a connection that is open already.
        request.certificates = nullptr;
        QCOMPARE(run(io, request).end().error->code, ErrorCode::Tls);
        IoOptions options;
        options.certificates = testData("expired.cert.pem").toStdString();
        IoThread strict(options);
        QCOMPARE(run(strict, request).end().error->code, ErrorCode::Tls);
        request.certificates = std::make_shared<const std::string>(testData("localhost.cert.pem").toStdString());
        QCOMPARE(run(strict, request).body(), std::string("hello"));
    }

    void aClientCertificateIsShown()
    {
        QSslServer server;
        listen(server, true);
        IoThread io;
        TransferRequest request = get("https://localhost:" + std::to_string(server.serverPort()) + "/");
        request.certificates = std::make_shared<const std::string>(testData("localhost.cert.pem").toStdString());
        const auto stranger = run(io, request).end().error;
        QVERIFY(stranger.has_value());
        request.clientCertificate = {dataPath("localhost.cert.pem"), dataPath("localhost.key.pem"), Secret()};
        QCOMPARE(run(io, request).body(), std::string("hello"));
        request.clientCertificate.file = dataPath("no-such-file.pem");
        const auto missing = run(io, request).end().error;
        QVERIFY(missing.has_value());
        QCOMPARE(missing->code, ErrorCode::Tls);
    }

    void ipv6()
    {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHostIPv6))
            QSKIP("this computer has no IPv6");
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket, [socket] {
                static_cast<void>(socket->readAll());
                socket->write(kHello);
            });
        });
        IoThread io;
        TransferRequest request = get("http://[::1]:" + std::to_string(server.serverPort()) + "/v1");
        request.secretHeaders.push_back({"Authorization", "Bearer ", Secret("planted-key")}); // this machine, so plain http is fine
        QCOMPARE(run(io, request).body(), std::string("hello"));
    }

private:
    static void listen(QSslServer &server, bool asksWho = false)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(testData("localhost.cert.pem")));
        configuration.setPrivateKey(QSslKey(testData("localhost.key.pem"), QSsl::Ec));
        if (asksWho) {
            configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
            configuration.setCaCertificates({QSslCertificate(testData("localhost.cert.pem"))});
        }
        server.setSslConfiguration(configuration);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QSslServer::pendingConnectionAvailable, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket, [socket] {
                if (socket->readAll().contains("\r\n\r\n"))
                    socket->write(kHello);
            });
        });
    }
};

QTEST_GUILESS_MAIN(TestIoNetwork)
#include "tst_ionetwork.moc"
