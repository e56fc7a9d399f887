#include "widgets/models/lanevalues.h"

#include "core/cli/keyshape.h"
#include "widgets/models/fieldvalues.h"

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
constexpr std::int64_t kMaxTokens = 10'000'000;

} // namespace

std::optional<QString> problemOfAddress(const QString &text, AddressNeed need)
{
    if (text.isEmpty() && need == AddressNeed::Optional)
        return std::nullopt;
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

LaneFields fieldsOf(const LaneSpec &lane, const QLocale &locale)
{
    const auto decimal = [&locale](const std::optional<double> &value) { return fieldvalues::decimalText(value, locale); };
    const auto whole = fieldvalues::wholeText;
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

LaneProblems applyFields(LaneSpec &lane, const LaneFields &fields, AddressNeed need, const QLocale &locale)
{
    LaneProblems problems;
    Parameters &parameters = lane.parameters;
    problems.temperature = fieldvalues::applyDecimal(parameters.temperature, fields.temperature, {0, kMaxTemperature}, locale);
    problems.topP = fieldvalues::applyDecimal(parameters.topP, fields.topP, {0, kMaxTopP}, locale);
    problems.maxTokens = fieldvalues::applyWhole(parameters.maxTokens, fields.maxTokens, {1, kMaxTokens}, LaneWords::tr("Write a whole number from 1 on, or nothing."), locale);
    problems.seed = fieldvalues::applyWhole(parameters.seed, fields.seed, {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()},
                                            LaneWords::tr("Write a whole number, or nothing."), locale);
    parameters.stop.clear();
    for (const QString &word : fields.stop.split(QLatin1Char('\n'))) {
        if (!word.isEmpty())
            parameters.stop.push_back(word.toStdString());
    }
    if (need == AddressNeed::None) {
        lane.backend.baseUrl.clear();
        lane.backend.keyEnv.clear();
        return problems;
    }
    problems.baseUrl = problemOfAddress(fields.baseUrl.trimmed(), need);
    if (!problems.baseUrl)
        lane.backend.baseUrl = fields.baseUrl.trimmed().toStdString();
    problems.keyEnv = problemOfKeyVariable(fields.keyEnv.trimmed());
    if (!problems.keyEnv)
        lane.backend.keyEnv = fields.keyEnv.trimmed().toStdString();
    return problems;
}

} // namespace lineup
