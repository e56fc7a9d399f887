#include "core/cli/report.h"

#include "tests/support/jsonschema.h"
#include "tests/support/sampledocuments.h"

#include <QFile>
#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

ReportWords describe(const Error &error)
{
    return {"Happened: " + std::string(errorCodeName(error.code)) + '.', "Do something."};
}

LineupSetup twoLanes()
{
    LineupSetup setup;
    setup.system = "Be brief.";
    setup.shots = {{"in", "out"}};
    setup.prompt = "Hello?";
    setup.lanes.resize(2);
    setup.lanes[0].name = "Left";
    setup.lanes[0].backend = {"openai-compatible", "http://127.0.0.1:1/v1", "MY_KEY"};
    setup.lanes[0].model = "tiny";
    setup.lanes[0].parameters.temperature = 0;
    setup.lanes[1].letter = 1;
    return setup;
}

StreamEnd finishedEnd()
{
    StreamEnd end;
    LatencyTrace &trace = end.trace;
    trace.queue = 120us;
    trace.connect = 1us;
    trace.upload = 0us;
    trace.wait = 100'001us;
    trace.text = 900'070us;
    trace.tail = 3us;
    trace.total = phaseSum(trace);
    trace.firstToken = 100'002us;
    return end;
}

/// Ten pieces of text, 0.1 s apart, with usage.
LaneResult finishedResult()
{
    LaneResult result;
    apply(result, {1us, ReplyStarted{"resp-1", "tiny-q4", ""}});
    for (int i = 0; i < 10; ++i)
        apply(result, {100'000us + i * 100'000us, TextDelta{"w "}});
    Usage usage;
    usage.input = 20;
    usage.output = 11;
    usage.cachedInput = 0;
    apply(result, {1'000'100us, UsageReport{usage}});
    finish(result, finishedEnd(), std::nullopt, true);
    return result;
}

LaneResult failedResult()
{
    LaneResult result;
    apply(result, {1us, TextDelta{"half a sen"}});
    StreamEnd end;
    end.outcome = Outcome::Error;
    end.attempts = 3;
    Error error;
    error.code = ErrorCode::Timeout;
    error.timeoutPhase = TimeoutPhase::FirstByte;
    error.detail = "d";
    error.httpStatus = 200;
    error.providerCode = "c";
    error.requestId = "r";
    error.retryAfter = 1500ms;
    end.error = error;
    finish(result, end, std::nullopt, false);
    return result;
}

Run sampleRun()
{
    Run run;
    run.setup = twoLanes();
    run.startedAt = std::chrono::system_clock::time_point(1'700'000'000'123ms);
    run.madeWith = "Lineup 9";
    run.results = {finishedResult(), failedResult()};
    return run;
}

Json reportOf(const std::vector<Run> &runs)
{
    return Json::parse(reportJsonText(runs, describe));
}

/// Milliseconds of the report as whole microseconds.
std::int64_t microsecondsOf(const Json &value)
{
    return value.is_null() ? 0 : std::llround(value.get<double>() * 1000);
}

