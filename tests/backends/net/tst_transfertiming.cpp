#include "backends/net/transfertiming.h"

#include <QTest>

#include <random>

using namespace lineup::net;
using std::chrono::microseconds;
using Steady = TransferTiming::Steady;

namespace {

microseconds sum(const TransferTiming &timing)
{
    microseconds total = timing.queue;
    for (const auto &part : {timing.dns, timing.connect, timing.tls, timing.upload, timing.headers, timing.firstBody, timing.body})
        total += part.value_or(microseconds(0));
    return total;
}

TransferStamps fullStamps()
{
    TransferStamps stamps;
    stamps.queuedAt = Steady(microseconds(1000));
    stamps.startedAt = Steady(microseconds(1500));
    stamps.nameLookup = microseconds(10);
    stamps.connect = microseconds(30);
    stamps.appConnect = microseconds(70);
    stamps.wasConnected = true;
    stamps.sent = microseconds(75);
    stamps.firstHeader = microseconds(175);
    stamps.firstBody = microseconds(185);
    stamps.end = microseconds(400);
    return stamps;
}

} // namespace

class TestTransferTiming : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWholeTransfer()
    {
        const TransferTiming timing = makeTiming(fullStamps());
        QCOMPARE(timing.queue, microseconds(500));
        QCOMPARE(timing.dns, microseconds(10));
        QCOMPARE(timing.connect, microseconds(20));
        QCOMPARE(timing.tls, microseconds(40));
        QCOMPARE(timing.upload, microseconds(5));
        QCOMPARE(timing.headers, microseconds(100));
        QCOMPARE(timing.firstBody, microseconds(10));
        QCOMPARE(timing.body, microseconds(215));
        QCOMPARE(timing.total, microseconds(900));
        QCOMPARE(timing.endedAt, Steady(microseconds(1900)));
        QCOMPARE(sum(timing), timing.total);
    }

    void plainHttpHasNoTls()
    {
        TransferStamps stamps = fullStamps();
        stamps.appConnect = microseconds(0);
        const TransferTiming timing = makeTiming(stamps);
        QCOMPARE(timing.tls, std::nullopt);
        QCOMPARE(timing.upload, microseconds(45));
        QCOMPARE(sum(timing), timing.total);
    }

    void aReusedConnectionHasNoneOfTheThree()
    {
        TransferStamps stamps = fullStamps();
        stamps.connectionReused = true;
        const TransferTiming timing = makeTiming(stamps);
        QVERIFY(!timing.dns && !timing.connect && !timing.tls);
        QVERIFY(timing.connectionReused);
        QCOMPARE(timing.upload, microseconds(75));
        QCOMPARE(sum(timing), timing.total);
    }

    void aTransferEndsInThePartItReached()
    {
        TransferStamps stamps;
        stamps.end = microseconds(50);
        QCOMPARE(makeTiming(stamps).dns, microseconds(50));
        QCOMPARE(makeTiming(stamps).connect, std::nullopt);

        stamps.nameLookup = microseconds(20);
        QCOMPARE(makeTiming(stamps).connect, microseconds(30));
        QCOMPARE(makeTiming(stamps).tls, std::nullopt);

        stamps.connect = microseconds(25);
        QCOMPARE(makeTiming(stamps).tls, microseconds(25));

        stamps.wasConnected = true;
        QCOMPARE(makeTiming(stamps).tls, std::nullopt);
        QCOMPARE(makeTiming(stamps).upload, microseconds(25));

        stamps.sent = microseconds(30);
        QCOMPARE(makeTiming(stamps).headers, microseconds(20));
        QCOMPARE(makeTiming(stamps).body, std::nullopt);
    }

    void aTransferThatNeverStartedIsAllQueue()
    {
        TransferStamps stamps;
        stamps.queuedAt = Steady(microseconds(100));
        stamps.startedAt = Steady(microseconds(350));
        const TransferTiming timing = makeTiming(stamps);
        QCOMPARE(timing.queue, microseconds(250));
        QCOMPARE(timing.total, microseconds(250));
    }

    /// The law: whatever the stamps, the parts that are there sum to the total and none is negative.
    void partsAlwaysSumToTheTotal()
    {
        std::mt19937 random(3);
        const auto some = [&random] { return microseconds(random() % 1000); };
        const auto maybe = [&random, &some] { return random() % 3 ? std::optional(some()) : std::nullopt; };
        for (int round = 0; round < 20000; ++round) {
            TransferStamps stamps;
            stamps.queuedAt = Steady(some());
            stamps.startedAt = Steady(some());
            stamps.nameLookup = some() * (random() % 2);
            stamps.connect = some() * (random() % 2);
            stamps.appConnect = some() * (random() % 2);
            stamps.connectionReused = random() % 4 == 0;
            stamps.wasConnected = random() % 2 == 0;
            stamps.sent = maybe();
            stamps.firstHeader = maybe();
            stamps.firstBody = maybe();
            stamps.end = some();
            const TransferTiming timing = makeTiming(stamps);
            QCOMPARE(sum(timing), timing.total);
            for (const auto &part : {timing.dns, timing.connect, timing.tls, timing.upload, timing.headers,
                                     timing.firstBody, timing.body})
                QVERIFY(!part || part->count() >= 0);
            QVERIFY(timing.queue.count() >= 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestTransferTiming)
#include "tst_transfertiming.moc"
