#include "core/base/json.h"
#include "tests/backends/providers/answersummary.h"
#include "tests/backends/providers/openaicompatible/compatiblebench.h"
#include "tests/backends/providers/streamreading.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;
using Bench = CompatibleBench;
using std::chrono::milliseconds;

/// One answer: what is sent, how it ends, what ends it.
class TestOpenAiCompatible : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordedReplies_data()
    {
        QTest::addColumn<QByteArray>("ending");
        const QMap<QByteArray, QByteArray> endings{
            {"llama-stream", "length"}, {"llama-no-usage", "length"}, {"llama-logprobs", "length"}, {"llama-whole", "length"},
            {"openai-refusal", "refused"}, {"openai-tools", "tool_call"}, {"openai-error-in-stream", "ProviderDown"},
            {"azure-filters", "filtered"}, {"openrouter-error", "ProviderDown"}, {"overloaded-at-once", "ProviderDown"},
            {"deepseek-no-resources", "ProviderDown"}, {"tools-no-index", "tool_call"}, {"tools-all-zero", "tool_call"},
            {"tools-odd", "tool_call"}, {"cut", "StreamCut"}, {"error-field", "ProviderDown"}, {"gemini-bare-error", "RateLimited"},
            {"html-200", "BadReply"}, {"html-unlabelled", "BadReply"}, {"xai-json-error", "ProviderDown"}, {"llama-models", "BadReply"},
            {"llama-context-overflow", "ContextTooLong"}, {"llama-bad-request", "BadRequest"}, {"llama-not-json", "BadRequest"},
            {"llama-unauthorized", "Unauthorized"}, {"llama-not-found", "BadReply"}};
        for (const std::string &name : replyNames(kFolder)) {
            if (!name.starts_with("error-") || name == "error-field")
                QTest::newRow(name.c_str()) << endings.value(QByteArray::fromStdString(name), "finished");
        }
    }
    void recordedReplies()
    {
        QFETCH(QByteArray, ending);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        Bench bench;
        bench.server.always({send(file.bytes())});
        const Answer whole = bench.ask();
        QCOMPARE(QByteArray::fromStdString(endOf(whole)), ending);
        QCOMPARE(whole.end->error.has_value(), whole.end->outcome == Outcome::Error);
        if (file.status == 200 && file.isStream()) {
            const StreamReading pure = readStream({file.body}, openaicompatible::ChunkReader::Speed::JsonOnly);
            QCOMPARE(summary(whole.events), summary(pure.events));
        }
        // Byte by byte, and in pieces that cut the chunks anywhere.
        for (const std::size_t size : {std::size_t(1), std::size_t(37)}) {
            bench.server.always({sendInPieces(file.bytes(), size)});
            const Answer pieces = bench.ask();
            QCOMPARE(QByteArray::fromStdString(endOf(pieces)), ending);
            QCOMPARE(summary(pieces.events), summary(whole.events));
        }
    }

    void theRequestIsWhatTheProtocolWants()
    {
        Bench bench("/v1/", kKey);
        bench.server.always({send(good())});
        QCOMPARE(endOf(bench.ask()), std::string("finished"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.target, std::string("/v1/chat/completions"));
        QCOMPARE(seen.header("authorization"), "Bearer " + kKey);
        QCOMPARE(seen.header("accept"), std::string("text/event-stream"));
        QCOMPARE(seen.header("content-type"), std::string("application/json"));
        QVERIFY(seen.header("accept-encoding").empty());
        QCOMPARE(nlohmann::json::parse(seen.body)["messages"][0]["content"].get<std::string>(), std::string("Hi"));
    }

    void withoutAKeyThereIsNoHeader()
    {
        Bench bench;
        bench.server.always({send(good())});
        bench.ask();
        QVERIFY(bench.server.requests().at(0).header("authorization").empty());
    }

    void theStepsBeforeContentAreTold()
    {
        Bench bench;
        bench.server.always({wait(50ms), send(good())});
        Answer answer;
        answer.ask(*bench.backend, question());
        // The request is out long before the server says anything.
        QVERIFY(answer.waitUntil([&] { return answer.all<Progress>().size() == 2; }));
        QVERIFY(!answer.has<ReplyStarted>());
        QCOMPARE(answer.all<Progress>()[0].step, Progress::Step::Connecting);
        QCOMPARE(answer.all<Progress>()[1].step, Progress::Step::Sent);
        QVERIFY(answer.waitForEnd());
    }

    void theConnectionIsUsedAgain()
    {
        Bench bench;
        bench.server.always({send(good())});
        bench.ask();
        const Answer second = bench.ask();
        QCOMPARE(bench.server.connectionCount(), 1);
        QVERIFY(second.end->trace.connectionReused);
    }

    void endsThatProveNothing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("ending");
        QTest::newRow("FIN after text, body until close") << 0 << QByteArray("StreamCut");
        QTest::newRow("FIN after text, chunked") << 1 << QByteArray("StreamCut");
        QTest::newRow("RST after text") << 2 << QByteArray("StreamCut");
        QTest::newRow("fewer bytes than promised") << 3 << QByteArray("StreamCut");
        QTest::newRow("a whole chunked body without terminator") << 4 << QByteArray("StreamCut");
        QTest::newRow("FIN before a byte") << 5 << QByteArray("Unreachable");
        QTest::newRow("an empty reply") << 6 << QByteArray("BadReply");
        QTest::newRow("204") << 7 << QByteArray("BadReply");
        QTest::newRow("comments only") << 8 << QByteArray("BadReply");
        QTest::newRow("half an event, then FIN") << 9 << QByteArray("StreamCut");
        QTest::newRow("a chunk that is not JSON") << 10 << QByteArray("BadReply");
        QTest::newRow("FIN after the finish reason") << 11 << QByteArray("finished");
        QTest::newRow("RST after the finish reason") << 12 << QByteArray("finished");
        QTest::newRow("RST after [DONE]") << 13 << QByteArray("finished");
        QTest::newRow("text after [DONE]") << 14 << QByteArray("finished");
    }
    void endsThatProveNothing()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, ending);
        Bench bench;
        const std::string begun = streamHead() + chunk(delta("Hello"));
        const std::vector<Script> scripts{
            {send(streamHeadUntilClose() + delta("Hello")), closeNow()},
            {send(begun), closeNow()},
            {send(begun), wait(50ms), reset()},
            {send(head(200, {{"Content-Type", "text/event-stream"}, {"Content-Length", "5000"}}) + delta("Hello")), closeNow()},
            {send(begun + lastChunk())},
            {closeNow()},
            {send(reply(200, "text/event-stream", ""))},
            {send(head(204, {}))},
            {send(streamHead() + chunk(": ping\n\n") + lastChunk())},
            {send(begun + chunk("data: {\"id\":\"i\",\"choi")), closeNow()},
            {send(begun + chunk("data: {nonsense}\n\n") + chunk(delta("more"))), hold()},
            {send(begun + chunk(kStop)), closeNow()},
            {send(begun + chunk(kStop)), wait(50ms), reset()},
            {send(begun + chunk(kStop + kDone)), wait(50ms), reset()},
            {send(begun + chunk(kStop + kDone + delta("ghost"))), hold()},
        };
        bench.server.always(scripts.at(static_cast<std::size_t>(kind)));
        const Answer answer = bench.ask();
        QCOMPARE(QByteArray::fromStdString(endOf(answer)), ending);
        const bool hasText = kind <= 4 || kind >= 9;
        QCOMPARE(answer.text(), std::string(hasText ? "Hello" : ""));
        QCOMPARE(answer.ends, 1);
        if (answer.end->error) {
            QCOMPARE(answer.end->error->subject, "127.0.0.1:" + std::to_string(bench.server.port()));
            QVERIFY(!answer.end->error->detail.empty());
        }
        QCOMPARE(phaseSum(answer.end->trace), answer.end->trace.total);
    }

    void afterTheTerminatorAnOpenConnectionIsClosed()
    {
        Bench bench;
        bench.server.always({send(streamHead() + chunk(delta("Hello")) + chunk(kStop + kDone)), hold()});
        const auto begin = std::chrono::steady_clock::now();
        const Answer answer = bench.ask();
        QCOMPARE(endOf(answer), std::string("finished"));
        QVERIFY(std::chrono::steady_clock::now() - begin < 3s);
        // The wait for the close is not time of the answer.
        QVERIFY(answer.end->trace.total < 190ms);
        QVERIFY(eventually([&] { return bench.server.closedByClient() == 1; }));
    }

    void afterAFinishReasonTheRestHasFiveSeconds()
    {
        Bench bench;
        const std::string usage = sseData("{\"id\":\"i\",\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}");
        bench.server.then({send(streamHead() + chunk(delta("Hello")) + chunk(kStop)), wait(300ms), send(chunk(usage)), hold()});
        const auto begin = std::chrono::steady_clock::now();
        const Answer answer = bench.ask();
        const auto took = std::chrono::steady_clock::now() - begin;
        QCOMPARE(endOf(answer), std::string("finished"));
        QVERIFY2(answer.has<UsageReport>(), "what came within the time counts");
        QVERIFY(took > 4900ms && took < 9s);
    }

    void clocks_data()
    {
        QTest::addColumn<QByteArray>("phase");
        for (const char *phase : {"connect", "firstByte", "idle", "total"})
            QTest::newRow(phase) << QByteArray(phase);
    }
    void clocks()
    {
        QFETCH(QByteArray, phase);
        Bench bench;
        BusyPort busy;
        ChatRequest request = question(2);
        std::shared_ptr<ChatBackend> backend = bench.backend;
        if (phase == "connect") {
            request.clocks.connect = 100ms;
            request.retries = 0;
            backend = *openaicompatible::makeBackend({"http://127.0.0.1:" + std::to_string(busy.port()) + "/v1", {}, false}, *bench.io, bench.redactor);
        } else if (phase == "firstByte") {
            request.clocks.firstByte = 100ms;
            bench.server.always({send(streamHead()), hold()});
        } else if (phase == "idle") {
            request.clocks.idle = 100ms;
            bench.server.always({send(streamHead() + chunk(delta("Hel"))), hold()});
        } else {
            request.clocks.total = 150ms;
            bench.server.always({send(streamHead()), endless(chunk(delta("x")), 5ms)});
        }
        Answer answer;
        answer.ask(*backend, request);
        QVERIFY(answer.waitForEnd());
        QCOMPARE(endOf(answer), std::string("Timeout"));
        QCOMPARE(std::string(timeoutPhaseName(*answer.end->error->timeoutPhase)), phase.toStdString());
        QCOMPARE(answer.text().empty(), phase == "connect" || phase == "firstByte");
        QCOMPARE(answer.end->attempts, 1);
        QCOMPARE(phaseSum(answer.end->trace), answer.end->trace.total);
    }

    void cancelling_data()
    {
        QTest::addColumn<QByteArray>("when");
        for (const char *when : {"at once", "waiting", "streaming", "retry wait", "held back", "ended"})
            QTest::newRow(when) << QByteArray(when);
    }
    void cancelling()
    {
        QFETCH(QByteArray, when);
        Bench bench;
        Answer blocker;
        bench.server.always({send(streamHead()), endless(chunk(delta("x")), 2ms)});
        if (when == "waiting")
            bench.server.always({hold()});
        else if (when == "retry wait" || when == "held back")
            bench.server.always({send(failing(429, {{"Retry-After", "30"}}))});
        else if (when == "ended")
            bench.server.always({send(good())});
        if (when == "held back") {
            blocker.ask(*bench.backend, question(1));
            QVERIFY(blocker.waitFor<RetryScheduled>());
        }
        Answer answer;
        answer.ask(*bench.backend, question(2));
        if (when == "waiting")
            QVERIFY(eventually([&] { return bench.server.requests().size() == 1; }));
        else if (when == "streaming")
            QVERIFY(answer.waitFor<TextDelta>());
        else if (when == "retry wait")
            QVERIFY(answer.waitFor<RetryScheduled>());
        else if (when == "held back")
            QVERIFY(answer.waitFor<Progress>());
        else if (when == "ended")
            QVERIFY(answer.waitForEnd());
        const auto begin = std::chrono::steady_clock::now();
        answer.cancel();
        answer.cancel();
        QVERIFY(answer.waitForEnd());
        QVERIFY(std::chrono::steady_clock::now() - begin < 500ms);
        QCOMPARE(endOf(answer), std::string(when == "ended" ? "finished" : "cancelled"));
        QVERIFY(!answer.end->error);
        QCOMPARE(phaseSum(answer.end->trace), answer.end->trace.total);
        if (when == "held back")
            QCOMPARE(answer.end->attempts, 0);
        if (when == "waiting" || when == "streaming")
            QVERIFY(eventually([&] { return bench.server.closedByClient() == 1; }));
        if (when == "streaming")
            QVERIFY(!answer.text().empty());
        QCOMPARE(answer.ends, 1);
        // The next question starts clean.
        if (when != "retry wait" && when != "held back") {
            bench.server.always({send(good("next"))});
            QCOMPARE(bench.ask().text(), std::string("next"));
        }
        blocker.destroyStream();
    }

    void destroyingTheStreamIsSilent()
    {
        Bench bench;
        bench.server.always({send(streamHead()), endless(chunk(delta("x")), 1ms)});
        Answer answer;
        answer.ask(*bench.backend, question());
        QVERIFY(answer.waitFor<TextDelta>());
        answer.destroyStream();
        answer.drain();
        const std::size_t before = answer.events.size();
        QVERIFY(eventually([&] { return bench.server.closedByClient() == 1; }));
        answer.drain();
        QCOMPARE(answer.events.size(), before);
        QVERIFY(!answer.end);
    }

    void aSlowConsumerHoldsTheServerBackAndLosesNothing()
    {
        Bench bench;
        constexpr int count = 60000;
        Script script{send(streamHead())};
        std::string expected;
        std::string piece;
        for (int i = 0; i < count; ++i) {
            const std::string number = std::to_string(i) + " ";
            expected += number;
            piece += chunk(delta(number));
            if (piece.size() > 60000) {
                script.push_back(send(piece));
                piece.clear();
            }
        }
        script.push_back(send(piece + chunk(kStop + kDone) + lastChunk()));
        bench.server.always(script);
        Answer answer;
        answer.ask(*bench.backend, question());
        // Nothing is drained: the inbox fills up to its mark and a little more, and then the server cannot go on.
        QVERIFY(eventually([&] { return bench.server.sendTimes().size() > 50; }));
        std::size_t sends = 0;
        QVERIFY(eventually([&] { return std::exchange(sends, bench.server.sendTimes().size()) == bench.server.sendTimes().size(); }));
        QVERIFY(answer.waitForEnd());
        QCOMPARE(endOf(answer), std::string("finished"));
        QVERIFY(answer.text() == expected);
    }

    void anAnswerWithoutEndIsStopped()
    {
        Bench bench;
        bench.server.always({send(streamHead()), endless(chunk(delta(std::string(100000, 'x'))))});
        const Answer answer = bench.ask();
        QCOMPARE(endOf(answer), std::string("TooLarge"));
        const std::size_t size = answer.text().size();
        QVERIFY(size > (std::size_t{8} << 20) && size < (std::size_t{8} << 20) + 200000);
    }

    void aLineWithoutEndIsStopped()
    {
        Bench bench;
        bench.server.always({send(streamHead() + chunk("data: ")), endless(chunk(std::string(60000, 'x')))});
        const Answer answer = bench.ask();
        QCOMPARE(endOf(answer), std::string("BadReply"));
    }

    void aPlantedKeyIsFoundNowhere()
    {
        Bench bench("/v1", kKey);
        const std::string echo = "you sent " + kKey + " and " + QByteArray::fromStdString(kKey).toBase64().toStdString();
        bench.server.then({send(reply(503, "text/plain", echo, {{"x-request-id", "id-" + kKey}}))});
        bench.server.then({send(reply(401, "application/json", "{\"error\":{\"message\":\"" + echo + "\",\"code\":\"" + kKey + "\"}}"))});
        const Answer answer = bench.ask(question(1));
        QCOMPARE(endOf(answer), std::string("Unauthorized"));
        const auto isClean = [](const Error &error) {
            for (const std::string &text : {error.detail, error.excerpt, error.subject, error.providerMessage.value_or(""),
                                            error.providerCode.value_or(""), error.requestId.value_or("")}) {
                if (text.find(kKey.substr(3)) != std::string::npos
                    || text.find(QByteArray::fromStdString(kKey).toBase64().mid(4, 12).toStdString()) != std::string::npos)
                    return false;
            }
            return true;
        };
        QVERIFY(isClean(*answer.end->error));
        QVERIFY(isClean(answer.all<RetryScheduled>().at(0).error));
        QVERIFY(answer.end->error->providerMessage->starts_with("you sent •••"));
    }

    void phasesAreTheDelaysOfTheServer()
    {
        // Lower bounds are strict; for the upper ones the best of five rounds counts, for the rest is how busy the machine is.
        TestServer server;
        const std::string thought = sseData("{\"id\":\"i\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}");
        server.setAcceptDelay(60ms);
        server.always({wait(70ms), send(streamHead()), wait(80ms), send(chunk(thought)), wait(90ms), send(chunk(delta("a"))), wait(100ms),
                       send(chunk(delta("b"))), wait(110ms), send(chunk(kStop + kDone) + lastChunk())});
        auto worstOfBest = std::chrono::microseconds(1h);
        for (int round = 0; round < 5; ++round) {
            net::IoThread io;
            const auto backend = *openaicompatible::makeBackend({server.url("/v1"), {}, false}, io, std::make_shared<net::Redactor>());
            Answer answer;
            answer.ask(*backend, question());
            QVERIFY(answer.waitForEnd());
            QCOMPARE(endOf(answer), std::string("finished"));
            const LatencyTrace &trace = answer.end->trace;
            QCOMPARE(phaseSum(trace), trace.total);
            QVERIFY(trace.dns && trace.connect && !trace.tls && trace.upload);
            const std::vector<std::pair<std::chrono::microseconds, milliseconds>> parts{
                {*trace.wait, 210ms}, {*trace.thinking, 90ms}, {*trace.text, 100ms}, {*trace.tail, 110ms},
                {*trace.queue + *trace.dns + *trace.connect + *trace.upload, 0ms}, {*trace.firstByte, 130ms}, {*trace.firstReasoning, 210ms},
                {*trace.firstToken, 300ms}, {trace.total, 510ms}};
            auto worst = std::chrono::microseconds(0);
            for (const auto &[seen, known] : parts) {
                // Content is looked at every 10 ms: a part may lose to its neighbour what the first of the two came late.
                QVERIFY(seen >= known - 11ms);
                worst = std::max(worst, std::chrono::abs(seen - std::chrono::microseconds(known)));
            }
            worstOfBest = std::min(worstOfBest, worst);
            answer.destroyStream();
        }
        QVERIFY2(worstOfBest < 20ms, qPrintable(QString::number(worstOfBest.count())));
    }
};

QTEST_GUILESS_MAIN(TestOpenAiCompatible)
#include "tst_openaicompatible.moc"
