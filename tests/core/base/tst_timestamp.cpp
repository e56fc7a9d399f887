#include "core/base/product.h"
#include "core/base/timestamp.h"

#include <QTest>

#include <random>

using namespace lineup;
using namespace std::chrono_literals;
using Wall = std::chrono::system_clock::time_point;

class TestTimestamp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writes()
    {
        QCOMPARE(formatUtc(Wall(0ms)), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(formatUtc(Wall(1764014339123ms)), std::string("2025-11-24T19:58:59.123Z"));
        QCOMPARE(formatUtc(Wall(-1ms)), std::string("1969-12-31T23:59:59.999Z"));
        // Rounded down, also before 1970.
        QCOMPARE(formatUtc(Wall(999us)), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(formatUtc(Wall(-1us)), std::string("1969-12-31T23:59:59.999Z"));
        QCOMPARE(formatUtc(Wall(951782400s)), std::string("2000-02-29T00:00:00.000Z"));
    }

    void reads()
    {
        QCOMPARE(parseUtc("1970-01-01T00:00:00Z"), std::optional(Wall(0ms)));
        QCOMPARE(parseUtc("1970-01-01T00:00:00.5Z"), std::optional(Wall(500ms)));
        QCOMPARE(parseUtc("1970-01-01T00:00:00.123456789Z"), std::optional(Wall(123ms)));
        QCOMPARE(parseUtc("2024-02-29T23:59:59.999Z"), std::optional(Wall(1709251199999ms)));
        QVERIFY(parseUtc("1700-01-01T00:00:00Z") && parseUtc("2200-12-31T23:59:59Z"));
    }

    void refuses()
    {
        for (const char *text : {"", "Z", "2025-11-24", "2025-11-24T19:58:59", "2025-11-24 19:58:59Z", "2025-11-24T19:58:59+00:00", "2025-02-30T00:00:00Z",
                                 "2023-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-00-01T00:00:00Z", "2025-01-00T00:00:00Z", "2025-01-01T24:00:00Z",
                                 "2025-01-01T00:60:00Z", "2025-01-01T00:00:60Z", "1699-12-31T00:00:00Z", "2201-01-01T00:00:00Z", "2025-1-01T00:00:00ZZ",
                                 "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00.1xZ", "2025-01-01T00:00:00Z ", "-025-01-01T00:00:00Z", "٢025-01-01T00:00:00Z"})
            QVERIFY2(!parseUtc(text), text);
    }

    void everyMillisecondComesBack()
    {
        std::mt19937_64 random(2);
        for (int i = 0; i < 20'000; ++i) {
            const Wall time(std::chrono::milliseconds(static_cast<std::int64_t>(random() % 12'000'000'000'000ULL) - 5'000'000'000'000LL));
            QCOMPARE(parseUtc(formatUtc(time)), std::optional(time));
        }
    }

    void theProductSaysItsVersion()
    {
        QCOMPARE(productName(), "Lineup " + std::string(productVersion()));
        QVERIFY(productVersion().find('.') != std::string_view::npos);
    }
};

QTEST_APPLESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
