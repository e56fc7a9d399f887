#include "app/cli/comparecommand.h"

#include "tests/app/cli/fakebackends.h"
#include "tests/app/cli/fakeio.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace lineup;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

test::Script answer(const std::string &text, Outcome outcome = Outcome::Finished)
{
    test::Script script;
    script.events = {{10us, ReplyStarted{"id", "served", ""}}, {20us, TextDelta{text}}};
    script.end.outcome = outcome;
    if (outcome == Outcome::Error) {
        Error error;
        error.code = ErrorCode::StreamCut;
        error.detail = "connection closed";
        error.subject = "host:1";
        script.end.error = error;
    }
    script.end.trace.wait = 20us;
    script.end.trace.tail = 5us;
    script.end.trace.total = 25us;
    return script;
}

test::Script hanging(const std::string &text)
{
    test::Script script = answer(text);
    script.hangs = true;
    return script;
}

} // namespace

/// One command with everything around it.
class Bench {
public:
    explicit Bench(bool isTerminal = false) : m_isTerminal(isTerminal) {}

    test::ScriptedFactory factory;
    test::FakeIo fake;
    SystemClock clock;

    CompareCommand &command()
    {
        if (!m_command) {
            m_command = std::make_unique<CompareCommand>(factory, clock, fake.io(m_isTerminal));
            m_finished = std::make_unique<QSignalSpy>(m_command.get(), &CompareCommand::finished);
        }
        return *m_command;
    }
    /// The exit code; -1 when the command did not finish.
    int run(const CompareOptions &options)
    {
        command().start(options);
        return exitCode();
    }
    int exitCode()
    {
        if (m_finished->isEmpty() && !m_finished->wait(5000))
            return -1;
        return m_finished->count() == 1 ? m_finished->front().front().toInt() : -1;
    }
    bool hasFinished() const { return !m_finished->isEmpty(); }
    Json json() const { return Json::parse(fake.output, nullptr, false); }

private:
    bool m_isTerminal;
    std::unique_ptr<CompareCommand> m_command;
    std::unique_ptr<QSignalSpy> m_finished;
};

class TestCompareCommand : public QObject {
    Q_OBJECT

    static CompareOptions optionsFor(std::vector<std::string> kinds)
    {
        CompareOptions options;
        for (const std::string &kind : kinds)
            options.lanes.push_back("kind=" + kind);
        options.prompt = "Hello";
        options.format = ReportFormat::Json;
        return options;
    }

private Q_SLOTS:
    void allLanesAnswer()
    {
        Bench bench;
        bench.factory.add("one", answer("first"));
        bench.factory.add("two", answer("second", Outcome::Length));
        QCOMPARE(bench.run(optionsFor({"one", "two"})), 0);
        const Json report = bench.json();
        QVERIFY(report["lanes"].size() == 2);
        QVERIFY(report["lanes"][0]["text"] == "first");
        QVERIFY(report["lanes"][1]["text"] == "second");
        QVERIFY(report["lanes"][1]["outcome"] == "length");
        QCOMPARE(bench.fake.messages, std::string());
        QCOMPARE(plainText(bench.factory.backend("one").requests.at(0).messages.back()), std::string("Hello"));
    }

    void oneLaneFailsAndTheOthersArePrinted()
    {
        Bench bench;
        bench.factory.add("good", answer("fine"));
        bench.factory.add("bad", answer("half", Outcome::Error));
        QCOMPARE(bench.run(optionsFor({"bad", "good"})), 3);
        const Json report = bench.json();
        QVERIFY(report["lanes"][0]["text"] == "half");
        QVERIFY(report["lanes"][0]["error"]["code"] == "StreamCut");
        QVERIFY(report["lanes"][0]["error"]["message"] == "The connection to host:1 ended before the answer was complete.");
        QVERIFY(!report["lanes"][0]["error"]["advice"].get<std::string>().empty());
        QVERIFY(report["lanes"][1]["text"] == "fine");
    }

    void otherOutcomesAreNoSuccess()
    {
        for (const Outcome outcome : {Outcome::Refused, Outcome::Filtered, Outcome::ToolCall, Outcome::Budget}) {
            Bench bench;
            bench.factory.add("one", answer("x", outcome));
            QCOMPARE(bench.run(optionsFor({"one"})), 3);
        }
    }

