#include "backends/chat/replyevents.h"

#include <QTest>

using namespace lineup;
using chat::ReplyEvents;

class TestReplyEvents : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contentIsCounted()
    {
        ReplyEvents events;
        events.setNow(std::chrono::microseconds(5));
        events.addText("");
        QVERIFY(!events.hasContent());
        events.addReasoning("hm");
        events.setNow(std::chrono::microseconds(9));
        events.add(TextDelta{"yes"});
        QCOMPARE(events.contentBytes(), std::size_t(5));
        QCOMPARE(events.firstReasoning()->count(), 5);
        QCOMPARE(events.firstAnswer()->count(), 9);
        QCOMPARE(events.record().size(), std::size_t(2));
    }

    /// A server that sends nothing but events that nobody knows.
    void envelopesDoNotFillTheMemory()
    {
        ReplyEvents events;
        const std::string json(1000, 'x');
        for (int i = 0; i < 10000; ++i)
            events.add(Envelope{json});
        const std::size_t kept = events.record().size();
        QVERIFY2(kept > 500 && kept * json.size() < ReplyEvents::kMaxEnvelopeBytes, std::to_string(kept).c_str());
        // Everything else still comes.
        events.addText("a");
        events.add(UsageReport{});
        QCOMPARE(events.record().size(), kept + 2);
    }
};

QTEST_APPLESS_MAIN(TestReplyEvents)
#include "tst_replyevents.moc"
