#include "tests/backends/providers/openaicompatible/compatiblebench.h"

#include <QFuture>
#include <QTest>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;
using Bench = CompatibleBench;

/// Older servers, addresses as people paste them, and lists of models.
class TestCompatibleAddresses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anOlderServerIsAskedAgainWithoutStreamOptions()
    {
        Bench bench;
        bench.server.answer([](const RecordedRequest &request) {
            return request.body.find("stream_options") != std::string::npos ? replyFile(kFolder + "error-stream-options").script() : Script{send(good())};
        });
        const Answer first = bench.ask();
        QCOMPARE(endOf(first), std::string("finished"));
        QCOMPARE(first.end->attempts, 2);
        QCOMPARE(first.end->notes.size(), std::size_t(1));
        QVERIFY(first.end->notes[0].find("stream_options") != std::string::npos);
        const Answer second = bench.ask();
        QCOMPARE(second.end->attempts, 1);
        QVERIFY(second.end->notes.empty());
    }

    void aServerMayWantTheOtherNameOfMaxTokens()
    {
        Bench bench;
        bench.server.answer([](const RecordedRequest &request) {
            return request.body.find("\"max_tokens\"") != std::string::npos ? replyFile(kFolder + "error-max-tokens").script() : Script{send(good())};
        });
        ChatRequest request = question();
        request.parameters.maxTokens = 7;
        const Answer first = bench.ask(request);
        QCOMPARE(endOf(first), std::string("finished"));
        QCOMPARE(nlohmann::json::parse(bench.server.requests().back().body)["max_completion_tokens"].get<int>(), 7);
        QCOMPARE(bench.ask(request).end->attempts, 1);
    }

    void aMissingVersionIsAddedOnce()
    {
        Bench bench("");
        bench.server.answer([](const RecordedRequest &request) {
            return request.target.starts_with("/v1/") ? Script{send(good())} : replyFile(kFolder + "error-html-404").script();
        });
        const Answer first = bench.ask();
        QCOMPARE(endOf(first), std::string("finished"));
        QCOMPARE(first.end->attempts, 2);
        QVERIFY(first.end->notes.at(0).find("/v1") != std::string::npos);
        QCOMPARE(bench.ask().end->attempts, 1);
        QCOMPARE(bench.server.requests().back().target, std::string("/v1/chat/completions"));
    }

    void aWrongGuessAtTheVersionIsNotRemembered()
    {
        Bench bench("/nowhere");
        bench.server.always(replyFile(kFolder + "error-html-404").script());
        const Answer answer = bench.ask();
        QCOMPARE(endOf(answer), std::string("BadReply"));
        QCOMPARE(answer.end->error->httpStatus, 404);
        QCOMPARE(answer.end->error->providerCode, std::string("html"));
        QVERIFY(answer.end->notes.empty());
        bench.ask();
        QCOMPARE(bench.server.requests().at(2).target, std::string("/nowhere/chat/completions"));
    }

    void aPastedAddressIsForgivenAndNoted()
    {
        Bench bench("/v1/chat/completions");
        bench.server.always({send(good())});
        const Answer answer = bench.ask();
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1/chat/completions"));
        QCOMPARE(answer.end->notes.size(), std::size_t(1));
    }

    void models_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("names");
        const auto row = [](const char *name, const QByteArray &body, const char *names) { QTest::newRow(name) << body << QByteArray(names); };
        row("llama-server", QByteArray::fromStdString(replyFile(kFolder + "llama-models").body), "smollm2");
        row("OpenAI", "{\"object\":\"list\",\"data\":[{\"id\":\"b\",\"object\":\"model\"},{\"id\":\"a\",\"created\":1.5}]}", "b a");
        row("Together: a bare array", "[{\"id\":\"x\",\"context_length\":4096}]", "x:4096");
        row("Ollama: models with names", "{\"models\":[{\"name\":\"n\"},{\"model\":\"m\"}]}", "n m");
        row("vLLM", "{\"data\":[{\"id\":\"v\",\"max_model_len\":32768}]}", "v:32768");
        row("odd entries", "{\"data\":[null,5,{},{\"id\":null},{\"id\":\"\"},{\"id\":\"ok\",\"context_length\":null}]}", "ok");
        row("empty", "{\"data\":[]}", "");
        row("no list", "{\"object\":\"list\"}", "BadReply");
        row("nonsense", "<?xml?>", "BadReply");
    }
    void models()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, names);
        Bench bench;
        bench.server.always({send(reply(200, "application/json", gzip(body.toStdString()), {{"Content-Encoding", "gzip"}}))});
        const auto list = listed(bench);
        if (!list) {
            QCOMPARE(QByteArray::fromStdString(std::string(errorCodeName(list.error().code))), names);
            return;
        }
        QByteArrayList told;
        for (const ListedModel &model : *list)
            told << QByteArray::fromStdString(model.id + (model.contextLength ? ":" + std::to_string(*model.contextLength) : ""));
        QCOMPARE(told.join(' '), names);
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1/models"));
        QCOMPARE(bench.server.requests().at(0).method, std::string("GET"));
    }

    void failuresOfTheListAreErrors()
    {
        Bench bench("/v1", kKey);
        bench.server.always({send(reply(401, "application/json", "{\"error\":\"bad key " + kKey + "\"}"))});
        auto list = listed(bench);
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::Unauthorized);
        QVERIFY(list.error().providerMessage->find(kKey) == std::string::npos);
        bench.server.always(replyFile(kFolder + "html-200").script());
        QCOMPARE(listed(bench).error().code, ErrorCode::BadReply);
        bench.server.always({closeNow()});
        QCOMPARE(listed(bench).error().code, ErrorCode::Unreachable);
    }

    void theListFindsTheVersionToo()
    {
        Bench bench("");
        bench.server.answer([](const RecordedRequest &request) {
            if (request.target == "/v1/models")
                return Script{send(reply(200, "application/json", "{\"data\":[{\"id\":\"a\"}]}"))};
            return request.target.starts_with("/v1/") ? Script{send(good())} : replyFile(kFolder + "error-html-404").script();
        });
        QCOMPARE(listed(bench)->size(), std::size_t(1));
        // What it learnt serves the chat as well.
        QCOMPARE(bench.ask().end->attempts, 1);
    }

    void whatCannotBeABackend_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<bool>("withKey");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("no address") << QByteArray("") << false << QByteArray("BadInput");
        QTest::newRow("another scheme") << QByteArray("ftp://h/v1") << false << QByteArray("BadInput");
        QTest::newRow("a password") << QByteArray("https://u:p@h/v1") << false << QByteArray("BadInput");
        QTest::newRow("a key over plain http") << QByteArray("http://192.0.2.1/v1") << true << QByteArray("Tls");
        QTest::newRow("plain http without a key") << QByteArray("http://192.0.2.1/v1") << false << QByteArray();
        QTest::newRow("a key over https") << QByteArray("https://192.0.2.1/v1") << true << QByteArray();
        QTest::newRow("a key to this machine") << QByteArray("http://localhost:1/v1") << true << QByteArray();
    }
    void whatCannotBeABackend()
    {
        QFETCH(QByteArray, url);
        QFETCH(bool, withKey);
        QFETCH(QByteArray, code);
        net::IoThread io;
        const auto made = openaicompatible::makeBackend({url.toStdString(), Secret(withKey ? kKey : ""), false}, io, std::make_shared<net::Redactor>());
        QCOMPARE(made.has_value(), code.isEmpty());
        if (!made)
            QCOMPARE(QByteArray::fromStdString(std::string(errorCodeName(made.error().code))), code);
    }

private:
    static Result<std::vector<ListedModel>> listed(Bench &bench)
    {
        auto future = bench.backend->listModels();
        if (!eventually([&] { return future.isFinished(); }, 20s))
            qFatal("no list");
        return future.result();
    }
};

QTEST_GUILESS_MAIN(TestCompatibleAddresses)
#include "tst_compatibleaddresses.moc"
