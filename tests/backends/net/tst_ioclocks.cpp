#include "backends/net/iothread.h"
#include "tests/backends/net/collector.h"
#include "tests/support/fakeresolver.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace lineup;
using namespace lineup::net;
using namespace lineup::test;
using namespace std::chrono_literals;
using Outcome = TransferEnd::Outcome;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

TransferRequest get(const std::string &url, TransferClocks clocks = {})
{
    TransferRequest request;
    request.url = url;
    request.clocks = clocks;
    return request;
}

Collector run(IoThread &io, TransferRequest request, Collector::OnBody onBody = {})
{
    Collector collector(std::move(onBody));
    io.start(std::move(request), collector.handler());
    if (!collector.waitForEnd())
        qFatal("a transfer did not end");
    return collector;
}

/// The url of a test server under a name that the fake resolver answers.
std::string named(const TestServer &server, const std::string &name)
{
    return "http://" + name + ":" + std::to_string(server.port()) + "/";
}

milliseconds elapsedSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
}

template <class Condition>
bool eventually(Condition condition, milliseconds limit = 5s)
{
    return QTest::qWaitFor(condition, static_cast<int>(limit.count()));
}

BodyAction contentFlows(std::string_view, const std::string &)
{
    return BodyAction::Content;
}

} // namespace

/// Clocks, cancelling, back-pressure and the rhythm of the I/O thread. Limits are far from what is waited for, so that a
/// busy machine does not change a verdict.
class TestIoClocks : public QObject {
    Q_OBJECT
private:
    static void verifyTimeout(const Collector &collector, TimeoutPhase phase)
    {
        const TransferEnd end = collector.end();
        QCOMPARE(end.outcome, Outcome::Failed);
        QVERIFY(end.error.has_value());
        QCOMPARE(end.error->code, ErrorCode::Timeout);
        QCOMPARE(end.error->timeoutPhase, std::optional(phase));
        QVERIFY(!end.error->subject.empty());
    }

private Q_SLOTS:
    void aConnectThatHangs()
    {
        BusyPort port;
        IoThread io;
        TransferClocks clocks;
        clocks.connect = 150ms;
        const Collector collector = run(io, get("http://127.0.0.1:" + std::to_string(port.port()) + "/", clocks));
        verifyTimeout(collector, TimeoutPhase::Connect);
        QVERIFY(collector.end().timing.total >= 149ms);
        QVERIFY(collector.end().timing.connect.has_value());
        QVERIFY(!collector.end().timing.upload);
    }

    void aNameLookupThatHangs()
    {
        holdSlowNames();
        IoThread io;
        TransferClocks clocks;
        clocks.connect = 150ms;
        const auto begin = std::chrono::steady_clock::now();
        const Collector collector = run(io, get("http://a.slow.test/", clocks));
        verifyTimeout(collector, TimeoutPhase::Connect);
        QVERIFY(elapsedSince(begin) < 3s);
        releaseSlowNames();
    }

    void aNameThatDoesNotExist()
    {
        IoThread io;
        const Collector collector = run(io, get("http://gone.test/"));
        QCOMPARE(collector.end().error->code, ErrorCode::NameUnknown);
        QCOMPARE(collector.end().error->subject, std::string("gone.test:80"));
        QVERIFY(collector.end().timing.dns.has_value());
        QVERIFY(!collector.end().timing.connect);
    }

    void headersAloneAreNoFirstByte_data()
    {
        QTest::addColumn<bool>("withHeaders");
        QTest::newRow("nothing at all") << false;
        QTest::newRow("headers, then silence") << true;
    }
    void headersAloneAreNoFirstByte()
    {
        QFETCH(bool, withHeaders);
        TestServer server;
        server.always(withHeaders ? Script{send(streamHead()), hold()} : Script{hold()});
        IoThread io;
        TransferClocks clocks;
        clocks.firstByte = 150ms;
        clocks.idle = 20s;
        const Collector collector = run(io, get(server.url(), clocks));
        verifyTimeout(collector, TimeoutPhase::FirstByte);
        QCOMPARE(collector.head().has_value(), withHeaders);
        QVERIFY(eventually([&] { return server.closedByClient() == 1; }));
    }

