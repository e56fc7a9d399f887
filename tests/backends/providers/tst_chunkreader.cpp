#include "backends/providers/openaicompatible/chunkreader.h"
#include "tests/backends/providers/answersummary.h"
#include "tests/backends/providers/streamreading.h"
#include "tests/support/replyfile.h"
#include "tests/support/streamcuts.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace lineup;
using namespace lineup::openaicompatible;
using namespace lineup::test;
using Speed = ChunkReader::Speed;

namespace {

const std::string kFolder = "openai-compatible";

std::string told(const StreamReading &reading)
{
    std::string text = summary(reading.events);
    if (reading.error)
        text += "error=" + std::string(errorCodeName(reading.error->code)) + "\n";
    else if (reading.outcome)
        text += "outcome=" + std::string(outcomeName(*reading.outcome)) + "\n";
    return text;
}

/// JSON with ' for ", so that it can be read here (and by moc, which does not know raw strings with quotes in them).
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

std::string inChunk(const std::string &delta, const std::string &more = {})
{
    return json("data: {'id':'i','model':'m','choices':[{'index':0,'delta':") + delta + json(",'finish_reason':null}]") + more + "}\n\n";
}

/// The first chunk always goes the long way; what is tested comes after it.
std::string afterStart(const std::string &rest)
{
    return inChunk(json("{'role':'assistant','content':''}")) + rest;
}

} // namespace

class TestChunkReader : public QObject {
    Q_OBJECT
private:
    std::set<std::string> m_told;

