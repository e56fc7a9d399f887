#include "backends/providers/openaicompatible/quirks.h"
#include "backends/providers/openaicompatible/wirerequest.h"
#include "tests/backends/providers/wire/canonical.h"

#include <QTest>

using namespace lineup;
using namespace lineup::openaicompatible;
using lineup::test::canonical;
using nlohmann::json;

namespace {

/// Everything set.
Parameters full()
{
    Parameters parameters;
    parameters.temperature = 0.5;
    parameters.topP = 0.5;
    parameters.topK = 5;
    parameters.maxTokens = 5;
    parameters.seed = 5;
    parameters.presencePenalty = 0.5;
    parameters.frequencyPenalty = 0.5;
    parameters.reasoningEffort = "low";
    parameters.reasoningTokens = 5;
    parameters.stop = {"x"};
    parameters.jsonSchema = json::object();
    parameters.tools = {{"f", "", json::object()}};
    parameters.topLogprobs = 2;
    return parameters;
}

json bodyOf(const Parameters &parameters, const Quirks &quirks, chat::Notes *notes = nullptr)
{
    chat::Notes unread;
    return json::parse(chatBody({"m", {textMessage(Role::User, "Hi")}, parameters, {}, 0}, quirks, notes ? *notes : unread));
}

} // namespace