Json schema()
{
    QFile file(qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/resources/schemas/compare.schema.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return Json::parse(file.readAll().toStdString());
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFinishedLaneHasEveryField()
    {
        const Json report = reportOf({sampleRun()});
        QVERIFY(report["version"] == 1);
        const Json &lane = report["lanes"][0];
        const Json expected = {
            {"name", "Left"},
            {"repeat", 1},
            {"requested_model", "tiny"},
            {"served_model", "tiny-q4"},
            {"response_id", "resp-1"},
            {"text", "w w w w w w w w w w "},
            {"reasoning", nullptr},
            {"outcome", "finished"},
            {"error", nullptr},
            {"attempts", 1},
            {"timing",
             {{"phases_ms",
               {{"queue", 0.12},
                {"retry", nullptr},
                {"dns", nullptr},
                {"connect", 0.001},
                {"tls", nullptr},
                {"upload", 0.0},
                {"wait", 100.001},
                {"thinking", nullptr},
                {"text", 900.07},
                {"tail", 0.003}}},
              {"first_token_ms", 100.002},
              {"total_ms", 1000.195},
              {"decode_tokens_per_s", 11.111}, // (11 − 1) / 0.9 s
              {"end_to_end_tokens_per_s", 10.998}, // 11 / 1.000195 s
              {"token_times_ms", {100.0, 200.0, 300.0, 400.0, 500.0, 600.0, 700.0, 800.0, 900.0, 1000.0}}}},
            {"usage", {{"input", 20}, {"output", 11}, {"cached_input", 0}, {"cache_write", nullptr}, {"reasoning", nullptr}}},
            {"cost", {{"amount", "0"}, {"currency", "USD"}, {"provenance", "local"}}},
        };
        QVERIFY2(lane == expected, (lane.dump(1) + "\n" + Json::diff(expected, lane).dump()).c_str());
    }

    void aFailedLaneKeepsItsTextAndSaysWhy()
    {
        const Json report = reportOf({sampleRun()});
        const Json &lane = report["lanes"][1];
        QVERIFY(lane["name"] == "local");
        QVERIFY(lane["requested_model"].is_null());
        QVERIFY(lane["served_model"].is_null());
        QVERIFY(lane["text"] == "half a sen");
        QVERIFY(lane["outcome"] == "error");
        QVERIFY(lane["attempts"] == 3);
        const Json error = {{"code", "Timeout"},       {"message", "Happened: Timeout."}, {"advice", "Do something."}, {"http_status", 200},
                            {"provider_code", "c"}, {"request_id", "r"},               {"retry_after_s", 1.5},     {"phase", "firstByte"}};
        QVERIFY2(lane["error"] == error, lane["error"].dump().c_str());
        QVERIFY(lane["usage"]["input"].is_null());
        QVERIFY(lane["cost"]["amount"].is_null());
        QVERIFY(lane["cost"]["currency"].is_null());
        QVERIFY(lane["cost"]["provenance"] == "unknown");
    }

    void theLineupIsTheSetup()
    {
        const Json report = reportOf({sampleRun()});
        const Json &lineup = report["lineup"];
        QVERIFY(lineup["system"] == "Be brief.");
        QVERIFY(lineup["prompt"] == "Hello?");
        QVERIFY(lineup["shots"] == Json::parse(R"([{"input":"in","output":"out"}])"));
        QVERIFY(lineup["lanes"].size() == 2);
        QVERIFY(lineup["lanes"][0]["backend"]["key_env"] == "MY_KEY");
        QVERIFY(lineup["lanes"][0]["parameters"]["temperature"] == 0);
        QVERIFY(lineup["made_with"] == "Lineup 9");
        QVERIFY(lineup["started_at"] == "2023-11-14T22:13:20.123Z");
    }

    void membersKeepTheirOrder()
    {
        const std::string text = reportJsonText({sampleRun()}, describe);
        std::size_t at = 0;
        for (const char *name : {"\"version\"", "\"lineup\"", "\"lanes\"", "\"name\"", "\"served_model\"", "\"text\"", "\"outcome\"", "\"timing\"", "\"queue\"", "\"dns\"",
                                 "\"tail\"", "\"usage\"", "\"cost\""}) {
            const auto found = text.find(name, at);
            QVERIFY2(found != std::string::npos, name);
            at = found;
        }
        QVERIFY(text.ends_with("}\n"));
    }

    void repeatsAreFurtherLanes()
    {
        Run second = sampleRun();
        second.results[0].servedModel = "other";
        const Json report = reportOf({sampleRun(), second});
        QVERIFY(report["lanes"].size() == 4);
        const std::vector<std::pair<std::string, int>> expected{{"Left", 1}, {"local", 1}, {"Left", 2}, {"local", 2}};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(report["lanes"][i]["name"] == expected[i].first);
            QVERIFY(report["lanes"][i]["repeat"] == expected[i].second);
        }
        QVERIFY(report["lanes"][2]["served_model"] == "other");
        QVERIFY(report["lineup"]["lanes"].size() == 2);
    }

    void refusalsAreTextAndThinkingIsNot()
    {
        Run run = sampleRun();
        LaneResult result;
        apply(result, {1us, ReasoningDelta{"hm"}});
        apply(result, {2us, RefusalDelta{"I can not."}});
        StreamEnd end;
        end.outcome = Outcome::Refused;
        finish(result, end, std::nullopt, false);
        run.results[0] = result;
        const Json report = reportOf({run});
        QVERIFY(report["lanes"][0]["text"] == "I can not.");
        QVERIFY(report["lanes"][0]["reasoning"] == "hm");
        QVERIFY(report["lanes"][0]["outcome"] == "refused");
    }

    void brokenTextDoesNotBreakTheReport()
    {
        Run run = sampleRun();
        run.results[0].answer = textMessage(Role::Assistant, "a\xFFz");
        run.setup.prompt = std::string("\0\xC3", 2);
        const Json report = reportOf({run});
        QVERIFY(report["lanes"][0]["text"] == "a\uFFFDz");
    }

    void anAnswerWithoutEndIsACutOne()
    {
        Run run = sampleRun();
        LaneResult running;
        apply(running, {5us, TextDelta{"x"}});
        run.results[0] = running;
        const Json report = reportOf({run});
        QVERIFY(report["lanes"][0]["outcome"] == "error");
        QVERIFY(report["lanes"][0]["error"]["code"] == "StreamCut");
        QVERIFY(report["lanes"][0]["text"] == "x");
    }

    void everyReportFitsThePublishedSchema()
    {
        const Json published = schema();
        QVERIFY(published.is_object());
        const test::JsonSchema checker(published);
        for (std::uint32_t seed = 0; seed < 200; ++seed) {
            const std::string text = reportJsonText({test::SampleDocuments(seed).run()}, describe);
            const auto problem = checker.problemWith(Json::parse(text));
            QVERIFY2(!problem, problem ? (problem->c_str()) : "");
        }
    }

    void theSchemaRefusesWhatIsNoReport()
    {
        const test::JsonSchema checker(schema());
        Json report = reportOf({sampleRun()});
        QVERIFY(!checker.problemWith(report));
        Json changed = report;
        changed["lanes"][0]["outcome"] = "done";
        QVERIFY(checker.problemWith(changed));
        changed = report;
        changed["lanes"][0]["timing"]["phases_ms"].erase("queue");
        QVERIFY(checker.problemWith(changed));
        changed = report;
        changed["lanes"][0]["usage"]["input"] = "20";
        QVERIFY(checker.problemWith(changed));
        changed = report;
        changed["lanes"][1]["error"]["code"] = "Oops";
        QVERIFY(checker.problemWith(changed));
    }

    void everyCodeAndProvenanceStandsInTheSchema()
    {
        const Json published = schema();
        const Json codes = published["$defs"]["error"]["properties"]["code"]["enum"];
        for (int code = 0; code <= static_cast<int>(ErrorCode::Offline); ++code)
            QVERIFY(std::find(codes.begin(), codes.end(), std::string(errorCodeName(static_cast<ErrorCode>(code)))) != codes.end());
        QCOMPARE(codes.size(), static_cast<std::size_t>(ErrorCode::Offline) + 1);
        QCOMPARE(published["$defs"]["cost"]["properties"]["provenance"]["enum"].size(), static_cast<std::size_t>(CostProvenance::Unknown) + 1);
        QCOMPARE(published["$defs"]["lane"]["properties"]["outcome"]["enum"].size(), static_cast<std::size_t>(Outcome::Budget) + 1);
    }

    void phasesSumToTheTotal()
    {
        std::mt19937_64 random(7);
        for (int round = 0; round < 500; ++round) {
            StreamEnd end;
            const std::array fields{&LatencyTrace::queue, &LatencyTrace::retry, &LatencyTrace::dns,      &LatencyTrace::connect, &LatencyTrace::tls,
                                    &LatencyTrace::upload, &LatencyTrace::wait, &LatencyTrace::thinking, &LatencyTrace::text,    &LatencyTrace::tail};
            for (const auto field : fields) {
                if (random() % 4 != 0)
                    end.trace.*field = std::chrono::microseconds(random() % 100'000'000'000);
            }
            end.trace.total = phaseSum(end.trace);
            LaneResult result;
            finish(result, end, std::nullopt, false);
            Run run = sampleRun();
            run.results[0] = result;
            const Json report = reportOf({run});
            const Json &timing = report["lanes"][0]["timing"];
            std::int64_t sum = 0;
            for (const auto &value : timing["phases_ms"])
                sum += microsecondsOf(value);
            QCOMPARE(sum, microsecondsOf(timing["total_ms"]));
            QCOMPARE(sum, static_cast<std::int64_t>(end.trace.total.count()));
        }
    }

    void exitCodeAsksForEveryLane()
    {
        Run good = sampleRun();
        good.results[1] = finishedResult();
        QVERIFY(allLanesSucceeded({good}));
        QVERIFY(!allLanesSucceeded({sampleRun()}));
        QVERIFY(!allLanesSucceeded({good, sampleRun()}));
        for (int i = 0; i <= static_cast<int>(Outcome::Budget); ++i) {
            const auto outcome = static_cast<Outcome>(i);
            good.results[1].end->outcome = outcome;
            QCOMPARE(allLanesSucceeded({good}), outcome == Outcome::Finished || outcome == Outcome::Length);
        }
        good.results[1].end.reset();
        QVERIFY(!allLanesSucceeded({good}));
    }

    void aLaneIsCalledByItsNameElseModelElseKind()
    {
        LaneSpec lane;
        QCOMPARE(laneTitle(lane), std::string("local"));
        lane.model = "m";
        QCOMPARE(laneTitle(lane), std::string("m"));
        lane.name = "n";
        QCOMPARE(laneTitle(lane), std::string("n"));
    }
};

QTEST_APPLESS_MAIN(TestReport)
#include "tst_report.moc"
