#include "widgets/compare/lanevalues.h"

#include "core/cli/keyshape.h"
#include "widgets/models/format.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <limits>

namespace lineup {

namespace {

struct LaneWords {
    Q_DECLARE_TR_FUNCTIONS(lineup::LaneWords)
};

constexpr double kMaxTemperature = 2.0;
constexpr double kMaxTopP = 1.0;
constexpr int kNumberDecimals = 6;
constexpr std::int64_t kMaxTokens = 10'000'000;

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

std::optional<QString> applyDecimal(std::optional<double> &target, const QString &field, double highest, const QLocale &locale)
{
    const QString text = field.trimmed();
    if (text.isEmpty()) {
        target.reset();
        return std::nullopt;
    }
    const auto value = readDecimal(text, locale);
    // Written so that "nan", which every comparison denies, is refused too.
    if (!value || !(*value >= 0 && *value <= highest))
        return LaneWords::tr("Write a number from 0 to %1, or nothing.").arg(format::number(highest, 2, locale));
    target = *value;
    return std::nullopt;
}

std::optional<QString> applyWhole(std::optional<std::int64_t> &target, const QString &field, std::int64_t lowest, std::int64_t highest,
                                  const QString &problem, const QLocale &locale)
{
    const QString text = field.trimmed();
    if (text.isEmpty()) {
        target.reset();
        return std::nullopt;
    }
    const auto value = readWhole(text, locale);
    if (!value || *value < lowest || *value > highest)
        return problem;
    target = *value;
    return std::nullopt;
}

std::optional<QString> problemOfUrl(const QString &text)
{
    if (text.isEmpty())
        return LaneWords::tr("Write the address of the server, such as http://127.0.0.1:11434/v1.");
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    if (!url.isValid() || url.host().isEmpty() || (scheme != QLatin1String("http") && scheme != QLatin1String("https")))
        return LaneWords::tr("This is not an address of a server; it begins with http:// or https://.");
    if (!url.userInfo().isEmpty())
        return LaneWords::tr("A name or password in the address would be saved with the file. Use a key variable.");
    return std::nullopt;
}

std::optional<QString> problemOfKeyVariable(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    if (looksLikeKey(text.toStdString()))
        return LaneWords::tr("This looks like a key itself. Write the name of the variable that holds it; the key stays out of the file.");
    static const QRegularExpression name(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]*\\z"));
    if (!name.match(text).hasMatch())
        return LaneWords::tr("The name of a variable has letters, digits and underscores, such as MY_API_KEY.");
    return std::nullopt;
}

} // namespace

LaneFields fieldsOf(const LaneSpec &lane, const QLocale &locale)
{
    const auto decimal = [&locale](const std::optional<double> &value) { return value ? format::number(*value, kNumberDecimals, locale) : QString(); };
    const auto whole = [](const std::optional<std::int64_t> &value) { return value ? QString::number(*value) : QString(); };
    LaneFields fields;
    fields.baseUrl = QString::fromStdString(lane.backend.baseUrl);
    fields.keyEnv = QString::fromStdString(lane.backend.keyEnv);
    fields.temperature = decimal(lane.parameters.temperature);
    fields.topP = decimal(lane.parameters.topP);
    fields.maxTokens = whole(lane.parameters.maxTokens);
    fields.seed = whole(lane.parameters.seed);
    QStringList stop;
    for (const std::string &word : lane.parameters.stop)
        stop.push_back(QString::fromStdString(word));
    fields.stop = stop.join(QLatin1Char('\n'));
    return fields;
}

LaneProblems applyFields(LaneSpec &lane, const LaneFields &fields, bool isServer, const QLocale &locale)
{
    LaneProblems problems;
    Parameters &parameters = lane.parameters;
    problems.temperature = applyDecimal(parameters.temperature, fields.temperature, kMaxTemperature, locale);
    problems.topP = applyDecimal(parameters.topP, fields.topP, kMaxTopP, locale);
    problems.maxTokens = applyWhole(parameters.maxTokens, fields.maxTokens, 1, kMaxTokens, LaneWords::tr("Write a whole number from 1 on, or nothing."), locale);
    problems.seed = applyWhole(parameters.seed, fields.seed, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                               LaneWords::tr("Write a whole number, or nothing."), locale);
    parameters.stop.clear();
    for (const QString &word : fields.stop.split(QLatin1Char('\n'))) {
        if (!word.isEmpty())
            parameters.stop.push_back(word.toStdString());
    }
    if (!isServer) {
        lane.backend.baseUrl.clear();
        lane.backend.keyEnv.clear();
        return problems;
    }
    problems.baseUrl = problemOfUrl(fields.baseUrl.trimmed());
    if (!problems.baseUrl)
        lane.backend.baseUrl = fields.baseUrl.trimmed().toStdString();
    problems.keyEnv = problemOfKeyVariable(fields.keyEnv.trimmed());
    if (!problems.keyEnv)
        lane.backend.keyEnv = fields.keyEnv.trimmed().toStdString();
    return problems;
}

} // namespace lineup
