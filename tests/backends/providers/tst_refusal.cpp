#include "backends/providers/openaicompatible/refusal.h"

#include "backends/chat/errorclassifier.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::openaicompatible;

namespace {

Error errorOf(std::string_view body, int status = 400)
{
    chat::FailedReply reply;
    reply.status = status;
    reply.body = body;
    return chat::classify(reply);
}

ChatRequest request()
{
    ChatRequest request;
    request.model = "m";
    request.parameters.temperature = 0.5;
    request.parameters.maxTokens = 10;
    request.parameters.reasoningEffort = "minimal";
    request.parameters.tools = {{"f", "", {}}};
    return request;
}

} // namespace

class TestRefusal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isOfValue");
        const auto file = [](const char *path, const char *name, bool isOfValue) {
            QTest::newRow(path) << QByteArray::fromStdString(test::replyFile(path).body) << QByteArray(name) << isOfValue;
        };
        file("openai/error-temperature", "temperature", true);
        file("openai/error-top-p", "top_p", false);
        file("openai/error-max-tokens", "max_tokens", false);
        file("openai/error-effort", "reasoning_effort", true);
        file("openai/error-role", "messages[0].role", true);
        file("openai/error-unknown-argument", "top_k", false);
        file("openai/error-model", "", false);
        file("openai-responses/error-llama-logprobs", "", false);
        const auto row = [](const char *name, const char *body, const char *refused) { QTest::newRow(name) << QByteArray(body) << QByteArray(refused) << false; };
        row("FastAPI", R"({"detail":[{"type":"extra_forbidden","loc":["body","top_k"],"msg":"Extra inputs are not permitted","input":3}]})", "top_k");
        row("FastAPI, another complaint", R"({"detail":[{"type":"missing","loc":["body","model"],"msg":"Field required"}]})", "");
        row("a message only", R"({"error":{"message":"Unsupported parameter: 'seed' is not supported with this model."}})", "seed");
        row("a parameter that is only wrong", R"({"error":{"message":"Invalid value","type":"invalid_request_error","param":"temperature","code":"invalid_value"}})", "");
        row("no JSON", "no", "");
    }
    void whatIsRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, name);
        QFETCH(bool, isOfValue);
        const auto refusal = refusalOf(errorOf(body.toStdString()));
        QCOMPARE(refusal ? QByteArray::fromStdString(refusal->name) : QByteArray(), name);
        if (refusal)
            QCOMPARE(refusal->isOfValue, isOfValue);
        QVERIFY(!refusalOf(errorOf(body.toStdString(), 500)));
    }

    void namesOfTheWire()
    {
        QCOMPARE(dispensableParameter("reasoning.effort"), std::optional(Parameter::ReasoningEffort));
        QCOMPARE(dispensableParameter("stop[0]"), std::optional(Parameter::Stop));
        QCOMPARE(dispensableParameter("random_seed"), std::optional(Parameter::Seed));
        // An answer without these would be another one than was asked for.
        for (const char *name : {"tools", "tools[0].function", "response_format", "text.format", "messages", "model", ""})
            QVERIFY(!dispensableParameter(name));
    }

    void learning_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<bool>("isOfValue");
        QTest::addColumn<bool>("learns");
        const auto row = [](const char *tag, const char *name, const char *message, bool isOfValue, bool learns) {
            QTest::newRow(tag) << QByteArray(name) << QByteArray(message) << isOfValue << learns;
        };
        row("a parameter", "temperature", "", false, true);
        row("its value", "temperature", "", true, true);
        row("one that was not sent", "top_p", "", false, false);
        row("tools", "tools", "", false, false);
        row("the other name", "max_tokens", "Use 'max_completion_tokens' instead.", false, true);
        row("too large a number", "max_tokens", "max_tokens is too large", false, false);
        row("an effort", "reasoning_effort", "", true, true);
        row("the role", "messages[0].role", "", true, true);
        row("a message's content", "messages[0].content", "", true, false);
    }
    void learning()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, message);
        QFETCH(bool, isOfValue);
        QFETCH(bool, learns);
        LearntModels learnt;
        chat::Notes notes;
        const Refusal refusal{name.toStdString(), isOfValue, message.toStdString()};
        QCOMPARE(learnFrom(refusal, request(), "max_tokens", "system", learnt, notes), learns);
        QCOMPARE(!notes.empty(), learns);
        QCOMPARE(!(learnt.of("m") == LearntModel()), learns);
        QVERIFY(learnt.of("another") == LearntModel());
    }

    void whatIsLearnt()
    {
        LearntModels learnt;
        chat::Notes notes;
        QVERIFY(learnFrom({"max_tokens", false, "max_completion_tokens"}, request(), "max_tokens", "system", learnt, notes));
        QVERIFY(learnFrom({"messages[0].role", true, ""}, request(), "max_tokens", "developer", learnt, notes));
        QVERIFY(learnFrom({"reasoning_effort", true, ""}, request(), "max_tokens", "system", learnt, notes));
        const LearntModel model = learnt.of("m");
        QCOMPARE(*model.maxTokensName, std::string("max_completion_tokens"));
        QCOMPARE(*model.systemRole, std::string("system"));
        QCOMPARE(model.refusedEfforts, std::vector<std::string>{"minimal"});
        QVERIFY(model.notTaken.empty());
        // The other way round, a second time, would be for ever.
        QVERIFY(!learnFrom({"max_completion_tokens", false, ""}, request(), "max_completion_tokens", "system", learnt, notes));
        QVERIFY(!learnFrom({"messages[0].role", true, ""}, request(), "max_tokens", "system", learnt, notes));
    }

    void anotherRequestMayHaveLearntItMeanwhile()
    {
        LearntModels learnt;
        chat::Notes notes;
        const Refusal role{"messages[0].role", true, "does not support 'developer' with this model"};
        const Refusal length{"max_tokens", false, "Use 'max_completion_tokens' instead."};
        const Refusal warmth{"temperature", true, ""};
        // Two were sent together: what the first was told, the second is told too, and both go again.
        for (const char *round : {"first", "second"}) {
            const bool isFirst = std::string_view(round) == "first";
            QVERIFY(learnFrom(role, request(), "max_tokens", isFirst ? "developer" : "system", learnt, notes));
            QVERIFY(learnFrom(length, request(), isFirst ? "max_tokens" : "max_completion_tokens", "system", learnt, notes));
            QVERIFY(learnFrom(warmth, request(), "max_tokens", "system", learnt, notes));
        }
        QCOMPARE(*learnt.of("m").systemRole, std::string("system"));
        QCOMPARE(*learnt.of("m").maxTokensName, std::string("max_completion_tokens"));
    }
};

QTEST_APPLESS_MAIN(TestRefusal)
#include "tst_refusal.moc"
