#include "backends/providers/openai/responsesreader.h"
#include "tests/backends/providers/wire/replyreading.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"
#include "tests/support/streamcuts.h"

#include <QTest>

#include <set>

using namespace lineup;
using namespace lineup::test;
using openai::ResponsesReader;

namespace {

const std::string kFolder = "openai-responses/";

ReplyReading read(const std::vector<std::string_view> &pieces, std::optional<std::int64_t> maxTokens = std::nullopt)
{
    ResponsesReader reader(maxTokens);
    return readPieces(reader, pieces);
}

ReplyReading readText(const std::string &text)
{
    return read({text});
}

QByteArray words(const ReplyReading &reading)
{
    return QByteArray::fromStdString(described(reading));
}

struct Row {
    const char *name;
    const char *words;
};

/// What each recorded or composed stream says.
const std::vector<Row> kStreams{
    {"reasoning-encrypted",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nreasoning=\"**Counting mice**\\n\\nAll of them.\"\ntext=\"Forty-two.\"\n"
     "item={\"encrypted_content\":\"gAAAAABo-sealed\",\"id\":\"rs_1\",\"status\":null,\"summary\":[{\"text\":\"**Counting mice**\",\"type\":\"summary_text\"},{\"text\":\"All of them.\",\"type\":\"summary_text\"}],\"type\":\"reasoning\"}\n"
     "finish=completed\nusage=75(64,3)/123(104)\nenvelopes=2\noutcome=finished done\n"},
    {"incomplete-length",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ntext=\"Once upon\"\nfinish=max_output_tokens\nusage=75(64,3)/16(104) inconsistent\nenvelopes=2\noutcome=length done\n"},
    {"incomplete-filter",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ntext=\"So\"\nfinish=content_filter\nusage=75(64,3)/123(104)\nenvelopes=2\noutcome=filtered done\n"},
    {"failed",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ntext=\"So\"\nusage=75(64,3)/123(104)\nenvelopes=2\nerror=ProviderDown server_error\n"},
    {"failed-rate",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nenvelopes=2\nerror=RateLimited rate_limit_exceeded\n"},
    {"failed-prompt",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nenvelopes=2\nerror=BadRequest invalid_prompt\n"},
    {"error-event",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ntext=\"So\"\nenvelopes=1\nerror=ProviderDown server_error\n"},
    {"error-nested",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nenvelopes=1\nerror=RateLimited rate_limit_exceeded\n"},
    {"refusal",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nrefusal=\"I'm sorry, but no.\"\nfinish=completed\nusage=75(64,3)/123(104)\nenvelopes=2\noutcome=refused done\n"},
    {"logprobs",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ntext=\"Hi you\"\nlogprobs=Hi:-0.25,Hi:-0.25,Hey:-2.5; you:-1.5, there:-0.5, you:-1.5;\nfinish=completed\nusage=75(64,3)/123(104)\nenvelopes=2\noutcome=finished done\n"},
    {"tools-interleaved",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ncall 0=call_a get_weather {\"city\":\"Jena\"}\ncall 1=call_b get_time {}\nfinish=completed\nusage=75(64,3)/123(104)\nenvelopes=2\noutcome=tool_call done\n"},
    {"open-weights",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nreasoning=\"The user greets.\"\ntext=\"Hello\"\nfinish=completed\nusage=9(?,?)/8(?)\nenvelopes=2\noutcome=finished done\n"},
    {"surrogates",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ntext=\"a\xF0\x9F\x90\x99" "bc\xEF\xBF\xBD\"\nfinish=completed\nusage=75(64,3)/123(104)\nenvelopes=2\noutcome=finished done\n"},
    {"only-done-events",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ntext=\"All at once.\"\nfinish=completed\nusage=75(64,3)/123(104)\nenvelopes=2\noutcome=finished done\n"},
    {"only-the-end",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nreasoning=\"**Counting mice**\\n\\nAll of them.\"\ntext=\"Forty-two.\"\ncall 0=call_a get_weather {\"city\":\"Jena\"}\n"
     "item={\"encrypted_content\":\"gAAAAABo-sealed\",\"id\":\"rs_1\",\"status\":null,\"summary\":[{\"text\":\"**Counting mice**\",\"type\":\"summary_text\"},{\"text\":\"All of them.\",\"type\":\"summary_text\"}],\"type\":\"reasoning\"}\n"
     "finish=completed\nusage=75(64,3)/123(104)\nenvelopes=2\noutcome=tool_call done\n"},
    {"cut",
     "from=gpt-5-mini-2025-08-07 id=resp_1\ntext=\"So far\"\nenvelopes=1\nincomplete\n"},
    {"llama-stream",
     "from=smollm2 id=resp_bP8hPTLxVlklsvuccRuf9u0v42bLyYSW\n"
     "text=\"I'm glad you're here! I'm here to help with any kind of creative writing project. What brings you here today?\"\nfinish=completed\nusage=32(31,?)/27(?)\nenvelopes=2\noutcome=finished done\n"},
    {"llama-length",
     "from=smollm2 id=resp_64G7Xsl79XMaSTQwYaiAG1AXoyIXQp7x\n"
     "text=\"The sea is a vast and\"\nfinish=completed\nusage=35(24,?)/6(?)\nenvelopes=2\noutcome=finished done\n"},
    {"llama-emoji",
     "from=smollm2 id=resp_dDPHDVbk5f262oY7HpillCpyfNruAtHq\n"
     "text=\"\xF0\x9F\x90\x99\xF0\x9F\x90\x99\xF0\x9F\x90\x99\"\nfinish=completed\nusage=73(24,?)/10(?)\nenvelopes=2\noutcome=finished done\n"},
    {"aimock-text",
     "from=gpt-5-mini id=resp-Ayd4HPjzr7_-Alah\n"
     "text=\"Gr\xC3\xBC\xC3\x9F" "e \xF0\x9F\x90\x99 from the mock.\"\nfinish=completed\nusage=9(?,?)/6(?)\nenvelopes=2\noutcome=finished done\n"},
    {"aimock-tools",
     "from=gpt-5-mini id=resp-OLwLlt8NsPLiD4hu\n"
     "call 0=call_ZI41aEFFR64QDtCG get_weather {\"city\":\"Jena\"}\ncall 1=call_sJm5BPHG_9l79vZB get_time {}\nfinish=completed\nusage=20(?,?)/9(?)\nenvelopes=2\noutcome=tool_call done\n"},
    {"aimock-reasoning",
     "from=gpt-5-mini id=resp-uEmIWQFCZvYXylxP\n"
     "reasoning=\"I count the mice first.\"\ntext=\"Forty-two.\"\nfinish=completed\nusage=11(?,?)/7(?)\nenvelopes=2\noutcome=finished done\n"},
    {"aimock-length",
     "from=gpt-5-mini id=resp-GeQilIwhiGuwbnuN\n"
     "text=\"Twelve words and then\"\nfinish=incomplete\nusage=0(?,?)/0(?)\nenvelopes=2\noutcome=length done\n"},
    {"aimock-filter",
     "from=gpt-5-mini id=resp-sFhHo5PTFKY2lXFX\n"
     "text=\"So\"\nusage=0(?,?)/0(?)\nenvelopes=2\nerror=ProviderDown -\n"},
};

const std::vector<Row> kWholes{
    {"whole-tools",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nreasoning=\"**Counting mice**\\n\\nAll of them.\"\ncall 0=call_a get_weather {\"city\":\"Jena\"}\ncall 1=call_b get_time {}\n"
     "item={\"encrypted_content\":\"gAAAAABo-sealed\",\"id\":\"rs_1\",\"status\":null,\"summary\":[{\"text\":\"**Counting mice**\",\"type\":\"summary_text\"},{\"text\":\"All of them.\",\"type\":\"summary_text\"}],\"type\":\"reasoning\"}\n"
     "finish=completed\nusage=75(64,3)/123(104)\nenvelopes=1\noutcome=tool_call done\n"},
    {"whole-failed",
     "from=gpt-5-mini-2025-08-07 id=resp_1\nusage=75(64,3)/123(104)\nenvelopes=1\nerror=ProviderDown server_error\n"},
    {"llama-whole",
     "from=smollm2 id=resp_Ug0zY2tr24hYqD2LSUW2sE1cW0fOu9kM\n"
     "text=\"I'm glad you're here! I'm here to help with any kind of creative writing project. What brings you here today?\"\nfinish=completed\nusage=32(24,?)/27(?)\nenvelopes=1\noutcome=finished done\n"},
    {"aimock-whole",
     "from=gpt-5-mini id=resp-SpxUwhglkJWuH69n\n"
     "reasoning=\"I count the mice first.\"\ntext=\"Forty-two.\"\nfinish=completed\nusage=11(?,?)/7(?)\nenvelopes=1\noutcome=finished done\n"},
};

void addRows(const std::vector<Row> &rows)
{
    QTest::addColumn<QByteArray>("words");
    for (const Row &row : rows)
        QTest::newRow(row.name) << QByteArray(row.words);
}

const std::string kCreated = sseData(R"({"type":"response.created","response":{"id":"r","model":"m","status":"in_progress"}})");
const std::string kEnd = sseData(R"({"type":"response.completed","response":{"id":"r","status":"completed"}})");

std::string text(const std::string &delta)
{
    return sseData("{\"type\":\"response.output_text.delta\",\"delta\":\"" + delta + "\"}");
}

} // namespace

class TestResponsesReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void streams_data() { addRows(kStreams); }
    void streams()
    {
        QFETCH(QByteArray, words);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        QVERIFY(file.isStream());
        const ReplyReading whole = read({file.body});
        QCOMPARE(::words(whole), words);
        forEveryCut(
            file.body, [&](const std::vector<std::string_view> &pieces) { QCOMPARE(::words(read(pieces)), words); }, 150, 10, file.body.size() / 150 + 1);
    }

    void wholes_data() { addRows(kWholes); }
    void wholes()
    {
        QFETCH(QByteArray, words);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        ResponsesReader reader;
        QCOMPARE(::words(readAtOnce(reader, file.body)), words);
    }

    void everyReplyHasARow()
    {
        std::set<std::string> rows;
        for (const std::vector<Row> *table : {&kStreams, &kWholes}) {
            for (const Row &row : *table)
                rows.insert(row.name);
        }
        for (const std::string &name : replyNames(kFolder)) {
            const ReplyFile file = replyFile(kFolder + name);
            if (file.status == 200 && !name.starts_with("count-"))
                QVERIFY2(rows.contains(name), name.c_str());
        }
    }

    void anAnswerThatLlamaServerCutIsCut()
    {
        const ReplyFile file = replyFile(kFolder + "llama-length");
        QVERIFY(read({file.body}, 6).outcome == Outcome::Length);
        QVERIFY(read({file.body}, 7).outcome == Outcome::Finished);
    }

    void anUnnamedPlaceMeansWhatCameLast()
    {
        const std::string stream = kCreated
            + sseData(R"({"type":"response.output_item.added","item":{"type":"function_call","call_id":"a","name":"f"}})")
            + sseData(R"({"type":"response.function_call_arguments.delta","delta":"[1]"})")
            + sseData(R"({"type":"response.output_item.added","item":{"type":"function_call","call_id":"b","name":"g"}})")
            + sseData(R"({"type":"response.function_call_arguments.done","arguments":"{}"})") + kEnd;
        QCOMPARE(words(readText(stream)), QByteArray("from=m id=r\ncall 0=a f [1]\ncall 1=b g {}\nfinish=completed\nenvelopes=2\noutcome=tool_call done\n"));
    }

    void aToolOfFreeText()
    {
        const std::string stream = kCreated
            + sseData(R"({"type":"response.output_item.added","output_index":0,"item":{"id":"i","type":"custom_tool_call","call_id":"a","name":"shell","input":""}})")
            + sseData(R"({"type":"response.custom_tool_call_input.delta","item_id":"i","delta":"ls "})")
            + sseData(R"({"type":"response.custom_tool_call_input.delta","item_id":"i","delta":"-l"})")
            + sseData(R"({"type":"response.custom_tool_call_input.done","item_id":"i","input":"ls -l"})") + kEnd;
        QCOMPARE(words(readText(stream)), QByteArray("from=m id=r\ncall 0=a shell ls -l\nfinish=completed\nenvelopes=2\noutcome=tool_call done\n"));
    }

    void doneEndsAStreamWithoutItsLastEvent()
    {
        QCOMPARE(words(readText(kCreated + text("Hi") + sseData("[DONE]"))), QByteArray("from=m id=r\ntext=\"Hi\"\nenvelopes=1\noutcome=finished done\n"));
        // Nothing at all is no answer.
        QVERIFY(!readText(kCreated + sseData("[DONE]")).outcome);
    }

    void whatComesAfterTheEndIsNothing()
    {
        QCOMPARE(words(readText(kCreated + text("Hi") + kEnd + text("ghost") + kEnd)),
                 QByteArray("from=m id=r\ntext=\"Hi\"\nfinish=completed\nenvelopes=2\noutcome=finished done\n"));
    }

    void theSummaryOfAThoughtThatWasShownIsNotShownToo()
    {
        const std::string stream = kCreated + sseData(R"({"type":"response.output_item.added","item":{"type":"reasoning"}})")
            + sseData(R"({"type":"response.reasoning_text.delta","delta":"long thought"})")
            + sseData(R"({"type":"response.reasoning_summary_text.delta","delta":"short"})") + text("Hi") + kEnd;
        QCOMPARE(words(readText(stream)), QByteArray("from=m id=r\nreasoning=\"long thought\"\ntext=\"Hi\"\nfinish=completed\nenvelopes=2\noutcome=finished done\n"));
    }

    void whatIsNoStreamOfThisProtocol_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("no JSON") << QByteArray("data: nonsense\n\n") << QByteArray("BadReply");
        QTest::newRow("an array") << QByteArray("data: []\n\n") << QByteArray("BadReply");
        QTest::newRow("an error field") << QByteArray("error: {\"error\":{\"code\":503,\"message\":\"Loading model\"}}\n\n") << QByteArray("ProviderDown");
        QTest::newRow("an error of text") << QByteArray("error: out of memory\n\n") << QByteArray("ProviderDown");
        QTest::newRow("a bare error") << QByteArray("{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"}}\n\n") << QByteArray("RateLimited");
        QTest::newRow("cancelled") << QByteArray("data: {\"type\":\"response.cancelled\",\"response\":{\"status\":\"cancelled\"}}\n\n")
                                   << QByteArray("ProviderDown");
    }
    void whatIsNoStreamOfThisProtocol()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, code);
        const ReplyReading reading = readText(bytes.toStdString());
        QVERIFY(reading.error);
        QCOMPARE(QByteArray::fromStdString(std::string(errorCodeName(reading.error->code))), code);
        QVERIFY(!reading.outcome);
    }

    void eventsThatMeanNothingHere()
    {
        for (const char *event : {"{}", "{\"type\":null}", "{\"type\":\"ping\"}", "{\"type\":\"response.output_item.done\"}",
                                  "{\"type\":\"response.output_text.delta\",\"delta\":7}", "{\"type\":\"response.function_call_arguments.delta\",\"delta\":\"{\"}",
                                  "{\"type\":\"response.output_text.annotation.added\",\"annotation\":{}}",
                                  "{\"type\":\"response.web_search_call.searching\",\"item_id\":\"w\"}"}) {
            QCOMPARE(words(readText(kCreated + sseData(event) + text("Hi") + kEnd)),
                     QByteArray("from=m id=r\ntext=\"Hi\"\nfinish=completed\nenvelopes=2\noutcome=finished done\n"));
        }
    }

    void aWholeReplyThatIsNone_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("no JSON") << QByteArray("<html>") << QByteArray("BadReply");
        QTest::newRow("another object") << QByteArray("{\"choices\":[]}") << QByteArray("BadReply");
        QTest::newRow("an error") << QByteArray("{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\"}}") << QByteArray("BadRequest");
    }
    void aWholeReplyThatIsNone()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        ResponsesReader reader;
        const ReplyReading reading = readAtOnce(reader, body.toStdString());
        QVERIFY(reading.error);
        QCOMPARE(QByteArray::fromStdString(std::string(errorCodeName(reading.error->code))), code);
    }

    void callsWithoutEndAreRefused()
    {
        std::string stream = kCreated;
        for (int i = 0; i < 200; ++i)
            stream += sseData("{\"type\":\"response.output_item.added\",\"item\":{\"type\":\"function_call\",\"call_id\":\"c" + std::to_string(i) + "\"}}");
        const ReplyReading reading = readText(stream);
        QVERIFY(reading.error);
        QCOMPARE(reading.error->code, ErrorCode::TooLarge);
    }
};

QTEST_APPLESS_MAIN(TestResponsesReader)
#include "tst_responsesreader.moc"
