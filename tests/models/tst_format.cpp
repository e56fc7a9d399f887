#include "widgets/models/format.h"

#include <QCoreApplication>
#include <QHash>
#include <QTest>
#include <QTranslator>

using namespace lineup;
using namespace std::chrono_literals;
using std::chrono::microseconds;

namespace {

const QLocale kEnglish(QLocale::English, QLocale::UnitedStates);
const QLocale kRussian(QLocale::Russian, QLocale::Russia);

QString spaced(const char *text)
{
    // In the tables below '~' is a no-break space and '_' a narrow one, so that a wrong one is seen.
    QString result = QString::fromUtf8(text);
    return result.replace(QLatin1Char('~'), QChar(0x00A0)).replace(QLatin1Char('_'), QChar(0x202F));
}

/// The few Russian words that these tests need, without the translation files.
class RussianUnits : public QTranslator {
public:
    QString translate(const char *context, const char *source, const char *, int number) const override
    {
        static const QHash<QByteArray, QString> words{
            {"s", QStringLiteral("с")},         {"ms", QStringLiteral("мс")},
            {"tok/s", QStringLiteral("ток/с")}, {"MB", QStringLiteral("МБ")},
            {"kB", QStringLiteral("кБ")},       {"%1 seconds", QStringLiteral("%1 секунды")},
        };
        if (qstrcmp(context, "Format") != 0)
            return {};
        if (qstrcmp(source, "%Ln token(s)") == 0)
            return number == 1 ? QStringLiteral("%Ln токен") : QStringLiteral("%Ln токенов");
        return words.value(source);
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class TestFormat : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void seconds_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("russian");
        const auto row = [](qint64 micros, int decimals, const char *english, const char *russian) {
            QTest::addRow("%lld us, %d", static_cast<long long>(micros), decimals) << micros << decimals << spaced(english) << spaced(russian);
        };
        row(0, 2, "0.00~s", "0,00~с");
        row(400, 2, "0.4~ms", "0,4~мс");
        row(9'999, 2, "10~ms", "10~мс");
        row(10'000, 2, "0.01~s", "0,01~с");
        row(620'000, 2, "0.62~s", "0,62~с");
        row(5'200'000, 1, "5.2~s", "5,2~с");
        row(59'994'000, 2, "59.99~s", "59,99~с");
        row(59'996'000, 2, "1:00", "1:00");
        row(59'960'000, 1, "1:00", "1:00");
        row(65'400'000, 2, "1:05", "1:05");
        row(3'599'700'000, 2, "1:00:00", "1:00:00");
        row(3'725'000'000, 2, "1:02:05", "1:02:05");
    }
    void seconds()
    {
        QFETCH(qint64, micros);
        QFETCH(int, decimals);
        QFETCH(QString, english);
        QFETCH(QString, russian);
        QCOMPARE(format::seconds(microseconds(micros), decimals, kEnglish).text(), english);
        RussianUnits units;
        QCoreApplication::installTranslator(&units);
        QCOMPARE(format::seconds(microseconds(micros), decimals, kRussian).text(), russian);
        QCoreApplication::removeTranslator(&units);
    }

    void money_data()
    {
        QTest::addColumn<qint64>("nano");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("russian");
        const auto row = [](qint64 nano, const char *english, const char *russian) {
            QTest::addRow("%lld", static_cast<long long>(nano)) << nano << spaced(english) << spaced(russian);
        };
        row(0, "$0", "$0");
        row(1, "<~$0.000001", "<~$0,000001");
        row(999, "<~$0.000001", "<~$0,000001");
        row(1'000, "$0.000001", "$0,000001");
        row(4'200, "$0.000004", "$0,000004");
        row(123'456, "$0.00012", "$0,00012");
        row(2'537'000, "$0.0025", "$0,0025");
        row(2'550'000, "$0.0026", "$0,0026"); // half to even, up to an even digit
        row(2'450'000, "$0.0024", "$0,0024"); // half to even, down to an even digit
        row(7'000'000, "$0.0070", "$0,0070");
        row(19'000'000, "$0.019", "$0,019");
        row(420'000'000, "$0.42", "$0,42");
        row(999'600'000, "$1.00", "$1,00");
        row(1'830'000'000, "$1.83", "$1,83");
        row(1'234'560'000'000, "$1,234.56", "$1_234,56");
        row(9'000'000'000'000'000'000, "$9,000,000,000.00", "$9_000_000_000,00");
        row(-2'537'000, "−$0.0025", "−$0,0025");
        row(std::numeric_limits<qint64>::min(), "–", "–");
    }
    void money()
    {
        QFETCH(qint64, nano);
        QFETCH(QString, english);
        QFETCH(QString, russian);
        QCOMPARE(format::money({nano, "USD"}, std::nullopt, kEnglish), english);
        QCOMPARE(format::money({nano, "USD"}, std::nullopt, kRussian), russian);
    }

    void moneyInOtherCurrenciesAndDecimals()
    {
        QCOMPARE(format::money({1'200'000'000, "EUR"}, std::nullopt, kEnglish), QStringLiteral("€1.20"));
        QCOMPARE(format::money({1'200'000'000, "CHF"}, std::nullopt, kEnglish), spaced("CHF~1.20"));
        QCOMPARE(format::money({420'000'000, "USD"}, 4, kEnglish), QStringLiteral("$0.4200"));
        QCOMPARE(format::moneyDecimals({420'000'000, "USD"}), 2);
        QCOMPARE(format::moneyDecimals({100'000'000, "USD"}), 2);
        QCOMPARE(format::moneyDecimals({99'999'999, "USD"}), 3);
        QCOMPARE(format::moneyDecimals({2'537'000, "USD"}), 4);
        QCOMPARE(format::moneyDecimals({12, "USD"}), 6);
        QCOMPARE(format::moneyDecimals({180'000, "USD"}), 5);
        QCOMPARE(format::moneyDecimals({180'000, "USD"}, 1), 4);
        QCOMPARE(format::moneyDecimals({4'200, "USD"}, 1), 6);
        QCOMPARE(format::moneyDecimals({1'830'000'000, "USD"}, 1), 2);
        QCOMPARE(format::exactMoney({2'537'000, "USD"}, kEnglish), QStringLiteral("$0.002537"));
        QCOMPARE(format::exactMoney({12, "USD"}, kEnglish), QStringLiteral("$0.000000012"));
        QCOMPARE(format::exactMoney({500'000'000, "USD"}, kRussian), QStringLiteral("$0,50"));
        QCOMPARE(format::exactMoney({0, "USD"}, kEnglish), QStringLiteral("$0"));
    }

    void cost()
    {
        const Money known{2'537'000, "USD"};
        QCOMPARE(format::cost({known, std::nullopt, CostProvenance::Reported}, std::nullopt, kEnglish), QStringLiteral("$0.0025"));
        QCOMPARE(format::cost({std::nullopt, known, CostProvenance::Unknown}, std::nullopt, kEnglish), spaced("≥~$0.0025"));
        QCOMPARE(format::cost({}, std::nullopt, kEnglish), QStringLiteral("–"));
        // A free local answer and an unknown price never look alike.
        QCOMPARE(format::cost({Money{}, std::nullopt, CostProvenance::Local}, std::nullopt, kEnglish), QStringLiteral("$0"));
        QCOMPARE(format::costProvenance(CostProvenance::Local), QStringLiteral("local"));
        QCOMPARE(format::costProvenance(CostProvenance::Unknown), QStringLiteral("unknown"));
    }

    void bytes_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("russian");
        const auto row = [](qint64 size, const char *english, const char *russian) {
            QTest::addRow("%lld", static_cast<long long>(size)) << size << spaced(english) << spaced(russian);
        };
        row(0, "0~B", "0~B");
        row(999, "999~B", "999~B");
        row(1'000, "1.0~kB", "1,0~кБ");
        row(1'610, "1.6~kB", "1,6~кБ");
        row(9'960, "10~kB", "10~кБ");
        row(999'600, "1.0~MB", "1,0~МБ");
        row(93'000'000, "93~MB", "93~МБ");
        row(98'362'432, "98~MB", "98~МБ");
        row(1'230'000'000, "1.2~GB", "1,2~GB");
        row(1'234'000'000'000, "1,234~GB", "1_234~GB");
    }
    void bytes()
    {
        QFETCH(qint64, size);
        QFETCH(QString, english);
        QFETCH(QString, russian);
        QCOMPARE(format::bytes(size, kEnglish).text(), english);
        RussianUnits units;
        QCoreApplication::installTranslator(&units);
        QCOMPARE(format::bytes(size, kRussian).text(), russian);
        QCoreApplication::removeTranslator(&units);
    }

    void countsAndSpeeds()
    {
        QCOMPARE(format::count(1'050'000, kEnglish), QStringLiteral("1,050,000"));
        QCOMPARE(format::count(1'050'000, kRussian), spaced("1_050_000"));
        QCOMPARE(format::tokens(385, format::Exactness::Exact, kEnglish), QStringLiteral("385"));
        QCOMPARE(format::tokens(385, format::Exactness::Estimated, kEnglish), spaced("≈_385"));
        QCOMPARE(format::tokens(0, format::Exactness::Exact, kEnglish), QStringLiteral("0"));
        QCOMPARE(format::tokens(std::nullopt, format::Exactness::Estimated, kEnglish), QStringLiteral("–"));
        QCOMPARE(format::tokensPerSecond(84.13, kEnglish), (format::Measure{QStringLiteral("84.1"), QStringLiteral("tok/s")}));
        QCOMPARE(format::tokensPerSecond(84.13, kRussian).value, QStringLiteral("84,1"));
        QCOMPARE(format::tokensPerSecond(99.96, kEnglish).value, QStringLiteral("100"));
        QCOMPARE(format::tokensPerSecond(160.6, kEnglish).value, QStringLiteral("161"));
        QCOMPARE(format::tokensPerSecond(std::nullopt, kEnglish), (format::Measure{QStringLiteral("–"), {}}));
        QCOMPARE(format::percent(0.62, kEnglish), QStringLiteral("62 %"));
        QCOMPARE(format::number(0.3, 2, kRussian), QStringLiteral("0,3"));
        QCOMPARE(format::number(1.0, 2, kEnglish), QStringLiteral("1"));
        QCOMPARE(format::number(100, 0, kEnglish), QStringLiteral("100"));
    }

    void unknownHasNoUnit()
    {
        QCOMPARE(format::seconds(std::nullopt, 2, kEnglish).text(), QStringLiteral("–"));
        QCOMPARE(format::milliseconds(std::nullopt, kEnglish).text(), QStringLiteral("–"));
        QCOMPARE(format::bytes(std::nullopt, kEnglish).text(), QStringLiteral("–"));
        QCOMPARE(format::date(QDate(), kEnglish), QStringLiteral("–"));
        QCOMPARE(format::timeOfDay(QTime(), kEnglish), QStringLiteral("–"));
    }

    void datesAndTimes()
    {
        QCOMPARE(format::date(QDate(2026, 11, 21), kEnglish), QStringLiteral("21 Nov 2026"));
        QVERIFY(format::date(QDate(2026, 11, 21), kRussian).startsWith(QStringLiteral("21 нояб")));
        QCOMPARE(format::timeOfDay(QTime(14, 2, 11), kEnglish), QStringLiteral("14:02:11"));
        // Tests run in UTC.
        const auto when = std::chrono::system_clock::time_point(1'795'269'731s);
        QCOMPARE(format::dateTime(when, kEnglish), QStringLiteral("21 Nov 2026, 14:02"));
    }

    void spokenForms()
    {
        QCOMPARE(format::spokenSeconds(620ms, kEnglish), QStringLiteral("0.62 seconds"));
        QCOMPARE(format::spokenSeconds(5s, kEnglish), QStringLiteral("5 seconds"));
        QCOMPARE(format::spokenTokensPerSecond(84.0, kEnglish), QStringLiteral("84 tokens a second"));
        QCOMPARE(format::spokenMoney({2'537'000, "USD"}, kEnglish), QStringLiteral("0.25 cents"));
        QCOMPARE(format::spokenMoney({420'000'000, "USD"}, kEnglish), QStringLiteral("42 cents"));
        QCOMPARE(format::spokenMoney({1'830'000'000, "USD"}, kEnglish), QStringLiteral("$1.83"));
        QCOMPARE(format::spokenMoney({0, "USD"}, kEnglish), QStringLiteral("$0"));
    }

    void wordsFollowTheTranslator()
    {
        QCOMPARE(format::milliseconds(620ms, kEnglish).unit, QStringLiteral("ms"));
        RussianUnits units;
        QCoreApplication::installTranslator(&units);
        QCOMPARE(format::milliseconds(620ms, kRussian), (format::Measure{QStringLiteral("620"), QStringLiteral("мс")}));
        QCOMPARE(format::tokensPerSecond(31.2, kRussian).text(), spaced("31,2~ток/с"));
        QCOMPARE(format::tokensPhrase(1), QStringLiteral("1 токен"));
        QCOMPARE(format::tokensPhrase(498), QStringLiteral("498 токенов"));
        QCoreApplication::removeTranslator(&units);
        QCOMPARE(format::milliseconds(620ms, kEnglish).unit, QStringLiteral("ms"));
    }

    void everyOutcomeAndPhaseHasItsOwnWord()
    {
        QSet<QString> outcomes;
        for (int i = 0; i <= static_cast<int>(Outcome::Budget); ++i)
            outcomes.insert(format::outcome(static_cast<Outcome>(i)));
        QCOMPARE(outcomes.size(), static_cast<int>(Outcome::Budget) + 1);
        QSet<QString> phases;
        for (int i = 0; i <= static_cast<int>(LanePhase::Ended); ++i)
            phases.insert(format::lanePhase(static_cast<LanePhase>(i)));
        QCOMPARE(phases.size(), static_cast<int>(LanePhase::Ended) + 1);
        QVERIFY(!outcomes.contains(format::unknown()) && !phases.contains(format::unknown()));
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
