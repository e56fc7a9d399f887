#include "core/pricing/price.h"

#include <QTest>

#include <limits>
#include <random>

Q_DECLARE_METATYPE(lineup::Usage)
Q_DECLARE_METATYPE(lineup::PriceRule)

using namespace lineup;

namespace {

using Count = std::optional<std::int64_t>;

Usage usageOf(Count input, Count output, Count cached = {}, Count written = {}, Count reasoning = {})
{
    return {input, cached, written, output, reasoning, {}, UsageSource::Reported};
}

/// A price in decimal texts; "" = none.
PriceRule priceOf(const char *input, const char *output, const char *cached = "", const char *written = "", const char *reasoning = "")
{
    return {nanoFromDecimal(input), nanoFromDecimal(cached), nanoFromDecimal(written), nanoFromDecimal(output), nanoFromDecimal(reasoning), "USD", "test", ""};
}

} // namespace

class TestPrice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Hand-computed: tokens × price per million.
    void costs_data()
    {
        QTest::addColumn<Usage>("usage");
        QTest::addColumn<PriceRule>("price");
        QTest::addColumn<QByteArray>("amount");
        const auto row = [](const char *name, const Usage &usage, const PriceRule &price, const char *amount) {
            QTest::newRow(name) << usage << price << QByteArray(amount);
        };
        row("a million each", usageOf(1'000'000, 1'000'000), priceOf("0.15", "0.6"), "0.75");
        row("one token", usageOf(1, 0), priceOf("0.15", "0.6"), "0.00000015");
        row("no tokens", usageOf(0, 0), priceOf("0.15", "0.6"), "0");
        row("no tokens and no price", usageOf(0, 0), priceOf("", ""), "0");
        row("free", usageOf(500, 500), priceOf("0", "0"), "0");
        row("cached tokens are charged once, as cached", usageOf(1'000'000, 0, 400'000), priceOf("1", "0", "0.1"), "0.64");
        row("cached tokens without a price of their own", usageOf(1'000'000, 0, 400'000), priceOf("1", "0"), "1");
        row("cache writes", usageOf(1'000'000, 0, 0, 200'000), priceOf("1", "0", "", "1.25"), "1.05");
        row("reasoning is charged once, as output", usageOf(0, 1'000'000, {}, {}, 300'000), priceOf("0", "2"), "2");
        row("reasoning priced apart", usageOf(0, 1'000'000, {}, {}, 300'000), priceOf("0", "2", "", "", "3"), "2.3");
        row("every class", usageOf(1000, 500, 300, 200, 100), priceOf("1", "4", "0.1", "1.25", "8"), "0.00318");
        // Half to even at the nano-unit: 0.0005 and 0.0015 per million are 0.5 and 1.5 nano for one token.
        row("half rounds to even, down", usageOf(1, 0), priceOf("0.0005", "0"), "0");
        row("half rounds to even, up", usageOf(3, 0), priceOf("0.0005", "0"), "0.000000002");
        row("above half rounds up", usageOf(1, 0), priceOf("0.000500001", "0"), "0.000000001");
        row("rounded once, not per class", usageOf(1, 1), priceOf("0.0005", "0.0005"), "0.000000001");
        row("2^53 tokens", usageOf(9'007'199'254'740'992, 0), priceOf("1", "0"), "9007199254.740992");
    }
    void costs()
    {
        QFETCH(Usage, usage);
        QFETCH(PriceRule, price);
        QFETCH(QByteArray, amount);
        const Cost cost = costOf(usage, price, CostProvenance::ListPrice);
        QVERIFY(cost.amount);
        QCOMPARE(QByteArray::fromStdString(decimalFromNano(cost.amount->nano)), amount);
        QCOMPARE(cost.amount->currency, std::string("USD"));
        QCOMPARE(cost.provenance, CostProvenance::ListPrice);
        QVERIFY(!cost.lowerBound);
    }

    void unknownCounts()
    {
        const PriceRule price = priceOf("1", "1");
        for (const Usage &usage : {Usage{}, usageOf(5, {}), usageOf({}, 5), usageOf(5, 5, 6), usageOf(5, 5, {}, {}, 6), usageOf(-1, 5)})
            QCOMPARE(costOf(usage, price, CostProvenance::OwnPrice), Cost{});
    }

    void aClassWithoutAPriceGivesALowerBound()
    {
        const Cost cost = costOf(usageOf(1'000'000, 10), priceOf("0.5", ""), CostProvenance::ListPrice);
        QVERIFY(!cost.amount);
        QCOMPARE(cost.lowerBound, std::optional(Money{500'000'000, "USD"}));
        QCOMPARE(cost.provenance, CostProvenance::Unknown);
        // A class without tokens needs no price.
        QVERIFY(costOf(usageOf(10, 0), priceOf("0.5", ""), CostProvenance::ListPrice).amount);
    }

    void overflowIsUnknown()
    {
        constexpr std::int64_t max = std::numeric_limits<std::int64_t>::max();
        PriceRule price = priceOf("1", "1");
        price.input = max;
        price.output = max;
        QCOMPARE(costOf(usageOf(max, max), price, CostProvenance::OwnPrice), Cost{});
        price.input = -1;
        QCOMPARE(costOf(usageOf(1, 1), price, CostProvenance::OwnPrice), Cost{});
    }

    /// The parts of a usage never cost more or less than the same tokens in one class at the same price.
    void splittingATotalDoesNotChangeItsCost()
    {
        std::mt19937_64 random(3);
        for (int i = 0; i < 5000; ++i) {
            const auto below = [&](std::int64_t bound) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(bound)); };
            const std::int64_t input = below(1'000'000) + 2;
            const std::int64_t cached = below(input / 2 + 1);
            const std::int64_t written = below(input / 2 + 1);
            const std::int64_t output = below(1'000'000) + 1;
            PriceRule price;
            price.input = below(100'000'000'000);
            price.output = below(100'000'000'000);
            PriceRule spelled = price;
            spelled.cachedInput = spelled.cacheWrite = price.input;
            spelled.reasoning = price.output;
            const Cost whole = costOf(usageOf(input, output), price, CostProvenance::ListPrice);
            QCOMPARE(costOf(usageOf(input, output, cached, written, below(output + 1)), spelled, CostProvenance::ListPrice), whole);
            // Within half a nano-unit of the exact value.
            const long double exact = (static_cast<long double>(input) * *price.input + static_cast<long double>(output) * *price.output) / 1e6L;
            QVERIFY(std::abs(exact - static_cast<long double>(whole.amount->nano)) <= 0.5001L);
        }
    }

    void names()
    {
        const std::pair<CostProvenance, std::string_view> names[] = {
            {CostProvenance::Reported, "reported"}, {CostProvenance::ListPrice, "list-price"}, {CostProvenance::OwnPrice, "own-price"},
            {CostProvenance::Estimate, "estimate"}, {CostProvenance::Local, "local"},          {CostProvenance::Unknown, "unknown"}};
        for (const auto &[value, name] : names) {
            QCOMPARE(costProvenanceName(value), name);
            QCOMPARE(costProvenanceFromName(name), std::optional(value));
        }
        QVERIFY(!costProvenanceFromName("free"));
    }
};

QTEST_APPLESS_MAIN(TestPrice)
#include "tst_price.moc"
