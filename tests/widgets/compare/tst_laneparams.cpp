#include "core/document/lineupdocument.h"
#include "widgets/compare/laneparams.h"
#include "widgets/models/modelnames.h"
#include "widgets/models/lanevalues.h"
#include "widgets/models/morevalues.h"
#include "widgets/models/comparesession.h"

#include <QTest>

namespace lineup::test {

/// The words about a lane's settings, and the rules for what a person types about them.
class TestLaneParams : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void chipsNameOnlyWhatIsSet()
    {
        LaneSpec lane;
        QVERIFY(parameterChips(lane).empty());
        lane.parameters.temperature = 0.0;
        lane.parameters.maxTokens = 1024;
        lane.parameters.seed = 0;
        const std::vector<ParameterChip> wanted{{QStringLiteral("temp 0"), Parameter::Temperature}, {QStringLiteral("max 1,024"), Parameter::MaxTokens},
                                                {QStringLiteral("seed 0"), Parameter::Seed}};
        QCOMPARE(parameterChips(lane), wanted);
        lane.parameters = {};
        lane.parameters.streams = false;
        QCOMPARE(parameterChips(lane), (std::vector<ParameterChip>{{QStringLiteral("whole reply"), std::nullopt}}));
        QCOMPARE(parameterNames({Parameter::Temperature, Parameter::TopK}), QStringLiteral("temperature, top-k"));
    }

    void examplesAreZeroShotOnlyWhenThereCouldBeSome()
    {
        const LineupSetup setup = fewShotExample().setup;
        QCOMPARE(examplesChip(setup, setup.lanes[0]), QStringLiteral("zero-shot"));
        QVERIFY(examplesChip(setup, setup.lanes[2]).startsWith(QLatin1Char('3')));
        QCOMPARE(examplesChip(LineupSetup{}, LaneSpec{}), QString());
    }

    void titleAndProvider()
    {
        LaneSpec lane;
        QCOMPARE(laneTitle(lane, QStringLiteral("SmolLM2")), QStringLiteral("SmolLM2"));
        QCOMPARE(laneProvider(lane), QStringLiteral("this computer"));
        lane.backend = {"openai-compatible", "http://127.0.0.1:11434/v1", ""};
        lane.model = "qwen3:8b";
        QCOMPARE(laneTitle(lane, QStringLiteral("SmolLM2")), QStringLiteral("qwen3:8b"));
        QCOMPARE(laneProvider(lane), QStringLiteral("127.0.0.1:11434"));
        lane.backend.baseUrl = "https://api.example.com/v1";
        QCOMPARE(laneProvider(lane), QStringLiteral("api.example.com"));
        // Who it is says more than where, unless the lane has an address of its own.
        QCOMPARE(laneProvider(lane, QStringLiteral("OpenAI")), QStringLiteral("api.example.com"));
        lane.backend = {"openai", "", ""};
        QCOMPARE(laneProvider(lane, QStringLiteral("OpenAI")), QStringLiteral("OpenAI"));
        lane.name = "My own";
        QCOMPARE(laneTitle(lane, QString()), QStringLiteral("My own"));
    }

    void anotherModel_data()
    {
        QTest::addColumn<QString>("requested");
        QTest::addColumn<QString>("served");
        QTest::addColumn<bool>("isAnother");
        const auto row = [](const char *requested, const char *served, bool isAnother) {
            QTest::addRow("%s by %s", requested, served) << QString::fromLatin1(requested) << QString::fromLatin1(served) << isAnother;
        };
        row("", "anything", false);
        row("gpt-4o", "", false);
        row("gpt-4o", "gpt-4o", false);
        row("gpt-4o", "gpt-4o-2024-08-06", false);
        row("gpt-4o", "gpt-4o-mini", true);
        row("grok-4.7", "grok-4.5", true);
        row("grok-4", "grok-4-0709", false);
        row("meta-llama/Llama-3.1-8B", "llama-3.1-8b", false);
        row("qwen3:8b", "qwen3:8b-q4_K_M", false);
        row("qwen3:latest", "qwen3", false);
        row("claude-sonnet", "claude-sonnet-latest", false);
        row("smollm2-135m-instruct", "/home/me/SmolLM2-135M-Instruct.gguf", false);
        row("gpt-4o", "gpt-4o-", false);
        row("a", "b", true);
    }
    void anotherModel()
    {
        QFETCH(QString, requested);
        QFETCH(QString, served);
        QTEST(isAnotherModel(requested.toStdString(), served.toStdString()), "isAnother");
    }

