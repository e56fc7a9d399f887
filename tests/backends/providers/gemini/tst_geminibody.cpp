#include "backends/providers/gemini/geminibody.h"
#include "tests/backends/providers/wire/canonical.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using gemini::generateBody;
using gemini::modelPath;
using gemini::ModelTraits;
using gemini::ThinkingTraits;
using gemini::thinkingTraitsOf;
using nlohmann::json;

namespace {

ChatRequest question(const std::string &model = "gemini-2.5-flash")
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::User, "Hi")};
    return request;
}

struct Written {
    json body;
    chat::Notes notes;
};

Written written(const ChatRequest &request, bool takesSystem = true)
{
    Written out;
    out.body = generateBody(request, {thinkingTraitsOf(request.model), takesSystem}, out.notes);
    return out;
}

} // namespace

class TestGeminiBody : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLeastIsWhatWasAsked()
    {
        const Written out = written(question());
        QCOMPARE(canonical(out.body), canonical(R"({"contents":[{"role":"user","parts":[{"text":"Hi"}]}]})"));
        QVERIFY(out.notes.empty());
    }

    void allParameters()
    {
        ChatRequest request = question();
        Parameters &p = request.parameters;
        p.temperature = 1.5;
        p.topP = 0.5;
        p.topK = 7;
        p.maxTokens = 99;
        p.seed = 1;
        p.presencePenalty = -0.5;
        p.frequencyPenalty = 0.5;
        p.stop = {"a"};
        p.topLogprobs = 3;
        p.jsonSchema = json{{"type", "object"}};
        p.tools = {{"f", "does f", json{{"type", "object"}}}, {"g", "", json::object()}};
        const Written out = written(request);
        QCOMPARE(canonical(out.body["generationConfig"]), canonical(R"({"temperature":1.5,"topP":0.5,"topK":7,"maxOutputTokens":99,"seed":1,
            "presencePenalty":-0.5,"frequencyPenalty":0.5,"stopSequences":["a"],"responseLogprobs":true,"logprobs":3,
            "responseMimeType":"application/json","responseJsonSchema":{"type":"object"}})"));
        QCOMPARE(canonical(out.body["tools"]), canonical(R"([{"functionDeclarations":[
            {"name":"f","description":"does f","parametersJsonSchema":{"type":"object"}},{"name":"g"}]}])"));
        QVERIFY(out.notes.empty());
    }

    void logprobsWithoutOthers()
    {
        ChatRequest request = question();
        request.parameters.topLogprobs = 0;
        QCOMPARE(canonical(written(request).body["generationConfig"]), canonical(R"({"responseLogprobs":true})"));
    }

    void thinking_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("effort");
        QTest::addColumn<int>("tokens");
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QByteArray>("note");
        const auto row = [](const char *name, const char *model, const char *effort, int tokens, const char *config, const char *note) {
            QTest::newRow(name) << QByteArray(model) << QByteArray(effort) << tokens << QByteArray(config) << QByteArray(note);
        };
        row("not asked for", "gemini-2.5-flash", "", -1, "null", "");
        row("budget", "gemini-2.5-flash", "", 2000, R"({"thinkingBudget":2000,"includeThoughts":true})", "");
        row("budget too large", "gemini-2.5-flash", "", 99999, R"({"thinkingBudget":24576,"includeThoughts":true})",
            "reasoning tokens: sent as 24576, the most that this model takes");
        row("budget too small", "gemini-2.5-flash-lite", "", 5, R"({"thinkingBudget":512,"includeThoughts":true})", "reasoning tokens: sent as 512, the least that this model takes");
        row("off", "gemini-2.5-flash", "", 0, R"({"thinkingBudget":0})", "");
        row("never off", "gemini-2.5-pro", "", 0, "null", "reasoning: cannot be switched off on this model");
        row("effort as a budget", "models/gemini-2.5-pro", "medium", -1, R"({"thinkingBudget":8192,"includeThoughts":true})",
            "reasoning effort: sent as a budget of 8192 tokens, since this model takes no effort");
        row("effort none", "gemini-2.5-flash", "none", -1, R"({"thinkingBudget":0})", "");
        row("both on a budget", "gemini-2.5-flash", "low", 3000, R"({"thinkingBudget":3000,"includeThoughts":true})",
            "reasoning effort: not taken beside a number of reasoning tokens");
        row("level", "gemini-3-pro-preview", "high", -1, R"({"thinkingLevel":"HIGH","includeThoughts":true})", "");
        row("level of a newer one", "gemini-3.5-flash", "minimal", -1, R"({"thinkingLevel":"MINIMAL","includeThoughts":true})", "");
        row("no such level", "gemini-3-pro-preview", "xhigh", -1, "null", "reasoning effort: this protocol takes minimal, low, medium and high");
        row("budget on a level", "gemini-3-pro-preview", "", 3000, "null", "reasoning tokens: not taken by this model, which has a reasoning effort instead");
        row("both on a level", "gemini-3-pro-preview", "low", 3000, R"({"thinkingLevel":"LOW","includeThoughts":true})",
            "reasoning tokens: not taken by this model, which has a reasoning effort instead");
        row("off on a level", "gemini-3-pro-preview", "none", -1, "null", "reasoning: cannot be switched off on this model");
        row("0 on a level", "gemini-3-pro-preview", "high", 0, "null", "reasoning: cannot be switched off on this model");
        row("does not think", "gemini-2.0-flash", "high", -1, "null", "reasoning: not taken by this model");
        row("nor can be stopped from it", "gemini-1.5-pro", "none", -1, "null", "");
        row("an unknown one with tokens", "gemini-flash-latest", "", 3000, R"({"thinkingBudget":3000,"includeThoughts":true})", "");
        row("an unknown one with an effort", "gemini-flash-latest", "low", -1, R"({"thinkingLevel":"LOW","includeThoughts":true})", "");
        row("an unknown one off", "gemini-flash-latest", "none", -1, R"({"thinkingBudget":0})", "");
    }
    void thinking()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, effort);
        QFETCH(int, tokens);
        QFETCH(QByteArray, config);
        QFETCH(QByteArray, note);
        ChatRequest request = question(model.toStdString());
        if (!effort.isEmpty())
            request.parameters.reasoningEffort = effort.toStdString();
        if (tokens >= 0)
            request.parameters.reasoningTokens = tokens;
        const Written out = written(request);
        const json generation = out.body.value("generationConfig", json::object());
        QCOMPARE(canonical(generation.value("thinkingConfig", json())), canonical(config.constData()));
        QCOMPARE(out.notes, note.isEmpty() ? chat::Notes() : chat::Notes{note.toStdString()});
    }

    void systemMessages()
    {
        ChatRequest request = question();
        request.messages.insert(request.messages.begin(), textMessage(Role::System, "Be brief."));
        QCOMPARE(canonical(written(request).body["systemInstruction"]), canonical(R"({"parts":[{"text":"Be brief."}]})"));
        const Written without = written(request, false);
        QCOMPARE(canonical(without.body), canonical(R"({"contents":[{"role":"user","parts":[{"text":"Be brief."},{"text":"Hi"}]}]})"));
        QCOMPARE(without.notes, (chat::Notes{"system message: sent before the first message, since this model takes none"}));
    }

    void pictures()
    {
        ChatRequest request = question();
        request.messages = {{Role::User, {ImageBlock{"image/png", "foobar"}, TextBlock{"What is it?"}, TextBlock{""}}}};
        QCOMPARE(canonical(written(request).body["contents"]), canonical(R"([{"role":"user","parts":[
            {"inlineData":{"mimeType":"image/png","data":"Zm9vYmFy"}},{"text":"What is it?"}]}])"));
    }

    void aConversation()
    {
        ChatRequest request = question();
        const auto item = [](const char *text, const char *provider = "gemini", const char *model = "gemini-2.5-flash") { return ProviderItemBlock{provider, model, text}; };
        request.messages = {
            textMessage(Role::User, "Hi"),
            {Role::Assistant, {item(R"({"text":"","thoughtSignature":"S"})"), ReasoningBlock{"Hm."}, TextBlock{"Hello"}, item("broken"), item("{}", "anthropic"), item("{}", "gemini", "other")}},
            {Role::Assistant, {ReasoningBlock{"only thought"}}},
            {Role::Assistant, {RefusalBlock{"No."}}},
            textMessage(Role::User, "And?"),
        };
        QCOMPARE(canonical(written(request).body["contents"]), canonical(R"([
            {"role":"user","parts":[{"text":"Hi"}]},
            {"role":"model","parts":[{"text":"Hello"},{"text":"","thoughtSignature":"S"}]},
            {"role":"model","parts":[{"text":"No."}]},
            {"role":"user","parts":[{"text":"And?"}]}])"));
    }

    /// A call goes back as the part that came, once, and gets its result.
    void callsAreAnsweredAsNotRun()
    {
        ChatRequest request = question();
        const std::string signedCall = R"({"functionCall":{"name":"get","args":{"city":"Paris"}},"thoughtSignature":"C"})";
        request.messages = {
            textMessage(Role::User, "Weather?"),
            {Role::Assistant, {TextBlock{"I look."}, ToolCallBlock{"", "get", R"({ "city" : "Paris" })"}, ToolCallBlock{"id-2", "get", R"({"city":"Paris"})"},
                               ToolCallBlock{"", "now", ""}, ProviderItemBlock{"gemini", "gemini-2.5-flash", signedCall},
                               ProviderItemBlock{"gemini", "gemini-2.5-flash", R"({"functionCall":{"name":"gone"},"thoughtSignature":"D"})"},
                               ProviderItemBlock{"gemini", "gemini-2.5-flash", R"({"text":"","thoughtSignature":"T"})"}}},
            textMessage(Role::User, "And now?"),
        };
        const Written out = written(request);
        QCOMPARE(canonical(out.body["contents"]), canonical(R"([
            {"role":"user","parts":[{"text":"Weather?"}]},
            {"role":"model","parts":[{"text":"I look."},{"text":"","thoughtSignature":"T"},{"functionCall":{"name":"get","args":{"city":"Paris"}},"thoughtSignature":"C"},
                {"functionCall":{"id":"id-2","name":"get","args":{"city":"Paris"}}},{"functionCall":{"name":"now","args":{}}}]},
            {"role":"user","parts":[{"functionResponse":{"name":"get","response":{"error":"not run"}}},
                {"functionResponse":{"id":"id-2","name":"get","response":{"error":"not run"}}},
                {"functionResponse":{"name":"now","response":{"error":"not run"}}},{"text":"And now?"}]}])"));
        QCOMPARE(out.notes, (chat::Notes{"tool calls of earlier turns: sent back with the result \"not run\""}));
    }

    void paths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("gemini-2.5-pro") << QByteArray("models/gemini-2.5-pro");
        QTest::newRow("models/gemini-2.5-pro") << QByteArray("models/gemini-2.5-pro");
        QTest::newRow("tunedModels/mine-1") << QByteArray("tunedModels/mine-1");
        QTest::newRow("../x?key=1#y") << QByteArray("models/..%2Fx%3Fkey%3D1%23y");
    }
    void paths()
    {
        QFETCH(QByteArray, path);
        QCOMPARE(QByteArray::fromStdString(modelPath(QTest::currentDataTag())), path);
    }

    void counting()
    {
        ChatRequest request = question();
        request.messages.insert(request.messages.begin(), textMessage(Role::System, "s"));
        request.parameters.temperature = 1;
        QCOMPARE(canonical(gemini::countBody(written(request).body, "gemini-2.5-flash")), canonical(R"({"generateContentRequest":{"model":"models/gemini-2.5-flash",
            "contents":[{"role":"user","parts":[{"text":"Hi"}]}],"systemInstruction":{"parts":[{"text":"s"}]}}})"));
    }

    void traits_data()
    {
        using Kind = ThinkingTraits::Kind;
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("canStayOff");
        const auto row = [](const char *model, Kind kind, bool canStayOff) { QTest::newRow(model) << static_cast<int>(kind) << canStayOff; };
        row("gemini-1.0-pro", Kind::None, true);
        row("gemini-2.0-flash-lite", Kind::None, true);
        row("gemini-2.5-pro", Kind::Budget, false);
        row("gemini-2.5-flash", Kind::Budget, true);
        row("models/gemini-2.5-flash-lite-preview", Kind::Budget, true);
        row("gemini-3-pro-preview", Kind::Level, false);
        row("gemini-3.1-flash", Kind::Level, false);
        row("gemini-10-pro", Kind::Level, false);
        row("gemini-flash-latest", Kind::Unknown, true);
        row("gemini-", Kind::Unknown, true);
        row("gemma-3-27b-it", Kind::None, true);
        row("learnlm", Kind::Unknown, true);
        row("", Kind::Unknown, true);
    }
    void traits()
    {
        QFETCH(int, kind);
        QFETCH(bool, canStayOff);
        const ThinkingTraits traits = thinkingTraitsOf(QTest::currentDataTag());
        QCOMPARE(static_cast<int>(traits.kind), kind);
        QCOMPARE(traits.canStayOff, canStayOff);
    }
};

QTEST_APPLESS_MAIN(TestGeminiBody)
#include "tst_geminibody.moc"
