#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "core/base/json.h"
#include "tests/backends/providers/answer.h"
#include "tests/backends/providers/answersummary.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;

namespace {

std::string piece(const std::string &text, const std::string &reason = "null")
{
    return chunk(sseData("{\"id\":\"c\",\"object\":\"text_completion\",\"model\":\"base\",\"choices\":[{\"index\":0,\"text\":\"" + text
                         + "\",\"logprobs\":null,\"finish_reason\":" + reason + "}]}"));
}

std::string good()
{
    return streamHead() + piece(" neg") + piece("ative") + piece("", "\"stop\"")
        + chunk(sseData(R"({"id":"c","model":"base","choices":[],"usage":{"prompt_tokens":48,"completion_tokens":2},"timings":{"prompt_n":48,"prompt_ms":9.5,"predicted_n":2,"predicted_ms":30}})"))
        + chunk(sseData("[DONE]")) + lastChunk();
}

ChatRequest question()
{
    ChatRequest request;
    request.model = "base";
    request.messages = {textMessage(Role::User, "Good"), textMessage(Role::Assistant, "positive"), textMessage(Role::User, "Bad")};
    request.retries = 0;
    return request;
}

} // namespace

/// The route of base models.
class TestCompletions : public QObject {
    Q_OBJECT
    struct Bench {
        Bench()
        {
            auto made = openaicompatible::makeBackend({server.url("/v1"), Secret("sk-planted-0123456789"), false, true}, io, std::make_shared<net::Redactor>());
            if (!made)
                qFatal("no backend");
            backend = *made;
        }
        Answer ask(ChatRequest request = question())
        {
            Answer answer;
            answer.ask(*backend, std::move(request));
            if (!answer.waitForEnd())
                qFatal("an answer did not end");
            return answer;
        }
        TestServer server;
        net::IoThread io;
        std::shared_ptr<ChatBackend> backend;
    };

private Q_SLOTS:
    void thePromptGoesAsText()
    {
        Bench bench;
        bench.server.always({send(good())});
        ChatRequest request = question();
        request.parameters.temperature = 0;
        request.parameters.stop = {"END"};
        request.parameters.topLogprobs = 2;
        request.parameters.extra = {{"min_p", 0.1}};
        const Answer answer = bench.ask(request);
        QCOMPARE(answer.text(), std::string(" negative"));
        QCOMPARE(answer.end->outcome, Outcome::Finished);
        const RecordedRequest sent = bench.server.requests().front();
        QCOMPARE(sent.target, std::string("/v1/completions"));
        QCOMPARE(sent.header("authorization"), std::string("Bearer sk-planted-0123456789"));
        const auto body = parseJson(sent.body, kReplyJsonDepth);
        QVERIFY(body);
        QCOMPARE(dumpJson(*body), dumpJson({{"model", "base"}, {"prompt", "Input: Good\nOutput: positive\n\nInput: Bad\nOutput:"}, {"stream", true},
                                            {"stream_options", {{"include_usage", true}}}, {"max_tokens", 256}, {"temperature", 0.0},
                                            {"stop", {"END", "\nInput:", "\n\n"}}, {"min_p", 0.1}}));
        QCOMPARE(answer.end->notes, (std::vector<std::string>{"a base model has no form for chats: the prompt was sent as plain text",
                                                              "max_tokens: 256, because a base model seldom ends by itself",
                                                              "top_logprobs: not taken by a base model"}));
    }

    void whatCameIsCounted()
    {
        Bench bench;
        bench.server.always({send(good())});
        const Answer answer = bench.ask();
        QCOMPARE(summary(answer.events), std::string("from=base id=c\ntext=\" negative\"\nfinish=stop\nusage=48(?,?)/2(?)\ntimings=48/2\n"));
    }

    void everyCutGivesTheSame()
    {
        for (const std::size_t size : {1, 2, 3, 7, 64}) {
            Bench bench;
            bench.server.always({sendInPieces(good(), size)});
            QCOMPARE(bench.ask().text(), std::string(" negative"));
        }
    }

    void aWholeReplyIsRead()
    {
        Bench bench;
        bench.server.always({send(reply(200, "application/json", R"({"id":"c","model":"base","choices":[{"text":"x","finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})"))});
        ChatRequest request = question();
        request.parameters.streams = false;
        const Answer answer = bench.ask(request);
        QCOMPARE(answer.text(), std::string("x"));
        QCOMPARE(answer.end->outcome, Outcome::Length);
    }

    void failures_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const std::string &bytes, ErrorCode code) { QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(code); };
        row("cut", streamHead() + piece("a") + lastChunk(), ErrorCode::StreamCut);
        row("error inside", streamHead() + piece("a") + chunk(sseData(R"({"error":{"message":"boom","code":500}})")) + lastChunk(), ErrorCode::ProviderDown);
        row("not JSON", streamHead() + chunk(sseData("{nonsense")) + chunk(sseData("x")) + lastChunk(), ErrorCode::BadReply);
        row("no such route", reply(404, "application/json", R"({"error":{"message":"File Not Found","code":404}})"), ErrorCode::BadReply);
        row("key", reply(401, "application/json", R"({"error":{"message":"Invalid API Key","code":401}})"), ErrorCode::Unauthorized);
    }
    void failures()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        Bench bench;
        bench.server.always({send(bytes.toStdString()), closeNow()});
        const Answer answer = bench.ask();
        QCOMPARE(answer.end->outcome, Outcome::Error);
        QCOMPARE(static_cast<int>(answer.end->error->code), code);
        QVERIFY(answer.end->error->excerpt.find("planted") == std::string::npos);
    }

    void halvesOfACharacterAreJoined()
    {
        Bench bench;
        bench.server.always({send(streamHead() + piece("\\ud83d") + piece("\\ude00") + piece("", "\"stop\"") + chunk(sseData("[DONE]")) + lastChunk())});
        QCOMPARE(bench.ask().text(), std::string("\xF0\x9F\x98\x80"));
    }
};

QTEST_GUILESS_MAIN(TestCompletions)
#include "tst_completions.moc"
