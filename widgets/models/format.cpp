#include "widgets/models/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lineup::format {

namespace {

using std::chrono::microseconds;

constexpr QChar kNoBreakSpace(0x00A0);
constexpr QChar kNarrowSpace(0x202F);
constexpr std::int64_t kNano = 1'000'000'000;
constexpr int kMaxMoneyDecimals = 6;

/// The translation context of everything here.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

/// Russian groups by an ordinary no-break space in CLDR; in narrow columns the narrow one reads better.
QString grouped(QString text)
{
    return text.replace(kNoBreakSpace, kNarrowSpace);
}

QString fixed(double value, int decimals, const QLocale &locale)
{
    return grouped(locale.toString(value, 'f', decimals));
}

double inSeconds(microseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

QString secondsUnit()
{
    //: unit of time after a number: seconds
    return Words::tr("s");
}

/// "1:05", "1:02:05".
QString clockText(std::int64_t seconds)
{
    const auto two = [](std::int64_t number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    const std::int64_t minutes = seconds / 60;
    if (minutes < 60)
        return QString::number(minutes) + QLatin1Char(':') + two(seconds % 60);
    return QString::number(minutes / 60) + QLatin1Char(':') + two(minutes % 60) + QLatin1Char(':') + two(seconds % 60);
}

std::int64_t powerOfTen(int exponent)
{
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

/// Nano-units in units of 10^-decimals, half to even.
std::int64_t roundedTo(std::int64_t nano, int decimals)
{
    const std::int64_t step = powerOfTen(9 - decimals);
    std::int64_t quotient = nano / step;
    const std::int64_t rest = nano % step;
    if (rest > step - rest || (rest == step - rest && quotient % 2 != 0))
        ++quotient;
    return quotient;
}

/// The amount with its currency; `number` is already localised and has no sign.
QString withCurrency(const QString &number, const std::string &currency)
{
    struct Symbol {
        const char *code;
        char16_t symbol;
    };
    static constexpr std::array kSymbols{Symbol{"USD", u'$'}, Symbol{"EUR", u'€'}, Symbol{"GBP", u'£'}, Symbol{"RUB", u'₽'}};
    for (const auto &[code, symbol] : kSymbols) {
        if (currency == code)
            return QChar(symbol) + number;
    }
    return QString::fromStdString(currency) + kNoBreakSpace + number;
}

} // namespace

QString Measure::text() const
{
    return unit.isEmpty() ? value : value + kNoBreakSpace + unit;
}

QString unknown()
{
    return QStringLiteral("–");
}

Measure seconds(std::optional<microseconds> duration, int decimals, const QLocale &locale)
{
    if (!duration)
        return {unknown(), {}};
    if (duration->count() > 0 && *duration < std::chrono::milliseconds(10))
        return milliseconds(duration, locale);
    const double value = inSeconds(*duration);
    const double scale = std::pow(10.0, decimals);
    // Rounded first: 59.996 s is a minute, not "60.00 s".
    if (std::round(value * scale) / scale >= 60.0)
        return {clockText(std::llround(value)), {}};
    return {fixed(value, decimals, locale), secondsUnit()};
}

Measure milliseconds(std::optional<microseconds> duration, const QLocale &locale)
{
    if (!duration)
        return {unknown(), {}};
    const double value = std::chrono::duration<double, std::milli>(*duration).count();
    const bool isShort = value != 0 && value < 9.95;
    //: unit of time after a number: milliseconds
    return {fixed(value, isShort ? 1 : 0, locale), Words::tr("ms")};
}

QString count(std::int64_t number, const QLocale &locale)
{
    return grouped(locale.toString(static_cast<qlonglong>(number)));
}

QString tokens(std::optional<std::int64_t> tokens, Exactness exactness, const QLocale &locale)
{
    if (!tokens)
        return unknown();
    const QString text = count(*tokens, locale);
    return exactness == Exactness::Estimated ? QStringLiteral("≈") + kNarrowSpace + text : text;
}

QString tokensPhrase(std::int64_t tokens)
{
    const auto number = std::clamp<std::int64_t>(tokens, 0, std::numeric_limits<int>::max());
    //: an amount of tokens in a sentence: "498 tokens"
    return Words::tr("%Ln token(s)", nullptr, static_cast<int>(number));
}

Measure tokensPerSecond(std::optional<double> speed, const QLocale &locale)
{
    if (!speed || !std::isfinite(*speed))
        return {unknown(), {}};
    //: unit of speed after a number: tokens per second, as short as it is understood
    return {fixed(*speed, *speed < 99.95 ? 1 : 0, locale), Words::tr("tok/s")};
}

Measure bytes(std::optional<std::int64_t> bytes, const QLocale &locale)
{
    if (!bytes)
        return {unknown(), {}};
    if (*bytes < 1000) {
        //: unit of size after a number: bytes
        return {count(*bytes, locale), Words::tr("B")};
    }
    const std::array units{
        //: unit of size after a number: thousand bytes
        Words::tr("kB"),
        //: unit of size after a number: million bytes
        Words::tr("MB"),
        //: unit of size after a number: thousand million bytes
        Words::tr("GB"),
    };
    double value = static_cast<double>(*bytes) / 1000;
    std::size_t unit = 0;
    for (; value >= 999.5 && unit + 1 < units.size(); ++unit)
        value /= 1000;
    return {fixed(value, value < 9.95 ? 1 : 0, locale), units.at(unit)};
}

QString percent(double share, const QLocale &locale)
{
    //: a share in per cent; %1 is the number
    return Words::tr("%1 %").arg(fixed(share * 100, 0, locale));
}

QString number(double value, int maxDecimals, const QLocale &locale)
{
    const QString text = fixed(value, maxDecimals, locale);
    const auto point = text.lastIndexOf(locale.decimalPoint());
    if (maxDecimals == 0 || point < 0)
        return text;
    auto end = text.size();
    while (text.at(end - 1) == locale.zeroDigit())
        --end;
    return text.left(end == point + locale.decimalPoint().size() ? point : end);
}

int moneyDecimals(const Money &money, int digits)
{
    const std::int64_t magnitude = money.nano < 0 ? -(money.nano + 1) + 1 : money.nano;
    int decimals = 2;
    // With d decimals, everything from 10^(digits − 1 − d) units on shows that many digits.
    const auto shows = [&](int places) { return magnitude >= powerOfTen(std::clamp(9 + digits - 1 - places, 0, 18)); };
    while (decimals < kMaxMoneyDecimals && !shows(decimals))
        ++decimals;
    return decimals;
}

QString money(const Money &money, std::optional<int> decimals, const QLocale &locale)
{
    if (money.nano == 0)
        return withCurrency(locale.toString(0), money.currency);
    if (money.nano < 0) {
        if (money.nano == std::numeric_limits<std::int64_t>::min())
            return unknown();
        return QStringLiteral("−") + format::money({-money.nano, money.currency}, decimals, locale);
    }
    if (money.nano < kNano / powerOfTen(kMaxMoneyDecimals)) {
        const QString least = withCurrency(fixed(1e-6, kMaxMoneyDecimals, locale), money.currency);
        return QStringLiteral("<") + kNoBreakSpace + least;
    }
    const int places = std::clamp(decimals.value_or(moneyDecimals(money)), 0, 9);
    const double rounded = static_cast<double>(roundedTo(money.nano, places)) / static_cast<double>(powerOfTen(places));
    return withCurrency(fixed(rounded, places, locale), money.currency);
}

QString exactMoney(const Money &money, const QLocale &locale)
{
    int decimals = 2;
    while (decimals < 9 && money.nano % powerOfTen(9 - decimals) != 0)
        ++decimals;
    if (money.nano < 0 || money.nano >= kNano / powerOfTen(kMaxMoneyDecimals) || money.nano == 0)
        return format::money(money, decimals, locale);
    return withCurrency(fixed(static_cast<double>(money.nano) / static_cast<double>(kNano), decimals, locale), money.currency);
}

QString cost(const Cost &cost, std::optional<int> decimals, const QLocale &locale)
{
    if (cost.amount)
        return money(*cost.amount, decimals, locale);
    if (cost.lowerBound && cost.lowerBound->nano > 0)
        return QStringLiteral("≥") + kNoBreakSpace + money(*cost.lowerBound, decimals, locale);
    return unknown();
}

QString costProvenance(CostProvenance provenance)
{
    switch (provenance) {
    //: where a cost comes from: the provider named it in its reply
    case CostProvenance::Reported: return Words::tr("reported");
    //: where a cost comes from: tokens times the published price
    case CostProvenance::ListPrice: return Words::tr("list price");
    //: where a cost comes from: tokens times the price that the person typed
    case CostProvenance::OwnPrice: return Words::tr("own price");
    //: where a cost comes from: not final, or the tokens are estimated
    case CostProvenance::Estimate: return Words::tr("estimate");
    //: where a cost comes from: this computer, nothing is charged
    case CostProvenance::Local: return Words::tr("local");
    case CostProvenance::Unknown: break;
    }
    //: where a cost comes from: nobody knows the price
    return Words::tr("unknown");
}

QString date(const QDate &date, const QLocale &locale)
{
    if (!date.isValid())
        return unknown();
    //: pattern of a date in the language of QLocale::toString: 21 Nov 2026
    return locale.toString(date, Words::tr("d MMM yyyy"));
}

QString timeOfDay(const QTime &time, const QLocale &locale)
{
    if (!time.isValid())
        return unknown();
    //: pattern of a time in the language of QLocale::toString: 14:02:11
    return locale.toString(time, Words::tr("HH:mm:ss"));
}

QString dateTime(std::chrono::system_clock::time_point when, const QLocale &locale)
{
    const auto sinceEpoch = std::chrono::duration_cast<std::chrono::milliseconds>(when.time_since_epoch());
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(sinceEpoch.count());
    //: pattern of date and time in the language of QLocale::toString: 21 Nov 2026, 14:02
    return locale.toString(local, Words::tr("d MMM yyyy, HH:mm"));
}

QString outcome(Outcome outcome)
{
    switch (outcome) {
    //: how an answer ended: the model stopped by itself
    case Outcome::Finished: return Words::tr("finished");
    //: how an answer ended: cut at the maximum of tokens
    case Outcome::Length: return Words::tr("cut at the maximum");
    //: how an answer ended: the model declined
    case Outcome::Refused: return Words::tr("refused");
    //: how an answer ended: a content filter stopped it
    case Outcome::Filtered: return Words::tr("filtered");
    //: how an answer ended: the model asks for a tool
    case Outcome::ToolCall: return Words::tr("asks for a tool");
    //: how an answer ended: an error
    case Outcome::Error: return Words::tr("failed");
    //: how an answer ended: the person stopped it
    case Outcome::Cancelled: return Words::tr("stopped");
    //: how an answer ended: the person's own limit of cost stopped it
    case Outcome::Budget: return Words::tr("stopped by budget");
    }
    return unknown();
}

QString lanePhase(LanePhase phase)
{
    switch (phase) {
    //: what a pane does now: nothing was sent to it
    case LanePhase::Idle: return Words::tr("not sent");
    //: what a pane does now
    case LanePhase::Queued: return Words::tr("queued");
    //: what a pane does now
    case LanePhase::Connecting: return Words::tr("connecting");
    //: what a pane does now: the server has the request, nothing came back yet
    case LanePhase::Waiting: return Words::tr("waiting");
    //: what a pane does now: the model reasons before its answer
    case LanePhase::Thinking: return Words::tr("thinking");
    //: what a pane does now: text of the answer comes
    case LanePhase::Streaming: return Words::tr("answering");
    //: what a pane does now: an attempt failed, another comes
    case LanePhase::RetryWait: return Words::tr("trying again");
    //: what a pane does now: nothing more, the answer is there
    case LanePhase::Ended: return Words::tr("ended");
    }
    return unknown();
}

QString spokenSeconds(microseconds duration, const QLocale &locale)
{
    //: read aloud; %1 is a number with decimals
    return Words::tr("%1 seconds").arg(number(inSeconds(duration), 2, locale));
}

QString spokenTokensPerSecond(double speed, const QLocale &locale)
{
    //: read aloud; %1 is a number, may have a decimal
    return Words::tr("%1 tokens a second").arg(number(speed, speed < 99.95 ? 1 : 0, locale));
}

QString spokenMoney(const Money &money, const QLocale &locale)
{
    const bool isCents = money.currency == "USD" && money.nano >= kNano / powerOfTen(kMaxMoneyDecimals) && money.nano < kNano;
    if (!isCents)
        return format::money(money, std::nullopt, locale);
    const int decimals = std::max(moneyDecimals(money) - 2, 0);
    const double cents = static_cast<double>(money.nano) / static_cast<double>(kNano / 100);
    //: read aloud: an amount under one dollar; %1 is a number, may have decimals
    return Words::tr("%1 cents").arg(number(cents, decimals, locale));
}

} // namespace lineup::format
