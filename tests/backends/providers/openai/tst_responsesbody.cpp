#include "backends/providers/openai/responsesrequest.h"
#include "core/base/json.h"
#include "tests/backends/providers/wire/canonical.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using nlohmann::json;
using openai::ResponsesExtras;
using openaicompatible::Quirks;

namespace {

ChatRequest conversation()
{
    ChatRequest request;
    request.model = "gpt-5-mini";
    request.messages = {textMessage(Role::System, "Be brief."), textMessage(Role::User, "1"), textMessage(Role::Assistant, "one"),
                        textMessage(Role::User, "2")};
    return request;
}

json body(const ChatRequest &request, const ResponsesExtras &extras = {}, chat::Notes *notes = nullptr)
{
    chat::Notes unread;
    Quirks quirks;
    quirks.provider = "openai-responses";
    return json::parse(openai::responsesBody(request, quirks, extras, notes ? *notes : unread));
}

} // namespace

class TestResponsesBody : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aConversation()
    {
        QCOMPARE(canonical(body(conversation())), canonical(R"({"model":"gpt-5-mini","instructions":"Be brief.","stream":true,"store":false,"input":[
            {"type":"message","role":"user","content":"1"},{"type":"message","role":"assistant","content":"one"},
            {"type":"message","role":"user","content":"2"}]})"));
    }

    void everyParameterHasItsName()
    {
        ChatRequest request = conversation();
        request.messages = {textMessage(Role::User, "1")};
        Parameters &parameters = request.parameters;
        parameters.streams = false;
        parameters.temperature = 0;
        parameters.topP = 0.5;
        parameters.maxTokens = 100;
        parameters.reasoningEffort = "low";
        parameters.topLogprobs = 3;
        parameters.jsonSchema = json::parse(R"({"title":"A city","type":"object","properties":{"n":{"type":"string"}},"required":["n"],"additionalProperties":false})");
        parameters.tools = {{"f", "Does f.", json::parse(R"({"type":"object","properties":{"a":{"type":"integer"}}})")}};
        QCOMPARE(canonical(body(request, {true, true})), canonical(R"({"model":"gpt-5-mini","stream":false,"store":false,
            "input":[{"type":"message","role":"user","content":"1"}],"temperature":0.0,"top_p":0.5,"max_output_tokens":100,
            "reasoning":{"effort":"low","summary":"auto"},"top_logprobs":3,"include":["reasoning.encrypted_content","message.output_text.logprobs"],
            "text":{"format":{"type":"json_schema","name":"A_city","strict":true,
                "schema":{"title":"A city","type":"object","properties":{"n":{"type":"string"}},"required":["n"],"additionalProperties":false}}},
            "tools":[{"type":"function","name":"f","description":"Does f.","strict":false,
                "parameters":{"type":"object","properties":{"a":{"type":"integer"}}}}]})"));
    }

    void withoutThinkingThereIsNothingToSumUp()
    {
        ChatRequest request = conversation();
        QCOMPARE(canonical(body(request, {true, true})["reasoning"]), canonical(R"({"summary":"auto"})"));
        request.parameters.reasoningEffort = "none";
        QCOMPARE(canonical(body(request, {true, true})["reasoning"]), canonical(R"({"effort":"none"})"));
    }

    void whatIsNotTakenIsLeftOutAndSaid()
    {
        ChatRequest request = conversation();
        request.parameters.reasoningTokens = 100;
        chat::Notes notes;
        QVERIFY(body(request, {}, &notes).dump().find("100") == std::string::npos);
        QCOMPARE(notes, chat::Notes{"reasoning-tokens: not taken by this model"});
    }

    void picturesAreParts()
    {
        ChatRequest request = conversation();
        request.messages = {{Role::User, {TextBlock{"What "}, TextBlock{"is"}, ImageBlock{"image/png", "\x89PNG"}, TextBlock{"this?"}}}};
        QCOMPARE(canonical(body(request)["input"]), canonical(R"([{"type":"message","role":"user","content":[{"type":"input_text","text":"What is"},
            {"type":"input_image","image_url":"data:image/png;base64,iVBORw=="},{"type":"input_text","text":"this?"}]}])"));
    }

    void whatTheModelThoughtGoesBackInItsPlace()
    {
        ChatRequest request = conversation();
        const std::string item = R"({"type":"reasoning","id":"rs_1","encrypted_content":"sealed","summary":[],"status":null})";
        request.messages = {textMessage(Role::User, "1"),
                            {Role::Assistant,
                             {ReasoningBlock{"hm"}, ProviderItemBlock{"openai-responses", "gpt-5-mini", item}, TextBlock{"a"}, ToolCallBlock{"c1", "f", ""},
                              RefusalBlock{"no"}}},
                            textMessage(Role::User, "2")};
        QCOMPARE(canonical(body(request)["input"]), canonical(R"([{"type":"message","role":"user","content":"1"},
            {"type":"reasoning","id":"rs_1","encrypted_content":"sealed","summary":[]},{"type":"message","role":"assistant","content":"a"},
            {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},{"type":"message","role":"assistant","content":"no"},
            {"type":"message","role":"user","content":"2"}])"));
    }

    void itemsOfOthersStayHere_data()
    {
        QTest::addColumn<QByteArray>("provider");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("item");
        QTest::newRow("of another model") << QByteArray("openai-responses") << QByteArray("gpt-5") << QByteArray("{\"type\":\"reasoning\"}");
        QTest::newRow("of another provider") << QByteArray("anthropic") << QByteArray("gpt-5-mini") << QByteArray("{\"type\":\"reasoning\"}");
        QTest::newRow("no JSON") << QByteArray("openai-responses") << QByteArray("gpt-5-mini") << QByteArray("{\"type\"");
        QTest::newRow("no object") << QByteArray("openai-responses") << QByteArray("gpt-5-mini") << QByteArray("[1]");
    }
    void itemsOfOthersStayHere()
    {
        QFETCH(QByteArray, provider);
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, item);
        ChatRequest request = conversation();
        request.messages = {{Role::Assistant, {ProviderItemBlock{provider.toStdString(), model.toStdString(), item.toStdString()}, TextBlock{"a"}}}};
        QCOMPARE(canonical(body(request)["input"]), canonical(R"([{"type":"message","role":"assistant","content":"a"}])"));
    }

    void theExtrasHaveTheLastWord()
    {
        ChatRequest request = conversation();
        request.parameters.extra = json::parse(R"({"store":true,"reasoning":{"summary":"detailed"},"instructions":null})");
        const json wire = body(request, {false, true});
        QCOMPARE(canonical(wire["store"]), QByteArray("true"));
        QCOMPARE(canonical(wire["reasoning"]), canonical(R"({"summary":"detailed"})"));
        QVERIFY(!wire.contains("instructions"));
    }

    void aCountIsOfWhatIsRead()
    {
        ChatRequest request = conversation();
        request.parameters.temperature = 1;
        request.parameters.maxTokens = 5;
        request.parameters.reasoningEffort = "low";
        const json wire = json::parse(openai::inputTokensBody(request, Quirks()));
        QByteArrayList members;
        for (const auto &[key, value] : wire.items())
            members << QByteArray::fromStdString(key);
        QCOMPARE(members, (QByteArrayList{"input", "instructions", "model", "reasoning"}));
    }
};

QTEST_APPLESS_MAIN(TestResponsesBody)
#include "tst_responsesbody.moc"
