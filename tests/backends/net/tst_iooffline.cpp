// Offline, nothing leaves: no byte and no question for a name. The fake resolver stands in for the name server of this process.

#include "backends/net/iothread.h"
#include "tests/backends/net/collector.h"
#include "tests/support/fakeresolver.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QTest>

#include <future>

using namespace lineup;
using namespace lineup::net;
using namespace lineup::test;
using Outcome = TransferEnd::Outcome;

namespace {

TransferRequest get(const std::string &url)
{
    TransferRequest request;
    request.url = url;
    return request;
}

Collector run(IoThread &io, TransferRequest request)
{
    Collector collector;
    io.start(std::move(request), collector.handler());
    if (!collector.waitForEnd())
        qFatal("a transfer did not end");
    return collector;
}

/// The server under a name that is not this machine's, as far as anybody can see.
std::string outward(const TestServer &server)
{
    return "http://api.up.test:" + std::to_string(server.port()) + "/";
}

/// Waits until the I/O thread has done what it was asked before.
void settle(IoThread &io)
{
    std::promise<void> done;
    io.post([&done] { done.set_value(); });
    done.get_future().wait();
}

void verifyOffline(const Collector &collector)
{
    const TransferEnd end = collector.end();
    QCOMPARE(end.outcome, Outcome::Failed);
    QVERIFY(end.error.has_value());
    QCOMPARE(end.error->code, ErrorCode::Offline);
    QVERIFY(end.error->subject.starts_with("api.up.test:"));
    QCOMPARE(collector.ends(), 1);
}

} // namespace

class TestIoOffline : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingLeavesAndNoNameIsLookedUp()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "hello"))});
        IoThread io;
        io.setOffline(true);
        QVERIFY(io.isOffline());
        const int lookups = allLookups();
        for (int i = 0; i < 20; ++i) {
            TransferRequest request = get(outward(server));
            request.method = "POST";
            request.body = "planted";
            verifyOffline(run(io, std::move(request)));
        }
        QCOMPARE(allLookups(), lookups);
        QCOMPARE(server.connectionCount(), 0);
        // A numeric address needs no look-up; it is refused all the same. So is one behind a proxy on this machine.
        QCOMPARE(run(io, get("http://203.0.113.7:9/")).end().error->code, ErrorCode::Offline);
        TransferRequest proxied = get(outward(server));
        proxied.proxy = server.url();
        verifyOffline(run(io, std::move(proxied)));
        QCOMPARE(server.connectionCount(), 0);
        QCOMPARE(allLookups(), lookups);
    }

    void thisMachineIsStillReached()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "hello"))});
        IoThread io;
        io.setOffline(true);
        for (const std::string &url : {server.url("/"), "http://localhost:" + std::to_string(server.port()) + "/"})
            QCOMPARE(run(io, get(url)).body(), std::string("hello"));
    }

    void whatRunsIsCut()
    {
        TestServer server;
        server.always({send(streamHead() + chunk(sseData("a"))), hold()});
        IoThread io;
        Collector outside;
        Collector inside;
        io.start(get(outward(server)), outside.handler());
        io.start(get(server.url("/")), inside.handler());
        QVERIFY(outside.waitForBody(1));
        QVERIFY(inside.waitForBody(1));
        io.setOffline(true);
        QVERIFY(outside.waitForEnd());
        verifyOffline(outside);
        QTRY_COMPARE(server.closedByClient(), 1);
        settle(io);
        QCOMPARE(inside.ends(), 0);
    }

    void whatWaitsForASlotIsCut()
    {
        TestServer server;
        server.always({hold()});
        IoOptions options;
        options.maxTransfersPerOrigin = 1;
        IoThread io(options);
        Collector first;
        Collector second;
        io.start(get(outward(server)), first.handler());
        io.start(get(outward(server)), second.handler());
        QTRY_COMPARE(server.requests().size(), std::size_t{1});
        io.setOffline(true);
        QVERIFY(first.waitForEnd());
        QVERIFY(second.waitForEnd());
        verifyOffline(first);
        verifyOffline(second);
        QCOMPARE(server.requests().size(), std::size_t{1});
    }

    /// A connection that is kept for the next request is no way out either, and the system must not go on probing it.
    void keptConnectionsAreClosed()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "hello"))});
        IoThread io;
        QCOMPARE(run(io, get(outward(server))).body(), std::string("hello"));
        QCOMPARE(run(io, get(server.url("/"))).body(), std::string("hello"));
        QCOMPARE(server.connectionCount(), 2);
        QCOMPARE(server.closedByClient(), 0);
        io.setOffline(true);
        QTRY_COMPARE(server.closedByClient(), 1);
        // That to this machine is still there.
        QVERIFY(run(io, get(server.url("/"))).end().timing.connectionReused);
        io.setOffline(false);
        const Collector again = run(io, get(outward(server)));
        QCOMPARE(again.body(), std::string("hello"));
        QVERIFY(!again.end().timing.connectionReused);
    }

    void theSwitchGoesBack()
    {
        TestServer server;
        server.always({send(reply(200, "text/plain", "hello"))});
        IoThread io;
        io.setOffline(true);
        verifyOffline(run(io, get(outward(server))));
        io.setOffline(false);
        QVERIFY(!io.isOffline());
        QCOMPARE(run(io, get(outward(server))).body(), std::string("hello"));
        // Off and on before the thread has looked.
        io.setOffline(true);
        io.setOffline(false);
        QCOMPARE(run(io, get(outward(server))).body(), std::string("hello"));
    }
};

QTEST_GUILESS_MAIN(TestIoOffline)
#include "tst_iooffline.moc"
