#include "tests/backends/providers/openaicompatible/compatiblebench.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;
using Bench = CompatibleBench;
using std::chrono::milliseconds;

/// What is tried again, when, and how often.
class TestCompatibleTries : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPassingFailureIsTriedAgain_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::newRow("503") << QByteArray::fromStdString(failing(503));
        QTest::newRow("529") << QByteArray::fromStdString(failing(529));
        QTest::newRow("429") << QByteArray::fromStdString(failing(429, {{"Retry-After-Ms", "10"}}));
        QTest::newRow("408") << QByteArray::fromStdString(failing(408));
        QTest::newRow("400 with x-should-retry") << QByteArray::fromStdString(failing(400, {{"x-should-retry", "true"}}));
        QTest::newRow("overloaded inside the stream") << QByteArray::fromStdString(replyFile(kFolder + "overloaded-at-once").bytes());
        QTest::newRow("closed without an answer") << QByteArray();
    }
    void aPassingFailureIsTriedAgain()
    {
        QFETCH(QByteArray, first);
        Bench bench;
        bench.server.then(first.isEmpty() ? Script{closeNow()} : Script{send(first.toStdString())});
        bench.server.always({send(good())});
        const Answer answer = bench.ask(question(2));
        QCOMPARE(endOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 2);
        QCOMPARE(answer.text(), std::string("Hello"));
        const auto retries = answer.all<RetryScheduled>();
        QCOMPARE(retries.size(), std::size_t(1));
        QCOMPARE(retries[0].attempt, 1);
        QVERIFY(retries[0].wait >= 375ms && retries[0].wait <= 500ms);
        const LatencyTrace &trace = answer.end->trace;
        QVERIFY(trace.retry && *trace.retry >= retries[0].wait);
        QVERIFY(trace.total >= *trace.retry);
        QCOMPARE(phaseSum(trace), trace.total);
        // The speed of the answer is that of the attempt that answered.
        QVERIFY(*trace.firstToken < *trace.retry);
    }

    void aLastingFailureIsNot_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("ending");
        const auto row = [](const char *name, const char *ending) { QTest::newRow(name) << QByteArray(name) << QByteArray(ending); };
        row("error-bad-key", "Unauthorized");
        row("error-quota", "Quota");
        row("error-credits", "Quota");
        row("error-model", "ModelGone");
        row("error-parameter", "BadRequest");
        row("error-context", "ContextTooLong");
        row("error-fastapi", "BadRequest");
        row("error-filter", "ContentFiltered");
        row("error-openrouter-long-wait", "RateLimited");
        row("html-200", "BadReply");
        row("openai-error-in-stream", "ProviderDown");
        row("cut", "StreamCut");
    }
    void aLastingFailureIsNot()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, ending);
        Bench bench;
        bench.server.always(replyFile(kFolder + name.toStdString()).script());
        const Answer answer = bench.ask(question(5));
        QCOMPARE(QByteArray::fromStdString(endOf(answer)), ending);
        QCOMPARE(answer.end->attempts, 1);
        QCOMPARE(bench.server.requests().size(), std::size_t(1));
        QVERIFY(!answer.has<RetryScheduled>());
    }

    void anAttemptTooFewIsTheLast()
    {
        Bench bench;
        bench.server.always({send(failing(503))});
        const Answer answer = bench.ask(question(2));
        QCOMPARE(endOf(answer), std::string("ProviderDown"));
        QCOMPARE(answer.end->attempts, 3);
        QCOMPARE(answer.all<RetryScheduled>().size(), std::size_t(2));
        QCOMPARE(bench.server.requests().size(), std::size_t(3));
        QCOMPARE(phaseSum(answer.end->trace), answer.end->trace.total);
        const Answer without = bench.ask(question(0));
        QCOMPARE(without.end->attempts, 1);
    }

    void aLongWaitIsShownNotWaited()
    {
        Bench bench;
        bench.server.always({send(failing(429, {{"Retry-After", "3600"}, {"x-request-id", "r1"}}))});
        const auto begin = std::chrono::steady_clock::now();
        const Answer answer = bench.ask(question(2));
        QVERIFY(std::chrono::steady_clock::now() - begin < 5s);
        QCOMPARE(endOf(answer), std::string("RateLimited"));
        QCOMPARE(answer.end->error->retryAfter, milliseconds(3600000));
        QCOMPARE(answer.end->error->requestId, std::string("r1"));
        QCOMPARE(answer.end->error->httpStatus, 429);
    }

    void aRateLimitHoldsBackTheOthersToo()
    {
        Bench bench;
        bench.server.then({send(failing(429, {{"Retry-After-Ms", "700"}}))});
        bench.server.always({send(good())});
        Answer first;
        first.ask(*bench.backend, question(2));
        QVERIFY(first.waitFor<RetryScheduled>());
        Answer second;
        second.ask(*bench.backend, question());
        ChatRequest impatient = question();
        impatient.clocks.total = 100ms;
        Answer third;
        third.ask(*bench.backend, impatient);
        QVERIFY(third.waitForEnd());
        QCOMPARE(endOf(third), std::string("Timeout"));
        QCOMPARE(third.end->attempts, 0);
        QCOMPARE(bench.server.requests().size(), std::size_t(1));
        QVERIFY(first.waitForEnd());
        QVERIFY(second.waitForEnd());
        QCOMPARE(endOf(first), std::string("finished"));
        QCOMPARE(endOf(second), std::string("finished"));
        QCOMPARE(second.all<Progress>()[0].step, Progress::Step::Queued);
        QVERIFY(*second.end->trace.queue > 300ms);
        QCOMPARE(phaseSum(second.end->trace), second.end->trace.total);
    }

    void theTotalLimitCountsTheWaits()
    {
        Bench bench;
        bench.server.always({send(failing(503))});
        ChatRequest request = question(5);
        request.clocks.total = 700ms;
        const auto begin = std::chrono::steady_clock::now();
        const Answer answer = bench.ask(request);
        QVERIFY(std::chrono::steady_clock::now() - begin < 3s);
        QVERIFY(answer.end->attempts <= 2);
        QCOMPARE(endOf(answer), std::string("ProviderDown"));
    }

    void manyLanesDoNotMultiplyAnOutage()
    {
        Bench bench;
        bench.server.always({send(failing(503))});
        std::vector<Answer> answers(9);
        for (Answer &answer : answers)
            answer.ask(*bench.backend, question(2));
        for (Answer &answer : answers)
            QVERIFY(answer.waitForEnd());
        // 9 requests and a budget of 10 retries, instead of 27.
        QCOMPARE(bench.server.requests().size(), std::size_t(19));
    }
};

QTEST_GUILESS_MAIN(TestCompatibleTries)
#include "tst_compatibletries.moc"