    void fieldsComeBackAsTheyWere()
    {
        LaneSpec lane;
        lane.backend = {"openai-compatible", "https://api.example.com/v1", "EXAMPLE_KEY"};
        lane.parameters.temperature = 0.35;
        lane.parameters.topP = 1.0;
        lane.parameters.maxTokens = 4096;
        lane.parameters.seed = -7;
        lane.parameters.stop = {"STOP HERE", "END"};
        for (const QLocale &locale : {QLocale(QLocale::English), QLocale(QLocale::Russian)}) {
            LaneSpec back;
            back.backend.kind = lane.backend.kind;
            QVERIFY(applyFields(back, fieldsOf(lane, locale), AddressNeed::Required, locale).isEmpty());
            QCOMPARE(back, lane);
        }
    }

    void rareParametersGoThereAndBack()
    {
        Parameters parameters;
        parameters.topK = 40;
        parameters.presencePenalty = -0.5;
        parameters.frequencyPenalty = 1.25;
        parameters.reasoningEffort = "low";
        parameters.reasoningTokens = 0;
        parameters.topLogprobs = 20;
        const nlohmann::json object = nlohmann::json::object({{"type", "object"}});
        parameters.jsonSchema = object;
        parameters.tools = {ToolSpec{"weather", "Says the weather.", object}};
        parameters.extra = {{"min_p", 0.1}};
        parameters.streams = false;
        for (const QLocale &locale : {QLocale(QLocale::English), QLocale(QLocale::Russian)}) {
            Parameters back;
            const MoreProblems problems = applyMoreFields(back, moreFieldsOf(parameters, locale), locale);
            for (const auto &problem : {problems.topK, problems.presencePenalty, problems.frequencyPenalty, problems.reasoningEffort, problems.reasoningTokens,
                                        problems.topLogprobs, problems.jsonSchema, problems.tools, problems.extra})
                QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
            QCOMPARE(back, parameters);
        }
        QCOMPARE(moreCount(parameters), 10);
        QVERIFY(applyMoreFields(parameters, MoreFields{}).isEmpty());
        QCOMPARE(parameters, Parameters{});
    }

