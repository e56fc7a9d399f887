#include "backends/providers/openai/openaiprovider.h"
#include "core/base/json.h"
#include "tests/backends/providers/wire/canonical.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using nlohmann::json;

namespace {

const std::string kFolder = "openai-responses/";

ChatRequest question(const std::string &model = "gpt-5-mini")
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::System, "Be brief."), textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

struct Bench : ProviderBench {
    Bench() : ProviderBench(openai::responsesProvider(), {"/v1"}) { server.always(replyFile(kFolder + "aimock-text").script()); }
    void refuseOnce(const char *name) { server.then(replyFile(kFolder + name).script()); }
};

} // namespace

/// "openai-responses" against a server that does what the test says.
class TestResponses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordedReplies_data()
    {
        QTest::addColumn<QByteArray>("ending");
        const QMap<QByteArray, QByteArray> endings{
            {"aimock-filter", "ProviderDown"}, {"aimock-length", "length"}, {"aimock-tools", "tool_call"}, {"cut", "StreamCut"},
            {"error-aimock-rate", "RateLimited"}, {"error-encrypted", "BadRequest"}, {"error-event", "ProviderDown"},
            {"error-llama-context", "ContextTooLong"}, {"error-llama-logprobs", "BadRequest"}, {"error-llama-unauthorized", "Unauthorized"},
            {"error-nested", "RateLimited"}, {"error-summary", "BadRequest"}, {"failed", "ProviderDown"}, {"failed-prompt", "BadRequest"},
            {"failed-rate", "RateLimited"}, {"incomplete-filter", "filtered"}, {"incomplete-length", "length"}, {"only-the-end", "tool_call"},
            {"refusal", "refused"}, {"tools-interleaved", "tool_call"}, {"whole-failed", "ProviderDown"}, {"whole-tools", "tool_call"}};
        for (const std::string &name : replyNames(kFolder)) {
            if (!name.starts_with("count-"))
                QTest::newRow(name.c_str()) << endings.value(QByteArray::fromStdString(name), "finished");
        }
    }
    void recordedReplies()
    {
        QFETCH(QByteArray, ending);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        Bench bench;
        bench.server.always({send(file.bytes())});
        const Answer whole = bench.ask(question("an-unknown-one"));
        QCOMPARE(QByteArray::fromStdString(endingOf(whole)), ending);
        bench.server.always({sendInPieces(file.bytes(), 31)});
        const Answer pieces = bench.ask(question("an-unknown-one"));
        QCOMPARE(QByteArray::fromStdString(endingOf(pieces)), ending);
        QCOMPARE(pieces.text(), whole.text());
    }

    void theRequestIsWhatTheProtocolWants()
    {
        Bench bench;
        ChatRequest request = question();
        request.parameters.maxTokens = 50;
        request.parameters.seed = 1;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QVERIFY(hasNote(answer, "seed: not taken"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.method + ' ' + seen.target, std::string("POST /v1/responses"));
        QCOMPARE(seen.header("authorization"), std::string("Bearer sk-planted-0123456789"));
        QCOMPARE(seen.header("accept"), std::string("text/event-stream"));
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"model":"gpt-5-mini","instructions":"Be brief.","stream":true,"store":false,
            "input":[{"type":"message","role":"user","content":"Hi"}],"max_output_tokens":50,"include":["reasoning.encrypted_content"],
            "reasoning":{"summary":"auto"}})"));
    }

    void aModelThatDoesNotThinkIsNotAskedWhatItThought()
    {
        Bench bench;
        bench.ask(question("gpt-4o"));
        QVERIFY(!bench.lastBody().contains("include"));
        QVERIFY(!bench.lastBody().contains("reasoning"));
    }

    void withoutStreaming()
    {
        Bench bench;
        bench.server.always(replyFile(kFolder + "aimock-whole").script());
        ChatRequest request = question();
        request.parameters.streams = false;
        QCOMPARE(bench.ask(request).text(), std::string("Forty-two."));
        QCOMPARE(bench.server.requests().at(0).header("accept"), std::string("application/json"));
        QCOMPARE(canonical(bench.lastBody()["stream"]), QByteArray("false"));
    }

    void refusalsTeach_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<QByteArray>("gone");
        QTest::newRow("error-encrypted") << QByteArray("encrypted reasoning") << QByteArray("encrypted_content");
        QTest::newRow("error-summary") << QByteArray("a summary of the reasoning") << QByteArray("summary");
        QTest::newRow("error-llama-logprobs") << QByteArray("without top-logprobs") << QByteArray("logprobs");
    }
    void refusalsTeach()
    {
        QFETCH(QByteArray, note);
        QFETCH(QByteArray, gone);
        Bench bench;
        bench.refuseOnce(QTest::currentDataTag());
        ChatRequest request = question("o-unknown");
        request.parameters.reasoningEffort = "low";
        request.parameters.topLogprobs = 2;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 2);
        QVERIFY(hasNote(answer, note.toStdString()));
        QVERIFY(bench.server.requests().at(0).body.find(gone.toStdString()) != std::string::npos);
        QVERIFY(bench.server.requests().at(1).body.find(gone.toStdString()) == std::string::npos);
        QCOMPARE(bench.ask(request).end->attempts, 1);
    }

    void whatTheModelThoughtComesWithTheAnswer()
    {
        Bench bench;
        bench.server.always(replyFile(kFolder + "reasoning-encrypted").script());
        const Answer answer = bench.ask(question());
        QCOMPARE(answer.all<ProviderItem>().size(), std::size_t(1));
        const std::string item = answer.all<ProviderItem>()[0].json;
        ChatRequest next = question();
        next.messages.push_back({Role::Assistant, {ProviderItemBlock{"openai-responses", "gpt-5-mini", item}, TextBlock{answer.text()}}});
        next.messages.push_back(textMessage(Role::User, "Sure?"));
        bench.ask(next);
        json kept = bench.lastBody()["input"][1];
        QCOMPARE(canonical(kept["encrypted_content"]), QByteArray("\"gAAAAABo-sealed\""));
        QVERIFY(!kept.contains("status"));
        // Another model could not read it.
        next.model = "gpt-5";
        bench.ask(next);
        QCOMPARE(bench.lastBody()["input"].size(), std::size_t(3));
    }

    void aCount()
    {
        Bench bench;
        bench.server.always(replyFile(kFolder + "count-llama").script());
        const auto count = bench.count(question());
        QVERIFY(count);
        QCOMPARE(*count, 32);
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1/responses/input_tokens"));
        bench.server.always({send(reply(200, "application/json", "{}"))});
        QCOMPARE(bench.count(question()).error().code, ErrorCode::BadReply);
        bench.server.always({send(reply(200, "application/json", "{"))});
        QCOMPARE(bench.count(question()).error().code, ErrorCode::BadReply);
    }

    void whatIsKnownOfIt()
    {
        const ProviderDescriptor descriptor = openai::responsesProvider().descriptor;
        QCOMPARE(descriptor.id, std::string("openai-responses"));
        QVERIFY(descriptor.capabilities.at(Capability::TokenCount).has);
        QVERIFY(!descriptor.capabilities.at(Capability::Seed).has);
    }
};

QTEST_GUILESS_MAIN(TestResponses)
#include "tst_responses.moc"
