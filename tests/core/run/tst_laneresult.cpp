#include "core/run/laneresult.h"
#include "tests/support/sampledocuments.h"

#include <QTest>

#include <random>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

LaneResult resultOf(const std::vector<StreamEvent> &events)
{
    LaneResult result;
    for (const StreamEvent &event : events)
        apply(result, event);
    return result;
}

Usage usageOf(std::optional<std::int64_t> input, std::optional<std::int64_t> output, std::optional<std::int64_t> reasoning = {})
{
    return {input, {}, {}, output, reasoning, {}, UsageSource::Reported};
}

LaneResult finishedWith(const std::optional<Usage> &usage, const std::optional<PriceRule> &price, bool isLocal)
{
    LaneResult result;
    if (usage)
        apply(result, {1ms, UsageReport{*usage}});
    finish(result, {}, price, isLocal);
    return result;
}

} // namespace

class TestLaneResult : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void phasesOfAnAnswer()
    {
        const std::pair<EventBody, LanePhase> steps[] = {
            {Progress{Progress::Step::Queued, 0, 0}, LanePhase::Queued},
            {Progress{Progress::Step::Connecting, 0, 0}, LanePhase::Connecting},
            {Progress{Progress::Step::Sent, 0, 0}, LanePhase::Waiting},
            {RetryScheduled{1, {}, 1s}, LanePhase::RetryWait},
            {Progress{Progress::Step::Connecting, 0, 0}, LanePhase::Connecting},
            {ReplyStarted{"id", "model", ""}, LanePhase::Waiting},
            {Progress{Progress::Step::ReadingPrompt, 5, 10}, LanePhase::Waiting},
            {Envelope{"{}"}, LanePhase::Waiting},
            {ReasoningDelta{"hm"}, LanePhase::Thinking},
            {TextDelta{"yes"}, LanePhase::Streaming},
            {Progress{Progress::Step::Queued, 0, 0}, LanePhase::Streaming},
            {ReplyStarted{"id", "model", ""}, LanePhase::Streaming},
            {UsageReport{usageOf(1, 2)}, LanePhase::Streaming},
            {FinishNoted{Outcome::Finished, "stop"}, LanePhase::Streaming},
        };
        LaneResult result;
        QCOMPARE(result.phase, LanePhase::Idle);
        for (const auto &[body, phase] : steps) {
            apply(result, {1ms, body});
            QCOMPARE(result.phase, phase);
        }
        finish(result, {}, {}, false);
        QCOMPARE(result.phase, LanePhase::Ended);
    }

    void blocksFollowTheOrderOfArrival()
    {
        const LaneResult result = resultOf({{1ms, ReasoningDelta{"think"}},
                                            {2ms, ReasoningDelta{"ing"}},
                                            {3ms, TextDelta{"Hel"}},
                                            {4ms, TextDelta{"lo"}},
                                            {5ms, RefusalDelta{"no"}},
                                            {6ms, TextDelta{"again"}}});
        QCOMPARE(result.answer, (Message{Role::Assistant, {ReasoningBlock{"thinking"}, TextBlock{"Hello"}, RefusalBlock{"no"}, TextBlock{"again"}}}));
        QCOMPARE(result.contentEvents, std::size_t(6));
        QVERIFY(result.reasoningStreamed);
        QCOMPARE(result.firstContentAt, std::optional<std::chrono::microseconds>(1ms));
        QCOMPARE(result.firstAnswerAt, std::optional<std::chrono::microseconds>(3ms));
        QCOMPARE(result.lastContentAt, std::optional<std::chrono::microseconds>(6ms));
    }

    void toolCallsAreAssembledByIndex()
    {
        // Fragments of two calls, interleaved with each other and with text.
        const LaneResult result = resultOf({{1ms, ToolCallDelta{0, "a", "look", "{\"q\""}},
                                            {2ms, TextDelta{"well"}},
                                            {3ms, ToolCallDelta{1, "b", "add", ""}},
                                            {4ms, ToolCallDelta{0, "ignored", "", ":1}"}},
                                            {5ms, ToolCallDelta{1, "", "ignored", "[2]"}}});
        QCOMPARE(result.answer.blocks,
                 (std::vector<ContentBlock>{ToolCallBlock{"a", "look", "{\"q\":1}"}, TextBlock{"well"}, ToolCallBlock{"b", "add", "[2]"}}));
        QCOMPARE(result.firstAnswerAt, std::optional<std::chrono::microseconds>(1ms));
    }

    void indexesOfToolCallsNeedNotBeDense()
    {
        const LaneResult result = resultOf({{1ms, ToolCallDelta{5, "a", "f", "{"}}, {2ms, ToolCallDelta{2, "b", "g", "["}},
                                            {3ms, ToolCallDelta{5, "", "", "}"}}, {4ms, ToolCallDelta{2, "", "", "]"}}});
        QCOMPARE(result.answer.blocks, (std::vector<ContentBlock>{ToolCallBlock{"a", "f", "{}"}, ToolCallBlock{"b", "g", "[]"}}));
    }

    void whoAnswersMayBeSaidInParts()
    {
        const LaneResult result = resultOf({{1ms, ReplyStarted{"", "model-1", ""}}, {2ms, ReplyStarted{"id", "", "fp"}}, {3ms, ReplyStarted{"", "model-2", ""}}});
        QCOMPARE(result.responseId, std::string("id"));
        QCOMPARE(result.servedModel, std::string("model-2"));
        QCOMPARE(result.fingerprint, std::string("fp"));
    }

    void reportsReplaceAndNeverAdd()
    {
        const LaneResult result = resultOf({{1ms, UsageReport{usageOf(10, 1)}}, {2ms, UsageReport{usageOf(10, 5)}},
                                            {3ms, EngineTimings{1.0, 1, 1.0, 1}}, {4ms, EngineTimings{2.0, 10, 3.0, 5}}});
        QCOMPARE(result.usage, std::optional(usageOf(10, 5)));
        QCOMPARE(result.engineTimings, std::optional(EngineTimings{2.0, 10, 3.0, 5}));
    }

    void nothingChangesAfterTheEnd()
    {
        LaneResult result = resultOf({{1ms, TextDelta{"a"}}});
        finish(result, {}, {}, false);
        const LaneResult ended = result;
        apply(result, {2ms, TextDelta{"late"}});
        StreamEnd second;
        second.outcome = Outcome::Cancelled;
        finish(result, second, {}, true);
        QCOMPARE(result, ended);
    }

    /// However a text is cut into deltas, the answer is the same.
    void anyChunkingGivesTheSameAnswer()
    {
        const std::string reasoning = "first, think about \xD1\x86\xD0\xB2\xD0\xB5\xD1\x82";
        const std::string text = "{\"product\": \"umbrella\", \"colour\": \"\xF0\x9F\x92\x9A green\"}";
        const LaneResult whole = resultOf({{1ms, ReasoningDelta{reasoning}}, {2ms, TextDelta{text}}});
        std::mt19937 random(4);
        for (int round = 0; round < 500; ++round) {
            LaneResult result;
            const auto send = [&](const std::string &full, auto make, std::chrono::microseconds at) {
                for (std::size_t start = 0; start < full.size();) {
                    const std::size_t size = 1 + random() % (round == 0 ? 1 : full.size());
                    apply(result, {at, make(full.substr(start, size))});
                    start += size;
                }
            };
            send(reasoning, [](std::string part) { return EventBody(ReasoningDelta{std::move(part)}); }, 1ms);
            send(text, [](std::string part) { return EventBody(TextDelta{std::move(part)}); }, 2ms);
            QCOMPARE(result.answer, whole.answer);
            QCOMPARE(result.firstContentAt, whole.firstContentAt);
            QCOMPARE(result.lastContentAt, whole.lastContentAt);
            QCOMPARE(result.stream.contentTimes().size(), result.contentEvents);
        }
    }

    void replayGivesWhatTheLiveStreamGave()
    {
        test::SampleDocuments samples(5);
        for (int i = 0; i < 300; ++i) {
            const bool isLocal = i % 2 == 0;
            const auto price = i % 3 == 0 ? std::optional(PriceRule{1'000'000, {}, {}, 2'000'000, {}, "USD", "", ""}) : std::nullopt;
            LaneResult live = samples.result(price);
            // The cost as this test's own price gives it.
            const StreamEnd end = *live.end;
            live.phase = LanePhase::Waiting;
            finish(live, end, price, isLocal);
            QVERIFY(replay(live.stream, end, price, isLocal) == live);
        }
    }

    void costOfAnAnswer()
    {
        const PriceRule own{1'000'000'000, {}, {}, 2'000'000'000, {}, "USD", "", ""};
        PriceRule listed = own;
        listed.asOf = "2026-11-01";
        Usage reported = usageOf(1000, 1000);
        reported.reportedCost = Money{42, "EUR"};
        Usage estimated = usageOf(1000, 1000);
        estimated.source = UsageSource::Estimated;
        const Money computed{3'000'000, "USD"};

        QCOMPARE(finishedWith(usageOf(1000, 1000), own, false).cost, (Cost{computed, {}, CostProvenance::OwnPrice}));
        QCOMPARE(finishedWith(usageOf(1000, 1000), listed, false).cost, (Cost{computed, {}, CostProvenance::ListPrice}));
        QCOMPARE(finishedWith(estimated, listed, false).cost, (Cost{computed, {}, CostProvenance::Estimate}));
        QCOMPARE(finishedWith(reported, listed, false).cost, (Cost{Money{42, "EUR"}, {}, CostProvenance::Reported}));
        // This computer charges nothing, whatever else is known.
        QCOMPARE(finishedWith(reported, listed, true).cost, (Cost{Money{0, "USD"}, {}, CostProvenance::Local}));
        QCOMPARE(finishedWith({}, {}, true).cost, (Cost{Money{0, "USD"}, {}, CostProvenance::Local}));
        // Unknown is not free.
        QCOMPARE(finishedWith({}, listed, false).cost, Cost{});
        QCOMPARE(finishedWith(usageOf(1000, 1000), {}, false).cost, Cost{});
        QCOMPARE(finishedWith(usageOf({}, 1000), own, false).cost, Cost{});
    }

    void speeds()
    {
        const auto ended = [](std::vector<StreamEvent> events, std::chrono::microseconds total) {
            LaneResult result = resultOf(events);
            StreamEnd end;
            end.trace.total = total;
            finish(result, end, {}, false);
            return result;
        };
        const StreamEvent first{1s, TextDelta{"a"}};
        const StreamEvent last{2s, TextDelta{"b"}};
        const LaneResult plain = ended({first, last, {2s, UsageReport{usageOf(10, 101)}}}, 4s);
        QCOMPARE(decodeTokensPerSecond(plain), std::optional(100.0));
        QCOMPARE(endToEndTokensPerSecond(plain), std::optional(25.25));
        // Hidden reasoning was made during the wait: it counts for the whole, not for the decoding.
        const LaneResult hidden = ended({first, last, {2s, UsageReport{usageOf(10, 151, 50)}}}, 4s);
        QCOMPARE(decodeTokensPerSecond(hidden), std::optional(100.0));
        QCOMPARE(endToEndTokensPerSecond(hidden), std::optional(151 / 4.0));
        const LaneResult shown = ended({{500ms, ReasoningDelta{"r"}}, first, last, {2s, UsageReport{usageOf(10, 151, 50)}}}, 4s);
        QCOMPARE(decodeTokensPerSecond(shown), std::optional(100.0));
        // Unknown tokens, one event only, or no end: no speed.
        QVERIFY(!decodeTokensPerSecond(ended({first, last}, 4s)) && !endToEndTokensPerSecond(ended({first, last}, 4s)));
        QVERIFY(!decodeTokensPerSecond(ended({first, {2s, UsageReport{usageOf(10, 101)}}}, 4s)));
        QVERIFY(!endToEndTokensPerSecond(resultOf({first, {2s, UsageReport{usageOf(10, 101)}}})));
    }
};

QTEST_APPLESS_MAIN(TestLaneResult)
#include "tst_laneresult.moc"
