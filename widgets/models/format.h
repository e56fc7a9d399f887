#pragma once

#include "core/chat/streamevent.h"
#include "core/pricing/price.h"
#include "core/run/laneresult.h"

#include <QDateTime>
#include <QLocale>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>

/// Values as words and numbers: the one place where a figure becomes text. Numbers follow `locale`, which is the default
/// locale (the language of the window) unless a test names another; units and words follow the installed translator, so
/// text must be asked for again after a change of language. Every function is pure and may be called from any thread.
namespace lineup::format {

/// A number and its unit apart, because the unit is set smaller than the number.
struct Measure {
    QString value; ///< "0.62"; kUnknown when there is nothing to say
    QString unit;  ///< "s"; empty for a clock ("1:05"), money and unknown values

    /// Both with a no-break space between them.
    QString text() const;
    bool operator==(const Measure &) const = default;
};

/// What stands where a value is not known: an en dash.
QString unknown();

/// "0.62 s" with `decimals` decimals; from a minute on a clock, "1:05" or "1:02:05". Under 10 ms (and not 0) in
/// milliseconds, so that a short time is not shown as none.
Measure seconds(std::optional<std::chrono::microseconds> duration, int decimals = 2, const QLocale &locale = QLocale());
/// "620 ms"; one decimal under 10 ms.
Measure milliseconds(std::optional<std::chrono::microseconds> duration, const QLocale &locale = QLocale());
/// "1,024": a whole number with group separators (in Russian a narrow no-break space).
QString count(std::int64_t number, const QLocale &locale = QLocale());
/// count() or unknown(). An estimate is marked: "≈ 385".
enum class Exactness { Exact, Estimated };
QString tokens(std::optional<std::int64_t> tokens, Exactness exactness = Exactness::Exact, const QLocale &locale = QLocale());
/// "498 tokens", in the plural of the language.
QString tokensPhrase(std::int64_t tokens);
/// "84.1 tok/s"; from 100 on without decimals.
Measure tokensPerSecond(std::optional<double> speed, const QLocale &locale = QLocale());
/// "93 MB", "1.6 kB": powers of 1000, one decimal under 10.
Measure bytes(std::optional<std::int64_t> bytes, const QLocale &locale = QLocale());
/// A share of 0…1 as "62 %".
QString percent(double share, const QLocale &locale = QLocale());
/// A plain number with at most `maxDecimals` decimals and no trailing zeros: "0.3", "1".
QString number(double value, int maxDecimals = 2, const QLocale &locale = QLocale());

/// Decimals at which an amount shows `digits` significant digits: 2…6.
int moneyDecimals(const Money &money, int digits = 2);
/// "$0.0025", "$1.83", "$0", "< $0.000001"; the symbol stands in front in every language, other currencies than those
/// with a known symbol are written "CHF 1.20". Rounded half to even to `decimals` (default moneyDecimals()).
QString money(const Money &money, std::optional<int> decimals = std::nullopt, const QLocale &locale = QLocale());
/// Every digit that the amount has, at least two decimals: "$0.002537".
QString exactMoney(const Money &money, const QLocale &locale = QLocale());
/// money() of the amount, "≥ $0.0041" when only a part is known, or unknown(). Where it comes from is costProvenance().
QString cost(const Cost &cost, std::optional<int> decimals = std::nullopt, const QLocale &locale = QLocale());
/// "reported", "list price", "own price", "estimate", "local", "unknown": the words of the cost mark.
QString costProvenance(CostProvenance provenance);

/// "21 Nov 2026".
QString date(const QDate &date, const QLocale &locale = QLocale());
/// "14:02:11".
QString timeOfDay(const QTime &time, const QLocale &locale = QLocale());
/// "21 Nov 2026, 14:02" in local time.
QString dateTime(std::chrono::system_clock::time_point when, const QLocale &locale = QLocale());

/// How an answer ended, in one or two words: "finished", "cut at the maximum", "failed", …
QString outcome(Outcome outcome);
/// What a lane does now: "queued", "waiting", "thinking", "answering", …
QString lanePhase(LanePhase phase);

/// For a screen reader, in full words: "0.62 seconds", "84.1 tokens a second", "0.25 cents".
QString spokenSeconds(std::chrono::microseconds duration, const QLocale &locale = QLocale());
QString spokenTokensPerSecond(double speed, const QLocale &locale = QLocale());
QString spokenMoney(const Money &money, const QLocale &locale = QLocale());

} // namespace lineup::format
