#include "backends/providers/gemini/generatereader.h"
#include "tests/backends/providers/wire/replyreading.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"
#include "tests/support/streamcuts.h"

#include <QTest>

#include <set>

using namespace lineup;
using namespace lineup::test;
using gemini::GenerateReader;
using gemini::JsonElements;

namespace {

const std::string kFolder = "gemini/";

ReplyReading read(const std::vector<std::string_view> &pieces)
{
    GenerateReader reader;
    return readPieces(reader, pieces);
}

struct Row {
    const char *name;
    const char *words;
};

const std::vector<Row> kReplies{
    {"thoughts",
     "from=gemini-2.5-flash id=resp-1\nreasoning=\"**Adding**\\nSix by seven.\"\ntext=\"It is 42.\"\nitem={\"text\":\"\",\"thoughtSignature\":\"CsUB\"}\n"
     "finish=STOP\nusage=47(30,?)/26(21)\nenvelopes=2\noutcome=finished\n"},
    {"tools",
     "from=gemini-2.5-flash id=resp-1\ntext=\"I look that up.\"\ncall 0= get_weather {\"city\":\"Paris\",\"days\":2}\ncall 1= get_time \n"
     "item={\"functionCall\":{\"args\":{\"city\":\"Paris\",\"days\":2},\"name\":\"get_weather\"},\"thoughtSignature\":\"CvcQ\"}\n"
     "finish=STOP\nusage=20(?,?)/21(8)\nenvelopes=2\noutcome=tool_call\n"},
    {"tool-id", "from=gemini-2.5-flash id=resp-1\ncall 0=fc-1 f {\"x\":[1,{\"y\":null}]}\nfinish=STOP\nusage=3(?,?)/4(?)\nenvelopes=1\noutcome=tool_call\n"},
    {"safety",
     "from=gemini-2.5-flash id=resp-1\ntext=\"Well, \"\nfilter=HARM_CATEGORY_HATE_SPEECH:NEGLIGIBLE;HARM_CATEGORY_HARASSMENT:HIGH!;\n"
     "finish=SAFETY\nusage=8(?,?)/3(?)\nenvelopes=2\noutcome=filtered\n"},
    {"recitation", "from=gemini-2.5-flash id=resp-1\ntext=\"Call me \"\nfinish=RECITATION\nusage=8(?,?)/2(?)\nenvelopes=2\noutcome=filtered\n"},
    {"prompt-blocked",
     "from=gemini-2.5-flash id=resp-1\nfilter of prompt=HARM_CATEGORY_HATE_SPEECH:NEGLIGIBLE;HARM_CATEGORY_HARASSMENT:HIGH!;\n"
     "usage=8(?,?)/?(?)\nenvelopes=1\nerror=ContentFiltered SAFETY\n"},
    {"prompt-list", "from=gemini-2.5-flash id=resp-1\nfilter of prompt=PROHIBITED_CONTENT:!;\nusage=8(?,?)/?(?)\nenvelopes=1\nerror=ContentFiltered PROHIBITED_CONTENT\n"},
    {"prompt-rated",
     "from=gemini-2.5-flash id=resp-1\ntext=\"Hi\"\nfilter of prompt=HARM_CATEGORY_HATE_SPEECH:NEGLIGIBLE;HARM_CATEGORY_HARASSMENT:LOW;\n"
     "finish=STOP\nusage=8(?,?)/1(?)\nenvelopes=1\noutcome=finished\n"},
    {"only-thoughts", "from=gemini-2.5-flash id=resp-1\nreasoning=\"Hm\"\nfinish=MAX_TOKENS\nusage=8(?,?)/128(128)\nenvelopes=2\noutcome=length\n"},
    {"malformed-call", "from=gemini-2.5-flash id=resp-1\nenvelopes=1\nerror=ProviderDown MALFORMED_FUNCTION_CALL\n"},
    {"unknown-reason", "from=gemini-2.5-flash id=resp-1\ntext=\"Hi\"\nusage=8(?,?)/1(?)\nenvelopes=2\nerror=ProviderDown TIRED\n"},
    {"unspecified", "from=gemini-2.5-flash id=resp-1\ntext=\"Hi!\"\nfinish=STOP\nusage=8(?,?)/2(?)\nenvelopes=2\noutcome=finished\n"},
    {"error-in-stream", "from=gemini-2.5-flash id=resp-1\ntext=\"Half of\"\nusage=8(?,?)/2(?)\nenvelopes=1\nerror=ProviderDown UNAVAILABLE\n"},
    {"bare-error", "from=gemini-2.5-flash id=resp-1\ntext=\"Half of\"\nusage=8(?,?)/2(?)\nenvelopes=1\nerror=ProviderDown UNAVAILABLE\n"},
    {"bare-error-first", "envelopes=0\nerror=ProviderDown UNAVAILABLE\n"},
    {"cut", "from=gemini-2.5-flash id=resp-1\ntext=\"Half of\"\nusage=8(?,?)/2(?)\nenvelopes=1\nincomplete\n"},
    {"usage-last", "from=gemini-2.5-flash id=resp-1\ntext=\"Hi\"\nfinish=STOP\nusage=8(?,?)/1(?)\nenvelopes=1\noutcome=finished\n"},
    {"second-candidate", "from=gemini-2.5-flash id=resp-1\ntext=\"one\"\nfinish=STOP\nusage=8(?,?)/2(?)\nenvelopes=1\noutcome=finished\n"},
    {"rare-parts", "from=gemini-2.5-flash id=resp-1\ntext=\"One.\"\nfinish=STOP\nusage=8(?,?)/9(?)\nenvelopes=3\noutcome=finished\n"},
    {"logprobs", "from=gemini-2.5-flash id=resp-1\ntext=\"It is\"\nlogprobs=It:-0.25,It:-0.25,He:-2.5; is:-0.5, is:-0.5;\n"
                 "finish=STOP\nusage=8(?,?)/2(?)\nenvelopes=2\noutcome=finished\n"},
    {"surrogates", "from= id=\nreasoning=\"a\xF0\x9F\x98\x80" "b\xEF\xBF\xBD\"\ntext=\"c\xF0\x9F\x98\x80" "de\xEF\xBF\xBD" "f\xEF\xBF\xBDg\xEF\xBF\xBD\"\n"
                   "finish=STOP\nenvelopes=2\noutcome=finished\n"},
    {"array", "from=gemini-2.5-flash id=resp-1\ntext=\"It [is] {\\\"42\\\"}, \\\\.\"\nfinish=STOP\nusage=8(?,?)/3(?)\nenvelopes=2\noutcome=finished\n"},
    {"array-in-stream-clothes", "from=gemini-2.5-flash id=resp-1\ntext=\"It [is] {\\\"42\\\"}, \\\\.\"\nfinish=STOP\nusage=8(?,?)/3(?)\nenvelopes=2\noutcome=finished\n"},
    {"array-cut", "from=gemini-2.5-flash id=resp-1\ntext=\"It [is] {\\\"42\\\"}, \\\\\"\nusage=8(?,?)/2(?)\nenvelopes=1\nincomplete\n"},
    {"array-error", "envelopes=0\nerror=RateLimited RESOURCE_EXHAUSTED\n"},
    {"whole",
     "from=gemini-2.5-flash id=resp-1\nreasoning=\"Hm.\"\ntext=\"It is 42.\"\ncall 0= f {\"a\":1}\nitem={\"text\":\"\",\"thoughtSignature\":\"CsUB\"}\n"
     "item={\"functionCall\":{\"args\":{\"a\":1},\"name\":\"f\"},\"thoughtSignature\":\"CvcQ\"}\nfilter=HARM_CATEGORY_HATE_SPEECH:NEGLIGIBLE;HARM_CATEGORY_HARASSMENT:LOW;\n"
     "finish=STOP\nusage=8(?,?)/19(10)\nenvelopes=1\noutcome=tool_call\n"},
    {"whole-blocked", "from=gemini-2.5-flash id=resp-1\nfilter of prompt=OTHER:!;\nusage=8(?,?)/?(?)\nenvelopes=1\nerror=ContentFiltered OTHER\n"},
    {"aimock-stream",
     "from= id=\ntext=\"Hello! \xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\x98\x80 \xE2\x80\x94 how can I help you today?\"\n"
     "finish=STOP\nusage=11(?,?)/9(?)\nenvelopes=2\noutcome=finished\n"},
    {"aimock-whole",
     "from= id=\ntext=\"Hello! \xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\x98\x80 \xE2\x80\x94 how can I help you today?\"\n"
     "finish=STOP\nusage=11(?,?)/9(?)\nenvelopes=1\noutcome=finished\n"},
    {"aimock-thinking", "from= id=\nreasoning=\"Let me think about it. Six by nine\xE2\x80\xA6\"\ntext=\"The answer is 42.\"\nfinish=STOP\nusage=0(?,?)/0(?)\nenvelopes=2\noutcome=finished\n"},
    {"aimock-tool", "from= id=\ncall 0= get_weather {\"city\":\"Paris\"}\nfinish=FUNCTION_CALL\nusage=0(?,?)/0(?)\nenvelopes=1\noutcome=tool_call\n"},
    {"aimock-tool-whole", "from= id=\ncall 0= get_weather {\"city\":\"Paris\"}\nfinish=FUNCTION_CALL\nusage=0(?,?)/0(?)\nenvelopes=1\noutcome=tool_call\n"},
    {"aimock-length", "from= id=\ntext=\"It goes on and\"\nfinish=MAX_TOKENS\nusage=0(?,?)/0(?)\nenvelopes=1\noutcome=length\n"},
    {"katan-stream", nullptr},
    {"katan-whole", nullptr},
};

} // namespace

class TestGeminiReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void replies_data()
    {
        QTest::addColumn<QByteArray>("words");
        for (const Row &row : kReplies)
            QTest::newRow(row.name) << QByteArray(row.words);
    }
    void replies()
    {
        QFETCH(QByteArray, words);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        const ReplyReading whole = read({file.body});
        if (!words.isNull())
            QCOMPARE(QByteArray::fromStdString(described(whole)), words);
        else
            QVERIFY(whole.outcome == Outcome::Finished && described(whole).find("HARM_CATEGORY_HARASSMENT:NEGLIGIBLE;") != std::string::npos);
        forEveryCut(
            file.body, [&](const std::vector<std::string_view> &pieces) { QVERIFY(read(pieces) == whole); }, 0, 10, 1 + file.body.size() / 100);
        // Whoever has all of it at once reads the same.
        GenerateReader reader;
        QVERIFY(readAtOnce(reader, file.body) == whole);
    }

    void everyReplyIsInTheTable()
    {
        std::set<std::string> known;
        for (const Row &row : kReplies)
            known.insert(row.name);
        for (const std::string &name : replyNames("gemini")) {
            const bool isElsewhere = replyFile(kFolder + name).status >= 400 || name == "count" || name.starts_with("models-");
            QVERIFY2(isElsewhere || known.contains(name), name.c_str());
        }
    }

    void finishReasons_data()
    {
        QTest::addColumn<QByteArray>("outcome");
        const auto row = [](const char *reason, const char *outcome) { QTest::newRow(reason) << QByteArray(outcome); };
        row("STOP", "finished");
        row("MAX_TOKENS", "length");
        row("FUNCTION_CALL", "tool_call");
        for (const char *reason : {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION"})
            row(reason, "filtered");
        for (const char *reason : {"LANGUAGE", "OTHER", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "IMAGE_OTHER", "NO_IMAGE", "SOMETHING_NEW"})
            row(reason, "error");
    }
    void finishReasons()
    {
        QFETCH(QByteArray, outcome);
        const auto meaning = gemini::outcomeOfFinishReason(QTest::currentDataTag());
        QCOMPARE(QByteArray::fromStdString(meaning ? std::string(outcomeName(*meaning)) : "error"), outcome);
    }

    void usage_data()
    {
        QTest::addColumn<QByteArray>("counts");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *name, const char *counts, const char *words) { QTest::newRow(name) << QByteArray(counts) << QByteArray(words); };
        row("thoughts are output", R"({"promptTokenCount":5,"candidatesTokenCount":2,"thoughtsTokenCount":30,"totalTokenCount":37})", "usage=5(?,?)/32(30)");
        row("what tools add is input", R"({"promptTokenCount":5,"toolUsePromptTokenCount":4,"candidatesTokenCount":2})", "usage=9(?,?)/2(?)");
        row("the cached part is in the prompt", R"({"promptTokenCount":50,"cachedContentTokenCount":40,"candidatesTokenCount":2})", "usage=50(40,?)/2(?)");
        row("thoughts alone", R"({"promptTokenCount":5,"thoughtsTokenCount":30})", "usage=5(?,?)/30(30)");
        row("the prompt alone", R"({"promptTokenCount":5})", "usage=5(?,?)/?(?)");
        row("nothing", R"({"totalTokenCount":5})", "");
    }
    void usage()
    {
        QFETCH(QByteArray, counts);
        QFETCH(QByteArray, words);
        const auto reading = read({sseData("{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":" + counts.toStdString() + "}")});
        const std::string all = described(reading);
        QCOMPARE(all.find("usage=") == std::string::npos, words.isEmpty());
        QVERIFY2(all.find(words.toStdString()) != std::string::npos, all.c_str());
    }

    /// Counts come with every piece of the answer; a record of thousands of them would say nothing more.
    void usageIsReportedOnce()
    {
        std::string stream;
        for (int i = 1; i < 50; ++i)
            stream += sseData("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}],\"usageMetadata\":{\"promptTokenCount\":1,\"candidatesTokenCount\":" + std::to_string(i) + "}}");
        const auto reading = read({stream, sseData("{\"candidates\":[{\"finishReason\":\"STOP\"}]}")});
        int reports = 0;
        for (const StreamEvent &each : reading.events)
            reports += std::holds_alternative<UsageReport>(each.body) ? 1 : 0;
        QCOMPARE(reports, 1);
        QVERIFY(described(reading).find("usage=1(?,?)/49(?)") != std::string::npos);
    }

    void broken_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"data: {nonsense}\n\n", "data: 1\n\n", "data: [1]\n\n", "{nonsense}", "[{\"a\":}]"})
            QTest::newRow(body) << QByteArray(body);
    }
    void broken()
    {
        QFETCH(QByteArray, body);
        const auto reading = read({body.toStdString()});
        QVERIFY(reading.error || !reading.hasStarted);
        QVERIFY(!reading.error || reading.error->code == ErrorCode::BadReply);
        QVERIFY(!reading.outcome);
    }

    void odd_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"{}", "{\"candidates\":null}", "{\"candidates\":{}}", "{\"candidates\":[]}", "{\"candidates\":[null,5]}", "{\"candidates\":[{\"content\":{}}]}",
                                 "{\"candidates\":[{\"content\":{\"parts\":[null,7,{},{\"text\":5},{\"functionCall\":null}]}}]}", "{\"candidates\":[{\"finishReason\":7,\"safetyRatings\":[1]}]}",
                                 "{\"promptFeedback\":{}}", "{\"usageMetadata\":[]}", "{\"candidates\":[{\"logprobsResult\":{\"chosenCandidates\":[1,{}]}}]}"})
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
            stream += sseData("{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]}}]}");
        const auto reading = read({stream});
        QVERIFY(reading.error);
        QCOMPARE(reading.error->code, ErrorCode::TooLarge);
    }

    void elements()
    {
        const std::string text = " [ {\"a\":\"]}\\\"\"} ,\n{\"b\":[{}]}{} ] x {\"c\":1";
        const std::vector<std::string> expected{"{\"a\":\"]}\\\"\"}", "{\"b\":[{}]}", "{}"};
        forEveryCut(text, [&](const std::vector<std::string_view> &pieces) {
            JsonElements elements;
            std::vector<std::string> found;
            for (const std::string_view piece : pieces) {
                QVERIFY(elements.feed(piece, [&](std::string_view object) {
                    found.emplace_back(object);
                    return Result<void>();
                }));
            }
            QVERIFY(found == expected);
        });
    }

    void anElementWithoutEndIsRefused()
    {
        JsonElements elements;
        const auto take = [](std::string_view) { return Result<void>(); };
        QVERIFY(elements.feed("[{\"a\":\"", take));
        const std::string piece(1 << 20, 'x');
        int pieces = 0;
        while (elements.feed(piece, take) && pieces < 30)
            ++pieces;
        QCOMPARE(pieces, 15);
    }

    void anErrorOfAnElementEndsIt()
    {
        JsonElements elements;
        int taken = 0;
        const auto read = elements.feed("[{},{},{}]", [&](std::string_view) -> Result<void> {
            if (++taken == 2)
                return makeError(ErrorCode::BadReply, "no");
            return {};
        });
        QVERIFY(!read);
        QCOMPARE(taken, 2);
    }
};

QTEST_APPLESS_MAIN(TestGeminiReader)
#include "tst_geminireader.moc"
