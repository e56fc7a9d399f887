#include "core/engine/engineconfig.h"
#include "core/engine/restartbackoff.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

class RestartBackoffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsLongerThenGivesUp();
    void forgetsOldCrashes();
    void onlyTheOldestLeavesTheWindow();
    void resetBeginsAnew();
    void withoutDelaysNeverRestarts();
    void threads_data();
    void threads();
};

void RestartBackoffTest::waitsLongerThenGivesUp()
{
    RestartBackoff backoff;
    const RestartBackoff::Time t{};
    QVERIFY(backoff.nextDelay(t) == 500ms);
    QVERIFY(backoff.nextDelay(t + 1s) == 2000ms);
    QVERIFY(backoff.nextDelay(t + 4s) == 8000ms);
    QVERIFY(!backoff.nextDelay(t + 13s));
    QVERIFY(!backoff.nextDelay(t + 14s)); // a refusal is not a restart: nothing is added
}

void RestartBackoffTest::forgetsOldCrashes()
{
    RestartBackoff backoff;
    const RestartBackoff::Time t{};
    for (int i = 0; i < 10; ++i)
        QVERIFY(backoff.nextDelay(t + i * 60s) == 500ms);
}

void RestartBackoffTest::onlyTheOldestLeavesTheWindow()
{
    RestartBackoff backoff;
    const RestartBackoff::Time t{};
    QVERIFY(backoff.nextDelay(t) == 500ms);
    QVERIFY(backoff.nextDelay(t + 30s) == 2000ms);
    QVERIFY(backoff.nextDelay(t + 59s) == 8000ms);
    QVERIFY(backoff.nextDelay(t + 60s) == 8000ms); // the first is out, two are in
    QVERIFY(!backoff.nextDelay(t + 61s));
}

void RestartBackoffTest::resetBeginsAnew()
{
    RestartBackoff backoff({10ms}, 1s);
    const RestartBackoff::Time t{};
    QVERIFY(backoff.nextDelay(t) == 10ms);
    QVERIFY(!backoff.nextDelay(t));
    backoff.reset();
    QVERIFY(backoff.nextDelay(t) == 10ms);
}

void RestartBackoffTest::withoutDelaysNeverRestarts()
{
    RestartBackoff backoff({}, 1s);
    QVERIFY(!backoff.nextDelay({}));
}

void RestartBackoffTest::threads_data()
{
    QTest::addColumn<int>("cores");
    QTest::addColumn<int>("expected");
    QTest::newRow("unknown") << -1 << 1;
    QTest::newRow("none") << 0 << 1;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("two") << 2 << 1;
    QTest::newRow("three") << 3 << 2;
    QTest::newRow("sixteen") << 16 << 15;
}

void RestartBackoffTest::threads()
{
    QFETCH(int, cores);
    QFETCH(int, expected);
    QCOMPARE(engineThreads(cores), expected);
}

QTEST_APPLESS_MAIN(RestartBackoffTest)
#include "tst_restartbackoff.moc"
