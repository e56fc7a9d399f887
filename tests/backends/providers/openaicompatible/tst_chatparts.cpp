#include "backends/providers/openaicompatible/choicelogprobs.h"
#include "backends/providers/openaicompatible/chunkreader.h"
#include "backends/providers/openaicompatible/dialect.h"
#include "backends/providers/openaicompatible/reasoningdetails.h"
#include "backends/providers/openaicompatible/usagereader.h"
#include "tests/backends/providers/wire/canonical.h"

#include <QTest>

using namespace lineup;
using namespace lineup::openaicompatible;
using nlohmann::json;
using lineup::test::canonical;

namespace {

QByteArray told(const TokenLogprobs &logprobs)
{
    json list = json::array();
    for (const TokenLogprobs::Token &token : logprobs.tokens) {
        json row{token.token, token.logprob};
        for (const TokenLogprobs::Choice &other : token.top)
            row.push_back({other.token, other.logprob});
        list.push_back(std::move(row));
    }
    return canonical(list);
}

} // namespace

/// The small parts of reading Chat Completions.
class TestChatParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void logprobs_data()
    {
        QTest::addColumn<QByteArray>("choice");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char *name, const char *choice, const char *expected) { QTest::newRow(name) << QByteArray(choice) << QByteArray(expected); };
        row("none", "{}", "[]");
        row("null", R"({"logprobs":null})", "[]");
        row("OpenAI", R"({"logprobs":{"content":[{"token":"A","logprob":-1,"bytes":[65],"top_logprobs":[{"token":"B","logprob":-2}]},{"token":"C","logprob":0.5}]}})",
            R"([["A",-1.0,["B",-2.0]],["C",0.0]])");
        row("of a refusal", R"({"logprobs":{"content":null,"refusal":[{"token":"No","logprob":-9999}]}})", R"([["No",-9999.0]])");
        row("not what it should be", R"({"logprobs":{"content":[3,{"token":5,"logprob":-1},{"token":"x"},{"token":"y","logprob":"z"}]}})", "[]");
        row("lists", R"({"logprobs":{"tokens":["A","B",3],"token_logprobs":[-1,null,-2],"top_logprobs":[{"A":-1,"Z":-0.5}]}})",
            R"([["A",-1.0,["Z",-0.5],["A",-1.0]]])");
        row("lists without others", R"({"logprobs":{"tokens":["A"],"token_logprobs":[-1]}})", R"([["A",-1.0]])");
        row("a number", R"({"logprobs":-0.5,"delta":{"content":"Hi"}})", R"([["Hi",-0.5]])");
        row("a number without a text", R"({"logprobs":-0.5,"delta":{"content":""}})", "[]");
        row("a word", R"({"logprobs":"yes"})", "[]");
    }
    void logprobs()
    {
        QFETCH(QByteArray, choice);
        QFETCH(QByteArray, told);
        const json parsed = json::parse(choice.constData());
        const auto delta = parsed.find("delta");
        QCOMPARE(::told(logprobsOfChoice(parsed, delta == parsed.end() ? nullptr : &*delta)), told);
    }

    void detailsArePutTogether()
    {
        ReasoningDetails details;
        QVERIFY(!details.takeItem());
        const auto take = [&](const char *list) { return details.take(json::parse(list)); };
        QCOMPARE(take(R"([{"type":"reasoning.text","index":0,"text":"A"},7])"), std::string("A"));
        QCOMPARE(take(R"([{"type":"reasoning.text","index":0,"text":"B","signature":null}])"), std::string("B"));
        QCOMPARE(take(R"([{"type":"reasoning.text","index":0,"signature":"S","text":null}])"), std::string());
        QCOMPARE(take(R"([{"type":"reasoning.encrypted","index":0,"data":"x"},{"type":"reasoning.encrypted","index":0,"data":"y"}])"), std::string());
        QCOMPARE(take(R"([{"type":"reasoning.summary","summary":"C"},{"type":"reasoning.summary","summary":"D"}])"), std::string("CD"));
        const auto item = details.takeItem();
        QVERIFY(item.has_value());
        QCOMPARE(canonical(item->json.c_str()), canonical(R"({"reasoning_details":[{"type":"reasoning.text","index":0,"text":"AB","signature":"S"},
            {"type":"reasoning.encrypted","index":0,"data":"xy"},{"type":"reasoning.summary","summary":"C"},{"type":"reasoning.summary","summary":"D"}]})"));
        QVERIFY2(!details.takeItem(), "it is taken once");
    }

    void prices_data()
    {
        QTest::addColumn<QByteArray>("price");
        QTest::addColumn<qlonglong>("ofToken");
        QTest::addColumn<qlonglong>("ofMillion");
        const auto row = [](const char *price, qlonglong ofToken, qlonglong ofMillion) { QTest::newRow(price) << QByteArray(price) << ofToken << ofMillion; };
        row(R"("0.000003")", 3'000'000'000, 3'000);
        row(R"("0.0000000375")", 37'500'000, 37);
        row("0.0000025", 2'500'000'000, 2'500);
        row("2.5e-06", 2'500'000'000, 2'500);
        row("0", 0, 0);
        row(R"("0")", 0, 0);
        row("0.88", 880'000'000'000'000, 880'000'000);
        row(R"("-1")", -1, -1);
        row("-1", -1, -1);
        row(R"("")", -1, -1);
        row(R"("1e-6")", -1, -1);
        row(R"("1.2.3")", -1, -1);
        row("null", -1, -1);
        row("[1]", -1, -1);
        row(R"("99999999999999999999")", -1, -1);
        row("1e300", -1, -1);
    }
    void prices()
    {
        QFETCH(QByteArray, price);
        QFETCH(qlonglong, ofToken);
        QFETCH(qlonglong, ofMillion);
        const json value = json::parse(price.constData());
        QCOMPARE(static_cast<qlonglong>(nanoPerMillion(value).value_or(-1)), ofToken);
        QCOMPARE(static_cast<qlonglong>(nanoOfMillion(value).value_or(-1)), ofMillion);
    }

    /// Section by section of the table of usage: whose counts mean what.
    void usage_data()
    {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<bool>("isBeside");
        QTest::addColumn<QByteArray>("counts");
        const auto row = [](const char *name, const char *usage, bool isBeside, const char *counts) {
            QTest::newRow(name) << QByteArray(usage) << isBeside << QByteArray(counts);
        };
        row("OpenAI", R"({"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}})",
            false, "10 4 - 5 2");
        row("DeepSeek", R"({"prompt_tokens":10,"completion_tokens":5,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":6})", false, "10 4 - 5 -");
        row("Mistral", R"({"prompt_tokens":10,"completion_tokens":5,"num_cached_tokens":3})", false, "10 3 - 5 -");
        row("Mistral, misspelt", R"({"prompt_tokens":10,"completion_tokens":5,"prompt_token_details":{"cached_tokens":3}})", false, "10 3 - 5 -");
        row("OpenRouter", R"({"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":2}})", false, "10 4 2 5 -");
        row("xAI by its total", R"({"prompt_tokens":10,"completion_tokens":5,"total_tokens":35,"completion_tokens_details":{"reasoning_tokens":20}})", false, "10 - - 25 20");
        row("xAI as told", R"({"prompt_tokens":10,"completion_tokens":5,"completion_tokens_details":{"reasoning_tokens":20}})", true, "10 - - 25 20");
        row("xAI, cached beside", R"({"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":90}})", true, "100 90 - 5 -");
        row("nothing", R"({"prompt_tokens":null})", false, "unknown");
    }
    void usage()
    {
        QFETCH(QByteArray, usage);
        QFETCH(bool, isBeside);
        QFETCH(QByteArray, counts);
        const auto read = usageOf(json{{"usage", json::parse(usage.constData())}}, isBeside);
        const auto number = [](const std::optional<std::int64_t> &value) { return value ? QByteArray::number(static_cast<qlonglong>(*value)) : QByteArray("-"); };
        const QByteArray told = !read ? QByteArray("unknown")
                                      : number(read->input) + ' ' + number(read->cachedInput) + ' ' + number(read->cacheWrite) + ' ' + number(read->output) + ' '
                + number(read->reasoning);
        QCOMPARE(told, counts);
        QVERIFY(!read || read->isConsistent());
    }

    /// The quick ways through a chunk stay open beside log probabilities, and give the same.
    void logprobsDoNotSpoilTheQuickWays()
    {
        const std::string plain = R"({"id":"i","model":"m","choices":[{"index":0,"delta":{"content":"x"},"logprobs":null,"finish_reason":null}]})";
        const std::string likely = R"({"id":"i","model":"m","choices":[{"index":0,"delta":{"content":"y"},"logprobs":{"content":[{"token":"y","logprob":-1}]},"finish_reason":null}]})";
        ChunkReader reader;
        std::vector<StreamEvent> events;
        const auto read = [&](const std::string &chunk) { return reader.read(chunk, 0, std::chrono::microseconds(0), events).has_value(); };
        QVERIFY(read(plain) && read(plain));
        QVERIFY2(reader.ordinaryText(plain) == "x", "the template is learnt");
        QVERIFY(!reader.ordinaryText(likely));
        events.clear();
        QVERIFY(read(likely));
        QCOMPARE(events.size(), std::size_t(2));
        QVERIFY(std::holds_alternative<TokenLogprobs>(events[0].body));
        QCOMPARE(std::get<TextDelta>(events[1].body).text, std::string("y"));
        QVERIFY2(reader.ordinaryText(plain) == "x", "and stays so");
    }

    void repeatedThoughts()
    {
        const auto thought = [](const char *text) {
            return std::string(R"({"id":"i","choices":[{"index":0,"delta":{"reasoning_content":")") + text + "\"}}]}";
        };
        for (const bool drops : {false, true}) {
            ChunkReader reader(ChunkReader::Speed::Full, {.dropsRepeatedThoughts = drops});
            std::vector<StreamEvent> events;
            for (const char *text : {"a", "a", "b", "a"})
                QVERIFY(reader.read(thought(text), 0, std::chrono::microseconds(0), events).has_value());
            std::string all;
            for (const StreamEvent &event : events) {
                if (const auto *delta = std::get_if<ReasoningDelta>(&event.body))
                    all += delta->text;
            }
            QCOMPARE(all, std::string(drops ? "aba" : "aaba"));
        }
    }
};

QTEST_APPLESS_MAIN(TestChatParts)
#include "tst_chatparts.moc"
