#include "core/run/streaminbox.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

std::vector<StreamEvent> texts(int from, int count)
{
    std::vector<StreamEvent> events;
    for (int i = from; i < from + count; ++i)
        events.push_back({std::chrono::microseconds(i), TextDelta{std::to_string(i)}});
    return events;
}

bool push(StreamInbox &inbox, std::vector<StreamEvent> events)
{
    return inbox.push(events);
}

StreamEnd endOf(Outcome outcome)
{
    StreamEnd end;
    end.outcome = outcome;
    return end;
}

} // namespace

class TestStreamInbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newsIsToldOnceABatch()
    {
        int news = 0;
        StreamInbox inbox([&] { ++news; });
        QVERIFY(inbox.drain().isEmpty());
        QVERIFY(push(inbox, texts(0, 2)));
        QVERIFY(push(inbox, texts(2, 3)));
        QCOMPARE(news, 1);
        const auto batch = inbox.drain();
        QVERIFY(batch.events == texts(0, 5));
        QVERIFY(!batch.end);
        QVERIFY(inbox.drain().isEmpty());
        QVERIFY(push(inbox, texts(5, 1)));
        QCOMPARE(news, 2);
        inbox.end(endOf(Outcome::Length));
        QCOMPARE(news, 2);
        const auto last = inbox.drain();
        QCOMPARE(last.events.size(), std::size_t(1));
        QCOMPARE(last.end->outcome, Outcome::Length);
    }

    void anEndAloneIsNews()
    {
        int news = 0;
        StreamInbox inbox([&] { ++news; });
        inbox.end(endOf(Outcome::Cancelled));
        QCOMPARE(news, 1);
        QCOMPARE(inbox.drain().end->outcome, Outcome::Cancelled);
        QVERIFY(inbox.drain().isEmpty());
    }

    void nothingCountsAfterTheEnd()
    {
        StreamInbox inbox;
        inbox.end(endOf(Outcome::Finished));
        QVERIFY(push(inbox, texts(0, 3)));
        inbox.end(endOf(Outcome::Error));
        const auto batch = inbox.drain();
        QVERIFY(batch.events.empty());
        QCOMPARE(batch.end->outcome, Outcome::Finished);
        inbox.end(endOf(Outcome::Error));
        QVERIFY(inbox.drain().isEmpty());
    }

    void anEmptyPushIsNoNews()
    {
        int news = 0;
        StreamInbox inbox([&] { ++news; });
        QVERIFY(push(inbox, {}));
        QCOMPARE(news, 0);
    }

    void pushLeavesTheProducerEmpty()
    {
        StreamInbox inbox;
        auto events = texts(0, 2);
        QVERIFY(inbox.push(events));
        QVERIFY(events.empty());
        events = texts(2, 2);
        QVERIFY(inbox.push(events));
        QVERIFY(events.empty());
        inbox.close();
        events = texts(4, 1);
        QVERIFY(inbox.push(events));
        QVERIFY(events.empty());
    }

    void aFullInboxAsksForAPause()
    {
        int room = 0;
        StreamInbox inbox;
        inbox.setOnRoom([&] { ++room; });
        QVERIFY(push(inbox, texts(0, StreamInbox::kHighWater)));
        QVERIFY(!push(inbox, texts(0, 1)));
        // Nothing is dropped meanwhile.
        QVERIFY(!push(inbox, texts(1, 1)));
        QCOMPARE(room, 0);
        QCOMPARE(inbox.drain().events.size(), StreamInbox::kHighWater + 2);
        QCOMPARE(room, 1);
        inbox.drain();
        QCOMPARE(room, 1);
        QVERIFY(push(inbox, texts(0, 1)));
    }

    void closingEndsBothCallbacks()
    {
        int calls = 0;
        StreamInbox inbox([&] { ++calls; });
        inbox.setOnRoom([&] { ++calls; });
        QVERIFY(!push(inbox, texts(0, StreamInbox::kHighWater + 1)));
        QCOMPARE(calls, 1);
        inbox.close();
        QVERIFY(inbox.drain().isEmpty());
        QVERIFY(push(inbox, texts(0, 5)));
        inbox.end(endOf(Outcome::Finished));
        QVERIFY(inbox.drain().isEmpty());
        QCOMPARE(calls, 1);
    }

    /// A producer that respects the pause and a consumer that drains when told: every event arrives once and in order.
    void producerAndConsumerOnTwoThreads()
    {
        constexpr int kEvents = 200'000;
        std::mutex mutex;
        std::condition_variable changed;
        bool hasNews = false;
        bool hasRoom = false;
        StreamInbox inbox([&] {
            const std::lock_guard lock(mutex);
            hasNews = true;
            changed.notify_all();
        });
        inbox.setOnRoom([&] {
            const std::lock_guard lock(mutex);
            hasRoom = true;
            changed.notify_all();
        });
        std::thread producer([&] {
            for (int sent = 0; sent < kEvents;) {
                const int count = std::min(1 + sent % 97, kEvents - sent);
                const bool mayGoOn = push(inbox, texts(sent, count));
                sent += count;
                if (!mayGoOn) {
                    std::unique_lock lock(mutex);
                    changed.wait(lock, [&] { return hasRoom; });
                    hasRoom = false;
                }
            }
            inbox.end(endOf(Outcome::Finished));
        });
        int received = 0;
        bool isInOrder = true;
        bool hasEnded = false;
        while (!hasEnded) {
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return hasNews; });
                hasNews = false;
            }
            const auto batch = inbox.drain();
            for (const StreamEvent &event : batch.events)
                isInOrder = event.at.count() == received++ && isInOrder;
            hasEnded = batch.end.has_value();
        }
        producer.join();
        QVERIFY(isInOrder);
        QCOMPARE(received, kEvents);
    }

    /// The consumer goes away while the producer is busy: no callback runs after close() has returned.
    void closingInMidStream()
    {
        for (int round = 0; round < 50; ++round) {
            std::atomic<bool> isClosed = false;
            std::atomic<bool> wasCalledLate = false;
            std::atomic<bool> hasStarted = false;
            const auto inbox = std::make_shared<StreamInbox>([&] { wasCalledLate = wasCalledLate || isClosed; });
            std::thread producer([&, inbox] {
                for (int i = 0; i < 2000; ++i) {
                    push(*inbox, texts(i, 1));
                    hasStarted = true;
                }
                inbox->end(endOf(Outcome::Finished));
            });
            while (!hasStarted)
                std::this_thread::yield();
            for (int i = 0; i < round; ++i)
                inbox->drain();
            inbox->close();
            isClosed = true;
            producer.join();
            QVERIFY(!wasCalledLate);
            QVERIFY(inbox->drain().isEmpty());
        }
    }

    void recordsAndVectorsMix()
    {
        int news = 0;
        StreamInbox inbox([&] { ++news; });
        StreamRecord record;
        record.appendContent(std::chrono::microseconds(0), StreamRecord::Content::Text, "0");
        QVERIFY(inbox.push(record));
        QVERIFY(record.isEmpty());
        QVERIFY(push(inbox, texts(1, 2)));
        record.appendContent(std::chrono::microseconds(3), StreamRecord::Content::Text, "3");
        QVERIFY(inbox.push(record));
        inbox.end(endOf(Outcome::Finished));
        QCOMPARE(news, 1);
        StreamInbox::Delivery delivery;
        delivery.record.appendContent(std::chrono::microseconds(9), StreamRecord::Content::Text, "left over");
        inbox.drain(delivery);
        QVERIFY(delivery.record.events() == texts(0, 4));
        QCOMPARE(delivery.end->outcome, Outcome::Finished);
        inbox.drain(delivery);
        QVERIFY(delivery.isEmpty());
    }

    void aRecordAboveTheMarkAsksForAPause()
    {
        int room = 0;
        StreamInbox inbox;
        inbox.setOnRoom([&] { ++room; });
        StreamRecord record;
        for (std::size_t i = 0; i <= StreamInbox::kHighWater; ++i)
            record.appendContent(std::chrono::microseconds(i), StreamRecord::Content::Text, "x");
        QVERIFY(!inbox.push(record));
        StreamInbox::Delivery delivery;
        inbox.drain(delivery);
        QCOMPARE(room, 1);
        QCOMPARE(delivery.record.size(), StreamInbox::kHighWater + 1);
    }
};

QTEST_APPLESS_MAIN(TestStreamInbox)
#include "tst_streaminbox.moc"
