#include "backends/providers/bedrock/bedrockrequest.h"

#include <QTest>

using namespace lineup;
using nlohmann::json;

namespace {

QByteArray text(const json &value)
{
    return QByteArray::fromStdString(value.dump());
}
QByteArray text(const char *value)
{
    return text(json::parse(value));
}

struct Written {
    json body;
    chat::Notes notes;
};

Written write(const ChatRequest &request)
{
    Written written;
    const std::string bytes = bedrock::converseBody(request, written.notes);
    written.body = json::parse(bytes, nullptr, false);
    return written;
}

ChatRequest asking(const std::string &model = "anthropic.claude-sonnet-4-20250514-v1:0")
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::User, "Hi")};
    return request;
}

} // namespace

class TestBedrockRequest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLeast()
    {
        const Written written = write(asking());
        QCOMPARE(text(written.body), text(R"({"messages":[{"role":"user","content":[{"text":"Hi"}]}]})"));
        QVERIFY(written.notes.empty());
    }

    void everyParameter()
    {
        ChatRequest request = asking();
        request.messages.insert(request.messages.begin(), textMessage(Role::System, "Be short."));
        Parameters &parameters = request.parameters;
        parameters.temperature = 0.5;
        parameters.topP = 0.25;
        parameters.topK = 7;
        parameters.maxTokens = 64;
        parameters.stop = {"a", "b"};
        parameters.reasoningTokens = 1024;
        parameters.reasoningEffort = "high";
        parameters.jsonSchema = json{{"type", "object"}};
        parameters.tools = {{"f", "does f", {{"type", "object"}}}, {"g", "", json::object()}};
        const Written written = write(request);
        json body = written.body;
        QCOMPARE(body["outputConfig"]["textFormat"]["structure"]["jsonSchema"]["schema"].get<std::string>(), std::string("{\"type\":\"object\"}"));
        body["outputConfig"]["textFormat"]["structure"]["jsonSchema"].erase("schema");
        QCOMPARE(text(body), text(R"({"system":[{"text":"Be short."}],"messages":[{"role":"user","content":[{"text":"Hi"}]}],
            "inferenceConfig":{"temperature":0.5,"topP":0.25,"maxTokens":64,"stopSequences":["a","b"]},
            "toolConfig":{"tools":[{"toolSpec":{"name":"f","description":"does f","inputSchema":{"json":{"type":"object"}}}},
                                   {"toolSpec":{"name":"g","inputSchema":{"json":{}}}}]},
            "additionalModelRequestFields":{"top_k":7,"thinking":{"type":"enabled","budget_tokens":1024}},
            "outputConfig":{"effort":"high","textFormat":{"type":"json_schema","structure":{"jsonSchema":{"name":"answer"}}}}})"));
        QVERIFY(written.notes.empty());
    }

    void whatIsNotTakenIsSaid()
    {
        ChatRequest request = asking();
        request.parameters.seed = 1;
        request.parameters.presencePenalty = 1;
        request.parameters.topLogprobs = 2;
        const Written written = write(request);
        QCOMPARE(text(written.body), text(R"({"messages":[{"role":"user","content":[{"text":"Hi"}]}]})"));
        QCOMPARE(written.notes, (chat::Notes{"seed: not taken by this model", "presence-penalty: not taken by this model", "top-logprobs: not taken by this model"}));
        QCOMPARE(bedrock::notTaken(request), (std::vector<Parameter>{Parameter::Seed, Parameter::PresencePenalty, Parameter::TopLogprobs}));
    }

    void whatEachMakerCallsIt_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("notes");
        const auto row = [](const char *model, const char *fields, int notes) { QTest::newRow(model) << QByteArray(fields) << notes; };
        row("anthropic.claude-v2", R"({"top_k":3})", 0);
        row("us.amazon.nova-lite-v1:0", R"({"inferenceConfig":{"topK":3}})", 0);
        row("cohere.command-r-v1:0", R"({"k":3})", 0);
        row("mistral.mistral-7b-instruct-v0:2", R"({"top_k":3})", 0);
        row("meta.llama3-8b-instruct-v1:0", "null", 1);
        row("arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-v2", R"({"top_k":3})", 0);
        row("arn:aws:bedrock:us-east-1:1:provisioned-model/abc", "null", 1);
    }
    void whatEachMakerCallsIt()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, notes);
        ChatRequest request = asking(QTest::currentDataTag());
        request.parameters.topK = 3;
        const Written written = write(request);
        QCOMPARE(text(written.body.value("additionalModelRequestFields", json())), fields);
        QCOMPARE(static_cast<int>(written.notes.size()), notes);
    }

    void thinking_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("effort");
        QTest::addColumn<int>("tokens");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("notes");
        const auto row = [](const char *name, const char *model, const char *effort, int tokens, const char *body, int notes) {
            QTest::newRow(name) << QByteArray(model) << QByteArray(effort) << tokens << QByteArray(body) << notes;
        };
        row("off by tokens", "anthropic.x", "", 0, R"({"additionalModelRequestFields":{"thinking":{"type":"disabled"}}})", 0);
        row("off by word", "anthropic.x", "none", -1, R"({"additionalModelRequestFields":{"thinking":{"type":"disabled"}}})", 0);
        row("off elsewhere", "amazon.x", "none", -1, "{}", 1);
        row("tokens elsewhere", "amazon.x", "", 100, "{}", 1);
        row("effort of gpt-oss", "openai.gpt-oss-20b-1:0", "low", -1, R"({"additionalModelRequestFields":{"reasoning_effort":"low"}})", 0);
        row("effort", "amazon.x", "low", -1, R"({"outputConfig":{"effort":"low"}})", 0);
    }
    void thinking()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, effort);
        QFETCH(int, tokens);
        QFETCH(QByteArray, body);
        QFETCH(int, notes);
        ChatRequest request = asking(model.toStdString());
        if (!effort.isEmpty())
            request.parameters.reasoningEffort = effort.toStdString();
        if (tokens >= 0)
            request.parameters.reasoningTokens = tokens;
        Written written = write(request);
        written.body.erase("messages");
        QCOMPARE(text(written.body), body);
        QCOMPARE(static_cast<int>(written.notes.size()), notes);
    }

    void messages()
    {
        ChatRequest request = asking("anthropic.m");
        const std::string own = R"({"reasoningContent":{"reasoningText":{"signature":"s","text":"Hm."}}})";
        Message user{Role::User, {TextBlock{"What?"}, TextBlock{""}, ImageBlock{"image/png", std::string("\x89PNG", 4)}, ImageBlock{"image/jpg", "J"}}};
        Message assistant{Role::Assistant,
                          {ReasoningBlock{"Hm."}, ProviderItemBlock{"bedrock", "anthropic.m", own}, ProviderItemBlock{"bedrock", "other", "{\"x\":1}"},
                           ProviderItemBlock{"anthropic", "anthropic.m", "{\"y\":1}"}, TextBlock{"A cat"}, RefusalBlock{"!"},
                           ToolCallBlock{"c1", "zoom", "{\"by\":2}"}, ToolCallBlock{"c2", "end", ""}, ToolCallBlock{"c3", "bad", "oops"}}};
        Message empty{Role::User, {TextBlock{""}}};
        request.messages = {user, assistant, empty};
        const Written written = write(request);
        QCOMPARE(text(written.body["messages"]), text(R"([{"role":"user","content":[{"text":"What?"},{"image":{"format":"png","source":{"bytes":"iVBORw=="}}},
                {"image":{"format":"jpeg","source":{"bytes":"Sg=="}}}]},
            {"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"signature":"s","text":"Hm."}}},{"text":"A cat"},{"text":"!"},
                {"toolUse":{"toolUseId":"c1","name":"zoom","input":{"by":2}}},{"toolUse":{"toolUseId":"c2","name":"end","input":{}}},
                {"toolUse":{"toolUseId":"c3","name":"bad","input":{}}}]}])"));
        QCOMPARE(written.notes.size(), std::size_t(1));
    }

    void extraWins()
    {
        ChatRequest request = asking();
        request.parameters.temperature = 1;
        request.parameters.extra = json::parse(R"({"inferenceConfig":{"temperature":null},"serviceTier":{"type":"flex"}})");
        const Written written = write(request);
        QCOMPARE(text(written.body["inferenceConfig"]), text("{}"));
        QCOMPARE(text(written.body["serviceTier"]), text(R"({"type":"flex"})"));
    }

    void counting()
    {
        ChatRequest request = asking();
        request.parameters.temperature = 1;
        request.messages.insert(request.messages.begin(), textMessage(Role::System, "S"));
        QCOMPARE(QByteArray::fromStdString(bedrock::countBody(request)),
                 text(R"({"input":{"converse":{"system":[{"text":"S"}],"messages":[{"role":"user","content":[{"text":"Hi"}]}]}}})"));
    }

    void modelIds()
    {
        QCOMPARE(bedrock::modelSegment("a.b-v1:0"), std::string("a.b-v1%3A0"));
        QCOMPARE(bedrock::modelSegment("arn:aws:x/y_z~"), std::string("arn%3Aaws%3Ax%2Fy_z~"));
        QCOMPARE(bedrock::makerOf("global.anthropic.x"), std::string("anthropic"));
        QCOMPARE(bedrock::makerOf("anthropic"), std::string());
        QCOMPARE(bedrock::makerOf(""), std::string());
    }
};

QTEST_APPLESS_MAIN(TestBedrockRequest)
#include "tst_bedrockrequest.moc"
