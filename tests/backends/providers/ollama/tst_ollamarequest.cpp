#include "backends/providers/ollama/ollamarequest.h"

#include <QTest>

using namespace lineup;
using nlohmann::json;

namespace {

struct Written {
    json body;
    chat::Notes notes;
};

/// JSON in one spelling, for a comparison whose failure can be read.
QByteArray text(const json &value)
{
    return QByteArray::fromStdString(value.dump());
}
QByteArray text(const char *value)
{
    return text(json::parse(value));
}

Written write(const ChatRequest &request)
{
    Written written;
    const std::string text = ollama::chatBody(request, written.notes);
    written.body = json::parse(text, nullptr, false);
    return written;
}

ChatRequest asking(const std::string &text)
{
    ChatRequest request;
    request.model = "m:latest";
    request.messages = {textMessage(Role::User, text)};
    return request;
}

} // namespace

class TestOllamaRequest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLeast()
    {
        const Written written = write(asking("Hi"));
        QCOMPARE(text(written.body), text(R"({"model":"m:latest","messages":[{"role":"user","content":"Hi"}],"stream":true,"truncate":false})"));
        QVERIFY(written.notes.empty());
    }

    void everyParameter()
    {
        ChatRequest request = asking("Hi");
        Parameters &parameters = request.parameters;
        parameters.temperature = 0.5;
        parameters.topP = 0.25;
        parameters.topK = 7;
        parameters.maxTokens = 64;
        parameters.seed = -1;
        parameters.presencePenalty = 1.5;
        parameters.frequencyPenalty = -1.5;
        parameters.stop = {"a", "b"};
        parameters.reasoningEffort = "high";
        parameters.jsonSchema = json{{"type", "object"}};
        parameters.topLogprobs = 3;
        parameters.streams = false;
        parameters.tools = {{"f", "does f", {{"type", "object"}}}, {"g", "", json::object()}};
        const Written written = write(request);
        QCOMPARE(text(written.body["options"]), text(R"({"temperature":0.5,"top_p":0.25,"top_k":7,"num_predict":64,"seed":-1,"presence_penalty":1.5,
                                                         "frequency_penalty":-1.5,"stop":["a","b"]})"));
        QCOMPARE(text(written.body["think"]), text(json("high")));
        QCOMPARE(text(written.body["format"]), text(R"({"type":"object"})"));
        QCOMPARE(text(written.body["logprobs"]), text(json(true)));
        QCOMPARE(text(written.body["top_logprobs"]), text(json(3)));
        QCOMPARE(text(written.body["stream"]), text(json(false)));
        QCOMPARE(text(written.body["tools"]), text(R"([{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}},
                                                       {"type":"function","function":{"name":"g","parameters":{}}}])"));
        QVERIFY(written.notes.empty());
    }

    void thinking_data()
    {
        QTest::addColumn<QByteArray>("effort");
        QTest::addColumn<int>("tokens");
        QTest::addColumn<QByteArray>("think");
        QTest::addColumn<int>("notes");
        QTest::newRow("none") << QByteArray("none") << -1 << QByteArray("false") << 0;
        QTest::newRow("a word") << QByteArray("max") << -1 << QByteArray("\"max\"") << 0;
        QTest::newRow("no tokens") << QByteArray() << 0 << QByteArray("false") << 0;
        QTest::newRow("tokens") << QByteArray() << 512 << QByteArray("true") << 1;
        QTest::newRow("both") << QByteArray("low") << 512 << QByteArray("\"low\"") << 1;
        QTest::newRow("neither") << QByteArray() << -1 << QByteArray("null") << 0;
    }
    void thinking()
    {
        QFETCH(QByteArray, effort);
        QFETCH(int, tokens);
        QFETCH(QByteArray, think);
        QFETCH(int, notes);
        ChatRequest request = asking("Hi");
        if (!effort.isEmpty())
            request.parameters.reasoningEffort = effort.toStdString();
        if (tokens >= 0)
            request.parameters.reasoningTokens = tokens;
        const Written written = write(request);
        QCOMPARE(QByteArray::fromStdString(written.body.value("think", json()).dump()), think);
        QCOMPARE(static_cast<int>(written.notes.size()), notes);
    }

    void messages()
    {
        ChatRequest request = asking("Hi");
        Message user{Role::User, {TextBlock{"What is "}, ImageBlock{"image/png", std::string("\x89PNG\0\xff", 6)}, TextBlock{"this?"}}};
        Message assistant{Role::Assistant,
                          {ReasoningBlock{"Hm."}, TextBlock{"A cat"}, ToolCallBlock{"c1", "zoom", "{\"by\":2}"}, ToolCallBlock{"c2", "end", ""},
                           ToolCallBlock{"c3", "bad", "[1]"}, ProviderItemBlock{"ollama", "m", "{}"}, RefusalBlock{"!"}}};
        request.messages = {textMessage(Role::System, "Be short."), user, assistant};
        const Written written = write(request);
        QCOMPARE(text(written.body["messages"]), text(R"([{"role":"system","content":"Be short."},
            {"role":"user","content":"What is this?","images":["iVBORwD/"]},
            {"role":"assistant","content":"A cat!","thinking":"Hm.","tool_calls":[{"function":{"name":"zoom","arguments":{"by":2}}},
             {"function":{"name":"end","arguments":{}}},{"function":{"name":"bad","arguments":{}}}]}])"));
        QCOMPARE(written.notes.size(), std::size_t(1));
    }

    void extraWins()
    {
        ChatRequest request = asking("Hi");
        request.parameters.temperature = 1;
        request.parameters.extra = json::parse(R"({"keep_alive":"5m","options":{"num_ctx":8192,"temperature":null},"truncate":null})");
        const Written written = write(request);
        QCOMPARE(text(written.body["options"]), text(R"({"num_ctx":8192})"));
        QCOMPARE(text(written.body["keep_alive"]), text(json("5m")));
        QVERIFY(!written.body.contains("truncate"));
    }

    void illFormedTextDoesNoHarm()
    {
        const Written written = write(asking("a\xff" "b"));
        QCOMPARE(written.body["messages"][0]["content"].get<std::string>(), std::string("a\xEF\xBF\xBD" "b"));
    }
};

QTEST_APPLESS_MAIN(TestOllamaRequest)
#include "tst_ollamarequest.moc"
