#include "backends/net/iothread.h"
#include "tests/backends/net/collector.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QTest>

#include <cstdlib>

using namespace lineup;
using namespace lineup::net;
using namespace lineup::test;
using namespace std::chrono_literals;
using Outcome = TransferEnd::Outcome;

namespace {

TransferRequest get(const std::string &url)
{
    TransferRequest request;
    request.url = url;
    return request;
}

TransferRequest post(const std::string &url, std::string body)
{
    TransferRequest request = get(url);
    request.method = "POST";
    request.body = std::move(body);
    request.headers.add("Content-Type", "application/json");
    return request;
}

/// Starts it, waits for the end.
Collector run(IoThread &io, TransferRequest request, Collector::OnBody onBody = {})
{
    Collector collector(std::move(onBody));
    io.start(std::move(request), collector.handler());
    if (!collector.waitForEnd())
        qFatal("a transfer did not end");
    return collector;
}

ErrorCode codeOf(const Collector &collector)
{
    const TransferEnd end = collector.end();
    if (!end.error)
        qFatal("no error");
    return end.error->code;
}

/// Waits for something that another thread brings about and that has no signal.
template <class Condition>
bool eventually(Condition condition, std::chrono::milliseconds limit = 5s)
{
    return QTest::qWaitFor(condition, static_cast<int>(limit.count()));
}

} // namespace

