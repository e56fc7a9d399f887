#include "backends/providers/ollama/ollamaembed.h"

#include <QTest>

using namespace lineup;
using namespace lineup::ollama;

class TestOllamaEmbed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBody()
    {
        QCOMPARE(embedBody("m", {"a", "ö"}), std::string(R"({"input":["a","ö"],"model":"m","truncate":false})"));
    }

    void vectors()
    {
        const auto read = embeddingsIn(R"({"model":"m","embeddings":[[0.5,-0.25],[0,1]],"total_duration":5,"prompt_eval_count":7})", 2);
        QVERIFY(read.has_value());
        QCOMPARE(*read, (Embeddings{{{0.5F, -0.25F}, {0.0F, 1.0F}}, 7}));
        QVERIFY(!embeddingsIn(R"({"embeddings":[[1]]})", 1)->inputTokens);
        QVERIFY(embeddingsIn(R"({"embeddings":[]})", 0)->vectors.empty());
    }

    void whatIsNone_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"", "[]", "{}", R"({"embedding":[1,2]})", R"({"embeddings":[[1,2]]})", R"({"embeddings":[[1,2],[1]]})",
                                 R"({"embeddings":[[1,2],["x",1]]})", R"({"embeddings":[[1,2],[]]})", R"({"embeddings":[[1,2],3]})"})
            QTest::newRow(body) << QByteArray(body);
    }
    void whatIsNone()
    {
        QFETCH(QByteArray, body);
        const auto read = embeddingsIn(body.constData(), 2);
        QVERIFY(!read && read.error().code == ErrorCode::BadReply);
    }
};

QTEST_APPLESS_MAIN(TestOllamaEmbed)
#include "tst_ollamaembed.moc"
