// An answer that waits for its turn, and one that is asked for offline.

#include "backends/chat/exchangecontext.h"
#include "backends/net/iothread.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "tests/backends/providers/answer.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;

namespace {

ChatRequest question()
{
    ChatRequest request;
    request.model = "m";
    request.messages = {textMessage(Role::User, "Hello")};
    request.retries = 0;
    return request;
}

std::string answerOf(int tokens)
{
    return streamHead() + chunk(sseData(R"({"choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":"stop"}]})"))
        + chunk(sseData(R"({"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":)" + std::to_string(tokens) + "}}")) + chunk(sseData("[DONE]")) + lastChunk();
}

} // namespace

class TestExchangeLimits : public QObject {
    Q_OBJECT

    std::shared_ptr<ChatBackend> backend(const RateLimits &limits, const std::string &host = "127.0.0.1")
    {
        ProviderConfig config;
        config.baseUrl = "http://" + host + ":" + std::to_string(m_server->port()) + "/v1";
        config.limiter = chat::makeLimiter(limits, *m_io);
        return openaicompatible::provider().make(config, {m_io.get(), m_redactor, {}}).value();
    }
    static std::chrono::microseconds sumOf(const LatencyTrace &trace)
    {
        std::chrono::microseconds sum{0};
        for (const auto &part : {trace.queue, trace.retry, trace.dns, trace.connect, trace.tls, trace.upload, trace.wait, trace.thinking, trace.text, trace.tail})
            sum += part.value_or(std::chrono::microseconds(0));
        return sum;
    }
    static std::vector<std::pair<std::int64_t, std::int64_t>> placesOf(const Answer &answer)
    {
        std::vector<std::pair<std::int64_t, std::int64_t>> places;
        for (const Progress &progress : answer.all<Progress>()) {
            if (progress.step == Progress::Step::Queued)
                places.emplace_back(progress.done, progress.total);
        }
        return places;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<TestServer>();
        m_redactor = std::make_shared<net::Redactor>();
        m_io = std::make_unique<net::IoThread>();
    }
    void cleanup()
    {
        m_io.reset();
        m_server.reset();
    }

