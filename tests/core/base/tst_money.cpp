#include "core/base/money.h"

#include <QTest>

#include <limits>
#include <random>

using namespace lineup;

namespace {
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
}

class TestMoney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("decimal");
        QTest::addColumn<qint64>("nano");
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("whole") << QByteArray("12") << qint64(12'000'000'000);
        QTest::newRow("price") << QByteArray("0.0375") << qint64(37'500'000);
        QTest::newRow("one nano") << QByteArray("0.000000001") << qint64(1);
        QTest::newRow("trailing zeros") << QByteArray("1.500000000000000") << qint64(1'500'000'000);
        QTest::newRow("leading zeros") << QByteArray("007.5") << qint64(7'500'000'000);
        QTest::newRow("the largest") << QByteArray("9000000000.000000000") << qint64(9'000'000'000'000'000'000);
    }
    void reads()
    {
        QFETCH(QByteArray, decimal);
        QFETCH(qint64, nano);
        QCOMPARE(nanoFromDecimal(decimal.toStdString()), std::optional<std::int64_t>(nano));
    }

    void refuses()
    {
        for (const char *decimal : {"", ".", ".5", "5.", "-1", "+1", "1e3", "1,5", " 1", "1 ", "0x10", "1.0000000001", "9000000000.1", "9000000001",
                                    "99999999999999999999", "1.2.3", "NaN", "one"})
            QVERIFY2(!nanoFromDecimal(decimal), decimal);
        QVERIFY(!nanoFromDecimal(std::string_view("1\0", 2)));
    }

    void writesTheShortestDecimal()
    {
        QCOMPARE(decimalFromNano(0), std::string("0"));
        QCOMPARE(decimalFromNano(37'500'000), std::string("0.0375"));
        QCOMPARE(decimalFromNano(12'000'000'000), std::string("12"));
        QCOMPARE(decimalFromNano(-1), std::string("-0.000000001"));
        QCOMPARE(decimalFromNano(-2'500'000'000), std::string("-2.5"));
        QCOMPARE(decimalFromNano(kMax), std::string("9223372036.854775807"));
        QCOMPARE(decimalFromNano(kMin), std::string("-9223372036.854775808"));
    }

    void everyAmountComesBack()
    {
        std::mt19937_64 random(1);
        for (int i = 0; i < 20'000; ++i) {
            const auto nano = static_cast<std::int64_t>(random() % 9'000'000'000'000'000'001ULL) >> (i % 63);
            QCOMPARE(nanoFromDecimal(decimalFromNano(nano)), std::optional(nano));
        }
    }

    void sums()
    {
        QCOMPARE(add({1, "USD"}, {2, "USD"}), std::optional(Money{3, "USD"}));
        QVERIFY(!add({1, "USD"}, {2, "EUR"}));
        QVERIFY(!add({kMax, "USD"}, {1, "USD"}));
        QVERIFY(!add({kMin, "USD"}, {-1, "USD"}));
        QCOMPARE(add({kMax, "EUR"}, {kMin, "EUR"}), std::optional(Money{-1, "EUR"}));
    }
};

QTEST_APPLESS_MAIN(TestMoney)
#include "tst_money.moc"
