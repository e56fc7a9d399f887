#include "core/cli/laneoption.h"

#include <QRandomGenerator>
#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

std::string text(const QByteArray &bytes)
{
    return bytes.toStdString();
}

/// The lane of an option that must be good.
ParsedLane parsed(std::string_view option)
{
    const auto result = parseLaneOption(option);
    if (!result) {
        QTest::qFail(result.error().detail.c_str(), __FILE__, __LINE__);
        return {};
    }
    return *result;
}

} // namespace

class TestLaneOption : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLocalLaneNeedsOneWord()
    {
        const ParsedLane lane = parsed("backend=local");
        LaneSpec expected;
        expected.backend.kind = "local";
        QCOMPARE(lane.lane, expected);
        QVERIFY(!lane.system);
        QVERIFY(!lane.shots);
    }

    void everySettingReachesItsField()
    {
        const ParsedLane result = parsed("kind=openai-compatible,base-url=http://127.0.0.1:8080/v1,model=tiny,key-env=MY_KEY,name=Left one,"
                                         "temperature=0,top-p=0.9,top-k=40,max-tokens=128,seed=-7,stop=END,presence-penalty=-2,frequency-penalty=1.5,"
                                         "reasoning-effort=low,reasoning-tokens=512,logprobs=3,stream=false,system=Be brief.,shots=2,connect-timeout=1,first-byte-timeout=2.5,idle-timeout=0.25,"
                                         "total-timeout=60,retries=0,json.logprobs=true,price-input=0.15,price-output=0.60");
        LaneSpec lane;
        lane.name = "Left one";
        lane.backend = {"openai-compatible", "http://127.0.0.1:8080/v1", "MY_KEY"};
        lane.model = "tiny";
        lane.parameters.temperature = 0.0;
        lane.parameters.topP = 0.9;
        lane.parameters.topK = 40;
        lane.parameters.maxTokens = 128;
        lane.parameters.seed = -7;
        lane.parameters.stop = {"END"};
        lane.parameters.presencePenalty = -2.0;
        lane.parameters.frequencyPenalty = 1.5;
        lane.parameters.reasoningEffort = "low";
        lane.parameters.reasoningTokens = 512;
        lane.parameters.topLogprobs = 3;
        lane.parameters.streams = false;
        lane.parameters.extra = {{"logprobs", true}};
        lane.clocks = {1s, 2500ms, 250ms, 60s};
        lane.retries = 0;
        lane.price = PriceRule{};
        lane.price->input = 150'000'000;
        lane.price->output = 600'000'000;
        QCOMPARE(result.lane, lane);
        QCOMPARE(result.system, std::optional(TextSource{false, "Be brief."}));
        QCOMPARE(result.shots, std::optional<ShotsSource>(2));
    }

    void whatIsNotGivenIsNotSet()
    {
        const ParsedLane result = parsed("kind=openai-compatible");
        QVERIFY(!result.lane.parameters.temperature);
        QVERIFY(!result.lane.clocks.total);
        QVERIFY(!result.lane.price);
        QCOMPARE(result.lane.retries, 2);
    }

    void ownPriceMayKnowOneSideOnly()
    {
        const ParsedLane result = parsed("backend=local,price-output=2");
        QVERIFY(!result.lane.price->input);
        QCOMPARE(result.lane.price->output, std::optional<std::int64_t>(2'000'000'000));
        QVERIFY(result.lane.price->asOf.empty()); // = the person's own price
    }

    void escapes_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("comma") << QByteArray(R"(backend=local,name=a\,b)") << QByteArray("a,b");
        QTest::newRow("backslash") << QByteArray(R"(backend=local,name=a\\b)") << QByteArray(R"(a\b)");
        QTest::newRow("backslash, then the end of the value") << QByteArray(R"(name=a\\,backend=local)") << QByteArray(R"(a\)");
        QTest::newRow("escaped backslash, escaped comma") << QByteArray(R"(name=a\\\,b,backend=local)") << QByteArray(R"(a\,b)");
        QTest::newRow("other letters stay") << QByteArray(R"(backend=local,name=a\nb)") << QByteArray(R"(a\nb)");
        QTest::newRow("lone one at the end stays") << QByteArray(R"(backend=local,name=a\)") << QByteArray(R"(a\)");
        QTest::newRow("equals sign in a value") << QByteArray("backend=local,name=a=b") << QByteArray("a=b");
        QTest::newRow("blanks of a text stay") << QByteArray("backend=local,name= a ") << QByteArray(" a ");
        QTest::newRow("Cyrillic") << QByteArray("backend=local,name=слева") << QByteArray("слева");
    }
    void escapes()
    {
        QFETCH(QByteArray, option);
        QFETCH(QByteArray, name);
        QCOMPARE(parsed(text(option)).lane.name, text(name));
    }

    void blanksAroundNamesAndWordsAreDropped()
    {
        const ParsedLane result = parsed(" kind = openai-compatible , model= m , temperature = 0.5 ");
        QCOMPARE(result.lane.backend.kind, std::string("openai-compatible"));
        QCOMPARE(result.lane.model, std::string("m"));
        QCOMPARE(result.lane.parameters.temperature, std::optional(0.5));
    }

    void stopWordsRepeatAndKnowControlCharacters()
    {
        const ParsedLane result = parsed(R"(backend=local,stop=\n,stop=\t\r,stop=a\,b,stop=\\n,stop= )");
        QCOMPARE(result.lane.parameters.stop, (std::vector<std::string>{"\n", "\t\r", "a,b", "\\n", " "}));
    }

    void jsonValuesAreJsonElseText()
    {
        const ParsedLane result = parsed(R"(backend=local,json.a=1,json.b={"x":[1\,2]},json.c=high,json.d="7",json.e=null,json.f=a\nb,json.g.h=true)");
        const nlohmann::json expected = {{"a", 1},          {"b", {{"x", {1, 2}}}}, {"c", "high"}, {"d", "7"},
                                         {"e", nullptr}, {"f", "a\\nb"},         {"g.h", true}};
        QVERIFY2(result.lane.parameters.extra == expected, result.lane.parameters.extra.dump().c_str());
    }

    void jsonOfGreatDepthIsRefused()
    {
        const std::string deep = std::string(64, '[') + std::string(64, ']');
        QVERIFY(parseLaneOption("backend=local,json.a=" + deep));
        const auto tooDeep = parseLaneOption("backend=local,json.a=[" + deep + "]");
        QVERIFY(!tooDeep);
        QCOMPARE(tooDeep.error().detail, std::string("json.a is nested more than 64 deep"));
        // 100,000 levels overflow the stack of whoever copies or prints the value.
        QVERIFY(!parseLaneOption("backend=local,json.a=" + std::string(100'000, '[') + std::string(100'000, ']')));
        // What is no JSON is text, however many brackets it has.
        QVERIFY(parseLaneOption("backend=local,json.a=[[[").value().lane.parameters.extra["a"] == "[[[");
    }

    void textsAndExamplesMayComeFromFiles()
    {
        QCOMPARE(parsed("backend=local,system=@a/b.txt").system, std::optional(TextSource{true, "a/b.txt"}));
        QCOMPARE(parsed("backend=local,system=@@x").system, std::optional(TextSource{false, "@x"}));
        QCOMPARE(parsed("backend=local,system=").system, std::optional(TextSource{false, ""}));
        QCOMPARE(parsed("backend=local,shots=0").shots, std::optional<ShotsSource>(0));
        QCOMPARE(parsed("backend=local,shots=my.jsonl").shots, std::optional<ShotsSource>("my.jsonl"));
        QCOMPARE(parsed("backend=local,shots=@my.jsonl").shots, std::optional<ShotsSource>("my.jsonl"));
        QCOMPARE(parsed("backend=local,shots=./3").shots, std::optional<ShotsSource>("./3"));
    }

    void schemaAndToolsMayComeFromFiles()
    {
        const ParsedLane lane = parsed(R"(backend=local,json-schema=@s.json,tools=[{"name":"a"\,"description":"b"}])");
        QCOMPARE(lane.jsonSchema, std::optional(TextSource{true, "s.json"}));
        QCOMPARE(lane.tools, std::optional(TextSource{false, R"([{"name":"a","description":"b"}])"}));
    }

    void aBackendThatIsSetUpIsNamed()
    {
        const ParsedLane lane = parsed("backend=work,model=m,base-url=http://127.0.0.1:1");
        QCOMPARE(lane.lane.backend.id, std::string("work"));
        QCOMPARE(lane.lane.backend.kind, std::string());
        QCOMPARE(lane.lane.backend.baseUrl, std::string("http://127.0.0.1:1"));
        QCOMPARE(parsed("kind=local").lane.backend, BackendRef{});
    }

    void settingsOfProviders()
    {
        const ParsedLane lane = parsed("kind=azure,api-version=2024-10-21,deployment=four,option.planet=mars,token-command=az account get-access-token --query accessToken,region= eu-west-1 ");
        const std::map<std::string, std::string> expected{{"api-version", "2024-10-21"}, {"deployment", "four"}, {"planet", "mars"}, {"region", "eu-west-1"},
                                                          {"token-command", "az account get-access-token --query accessToken"}};
        QCOMPARE(lane.lane.backend.options, expected);
        // What else a provider has is told by the registry.
        const auto known = parseLaneOption("kind=acme,planet=mars", {"planet"});
        QVERIFY(known);
        QCOMPARE(known->lane.backend.options, (std::map<std::string, std::string>{{"planet", "mars"}}));
        QCOMPARE(parseLaneOption("kind=acme,plant=mars", {"planet"}).error().detail, std::string(R"(there is no setting "plant" (did you mean "planet"?))"));
    }

    void textSource_data()
    {
        QTest::addColumn<QByteArray>("argument");
        QTest::addColumn<bool>("isFile");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("text") << QByteArray("a b") << false << QByteArray("a b");
        QTest::newRow("empty") << QByteArray() << false << QByteArray();
        QTest::newRow("file") << QByteArray("@f") << true << QByteArray("f");
        QTest::newRow("at sign alone") << QByteArray("@") << false << QByteArray("@");
        QTest::newRow("doubled") << QByteArray("@@f") << false << QByteArray("@f");
        QTest::newRow("inside") << QByteArray("a@f") << false << QByteArray("a@f");
    }
    void textSource()
    {
        QFETCH(QByteArray, argument);
        QFETCH(bool, isFile);
        QFETCH(QByteArray, value);
        QCOMPARE(lineup::textSource(text(argument)), (TextSource{isFile, text(value)}));
    }

    void badLanes_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("detail");
        const auto row = [](const char *option, const char *reason, const char *detail) {
            QTest::newRow(option) << QByteArray(option) << QByteArray(reason) << QByteArray(detail);
        };
        row("", "bad-lane", "it is empty; write for example backend=local");
        row("  ", "bad-lane", "it is empty; write for example backend=local");
        row("model=x", "bad-lane", "it does not say where to ask: add backend=local, or kind=openai-compatible with base-url=");
        row("local", "bad-lane", R"("local" has no value; a setting is NAME=VALUE, and a comma inside a value is written \,)");
        row("backend=local,", "bad-lane", R"(a setting is empty; a comma inside a value is written \,)");
        row("backend=local,system=Hello, world", "bad-lane", R"("world" has no value; a setting is NAME=VALUE, and a comma inside a value is written \,)");
        row("backend=local,=1", "bad-lane", R"(a setting is empty; a comma inside a value is written \,)");
        row("backend=local,kind=local", "bad-lane", "backend= and kind= both say where to ask, give one of them");
        row("kind=x,backend=y", "bad-lane", "backend= and kind= both say where to ask, give one of them");
        row("backend=", "bad-value", "backend must be local or the name of a backend that is set up");
        row("kind=", "bad-value", "kind must be local, openai-compatible or another kind of backend");
        row("kind=x,option.=1", "bad-lane", "option. needs a name, as in option.region=VALUE");
        row("kind=x,region=a,option.region=b", "bad-lane", "region is given twice");
        row("backend=local,reasoning-tokens=-1", "bad-value", "reasoning-tokens must be a whole number of at least 0");
        row("backend=local,logprobs=21", "bad-value", "logprobs must be a whole number from 0 to 20");
        row("backend=local,stream=no", "bad-value", "stream must be true or false");
        row("backend=local,json-schema=", "bad-value", "json-schema must be a JSON Schema or @FILE");
        row("backend=local,tools=", "bad-value", "tools must be a JSON list of tools or @FILE");
        row("kind=x,api_version=1", "unknown-setting", R"(there is no setting "api_version" (did you mean "api-version"?))");
        row("kind=x,planet=mars", "unknown-setting", R"(there is no setting "planet")");
        row("backend=local,base-url=http://x", "bad-lane", "backend=local needs no base-url and no key-env");
        row("backend=local,model=a,model=b", "bad-lane", "model is given twice");
        row("backend=local,json.a=1,json.a=2", "bad-lane", "json.a is given twice");
        row("backend=local,json.=1", "bad-lane", "json. needs a name, as in json.logit_bias=VALUE");
        row("backend=local,temprature=0", "unknown-setting", R"(there is no setting "temprature" (did you mean "temperature"?))");
        row("backend=local,max_tokens=5", "unknown-setting", R"(there is no setting "max_tokens" (did you mean "max-tokens"?))");
        row("backend=local,temp=1", "unknown-setting", R"(there is no setting "temp" (did you mean "temperature"?))");
        row("backend=local,url=http://x", "unknown-setting", R"(there is no setting "url" (did you mean "base-url"?))");
        row("backend=local,timeout=3", "unknown-setting", R"(there is no setting "timeout" (did you mean "total-timeout"?))");
        row("backend=local,wibble=3", "unknown-setting", R"(there is no setting "wibble")");
        row("backend=local,temperature=2.1", "bad-value", "temperature must be a number from 0 to 2");
        row("backend=local,temperature=-0.1", "bad-value", "temperature must be a number from 0 to 2");
        row("backend=local,temperature=", "bad-value", "temperature must be a number from 0 to 2");
        row("backend=local,temperature=hot", "bad-value", "temperature must be a number from 0 to 2");
        row("backend=local,temperature=nan", "bad-value", "temperature must be a number from 0 to 2");
        row("backend=local,temperature=inf", "bad-value", "temperature must be a number from 0 to 2");
        row("backend=local,temperature=1x", "bad-value", "temperature must be a number from 0 to 2");
        row("backend=local,temperature=0x1", "bad-value", "temperature must be a number from 0 to 2");
        row("backend=local,top-p=1.01", "bad-value", "top-p must be a number from 0 to 1");
        row("backend=local,top-k=-1", "bad-value", "top-k must be a whole number of at least 0");
        row("backend=local,top-k=1.5", "bad-value", "top-k must be a whole number of at least 0");
        row("backend=local,max-tokens=0", "bad-value", "max-tokens must be a whole number of at least 1");
        row("backend=local,max-tokens=9223372036854775808", "bad-value", "max-tokens must be a whole number of at least 1");
        row("backend=local,seed=x", "bad-value", "seed must be a whole number");
        row("backend=local,presence-penalty=3", "bad-value", "presence-penalty must be a number from -2 to 2");
        row("backend=local,frequency-penalty=-3", "bad-value", "frequency-penalty must be a number from -2 to 2");
        row("backend=local,reasoning-effort=", "bad-value", "reasoning-effort must be a word such as low, medium or high");
        row("backend=local,stop=", "bad-value", "stop must not be empty");
        row("backend=local,shots=", "bad-value", "shots must be a number or a file");
        row("backend=local,shots=1001", "bad-value", "shots must be a whole number from 0 to 1000");
        row("backend=local,connect-timeout=0", "bad-value", "connect-timeout must be a number of seconds from 0.001 to 86400");
        row("backend=local,idle-timeout=90000", "bad-value", "idle-timeout must be a number of seconds from 0.001 to 86400");
        row("backend=local,total-timeout=5s", "bad-value", "total-timeout must be a number of seconds from 0.001 to 86400");
        row("backend=local,retries=11", "bad-value", "retries must be a whole number from 0 to 10");
        row("backend=local,price-input=-1", "bad-value", "price-input must be a price in US dollars per million tokens, such as 0.15");
        row("backend=local,price-output=1e3", "bad-value", "price-output must be a price in US dollars per million tokens, such as 0.15");
        row("backend=local,name=\xFF", "bad-lane", "it is not UTF-8 text");
    }
    void badLanes()
    {
        QFETCH(QByteArray, option);
        QFETCH(QByteArray, reason);
        QFETCH(QByteArray, detail);
        const auto result = parseLaneOption(text(option));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::BadInput);
        QCOMPARE(result.error().providerCode, std::optional(text(reason)));
        QCOMPARE(result.error().detail, text(detail));
    }

    void keysAreRefusedAndNotRepeated_data()
    {
        QTest::addColumn<QByteArray>("option");
        const auto row = [](const char *option) { QTest::newRow(option) << QByteArray(option); };
        row("kind=openai-compatible,key=planted-7fA9");
        row("kind=openai-compatible,api-key=planted-7fA9");
        row("kind=openai-compatible,API_KEY=planted-7fA9");
        row("kind=openai-compatible,apikey=planted-7fA9");
        row("kind=openai-compatible,token=planted-7fA9");
        row("kind=openai-compatible,authorization=Bearer planted-7fA9");
        row("kind=openai-compatible,key-env=planted-7fA9");
        row("kind=openai-compatible,key-env=sk-planted-7fA9");
        row("kind=openai-compatible,key-env=0123456789abcdef0123456789abcdef");
        row("kind=openai-compatible,key-env=abcdef0123456789abcdef0123456789");
        row("kind=openai-compatible,key-env=hf_planted7fA9planted7fA9xx");
        row("kind=openai-compatible,key-env=");
        row("sk-planted-7fA9planted");
        row("sk-planted-7fA9planted=1");
        row("kind=openai-compatible,sk-planted-7fA9planted");
        row("kind=openai-compatible,model=sk-planted-7fA9planted");
        row("kind=openai-compatible,name=sk-planted-7fA9planted");
        row("kind=openai-compatible,base-url=http://me:planted-7fA9@host/v1");
        row("kind=openai-compatible,base-url=http://planted-7fA9@host");
        row("kind=openai-compatible,base-url=http://host/v1?key=planted-7fA9");
        row("kind=openai-compatible,base-url=http://host/v1?a=b&api_key=planted-7fA9");
        row("kind=openai-compatible,option.api-key=planted-7fA9");
        row("kind=openai-compatible,region=sk-planted-7fA9planted");
        row("kind=openai-compatible,option.any=gsk_planted7fA9planted");
        row("backend=sk-planted-7fA9planted");
        row("kind=openai-compatible,json.api_key=planted-7fA9");
        row("kind=openai-compatible,json.headers={\"Authorization\":\"Bearer planted-7fA9\"}");
        row("kind=openai-compatible,json.user=gsk_planted7fA9planted");
    }
    void keysAreRefusedAndNotRepeated()
    {
        QFETCH(QByteArray, option);
        const auto result = parseLaneOption(text(option));
        QVERIFY(!result);
        const Error &error = result.error();
        QCOMPARE(error.providerCode, std::optional<std::string>("key-in-argument"));
        QVERIFY(error.detail.find("key-env=NAME") != std::string::npos);
        QVERIFY(error.detail.find("7fA9") == std::string::npos);
        QVERIFY(error.subject.find("7fA9") == std::string::npos);
        QVERIFY(error.detail.find("abcdef") == std::string::npos);
    }

    void longUnknownWordsAreNotRepeated()
    {
        // May be a key of a shape that nobody knows.
        const auto result = parseLaneOption("backend=local,q8RtW2mZ7pLk4NvB6xHd9JfS3aGc5YuE");
        QVERIFY(!result);
        QVERIFY(result.error().detail.find("q8Rt") == std::string::npos);
        QVERIFY(result.error().detail.find("has no value") != std::string::npos);
    }

    void anyBytesGiveAnAnswer()
    {
        constexpr std::string_view kPieces[]{"backend=", "local", "kind=x", ",", "\\,", "\\", "=", "temperature=", "1", "stop=", "\\n", "json.a=", "{", "}", "[", "\"", "shots=", "@", "base-url=http://", "@", "?", "&", "\xFF", "\xF0\x9F", " "};
        QRandomGenerator random(3);
        int good = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string option;
            for (int i = random.bounded(12); i > 0; --i)
                option += kPieces[random.bounded(static_cast<int>(std::size(kPieces)))];
            const auto result = parseLaneOption(option);
            if (result)
                ++good;
            else
                QVERIFY2(!result.error().detail.empty(), option.c_str());
        }
        QVERIFY(good > 100);
    }

    void aSystemTextMaySpeakOfKeys()
    {
        QVERIFY(parseLaneOption("backend=local,system=Never print sk-proj-1234567890abcdef."));
    }
};

QTEST_APPLESS_MAIN(TestLaneOption)
#include "tst_laneoption.moc"
