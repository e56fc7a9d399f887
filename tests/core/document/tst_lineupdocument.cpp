#include "core/document/lineupdocument.h"

#include "core/base/json.h"
#include "core/document/answercodec.h"
#include "tests/support/jsonschema.h"
#include "tests/support/sampledocuments.h"

#include <QFile>
#include <QTest>

#include <chrono>
#include <limits>
#include <random>

using namespace lineup;
using namespace lineup::test;
using Json = nlohmann::json;
using namespace std::chrono_literals;

namespace {

std::string fileBytes(const QString &name)
{
    QFile file(qEnvironmentVariable("LINEUP_SOURCE_DIR") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// The smallest document that has every part, for edits.
Json sample()
{
    return *parseJson(fileBytes(QStringLiteral("/tests/data/documents/v1-small.lineup")), kFileJsonDepth);
}

QByteArray detailOf(const Result<LineupDocument> &result)
{
    return result ? QByteArray("(was read)") : QByteArray::fromStdString(result.error().detail);
}

/// The schema with every open record closed, so that a member that is written but not described shows.
Json closed(Json schema)
{
    if (schema.is_object() && schema.contains("properties") && schema["properties"].is_object() && !schema["properties"].empty()
        && !schema.contains("additionalProperties") && schema.contains("type"))
        schema["additionalProperties"] = false;
    for (auto &part : schema) {
        if (part.is_structured())
            part = closed(part);
    }
    return schema;
}

LaneResult runningResult()
{
    LaneResult result;
    apply(result, {1ms, Progress{Progress::Step::Sent, 0, 0}});
    apply(result, {20ms, TextDelta{"half an "}});
    apply(result, {30ms, TextDelta{"ans"}});
    return result;
}

} // namespace

class TestLineupDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyDocumentComesBack()
    {
        const auto back = readDocument(writeDocument({}));
        QVERIFY2(back, detailOf(back).constData());
        QVERIFY(*back == LineupDocument());
    }

    /// Every member of every value, in 150 seeded documents.
    void everyDocumentComesBackEqual()
    {
        for (std::uint32_t seed = 0; seed < 150; ++seed) {
            const std::string where = "seed " + std::to_string(seed);
            const LineupDocument document = SampleDocuments(seed).document();
            const std::string bytes = writeDocument(document);
            const auto back = readDocument(bytes);
            QVERIFY2(back, (where + ": " + detailOf(back).toStdString()).c_str());
            QVERIFY2(back->setup == document.setup && back->title == document.title && back->lesson == document.lesson, where.c_str());
            QVERIFY2(back->layout == document.layout && back->unknown == document.unknown, where.c_str());
            QCOMPARE(back->runs.size(), document.runs.size());
            for (std::size_t run = 0; run < document.runs.size(); ++run) {
                QVERIFY2(back->runs[run].startedAt == document.runs[run].startedAt, where.c_str());
                for (std::size_t lane = 0; lane < document.runs[run].results.size(); ++lane) {
                    const LaneResult &was = document.runs[run].results[lane];
                    const LaneResult &is = back->runs[run].results[lane];
                    QVERIFY2(is.stream == was.stream && is.answer == was.answer && is.usage == was.usage, where.c_str());
                    QVERIFY2(is.end == was.end && is.cost == was.cost, where.c_str());
                }
            }
            QVERIFY2(*back == document, where.c_str());
            QVERIFY2(writeDocument(*back) == bytes, where.c_str());
        }
    }

    void writtenDocumentsFitTheSchema()
    {
        const Json schema = *parseJson(fileBytes(QStringLiteral("/resources/schemas/lineup.schema.json")), 64);
        const JsonSchema open(schema);
        const JsonSchema tight(closed(schema));
        for (std::uint32_t seed = 0; seed < 40; ++seed) {
            LineupDocument document = SampleDocuments(seed).document();
            auto problem = open.problemWith(*parseJson(writeDocument(document), kFileJsonDepth));
            QVERIFY2(!problem, problem ? problem->c_str() : "");
            document.unknown = Json::object();
            problem = tight.problemWith(*parseJson(writeDocument(document), kFileJsonDepth));
            QVERIFY2(!problem, problem ? problem->c_str() : "");
        }
        QVERIFY(open.problemWith(Json::object()));
        QVERIFY(open.problemWith({{"format", "lineup"}, {"version", 1}, {"runs", {{{"lanes", {{{"outcome", "won"}}}}}}}}));
        QVERIFY(tight.problemWith({{"format", "lineup"}, {"version", 1}, {"titel", ""}}));
    }

    /// A file of this version must open for ever, and what it says must not change.
    void releasedFilesOpen()
    {
        const std::string bytes = fileBytes(QStringLiteral("/tests/data/documents/v1-small.lineup"));
        const auto document = readDocument(bytes);
        QVERIFY2(document, detailOf(document).constData());
        QCOMPARE(document->title, std::string("Umbrella"));
        QCOMPARE(document->setup.lanes.at(1).letter, 3);
        QCOMPARE(document->retiredLetters, std::vector<int>({1}));
        QVERIFY(document->unknown["from_the_future"]["kept"] == Json(true));
        const Run &run = document->runs.at(0);
        QCOMPARE(run.startedAt, std::chrono::system_clock::time_point(std::chrono::milliseconds(1764014339123)));
        const LaneResult &answer = run.results.at(0);
        QCOMPARE(plainText(answer.answer), std::string("{\"product\": \"umbrella\"}"));
        QCOMPARE(answer.servedModel, std::string("small-model"));
        QCOMPARE(answer.usage->input, std::optional<std::int64_t>(61));
        QCOMPARE(answer.usage->reasoning, std::optional<std::int64_t>());
        QCOMPARE(answer.end->trace.wait, std::optional(LatencyTrace::Duration(41250)));
        QCOMPARE(answer.end->trace.total, LatencyTrace::Duration(98765));
        QCOMPARE(answer.cost, (Cost{Money{2150, "USD"}, std::nullopt, CostProvenance::OwnPrice}));
        QCOMPARE(run.results.at(1).end->error->code, ErrorCode::Timeout);
        QCOMPARE(run.results.at(1).end->error->timeoutPhase, std::optional(TimeoutPhase::FirstByte));
        QCOMPARE(run.results.at(1).lastRetry->wait, 1500ms);
        // All but its maker comes out as it went in, byte by byte: the order of members is part of what people compare.
        Json again = *parseJson(writeDocument(*document), kFileJsonDepth);
        again["made_with"] = "Lineup 0.1.0";
        QVERIFY(again == sample());
        std::string expected = bytes;
        std::string written = writeDocument(*document);
        for (std::string *text : {&expected, &written})
            text->erase(text->find("\"made_with\""), text->find('\n', text->find("\"made_with\"")) - text->find("\"made_with\""));
        QCOMPARE(QByteArray::fromStdString(written), QByteArray::fromStdString(expected));
    }

    /// "A saved run keeps the prices it was computed with."
    void aSavedCostIsNeverComputedAgain()
    {
        Json json = sample();
        json["runs"][0]["setup"]["lanes"][0]["price"]["input"] = "99";
        const auto document = readDocument(json.dump());
        QVERIFY(document);
        QCOMPARE(document->runs[0].setup.lanes[0].price->input, std::optional<std::int64_t>(99'000'000'000));
        QCOMPARE(document->runs[0].results[0].cost.amount, std::optional(Money{2150, "USD"}));
        json["runs"][0]["lanes"][0].erase("cost");
        QCOMPARE(readDocument(json.dump())->runs[0].results[0].cost, Cost{});
        json["runs"][0]["setup"]["lanes"][0]["backend"]["kind"] = "local";
        QCOMPARE(readDocument(json.dump())->runs[0].results[0].cost.provenance, CostProvenance::Local);
    }

    void theStreamWinsOverWhatRepeatsIt()
    {
        Json json = sample();
        json["runs"][0]["lanes"][0]["text"] = "edited by hand";
        json["runs"][0]["lanes"][0]["served_model"] = nullptr;
        const auto document = readDocument(json.dump());
        QVERIFY(document);
        QCOMPARE(plainText(document->runs[0].results[0].answer), std::string("{\"product\": \"umbrella\"}"));
        QCOMPARE(document->runs[0].results[0].servedModel, std::string("small-model"));
    }

    void anAnswerSavedWhileItRanIsInterrupted()
    {
        LineupDocument document;
        document.setup.lanes.resize(1);
        document.runs.push_back({document.setup, {}, "Lineup 0.1.0", {runningResult()}});
        const auto back = readDocument(writeDocument(document));
        QVERIFY2(back, detailOf(back).constData());
        const LaneResult &answer = back->runs[0].results[0];
        QCOMPARE(answer.phase, LanePhase::Ended);
        QCOMPARE(plainText(answer.answer), std::string("half an ans"));
        QCOMPARE(answer.end->outcome, Outcome::Error);
        QCOMPARE(answer.end->error->code, ErrorCode::StreamCut);
        QVERIFY(answer.end->error->detail.starts_with("interrupted"));
        QCOMPARE(answer.end->trace.total, LatencyTrace::Duration(30ms));
        QCOMPARE(answer.end->attempts, 1);
        QCOMPARE(answer.stream, runningResult().stream);
        QVERIFY(*readDocument(writeDocument(*back)) == *back);
    }

    void attemptsOfAnInterruptedAnswer()
    {
        LaneResult result;
        QCOMPARE(interruptedEnd(result).attempts, 0);
        apply(result, {1ms, Progress{Progress::Step::Queued, 0, 0}});
        QCOMPARE(interruptedEnd(result).attempts, 0);
        apply(result, {2ms, Progress{Progress::Step::Connecting, 0, 0}});
        QCOMPARE(interruptedEnd(result).attempts, 1);
        apply(result, {3ms, RetryScheduled{2, {}, 1s}});
        QCOMPARE(interruptedEnd(result).attempts, 3);
        QCOMPARE(interruptedEnd(result).trace.total, LatencyTrace::Duration(3ms));
    }

    void aLaneThatNothingWasSentToStaysEmpty()
    {
        LineupDocument document;
        document.setup.lanes.resize(2);
        document.setup.lanes[1].letter = 1;
        document.runs.push_back({document.setup, {}, "", {{}, runningResult()}});
        const Json json = *parseJson(writeDocument(document), kFileJsonDepth);
        QVERIFY(json["runs"][0]["lanes"][0].is_null());
        QVERIFY(readDocument(json.dump())->runs[0].results[0] == LaneResult());
        // Fewer answers than lanes, from a hand-made file: the others are empty.
        document.runs[0].results.resize(1);
        QCOMPARE(readDocument(writeDocument(document))->runs[0].results.size(), std::size_t(2));
    }

    /// What is read leniently: missing, null and unknown members.
    void tolerates()
    {
        const auto bare = readDocument(R"({"format":"lineup","version":1})");
        QVERIFY2(bare, detailOf(bare).constData());
        QVERIFY(*bare == LineupDocument());
        const auto nulls = readDocument(R"({"format":"lineup","version":1,"title":null,"setup":null,"runs":null,"layout":null,"retired_letters":null})");
        QVERIFY2(nulls, detailOf(nulls).constData());
        QVERIFY(*nulls == LineupDocument());
        const auto lane = readDocument(R"({"version":1.0,"format":"lineup","setup":{"lanes":[{"model":"m","mood":"new","parameters":null}]},
            "runs":[{"setup":{"lanes":[{},{}]},"lanes":[{"outcome":"finished","mood":1},{}]}]})");
        QVERIFY2(lane, detailOf(lane).constData());
        LaneSpec expected;
        expected.model = "m";
        QVERIFY(lane->setup.lanes[0] == expected);
        QCOMPARE(lane->runs[0].results[0].end->outcome, Outcome::Finished);
        QCOMPARE(lane->runs[0].results[1], LaneResult());
    }

    void lettersAreMadeUnique()
    {
        const auto letters = [](const char *lanes, const char *retired) {
            const auto document = readDocument(std::string(R"({"format":"lineup","version":1,"setup":{"lanes":)") + lanes + R"(},"retired_letters":)" + retired + '}');
            std::string names;
            if (document) {
                for (const LaneSpec &lane : document->setup.lanes)
                    names += letterName(lane.letter) + ' ';
            }
            return names;
        };
        QCOMPARE(letters(R"([{"letter":"C"},{},{"letter":"C"},{"letter":"A"}])", "[]"), std::string("C B D A "));
        QCOMPARE(letters(R"([{},{}])", R"(["A","C"])"), std::string("B D "));
        std::string many = "[{}";
        for (int i = 1; i < 27; ++i)
            many += ",{}";
        QCOMPARE(letters((many + ']').c_str(), R"(["A","B"])"), std::string("C D E F G H I J K L M N O P Q R S T U V W X A B Y Z 27 "));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("detail");
        const auto row = [](const char *pointer, const char *value, const char *detail) { QTest::newRow(detail) << QByteArray(pointer) << QByteArray(value) << QByteArray(detail); };
        row("/format", "\"other\"", "format: must be \"lineup\": this is not a line-up");
        row("/format", "null", "format: must be \"lineup\": this is not a line-up");
        row("/version", "2", "version: is 2, made by a newer Lineup; this one reads up to version 1");
        row("/version", "0", "version: must be the version of the format, 1 or more");
        row("/version", "\"1\"", "version: must be a whole number");
        row("/title", "7", "title: must be a text");
        row("/setup", "[]", "setup: must be an object");
        row("/setup/shots", "{}", "setup.shots: must be a list");
        row("/setup/shots/0/input", "{}", "setup.shots[0].input: must be a text");
        row("/setup/lanes/0", "3", "setup.lanes[0]: must be an object");
        row("/setup/lanes/0/letter", "\"a\"", "setup.lanes[0].letter: must be a letter such as \"A\"");
        row("/setup/lanes/0/letter", "0", "setup.lanes[0].letter: must be a text");
        row("/setup/lanes/1/shots", "\"2\"", "setup.lanes[1].shots: must be a number of examples or a list of them");
        row("/setup/lanes/1/shots", "-1", "setup.lanes[1].shots: must be a whole number");
        row("/setup/lanes/0/parameters/temperature", "\"hot\"", "setup.lanes[0].parameters.temperature: must be a number");
        row("/setup/lanes/0/parameters/seed", "1.5", "setup.lanes[0].parameters.seed: must be a whole number of 64 bits");
        row("/setup/lanes/0/parameters/stop", "[1]", "setup.lanes[0].parameters.stop[0]: must be a text");
        row("/setup/lanes/0/parameters/stop", "[null]", "setup.lanes[0].parameters.stop[0]: must be a text");
        row("/setup/lanes/0/parameters/extra", "[]", "setup.lanes[0].parameters.extra: must be an object");
        row("/setup/lanes/0/clocks_ms/idle", "1e300", "setup.lanes[0].clocks_ms.idle: must be a whole number");
        row("/setup/lanes/0/clocks_ms/idle", "1000000000001", "setup.lanes[0].clocks_ms.idle: must be milliseconds from 0 to 10^12");
        row("/setup/lanes/0/retries", "5000", "setup.lanes[0].retries: must be at most 1000");
        row("/setup/lanes/0/price/input", "0.15", "setup.lanes[0].price.input: must be a text");
        row("/setup/lanes/0/price/output", "\"-1\"", "setup.lanes[0].price.output: must be a decimal amount such as \"0.0375\"");
        row("/retired_letters", "[5]", "retired_letters[0]: must be a text");
        row("/retired_letters", "[\"?\"]", "retired_letters[0]: must be a letter such as \"A\"");
        row("/runs", "{}", "runs: must be a list");
        row("/runs/0/started_at", "\"yesterday\"", "runs[0].started_at: must be a time such as \"2026-11-24T20:38:59.123Z\"");
        row("/runs/0/lanes", "[null,null,null]", "runs[0].lanes: must not be longer than the lanes of the setup");
        row("/runs/0/lanes/0", "\"x\"", "runs[0].lanes[0]: must be an object");
        row("/runs/0/lanes/0/text", "[]", "runs[0].lanes[0].text: must be a text");
        row("/runs/0/lanes/0/outcome", "\"won\"", "runs[0].lanes[0].outcome: must be an outcome, such as \"finished\"");
        row("/runs/0/lanes/0/usage/input", "-3", "runs[0].lanes[0].usage.input: must be a whole number");
        row("/runs/0/lanes/0/usage/source", "\"guess\"", "runs[0].lanes[0].usage.source: must be reported, engine or estimated");
        row("/runs/0/lanes/0/cost/amount", "0.5", "runs[0].lanes[0].cost.amount: must be a text");
        row("/runs/0/lanes/0/cost/provenance", "\"mine\"", "runs[0].lanes[0].cost.provenance: must be reported, list-price, own-price, estimate, local or unknown");
        row("/runs/0/lanes/0/timing/total_ms", "-1", "runs[0].lanes[0].timing.total_ms: must be milliseconds from 0 to 10^12");
        row("/runs/0/lanes/0/timing/phases_ms/wait", "[]", "runs[0].lanes[0].timing.phases_ms.wait: must be a number");
        row("/runs/0/lanes/0/timing/connection_reused", "1", "runs[0].lanes[0].timing.connection_reused: must be true or false");
        row("/runs/0/lanes/0/attempts", "1.5", "runs[0].lanes[0].attempts: must be a whole number");
        row("/runs/0/lanes/1/error", "null", "runs[0].lanes[1].error: must be an object when the outcome is error");
        row("/runs/0/lanes/1/error/code", "\"Oops\"", "runs[0].lanes[1].error.code: must be the code of an error, such as \"Timeout\"");
        row("/runs/0/lanes/1/error/phase", "\"late\"", "runs[0].lanes[1].error.phase: must be connect, firstByte, idle, content or total");
        row("/runs/0/lanes/1/error/retry_after_s", "-1", "runs[0].lanes[1].error.retry_after_s: must be seconds from 0 to 10^9");
        row("/runs/0/lanes/0/stream", "{}", "runs[0].lanes[0].stream: must be a list");
        row("/runs/0/lanes/0/stream/1", "{}", "runs[0].lanes[0].stream[1]: must be a list: time, kind, …");
        row("/runs/0/lanes/0/stream/1", "[]", "runs[0].lanes[0].stream[1][0]: must be a whole number");
        row("/runs/0/lanes/0/stream/1", "[1]", "runs[0].lanes[0].stream[1][1]: must be a text");
        row("/runs/0/lanes/0/stream/1", "[1,\"zap\"]", "runs[0].lanes[0].stream[1][1]: is no kind of event");
        row("/runs/0/lanes/0/stream/1", "[1,\"t\"]", "runs[0].lanes[0].stream[1][2]: must be a text");
        row("/runs/0/lanes/0/stream/1", "[1,\"tool_call\",9999]", "runs[0].lanes[0].stream[1][2]: must be at most 1023");
        row("/runs/0/lanes/0/stream/1", "[1,\"progress\",\"dozing\"]", "runs[0].lanes[0].stream[1][2]: must be queued, connecting, sent or reading_prompt");
        row("/runs/0/lanes/0/stream/1", "[1,\"finish\",\"won\"]", "runs[0].lanes[0].stream[1][2]: must be an outcome, such as \"finished\"");
        row("/layout", "[]", "layout: must be an object");
    }
    void refuses()
    {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, detail);
        Json json = sample();
        json[Json::json_pointer(pointer.toStdString())] = *parseJson(value.toStdString(), 64);
        const auto document = readDocument(json.dump());
        QCOMPARE(detailOf(document), detail);
        QCOMPARE(document.error().code, ErrorCode::BadInput);
    }

    void refusesWhatIsNoDocument()
    {
        QCOMPARE(detailOf(readDocument("")), QByteArray("not valid JSON at line 1, column 1"));
        QCOMPARE(detailOf(readDocument("null")), QByteArray("the document: must be an object"));
        QCOMPARE(detailOf(readDocument("[1]")), QByteArray("the document: must be an object"));
        QCOMPARE(detailOf(readDocument("{}")), QByteArray("format: must be \"lineup\": this is not a line-up"));
        QCOMPARE(detailOf(readDocument(std::string(100'000, '['))), QByteArray("nested deeper than 512 levels"));
        QCOMPARE(detailOf(readDocument(R"({"format":"lineup","version":1e400})")), QByteArray("a number out of range at line 1, column 34"));
        QCOMPARE(detailOf(readDocument(R"({"format":"lineup","version":123456789012345678901234567890})")), QByteArray("version: must be a whole number"));
    }

    /// What the values cannot say truthfully is written as unknown, so that the file can always be opened again.
    void whateverIsWrittenCanBeRead()
    {
        LineupDocument document;
        document.title = "bad \xFF\xC3 text";
        LaneSpec lane;
        lane.letter = -4;
        lane.retries = -1;
        lane.parameters.temperature = std::numeric_limits<double>::quiet_NaN();
        lane.clocks.idle = -5ms;
        lane.shots = -2;
        lane.price = PriceRule{-1, INT64_MAX, {}, {}, {}, "USD", "", ""};
        document.setup.lanes.push_back(lane);
        LaneResult result;
        apply(result, {-7us, TextDelta{"\xF0\x9F"}});
        apply(result, {5us, ToolCallDelta{-1, "", "", ""}});
        apply(result, {6us, UsageReport{Usage{-1, INT64_MAX, {}, {}, {}, Money{-5, "USD"}, UsageSource::Engine}}});
        apply(result, {7us, Progress{Progress::Step::ReadingPrompt, -1, INT64_MAX}});
        StreamEnd end;
        end.outcome = Outcome::Error;
        end.error = Error{ErrorCode::Timeout, "late", -1, {}, {}, {}, -1ms, TimeoutPhase::Idle, "", ""};
        end.trace.total = -1us;
        end.trace.tail = std::chrono::microseconds::max();
        end.attempts = -1;
        finish(result, end, lane.price, false);
        document.runs.push_back({document.setup, {}, "", {result}});
        const auto back = readDocument(writeDocument(document));
        QVERIFY2(back, detailOf(back).constData());
        QCOMPARE(back->title, std::string("bad \xEF\xBF\xBD\xEF\xBF\xBD text"));
        QVERIFY(!back->setup.lanes[0].price->input && !back->setup.lanes[0].price->cachedInput && !back->setup.lanes[0].parameters.temperature);
        QVERIFY(!back->runs[0].results[0].usage->input && !back->runs[0].results[0].usage->reportedCost);
        QVERIFY(*readDocument(writeDocument(*back)) == *back);
    }

    void everyTruncationIsRefused()
    {
        const std::string bytes = fileBytes(QStringLiteral("/tests/data/documents/v1-small.lineup"));
        const std::size_t whole = bytes.find_last_of('}');
        for (std::size_t size = 0; size <= whole; ++size) {
            const auto document = readDocument(std::string_view(bytes).substr(0, size));
            if (document || document.error().code != ErrorCode::BadInput || document.error().detail.empty())
                QFAIL(QByteArray::number(static_cast<qulonglong>(size)).constData());
        }
    }

    /// Random damage: a document or BadInput; and what is read can be written and read again without change.
    void everyMutationIsReadOrRefused()
    {
        const std::string original = fileBytes(QStringLiteral("/tests/data/documents/v1-small.lineup"));
        static const std::vector<std::string> pieces{"null", "[]", "{}", "-1", "1e999", "1e308", "0.5", "\"\"", "true", "[[[[", "}", "]", ",", ":", "\"",
                                                     "\\ud800", "\xFF", std::string("\0", 1), "9007199254740993", "99999999999999999999", "-0"};
        std::mt19937 random(20261124);
        int read = 0;
        for (int round = 0; round < 1000; ++round) {
            std::string bytes = original;
            for (std::uint32_t edits = 1 + random() % 3; edits > 0; --edits) {
                const std::size_t at = random() % bytes.size();
                switch (random() % 5) {
                case 0: bytes[at] = static_cast<char>(random() % 256); break;
                case 1: bytes.erase(at, 1 + random() % 20); break;
                case 2: bytes.insert(at, pieces[random() % pieces.size()]); break;
                case 3: bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 60)); break;
                default: replaceAValue(bytes, at, pieces[random() % pieces.size()]); break;
                }
            }
            checkReadOrRefused(bytes, read);
            if (QTest::currentTestFailed())
                return;
        }
        // The test must reach both ends.
        QVERIFY2(read > 50 && read < 950, std::to_string(read).c_str());
    }

    void hugeAndStrangeFilesEndInTime()
    {
        const auto started = std::chrono::steady_clock::now();
        const auto repeated = [](const std::string &head, const std::string &item, int count, const std::string &tail) {
            std::string text = head + item;
            for (int i = 1; i < count; ++i)
                text += ',' + item;
            return text + tail;
        };
        const std::string head = R"({"format":"lineup","version":1,)";
        // Lanes without letters, all the same letter, tool calls without end, members without end.
        const auto lanes = readDocument(repeated(head + R"("setup":{"lanes":[)", "{}", 40'000, "]}}"));
        QVERIFY2(lanes, detailOf(lanes).constData());
        QCOMPARE(lanes->setup.lanes.size(), std::size_t(40'000));
        QVERIFY(readDocument(repeated(head + R"("setup":{"lanes":[)", R"({"letter":"A"})", 10'000, "]}}")));
        const auto calls = readDocument(repeated(head + R"("runs":[{"setup":{"lanes":[{}]},"lanes":[{"stream":[)",
                                                 R"([1,"tool_call",1023],[2,"r","x"],[3,"tool_call",1],[4,"t","y"])", 10'000, "]}]}]}"));
        QVERIFY2(calls, detailOf(calls).constData());
        QCOMPARE(calls->runs[0].results[0].answer.blocks.size(), std::size_t(20'002));
        std::string members = head.substr(0, head.size() - 1);
        for (int i = 0; i < 20'000; ++i)
            members += ",\"m" + std::to_string(i) + "\":" + std::to_string(i);
        const auto unknown = readDocument(members + '}');
        QVERIFY(unknown);
        QCOMPARE(unknown->unknown.size(), std::size_t(20'000));
        QVERIFY(*readDocument(writeDocument(*unknown)) == *unknown);
        // Seconds are far above what is needed, even under a sanitizer, and far below what a square of these counts takes.
        QVERIFY(std::chrono::steady_clock::now() - started < 60s);
    }

private:
    /// Puts `piece` in the place of the value after the first colon behind `at`, so that the result often is valid JSON.
    static void replaceAValue(std::string &bytes, std::size_t at, const std::string &piece)
    {
        const std::size_t colon = bytes.find(": ", at);
        if (colon == std::string::npos)
            return;
        const std::size_t end = bytes.find_first_of(",\n", colon);
        bytes.replace(colon + 2, (end == std::string::npos ? bytes.size() : end) - colon - 2, piece);
    }
    static void checkReadOrRefused(const std::string &bytes, int &read)
    {
        const auto document = readDocument(bytes);
        if (!document) {
            QCOMPARE(document.error().code, ErrorCode::BadInput);
            QVERIFY(!document.error().detail.empty());
            return;
        }
        ++read;
        const auto again = readDocument(writeDocument(*document));
        QVERIFY2(again, (bytes + '\n' + detailOf(again).toStdString()).c_str());
        QVERIFY2(*again == *document, bytes.c_str());
    }
};

QTEST_APPLESS_MAIN(TestLineupDocument)
#include "tst_lineupdocument.moc"
