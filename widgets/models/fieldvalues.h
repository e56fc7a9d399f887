#pragma once

#include <QLocale>
#include <QString>

#include <cstdint>
#include <optional>
#include <utility>

namespace lineup::fieldvalues {

/// Numbers as a person types them into a field, and as a field shows them. Each apply function puts what stands in `field` into
/// `target` (empty = not set) and says in one sentence what is wrong, then without touching it. Limits are included.

std::optional<QString> applyDecimal(std::optional<double> &target, const QString &field, std::pair<double, double> limits, const QLocale &locale);
/// `problem` is the sentence for everything that is no whole number within the limits.
std::optional<QString> applyWhole(std::optional<std::int64_t> &target, const QString &field, std::pair<std::int64_t, std::int64_t> limits,
                                  const QString &problem, const QLocale &locale);
/// "" when not set.
QString decimalText(const std::optional<double> &value, const QLocale &locale);
QString wholeText(const std::optional<std::int64_t> &value);

} // namespace lineup::fieldvalues
