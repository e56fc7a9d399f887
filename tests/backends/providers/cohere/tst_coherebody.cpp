#include "backends/providers/cohere/chatbody.h"
#include "tests/backends/providers/wire/canonical.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using cohere::chatBody;
using nlohmann::json;

namespace {

ChatRequest question()
{
    ChatRequest request;
    request.model = "command-a-03-2025";
    request.messages = {textMessage(Role::User, "Hi")};
    return request;
}

struct Written {
    json body;
    chat::Notes notes;
};

Written written(const ChatRequest &request)
{
    Written out;
    out.body = chatBody(request, out.notes);
    return out;
}

/// What the body says beyond what every one has.
json beyond(json body)
{
    for (const char *name : {"model", "messages", "stream"})
        body.erase(name);
    return body;
}

} // namespace

class TestCohereBody : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLeastIsWhatWasAsked()
    {
        ChatRequest request = question();
        request.messages.insert(request.messages.begin(), textMessage(Role::System, "Be brief."));
        const Written out = written(request);
        QCOMPARE(canonical(out.body), canonical(R"({"model":"command-a-03-2025","stream":true,
            "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]})"));
        QVERIFY(out.notes.empty());
        request.parameters.streams = false;
        QCOMPARE(written(request).body["stream"].get<bool>(), false);
    }

    void allParameters()
    {
        ChatRequest request = question();
        Parameters &p = request.parameters;
        p.temperature = 0.5;
        p.topP = 0.9;
        p.topK = 7;
        p.maxTokens = 99;
        p.seed = 1;
        p.presencePenalty = 0.25;
        p.frequencyPenalty = 0.75;
        p.stop = {"a", "b"};
        p.topLogprobs = 0;
        p.jsonSchema = json{{"type", "object"}};
        p.tools = {{"f", "does f", json{{"type", "object"}}}, {"g", "", json::object()}};
        const Written out = written(request);
        QCOMPARE(canonical(beyond(out.body)), canonical(R"({"temperature":0.5,"p":0.9,"k":7,"max_tokens":99,"seed":1,"presence_penalty":0.25,
            "frequency_penalty":0.75,"stop_sequences":["a","b"],"logprobs":true,"response_format":{"type":"json_object","json_schema":{"type":"object"}},
            "tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}},
                     {"type":"function","function":{"name":"g","parameters":{}}}]})"));
        QVERIFY(out.notes.empty());
    }

    void limits()
    {
        ChatRequest request = question();
        Parameters &p = request.parameters;
        p.temperature = 1.5;
        p.topP = 1;
        p.topK = 900;
        p.presencePenalty = -1;
        p.frequencyPenalty = 2;
        p.stop = {"1", "2", "3", "4", "5", "6"};
        p.topLogprobs = 3;
        const Written out = written(request);
        QCOMPARE(canonical(beyond(out.body)), canonical(R"({"temperature":1.0,"p":0.99,"k":500,"presence_penalty":0.0,"frequency_penalty":1.0,
            "stop_sequences":["1","2","3","4","5"],"logprobs":true})"));
        QCOMPARE(out.notes, (chat::Notes{"temperature: sent as 1, the most that this protocol takes", "top_p: sent as 0.99, the most that this protocol takes",
                                         "presence penalty: sent as 0, the least that this protocol takes",
                                         "frequency penalty: sent as 1, the most that this protocol takes", "top_k: sent as 500, the most that this protocol takes",
                                         "stop words: only the first 5 are sent, the most that this protocol takes",
                                         "log probabilities of other tokens: not given by this protocol"}));
    }

    void thinking_data()
    {
        QTest::addColumn<QByteArray>("effort");
        QTest::addColumn<int>("tokens");
        QTest::addColumn<QByteArray>("thinking");
        QTest::addColumn<bool>("hasNote");
        const auto row = [](const char *name, const char *effort, int tokens, const char *thinking, bool hasNote) {
            QTest::newRow(name) << QByteArray(effort) << tokens << QByteArray(thinking) << hasNote;
        };
        row("not asked for", "", -1, "null", false);
        row("tokens", "", 2000, R"({"type":"enabled","token_budget":2000})", false);
        row("no tokens", "", 0, R"({"type":"disabled"})", false);
        row("no effort", "none", -1, R"({"type":"disabled"})", false);
        row("an effort", "high", -1, R"({"type":"enabled"})", true);
        row("both", "high", 500, R"({"type":"enabled","token_budget":500})", true);
        row("both, off", "high", 0, R"({"type":"disabled"})", false);
    }
    void thinking()
    {
        QFETCH(QByteArray, effort);
        QFETCH(int, tokens);
        QFETCH(QByteArray, thinking);
        QFETCH(bool, hasNote);
        ChatRequest request = question();
        if (!effort.isEmpty())
            request.parameters.reasoningEffort = effort.toStdString();
        if (tokens >= 0)
            request.parameters.reasoningTokens = tokens;
        const Written out = written(request);
        QCOMPARE(canonical(out.body.value("thinking", json())), canonical(thinking.constData()));
        QCOMPARE(out.notes, hasNote ? chat::Notes{"reasoning effort: this protocol takes on, off and a number of tokens"} : chat::Notes());
    }

    void pictures()
    {
        ChatRequest request = question();
        request.messages = {{Role::User, {ImageBlock{"image/png", "foobar"}, TextBlock{"What is it?"}, TextBlock{""}}}};
        QCOMPARE(canonical(written(request).body["messages"]), canonical(R"([{"role":"user","content":[
            {"type":"image_url","image_url":{"url":"data:image/png;base64,Zm9vYmFy"}},{"type":"text","text":"What is it?"}]}])"));
    }

    void aConversation()
    {
        ChatRequest request = question();
        request.messages = {textMessage(Role::User, "Hi"), {Role::Assistant, {ReasoningBlock{"Hm."}, TextBlock{"Hel"}, ProviderItemBlock{"cohere", "m", "{}"}, TextBlock{"lo"}}},
                            textMessage(Role::User, ""), {Role::Assistant, {ReasoningBlock{"only thought"}}}, {Role::Assistant, {RefusalBlock{"No."}}}};
        QCOMPARE(canonical(written(request).body["messages"]), canonical(R"([{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},
            {"role":"assistant","content":"No."}])"));
    }

    void callsAreAnsweredAsNotRun()
    {
        ChatRequest request = question();
        request.messages = {textMessage(Role::User, "Weather?"), {Role::Assistant, {TextBlock{"I look."}, ToolCallBlock{"get_1", "get", "{ }"}, ToolCallBlock{"", "now", ""}}},
                            textMessage(Role::User, "And?")};
        const Written out = written(request);
        QCOMPARE(canonical(out.body["messages"]), canonical(R"([{"role":"user","content":"Weather?"},
            {"role":"assistant","content":"I look.","tool_calls":[{"id":"get_1","type":"function","function":{"name":"get","arguments":"{ }"}},
                {"id":"call_2","type":"function","function":{"name":"now","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"get_1","content":"not run"},{"role":"tool","tool_call_id":"call_2","content":"not run"},
            {"role":"user","content":"And?"}])"));
        QCOMPARE(out.notes, (chat::Notes{"tool calls of earlier turns: sent back with the result \"not run\""}));
    }
};

QTEST_APPLESS_MAIN(TestCohereBody)
#include "tst_coherebody.moc"
