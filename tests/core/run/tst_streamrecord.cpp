#include "core/run/streamrecord.h"
#include "tests/support/sampledocuments.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

class TestStreamRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsComeBackAsTheyCame()
    {
        test::SampleDocuments samples(6);
        std::vector<StreamEvent> events;
        StreamRecord record;
        QVERIFY(record.isEmpty());
        for (int i = 0; i < 2000; ++i) {
            events.push_back({std::chrono::microseconds(i * 10), samples.body()});
            record.append(events.back());
        }
        QCOMPARE(record.size(), events.size());
        QVERIFY(record.events() == events);
    }

    void contentTimesLeaveOutEverythingElse()
    {
        StreamRecord record;
        record.append({1ms, Progress{}});
        record.append({2ms, ReplyStarted{"id", "m", ""}});
        record.append({3ms, ReasoningDelta{"r"}});
        record.append({4ms, TextDelta{"t"}});
        record.append({5ms, ToolCallDelta{0, "id", "name", "{}"}});
        record.append({6ms, RefusalDelta{"no"}});
        record.append({7ms, UsageReport{}});
        record.append({8ms, Envelope{"{}"}});
        QCOMPARE(record.contentTimes(), (std::vector<std::chrono::microseconds>{3ms, 4ms, 5ms, 6ms}));
    }

    void equalityLooksAtTextTimeAndKind()
    {
        const auto recordOf = [](const StreamEvent &event) {
            StreamRecord record;
            record.append(event);
            return record;
        };
        QVERIFY(recordOf({1ms, TextDelta{"a"}}) == recordOf({1ms, TextDelta{"a"}}));
        QVERIFY(recordOf({1ms, TextDelta{"a"}}) != recordOf({1ms, TextDelta{"b"}}));
        QVERIFY(recordOf({1ms, TextDelta{"a"}}) != recordOf({2ms, TextDelta{"a"}}));
        QVERIFY(recordOf({1ms, TextDelta{"a"}}) != recordOf({1ms, ReasoningDelta{"a"}}));
    }

    void whatIsAppendedInWhateverWayIsTheSame()
    {
        const std::vector<StreamEvent> events{{1ms, ReplyStarted{"id", "m", ""}}, {2ms, TextDelta{"a"}}, {2ms, TextDelta{"bc"}},
                                              {3ms, ReasoningDelta{"r"}}, {4ms, RefusalDelta{"no"}}, {5ms, ToolCallDelta{0, "c", "f", "{}"}},
                                              {6ms, TextDelta{"d"}}};
        StreamRecord copied;
        StreamRecord moved;
        for (StreamEvent event : events) {
            copied.append(event);
            moved.append(std::move(event));
        }
        QVERIFY(copied == moved);
        StreamRecord direct;
        direct.append(events[0]);
        direct.appendContent(2ms, StreamRecord::Content::Text, "a");
        direct.appendContent(2ms, StreamRecord::Content::Text, "bc");
        direct.appendContent(3ms, StreamRecord::Content::Reasoning, "r");
        direct.appendContent(4ms, StreamRecord::Content::Refusal, "no");
        direct.append(events[5]);
        direct.appendContent(6ms, StreamRecord::Content::Text, "d");
        QVERIFY(direct == copied);
        QVERIFY(direct.events() == events);
        std::vector<StreamEvent> visited;
        direct.forEach([&visited](const StreamEvent &event) { visited.push_back(event); });
        QVERIFY(visited == events);
    }

    void takingAllIsAppendingAll()
    {
        const std::vector<StreamEvent> events{{1ms, TextDelta{"a"}}, {2ms, Envelope{"{}"}}, {3ms, TextDelta{"bc"}}, {4ms, FinishNoted{}},
                                              {5ms, ReasoningDelta{"r"}}};
        // Every cut into two, and into a record that is empty.
        for (std::size_t cut = 0; cut <= events.size(); ++cut) {
            StreamRecord whole, first, second;
            for (std::size_t i = 0; i < events.size(); ++i) {
                whole.append(events[i]);
                (i < cut ? first : second).append(events[i]);
            }
            first.takeAll(second);
            QVERIFY(first == whole);
            QVERIFY(second.isEmpty());
            second.append(events[0]);
            QCOMPARE(second.size(), std::size_t(1));
            first.clear();
            QVERIFY(first.isEmpty() && first == StreamRecord());
        }
    }
};

QTEST_APPLESS_MAIN(TestStreamRecord)
#include "tst_streamrecord.moc"
