#include "backends/chat/deltatext.h"
#include "backends/chat/markedsurrogates.h"
#include "core/base/json.h"

#include <QTest>

using namespace lineup;
using chat::parseWithHalves;

class TestMarkedSurrogates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void halvesStay_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *json, const char *text) { QTest::newRow(name) << QByteArray(json) << QByteArray(text); };
        row("no escape", R"(["a"])", "a");
        row("a whole character", R"(["\ud83d\ude00"])", "\xF0\x9F\x98\x80");
        row("a high half", R"(["a\ud83d"])", "a\xED\xA0\xBD");
        row("a low half", R"(["\uDE00b"])", "\xED\xB8\x80"
                                            "b");
        row("two high halves", R"(["\ud83d\ud83d"])", "\xED\xA0\xBD\xED\xA0\xBD");
        row("an escaped backslash is no half", R"(["\\ud83d"])", "\\ud83d");
        // The code points that mark the halves meanwhile: such a text goes without the help.
        row("a mark of the person's own", "[\"\xF4\x8F\x80\x80\\ud83d\"]", "\xF4\x8F\x80\x80\xEF\xBF\xBD");
    }
    void halvesStay()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, text);
        const auto value = parseWithHalves(json.toStdString());
        QVERIFY(value);
        QCOMPARE(QByteArray::fromStdString((*value)[0].get<std::string>()), text);
    }

    void halvesOfTwoEventsJoin()
    {
        chat::SurrogateJoiner joiner;
        const auto textOf = [](const char *json) { return (*parseWithHalves(json))["t"].get<std::string>(); };
        std::string text = joiner.take(textOf(R"({"t":"a\ud83d"})"));
        text += joiner.take(textOf(R"({"t":"\ude00b"})"));
        QCOMPARE(text + joiner.finish(), std::string("a\xF0\x9F\x98\x80"
                                                     "b"));
    }

    void everyPlaceOfADocumentIsReached()
    {
        const auto value = parseWithHalves(R"({"a":[{"b":"\ud83d"},1,null,true],"c":{"d":["\ude00"]}})");
        QVERIFY(value);
        QCOMPARE((*value)["a"][0]["b"].get<std::string>(), std::string("\xED\xA0\xBD"));
        QCOMPARE((*value)["c"]["d"][0].get<std::string>(), std::string("\xED\xB8\x80"));
        QCOMPARE((*value)["a"][1].get<int>(), 1);
        QVERIFY((*value)["a"][3].get<bool>());
    }

    void whatIsNoJsonIsABadReply()
    {
        for (const char *text : {"", "{", "{\"a\":\"\\ud83d}", "nonsense"}) {
            const auto value = parseWithHalves(text);
            QVERIFY(!value);
            QCOMPARE(value.error().code, ErrorCode::BadReply);
        }
    }
};

QTEST_APPLESS_MAIN(TestMarkedSurrogates)
#include "tst_markedsurrogates.moc"
