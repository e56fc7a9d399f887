#include "core/cli/nearestname.h"

#include <QTest>

#include <array>
#include <string>

using namespace lineup;

class TestNearestName : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *wanted, const char *expected) { QTest::newRow(wanted) << QByteArray(wanted) << QByteArray(expected); };
        row("temperature", "temperature");
        row("temprature", "temperature");
        row("tempreature", "temperature");
        row("tmeperature", "temperature");
        row("Temperature", "temperature");
        row("temp", "temperature");
        row("te", "");
        row("max_tokens", "max-tokens");
        row("maxTokens", "max-tokens");
        row("mdoel", "model");
        row("modle", "model");
        row("top", "top-p");
        row("topk", "top-k");
        row("xyz", "");
        row("", "");
        row("--", "");
        row("a", "");
    }
    void names()
    {
        QFETCH(QByteArray, wanted);
        QFETCH(QByteArray, expected);
        constexpr std::array<std::string_view, 5> kNames{"temperature", "top-p", "top-k", "max-tokens", "model"};
        const auto nearest = nearestName(wanted.toStdString(), kNames);
        QCOMPARE(QByteArray::fromStdString(std::string(nearest.value_or(std::string_view{}))), expected);
    }

    void hostileLengthCostsNothing()
    {
        constexpr std::array<std::string_view, 1> kNames{"model"};
        QVERIFY(!nearestName(std::string(10'000'000, 'm'), kNames));
    }
};

QTEST_APPLESS_MAIN(TestNearestName)
#include "tst_nearestname.moc"
