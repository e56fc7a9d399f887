#include "core/conformance/conformancereport.h"
#include "core/conformance/conformancerun.h"
#include "core/base/json.h"
#include "tests/core/conformance/playedendpoint.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace lineup;
using namespace lineup::conformance;
using namespace lineup::test;

namespace {

Report runOn(std::shared_ptr<PlayedEndpoint> endpoint, std::vector<std::string> only = {}, Subject subject = {})
{
    subject.backend = std::move(endpoint);
    BackendRef ref;
    ref.kind = "played";
    ConformanceRun run("Played", ref, std::move(subject), std::move(only));
    QSignalSpy finished(&run, &ConformanceRun::finished);
    run.start();
    return finished.count() == 0 && finished.wait(20000) && finished.count() == 1 ? run.report() : Report{};
}

std::shared_ptr<PlayedEndpoint> endpointWith(PlayedEndpoint::Change change)
{
    auto endpoint = std::make_shared<PlayedEndpoint>();
    endpoint->change = std::move(change);
    return endpoint;
}

std::string described(const CheckResult &result)
{
    return std::string(checkStateName(result.state)) + (result.saidBy.empty() ? "" : " by " + result.saidBy) + ": " + result.seen;
}

ScriptedAnswer refused(ErrorCode code, const std::string &words = "not here")
{
    Error error;
    error.code = code;
    error.detail = "refused";
    error.providerMessage = words;
    return errorAnswer(error);
}

/// What is wrong with an endpoint, and what the check makes of it.
struct Wrong {
    const char *name;
    std::string check;
    PlayedEndpoint::Change change;
    std::string result; ///< a regular expression for described()
};

void setText(ScriptedAnswer &answer, const std::string &text)
{
    answer = textAnswer(text);
}

std::vector<Wrong> wrongEndpoints()
{
    const auto says = [](std::string text) { return [text](const ChatRequest &, ScriptedAnswer &answer) { setText(answer, text); }; };
    const auto refuses = [](ErrorCode code) { return [code](const ChatRequest &, ScriptedAnswer &answer) { answer = refused(code); }; };
    const auto notes = [](std::string note) { return [note](const ChatRequest &, ScriptedAnswer &answer) { answer.end.notes = {note}; }; };
    const auto dropUsage = [](const ChatRequest &, ScriptedAnswer &answer) {
        std::erase_if(answer.events, [](const StreamEvent &event) { return std::holds_alternative<UsageReport>(event.body); });
    };
    const auto ignoreAll = [](const ChatRequest &request, ScriptedAnswer &answer) { setText(answer, request.messages.size() > 1 ? "Apples." : "Apples"); };
    return {
        {"one piece", "stream", says("all-at-once"), "failed: the text came in one piece.*"},
        {"no text", "stream", says(""), "failed: no text.*"},
        {"refused", "stream", refuses(ErrorCode::BadRequest), "failed: error BadRequest \\(not here\\)"},
        {"streams all the same", "whole", [](const ChatRequest &, ScriptedAnswer &answer) { setText(answer, "one two three"); }, "failed: it was streamed all the same.*"},
        {"ignores the stop word", "stop", says("Monday, Tuesday, Wednesday"), "failed: the answer went on through \"Wednesday\".*"},
        {"no word to stop at", "stop", says("1, 2"), "skipped: the answer has no word.*"},
        {"stop left out", "stop", notes("stop: not taken by this model"), "not_supported by adapter: stop: not taken by this model"},
        {"no limit", "max_tokens", says("one two three"), "failed: finished.*"},
        {"beyond the limit", "max_tokens",
         [](const ChatRequest &, ScriptedAnswer &answer) {
             Usage usage;
             usage.output = 40;
             answer.events.push_back({std::chrono::milliseconds(9), UsageReport{usage}});
         },
         "failed: length.*40 tokens of output for a limit of 16"},
        {"no usage", "usage", dropUsage, "failed: no usage came"},
        {"system text ignored", "system_message", ignoreAll, "failed: neither followed nor counted.*"},
        {"system text only counted", "system_message",
         [](const ChatRequest &request, ScriptedAnswer &answer) { answer = textAnswer("No.", 10 + static_cast<int>(request.messages.size())); }, "passed: read \\(11 tokens.*"},
        {"examples ignored", "few_shot", ignoreAll, "failed: neither followed nor counted.*"},
        {"broken character", "unicode", says("Привет \xEF\xBF\xBD"), "failed: a broken character.*"},
        {"ASCII only", "unicode", says("Hello"), "skipped: the model answered in ASCII.*"},
        {"silently cut", "long_text", [](const ChatRequest &, ScriptedAnswer &answer) { answer = textAnswer("Fox.", 128); }, "failed: cut silently: 128 tokens.*"},
        {"too long", "long_text", refuses(ErrorCode::ContextTooLong), "failed: error ContextTooLong.*"},
        {"any model, spoiled body refused", "error_shape",
         [](const ChatRequest &request, ScriptedAnswer &answer) {
             answer = request.parameters.extra.contains("messages") ? refused(ErrorCode::BadRequest, "must be a list") : textAnswer("Hello.");
         },
         "passed: any model is served; a spoiled body.*must be a list.*"},
        {"answers everything", "error_shape", says("Hello."), "failed: a model that is not there and a spoiled body were both answered"},
        {"an error without words", "error_shape", [](const ChatRequest &, ScriptedAnswer &answer) { answer = refused(ErrorCode::ModelGone, ""); }, "failed:.*"},
        {"of the wrong kind", "error_shape", refuses(ErrorCode::ProviderDown), "failed:.*ProviderDown.*"},
        {"over too soon", "cancel", [](const ChatRequest &, ScriptedAnswer &answer) { answer.endsByItself = true; }, "skipped: the answer was over.*"},
        {"fails instead", "cancel", refuses(ErrorCode::ProviderDown), "failed: error ProviderDown.*"},
        {"no clock", "time_outs", says("one two"), "failed: a limit of 1 ms: finished.*"},
        {"broken by a time-out", "time_outs",
         [](const ChatRequest &request, ScriptedAnswer &answer) {
             if (!request.clocks.total || *request.clocks.total > std::chrono::seconds(1))
                 answer = refused(ErrorCode::ProviderDown);
         },
         "failed: error Timeout total.*; the next question: error ProviderDown.*"},
        {"prose", "structured_output", says("It is Paris."), "failed: not JSON.*"},
        {"another type", "structured_output", says(R"({"city":"Paris","inhabitants":"two million"})"), "failed: no whole number.*"},
        {"one member more", "structured_output", says(R"({"city":"Paris","inhabitants":2,"x":1})"), "failed: members that the schema.*"},
        {"schema refused", "structured_output", refuses(ErrorCode::BadRequest), "not_supported by server: error BadRequest.*"},
        {"schema left out", "structured_output", notes("json-schema: this server is only asked for JSON, it does not take the schema"), "not_supported by adapter.*"},
        {"schema sent again without", "structured_output", notes("sent again without json_schema, which this model does not take"), "not_supported by server.*"},
        {"blind", "vision", says("I cannot see pictures."), "failed: the colour is red.*"},
        {"no pictures, by its error", "vision", refuses(ErrorCode::BadRequest), "not_supported by server.*"},
        {"no tools", "tools", says("It is sunny."), "failed: answered without the tool.*"},
        {"another tool", "tools",
         [](const ChatRequest &, ScriptedAnswer &answer) { answer.events = {{{}, ToolCallDelta{0, "c", "weather", "{}"}}}; }, "failed: weather.*"},
        {"a tool, ended as text", "tools", [](const ChatRequest &, ScriptedAnswer &answer) { answer.end.outcome = Outcome::Finished; }, "failed: get_weather.*but the end was finished.*"},
        {"no logprobs", "logprobs", says("Yes."), "failed: none came.*"},
        {"logprobs left out", "logprobs", notes("logprobs: not taken by this model"), "not_supported by adapter.*"},
        {"another text each time", "seed",
         [count = 0](const ChatRequest &, ScriptedAnswer &answer) mutable { setText(answer, "ship " + std::to_string(++count)); }, "failed: \"ship 1\", then \"ship 2\""},
        {"refuses a seed", "seed", refuses(ErrorCode::BadRequest), "not_supported by server.*"},
        {"counts otherwise", "token_count", [](const ChatRequest &, ScriptedAnswer &answer) { answer = textAnswer("Eight.", 99); }, "failed: 10 counted, 99 in the usage.*"},
    };
}

} // namespace