    void anUploadThatNobodyReadsEndsToo()
    {
        // A server that accepts and never reads: the kernel's buffers take a few MiB, then nothing moves.
        TestServer server;
        server.setAcceptDelay(30s);
        IoThread io;
        TransferClocks clocks;
        clocks.firstByte = 200ms;
        TransferRequest request = get(server.url(), clocks);
        request.method = "POST";
        request.body = std::string(64 << 20, 'x');
        verifyTimeout(run(io, request), TimeoutPhase::FirstByte);
    }

    void silenceAfterTheFirstByte()
    {
        TestServer server;
        server.always({send(streamHead() + chunk("data: a\n\n")), hold()});
        IoThread io;
        TransferClocks clocks;
        clocks.idle = 150ms;
        const Collector collector = run(io, get(server.url(), clocks));
        verifyTimeout(collector, TimeoutPhase::Idle);
        QCOMPARE(collector.body(), std::string("data: a\n\n"));
        // With content flowing it is the same clock.
        verifyTimeout(run(io, get(server.url(), clocks), contentFlows), TimeoutPhase::Idle);
    }

    void anyByteResetsTheIdleClock()
    {
        TestServer server;
        // A keep-alive comment, byte by byte, for far longer than the limit.
        server.always({send(streamHead()), sendInPieces(chunk(std::string(8, ':')), 1, 100ms), send(lastChunk())});
        IoThread io;
        TransferClocks clocks;
        clocks.idle = 600ms;
        const Collector collector = run(io, get(server.url(), clocks));
        QCOMPARE(collector.end().outcome, Outcome::Complete);
        QVERIFY(collector.end().timing.total > 600ms);
    }

    void untilContentFlowsTheIdleClockIsTheFirstByteClock()
    {
        TestServer server;
        server.always({send(streamHead() + chunk(": wait\n\n")), hold()});
        IoThread io;
        TransferClocks clocks;
        clocks.firstByte = 200ms;
        verifyTimeout(run(io, get(server.url(), clocks)), TimeoutPhase::Idle);
        // From then on it is a minute: this one is still alive when the other would be dead three times over.
        Collector collector(contentFlows);
        const TransferId id = io.start(get(server.url(), clocks), collector.handler());
        QVERIFY(collector.waitForBody(1));
        QVERIFY(!collector.waitForEnd(600ms));
        io.cancel(id);
        QVERIFY(collector.waitForEnd());
    }

    void theWholeTakesTooLong()
    {
        TestServer server;
        server.always({send(streamHead()), endless(chunk("data: a\n\n"), 5ms)});
        IoThread io;
        TransferClocks clocks;
        clocks.total = 200ms;
        const Collector collector = run(io, get(server.url(), clocks));
        verifyTimeout(collector, TimeoutPhase::Total);
        QVERIFY(!collector.body().empty());
        QVERIFY(collector.end().timing.total >= 199ms);
    }

    void theTotalClockRunsInTheQueueToo()
    {
        TestServer server;
        server.always({hold()});
        IoOptions options;
        options.maxTransfers = 1;
        IoThread io(options);
        Collector first;
        const TransferId id = io.start(get(server.url()), first.handler());
        TransferClocks clocks;
        clocks.total = 100ms;
        const Collector second = run(io, get(server.url(), clocks));
        verifyTimeout(second, TimeoutPhase::Total);
        QCOMPARE(second.end().timing.queue, second.end().timing.total);
        io.cancel(id);
        QVERIFY(first.waitForEnd());
    }