    void aMissingKeyIsAnAnswerOfItsLane()
    {
        Bench bench;
        bench.factory.add("good", answer("fine"));
        QCOMPARE(bench.run(optionsFor({"nokey", "good"})), 3);
        const Json report = bench.json();
        QVERIFY(report["lanes"][0]["error"]["code"] == "KeyMissing");
        QVERIFY(report["lanes"][0]["error"]["message"].get<std::string>().find("MY_KEY") != std::string::npos);
        QVERIFY(report["lanes"][0]["attempts"] == 0);
        QVERIFY(report["lanes"][1]["outcome"] == "finished");
    }

    void anUnknownKindIsWrongUsageAndNothingIsSent()
    {
        Bench bench;
        bench.factory.add("good", answer("fine"));
        QCOMPARE(bench.run(optionsFor({"good", "wibble"})), 2);
        QCOMPARE(bench.fake.output, std::string());
        QVERIFY(bench.fake.messages.find("wibble") != std::string::npos);
        QVERIFY(bench.factory.backend("good").requests.empty());
    }

    void badInputIsSaidInOneLine()
    {
        Bench bench;
        CompareOptions options = optionsFor({"one"});
        options.lanes[0] += ",temprature=1";
        QCOMPARE(bench.run(options), 2);
        QCOMPARE(bench.fake.output, std::string());
        QCOMPARE(bench.fake.messages, std::string("lineup: --lane cannot be used: there is no setting \"temprature\" (did you mean \"temperature\"?). "
                                                  "“lineup help compare” lists the settings of a lane.\n"));
    }

    void repeatsRunOneAfterAnother()
    {
        Bench bench;
        bench.factory.add("one", answer("again"));
        CompareOptions options = optionsFor({"one"});
        options.repeat = 3;
        QCOMPARE(bench.run(options), 0);
        const Json report = bench.json();
        QVERIFY(report["lanes"].size() == 3);
        for (int i = 0; i < 3; ++i)
            QVERIFY(report["lanes"][i]["repeat"] == i + 1);
        QCOMPARE(bench.factory.backend("one").requests.size(), std::size_t(3));
    }

    void theLineupIsSavedWithItsAnswers()
    {
        Bench bench;
        bench.factory.add("one", answer("kept"));
        CompareOptions options = optionsFor({"one"});
        options.savePath = "o.lineup";
        options.repeat = 2;
        QCOMPARE(bench.run(options), 0);
        const auto document = readDocument(bench.fake.files.at("o.lineup"));
        QVERIFY(document);
        QCOMPARE(document->runs.size(), std::size_t(2));
        QCOMPARE(plainText(document->runs[0].results.at(0).answer), std::string("kept"));
        QCOMPARE(document->setup.prompt, std::string("Hello"));
    }

    void aSavedLineupRunsAgainAndKeepsItsHistory()
    {
        Bench first;
        first.factory.add("one", answer("old"));
        CompareOptions options = optionsFor({"one"});
        options.savePath = "o.lineup";
        QCOMPARE(first.run(options), 0);
        Bench second;
        second.factory.add("one", answer("new"));
        second.fake.files = first.fake.files;
        CompareOptions rerun;
        rerun.document = "o.lineup";
        rerun.savePath = "o.lineup";
        rerun.format = ReportFormat::Json;
        QCOMPARE(second.run(rerun), 0);
        QVERIFY(second.json()["lanes"].size() == 1);
        QVERIFY(second.json()["lanes"][0]["text"] == "new");
        const auto document = readDocument(second.fake.files.at("o.lineup"));
        QVERIFY(document);
        QCOMPARE(document->runs.size(), std::size_t(2));
        QCOMPARE(plainText(document->runs[0].results.at(0).answer), std::string("old"));
        QCOMPARE(plainText(document->runs[1].results.at(0).answer), std::string("new"));
    }

    void aPlaceThatCannotBeWrittenIsFoundBeforeAnythingIsSent()
    {
        Bench bench;
        bench.factory.add("one", answer("x"));
        bench.fake.checkProblem = makeError(ErrorCode::Storage, "No such file or directory", "gone/o.lineup").value;
        CompareOptions options = optionsFor({"one"});
        options.savePath = "gone/o.lineup";
        QCOMPARE(bench.run(options), 2);
        QVERIFY(bench.factory.backend("one").requests.empty());
        QVERIFY(bench.fake.messages.find("gone/o.lineup") != std::string::npos);
    }

