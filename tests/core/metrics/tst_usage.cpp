#include "core/metrics/usage.h"

#include <QTest>

#include <limits>

Q_DECLARE_METATYPE(lineup::Usage)

using namespace lineup;

class TestUsage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unknownIsNotZero()
    {
        QVERIFY(!Usage{}.isKnown());
        Usage zero;
        zero.output = 0;
        QVERIFY(zero.isKnown());
        QVERIFY(zero != Usage{});
        Usage cachedOnly;
        cachedOnly.cachedInput = 5;
        QVERIFY(!cachedOnly.isKnown());
    }

    void consistency_data()
    {
        using Count = std::optional<std::int64_t>;
        QTest::addColumn<Usage>("usage");
        QTest::addColumn<bool>("consistent");
        const auto row = [](const char *name, Count input, Count cached, Count written, Count output, Count reasoning, bool consistent) {
            QTest::newRow(name) << Usage{input, cached, written, output, reasoning, {}, {}} << consistent;
        };
        constexpr std::int64_t max = std::numeric_limits<std::int64_t>::max();
        row("nothing known", {}, {}, {}, {}, {}, true);
        row("all cached", 10, 10, {}, 1, {}, true);
        row("cached and written fill the input", 10, 4, 6, 1, {}, true);
        row("cached above the input", 10, 11, {}, 1, {}, false);
        row("cached and written above the input", 10, 5, 6, 1, {}, false);
        row("parts of an unknown input", {}, 5, 6, 1, {}, true);
        row("all reasoning", 1, {}, {}, 7, 7, true);
        row("reasoning above the output", 1, {}, {}, 7, 8, false);
        row("reasoning of an unknown output", 1, {}, {}, {}, 8, true);
        row("a negative part", 10, -1, {}, 1, {}, false);
        row("a negative total", -1, {}, {}, 1, {}, false);
        row("parts that overflow", max, max, 1, 1, {}, false);
    }
    void consistency()
    {
        QFETCH(Usage, usage);
        QFETCH(bool, consistent);
        QCOMPARE(usage.isConsistent(), consistent);
    }
};

QTEST_APPLESS_MAIN(TestUsage)
#include "tst_usage.moc"