    void cancelWorksInEveryPhase_data()
    {
        QTest::addColumn<QByteArray>("phase");
        for (const char *phase : {"queued", "resolving", "connecting", "waiting for the head", "waiting for the body",
                                  "streaming", "paused", "ended"})
            QTest::newRow(phase) << QByteArray(phase);
    }
    void cancelWorksInEveryPhase()
    {
        QFETCH(QByteArray, phase);
        holdSlowNames();
        TestServer server;
        BusyPort busy;
        IoOptions options;
        options.maxTransfers = 1;
        IoThread io(options);
        Collector blocker;
        std::string url = server.url();
        Collector::OnBody onBody;
        if (phase == "queued") {
            server.always({hold()});
            io.start(get(server.url()), blocker.handler());
        } else if (phase == "resolving") {
            url = "http://b.slow.test/";
        } else if (phase == "connecting") {
            url = "http://127.0.0.1:" + std::to_string(busy.port()) + "/";
        } else if (phase == "waiting for the head") {
            server.always({hold()});
        } else if (phase == "waiting for the body") {
            server.always({send(streamHead()), hold()});
        } else if (phase == "ended") {
            server.always({send(reply(200, "text/plain", "ok"))});
        } else {
            server.always({send(streamHead()), endless(chunk("data: a\n\n"), 1ms)});
            if (phase == "paused")
                onBody = [](std::string_view, const std::string &) { return BodyAction::Pause; };
        }
        const int lookups = slowLookups();
        Collector collector(onBody);
        const TransferId id = io.start(get(url), collector.handler());
        if (phase == "resolving")
            QVERIFY(eventually([&] { return slowLookups() > lookups; }));
        else if (phase == "waiting for the head")
            QVERIFY(eventually([&] { return server.requests().size() == 1; }));
        else if (phase == "waiting for the body")
            QVERIFY(collector.waitForHead());
        else if (phase == "streaming")
            QVERIFY(collector.waitForBody(1));
        else if (phase == "paused")
            QVERIFY(collector.waitForPause());
        else if (phase == "ended")
            QVERIFY(collector.waitForEnd());

        const auto begin = std::chrono::steady_clock::now();
        io.cancel(id);
        io.cancel(id);
        QVERIFY(collector.waitForEnd());
        QVERIFY2(elapsedSince(begin) < 200ms, qPrintable(QString::number(elapsedSince(begin).count())));
        QCOMPARE(collector.end().outcome, phase == "ended" ? Outcome::Complete : Outcome::Cancelled);
        QVERIFY(!collector.end().error);
        if (phase == "streaming" || phase == "paused" || phase.startsWith("waiting"))
            QVERIFY2(eventually([&] { return server.closedByClient() == 1; }, 200ms), "the socket is closed as well");
        io.cancel(id);
        // A round trip through the thread: everything asked for before is done.
        std::atomic<bool> done{false};
        io.post([&] { done = true; });
        QVERIFY(eventually([&] { return done.load(); }));
        QCOMPARE(collector.ends(), 1);
        QVERIFY(!collector.calledAfterEnd());
        releaseSlowNames();
    }

    void shutDownIsQuickAndTellsEverybody()
    {
        holdSlowNames();
        TestServer server;
        server.always({send(streamHead()), endless(chunk("data: a\n\n"), 1ms)});
        std::vector<Collector> collectors(4);
        auto io = std::make_unique<IoThread>();
        const int lookups = slowLookups();
        io->start(get(server.url()), collectors[0].handler());
        io->start(get("http://c.slow.test/"), collectors[1].handler());
        QVERIFY(collectors[0].waitForBody(1));
        QVERIFY(eventually([&] { return slowLookups() > lookups; }));
        // Asked for and not even looked at yet.
        io->start(get(server.url()), collectors[2].handler());
        io->start(get(server.url()), collectors[3].handler());
        const auto begin = std::chrono::steady_clock::now();
        io.reset();
        QVERIFY2(elapsedSince(begin) < 2s, qPrintable(QString::number(elapsedSince(begin).count())));
        for (const Collector &collector : collectors) {
            QCOMPARE(collector.ends(), 1);
            QCOMPARE(collector.end().outcome, Outcome::Cancelled);
            QVERIFY(collector.handlerIsGone());
        }
        releaseSlowNames();
    }

    void aTransferStartedByAHandlerDuringShutDownEndsToo()
    {
        TestServer server;
        server.always({send(streamHead()), hold()});
        Collector second;
        struct Starter final : TransferHandler {
            IoThread *io = nullptr;
            std::unique_ptr<TransferHandler> next;
            std::string url;
            void onHead(const TransferHead &) override {}
            BodyAction onBody(std::string_view, Steady) override { return BodyAction::Continue; }
            void onEnd(const TransferEnd &) override { io->start(get(url), std::move(next)); }
        };
        auto io = std::make_unique<IoThread>();
        auto starter = std::make_unique<Starter>();
        starter->io = io.get();
        starter->next = second.handler();
        starter->url = server.url();
        io->start(get(server.url()), std::move(starter));
        io.reset();
        QCOMPARE(second.ends(), 1);
        QCOMPARE(second.end().outcome, Outcome::Cancelled);
    }