    void aFullDiskStillPrintsTheAnswers()
    {
        Bench bench;
        bench.factory.add("one", answer("printed"));
        bench.fake.fileProblem = makeError(ErrorCode::Storage, "No space left on device", "o.lineup").value;
        CompareOptions options = optionsFor({"one"});
        options.savePath = "o.lineup";
        QCOMPARE(bench.run(options), 2);
        QVERIFY(bench.json()["lanes"][0]["text"] == "printed");
        QVERIFY(bench.fake.messages.find("o.lineup") != std::string::npos);
    }

    void aReaderThatHasGoneIsNoMistake()
    {
        Bench bench;
        bench.factory.add("one", answer("x"));
        bench.fake.outputProblem = makeError(ErrorCode::Storage, "Broken pipe", "standard output").value;
        bench.fake.outputProblem->providerCode = "reader-gone";
        QCOMPARE(bench.run(optionsFor({"one"})), 128 + SIGPIPE);
        QCOMPARE(bench.fake.messages, std::string());
    }

    void anOutputThatFailsIsSaid()
    {
        Bench bench;
        bench.factory.add("one", answer("x"));
        bench.fake.outputProblem = makeError(ErrorCode::Storage, "No space left on device", "standard output").value;
        QCOMPARE(bench.run(optionsFor({"one"})), 2);
        QVERIFY(bench.fake.messages.find("standard output") != std::string::npos);
    }

    void interruptedLanesPrintWhatCame()
    {
        Bench bench;
        bench.factory.add("one", answer("whole"));
        bench.factory.add("slow", hanging("part"));
        bench.command().start([] {
            CompareOptions options = optionsFor({"one", "slow"});
            options.repeat = 5;
            options.savePath = "o.lineup";
            return options;
        }());
        QTRY_COMPARE(bench.factory.backend("slow").requests.size(), std::size_t(1));
        bench.command().interrupt(SIGINT);
        QCOMPARE(bench.exitCode(), 130);
        const Json report = bench.json();
        QVERIFY(report["lanes"].size() == 2);
        QVERIFY(report["lanes"][1]["text"] == "part");
        QVERIFY(report["lanes"][1]["outcome"] == "cancelled");
        QVERIFY(report["lanes"][1]["error"].is_null());
        QVERIFY(readDocument(bench.fake.files.at("o.lineup")));
    }

    void aLaneThatDoesNotStopIsGivenUp()
    {
        Bench bench;
        test::Script script = hanging("part");
        script.isDeaf = true;
        bench.factory.add("deaf", script);
        bench.command().start(optionsFor({"deaf"}));
        QTRY_COMPARE(bench.factory.backend("deaf").requests.size(), std::size_t(1));
        bench.command().interrupt(SIGTERM);
        QCOMPARE(bench.exitCode(), 143);
        QVERIFY(bench.json()["lanes"][0]["text"] == "part");
        QVERIFY(bench.json()["lanes"][0]["outcome"] == "cancelled");
    }

    void anInterruptBeforeTheRunPrintsNothing()
    {
        Bench bench;
        bench.factory.add("one", answer("x"));
        bench.command().start(optionsFor({"one"}));
        bench.command().interrupt(SIGINT);
        QCOMPARE(bench.exitCode(), 130);
        QCoreApplication::processEvents();
        QCOMPARE(bench.fake.output, std::string());
        QVERIFY(bench.factory.backend("one").requests.empty());
        QCOMPARE(bench.exitCode(), 130); // still once
    }

    void tablesAndMarkdown()
    {
        for (const auto &[format, start] : {std::pair{ReportFormat::Table, "Lane"}, std::pair{ReportFormat::Markdown, "# Comparison"}}) {
            Bench bench;
            bench.factory.add("one", answer("body text"));
            CompareOptions options = optionsFor({"one"});
            options.format = format;
            QCOMPARE(bench.run(options), 0);
            QVERIFY2(bench.fake.output.starts_with(start), bench.fake.output.c_str());
            QVERIFY(bench.fake.output.find("body text") != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestCompareCommand)
#include "tst_comparecommand.moc"
