#include "core/net/headers.h"

#include <QTest>

using namespace lineup;

class TestHeaders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesCompareWithoutCase()
    {
        Headers headers{{"Content-Type", "text/html"}, {"X-A", "1"}};
        headers.add("x-a", "2");
        QCOMPARE(headers.value("content-TYPE"), std::string_view("text/html"));
        QCOMPARE(headers.value("X-a"), std::string_view("1"));
        QCOMPARE(headers.value("missing"), std::string_view());
        QVERIFY(!headers.find("Content-Typ"));
        QVERIFY(!headers.find("Content-Types"));
        QCOMPARE(headers.fields().size(), std::size_t(3));
        headers.clear();
        QVERIFY(!headers.find("x-a"));
    }

    void trimmedTakesBlanksOfBothEnds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("");
        QTest::newRow("only blanks") << QByteArray(" \t\r\n") << QByteArray("");
        QTest::newRow("inside stays") << QByteArray("\r\n a b\t") << QByteArray("a b");
        QTest::newRow("as it is") << QByteArray("ab") << QByteArray("ab");
    }
    void trimmedTakesBlanksOfBothEnds()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const std::string source = text.toStdString();
        QCOMPARE(std::string(trimmed(source)), expected.toStdString());
    }

    void onlyAsciiLettersFold()
    {
        QVERIFY(equalsIgnoringCase("AZ@[`{", "az@[`{"));
        QVERIFY(!equalsIgnoringCase("@", "`"));
        QVERIFY(!equalsIgnoringCase("[", "{"));
        QVERIFY(!equalsIgnoringCase("ä", "Ä"));
    }
};

QTEST_APPLESS_MAIN(TestHeaders)
#include "tst_headers.moc"
