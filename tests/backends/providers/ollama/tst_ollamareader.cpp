#include "backends/providers/ollama/ollamareader.h"
#include "tests/backends/providers/replyreading.h"
#include "tests/support/replyfile.h"
#include "tests/support/streamcuts.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using ollama::OllamaReader;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"aimock-hello", "from=llama3.2 id=\ntext=\"Hello! Grüße aus Köln 😀.\"\nfinish=stop\nusage=0(?,?)/0(?)\ntimings=0/0 load=0.000000\nend=finished\n"},
    {"aimock-think", "from=llama3.2 id=\nreasoning=\"Six times seven.\"\ntext=\"It is 42.\"\nfinish=stop\nusage=0(?,?)/0(?)\ntimings=0/0 load=0.000000\nend=finished\n"},
    {"aimock-weather", "from=llama3.2 id=\ncall 0= get_weather {\"city\":\"Köln\",\"unit\":\"C\"}\ncall 1= get_time {\"zone\":\"CET\"}\nfinish=stop\n"
                       "usage=0(?,?)/0(?)\ntimings=0/0 load=0.000000\nend=tool_call\n"},
    {"aimock-cut", "from=llama3.2 id=\ntext=\"This t\"\nend=open\n"},
    {"aimock-whole", "from=llama3.2 id=\ntext=\"Hello! Grüße aus Köln 😀.\"\nfinish=stop\nusage=0(?,?)/0(?)\ntimings=0/0 load=0.000000\nend=finished\n"},
    {"thinking", "from=qwen3:4b id=\nreasoning=\"Let me see.\"\ntext=\"Hi 😀\"\nfinish=stop\nusage=12(?,?)/5(?)\ntimings=12/5 load=101.500000\nend=finished\n"},
    {"length", "from=m id=\ntext=\"One two\"\nfinish=length\nusage=?(?,?)/2(?)\ntimings=?/2\nend=length\n"},
    {"tools", "from=m id=\nreasoning=\"Two tools.\"\ncall 0=call_a get_weather {\"city\":\"Köln\",\"days\":2}\ncall 1= now {}\nfinish=stop\n"
              "usage=100(?,?)/30(?)\nend=tool_call\n"},
    {"logprobs", "from=m id=\ntext=\"Yes.\"\nlogprob=\"Yes\" -0.25, \"Yes\" -0.25, \"No\" -1.5\nlogprob=\".\" 0.0\nfinish=stop\nusage=4(?,?)/2(?)\nend=finished\n"},
    {"think-tags", "from=m id=\nreasoning=\"Hm.\"\ntext=\"Hi\"\nfinish=stop\nend=finished\n"},
    {"error-in-stream", "from=m id=\ntext=\"Half\"\nerror=ProviderDown\n"},
    {"loaded", "from=m id=\nfinish=load\nend=finished\n"},
    {"ended-by-server", "from=m id=\ntext=\"Ha\"\nerror=StreamCut\n"},
    {"surrogates", "from=m id=\ntext=\"A😀B\xEF\xBF\xBD" "C\"\nfinish=stop\nend=finished\n"},
    {"odd-lines", "from=m2 id=\ntext=\"AB\"\nfinish=\nend=finished\n"},
    {"whole", "from=m id=\nreasoning=\"Hm.\"\ntext=\"Hello\"\nfinish=stop\nusage=3(?,?)/4(?)\ntimings=3/4 load=2.000000\nend=finished\n"},
};

/// A line that says nothing but a piece of text; `content` is the inside of its JSON string.
std::string line(const std::string &content, const std::string &time = "2026-11-25T08:00:00.1Z")
{
    return "{\"model\":\"m\",\"created_at\":\"" + time + "\",\"message\":{\"role\":\"assistant\",\"content\":\"" + content + "\"},\"done\":false}\n";
}

QByteArray read(const std::vector<std::string_view> &pieces)
{
    OllamaReader reader;
    return QByteArray::fromStdString(readingOf(reader, pieces));
}

} // namespace

class TestOllamaReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyReply_data()
    {
        QTest::addColumn<QByteArray>("reading");
        for (auto each = kReadings.begin(); each != kReadings.end(); ++each)
            QTest::newRow(each.key().constData()) << each.value();
    }
    void everyReply()
    {
        QFETCH(QByteArray, reading);
        const std::string body = replyFile(std::string("ollama/") + QTest::currentDataTag()).body;
        QCOMPARE(read({body}), reading);
        const auto check = [&](const std::vector<std::string_view> &pieces) {
            const QByteArray cut = read(pieces);
            if (cut != reading)
                QCOMPARE(cut, reading);
        };
        forEveryCut(body, check, 150, 20, 3);
    }

    /// A connection that goes away at any byte keeps what came, is never taken for whole, and never for a bad reply.
    void everyEndIsACut()
    {
        const std::string body = replyFile("ollama/thinking").body;
        for (std::size_t size = 0; size + 2 < body.size(); ++size) {
            OllamaReader reader;
            const std::string reading = readingOf(reader, {std::string_view(body).substr(0, size)}, true);
            QVERIFY2(reading.ends_with("end=open\n"), reading.c_str());
        }
    }

    /// The quick way reads what the careful one reads.
    void theQuickWayIsTheSame()
    {
        std::string stream = line("Hi") + line(" you");
        for (const char *content : {"a\\nb", "\\u00e9", "\\ud83d", "\\ude00x", "\xC3\xB6", "q\\\"q", "\\\\", "", "<think>", "x"})
            stream += line(content);
        stream += line("t", "a\\\"b") + line("u", std::string(70, 'z')) + line("v");
        stream += line("\\\"},\\\"done\\\":false,\\\"x\\\":\\\"") + line("w\",\"more\":\"y") + line("\\q") + line("never read");
        OllamaReader quick;
        OllamaReader careful(OllamaReader::Speed::Careful);
        const QByteArray reading = QByteArray::fromStdString(readingOf(careful, {stream}));
        QCOMPARE(QByteArray::fromStdString(readingOf(quick, {stream})), reading);
        QVERIFY2(reading.endsWith("error=BadReply\n") && !reading.contains("never"), "what is no JSON ends it");
    }

    void theTemplate()
    {
        ollama::LineTemplate lines;
        QVERIFY(!lines.match(line("A")));
        lines.learn(line("A"));
        const std::string escaped = line("B\\\"c", "T22");
        const auto same = lines.match(escaped);
        QVERIFY(same && same->content == "B\\\"c" && same->hasEscapes);
        const std::string plain = line("B");
        QVERIFY(lines.match(plain) && !lines.match(plain)->hasEscapes);
        for (const std::string &other : {line(""), line("B", "T\\\"2"), line("B\"c"), line("B\xff"), line("B\x01"), line("B\\"), line("B").substr(1), std::string(),
                                         std::string("{}")})
            QVERIFY2(!lines.match(other), other.c_str());
        std::string last = line("B");
        last.replace(last.find("false"), 5, "true");
        QVERIFY(!lines.match(last));
        // Lines of which nothing can be learnt.
        ollama::LineTemplate none;
        for (const std::string &odd : {line("a\\n"), line("x\",\"content\":\"y"), std::string("{\"content\":\"x\",\"created_at\":\"t\"}")}) {
            none.learn(odd);
            QVERIFY2(!none.match(line("A")) && !none.match(odd), odd.c_str());
        }
    }

    void inOnePiece()
    {
        OllamaReader reader;
        chat::ReplyEvents out;
        QVERIFY(reader.readWhole("\n" + replyFile("ollama/whole").body, out).has_value());
        QCOMPARE(QByteArray::fromStdString(summary(out.record().events()) + "end=finished\n"), kReadings["whole"]);
        QVERIFY(reader.isDone());
    }

    void durationsBecomeMilliseconds()
    {
        OllamaReader reader;
        chat::ReplyEvents out;
        QVERIFY(reader.feed(replyFile("ollama/thinking").body, out).has_value());
        std::vector<EngineTimings> timings;
        for (const StreamEvent &event : out.record().events()) {
            if (const auto *each = std::get_if<EngineTimings>(&event.body))
                timings.push_back(*each);
        }
        QCOMPARE(timings, (std::vector<EngineTimings>{{200.0, 12, 300.0, 5, 101.5}}));
    }

    void rarePayloadsAreKept()
    {
        OllamaReader reader;
        chat::ReplyEvents out;
        QVERIFY(reader.feed(replyFile("ollama/tools").body, out).has_value());
        std::vector<std::string> kept;
        for (const StreamEvent &event : out.record().events()) {
            if (const auto *each = std::get_if<Envelope>(&event.body))
                kept.push_back(each->json);
        }
        QCOMPARE(kept.size(), std::size_t(4));
        QVERIFY(kept[1].find("call_a") != std::string::npos);
        QVERIFY(kept[3].find("\"done\":true") != std::string::npos);
    }

    void whatIsNotOfTheProtocol_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("reading");
        QTest::newRow("no JSON") << QByteArray("nonsense\n") << QByteArray("error=BadReply\n");
        QTest::newRow("an array") << QByteArray("[1]\n") << QByteArray("error=BadReply\n");
        QTest::newRow("nested too deep") << QByteArray(80, '[') + QByteArray(80, ']') + '\n' << QByteArray("error=BadReply\n");
        QTest::newRow("nothing") << QByteArray() << QByteArray("end=open\n");
        QTest::newRow("an error that is an object") << QByteArray("{\"error\":{\"message\":\"no\",\"code\":\"context_length_exceeded\"}}\n")
                                                    << QByteArray("error=ContextTooLong\n");
        QTest::newRow("text after the end") << QByteArray("{\"message\":{\"content\":\"A\"},\"done\":true,\"done_reason\":\"stop\"}\n{\"message\":{\"content\":\"B\"}}\nx\n")
                                            << QByteArray("from= id=\ntext=\"A\"\nfinish=stop\nend=finished\n");
    }
    void whatIsNotOfTheProtocol()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, reading);
        QCOMPARE(read({std::string_view(body.constData(), static_cast<std::size_t>(body.size()))}), reading);
    }

    void limits()
    {
        OllamaReader reader;
        chat::ReplyEvents out;
        const std::string call = "{\"function\":{\"name\":\"f\",\"arguments\":{}}}";
        std::string calls = call;
        for (int i = 1; i < 129; ++i)
            calls += ',' + call;
        const auto tooMany = reader.feed("{\"message\":{\"tool_calls\":[" + calls + "]}}\n", out);
        QVERIFY(!tooMany && tooMany.error().code == ErrorCode::TooLarge);
        OllamaReader other;
        const auto tooLong = other.feed(std::string((std::size_t{16} << 20) + 1, 'x'), out);
        QVERIFY(!tooLong && tooLong.error().code == ErrorCode::BadReply);
    }
};

QTEST_APPLESS_MAIN(TestOllamaReader)
#include "tst_ollamareader.moc"