class TestIoThread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        // Every test below would fail if a request to this machine went to the environment's proxy.
        const QByteArray proxy = "http://127.0.0.1:" + QByteArray::number(unusedPort());
        for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"})
            qputenv(name, proxy);
    }

    void aReplyArrivesWhole()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "hello", {{"X-Thing", " a b "}}))});
        IoThread io;
        const Collector collector = run(io, get(server.url("/path?q=1")));
        QCOMPARE(collector.end().outcome, Outcome::Complete);
        QVERIFY(!collector.end().error);
        QCOMPARE(collector.head()->status, 200);
        QCOMPARE(collector.head()->httpVersion, std::string("1.1"));
        QCOMPARE(collector.head()->headers.value("x-thing"), std::string_view("a b"));
        QCOMPARE(collector.body(), std::string("hello"));
        QCOMPARE(collector.ends(), 1);
        QVERIFY(eventually([&] { return collector.handlerIsGone(); }));
        QCOMPARE(server.requests().at(0).target, std::string("/path?q=1"));
        QCOMPARE(server.requests().at(0).method, std::string("GET"));
    }

    void aRequestLeavesAsItWasGiven()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "ok"))});
        IoThread io;
        // Above one MiB libcurl would ask "Expect: 100-continue" by itself.
        const std::string body = "{\"a\":\"" + std::string(3000000, 'x') + "\"}";
        TransferRequest request = post(server.url("/v1"), body);
        request.headers.add("X-One", "1");
        request.secretHeaders.push_back({"Authorization", "Bearer ", Secret("sk-123456")});
        request.secretHeaders.push_back({"X-Empty", "Bearer ", Secret("")});
        const Collector collector = run(io, request);
        QCOMPARE(collector.end().outcome, Outcome::Complete);
        const RecordedRequest seen = server.requests().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QVERIFY(seen.body == body);
        QCOMPARE(seen.header("content-type"), std::string("application/json"));
        QCOMPARE(seen.header("x-one"), std::string("1"));
        QCOMPARE(seen.header("authorization"), std::string("Bearer sk-123456"));
        QCOMPARE(seen.header("content-length"), std::to_string(body.size()));
        for (const char *absent : {"Expect", "Accept-Encoding", "X-Empty", "Cookie", "Transfer-Encoding"})
            QVERIFY2(seen.header(absent).empty(), absent);
    }

    void cookiesAreNotKept()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "ok", {{"Set-Cookie", "a=b"}}))});
        IoThread io;
        run(io, get(server.url()));
        run(io, get(server.url()));
        QVERIFY(server.requests().at(1).header("cookie").empty());
    }

    void everyCutOfAChunkedReplyGivesTheSame()
    {
        TestServer server;
        const std::string bytes = streamHead() + chunk("data: a\n\n") + chunk("data: b\n\n") + lastChunk();
        server.always({sendInPieces(bytes, 1)});
        IoThread io;
        QCOMPARE(run(io, get(server.url())).body(), std::string("data: a\n\ndata: b\n\n"));
        server.always({sendInPieces(bytes, 7)});
        QCOMPARE(run(io, get(server.url())).body(), std::string("data: a\n\ndata: b\n\n"));
    }

    void interimRepliesAreSkippedAndTrailersIgnored()
    {
        TestServer server;
        server.always({send("HTTP/1.1 103 Early Hints\r\nX-A: 1\r\n\r\n" + streamHead({{"X-A", "2"}}) + chunk("x")
                            + "0\r\nX-Trailer: 3\r\n\r\n")});
        IoThread io;
        const Collector collector = run(io, get(server.url()));
        QCOMPARE(collector.head()->status, 200);
        QCOMPARE(collector.head()->headers.value("x-a"), std::string_view("2"));
        QVERIFY(!collector.head()->headers.find("x-trailer"));
        QCOMPARE(collector.body(), std::string("x"));
    }

    void endsThatCameTooEarly_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("fewer bytes than promised") << 0 << ErrorCode::StreamCut << Outcome::ClosedEarly << QByteArray("closed");
        QTest::newRow("no last chunk") << 1 << ErrorCode::StreamCut << Outcome::ClosedEarly << QByteArray("closed");
        QTest::newRow("reset in the body") << 2 << ErrorCode::StreamCut << Outcome::ClosedEarly << QByteArray("reset");
        QTest::newRow("closed without a word") << 3 << ErrorCode::Unreachable << Outcome::Failed << QByteArray("without an answer");
        QTest::newRow("reset without a word") << 4 << ErrorCode::Unreachable << Outcome::Failed << QByteArray("");
        QTest::newRow("closed inside the head") << 5 << ErrorCode::Unreachable << Outcome::Failed << QByteArray("");
        QTest::newRow("not HTTP") << 6 << ErrorCode::BadReply << Outcome::Failed << QByteArray("");
        QTest::newRow("a chunk size that is none") << 7 << ErrorCode::StreamCut << Outcome::ClosedEarly << QByteArray("");
    }
    void endsThatCameTooEarly()
    {
        QFETCH(int, kind);
        QFETCH(ErrorCode, code);
        QFETCH(Outcome, outcome);
        QFETCH(QByteArray, word);
        TestServer server;
        const std::vector<Script> scripts{
            {send(head(200, {{"Content-Length", "10"}}) + "abc"), closeNow()},
            {send(streamHead() + chunk("abc")), closeNow()},
            {send(streamHead() + chunk("abc")), wait(50ms), reset()},
            {closeNow()},
            {reset()},
            {send("HTTP/1.1 200 OK\r\nContent-Le"), closeNow()},
            {send("SSH-2.0-OpenSSH_9.2\r\n"), closeNow()},
            {send(streamHead() + chunk("abc") + "zz\r\n"), closeNow()},
        };
        server.always(scripts.at(static_cast<std::size_t>(kind)));
        IoThread io;
        const Collector collector = run(io, get(server.url()));
        QCOMPARE(collector.end().outcome, outcome);
        QCOMPARE(codeOf(collector), code);
        QVERIFY2(collector.end().error->detail.find(word.toStdString()) != std::string::npos,
                 collector.end().error->detail.c_str());
        QCOMPARE(collector.end().error->subject, "127.0.0.1:" + std::to_string(server.port()));
        if (outcome == Outcome::ClosedEarly)
            QCOMPARE(collector.body(), std::string("abc"));
    }

    void aBodyThatOnlyTheCloseEndsIsComplete()
    {
        TestServer server;
        server.always({send(streamHeadUntilClose() + "data: a\n\n"), closeNow()});
        IoThread io;
        const Collector collector = run(io, get(server.url()));
        QCOMPARE(collector.end().outcome, Outcome::Complete);
        QCOMPARE(collector.body(), std::string("data: a\n\n"));
    }

    void nobodyListens()
    {
        IoThread io;
        const int port = unusedPort();
        const Collector collector = run(io, get("http://127.0.0.1:" + std::to_string(port) + "/"));
        QCOMPARE(codeOf(collector), ErrorCode::ConnectionRefused);
        QCOMPARE(collector.end().error->subject, "127.0.0.1:" + std::to_string(port));
    }

    void aProxyThatIsNotThereIsTheProxysFault()
    {
        IoThread io;
        TransferRequest request = get("http://192.0.2.1/");
        request.proxy = "http://127.0.0.1:" + std::to_string(unusedPort());
        QCOMPARE(codeOf(run(io, request)), ErrorCode::Proxy);
    }

    void aProxyThatRefusesToConnect()
    {
        TestServer proxy;
        proxy.always({send(reply(407, "text/plain", "who are you?"))});
        IoThread io;
        TransferRequest request = get("https://192.0.2.1/");
        request.proxy = proxy.url();
        const Collector collector = run(io, request);
        QCOMPARE(codeOf(collector), ErrorCode::Proxy);
        QCOMPARE(collector.end().error->httpStatus, 407);
        QCOMPARE(proxy.requests().at(0).method, std::string("CONNECT"));
    }

    void aRedirectIsRefusedAndNamed_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("301 elsewhere") << 301 << QByteArray("https://other.example/v1?token=abc") << QByteArray("https://other.example:443");
        QTest::newRow("302 relative") << 302 << QByteArray("/login?x=abc") << QByteArray("/login");
        QTest::newRow("307 nowhere") << 307 << QByteArray("") << QByteArray("does not name");
        QTest::newRow("308 strange") << 308 << QByteArray("javascript:alert(1)") << QByteArray("");
    }
    void aRedirectIsRefusedAndNamed()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, location);
        QFETCH(QByteArray, named);
        TestServer server;
        server.always({send(reply(status, "text/html", "moved", {{"Location", location.toStdString()}}))});
        IoThread io;
        const Collector collector = run(io, get(server.url("/v1")));
        QCOMPARE(codeOf(collector), ErrorCode::RedirectRefused);
        QCOMPARE(collector.end().error->httpStatus, status);
        const std::string detail = collector.end().error->detail;
        QVERIFY2(detail.find(named.toStdString()) != std::string::npos, detail.c_str());
        QVERIFY(detail.find("abc") == std::string::npos);
        QVERIFY(!collector.head());
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void anEncodedStreamIsRefused()
    {
        TestServer server;
        server.always({send(reply(200, "text/event-stream", gzip("data: a\n\n"), {{"Content-Encoding", "gzip"}}))});
        IoThread io;
        const Collector collector = run(io, get(server.url()));
        QCOMPARE(codeOf(collector), ErrorCode::BadReply);
        QVERIFY(collector.body().empty());
    }

    void identityIsNoEncoding()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "a", {{"Content-Encoding", "Identity"}}))});
        IoThread io;
        QCOMPARE(run(io, get(server.url())).body(), std::string("a"));
    }

    void ofAnEncodedErrorOnlyTheStatusIsTold()
    {
        TestServer server;
        server.always({send(reply(503, "text/html", gzip("<html>"), {{"Content-Encoding", "gzip"}}))});
        IoThread io;
        const Collector collector = run(io, get(server.url()));
        QCOMPARE(collector.end().outcome, Outcome::Complete);
        QCOMPARE(collector.head()->status, 503);
        QVERIFY(collector.body().empty());
    }

    void gzipIsUnpackedWhereItIsAllowed()
    {
        TestServer server;
        server.always({send(reply(200, "application/json", gzip("{\"data\":[]}"), {{"Content-Encoding", "gzip"}}))});
        IoThread io;
        TransferRequest request = get(server.url());
        request.compression = TransferRequest::Compression::Accept;
        QCOMPARE(run(io, request).body(), std::string("{\"data\":[]}"));
        QCOMPARE(server.requests().at(0).header("accept-encoding"), std::string("gzip"));
    }

    void aGzipBombIsStopped()
    {
        TestServer server;
        server.always({send(reply(200, "application/json", gzip(std::string(64 << 20, ' ')), {{"Content-Encoding", "gzip"}}))});
        IoThread io;
        TransferRequest request = get(server.url());
        request.compression = TransferRequest::Compression::Accept;
        const Collector collector = run(io, request);
        QCOMPARE(codeOf(collector), ErrorCode::TooLarge);
        QVERIFY(collector.body().size() < std::size_t(16 << 20));
    }

    void aBodyOverTheLimitIsStopped()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", std::string(1001, 'x')))});
        IoThread io;
        TransferRequest request = get(server.url());
        request.maxBodyBytes = 1001;
        QCOMPARE(run(io, request).end().outcome, Outcome::Complete);
        request.maxBodyBytes = 1000;
        QCOMPARE(codeOf(run(io, request)), ErrorCode::TooLarge);
    }

    void anErrorBodyIsReadUpToItsLimit()
    {
        TestServer server;
        server.always({send(head(500, {{"Transfer-Encoding", "chunked"}})), endless(chunk(std::string(10000, 'e')))});
        IoThread io;
        const Collector collector = run(io, get(server.url()));
        QCOMPARE(collector.end().outcome, Outcome::Complete);
        QCOMPARE(collector.body().size(), kMaxErrorBodyBytes);
        QVERIFY(eventually([&] { return server.closedByClient() == 1; }));
    }

    void aHeadWithoutEndIsRefused_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("many fields") << QByteArray("X-Filler: 0123456789012345678901234567890123456789\r\n");
        QTest::newRow("one long field") << QByteArray(4096, 'x');
    }
    void aHeadWithoutEndIsRefused()
    {
        QFETCH(QByteArray, piece);
        TestServer server;
        server.always({send("HTTP/1.1 200 OK\r\nX-Start: "), endless(piece.toStdString())});
        IoThread io;
        const Collector collector = run(io, get(server.url()));
        QCOMPARE(codeOf(collector), ErrorCode::BadReply);
        QVERIFY(!collector.head());
    }

    void whatCannotBeSentFailsWithoutASocket_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("no address") << 0;
        QTest::newRow("a line break in a header") << 1;
        QTest::newRow("a line break in the key") << 2;
        QTest::newRow("a key over plain http to another machine") << 3;
    }
    void whatCannotBeSentFailsWithoutASocket()
    {
        QFETCH(int, kind);
        TestServer server;
        server.always({send(reply(200, "text/plain", "ok"))});
        TransferRequest request = get(server.url());
        if (kind == 0)
            request.url = "nonsense";
        if (kind == 1)
            request.headers.add("X-A", "1\r\nX-Injected: 2");
        if (kind == 2)
            request.secretHeaders.push_back({"Authorization", "Bearer ", Secret("sk-1234\r\nX-Injected: 2")});
        if (kind == 3) {
            request.url = "http://192.0.2.1/";
            request.secretHeaders.push_back({"Authorization", "Bearer ", Secret("sk-123456")});
        }
        IoThread io;
        const Collector collector = run(io, request);
        QCOMPARE(codeOf(collector), ErrorCode::BadInput);
        QVERIFY(collector.end().error->detail.find("sk-1234") == std::string::npos);
        QCOMPARE(server.connectionCount(), 0);
    }

    void theHandlerMayAbort()
    {
        TestServer server;
        server.always({send(streamHead()), endless(chunk("data: x\n\n"), 1ms)});
        IoThread io;
        const Collector collector = run(io, get(server.url()), [](std::string_view, const std::string &body) {
            return body.empty() ? BodyAction::Continue : BodyAction::Abort;
        });
        QCOMPARE(collector.end().outcome, Outcome::Aborted);
        QVERIFY(!collector.end().error);
        QVERIFY(eventually([&] { return server.closedByClient() == 1; }));
    }

    void aConnectionIsUsedAgain()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "ok"))});
        IoThread io;
        const TransferTiming first = run(io, get(server.url())).end().timing;
        const TransferTiming second = run(io, get(server.url())).end().timing;
        QCOMPARE(server.connectionCount(), 1);
        QVERIFY(!first.connectionReused);
        QVERIFY(first.dns && first.connect && !first.tls);
        QVERIFY(second.connectionReused);
        QVERIFY(!second.dns && !second.connect && !second.tls);
    }

    void aPooledConnectionThatDiedIsReplaced()
    {
        TestServer server;
        server.then({send(reply(200, "text/plain", "ok"))});
        server.then({closeNow()});
        server.then({send(reply(200, "text/plain", "again"))});
        IoThread io;
        run(io, get(server.url()));
        // The body has to be sent a second time.
        const Collector collector = run(io, post(server.url(), "body"));
        QCOMPARE(collector.end().outcome, Outcome::Complete);
        QCOMPARE(collector.body(), std::string("again"));
        QCOMPARE(server.requests().back().body, std::string("body"));
        QVERIFY(!collector.end().timing.connectionReused);
    }

    void afterASleepPooledConnectionsAreLeftAlone()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "ok"))});
        std::atomic<std::int64_t> slept{0};
        IoOptions options;
        options.suspendedTime = [&slept] { return std::chrono::nanoseconds(slept.load()); };
        IoThread io(options);
        run(io, get(server.url()));
        slept = std::chrono::nanoseconds(4s).count();
        run(io, get(server.url()));
        QCOMPARE(server.connectionCount(), 1);
        slept = std::chrono::nanoseconds(60s).count();
        run(io, get(server.url()));
        QCOMPARE(server.connectionCount(), 2);
    }

    void jobsRunInOrderOnTheThread()
    {
        IoThread io;
        std::mutex mutex;
        std::vector<int> order;
        const auto note = [&](int number) {
            const std::lock_guard lock(mutex);
            order.push_back(io.isCurrentThread() ? number : -number);
        };
        const auto size = [&] {
            const std::lock_guard lock(mutex);
            return order.size();
        };
        io.postDelayed(60ms, [&] { note(4); });
        io.postDelayed(20ms, [&] { note(3); });
        const JobId dropped = io.postDelayed(40ms, [&] { note(9); });
        io.post([&] { note(1); });
        io.post([&] { note(2); });
        io.cancelJob(dropped);
        io.cancelJob(JobId{123456});
        QVERIFY(eventually([&] { return size() == 4; }));
        const std::lock_guard lock(mutex);
        QCOMPARE(order, (std::vector<int>{1, 2, 3, 4}));
        QVERIFY(!io.isCurrentThread());
    }

    void aHandlerMayStartTheNextTransfer()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "ok"))});
        IoThread io;
        Collector second;
        std::atomic<bool> started{false};
        run(io, get(server.url()), [&](std::string_view, const std::string &) {
            if (!started.exchange(true))
                io.start(get(server.url()), second.handler());
            return BodyAction::Continue;
        });
        QVERIFY(second.waitForEnd());
        QCOMPARE(second.body(), std::string("ok"));
    }

    void requestsAboveTheLimitOfAnOriginWait()
    {
        TestServer server;
        server.always({wait(120ms), send(reply(200, "text/plain", "ok"))});
        IoOptions options;
        options.maxTransfersPerOrigin = 2;
        IoThread io(options);
        std::vector<Collector> collectors(5);
        for (Collector &collector : collectors)
            io.start(get(server.url()), collector.handler());
        TestServer other;
        other.always({send(reply(200, "text/plain", "ok"))});
        QVERIFY2(run(io, get(other.url())).end().timing.queue < 100ms, "another origin does not wait");
        for (Collector &collector : collectors)
            QVERIFY(collector.waitForEnd());
        QCOMPARE(server.connectionCount(), 2);
        QVERIFY(collectors[0].end().timing.queue < 100ms);
        QVERIFY(collectors[1].end().timing.queue < 100ms);
        QVERIFY(collectors[2].end().timing.queue >= 119ms);
        QVERIFY(collectors[3].end().timing.queue >= 119ms);
        QVERIFY(collectors[4].end().timing.queue >= 239ms);
    }

    void noMoreThanTheLimitRunAtAll()
    {
        TestServer server;
        server.always({send(streamHead()), hold()});
        IoOptions options;
        options.maxTransfers = 3;
        options.maxTransfersPerOrigin = 100;
        IoThread io(options);
        std::vector<Collector> collectors(4);
        std::vector<TransferId> ids;
        for (Collector &collector : collectors)
            ids.push_back(io.start(get(server.url()), collector.handler()));
        for (int i = 0; i < 3; ++i)
            QVERIFY(collectors[static_cast<std::size_t>(i)].waitForHead());
        QCOMPARE(server.connectionCount(), 3);
        QVERIFY(!collectors[3].head());
        io.cancel(ids[0]);
        QVERIFY(collectors[3].waitForHead());
    }
};

QTEST_GUILESS_MAIN(TestIoThread)
#include "tst_iothread.moc"