    void oneAfterAnother()
    {
        m_server->always({test::wait(80ms), send(answerOf(2))});
        const auto limited = backend({1, {}, {}});
        std::vector<Answer> answers(3);
        for (Answer &answer : answers)
            answer.ask(*limited, question());
        for (Answer &answer : answers)
            QVERIFY(answer.waitForEnd());
        QVERIFY(placesOf(answers[0]).empty());
        QCOMPARE(placesOf(answers[1]).back(), (std::pair<std::int64_t, std::int64_t>{1, 2}));
        QCOMPARE(placesOf(answers[2]).back(), (std::pair<std::int64_t, std::int64_t>{1, 1}));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            const StreamEnd &end = *answers[i].end;
            QCOMPARE(end.outcome, Outcome::Finished);
            QCOMPARE(answers[i].text(), std::string("hi"));
            QVERIFY(*end.trace.queue >= 60ms * i);
            QCOMPARE(sumOf(end.trace), end.trace.total);
        }
        QVERIFY(*answers[0].end->trace.queue < 60ms);
        // Never two at once: one connection did.
        QCOMPARE(m_server->connectionCount(), 1);
    }

    void whatWaitsCanBeCancelled()
    {
        m_server->always({hold()});
        const auto limited = backend({1, {}, {}});
        Answer first;
        Answer second;
        Answer third;
        first.ask(*limited, question());
        second.ask(*limited, question());
        QVERIFY(second.waitFor<Progress>());
        third.ask(*limited, question());
        QVERIFY(third.waitFor<Progress>());
        second.cancel();
        QVERIFY(second.waitForEnd());
        QCOMPARE(second.end->outcome, Outcome::Cancelled);
        QCOMPARE(second.end->attempts, 0);
        QCOMPARE(second.end->trace.queue, std::optional(second.end->trace.total));
        QVERIFY(third.waitUntil([&] { return placesOf(third).back() == std::pair<std::int64_t, std::int64_t>{1, 1}; }));
        // Who runs and is cancelled makes room, too.
        m_server->always({send(answerOf(2))});
        first.cancel();
        QVERIFY(third.waitForEnd());
        QCOMPARE(third.end->outcome, Outcome::Finished);
    }

    void theTotalLimitHoldsInTheLine()
    {
        m_server->always({hold()});
        const auto limited = backend({1, {}, {}});
        Answer first;
        first.ask(*limited, question());
        QTRY_COMPARE(m_server->requests().size(), std::size_t{1});
        Answer second;
        ChatRequest request = question();
        request.clocks.total = 80ms;
        second.ask(*limited, request);
        QVERIFY(second.waitForEnd());
        QCOMPARE(second.end->outcome, Outcome::Error);
        QCOMPARE(second.end->error->code, ErrorCode::Timeout);
        QCOMPARE(second.end->error->timeoutPhase, std::optional(TimeoutPhase::Total));
        QCOMPARE(second.end->attempts, 0);
        QCOMPARE(m_server->requests().size(), std::size_t{1});
    }

    void usageCountsForTheNext()
    {
        m_server->always({send(answerOf(500))});
        const auto limited = backend({{}, {}, 100});
        Answer first;
        first.ask(*limited, question());
        QVERIFY(first.waitForEnd());
        // 501 tokens were taken although 2 had been expected: a minute has to pass.
        Answer second;
        second.ask(*limited, question());
        QVERIFY(second.waitFor<Progress>());
        QCOMPARE(placesOf(second), (std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 1}}));
        second.cancel();
        QVERIFY(second.waitForEnd());
        QCOMPARE(m_server->requests().size(), std::size_t{1});
    }

    void aFailureMakesRoomWhileItWaitsToBeTriedAgain()
    {
        m_server->then({send(reply(500, "text/plain", "no"))});
        m_server->always({send(answerOf(2))});
        const auto limited = backend({1, {}, {}});
        Answer first;
        ChatRequest request = question();
        request.retries = 1;
        first.ask(*limited, request);
        QVERIFY(first.waitFor<RetryScheduled>());
        Answer second;
        second.ask(*limited, question());
        QVERIFY(second.waitForEnd());
        QCOMPARE(second.end->outcome, Outcome::Finished);
        QVERIFY(first.waitForEnd());
        QCOMPARE(first.end->outcome, Outcome::Finished);
        QCOMPARE(first.end->attempts, 2);
        QCOMPARE(sumOf(first.end->trace), first.end->trace.total);
    }

    void requestsAMinuteCountAttempts()
    {
        m_server->then({send(reply(500, "text/plain", "no"))});
        m_server->always({send(answerOf(2))});
        const auto limited = backend({{}, 1, {}});
        Answer answer;
        ChatRequest request = question();
        request.retries = 1;
        request.clocks.total = 3s;
        answer.ask(*limited, request);
        QVERIFY(answer.waitForEnd());
        // The second attempt would be the second request of this minute.
        QCOMPARE(answer.end->error->timeoutPhase, std::optional(TimeoutPhase::Total));
        QCOMPARE(answer.end->attempts, 1);
        QCOMPARE(sumOf(answer.end->trace), answer.end->trace.total);
        QCOMPARE(m_server->requests().size(), std::size_t{1});
    }

    void noLimitsNoLine()
    {
        QVERIFY(!chat::makeLimiter({}, *m_io));
        QVERIFY(chat::makeLimiter({{}, {}, 1}, *m_io));
    }

    void offlineThePaneSaysSo()
    {
        m_server->always({send(answerOf(2))});
        m_io->setOffline(true);
        const auto outside = backend({}, "203.0.113.7");
        Answer answer;
        answer.ask(*outside, question());
        QVERIFY(answer.waitForEnd());
        QCOMPARE(answer.end->outcome, Outcome::Error);
        QCOMPARE(answer.end->error->code, ErrorCode::Offline);
        QCOMPARE(answer.end->attempts, 0);
        const auto models = outside->listModels();
        QTRY_VERIFY(models.isFinished());
        QCOMPARE(models.result().error().code, ErrorCode::Offline);
        Answer inside;
        inside.ask(*backend({}), question());
        QVERIFY(inside.waitForEnd());
        QCOMPARE(inside.end->outcome, Outcome::Finished);
    }

private:
    std::unique_ptr<TestServer> m_server;
    std::shared_ptr<net::Redactor> m_redactor;
    std::unique_ptr<net::IoThread> m_io;
};

QTEST_GUILESS_MAIN(TestExchangeLimits)
#include "tst_exchangelimits.moc"
