#include "core/net/retrypolicy.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;
using Reason = RetryDecision::Reason;

namespace {

Error errorOf(ErrorCode code, std::optional<int> status = {}, std::optional<std::chrono::milliseconds> after = {})
{
    Error error;
    error.code = code;
    error.detail = "test";
    error.httpStatus = status;
    error.retryAfter = after;
    return error;
}

Error timeoutOf(TimeoutPhase phase)
{
    Error error = errorOf(ErrorCode::Timeout);
    error.timeoutPhase = phase;
    return error;
}

RetryDecision decide(const Error &error, int number = 1, bool content = false, std::optional<bool> should = {},
                     int extra = RetryPolicy::kDefaultExtraAttempts, double random = 0.0)
{
    const RetryPolicy policy(extra, [random] { return random; });
    return policy.decide({error, should, number, content});
}

std::chrono::system_clock::time_point wall(std::int64_t seconds)
{
    return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

} // namespace

Q_DECLARE_METATYPE(lineup::Error)

class TestRetryPolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsTriedAgain_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<bool>("again");
        QTest::newRow("429 rate") << errorOf(ErrorCode::RateLimited, 429) << true;
        QTest::newRow("429 money") << errorOf(ErrorCode::Quota, 429) << false;
        QTest::newRow("408") << errorOf(ErrorCode::ProviderDown, 408) << true;
        QTest::newRow("408 as bad request") << errorOf(ErrorCode::BadRequest, 408) << true;
        QTest::newRow("409") << errorOf(ErrorCode::BadRequest, 409) << true;
        for (const int status : {500, 502, 503, 504, 529})
            QTest::addRow("%d", status) << errorOf(ErrorCode::ProviderDown, status) << true;
        for (const int status : {501, 505, 507})
            QTest::addRow("%d", status) << errorOf(ErrorCode::ProviderDown, status) << false;
        QTest::newRow("overloaded inside a 200 stream") << errorOf(ErrorCode::ProviderDown, 200) << true;
        QTest::newRow("overloaded without a status") << errorOf(ErrorCode::ProviderDown) << true;
        QTest::newRow("400") << errorOf(ErrorCode::BadRequest, 400) << false;
        QTest::newRow("401") << errorOf(ErrorCode::Unauthorized, 401) << false;
        QTest::newRow("402") << errorOf(ErrorCode::Quota, 402) << false;
        QTest::newRow("403") << errorOf(ErrorCode::Forbidden, 403) << false;
        QTest::newRow("404") << errorOf(ErrorCode::ModelGone, 404) << false;
        QTest::newRow("413") << errorOf(ErrorCode::BadRequest, 413) << false;
        QTest::newRow("422") << errorOf(ErrorCode::BadRequest, 422) << false;
        QTest::newRow("name unknown") << errorOf(ErrorCode::NameUnknown) << true;
        QTest::newRow("refused") << errorOf(ErrorCode::ConnectionRefused) << true;
        QTest::newRow("reset before the first byte") << errorOf(ErrorCode::Unreachable) << true;
        QTest::newRow("connect timeout") << timeoutOf(TimeoutPhase::Connect) << true;
        QTest::newRow("first byte timeout") << timeoutOf(TimeoutPhase::FirstByte) << false;
        QTest::newRow("idle timeout") << timeoutOf(TimeoutPhase::Idle) << false;
        QTest::newRow("total timeout") << timeoutOf(TimeoutPhase::Total) << false;
        QTest::newRow("proxy 503") << errorOf(ErrorCode::Proxy, 503) << true;
        QTest::newRow("proxy 407") << errorOf(ErrorCode::Proxy, 407) << false;
        QTest::newRow("proxy refused") << errorOf(ErrorCode::Proxy) << false;
        for (const ErrorCode code :
             {ErrorCode::Tls, ErrorCode::RedirectRefused, ErrorCode::ContentFiltered, ErrorCode::BadReply,
              ErrorCode::StreamCut, ErrorCode::TooLarge, ErrorCode::KeyMissing, ErrorCode::ContextTooLong,
              ErrorCode::EngineCrashed, ErrorCode::BadInput})
            QTest::newRow(std::string(errorCodeName(code)).c_str()) << errorOf(code) << false;
    }
    void whatIsTriedAgain()
    {
        QFETCH(Error, error);
        QFETCH(bool, again);
        QCOMPARE(decide(error).reason, again ? Reason::Retry : Reason::NotRetriable);
        // Nothing is ever tried again once a person has seen a part of the answer.
        QCOMPARE(decide(error, 1, true).reason, Reason::ContentShown);
        QCOMPARE(decide(error, 1, true, true).reason, Reason::ContentShown);
    }

    void twoExtraAttemptsByDefault()
    {
        const Error error = errorOf(ErrorCode::ProviderDown, 503);
        QVERIFY(decide(error, 1).retry());
        QVERIFY(decide(error, 2).retry());
        QCOMPARE(decide(error, 3).reason, Reason::AttemptsUsed);
        QCOMPARE(decide(error, 1, false, {}, 0).reason, Reason::AttemptsUsed);
        QCOMPARE(decide(error, 1, false, {}, -5).reason, Reason::AttemptsUsed);
        QVERIFY(decide(error, 7, false, {}, 7).retry());
    }

    void waitsDoubleUpToEightSeconds()
    {
        const Error error = errorOf(ErrorCode::ProviderDown, 503);
        const std::vector<std::chrono::milliseconds> full{500ms, 1000ms, 2000ms, 4000ms, 8000ms, 8000ms, 8000ms};
        for (std::size_t i = 0; i < full.size(); ++i) {
            const int number = static_cast<int>(i) + 1;
            QCOMPARE(decide(error, number, false, {}, 100, 0.0).wait, full[i]);
            QCOMPARE(decide(error, number, false, {}, 100, 1.0).wait, full[i] * 3 / 4);
            // Half a jitter, to the millisecond.
            const auto half = decide(error, number, false, {}, 100, 0.5).wait - full[i] * 7 / 8;
            QVERIFY(half >= 0ms && half <= 1ms);
        }
        QCOMPARE(decide(error, 1000000, false, {}, 2000000, 0.0).wait, 8000ms);
    }

    void theServersWaitIsALowerBound()
    {
        QCOMPARE(decide(errorOf(ErrorCode::RateLimited, 429, 3000ms)).wait, 3000ms);
        QCOMPARE(decide(errorOf(ErrorCode::RateLimited, 429, 100ms)).wait, 500ms);
        QCOMPARE(decide(errorOf(ErrorCode::RateLimited, 429, 60000ms)).wait, 60000ms);
        QCOMPARE(decide(errorOf(ErrorCode::RateLimited, 429, 60001ms)).reason, Reason::WaitTooLong);
    }

    void theServersWordOverridesTheStatus()
    {
        QCOMPARE(decide(errorOf(ErrorCode::ProviderDown, 503), 1, false, false).reason, Reason::ServerSaysNo);
        QVERIFY(decide(errorOf(ErrorCode::BadRequest, 400), 1, false, true).retry());
        QCOMPARE(decide(errorOf(ErrorCode::Quota, 429), 1, false, true).reason, Reason::NotRetriable);
        QCOMPARE(decide(errorOf(ErrorCode::Tls), 1, false, true).reason, Reason::NotRetriable);
        QCOMPARE(decide(errorOf(ErrorCode::BadRequest, 400), 3, false, true).reason, Reason::AttemptsUsed);
    }

    void hintsAreReadInTheOrderOfTheOfficialClients()
    {
        QCOMPARE(readRetryHints({{"Retry-After", "2"}, {"retry-after-ms", "120.4"}}, wall(0)).retryAfter, 121ms);
        QCOMPARE(readRetryHints({{"Retry-After", "2"}}, wall(0)).retryAfter, 2000ms);
        QCOMPARE(readRetryHints({{"Retry-After", " 1.5 "}}, wall(0)).retryAfter, 1500ms);
        QCOMPARE(readRetryHints({{"Retry-After", "0"}}, wall(0)).retryAfter, 0ms);
        QCOMPARE(readRetryHints({{"Retry-After-Ms", "soon"}, {"Retry-After", "2"}}, wall(0)).retryAfter, 2000ms);
        QCOMPARE(readRetryHints({{"X-Should-Retry", "true"}}, wall(0)).shouldRetry, true);
        QCOMPARE(readRetryHints({{"x-should-retry", "False"}}, wall(0)).shouldRetry, false);
        QCOMPARE(readRetryHints({{"x-should-retry", "maybe"}}, wall(0)), RetryHints());
    }

    void nonsenseIsNoHint_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"", "-1", "nan", "inf", "soon", "1s", "0x10", "Sun, 99 Nov 1994 08:49:37 GMT"})
            QTest::newRow(value) << QByteArray(value);
    }
    void nonsenseIsNoHint()
    {
        QFETCH(QByteArray, value);
        QVERIFY(!readRetryHints({{"Retry-After", value.toStdString()}}, wall(0)).retryAfter);
    }

    void aHugeWaitDoesNotOverflow()
    {
        const auto hints = readRetryHints({{"Retry-After", "1e300"}}, wall(0));
        QCOMPARE(hints.retryAfter, std::chrono::milliseconds(365 * 24h));
    }

    void aDateIsTakenAgainstTheServersOwnClock()
    {
        // The server's clock is an hour behind ours; it wants 30 s.
        const Headers skewed{{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"}};
        QCOMPARE(readRetryHints(skewed, wall(784111777 + 3600)).retryAfter, 30000ms);
        const Headers alone{{"Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"}};
        QCOMPARE(readRetryHints(alone, wall(784111777)).retryAfter, 30000ms);
        QCOMPARE(readRetryHints(alone, wall(784111777 + 3600)).retryAfter, 0ms);
    }

    void theBudgetIsATenthButAtLeastTen()
    {
        RetryBudget budget;
        RetryBudget::Steady now{};
        for (int i = 0; i < 3; ++i)
            budget.countRequest(now);
        for (int i = 0; i < 10; ++i)
            QVERIFY(budget.takeRetry(now));
        QVERIFY(!budget.takeRetry(now));
        for (int i = 0; i < 200; ++i)
            budget.countRequest(now);
        for (int i = 0; i < 10; ++i)
            QVERIFY(budget.takeRetry(now));
        QVERIFY(!budget.takeRetry(now));
        QVERIFY(budget.takeRetry(now + RetryBudget::kWindow + 1s));
    }
};

QTEST_APPLESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
