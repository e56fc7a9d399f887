#include "backends/net/endpoint.h"

#include <QTest>

using namespace lineup;
using namespace lineup::net;

class TestEndpoint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesAnAddressApart_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("loopback");
        const auto row = [](const char *url, const char *origin, const char *path, bool loopback) {
            QTest::newRow(url) << QByteArray(url) << QByteArray(origin) << QByteArray(path) << loopback;
        };
        row("https://api.example.org/v1", "https://api.example.org:443", "/v1", false);
        row("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080", "/v1/", true);
        row("HTTP://LocalHost", "http://localhost:80", "/", true);
        row("http://[::1]:99/x", "http://[::1]:99", "/x", true);
        row("https://[2001:DB8::7]/v1", "https://[2001:db8::7]:443", "/v1", false);
        row("http://[::ffff:127.0.0.1]:8080/", "http://[::ffff:127.0.0.1]:8080", "/", true);
        row("http://[fe80::1%25eth0]:8080/", "http://[fe80::1%eth0]:8080", "/", false);
        row("http://127.200.3.4/", "http://127.200.3.4:80", "/", true);
        row("http://box.localhost:5/", "http://box.localhost:5", "/", true);
        row("http://127.0.0.1.example.org/", "http://127.0.0.1.example.org:80", "/", false);
        row("http://notlocalhost/", "http://notlocalhost:80", "/", false);
        row("http://localhost.example.org/", "http://localhost.example.org:80", "/", false);
        row("http://128.0.0.1/", "http://128.0.0.1:80", "/", false);
        row("  https://a.example/b  ", "https://a.example:443", "/b", false);
    }
    void takesAnAddressApart()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, path);
        QFETCH(bool, loopback);
        const auto endpoint = parseEndpoint(url.toStdString());
        QVERIFY(endpoint);
        QCOMPARE(QByteArray::fromStdString(endpoint->origin()), origin);
        QCOMPARE(QByteArray::fromStdString(endpoint->path), path);
        QCOMPARE(endpoint->isLoopback(), loopback);
    }

    void keepsTheQueryAndDropsTheFragment()
    {
        const auto endpoint = parseEndpoint("https://a.example:8443/p?q=1&r=2#here");
        QVERIFY(endpoint);
        QCOMPARE(endpoint->query, std::string("q=1&r=2"));
        QCOMPARE(endpoint->url(), std::string("https://a.example:8443/p?q=1&r=2"));
        QCOMPARE(endpoint->hostAndPort(), std::string("a.example:8443"));
        QCOMPARE(parseEndpoint(endpoint->url()), endpoint);
    }

    void anIpv6AddressKeepsItsZone()
    {
        const auto endpoint = parseEndpoint("http://[fe80::1%25eth0]:8080/p");
        QVERIFY(endpoint);
        QCOMPARE(endpoint->host, std::string("fe80::1%eth0"));
        QCOMPARE(endpoint->url(), std::string("http://[fe80::1%25eth0]:8080/p"));
        QCOMPARE(parseEndpoint(endpoint->url()), endpoint);
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char *url : {"", "localhost:8080", "ftp://a.example/", "file:///etc/passwd", "http://", "http://?x",
                                "https://user:hunter2@a.example/", "ftp://user:hunter2@a.example/", "https://user@a.example/", "http://a b/", "//a.example",
                                "http://a.example:99999/", "javascript:alert(1)"})
            QTest::newRow(url) << QByteArray(url);
    }
    void refusesTheRest()
    {
        QFETCH(QByteArray, url);
        const auto endpoint = parseEndpoint(url.toStdString());
        QVERIFY(!endpoint);
        QCOMPARE(endpoint.error().code, ErrorCode::BadInput);
        QVERIFY(endpoint.error().detail.find("hunter2") == std::string::npos);
        QVERIFY(endpoint.error().subject.find("hunter2") == std::string::npos);
    }

    void loopbackIsNarrow()
    {
        for (const char *host : {"127.0.0.1", "127.255.255.254", "::1", "[::1]", "localhost", "LOCALHOST", "localhost.",
                                 "a.localhost", "::ffff:127.0.0.1"})
            QVERIFY2(isLoopbackHost(host), host);
        for (const char *host : {"", "127.0.0", "127.example.org", "127.0.0.1.nip.example", "0.0.0.0", "::2", "localhos",
                                 "mylocalhost", "10.127.0.0", "::ffff:10.0.0.1"})
            QVERIFY2(!isLoopbackHost(host), host);
    }
};

QTEST_APPLESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
