#include "backends/providers/anthropic/messagesbody.h"
#include "tests/backends/providers/wire/canonical.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using anthropic::countBody;
using anthropic::messagesBody;
using anthropic::ModelTraits;
using anthropic::traitsOf;
using nlohmann::json;

namespace {

ChatRequest question(const std::string &model = "claude-sonnet-4-5")
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::User, "Hi")};
    request.parameters.maxTokens = 5000;
    return request;
}

struct Written {
    json body;
    chat::Notes notes;
};

Written written(const ChatRequest &request)
{
    Written out;
    auto body = messagesBody(request, traitsOf(request.model), out.notes);
    if (!body)
        qFatal("no body");
    out.body = *body;
    return out;
}

/// What the body says beyond what every one has.
json beyond(const ChatRequest &request)
{
    json body = written(request).body;
    for (const char *name : {"model", "messages", "max_tokens", "stream"})
        body.erase(name);
    return body;
}

} // namespace

class TestAnthropicBody : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLeastIsWhatWasAsked()
    {
        ChatRequest request = question();
        request.messages.insert(request.messages.begin(), textMessage(Role::System, "Be brief."));
        const Written out = written(request);
        QCOMPARE(canonical(out.body), canonical(R"({"model":"claude-sonnet-4-5","max_tokens":5000,"system":"Be brief.","stream":true,
            "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]})"));
        QVERIFY(out.notes.empty());
        request.parameters.streams = false;
        QVERIFY(!written(request).body.contains("stream"));
    }

    void allParameters()
    {
        ChatRequest request = question();
        Parameters &p = request.parameters;
        p.temperature = 0.5;
        p.topP = 0.9;
        p.topK = 7;
        p.stop = {"a", "b"};
        p.seed = 1;
        p.presencePenalty = 0.1;
        p.frequencyPenalty = 0.2;
        p.topLogprobs = 3;
        p.jsonSchema = json{{"type", "object"}};
        p.tools = {{"f", "does f", json{{"type", "object"}, {"properties", json::object()}}}, {"g", "", json::object()}};
        QCOMPARE(canonical(beyond(request)), canonical(R"({"temperature":0.5,"top_p":0.9,"top_k":7,"stop_sequences":["a","b"],
            "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},
            "tools":[{"name":"f","description":"does f","input_schema":{"type":"object","properties":{}}},{"name":"g","input_schema":{"type":"object"}}]})"));
        QCOMPARE(written(request).notes, (chat::Notes{"seed: not taken by this protocol", "presence penalty: not taken by this protocol",
                                                      "frequency penalty: not taken by this protocol", "log probabilities: not taken by this protocol"}));
    }

    void maxTokensIsChosenAndSaid_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<int>("budget");
        QTest::addColumn<int>("most");
        QTest::newRow("a usual model") << QByteArray("claude-sonnet-4-5") << -1 << 8192;
        QTest::newRow("an old model") << QByteArray("claude-3-haiku-20240307") << -1 << 4096;
        QTest::newRow("thinking") << QByteArray("claude-sonnet-4-5") << 2000 << 16384;
        QTest::newRow("thinking long") << QByteArray("claude-sonnet-4-5") << 20000 << 28192;
        QTest::newRow("not thinking") << QByteArray("claude-sonnet-4-5") << 0 << 8192;
        QTest::newRow("of somebody else's") << QByteArray("smollm2") << -1 << 8192;
    }
    void maxTokensIsChosenAndSaid()
    {
        QFETCH(QByteArray, model);
        QFETCH(int, budget);
        QFETCH(int, most);
        ChatRequest request = question(model.toStdString());
        request.parameters.maxTokens.reset();
        if (budget >= 0)
            request.parameters.reasoningTokens = budget;
        const Written out = written(request);
        QCOMPARE(out.body["max_tokens"].get<int>(), most);
        QCOMPARE(out.notes.at(0), "max_tokens: sent as " + std::to_string(most) + ", since this protocol wants one");
    }

    void thinking_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("effort");
        QTest::addColumn<int>("tokens");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("note");
        const auto row = [](const char *name, const char *model, const char *effort, int tokens, const char *body, const char *note) {
            QTest::newRow(name) << QByteArray(model) << QByteArray(effort) << tokens << QByteArray(body) << QByteArray(note);
        };
        const char *adaptive = R"({"thinking":{"type":"adaptive","display":"summarized"}})";
        const char *high = R"({"thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"high"}})";
        const char *off = R"({"thinking":{"type":"disabled"}})";
        row("not asked for", "claude-opus-4-7", "", -1, "{}", "");
        row("budget", "claude-sonnet-4-5", "", 2000, R"({"thinking":{"type":"enabled","budget_tokens":2000}})", "");
        row("budget too small", "claude-sonnet-4-5", "", 5, R"({"thinking":{"type":"enabled","budget_tokens":1024}})", "reasoning tokens: sent as 1024, within 1024 and max_tokens");
        row("budget too large", "claude-3-7-sonnet-20250219", "", 9000, R"({"thinking":{"type":"enabled","budget_tokens":4999}})",
            "reasoning tokens: sent as 4999, within 1024 and max_tokens");
        row("effort as a budget", "claude-opus-4-20250514", "medium", -1, R"({"thinking":{"type":"enabled","budget_tokens":2500}})",
            "reasoning effort: sent as a budget of 2500 tokens, since this model takes no effort");
        row("both on a budget", "claude-opus-4-5", "low", 3000, R"({"thinking":{"type":"enabled","budget_tokens":3000}})",
            "reasoning effort: not taken beside a number of reasoning tokens");
        row("budget off", "claude-opus-4-5", "", 0, off, "");
        row("effort off", "claude-opus-4-5", "none", -1, off, "");
        row("effort", "claude-opus-4-6", "high", -1, high, "");
        row("effort on a newer one", "anthropic/claude-opus-4.7", "high", -1, high, "");
        row("budget on a newer one", "claude-sonnet-5", "", 3000, adaptive, "reasoning tokens: not taken by this model, which has a reasoning effort instead");
        row("both on a newer one", "claude-opus-5-20261001", "high", 3000, high, "reasoning tokens: not taken by this model, which has a reasoning effort instead");
        row("off on a newer one", "claude-opus-4-7", "none", -1, off, "");
        row("a model that does not think", "claude-3-5-sonnet-20241022", "high", -1, "{}", "reasoning: not taken by this model");
        row("nor can be stopped from it", "claude-3-5-sonnet-20241022", "none", -1, "{}", "");
        row("budget on an unknown one", "glm-5", "", 3000, R"({"thinking":{"type":"enabled","budget_tokens":3000}})", "");
        row("effort on an unknown one", "glm-5", "high", -1, high, "");
    }
    void thinking()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, effort);
        QFETCH(int, tokens);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, note);
        ChatRequest request = question(model.toStdString());
        if (!effort.isEmpty())
            request.parameters.reasoningEffort = effort.toStdString();
        if (tokens >= 0)
            request.parameters.reasoningTokens = tokens;
        QCOMPARE(canonical(beyond(request)), canonical(body.constData()));
        QCOMPARE(written(request).notes, note.isEmpty() ? chat::Notes() : chat::Notes{note.toStdString()});
    }

    void thinkingNeedsRoom()
    {
        ChatRequest request = question();
        request.parameters.maxTokens = 1024;
        request.parameters.reasoningTokens = 2000;
        QCOMPARE(canonical(beyond(request)), canonical("{}"));
        QCOMPARE(written(request).notes, (chat::Notes{"reasoning: needs a max_tokens above 1024"}));
    }

    void sampling_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<bool>("thinks");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("taken") << QByteArray("claude-sonnet-4-5") << false << QByteArray();
        QTest::newRow("not while it thinks") << QByteArray("claude-sonnet-4-5") << true << QByteArray("not taken while the model thinks");
        QTest::newRow("not by newer models") << QByteArray("claude-opus-4-7") << false << QByteArray("not taken by this model");
        QTest::newRow("taken by others") << QByteArray("smollm2") << false << QByteArray();
    }
    void sampling()
    {
        QFETCH(QByteArray, model);
        QFETCH(bool, thinks);
        QFETCH(QByteArray, reason);
        ChatRequest request = question(model.toStdString());
        request.parameters.temperature = 1.5;
        request.parameters.topP = 0.5;
        request.parameters.topK = 3;
        if (thinks)
            request.parameters.reasoningTokens = 2000;
        json body = beyond(request);
        body.erase("thinking");
        if (reason.isEmpty()) {
            QCOMPARE(canonical(body), canonical(R"({"temperature":1.0,"top_p":0.5,"top_k":3})"));
            QCOMPARE(written(request).notes, (chat::Notes{"temperature: sent as 1, the most that this protocol takes"}));
        } else {
            QCOMPARE(canonical(body), canonical("{}"));
            const std::string why = ": " + reason.toStdString();
            QCOMPARE(written(request).notes, (chat::Notes{"temperature" + why, "top_p" + why, "top_k" + why}));
        }
    }

    void pictures()
    {
        ChatRequest request = question();
        request.messages = {{Role::User, {ImageBlock{"image/png", "foobar"}, TextBlock{"What is it?"}}}};
        QCOMPARE(canonical(written(request).body["messages"]), canonical(R"([{"role":"user","content":[
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"Zm9vYmFy"}},{"type":"text","text":"What is it?"}]}])"));
        request.messages = {{Role::User, {ImageBlock{"image/tiff", "x"}}}};
        chat::Notes notes;
        const auto refused = messagesBody(request, {}, notes);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::BadInput);
    }

    void aConversation()
    {
        ChatRequest request = question("claude-opus-4-6");
        const std::string signedThought = R"({"type":"thinking","thinking":"Hm.","signature":"S"})";
        request.messages = {
            textMessage(Role::User, "Hi"),
            {Role::Assistant, {ReasoningBlock{"Hm."}, TextBlock{"Hello"}, TextBlock{""}, ProviderItemBlock{"anthropic", "claude-opus-4-6", signedThought},
                               ProviderItemBlock{"anthropic", "claude-opus-4-5", R"({"type":"redacted_thinking","data":"other model"})"},
                               ProviderItemBlock{"gemini", "claude-opus-4-6", R"({"text":"other provider"})"},
                               ProviderItemBlock{"anthropic", "claude-opus-4-6", "broken"}}},
            textMessage(Role::User, "And?"),
            {Role::Assistant, {ReasoningBlock{"only thought"}}},
            {Role::Assistant, {RefusalBlock{"No."}}},
        };
        QCOMPARE(canonical(written(request).body["messages"]), canonical(R"([
            {"role":"user","content":[{"type":"text","text":"Hi"}]},
            {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"S"},{"type":"text","text":"Hello"}]},
            {"role":"user","content":[{"type":"text","text":"And?"}]},
            {"role":"assistant","content":[{"type":"text","text":"No."}]}])"));
    }

    void itemsInTheirPlaceStayThere()
    {
        ChatRequest request = question("m");
        const auto item = [](const char *name) { return ProviderItemBlock{"anthropic", "m", std::string("{\"type\":\"") + name + "\"}"}; };
        request.messages = {textMessage(Role::User, "Hi"), {Role::Assistant, {ReasoningBlock{"r"}, item("a"), TextBlock{"one"}, item("b"), TextBlock{"two"}}}};
        QCOMPARE(canonical(written(request).body["messages"][1]["content"]),
                 canonical(R"([{"type":"a"},{"type":"text","text":"one"},{"type":"b"},{"type":"text","text":"two"}])"));
    }

    void callsAreAnsweredAsNotRun()
    {
        ChatRequest request = question();
        request.messages = {textMessage(Role::User, "Weather?"),
                            {Role::Assistant, {TextBlock{"I look."}, ToolCallBlock{"toolu_1", "get", R"({"city":"Paris"})"}, ToolCallBlock{"", "now", ""},
                                               ToolCallBlock{"call:3/x", "odd", "not json"}}},
                            textMessage(Role::User, "And now?"), textMessage(Role::User, "Well?")};
        const Written out = written(request);
        QCOMPARE(canonical(out.body["messages"]), canonical(R"([
            {"role":"user","content":[{"type":"text","text":"Weather?"}]},
            {"role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"toolu_1","name":"get","input":{"city":"Paris"}},
                {"type":"tool_use","id":"call_2","name":"now","input":{}},{"type":"tool_use","id":"call_3_x","name":"odd","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"not run","is_error":true},
                {"type":"tool_result","tool_use_id":"call_2","content":"not run","is_error":true},
                {"type":"tool_result","tool_use_id":"call_3_x","content":"not run","is_error":true},{"type":"text","text":"And now?"}]},
            {"role":"user","content":[{"type":"text","text":"Well?"}]}])"));
        QCOMPARE(out.notes, (chat::Notes{"tool calls of earlier turns: sent back with the result \"not run\""}));
    }

    void countingTakesWhatIsAboutTheInput()
    {
        ChatRequest request = question("claude-opus-4-6");
        request.messages.insert(request.messages.begin(), textMessage(Role::System, "s"));
        request.parameters.temperature = 1;
        request.parameters.stop = {"x"};
        request.parameters.reasoningEffort = "low";
        request.parameters.tools = {{"f", "", json::object()}};
        json body = countBody(written(request).body);
        QStringList names;
        for (const auto &[name, value] : body.items())
            names << QString::fromStdString(name);
        QCOMPARE(names, (QStringList{QStringLiteral("messages"), QStringLiteral("model"), QStringLiteral("output_config"), QStringLiteral("system"),
                                     QStringLiteral("thinking"), QStringLiteral("tools")}));
    }

    void traits_data()
    {
        using Thinking = ModelTraits::Thinking;
        QTest::addColumn<int>("thinking");
        QTest::addColumn<bool>("takesSampling");
        const auto row = [](const char *model, Thinking thinking, bool takesSampling) { QTest::newRow(model) << static_cast<int>(thinking) << takesSampling; };
        row("claude-2.1", Thinking::None, true);
        row("claude-instant-1.2", Thinking::None, true);
        row("claude-3-haiku-20240307", Thinking::None, true);
        row("claude-3-5-haiku-latest", Thinking::None, true);
        row("claude-3-7-sonnet-20250219", Thinking::Budget, true);
        row("claude-opus-4-20250514", Thinking::Budget, true);
        row("claude-opus-4-1", Thinking::Budget, true);
        row("claude-haiku-4-5-20251001", Thinking::Budget, true);
        row("claude-sonnet-4-6", Thinking::Adaptive, true);
        row("claude-opus-4-7", Thinking::Adaptive, false);
        row("claude-opus-4.10", Thinking::Adaptive, false);
        row("eu.anthropic.claude-sonnet-5-v1:0", Thinking::Adaptive, false);
        row("claude-opus-5", Thinking::Adaptive, false);
        row("claude", Thinking::Unknown, true);
        row("claude-", Thinking::Unknown, true);
        row("gpt-5-mini", Thinking::Unknown, true);
        row("", Thinking::Unknown, true);
    }
    void traits()
    {
        QFETCH(int, thinking);
        QFETCH(bool, takesSampling);
        const ModelTraits traits = traitsOf(QTest::currentDataTag());
        QCOMPARE(static_cast<int>(traits.thinking), thinking);
        QCOMPARE(traits.takesSampling, takesSampling);
    }
};

QTEST_APPLESS_MAIN(TestAnthropicBody)
#include "tst_anthropicbody.moc"
