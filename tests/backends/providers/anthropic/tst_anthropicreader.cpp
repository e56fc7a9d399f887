#include "backends/providers/anthropic/messagereader.h"
#include "tests/backends/providers/wire/replyreading.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"
#include "tests/support/streamcuts.h"

#include <QTest>

#include <set>

using namespace lineup;
using namespace lineup::test;
using anthropic::MessageReader;

namespace {

const std::string kFolder = "anthropic/";

ReplyReading read(const std::vector<std::string_view> &pieces)
{
    MessageReader reader;
    return readPieces(reader, pieces);
}

bool isStream(const ReplyFile &file)
{
    return file.header("Content-Type").starts_with("text/event-stream");
}

struct Row {
    const char *name;
    const char *words;
};

/// What each recorded or composed stream says.
const std::vector<Row> kStreams{
    {"thinking",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\nreasoning=\"Consider the sum.\"\ntext=\"It is 42.\"\n"
     "item={\"signature\":\"EqoBCg==\",\"thinking\":\"Consider the sum.\",\"type\":\"thinking\"}\n"
     "item={\"data\":\"EmwKAhgBEgy3va3pzix\",\"type\":\"redacted_thinking\"}\n"
     "finish=end_turn\nusage=2103(2000,100)/57(40)\nenvelopes=2\noutcome=finished done\n"},
    {"thinking-omitted",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"Yes.\"\nitem={\"signature\":\"EqoBCg==\",\"thinking\":\"\",\"type\":\"thinking\"}\n"
     "finish=end_turn\nusage=20(0,0)/30(?)\nenvelopes=2\noutcome=finished done\n"},
    {"tools",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"I look that up.\"\ncall 0=toolu_01 get_weather {\"city\": \"Paris\"}\ncall 1=toolu_02 get_time \n"
     "call 2=toolu_03 say {\"t\": \"\xF0\x9F\x98\x80\"}\nfinish=tool_use\nusage=20(0,0)/89(?)\nenvelopes=2\noutcome=tool_call done\n"},
    {"tool-input-at-once",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ncall 0=toolu_01 a {\"x\":1}\ncall 1=toolu_02 b {\"y\":2}\n"
     "finish=tool_use\nusage=20(0,0)/12(?)\nenvelopes=2\noutcome=tool_call done\n"},
    {"error-in-stream",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"Half of\"\nusage=20(0,0)/?(?)\nenvelopes=1\nerror=ProviderDown overloaded_error\n"},
    {"overloaded-at-once", "envelopes=0\nerror=ProviderDown overloaded_error\n"},
    {"invalid-in-stream",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\nusage=20(0,0)/?(?)\nenvelopes=1\nerror=BadRequest invalid_request_error\n"},
    {"refusal",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"I \"\nrefusal=\"This request asks for harmful code.\"\nfilter=cyber:!;\n"
     "finish=refusal\nusage=20(0,0)/5(?)\nenvelopes=2\noutcome=refused done\n"},
    {"pause-turn",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"Found.\"\nfinish=pause_turn\nusage=20(0,0)/33(?)\nenvelopes=5\noutcome=length done\n"},
    {"context-window",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"And so\"\nfinish=model_context_window_exceeded\nusage=20(0,0)/7(?)\nenvelopes=2\noutcome=length done\n"},
    {"stop-sequence",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"One, two\"\nfinish=stop_sequence\nusage=20(0,0)/4(?)\nenvelopes=2\noutcome=finished done\n"},
    {"unknown-things",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"Fine.\"\nfinish=tired\nusage=20(0,0)/3(?)\nenvelopes=5\noutcome=finished done\n"},
    {"cut", "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"Half of\"\nusage=20(0,0)/?(?)\nenvelopes=1\nincomplete\n"},
    {"no-message-stop",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"Done.\"\nfinish=end_turn\nusage=20(0,0)/2(?)\nenvelopes=2\noutcome=finished\n"},
    {"only-message-stop", "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"Done.\"\nusage=20(0,0)/?(?)\nenvelopes=1\noutcome=finished done\n"},
    {"no-starts", "text=\"Still text.\"\nfinish=end_turn\nusage=?(?,?)/2(?)\nenvelopes=1\noutcome=finished done\n"},
    {"surrogates",
     "from=claude-sonnet-4-5-20250929 id=msg_01A\nreasoning=\"a\xF0\x9F\x98\x80" "b\xEF\xBF\xBD\"\n"
     "text=\"c\xF0\x9F\x98\x80" "d\xEF\xBF\xBD" "e\xEF\xBF\xBD" "f\xEF\xBF\xBD\"\n"
     "finish=end_turn\nusage=20(0,0)/9(?)\nenvelopes=2\noutcome=finished done\n"},
    {"crlf-unnamed", "from=claude-sonnet-4-5-20250929 id=msg_01A\ntext=\"Hi\"\nfinish=end_turn\nusage=20(0,0)/2(?)\nenvelopes=2\noutcome=finished done\n"},
    {"bare-error", "from=claude-sonnet-4-5-20250929 id=msg_01A\nusage=20(0,0)/?(?)\nenvelopes=1\nerror=ProviderDown api_error\n"},
    {"llama-stream",
     "from=smollm2 id=chatcmpl-10p4G5XgIZszbZIKIJvikiyVQQCOn3Cf\ntext=\"S\xC3\xA5lle, kommerliga.\\n\\nS\xC3\xA5l\"\n"
     "finish=max_tokens\nusage=22(0,?)/16(?)\nenvelopes=2\noutcome=length done\n"},
    {"llama-stop", nullptr},
    {"llama-schema", nullptr},
    {"aimock-stream",
     "from=claude-sonnet-4-5 id=msg_cEUXApYmnfJiuy2j\ntext=\"Hello! \xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\x98\x80 \xE2\x80\x94 how can I help you today?\"\n"
     "finish=end_turn\nusage=11(?,?)/9(?)\nenvelopes=2\noutcome=finished done\n"},
    {"aimock-thinking",
     "from=claude-sonnet-4-5 id=msg_fT5vKnKveP8jCPzN\nreasoning=\"Let me think about it. Six by nine\xE2\x80\xA6\"\ntext=\"The answer is 42.\"\n"
     "item={\"signature\":\"aimock-placeholder-signature\",\"thinking\":\"Let me think about it. Six by nine\xE2\x80\xA6\",\"type\":\"thinking\"}\n"
     "finish=end_turn\nusage=0(?,?)/0(?)\nenvelopes=2\noutcome=finished done\n"},
    {"aimock-tool",
     "from=claude-sonnet-4-5 id=msg_3WT_5LLwMMUKFofK\ncall 0=toolu_3PxEB1w7L-xD5ZQ1 get_weather {\"city\":\"Paris\"}\n"
     "finish=tool_use\nusage=0(?,?)/0(?)\nenvelopes=2\noutcome=tool_call done\n"},
    {"aimock-length", "from=claude-sonnet-4-5 id=msg_9o-0a1LLj3sOWcsn\ntext=\"It goes on and\"\nfinish=max_tokens\nusage=0(?,?)/0(?)\nenvelopes=2\noutcome=length done\n"},
};

const std::vector<Row> kWholes{
    {"whole",
     "from=claude-sonnet-4-5-20250929 id=msg_01W\nreasoning=\"Hm.\"\ntext=\"It is 42.\"\ncall 0=toolu_01 get_time \ncall 1=toolu_02 get_weather {\"city\":\"Paris\"}\n"
     "item={\"signature\":\"EqoB\",\"thinking\":\"Hm.\",\"type\":\"thinking\"}\nitem={\"data\":\"Emw\",\"type\":\"redacted_thinking\"}\n"
     "finish=tool_use\nusage=13(10,?)/50(20)\nenvelopes=1\noutcome=tool_call done\n"},
    {"whole-error", "envelopes=0\nerror=ProviderDown overloaded_error\n"},
    {"llama-whole",
     "from=smollm2 id=chatcmpl-U94G6UT7PRasz3i3KNuFltiy4GPJ6ii9\ntext=\"S\xC3\xA5lle, kommerliga.\\n\\nS\xC3\xA5l\"\n"
     "finish=max_tokens\nusage=22(21,?)/16(?)\nenvelopes=1\noutcome=length done\n"},
    {"aimock-whole",
     "from=claude-sonnet-4-5 id=msg_Qzlbwna-TnP9ulG2\ntext=\"Hello! \xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\x98\x80 \xE2\x80\x94 how can I help you today?\"\n"
     "finish=end_turn\nusage=11(?,?)/9(?)\nenvelopes=1\noutcome=finished done\n"},
    {"aimock-thinking-whole",
     "from=claude-sonnet-4-5 id=msg_-dGl7fW5JsiyZgtD\nreasoning=\"Let me think about it. Six by nine\xE2\x80\xA6\"\ntext=\"The answer is 42.\"\n"
     "item={\"signature\":\"aimock-placeholder-signature\",\"thinking\":\"Let me think about it. Six by nine\xE2\x80\xA6\",\"type\":\"thinking\"}\n"
     "finish=end_turn\nusage=0(?,?)/0(?)\nenvelopes=1\noutcome=finished done\n"},
    {"aimock-tool-whole",
     "from=claude-sonnet-4-5 id=msg_FQH9lC3oKFiBQSiG\ncall 0=toolu_fO_zB9LHkjsk6XKt get_weather {\"city\":\"Paris\"}\n"
     "finish=tool_use\nusage=0(?,?)/0(?)\nenvelopes=1\noutcome=tool_call done\n"},
};

void addRows(const std::vector<Row> &rows)
{
    QTest::addColumn<QByteArray>("words");
    for (const Row &row : rows)
        QTest::newRow(row.name) << QByteArray(row.words);
}

} // namespace

class TestAnthropicReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void streams_data() { addRows(kStreams); }
    void streams()
    {
        QFETCH(QByteArray, words);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        QVERIFY(isStream(file));
        const ReplyReading whole = read({file.body});
        if (!words.isNull())
            QCOMPARE(QByteArray::fromStdString(described(whole)), words);
        else
            QVERIFY(whole.outcome && whole.isDone);
        forEveryCut(
            file.body, [&](const std::vector<std::string_view> &pieces) { QVERIFY(read(pieces) == whole); }, 0, 10, 1 + file.body.size() / 100);
    }

    void wholes_data() { addRows(kWholes); }
    void wholes()
    {
        QFETCH(QByteArray, words);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        MessageReader reader;
        QCOMPARE(QByteArray::fromStdString(described(readAtOnce(reader, file.body))), words);
    }

    void everyReplyIsInATable()
    {
        std::set<std::string> known;
        for (const auto *rows : {&kStreams, &kWholes}) {
            for (const Row &row : *rows)
                known.insert(row.name);
        }
        for (const std::string &name : replyNames("anthropic")) {
            const bool isElsewhere = replyFile(kFolder + name).status >= 400 || name.find("count") != std::string::npos || name.find("models") != std::string::npos;
            QVERIFY2(isElsewhere || known.contains(name), name.c_str());
        }
    }

    void stopReasons_data()
    {
        QTest::addColumn<QByteArray>("outcome");
        const auto row = [](const char *reason, const char *outcome) { QTest::newRow(reason) << QByteArray(outcome); };
        row("end_turn", "finished");
        row("stop_sequence", "finished");
        row("max_tokens", "length");
        row("model_context_window_exceeded", "length");
        row("pause_turn", "length");
        row("tool_use", "tool_call");
        row("refusal", "refused");
        row("something_new", "finished");
    }
    void stopReasons()
    {
        QFETCH(QByteArray, outcome);
        QCOMPARE(std::string(outcomeName(anthropic::outcomeOfStopReason(QTest::currentDataTag()))), outcome.toStdString());
    }

    /// Numbers are cumulative, and what the start says of the output is no result.
    void usageReplaces()
    {
        const auto reading = read({sseData(R"({"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}})"),
                                   sseData(R"({"type":"message_delta","delta":{},"usage":{"output_tokens":7}})"),
                                   sseData(R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9,"cache_read_input_tokens":3}})")});
        std::vector<Usage> usages;
        for (const StreamEvent &each : reading.events) {
            if (const auto *report = std::get_if<UsageReport>(&each.body))
                usages.push_back(report->usage);
        }
        QCOMPARE(usages.size(), std::size_t(3));
        QCOMPARE(usages[0].input, std::optional<std::int64_t>(5));
        QVERIFY(!usages[0].output);
        QCOMPARE(usages[1].output, std::optional<std::int64_t>(7));
        QCOMPARE(usages[2].output, std::optional<std::int64_t>(9));
        QCOMPARE(usages[2].input, std::optional<std::int64_t>(8));
    }

    void withoutUsageThereIsNone()
    {
        const auto reading = read({sseData(R"({"type":"message_start","message":{"id":"m"}})"), sseData(R"({"type":"message_delta","delta":{"stop_reason":"end_turn"}})")});
        QVERIFY(described(reading).find("usage") == std::string::npos);
    }

    void broken_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"{nonsense}", "[]", "1", "\"text\"", "{\"type\":\"content_block_delta\""})
            QTest::newRow(json) << QByteArray(json);
    }
    void broken()
    {
        QFETCH(QByteArray, json);
        const auto reading = read({sseData(json.toStdString()), sseData("{\"type\":\"ping\"}")});
        QVERIFY(reading.error);
        QCOMPARE(reading.error->code, ErrorCode::BadReply);
        QVERIFY(!reading.error->excerpt.empty());
    }

    void odd_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"{}", "{\"type\":null}", "{\"type\":\"content_block_delta\"}", "{\"type\":\"content_block_delta\",\"index\":-4,\"delta\":{\"type\":7}}",
                                 "{\"type\":\"content_block_start\",\"content_block\":null}", "{\"type\":\"content_block_stop\",\"index\":99}",
                                 "{\"type\":\"message_start\",\"message\":[]}", "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":5},\"usage\":7}",
                                 "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}"})
            QTest::newRow(json) << QByteArray(json);
    }
    void odd()
    {
        QFETCH(QByteArray, json);
        const auto reading = read({sseData(json.toStdString())});
        QVERIFY(!reading.error);
        QVERIFY(!reading.outcome);
    }

    void tooManyCallsAreRefused()
    {
        std::string stream;
        for (int i = 0; i < 129; ++i)
            stream += sseData("{\"type\":\"content_block_start\",\"index\":" + std::to_string(i) + ",\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\"}}");
        const auto reading = read({stream});
        QVERIFY(reading.error);
        QCOMPARE(reading.error->code, ErrorCode::TooLarge);
    }

    void aSignatureWithoutEndIsRefused()
    {
        const std::string part = sseData("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"" + std::string(1 << 20, 'A') + "\"}}");
        MessageReader reader;
        chat::ReplyEvents out;
        int parts = 0;
        while (reader.feed(part, out) && parts < 20)
            ++parts;
        QCOMPARE(parts, 8);
    }
};

QTEST_APPLESS_MAIN(TestAnthropicReader)
#include "tst_anthropicreader.moc"
