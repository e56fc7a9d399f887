#include "widgets/models/morevalues.h"

#include "core/base/json.h"
#include "core/cli/toolsfile.h"
#include "widgets/models/fieldvalues.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace lineup {

namespace {

struct LaneWords {
    Q_DECLARE_TR_FUNCTIONS(lineup::LaneWords)
};

constexpr double kMaxPenalty = 2.0;
constexpr std::int64_t kMaxTopK = 1'000'000;
constexpr std::int64_t kMaxTokens = 10'000'000;
constexpr std::int64_t kMaxLogprobs = 20;
constexpr int kIndent = 2;

QString jsonText(const nlohmann::json &value)
{
    return QString::fromStdString(dumpJson(value, kIndent));
}

QString notUsable(const Error &error)
{
    //: under a field for JSON; %1 says what is wrong and where, in English
    return LaneWords::tr("This cannot be used: %1.").arg(QString::fromStdString(error.detail));
}

std::optional<QString> applySchema(std::optional<nlohmann::json> &target, const QString &field)
{
    if (field.trimmed().isEmpty()) {
        target.reset();
        return std::nullopt;
    }
    auto schema = parseJsonSchema(field.toStdString(), {});
    if (!schema)
        return notUsable(schema.error());
    target = *std::move(schema);
    return std::nullopt;
}

std::optional<QString> applyExtra(nlohmann::json &target, const QString &field)
{
    if (field.trimmed().isEmpty()) {
        target = nlohmann::json::object();
        return std::nullopt;
    }
    auto extra = parseJson(field.toStdString(), kReplyJsonDepth);
    if (!extra)
        return notUsable(extra.error());
    if (!extra->is_object())
        return LaneWords::tr("Write a JSON object, from { to }.");
    target = *std::move(extra);
    return std::nullopt;
}

std::optional<QString> applyTools(std::vector<ToolSpec> &target, const QString &field)
{
    if (field.trimmed().isEmpty()) {
        target.clear();
        return std::nullopt;
    }
    auto tools = parseTools(field.toStdString(), {});
    if (!tools)
        return notUsable(tools.error());
    target = *std::move(tools);
    return std::nullopt;
}

std::optional<QString> applyEffort(std::optional<std::string> &target, const QString &field)
{
    const QString word = field.trimmed();
    static const QRegularExpression shape(QStringLiteral("\\A[A-Za-z0-9_-]{1,40}\\z"));
    if (word.isEmpty())
        target.reset();
    else if (!shape.match(word).hasMatch())
        return LaneWords::tr("Write one word, such as low, medium or high.");
    else
        target = word.toStdString();
    return std::nullopt;
}

nlohmann::json toolsJson(const std::vector<ToolSpec> &tools)
{
    nlohmann::json list = nlohmann::json::array();
    for (const ToolSpec &tool : tools) {
        nlohmann::json each{{"name", tool.name}, {"parameters", tool.parameters}};
        if (!tool.description.empty())
            each["description"] = tool.description;
        list.push_back(std::move(each));
    }
    return list;
}

} // namespace

MoreFields moreFieldsOf(const Parameters &parameters, const QLocale &locale)
{
    MoreFields fields;
    fields.topK = fieldvalues::wholeText(parameters.topK);
    fields.presencePenalty = fieldvalues::decimalText(parameters.presencePenalty, locale);
    fields.frequencyPenalty = fieldvalues::decimalText(parameters.frequencyPenalty, locale);
    fields.reasoningEffort = QString::fromStdString(parameters.reasoningEffort.value_or(std::string()));
    fields.reasoningTokens = fieldvalues::wholeText(parameters.reasoningTokens);
    fields.topLogprobs = fieldvalues::wholeText(parameters.topLogprobs);
    if (parameters.jsonSchema)
        fields.jsonSchema = jsonText(*parameters.jsonSchema);
    if (!parameters.tools.empty())
        fields.tools = jsonText(toolsJson(parameters.tools));
    if (!parameters.extra.empty())
        fields.extra = jsonText(parameters.extra);
    fields.streams = parameters.streams;
    return fields;
}

MoreProblems applyMoreFields(Parameters &parameters, const MoreFields &fields, const QLocale &locale)
{
    using namespace fieldvalues;
    const QString whole = LaneWords::tr("Write a whole number from 0 on, or nothing.");
    MoreProblems problems;
    problems.topK = applyWhole(parameters.topK, fields.topK, {0, kMaxTopK}, whole, locale);
    problems.presencePenalty = applyDecimal(parameters.presencePenalty, fields.presencePenalty, {-kMaxPenalty, kMaxPenalty}, locale);
    problems.frequencyPenalty = applyDecimal(parameters.frequencyPenalty, fields.frequencyPenalty, {-kMaxPenalty, kMaxPenalty}, locale);
    problems.reasoningEffort = applyEffort(parameters.reasoningEffort, fields.reasoningEffort);
    problems.reasoningTokens = applyWhole(parameters.reasoningTokens, fields.reasoningTokens, {0, kMaxTokens}, whole, locale);
    problems.topLogprobs = applyWhole(parameters.topLogprobs, fields.topLogprobs, {0, kMaxLogprobs},
                                      LaneWords::tr("Write a whole number from 0 to %1, or nothing.").arg(kMaxLogprobs), locale);
    problems.jsonSchema = applySchema(parameters.jsonSchema, fields.jsonSchema);
    problems.tools = applyTools(parameters.tools, fields.tools);
    problems.extra = applyExtra(parameters.extra, fields.extra);
    parameters.streams = fields.streams;
    return problems;
}

int moreCount(const Parameters &parameters)
{
    int count = 0;
    for (const bool isSet : {parameters.topK.has_value(), parameters.presencePenalty.has_value(), parameters.frequencyPenalty.has_value(),
                             parameters.reasoningEffort.has_value(), parameters.reasoningTokens.has_value(), parameters.topLogprobs.has_value(),
                             parameters.jsonSchema.has_value(), !parameters.tools.empty(), !parameters.extra.empty(), !parameters.streams})
        count += isSet ? 1 : 0;
    return count;
}

} // namespace lineup