    /// The three ways to read agree; gives the one answer.
    static StreamReading read(const std::string &stream)
    {
        const StreamReading slow = readStream({stream}, Speed::JsonOnly);
        for (const Speed speed : {Speed::Full, Speed::NoTemplate}) {
            const StreamReading fast = readStream({stream}, speed);
            if (!(fast == slow))
                qWarning().noquote() << "the ways differ:" << told(fast).c_str() << "\nand" << told(slow).c_str();
            if (!(fast == slow))
                qFatal("ways differ");
        }
        return slow;
    }

private Q_SLOTS:
    void recordedStreams_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [this](const char *name, const char *expected) {
            QTest::newRow(name) << QByteArray(expected);
            m_told.insert(name);
        };
        row("llama-stream", "from=smollm2 id=chatcmpl-TWu6bfrZboBmxGf9Lyw8T6Z8XHgII1vQ\n"
            "text=\"Jörg, welcome to the city of Jürg! I'm glad to meet you. How can I assist\"\n"
            "finish=length\nusage=37(0,?)/24(?)\ntimings=37/24\noutcome=length\n");
        row("llama-no-usage", "from=smollm2 id=chatcmpl-wUebTg5Oke5s3xWqdoGVMJdnmEkA54zX\ntext=\"One two is a classic example of a\"\n"
            "finish=length\nusage=34(24,?)/8(?) engine\ntimings=10/8\noutcome=length\n");
        row("llama-progress", "from=smollm2 id=chatcmpl-NQVJrpo8XZBmadET58VE1NM0vS0nI6q5\nreading=24/43\nreading=43/43\ntext=\"Yes.\"\nfinish=stop\n"
            "usage=43(24,?)/3(?)\ntimings=19/3\noutcome=finished\n");
        row("llama-logprobs", "from=smollm2 id=chatcmpl-5J8DBtwz1ySChvMOu5N6d1k1STKtzc9U\ntext=\"Hello! How can\"\n"
            "logprob=\"Hello\" -0.5439180135726929, \"Hello\" -0.5439180135726929, \"Hi\" -2.393794298171997\n"
            "logprob=\"!\" -0.3277171552181244, \"!\" -0.3277171552181244, \",\" -1.8320754766464233\n"
            "logprob=\" How\" -0.07551608979701996, \" How\" -0.07551608979701996, \" *\" -3.7567636966705322\n"
            "logprob=\" can\" -0.03703146427869797, \" can\" -0.03703146427869797, \" are\" -3.3890116214752197\n"
            "finish=length\n"
            "usage=31(24,?)/4(?) engine\ntimings=7/4\noutcome=length\n");
        row("llama-emoji", "from=smollm2 id=chatcmpl-1ByGfQCgMRT3OdnwEkzEqP08QAGh6kul\ntext=\"ok 😀 Жизнь 日本 👩‍👩‍👧\"\nfinish=stop\n"
            "usage=31(24,?)/33(?)\ntimings=7/33\noutcome=finished\n");
        row("llama-stop", "from=smollm2 id=chatcmpl-9GxrLopTp5kFNxlAnRZXhUqVacj1e4ha\ntext=\"one two \"\nfinish=stop\nusage=31(24,?)/8(?)\ntimings=7/8\n"
            "outcome=finished\n");
        row("openai-chat", "from=m-1 id=chatcmpl-1\ntext=\"Hello\"\nfinish=stop\nusage=9(4,?)/2(0)\noutcome=finished\n");
        row("openai-refusal", "from=m-1 id=chatcmpl-1\nrefusal=\"I can't help.\"\nfinish=stop\nusage=9(?,?)/2(?)\noutcome=refused\n");
        row("openai-tools", "from=m-1 id=chatcmpl-1\ncall 0=call_7 get_time {\"zone\":\"UTC\"}\ncall 1=call_8 get_date {}\n"
            "finish=tool_calls\nusage=9(?,?)/2(?)\noutcome=tool_call\n");
        row("openai-error-in-stream", "from=m-1 id=chatcmpl-1\ntext=\"Half of\"\nerror=ProviderDown\n");
        row("azure-filters", "from=gpt-x id=chatcmpl-a\ntext=\"Hi\"\nfilter=prompt hate safe\nfilter=answer hate safe\nfinish=content_filter\noutcome=filtered\n");
        row("openrouter", "from=a/b id=gen-1\nreasoning=\"First, think.\"\ntext=\"Yes.\"\nfinish=stop\n"
            "usage=20(5,3)/12(8) cost=123400USD\noutcome=finished\n");
        row("openrouter-error", "from=a/b id=gen-1\ntext=\"Some\"\nerror=ProviderDown\n");
        row("overloaded-at-once", "error=ProviderDown\n");
        row("groq", "from=m-1 id=chatcmpl-1\nreasoning=\"Hm. Right.\"\ntext=\"42\"\nfinish=stop\nusage=7(?,?)/5(4)\noutcome=finished\n");
        row("deepseek", "from=m-1 id=chatcmpl-1\nreasoning=\"Let me see.\"\ntext=\"Done.\"\nfinish=stop\nusage=30(16,?)/10(6)\noutcome=finished\n");
        row("deepseek-no-resources", "from=m-1 id=chatcmpl-1\nerror=ProviderDown\n");
        row("mistral-thinking", "from=m-1 id=chatcmpl-1\nreasoning=\"Because of it.\"\ntext=\"So be it\"\nfinish=stop\nusage=9(?,?)/2(?)\noutcome=finished\n");
        row("vllm-continuous-usage", "from=m-1 id=chatcmpl-1\ntext=\"ab\"\nfinish=stop\nusage=9(?,?)/3(?)\noutcome=finished\n");
        row("xai", "from=m-1 id=chatcmpl-1\nreasoning=\"Thinking\"\ntext=\"Ok\"\nfinish=stop\nusage=10(2,?)/103(100)\noutcome=finished\n");
        row("together", "from=m-1 id=chatcmpl-1\ntext=\"AB\"\nfinish=eos\nusage=9(?,?)/2(?)\noutcome=finished\n");
        row("tools-no-index", "from=m-1 id=chatcmpl-1\ncall 0=call_a first {\"a\":1}\ncall 1=call_b second {}\nfinish=stop\noutcome=tool_call\n");
        row("tools-all-zero", "from=m-1 id=chatcmpl-1\ncall 0=call_a first {\"x\":1}\ncall 1=call_b second {\"y\":2}\nfinish=tool_calls\noutcome=tool_call\n");
        row("tools-odd", "from=m-1 id=chatcmpl-1\ncall 0= find {\"q\":\"x\"}\ncall 1=call_o obj {\"k\":[1,2]}\nfinish=tool_calls\noutcome=tool_call\n");
        row("surrogates", "from=m-1 id=chatcmpl-1\ntext=\"a😀b😁\\\\ud83dx\xEF\xBF\xBDy\xEF\xBF\xBD" "end\"\nfinish=stop\noutcome=finished\n");
        row("think-tags", "from=m-1 id=chatcmpl-1\nreasoning=\"\\nWhy not?\\n\"\ntext=\"Because <think> is a word.\"\nfinish=stop\noutcome=finished\n");
        row("no-done", "from=m-1 id=chatcmpl-1\ntext=\"Hello\"\nfinish=stop\noutcome=finished\n");
        row("done-unfinished-line", "from=m-1 id=chatcmpl-1\ntext=\"Hello\"\nfinish=stop\noutcome=finished\n");
        row("only-done", "from=m-1 id=chatcmpl-1\ntext=\"Hello\"\noutcome=finished\n");
        row("cut", "from=m-1 id=chatcmpl-1\ntext=\"Hello\"\n");
        row("error-field", "from=m-1 id=chatcmpl-1\ntext=\"Hel\"\n");
        row("gemini-bare-error", "from=m-1 id=chatcmpl-1\ntext=\"Hi\"\n");
        row("odd-chunks", "from=m id=c\ntext=\"ok\"\nfinish=stop\noutcome=finished\n");
        row("crlf", "from=m-1 id=chatcmpl-1\ntext=\"Hi\"\nfinish=stop\noutcome=finished\n");
    }
    void recordedStreams()
    {
        QFETCH(QByteArray, expected);
        const ReplyFile reply = replyFile(kFolder + "/" + QTest::currentDataTag());
        const StreamReading reading = read(reply.body);
        QCOMPARE(QByteArray::fromStdString(told(reading)), expected);
        // The law: no cut of the bytes changes an event, whichever way they are read.
        for (const Speed speed : {Speed::Full, Speed::NoTemplate}) {
            std::size_t differences = 0;
            test::forEveryCut(reply.body, [&](const auto &pieces) { differences += readStream(pieces, speed) == reading ? 0 : 1; },
                              0, 20, reply.body.size() / 30 + 1);
            QCOMPARE(differences, std::size_t(0));
        }
    }

    void everyRecordedStreamIsInTheTable()
    {
        for (const std::string &name : replyNames(kFolder)) {
            const bool isNoAnswer = name == "html-unlabelled" || name == "error-sse";
            if (replyFile(kFolder + "/" + name).isStream() && !isNoAnswer)
                QVERIFY2(m_told.contains(name), name.c_str());
        }
    }

    void whole_data()
    {
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("llama-whole") << QByteArray("from=smollm2 id=chatcmpl-ckikR7K2On5pOmPdkxdGZ1Pb8k2EtD1a\n"
                                                   "text=\"Hello! How can I assist you today\"\nfinish=length\nusage=31(30,?)/8(?)\ntimings=1/8\n");
        QTest::newRow("blank-lines-then-json") << QByteArray("from=m id=w\nreasoning=\"Slow\"\ntext=\"Late\"\nfinish=stop\nusage=9(?,?)/2(?)\n");
    }
    void whole()
    {
        QFETCH(QByteArray, expected);
        ChunkReader reader;
        std::vector<StreamEvent> events;
        QVERIFY(reader.readWhole(replyFile(kFolder + "/" + QTest::currentDataTag()).body, {}, events));
        QCOMPARE(QByteArray::fromStdString(summary(events)), expected);
        QVERIFY(reader.isDone());
    }

    void aWholeReplyWithAnErrorIsThatError()
    {
        ChunkReader reader;
        std::vector<StreamEvent> events;
        const auto read = reader.readWhole(replyFile(kFolder + "/xai-json-error").body, {}, events);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::ProviderDown);
        QCOMPARE(read.error().providerMessage, std::string("Service temporarily unavailable."));
        QCOMPARE(read.error().providerCode, std::string("The service is currently unavailable"));
    }

    void theWaysAgree_data()
    {
        QTest::addColumn<QByteArray>("stream");
        const auto row = [](const char *name, const std::string &rest) { QTest::newRow(name) << QByteArray::fromStdString(afterStart(rest)); };
        const std::string a = inChunk(json("{'content':'a'}"));
        row("plain", a + inChunk(json("{'content':'b'}")));
        row("escapes", a + inChunk("{\"content\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20ac\"}") + a);
        row("a bad escape", a + inChunk(json("{'content':'\\x'}")) + a);
        row("half an escape", a + inChunk(json("{'content':'\\u12'}")) + a);
        row("a quote inside", a + inChunk(json("{'content':'a','content2':'b'}")) + a);
        row("something behind the text", a + inChunk(json("{'content':'a','logprobs':null}")) + a);
        row("a number as text", a + inChunk(json("{'content':5}")) + a);
        row("the member twice", a + inChunk(json("{'content':'a','content':'b'}")) + a);
        row("two choices", a + json("data: {'id':'i','model':'m','choices':[{'index':0,'delta':{'content':'x'}},{'index':0,'delta':{'content':'y'}}]}") + "\n\n");
        row("another choice", a + json("data: {'id':'i','model':'m','choices':[{'index':1,'delta':{'content':'x'}}]}") + "\n\n" + a);
        row("choices twice", a + json("data: {'choices':[{'index':0,'delta':{'content':'x'}}],'choices':[{'index':0,'delta':{'content':'y'}}]}") + "\n\n");
        row("delta twice", a + json("data: {'choices':[{'index':0,'delta':{'content':'x'},'delta':{'content':'y'}}]}") + "\n\n");
        row("another id", a + json("data: {'id':'j','model':'m','choices':[{'index':0,'delta':{'content':'x'}}]}") + "\n\n" + a + a);
        row("another model and back", a + json("data: {'id':'i','model':'n','choices':[{'index':0,'delta':{'content':'x'},'finish_reason':null}]}") + "\n\n" + a + a);
        row("usage beside", a + inChunk(json("{'content':'x'}"), json(",'usage':{'prompt_tokens':1,'completion_tokens':2}")) + a);
        row("usage null", inChunk(json("{'content':'x'}"), json(",'usage':null")) + inChunk(json("{'content':'y'}"), json(",'usage':null")));
        row("error null", inChunk(json("{'content':'x'}"), json(",'error':null")) + a);
        row("error beside", a + inChunk(json("{'content':'x'}"), json(",'error':{'message':'no'}")) + a);
        row("unknown member", a + inChunk(json("{'content':'x'}"), json(",'foo':[1,{'a':2}]")) + a);
        row("obfuscation", inChunk(json("{'content':'x'}"), json(",'obfuscation':'abc'")) + inChunk(json("{'content':'y'}"), json(",'obfuscation':'d'")));
        row("a broken silent member", a + inChunk(json("{'content':'x'}"), json(",'obfuscation':'\\ud800'")) + a);
        row("a huge number in a silent member", a + inChunk(json("{'content':'x'}"), json(",'created':1e999")) + a);
        row("trailing garbage", a + json("data: {'choices':[{'index':0,'delta':{'content':'x'}}]} x") + "\n\n" + a);
        row("two documents", a + json("data: {'choices':[{'index':0,'delta':{'content':'x'}}]}{}") + "\n\n" + a);
        row("cut short", a + json("data: {'choices':[{'index':0,'delta':{'content':'x'}}]") + "\n\n" + a);
        row("cut in the text", a + json("data: {'choices':[{'index':0,'delta':{'content':'x") + "\n\n" + a);
        row("blanks everywhere", a + "data:   { \"choices\" : [ { \"index\" : 0 , \"delta\" : { \"content\" : \"x\" } } ] }  \n\n" + a);
        row("a comma too many", a + json("data: {'choices':[{'index':0,'delta':{'content':'x'}},]}") + "\n\n" + a);
        row("invalid UTF-8", a + inChunk("{\"content\":\"x\xFFy\"}") + inChunk("{\"content\":\"\xC3\"}") + inChunk("{\"content\":\"\xA9\"}") + a);
        row("a line break inside the text", a + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\ndata: y\"}}]}\n\n" + a);
        row("a control character", a + inChunk("{\"content\":\"x\x01\"}") + a);
        row("finish reason with text", a + json("data: {'choices':[{'index':0,'delta':{'content':'x'},'finish_reason':'stop'}]}") + "\n\n");
        row("an empty finish reason", a + json("data: {'choices':[{'index':0,'delta':{'content':'x'},'finish_reason':''}]}") + "\n\n" + a);
        row("index as a decimal", a + json("data: {'choices':[{'index':0.0,'delta':{'content':'x'}}]}") + "\n\n" + a);
        row("empty text", a + inChunk(json("{'content':''}")) + a + inChunk(json("{'content':''}")));
        row("reasoning in between", a + inChunk(json("{'reasoning_content':'r'}")) + a);
        row("a half character, then plain text", a + inChunk(json("{'content':'\\ud83d'}")) + a);
        row("a half character, then its half", a + inChunk(json("{'content':'x\\ud83d'}")) + inChunk(json("{'content':'\\ude00y'}")) + a);
        row("think tags", inChunk(json("{'content':'<thi'}")) + inChunk(json("{'content':'nk>x'}")) + inChunk(json("{'content':'y</think>'}")) + a + a);
        row("depth", a + inChunk(json("{'content':'x'}"), ",\"deep\":" + std::string(200, '[') + std::string(200, ']')) + a);
        row("DONE with blanks", a + "data:  [DONE] \n\n" + a);
        row("DONE twice", a + "data: [DONE]\n\ndata: [DONE]\n\n");
        row("nothing but null", "data: null\n\n");
        row("an array", "data: []\n\n" + a);
    }
    void theWaysAgree()
    {
        QFETCH(QByteArray, stream);
        const StreamReading reading = read(stream.toStdString());
        QVERIFY(!reading.events.empty());
    }

    /// Recorded chunks with bytes changed at random: whatever comes of them, it is the same on all three ways.
    void theWaysAgreeOnBrokenStreams()
    {
        std::mt19937 random(11);
        const std::string alphabet = "\"\\{}[]:,0du e\n\x80\xED";
        int errors = 0;
        for (const std::string &name : replyNames(kFolder)) {
            const ReplyFile reply = replyFile(kFolder + "/" + name);
            if (!reply.isStream())
                continue;
            for (int round = 0; round < 25; ++round) {
                std::string stream = reply.body;
                for (int change = 0; change < 3; ++change) {
                    const std::size_t at = random() % stream.size();
                    switch (random() % 3) {
                    case 0: stream[at] = alphabet[random() % alphabet.size()]; break;
                    case 1: stream.erase(at, 1 + random() % 4); break;
                    default: stream.insert(at, 1, alphabet[random() % alphabet.size()]); break;
                    }
                }
                errors += read(stream).error.has_value();
            }
        }
        QVERIFY2(errors > 100, "the changes break something");
    }

    void tooManyCallsAreRefused()
    {
        const auto callsUpTo = [](int count) {
            std::string stream;
            for (int i = 0; i < count; ++i) {
                const std::string number = std::to_string(i);
                stream += inChunk(json("{'tool_calls':[{'index':") + number + json(",'id':'c") + number + json("','function':{'name':'f','arguments':''}}]}"));
            }
            return stream;
        };
        QVERIFY(!read(callsUpTo(128)).error);
        const StreamReading reading = read(callsUpTo(129));
        QCOMPARE(reading.error->code, ErrorCode::TooLarge);
        // The last of the allowed ones can still grow.
        QVERIFY(!read(callsUpTo(128) + inChunk(json("{'tool_calls':[{'index':127,'function':{'arguments':'{}'}}]}"))).error);
    }

    void deepJsonIsRefused()
    {
        const auto nested = [](std::size_t depth) { return inChunk(json("{'content':'x'}"), ",\"d\":" + std::string(depth, '[') + std::string(depth, ']')); };
        QVERIFY(!read(nested(60)).error);
        QCOMPARE(read(nested(70)).error->code, ErrorCode::BadReply);
        QCOMPARE(read(nested(100000)).error->code, ErrorCode::BadReply);
    }

    void ordinaryChunksLeaveNoEnvelope()
    {
        const StreamReading reading = read(replyFile(kFolder + "/llama-stream").body);
        const auto count = std::count_if(reading.events.begin(), reading.events.end(),
                                         [](const StreamEvent &event) { return std::holds_alternative<Envelope>(event.body); });
        // The opening chunk, the finish chunk and the usage chunk.
        QCOMPARE(count, 3);
    }
};

QTEST_APPLESS_MAIN(TestChunkReader)
#include "tst_chunkreader.moc"