class TestConformance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aGoodEndpointPassesEverything()
    {
        const Report report = runOn(std::make_shared<PlayedEndpoint>());
        QCOMPARE(report.rows.size(), allChecks().size());
        for (const Report::Row &row : report.rows)
            QVERIFY2(row.result.state == CheckState::Passed && !row.result.seen.empty(), (row.check + " " + described(row.result)).c_str());
        QVERIFY(report.isGood());
        QCOMPARE(report.model, std::string("good-model"));
    }

    void whatIsWrongIsSeen_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Wrong &wrong : wrongEndpoints())
            QTest::newRow((wrong.check + ": " + wrong.name).c_str()) << index++;
    }
    void whatIsWrongIsSeen()
    {
        QFETCH(int, index);
        const Wrong wrong = wrongEndpoints()[static_cast<std::size_t>(index)];
        const Report report = runOn(endpointWith(wrong.change), {wrong.check});
        QCOMPARE(report.rows.size(), std::size_t(1));
        const std::string result = described(report.rows.front().result);
        const QRegularExpression expected(QRegularExpression::anchoredPattern(QString::fromStdString(wrong.result)), QRegularExpression::DotMatchesEverythingOption);
        QVERIFY2(expected.match(QString::fromStdString(result)).hasMatch(), result.c_str());
    }

    void anAnswerThatGoesOnAfterCancelIsAFailure()
    {
        // The inbox gives everything of a turn at once, so the text after the cancel has to come in a later one.
        class Deaf final : public ChatBackend {
        public:
            std::unique_ptr<ChatStream> start(ChatRequest, std::shared_ptr<StreamInbox> inbox) override
            {
                struct Stream : ChatStream {
                    explicit Stream(std::shared_ptr<StreamInbox> inbox_) : inbox(std::move(inbox_)) {}
                    void cancel() override
                    {
                        push("more");
                        StreamEnd end;
                        end.outcome = Outcome::Cancelled;
                        inbox->end(end);
                    }
                    void push(const char *text)
                    {
                        std::vector<StreamEvent> events{{{}, TextDelta{text}}};
                        inbox->push(events);
                    }
                    std::shared_ptr<StreamInbox> inbox;
                };
                auto stream = std::make_unique<Stream>(std::move(inbox));
                stream->push("one ");
                return stream;
            }
            QFuture<Result<std::vector<ListedModel>>> listModels() override { return QtFuture::makeReadyFuture(Result<std::vector<ListedModel>>(std::vector<ListedModel>{})); }
            bool isLocal() const override { return false; }
        };
        Subject subject;
        subject.backend = std::make_shared<Deaf>();
        ConformanceRun run("Deaf", {}, subject, {"cancel"});
        QSignalSpy finished(&run, &ConformanceRun::finished);
        run.start();
        QVERIFY(finished.wait(20000));
        const std::string result = described(run.report().rows.front().result);
        QVERIFY2(result.starts_with("failed: ended ") && result.ends_with("text came after it"), result.c_str());
    }

    void whatIsKnownBeforehandIsNotAsked()
    {
        for (const auto &[capability, check] : {std::pair{Capability::Vision, "vision"}, std::pair{Capability::Tools, "tools"}, std::pair{Capability::Logprobs, "logprobs"},
                                                std::pair{Capability::Seed, "seed"}, std::pair{Capability::StructuredOutput, "structured_output"},
                                                std::pair{Capability::TokenCount, "token_count"}, std::pair{Capability::SystemMessage, "system_message"}}) {
            auto endpoint = std::make_shared<PlayedEndpoint>();
            Subject subject;
            subject.capabilities[capability] = {false, CapabilitySource::Catalog};
            const Report report = runOn(endpoint, {check}, subject);
            QCOMPARE(described(report.rows.front().result), std::string("not_supported by catalog: known beforehand"));
            QCOMPARE(endpoint->questions, 0);
        }
    }

    void whatTheServersListSaysWins()
    {
        auto endpoint = std::make_shared<PlayedEndpoint>();
        ListedModel model{"m", std::nullopt};
        model.capabilities[Capability::Vision] = {true, CapabilitySource::Server};
        endpoint->models = std::vector<ListedModel>{model};
        Subject subject;
        subject.capabilities[Capability::Vision] = {false, CapabilitySource::Provider};
        QCOMPARE(runOn(endpoint, {"vision"}, subject).rows.front().result.state, CheckState::Passed);
    }

    void aRetiredModelIsNotTaken()
    {
        auto endpoint = std::make_shared<PlayedEndpoint>();
        ListedModel old{"old", std::nullopt};
        old.isRetired = true;
        endpoint->models = std::vector<ListedModel>{old, {"new", std::nullopt}};
        QCOMPARE(runOn(endpoint, {"stream"}).model, std::string("new"));
        Subject subject;
        subject.base.model = "old";
        QCOMPARE(runOn(endpoint, {"stream"}, subject).model, std::string("old"));
    }

    void lists()
    {
        auto endpoint = std::make_shared<PlayedEndpoint>();
        endpoint->models = std::vector<ListedModel>{};
        QCOMPARE(described(runOn(endpoint, {"model_list"}).rows.front().result), std::string("not_supported by provider: an empty list"));
        Error error;
        error.code = ErrorCode::BadReply;
        error.detail = "HTTP 404";
        endpoint->models = Result<std::vector<ListedModel>>(Unexpected{error});
        QCOMPARE(described(runOn(endpoint, {"model_list"}).rows.front().result), std::string("failed: BadReply (HTTP 404)"));
        endpoint->tokenCount = std::nullopt;
        QVERIFY(described(runOn(endpoint, {"token_count"}).rows.front().result).starts_with("not_supported by adapter: BadRequest"));
        error.httpStatus = 404;
        endpoint->tokenCount = Result<std::int64_t>(Unexpected{error});
        QVERIFY(described(runOn(endpoint, {"token_count"}).rows.front().result).starts_with("not_supported by server"));
    }

    void anEndpointThatCannotBeAskedIsAskedOnce()
    {
        auto endpoint = endpointWith([](const ChatRequest &, ScriptedAnswer &answer) { answer = refused(ErrorCode::Unauthorized); });
        const Report report = runOn(endpoint);
        QCOMPARE(endpoint->questions, 1);
        QCOMPARE(report.rows.size(), allChecks().size());
        QCOMPARE(report.rows.front().result.state, CheckState::Failed);
        QVERIFY(std::all_of(report.rows.begin() + 1, report.rows.end(), [](const Report::Row &row) { return row.result.state == CheckState::Skipped; }));
        QVERIFY(!report.isGood());
    }

    void anAbilityThatFailsIsNoFailureOfTheRun()
    {
        const auto blind = endpointWith([](const ChatRequest &request, ScriptedAnswer &answer) {
            if (plainText(request.messages.back()) == prompts::kVision)
                setText(answer, "I cannot see.");
        });
        const Report report = runOn(blind);
        QVERIFY(report.isGood());
        QVERIFY(std::ranges::any_of(report.rows, [](const Report::Row &row) { return row.result.state == CheckState::Failed; }));
    }

    void destroyingTheRunStopsIt()
    {
        auto endpoint = endpointWith([](const ChatRequest &, ScriptedAnswer &answer) { answer.endsByItself = false; });
        Subject subject;
        subject.backend = endpoint;
        auto run = std::make_unique<ConformanceRun>("x", BackendRef{}, subject, std::vector<std::string>{});
        run->start();
        QTRY_COMPARE(endpoint->questions, 1);
        run.reset();
        QCoreApplication::processEvents();
        QCOMPARE(endpoint->questions, 1);
    }

    void reports()
    {
        Report report;
        report.name = "One & <only>";
        report.backend.kind = "openai-compatible";
        report.backend.baseUrl = "http://127.0.0.1:1/v1";
        report.model = "m";
        report.rows = {{"stream", true, passed("3 pieces")},
                       {"stop", true, failed("went on \"through\"")},
                       {"vision", false, notSupported("server", "no \x01 eyes")},
                       {"seed", false, skipped("why not")}};
        report.rows[0].result.took = std::chrono::milliseconds(1234);
        Error problem;
        problem.code = ErrorCode::KeyMissing;
        problem.detail = "no key";
        BackendRef other;
        other.kind = "openai";
        const std::vector<Report> reports{report, unaskedReport("openai", other, "", problem)};

        const auto json = parseJson(conformanceJsonText(reports), 16);
        QVERIFY(json);
        const auto &first = (*json)["reports"][0];
        QCOMPARE(first["checks"].size(), std::size_t(4));
        QCOMPARE(first["good"].get<bool>(), false);
        QVERIFY(first["checks"][0] == nlohmann::json::parse(R"({"id":"stream","required":true,"state":"passed","seen":"3 pieces","said_by":null,"took_ms":1234})"));
        QCOMPARE(first["checks"][2]["said_by"].get<std::string>(), std::string("server"));
        QCOMPARE((*json)["reports"][1]["problem"]["code"].get<std::string>(), std::string("KeyMissing"));

        QXmlStreamReader xml(QByteArray::fromStdString(conformanceJunitText(reports)));
        QStringList seen;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const auto attributes = xml.attributes();
            if (xml.name() == QLatin1String("testsuite"))
                seen << attributes.value(QLatin1String("name")).toString() + QLatin1Char(' ') + attributes.value(QLatin1String("tests")).toString() + QLatin1Char('/')
                        + attributes.value(QLatin1String("failures")).toString() + QLatin1Char('/') + attributes.value(QLatin1String("skipped")).toString();
            else if (xml.name() == QLatin1String("failure") || xml.name() == QLatin1String("skipped"))
                seen << attributes.value(QLatin1String("message")).toString();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(seen.mid(0, 4), (QStringList{QStringLiteral("One & <only> 4/1/2"), QStringLiteral("went on \"through\""),
                                              QStringLiteral("not supported, says the server: no   eyes"), QStringLiteral("why not")}));
        QCOMPARE(seen.at(4), QStringLiteral("openai 19/0/19"));
    }

    void longTextsAreCutBetweenCharacters()
    {
        QCOMPARE(shortened("a\n\tb  c "), std::string("a b c"));
        QCOMPARE(shortened("ЖЖЖ", 5), std::string("ЖЖ…"));
    }
};

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
