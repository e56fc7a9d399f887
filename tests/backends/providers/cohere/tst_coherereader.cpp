#include "backends/providers/cohere/coherereader.h"
#include "tests/backends/providers/wire/replyreading.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"
#include "tests/support/streamcuts.h"

#include <QTest>

#include <set>

using namespace lineup;
using namespace lineup::test;
using cohere::CohereReader;

namespace {

const std::string kFolder = "cohere/";

ReplyReading read(const std::vector<std::string_view> &pieces)
{
    CohereReader reader;
    return readPieces(reader, pieces);
}

struct Row {
    const char *name;
    const char *words;
};

const std::vector<Row> kStreams{
    {"thinking", "from= id=c14c80c3\nreasoning=\"Six by seven.\"\ntext=\"It is 42.\"\nfinish=COMPLETE\nusage=71(16,?)/14(?)\nenvelopes=2\noutcome=finished done\n"},
    {"tools",
     "from= id=c14c80c3\nreasoning=\"I will look that up.\"\ncall 0=get_weather_1 get_weather {\"city\": \"Paris\"}\ncall 1=get_time_2 get_time \n"
     "finish=TOOL_CALL\nusage=71(16,?)/14(?)\nenvelopes=2\noutcome=tool_call done\n"},
    {"citations", "from= id=c14c80c3\ntext=\"Emperor penguins are tall.\"\nfinish=COMPLETE\nusage=71(16,?)/14(?)\nenvelopes=3\noutcome=finished done\n"},
    {"stop-sequence", "from= id=c14c80c3\ntext=\"One, two\"\nfinish=STOP_SEQUENCE\nusage=71(16,?)/14(?)\nenvelopes=2\noutcome=finished done\n"},
    {"max-tokens", "from= id=c14c80c3\ntext=\"And so\"\nfinish=MAX_TOKENS\nusage=71(16,?)/14(?)\nenvelopes=2\noutcome=length done\n"},
    {"error-in-stream", "from= id=c14c80c3\ntext=\"Half of\"\nenvelopes=2\nerror=ProviderDown ERROR\n"},
    {"error-without-words", "from= id=c14c80c3\nenvelopes=2\nerror=ProviderDown ERROR\n"},
    {"timeout", "from= id=c14c80c3\ntext=\"Half of\"\nusage=71(16,?)/14(?)\nenvelopes=2\nerror=ProviderDown TIMEOUT\n"},
    {"bare-message", "from= id=c14c80c3\nenvelopes=1\nerror=ProviderDown -\n"},
    {"unknown-things", "from= id=c14c80c3\ntext=\"Fine.\"\nfinish=TIRED\nusage=71(16,?)/14(?)\nenvelopes=3\noutcome=finished done\n"},
    {"cut", "from= id=c14c80c3\ntext=\"Half of\"\nenvelopes=1\nincomplete\n"},
    {"no-finish-reason", "from= id=c14c80c3\ntext=\"Done.\"\nenvelopes=2\noutcome=finished done\n"},
    {"billed-only", "from= id=c14c80c3\ntext=\"Hi\"\nfinish=COMPLETE\nusage=5(?,?)/1(?)\nenvelopes=2\noutcome=finished done\n"},
    {"logprobs", "from= id=c14c80c3\ntext=\"It is so\"\nlogprobs=It:-0.25; is so:-1.25;\nfinish=COMPLETE\nusage=71(16,?)/14(?)\nenvelopes=2\noutcome=finished done\n"},
    {"surrogates",
     "from= id=c14c80c3\nreasoning=\"a\xF0\x9F\x98\x80" "b\xEF\xBF\xBD\"\ntext=\"c\xF0\x9F\x98\x80" "d\xEF\xBF\xBD\"\n"
     "call 0=t say {\"e\":\"\xF0\x9F\x98\x80\"}\xEF\xBF\xBD\nfinish=TOOL_CALL\nusage=71(16,?)/14(?)\nenvelopes=2\noutcome=tool_call done\n"},
    {"aimock-stream",
     "from= id=msg_XnFD7duEnND60aNV\ntext=\"Hello! \xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\x98\x80 \xE2\x80\x94 how can I help you today?\"\n"
     "finish=COMPLETE\nusage=11(?,?)/9(?)\nenvelopes=2\noutcome=finished done\n"},
    // This imitation sends its thinking as text.
    {"aimock-thinking",
     "from= id=msg_ArXj6jfUIN8CU3KI\ntext=\"Let me think about it. Six by nine\xE2\x80\xA6The answer is 42.\"\nfinish=COMPLETE\nusage=0(?,?)/0(?)\nenvelopes=2\noutcome=finished done\n"},
    {"aimock-tool",
     "from= id=msg_hlb4rf7jxHj8EOU9\nreasoning=\"I will use the requested tool.\"\ncall 0=call_dEznQhTSqhBH-vH5 get_weather {\"city\":\"Paris\"}\n"
     "finish=TOOL_CALL\nusage=0(?,?)/0(?)\nenvelopes=2\noutcome=tool_call done\n"},
    {"aimock-length", "from= id=msg_sRU1H0tJ3MwY8pO5\ntext=\"It goes on and\"\nfinish=MAX_TOKENS\nusage=0(?,?)/0(?)\nenvelopes=2\noutcome=length done\n"},
};

const std::vector<Row> kWholes{
    {"whole",
     "from= id=c14c80c3\nreasoning=\"Look it up. Hm.\"\ntext=\"I look.\"\ncall 0=get_1 get {\"a\":1}\ncall 1=now_2 now \nlogprobs=I:-0.5; look.:-0.5;\n"
     "finish=TOOL_CALL\nusage=71(16,?)/14(?)\nenvelopes=1\noutcome=tool_call done\n"},
    {"whole-error", "from= id=c1\nenvelopes=1\nerror=ProviderDown ERROR\n"},
    {"message-200", "envelopes=0\nerror=ProviderDown -\n"},
    {"aimock-whole",
     "from= id=msg_WZ-yKeNdkNnJ1lg-\ntext=\"Hello! \xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\x98\x80 \xE2\x80\x94 how can I help you today?\"\n"
     "finish=COMPLETE\nusage=11(?,?)/9(?)\nenvelopes=1\noutcome=finished done\n"},
    {"aimock-thinking-whole",
     "from= id=msg_nDkKdS9XcNyDZ3Ff\ntext=\"Let me think about it. Six by nine\xE2\x80\xA6The answer is 42.\"\nfinish=COMPLETE\nusage=0(?,?)/0(?)\nenvelopes=1\noutcome=finished done\n"},
    {"aimock-tool-whole",
     "from= id=msg_KL2VlITxAR3TSB2K\ncall 0=call_A5mg3WL9qaMOxCWN get_weather {\"city\":\"Paris\"}\nfinish=TOOL_CALL\nusage=0(?,?)/0(?)\nenvelopes=1\noutcome=tool_call done\n"},
};

void addRows(const std::vector<Row> &rows)
{
    QTest::addColumn<QByteArray>("words");
    for (const Row &row : rows)
        QTest::newRow(row.name) << QByteArray(row.words);
}

} // namespace

class TestCohereReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void streams_data() { addRows(kStreams); }
    void streams()
    {
        QFETCH(QByteArray, words);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        const ReplyReading whole = read({file.body});
        QCOMPARE(QByteArray::fromStdString(described(whole)), words);
        forEveryCut(
            file.body, [&](const std::vector<std::string_view> &pieces) { QVERIFY(read(pieces) == whole); }, 0, 10, 1 + file.body.size() / 100);
    }

    void wholes_data() { addRows(kWholes); }
    void wholes()
    {
        QFETCH(QByteArray, words);
        CohereReader reader;
        QCOMPARE(QByteArray::fromStdString(described(readAtOnce(reader, replyFile(kFolder + QTest::currentDataTag()).body))), words);
    }

    void everyReplyIsInATable()
    {
        std::set<std::string> known;
        for (const auto *rows : {&kStreams, &kWholes}) {
            for (const Row &row : *rows)
                known.insert(row.name);
        }
        for (const std::string &name : replyNames("cohere")) {
            const bool isElsewhere = replyFile(kFolder + name).status >= 400 || name.starts_with("models-");
            QVERIFY2(isElsewhere || known.contains(name), name.c_str());
        }
    }

    void finishReasons_data()
    {
        QTest::addColumn<QByteArray>("outcome");
        const auto row = [](const char *reason, const char *outcome) { QTest::newRow(reason) << QByteArray(outcome); };
        row("COMPLETE", "finished");
        row("STOP_SEQUENCE", "finished");
        row("MAX_TOKENS", "length");
        row("TOOL_CALL", "tool_call");
        row("ERROR", "error");
        row("ERROR_TOXIC", "error");
        row("TIMEOUT", "error");
        row("SOMETHING_NEW", "finished");
    }
    void finishReasons()
    {
        QFETCH(QByteArray, outcome);
        const auto meaning = cohere::outcomeOfFinishReason(QTest::currentDataTag());
        QCOMPARE(QByteArray::fromStdString(meaning ? std::string(outcomeName(*meaning)) : "error"), outcome);
    }

    void usage_data()
    {
        QTest::addColumn<QByteArray>("holder");
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("none") << QByteArray("{}") << false;
        QTest::newRow("null") << QByteArray("{\"usage\":null}") << false;
        QTest::newRow("empty") << QByteArray("{\"usage\":{\"tokens\":{}}}") << false;
        QTest::newRow("searches only") << QByteArray("{\"usage\":{\"billed_units\":{\"search_units\":1}}}") << false;
        QTest::newRow("floats") << QByteArray("{\"usage\":{\"tokens\":{\"input_tokens\":3.0}}}") << true;
    }
    void usage()
    {
        QFETCH(QByteArray, holder);
        QFETCH(bool, isKnown);
        QCOMPARE(cohere::usageOf(nlohmann::json::parse(holder.toStdString())).has_value(), isKnown);
    }

    void theErrorOfTheEndIsKept()
    {
        const ReplyReading reading = read({replyFile(kFolder + "error-in-stream").body});
        QCOMPARE(reading.error->providerMessage, std::optional<std::string>("Generation failed unexpectedly"));
        QVERIFY(!reading.isDone);
    }

    void broken_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"{nonsense}", "[]", "1", "\"text\"", "{\"type\":\"content-delta\""})
            QTest::newRow(json) << QByteArray(json);
    }
    void broken()
    {
        QFETCH(QByteArray, json);
        const auto reading = read({sseData(json.toStdString()), sseData("{\"type\":\"content-end\"}")});
        QVERIFY(reading.error);
        QCOMPARE(reading.error->code, ErrorCode::BadReply);
        QVERIFY(!reading.error->excerpt.empty());
    }

    void odd_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"{}", "{\"type\":7}", "{\"type\":\"content-delta\"}", "{\"type\":\"content-delta\",\"index\":-4,\"delta\":{\"message\":{\"content\":[]}}}",
                                 "{\"type\":\"content-delta\",\"delta\":{\"message\":{\"content\":{\"text\":5}}},\"logprobs\":{\"text\":\"x\",\"logprobs\":[null]}}",
                                 "{\"type\":\"tool-call-start\"}", "{\"type\":\"tool-call-delta\",\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\"x\"}}}}}",
                                 "{\"type\":\"message-start\",\"delta\":null}", "{\"type\":\"tool-plan-delta\",\"delta\":{\"message\":{\"tool_plan\":{}}}}"})
            QTest::newRow(json) << QByteArray(json);
    }
    void odd()
    {
        QFETCH(QByteArray, json);
        const auto reading = read({sseData(json.toStdString())});
        QVERIFY(!reading.error);
        QVERIFY(!reading.outcome);
        QVERIFY(described(reading).find("logprobs") == std::string::npos);
    }

    void tooManyCallsAreRefused()
    {
        std::string stream;
        for (int i = 0; i < 129; ++i)
            stream += sseData("{\"type\":\"tool-call-start\",\"index\":" + std::to_string(i) + ",\"delta\":{\"message\":{\"tool_calls\":{\"id\":\"t\",\"function\":{\"name\":\"f\"}}}}}");
        const auto reading = read({stream});
        QVERIFY(reading.error);
        QCOMPARE(reading.error->code, ErrorCode::TooLarge);
    }
};

QTEST_APPLESS_MAIN(TestCohereReader)
#include "tst_coherereader.moc"