    void pausedBytesComeAgainAndNothingIsLost()
    {
        TestServer server;
        std::string expected;
        Script script{send(streamHead())};
        for (int i = 0; i < 2000; ++i) {
            const std::string piece = "data: " + std::to_string(i) + "\n\n";
            expected += piece;
            script.push_back(send(chunk(piece)));
        }
        script.push_back(send(lastChunk()));
        server.always(script);
        IoThread io;
        // Refuses every piece twice before taking it.
        auto refusals = std::make_shared<int>(0);
        Collector collector([refusals](std::string_view, const std::string &) {
            *refusals = (*refusals + 1) % 3;
            return *refusals == 0 ? BodyAction::Content : BodyAction::Pause;
        });
        const TransferId id = io.start(get(server.url()), collector.handler());
        int seen = 0;
        while (collector.ends() == 0) {
            QVERIFY(collector.waitForPausesBeyond(seen));
            // Read before it goes on: the next pause comes at once.
            seen = collector.pauses();
            io.resume(id);
        }
        QCOMPARE(collector.end().outcome, Outcome::Complete);
        QVERIFY(collector.body() == expected);
    }

    void whilePausedTheServerIsHeldBackAndNoClockRuns()
    {
        TestServer server;
        server.always({send(streamHead()), endless(chunk(std::string(100000, 'x')))});
        IoThread io;
        std::atomic<bool> open{false};
        Collector collector([&open](std::string_view, const std::string &) {
            return open ? BodyAction::Content : BodyAction::Pause;
        });
        TransferClocks clocks;
        clocks.idle = 200ms;
        const TransferId id = io.start(get(server.url(), clocks), collector.handler());
        QVERIFY(collector.waitForPause());
        // Three times the idle limit: were the clock running, it would end here.
        QVERIFY(!collector.waitForEnd(600ms));
        const std::size_t sends = server.sendTimes().size();
        QVERIFY(!collector.waitForEnd(200ms));
        QCOMPARE(server.sendTimes().size(), sends);
        // Far less than an endless server could have sent: only the sockets' buffers are full.
        QVERIFY(sends < 400);
        open = true;
        io.resume(id);
        QVERIFY(collector.waitForBody(1000000));
        io.cancel(id);
        QVERIFY(collector.waitForEnd());
    }

    void partsAreTheDelaysOfTheServer()
    {
        // Each part is the server's delay and less than 20 ms more, in one of five rounds at least: in the others this
        // machine may have been busy with something else between two stamps.
        holdSlowNames();
        setLateness(90ms);
        TestServer server;
        server.setAcceptDelay(110ms);
        server.always({wait(130ms), send(streamHead()), wait(150ms), send(chunk("data: a\n\n")), wait(170ms), send(lastChunk())});
        const auto isAbout = [](microseconds part, milliseconds delay) { return part >= delay - 1ms && part < delay + 20ms; };
        int exactRounds = 0;
        QString seen;
        for (int round = 0; round < 5; ++round) {
            IoThread io;
            const TransferTiming timing = run(io, get(named(server, "x" + std::to_string(round) + ".late.test"))).end().timing;
            QVERIFY(timing.dns && timing.connect && timing.upload && timing.headers && timing.firstBody && timing.body);
            // accept() comes late, but the kernel has connected long before: the delay is in the wait for the head.
            const bool isExact = isAbout(*timing.dns, 90ms) && isAbout(*timing.headers, 240ms) && isAbout(*timing.firstBody, 150ms)
                && isAbout(*timing.body, 170ms) && timing.queue + *timing.connect + *timing.upload < 20ms;
            exactRounds += isExact ? 1 : 0;
            seen += QStringLiteral("dns %1, head %2, first byte %3, body %4 us\n")
                        .arg(timing.dns->count())
                        .arg(timing.headers->count())
                        .arg(timing.firstBody->count())
                        .arg(timing.body->count());
            QCOMPARE(timing.queue + *timing.dns + *timing.connect + *timing.upload + *timing.headers + *timing.firstBody
                         + *timing.body,
                     timing.total);
        }
        releaseSlowNames();
        QVERIFY2(exactRounds > 0, qPrintable(seen));
    }

