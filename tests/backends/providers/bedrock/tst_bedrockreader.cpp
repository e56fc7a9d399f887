#include "backends/providers/bedrock/bedrockreader.h"
#include "tests/backends/providers/bedrock/eventframes.h"
#include "tests/backends/providers/replyreading.h"
#include "tests/support/replyfile.h"
#include "tests/support/streamcuts.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using bedrock::BedrockReader;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"aimock-hello", "from= id=\ntext=\"Hello! Grüße aus Köln 😀.\"\nfinish=end_turn\nusage=11(?,?)/7(?)\nend=finished\n"},
    {"aimock-think", "from= id=\nreasoning=\"Six times seven.\"\ntext=\"It is 42.\"\nfinish=end_turn\nusage=9(?,?)/12(?)\nend=finished\n"},
    {"aimock-long", "from= id=\ntext=\"One two three\"\nfinish=max_tokens\nusage=0(?,?)/0(?)\nend=length\n"},
    {"aimock-cut", "from= id=\nend=open\n"},
    {"text", "from= id=\ntext=\"Hello, Köln 😀\"\nfinish=end_turn\nusage=12(?,?)/9(?)\nend=finished\n"},
    {"thinking-tools",
     "from= id=\nreasoning=\"Let me see.\"\ntext=\"I look it up.\"\ncall 0=tooluse_a get_weather {\"city\": \"Köln\"}\ncall 1=tooluse_b now \n"
     "item={\"reasoningContent\":{\"reasoningText\":{\"signature\":\"EqoBCkYI==\",\"text\":\"Let me see.\"}}}\n"
     "item={\"reasoningContent\":{\"redactedContent\":\"QUJDRA==\"}}\nfinish=tool_use\nusage=4070(4000,60)/40(?)\nend=tool_call\n"},
    {"surrogates", "from= id=\ntext=\"A😀B\xEF\xBF\xBD" "C\"\nfinish=stop_sequence\nusage=12(?,?)/9(?)\nend=finished\n"},
    {"length", "from= id=\nreasoning=\"Hm\"\nitem={\"reasoningContent\":{\"reasoningText\":{\"signature\":\"s\",\"text\":\"Hm\"}}}\nfinish=max_tokens\n"
               "usage=?(?,?)/3(?)\nend=length\n"},
    {"guardrail", "from= id=\ntext=\"Sorry, I cannot.\"\nfilter=prompt INSULTS LOW\nfilter=prompt Investments  blocked\nfilter=answer VIOLENCE HIGH blocked\n"
                  "finish=guardrail_intervened\nusage=12(?,?)/9(?)\nend=filtered\n"},
    {"no-metadata", "from= id=\ntext=\"Hi\"\nfinish=end_turn\nend=finished\n"},
    {"cut", "from= id=\ntext=\"Hi\"\nend=open\n"},
    {"no-stop", "from= id=\ntext=\"Hi\"\nusage=12(?,?)/9(?)\nend=open\n"},
    {"throttled", "from= id=\nerror=RateLimited\n"},
    {"model-stream-error", "from= id=\ntext=\"Ha\"\nerror=ProviderDown\n"},
    {"validation-in-stream", "from= id=\nerror=ContextTooLong\n"},
    {"error-message", "from= id=\nerror=ProviderDown\n"},
    {"malformed", "from= id=\ntext=\"x\"\nerror=ProviderDown\n"},
    {"unknown-events", "from= id=\ntext=\"Hi\"\nfinish=later_reason\nend=finished\n"},
    {"bad-payload", "from= id=\nerror=BadReply\n"},
};

QByteArray read(const std::vector<std::string_view> &pieces)
{
    BedrockReader reader;
    return QByteArray::fromStdString(readingOf(reader, pieces));
}

QByteArray readWhole(const std::string &body)
{
    BedrockReader reader;
    chat::ReplyEvents out;
    const auto result = reader.readWhole(body, out);
    const std::string end = !result ? std::string(errorCodeName(result.error().code)) : reader.outcome() ? std::string(outcomeName(*reader.outcome())) : "open";
    return QByteArray::fromStdString(summary(out.record().events()) + "end=" + end + "\n");
}

template <class Body>
std::vector<Body> all(const std::vector<StreamEvent> &events)
{
    std::vector<Body> found;
    for (const StreamEvent &event : events) {
        if (const auto *body = std::get_if<Body>(&event.body))
            found.push_back(*body);
    }
    return found;
}

} // namespace