class TestQuirks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachParameterCanBeLeftOut()
    {
        for (const Parameter parameter : setParameters(full())) {
            Quirks quirks;
            quirks.notTaken = {parameter};
            chat::Notes notes;
            const Parameters taken = takenParameters(full(), quirks, notes);
            QVERIFY(!isSet(taken, parameter));
            QCOMPARE(setParameters(taken).size(), setParameters(full()).size() - 1);
            QCOMPARE(notes, chat::Notes{std::string(parameterName(parameter)) + ": not taken by this model"});
            QCOMPARE(leftOut(full(), quirks), std::vector<Parameter>{parameter});
            QVERIFY(leftOut({}, quirks).empty());
            QCOMPARE(parameterFromName(parameterName(parameter)), std::optional(parameter));
        }
        QVERIFY(!parameterFromName("warmth"));
    }

    void effortsAreWords()
    {
        Quirks quirks;
        quirks.notTaken = {};
        QVERIFY(leftOut(full(), quirks).empty());
        quirks.efforts = {"high"};
        QCOMPARE(leftOut(full(), quirks), std::vector<Parameter>{Parameter::ReasoningEffort});
        quirks.efforts = {"low"};
        QVERIFY(leftOut(full(), quirks).empty());
        quirks.refusedEfforts = {"low"};
        QCOMPARE(leftOut(full(), quirks), std::vector<Parameter>{Parameter::ReasoningEffort});
    }

    void reasoningAsAnObject()
    {
        Quirks quirks;
        quirks.notTaken = {};
        quirks.effortForm = Quirks::EffortForm::Object;
        QCOMPARE(canonical(bodyOf(full(), quirks)["reasoning"]), canonical(R"({"effort":"low","max_tokens":5})"));
        QVERIFY(!bodyOf(full(), quirks).contains("reasoning_effort"));
        QVERIFY(!bodyOf({}, quirks).contains("reasoning"));
    }

    void logprobs()
    {
        Quirks quirks;
        Parameters parameters;
        parameters.topLogprobs = 2;
        QCOMPARE(canonical(bodyOf(parameters, quirks)["logprobs"]), QByteArray("true"));
        QCOMPARE(canonical(bodyOf(parameters, quirks)["top_logprobs"]), QByteArray("2"));
        quirks.logprobsForm = Quirks::LogprobsForm::Count;
        QCOMPARE(canonical(bodyOf(parameters, quirks)["logprobs"]), QByteArray("2"));
        QVERIFY(!bodyOf(parameters, quirks).contains("top_logprobs"));
        parameters.topLogprobs = 0;
        QCOMPARE(canonical(bodyOf(parameters, quirks)["logprobs"]), QByteArray("1"));
        quirks.logprobsForm = Quirks::LogprobsForm::FlagAndCount;
        QCOMPARE(canonical(bodyOf(parameters, quirks)["logprobs"]), QByteArray("true"));
        QVERIFY(!bodyOf(parameters, quirks).contains("top_logprobs"));
    }

    void schemas()
    {
        Parameters parameters;
        parameters.jsonSchema = json::parse(R"({"title":"A b","type":"object","additionalProperties":false})");
        Quirks quirks;
        QCOMPARE(canonical(bodyOf(parameters, quirks)["response_format"]),
                 canonical(R"({"type":"json_schema","json_schema":{"name":"A_b","strict":true,"schema":{"title":"A b","type":"object","additionalProperties":false}}})"));
        parameters.jsonSchema = json::parse(R"({"type":"object"})");
        QCOMPARE(canonical(bodyOf(parameters, quirks)["response_format"]),
                 canonical(R"({"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}})"));
        quirks.schemaForm = Quirks::SchemaForm::Bare;
        QCOMPARE(canonical(bodyOf(parameters, quirks)["response_format"]), canonical(R"({"type":"json_schema","schema":{"type":"object"}})"));
        quirks.schemaForm = Quirks::SchemaForm::JsonObject;
        chat::Notes notes;
        QCOMPARE(canonical(bodyOf(parameters, quirks, &notes)["response_format"]), canonical(R"({"type":"json_object"})"));
        QCOMPARE(notes.size(), std::size_t(1));
    }

    void toolsAndStreaming()
    {
        Parameters parameters;
        parameters.streams = false;
        parameters.tools = {{"f", "Does f.", json::parse(R"({"type":"object"})")}, {"g", "", json::object()}};
        const json body = bodyOf(parameters, {});
        QCOMPARE(canonical(body["stream"]), QByteArray("false"));
        QVERIFY(!body.contains("stream_options"));
        QCOMPARE(canonical(body["tools"]), canonical(R"([{"type":"function","function":{"name":"f","description":"Does f.","parameters":{"type":"object"}}},
            {"type":"function","function":{"name":"g","parameters":{}}}])"));
    }

    void otherNames()
    {
        Quirks quirks;
        quirks.seedName = "random_seed";
        quirks.systemRole = "developer";
        quirks.wireModel = "deployment";
        chat::Notes notes;
        ChatRequest request{"m", {textMessage(Role::System, "S"), textMessage(Role::User, "U")}, {}, {}, 0};
        request.parameters.seed = 7;
        const json body = json::parse(chatBody(request, quirks, notes));
        QCOMPARE(canonical(body["random_seed"]), QByteArray("7"));
        QCOMPARE(canonical(body["model"]), QByteArray("\"deployment\""));
        QCOMPARE(canonical(body["messages"][0]), canonical(R"({"role":"developer","content":"S"})"));
    }

    void picturesAreParts()
    {
        ChatRequest request{"m", {{Role::User, {TextBlock{"a"}, ImageBlock{"image/png", "\x89PNG"}}}}, {}, {}, 0};
        chat::Notes notes;
        QCOMPARE(canonical(json::parse(chatBody(request, {}, notes))["messages"][0]["content"]),
                 canonical(R"([{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw=="}}])"));
    }

    void whatGoesBackWithAnAnswer()
    {
        const std::vector<ContentBlock> blocks{ReasoningBlock{"hm"}, TextBlock{"a"}, ProviderItemBlock{"p", "m", R"({"reasoning_details":[1]})"},
                                               ProviderItemBlock{"p", "other", R"({"x":1})"}, ProviderItemBlock{"p", "m", "no JSON"},
                                               ToolCallBlock{"c", "f", ""}};
        ChatRequest request{"m", {{Role::Assistant, blocks}}, {}, {}, 0};
        Quirks quirks;
        quirks.provider = "p";
        chat::Notes notes;
        QCOMPARE(canonical(json::parse(chatBody(request, quirks, notes))["messages"][0]),
                 canonical(R"({"role":"assistant","content":"a","reasoning_details":[1],
                    "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]})"));
        quirks.reasoningBackName = "reasoning_content";
        quirks.provider = "another";
        QCOMPARE(canonical(json::parse(chatBody(request, quirks, notes))["messages"][0]),
                 canonical(R"({"role":"assistant","content":"a","reasoning_content":"hm",
                    "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]})"));
    }
};

QTEST_APPLESS_MAIN(TestQuirks)
#include "tst_quirks.moc"