    void flowingContentIsReadInARhythm()
    {
        TestServer server;
        Script script{send(streamHead())};
        for (int i = 0; i < 300; ++i) {
            script.push_back(send(chunk("data: a\n\n")));
            script.push_back(wait(1ms));
        }
        script.push_back(send(lastChunk()));
        server.always(script);
        IoOptions options;
        options.drainInterval = 16ms;
        IoThread io(options);
        std::vector<Collector> collectors(4, Collector());
        for (Collector &collector : collectors) {
            collector = Collector(contentFlows);
            io.start(get(server.url()), collector.handler());
        }
        for (Collector &collector : collectors) {
            QVERIFY(collector.waitForEnd());
            QCOMPARE(collector.stamps().size(), std::size_t(300));
        }
        // Different moments at which anything was read, over all lanes: at most one per interval, and the first bytes.
        const auto begin = collectors[0].stamps().front();
        const auto all = std::chrono::duration_cast<milliseconds>(collectors[3].stamps().back() - begin);
        std::vector<Collector::Steady> stamps = collectors[0].stamps();
        stamps.erase(std::unique(stamps.begin(), stamps.end()), stamps.end());
        const auto most = static_cast<std::size_t>(all.count() / 16 + 6);
        QVERIFY2(stamps.size() <= most, qPrintable(QStringLiteral("%1 looks in %2 ms").arg(stamps.size()).arg(all.count())));
    }

    void aFirstByteIsReadAtOnceBesideABusyStream()
    {
        TestServer busy;
        busy.always({send(streamHead()), endless(chunk("data: a\n\n"), 1ms)});
        IoOptions options;
        options.drainInterval = 200ms;
        IoThread io(options);
        Collector noise(contentFlows);
        const TransferId noiseId = io.start(get(busy.url()), noise.handler());
        QVERIFY(noise.waitForBody(100));

        std::vector<microseconds> latencies;
        for (int round = 0; round < 20; ++round) {
            TestServer server;
            server.always({send(streamHead()), wait(milliseconds(10 + round)), send(chunk("data: a\n\n") + lastChunk())});
            const Collector collector = run(io, get(server.url()));
            latencies.push_back(std::chrono::duration_cast<microseconds>(collector.stamps().front() - server.sendTimes().back()));
        }
        std::sort(latencies.begin(), latencies.end());
        // Far below the interval of 200 ms; the median, because this machine may be busy.
        QVERIFY2(latencies[10] < 20ms, qPrintable(QString::number(latencies[10].count())));
        io.cancel(noiseId);
        QVERIFY(noise.waitForEnd());
    }

    void aSlowStreamIsNotHeldBack()
    {
        // Pieces that come less often than the interval are read when they come.
        TestServer server;
        Script script{send(streamHead())};
        for (int i = 0; i < 12; ++i) {
            script.push_back(send(chunk("data: a\n\n")));
            script.push_back(wait(60ms));
        }
        script.push_back(send(lastChunk()));
        server.always(script);
        IoOptions options;
        options.drainInterval = 50ms;
        IoThread io(options);
        const Collector collector = run(io, get(server.url()), contentFlows);
        const auto sent = server.sendTimes();
        const auto read = collector.stamps();
        std::vector<microseconds> late;
        for (std::size_t i = 0; i < read.size(); ++i)
            late.push_back(std::chrono::duration_cast<microseconds>(read[i] - sent[i + 1]));
        std::sort(late.begin(), late.end());
        QVERIFY2(late[late.size() / 2] < 15ms, qPrintable(QString::number(late[late.size() / 2].count())));
    }

    void anIdleThreadSleeps()
    {
        IoThread io;
        std::atomic<std::clock_t> begin{0};
        std::atomic<std::clock_t> end{0};
        const auto cpuOfThread = [] {
            timespec time{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return static_cast<std::clock_t>(time.tv_sec * 1000000 + time.tv_nsec / 1000);
        };
        io.post([&] { begin = cpuOfThread(); });
        io.postDelayed(500ms, [&] { end = cpuOfThread(); });
        QVERIFY(eventually([&] { return end.load() != 0; }));
        // Under 1 % of half a second.
        QVERIFY2(end - begin < 5000, qPrintable(QString::number(end - begin)));
    }
};

QTEST_GUILESS_MAIN(TestIoClocks)
#include "tst_ioclocks.moc"
