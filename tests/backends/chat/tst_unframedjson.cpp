#include "backends/chat/unframedjson.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace lineup::chat;

class TestUnframedJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDocumentOverManyLines()
    {
        const std::string text = nlohmann::json::parse("[{\"error\":{\"code\":429,\"message\":\"a } b ] \\\" { c\"}}]").dump(2);
        UnframedJson json;
        std::size_t at = 0;
        bool complete = false;
        while (at < text.size()) {
            QVERIFY(!complete);
            const auto end = std::min(text.find('\n', at), text.size());
            complete = json.takeLine(std::string_view(text).substr(at, end - at));
            at = end + 1;
        }
        QVERIFY(complete);
        QCOMPARE(json.text(), text + "\n");
    }

    void oneLine()
    {
        UnframedJson json;
        QVERIFY(json.takeLine("{\"error\":\"x\"}"));
        QVERIFY(json.takeLine("  [1,2]"));
        QCOMPARE(json.text(), std::string("  [1,2]\n"));
    }

    void whatIsNoJsonIsIgnored()
    {
        UnframedJson json;
        for (const char *line : {"", "   ", "\"text\"", "}", "]", " data: {}", "plain"})
            QVERIFY2(!json.takeLine(line), line);
        QVERIFY(json.takeLine("{}"));
    }

    void tooManyClosingBracesEndTheDocument()
    {
        UnframedJson json;
        QVERIFY(json.takeLine("{}}}"));
        QVERIFY(!json.takeLine("{"));
        QVERIFY(json.takeLine("}"));
    }

    void aStringDoesNotGoOverTheLine()
    {
        UnframedJson json;
        QVERIFY(!json.takeLine("{\"a\": \"not closed"));
        QVERIFY(json.takeLine("}"));
    }

    void aDocumentWithoutEndIsNotKept()
    {
        UnframedJson json;
        QVERIFY(!json.takeLine("{"));
        const std::string line(10000, ' ');
        for (int i = 0; i < 200; ++i)
            QVERIFY(!json.takeLine(line));
        QVERIFY(json.text().size() <= UnframedJson::kMaxBytes);
        QVERIFY2(!json.takeLine("}"), "too long to be complete");
        QVERIFY2(json.takeLine("{}"), "the next one is read");
    }
};

QTEST_APPLESS_MAIN(TestUnframedJson)
#include "tst_unframedjson.moc"
