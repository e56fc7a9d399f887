#include "widgets/models/fieldvalues.h"

#include "widgets/models/format.h"

#include <QCoreApplication>

namespace lineup::fieldvalues {

namespace {

struct LaneWords {
    Q_DECLARE_TR_FUNCTIONS(lineup::LaneWords)
};

constexpr int kNumberDecimals = 6;

/// Reads "0.3" and, where the language writes it so, "0,3".
std::optional<double> readDecimal(const QString &text, const QLocale &locale)
{
    bool isNumber = false;
    double value = locale.toDouble(text, &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(text, &isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> readWhole(const QString &text, const QLocale &locale)
{
    bool isNumber = false;
    std::int64_t value = QLocale::c().toLongLong(text, &isNumber);
    if (!isNumber)
        value = locale.toLongLong(text, &isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<QString> applyDecimal(std::optional<double> &target, const QString &field, std::pair<double, double> limits, const QLocale &locale)
{
    const QString text = field.trimmed();
    if (text.isEmpty()) {
        target.reset();
        return std::nullopt;
    }
    const auto value = readDecimal(text, locale);
    // Written so that "nan", which every comparison denies, is refused too.
    if (!value || !(*value >= limits.first && *value <= limits.second)) {
        if (limits.first == 0)
            return LaneWords::tr("Write a number from 0 to %1, or nothing.").arg(format::number(limits.second, 2, locale));
        return LaneWords::tr("Write a number from %1 to %2, or nothing.").arg(format::number(limits.first, 2, locale), format::number(limits.second, 2, locale));
    }
    target = *value;
    return std::nullopt;
}

std::optional<QString> applyWhole(std::optional<std::int64_t> &target, const QString &field, std::pair<std::int64_t, std::int64_t> limits,
                                  const QString &problem, const QLocale &locale)
{
    const QString text = field.trimmed();
    if (text.isEmpty()) {
        target.reset();
        return std::nullopt;
    }
    const auto value = readWhole(text, locale);
    if (!value || *value < limits.first || *value > limits.second)
        return problem;
    target = *value;
    return std::nullopt;
}

QString decimalText(const std::optional<double> &value, const QLocale &locale)
{
    return value ? format::number(*value, kNumberDecimals, locale) : QString();
}

QString wholeText(const std::optional<std::int64_t> &value)
{
    return value ? QString::number(*value) : QString();
}

} // namespace lineup::fieldvalues