    void wrongRareParameters_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("top-k") << 0 << "-1";
        QTest::newRow("presence") << 1 << "2.1";
        QTest::newRow("frequency") << 2 << "-2.1";
        QTest::newRow("effort") << 3 << "very hard";
        QTest::newRow("tokens") << 4 << "many";
        QTest::newRow("logprobs") << 5 << "21";
        QTest::newRow("schema list") << 6 << "[]";
        QTest::newRow("schema broken") << 6 << "{";
        QTest::newRow("tools object") << 7 << "{}";
        QTest::newRow("tools nameless") << 7 << "[{}]";
        QTest::newRow("extra text") << 8 << "\"x\"";
        QTest::newRow("extra broken") << 8 << "{]";
    }
    void wrongRareParameters()
    {
        QFETCH(int, field);
        QFETCH(QString, text);
        const std::array fields{&MoreFields::topK, &MoreFields::presencePenalty, &MoreFields::frequencyPenalty, &MoreFields::reasoningEffort, &MoreFields::reasoningTokens,
                                &MoreFields::topLogprobs, &MoreFields::jsonSchema, &MoreFields::tools, &MoreFields::extra};
        const std::array problems{&MoreProblems::topK, &MoreProblems::presencePenalty, &MoreProblems::frequencyPenalty, &MoreProblems::reasoningEffort,
                                  &MoreProblems::reasoningTokens, &MoreProblems::topLogprobs, &MoreProblems::jsonSchema, &MoreProblems::tools, &MoreProblems::extra};
        MoreFields typed;
        typed.*fields.at(static_cast<std::size_t>(field)) = text;
        Parameters parameters;
        const MoreProblems said = applyMoreFields(parameters, typed, QLocale(QLocale::English));
        QVERIFY(!said.isEmpty());
        const std::optional<QString> &problem = said.*problems.at(static_cast<std::size_t>(field));
        QVERIFY(problem && !problem->isEmpty());
        QCOMPARE(parameters, Parameters{});
    }

    void emptyFieldsLeaveItToTheServer()
    {
        LaneSpec lane;
        lane.parameters.temperature = 1.0;
        lane.parameters.stop = {"x"};
        QVERIFY(applyFields(lane, LaneFields{}, AddressNeed::None).isEmpty());
        QCOMPARE(lane.parameters, Parameters{});
    }

    void wrongFields_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("hot") << "temperature" << "2.1";
        QTest::newRow("negative") << "temperature" << "-0.1";
        QTest::newRow("word") << "temperature" << "warm";
        QTest::newRow("infinite") << "temperature" << "inf";
        QTest::newRow("not a number") << "temperature" << "nan";
        QTest::newRow("top-p") << "topP" << "1.01";
        QTest::newRow("no tokens") << "maxTokens" << "0";
        QTest::newRow("half a token") << "maxTokens" << "1.5";
        QTest::newRow("too many") << "maxTokens" << "99999999999";
        QTest::newRow("seed") << "seed" << "1e3";
        QTest::newRow("no address") << "baseUrl" << "";
        QTest::newRow("no scheme") << "baseUrl" << "api.example.com";
        QTest::newRow("a file") << "baseUrl" << "file:///etc/passwd";
        QTest::newRow("a password") << "baseUrl" << "https://me:secret@example.com/v1";
        QTest::newRow("spaces") << "keyEnv" << "MY KEY";
        QTest::newRow("digit first") << "keyEnv" << "1KEY";
        QTest::newRow("a newline") << "keyEnv" << "KEY\nX";
        QTest::newRow("a key") << "keyEnv" << "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789";
    }
    void wrongFields()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        LaneFields fields;
        fields.baseUrl = QStringLiteral("https://api.example.com/v1");
        LaneSpec before;
        before.backend.kind = "openai-compatible";
        LaneSpec lane = before;
        const std::map<QString, QString LaneFields::*> places{{QStringLiteral("temperature"), &LaneFields::temperature}, {QStringLiteral("topP"), &LaneFields::topP},
                                                              {QStringLiteral("maxTokens"), &LaneFields::maxTokens},     {QStringLiteral("seed"), &LaneFields::seed},
                                                              {QStringLiteral("baseUrl"), &LaneFields::baseUrl},         {QStringLiteral("keyEnv"), &LaneFields::keyEnv}};
        const std::map<QString, std::optional<QString> LaneProblems::*> answers{
            {QStringLiteral("temperature"), &LaneProblems::temperature}, {QStringLiteral("topP"), &LaneProblems::topP}, {QStringLiteral("maxTokens"), &LaneProblems::maxTokens},
            {QStringLiteral("seed"), &LaneProblems::seed},               {QStringLiteral("baseUrl"), &LaneProblems::baseUrl}, {QStringLiteral("keyEnv"), &LaneProblems::keyEnv}};
        fields.*places.at(field) = text;
        const LaneProblems problems = applyFields(lane, fields, AddressNeed::Required, QLocale(QLocale::English));
        const std::optional<QString> &said = problems.*answers.at(field);
        QVERIFY(said && !said->isEmpty());
        // What cannot be used changes nothing, and a key is never repeated.
        QCOMPARE(lane.parameters, before.parameters);
        QVERIFY(lane.backend.keyEnv.empty());
        QVERIFY(!said->contains(QLatin1String("sk-proj")));
    }
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestLaneParams)
#include "tst_laneparams.moc"