class TestBedrockReader : public QObject {
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
        const std::string body = replyFile(std::string("bedrock/") + QTest::currentDataTag()).body;
        QCOMPARE(read({body}), reading);
        const auto check = [&](const std::vector<std::string_view> &pieces) {
            const QByteArray cut = read(pieces);
            if (cut != reading)
                QCOMPARE(cut, reading);
        };
        forEveryCut(body, check, 0, 20, 3);
    }

    void toolCallsOfAnImitation()
    {
        const QByteArray reading = read({replyFile("bedrock/aimock-weather").body});
        QVERIFY2(reading.contains(" get_weather {\"city\":\"Köln\",\"unit\":\"C\"}\n"), reading.constData());
        QVERIFY2(reading.contains(" get_time {\"zone\":\"CET\"}\n"), reading.constData());
        QVERIFY(reading.endsWith("end=tool_call\n"));
    }

    /// No end before messageStop is an answer; none is a bad reply.
    void everyEndIsACut()
    {
        const std::string body = replyFile("bedrock/text").body;
        const std::size_t stop = body.find("messageStop");
        for (std::size_t size = 0; size < stop; ++size) {
            BedrockReader reader;
            const std::string reading = readingOf(reader, {std::string_view(body).substr(0, size)}, true);
            QVERIFY2(reading.ends_with("end=open\n"), reading.c_str());
        }
    }

    void wholeReplies()
    {
        QCOMPARE(readWhole(replyFile("bedrock/whole").body),
                 QByteArray("from= id=\nreasoning=\"Hm.\"\ntext=\"Hi\"\ncall 0=t1 f {\"a\":1}\n"
                            "item={\"reasoningContent\":{\"reasoningText\":{\"signature\":\"sig\",\"text\":\"Hm.\"}}}\nfinish=tool_use\nusage=7(2,?)/6(?)\nend=tool_call\n"));
        QCOMPARE(readWhole("\n" + replyFile("bedrock/aimock-whole").body),
                 QByteArray("from= id=\nreasoning=\"Six times seven.\"\ntext=\"It is 42.\"\nfinish=end_turn\nusage=9(?,?)/12(?)\nend=finished\n"));
        QCOMPARE(readWhole("{\"message\":\"no\"}"), QByteArray("end=open\n"));
        QCOMPARE(readWhole("<html>"), QByteArray("end=BadReply\n"));
        QCOMPARE(readWhole("{\"output\":{\"message\":{\"content\":[{\"text\":\"A\"}]}},\"stopReason\":\"malformed_model_output\"}"),
                 QByteArray("from= id=\ntext=\"A\"\nend=ProviderDown\n"));
        QCOMPARE(readWhole("{\"output\":{\"message\":{\"content\":[{\"reasoningContent\":{\"redactedContent\":\"QUI=\"}}]}},\"stopReason\":\"end_turn\"}"),
                 QByteArray("from= id=\nitem={\"reasoningContent\":{\"redactedContent\":\"QUI=\"}}\nfinish=end_turn\nend=finished\n"));
    }

    void rarePayloadsAreKeptWithTheirNames()
    {
        BedrockReader reader;
        chat::ReplyEvents out;
        QVERIFY(reader.feed(replyFile("bedrock/text").body, out).has_value());
        const auto kept = all<Envelope>(out.record().events());
        QCOMPARE(kept.size(), std::size_t(3));
        QVERIFY(kept[0].json.starts_with("{\"messageStart\":{"));
        QVERIFY(kept[1].json.starts_with("{\"messageStop\":{"));
        QVERIFY(kept[2].json.find("\"latencyMs\":731") != std::string::npos);
    }

    /// What was thought comes back unchanged: the text of the item is that of the deltas.
    void theModelsOwnFailureIsNotTriedAgain()
    {
        BedrockReader reader;
        chat::ReplyEvents out;
        const auto fed = reader.feed(replyFile("bedrock/model-stream-error").body, out);
        QVERIFY(!fed);
        QCOMPARE(fed.error().httpStatus, 424);
        QCOMPARE(fed.error().providerCode, std::string("modelStreamErrorException"));
        QCOMPARE(fed.error().providerMessage, std::string("The model failed.: CUDA error"));
    }

    void whatIsNotOfTheProtocol()
    {
        QCOMPARE(read({"data: {\"messageStart\":{}}\n\n"}), QByteArray("error=BadReply\n"));
        QCOMPARE(read({eventFrame("contentBlockDelta", "[1]")}), QByteArray("from= id=\nend=open\n"));
        QCOMPARE(read({eventFrame("contentBlockDelta", "{\"delta\":{\"text\":5,\"reasoningContent\":7,\"toolUse\":8}}")}), QByteArray("from= id=\nend=open\n"));
        QCOMPARE(read({eventFrame("messageStop", "{}")}), QByteArray("from= id=\nfinish=\nend=finished\n"));
        QCOMPARE(read({exceptionFrame("laterException", "not json")}), QByteArray("error=ProviderDown\n"));
        QCOMPARE(read({}), QByteArray("end=open\n"));
    }

    void afterTheEndNothingCounts()
    {
        const std::string body = replyFile("bedrock/text").body;
        QCOMPARE(read({body + eventFrame("contentBlockDelta", "{\"delta\":{\"text\":\"ghost\"}}")}), kReadings["text"]);
        QCOMPARE(read({body + "rubbish behind the last message"}), kReadings["text"]);
    }

    void limits()
    {
        BedrockReader reader;
        chat::ReplyEvents out;
        Result<void> fed;
        for (int block = 0; block < 129; ++block)
            fed = reader.feed(eventFrame("contentBlockStart", "{\"contentBlockIndex\":" + std::to_string(block) + ",\"start\":{\"toolUse\":{\"name\":\"f\"}}}"), out);
        QVERIFY(!fed && fed.error().code == ErrorCode::TooLarge);
    }
};

QTEST_APPLESS_MAIN(TestBedrockReader)
#include "tst_bedrockreader.moc"
