#include "core/net/httpdate.h"

#include <QTest>

using namespace lineup;

class TestHttpDate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds");
        // RFC 9110 §5.6.7 shows one moment in three forms; date -u says 784111777.
        QTest::newRow("IMF-fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << qint64(784111777);
        QTest::newRow("blanks around") << QByteArray("  Sun, 06 Nov 1994 08:49:37 GMT\r\n") << qint64(784111777);
        QTest::newRow("leap day") << QByteArray("Thu, 29 Feb 2024 00:00:00 GMT") << qint64(1709164800);
        QTest::newRow("epoch") << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT") << qint64(0);
        QTest::newRow("before the epoch") << QByteArray("Wed, 31 Dec 1969 23:59:59 GMT") << qint64(-1);
        QTest::newRow("two digits, this century") << QByteArray("Tuesday, 01-Jan-69 00:00:00 GMT") << qint64(3124224000);
        QTest::newRow("leap second") << QByteArray("Sat, 31 Dec 2016 23:59:60 GMT") << qint64(1483228800);
    }
    void readsEveryForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, seconds);
        const auto moment = parseHttpDate(text.toStdString());
        QVERIFY(moment);
        QCOMPARE(qint64(moment->time_since_epoch().count()), seconds);
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QByteArray>("text");
        const char *bad[] = {"", "now", "120", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
                             "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
                             "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
                             "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 194 08:49:37 GMT",
                             "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08-49-37 GMT", "a b c d e f", ", , , , ,"};
        for (const char *text : bad)
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesTheRest()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseHttpDate(text.toStdString()));
    }
};

QTEST_APPLESS_MAIN(TestHttpDate)
#include "tst_httpdate.moc"
