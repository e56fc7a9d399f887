#include "backends/providers/openai/parametertable.h"

#include "core/base/json.h"

#include <QFile>

static void initProvidersResource()
{
    // The resource lies in a static library, which drops it unless it is named once. Not allowed inside a namespace.
    Q_INIT_RESOURCE(providers);
}

namespace lineup::openai {

namespace {

using nlohmann::json;

Unexpected<Error> tableError(const std::string &where, const std::string &what)
{
    return makeError(ErrorCode::BadInput, where + ": " + what, "openai-parameters.json");
}

Result<ParameterSet> parametersIn(const json &object, const char *key, const std::string &where)
{
    ParameterSet all;
    const json *names = findArray(object, key);
    if (!names)
        return all;
    for (const json &name : *names) {
        const auto parameter = name.is_string() ? parameterFromName(name.get_ref<const std::string &>()) : std::nullopt;
        if (!parameter)
            return tableError(where, dumpJson(name) + " is no parameter");
        all.insert(*parameter);
    }
    return all;
}

std::string stringIn(const json &object, const char *key, std::string otherwise = {})
{
    const std::string *text = findString(object, key);
    return text ? *text : std::move(otherwise);
}

/// "ft:gpt-4o-mini-2024-07-18:org::id" → "gpt-4o-mini-2024-07-18"; "openai/gpt-5" → "gpt-5".
std::string baseName(std::string name)
{
    if (name.starts_with("ft:"))
        name = name.substr(3, name.find(':', 3) - 3);
    const auto slash = name.rfind('/');
    return slash == std::string::npos ? name : name.substr(slash + 1);
}

} // namespace

Result<ParameterTable> ParameterTable::read(std::string_view text)
{
    const auto root = parseJson(text, kFileJsonDepth);
    if (!root)
        return Unexpected{root.error()};
    ParameterTable table;
    const json *apis = findObject(*root, "apis");
    const json *families = findArray(*root, "families");
    if (!apis || !families)
        return tableError("the table", "it has no apis or no families");
    for (const auto &[api, name] : {std::pair{Api::Chat, "chat"}, std::pair{Api::Responses, "responses"}}) {
        const json *entry = findObject(*apis, name);
        auto notTaken = entry ? parametersIn(*entry, "notTaken", name) : Result<ParameterSet>(tableError("apis", std::string("no ") + name));
        if (!notTaken)
            return Unexpected{notTaken.error()};
        table.m_notTaken[api] = *std::move(notTaken);
    }
    for (const json &entry : *families) {
        Family family;
        family.rules.family = stringIn(entry, "name");
        family.pattern.setPattern(QString::fromStdString(stringIn(entry, "pattern")));
        if (family.rules.family.empty() || family.pattern.pattern().isEmpty() || !family.pattern.isValid())
            return tableError("families", "an entry has no name or no pattern");
        family.rules.isReasoning = findBool(entry, "reasoning").value_or(false);
        family.rules.systemRole = stringIn(entry, "systemRole", family.rules.isReasoning ? "developer" : "system");
        family.defaultEffort = stringIn(entry, "defaultEffort");
        auto notTaken = parametersIn(entry, "notTaken", family.rules.family);
        auto conditional = parametersIn(entry, "onlyWithoutThinking", family.rules.family);
        if (!notTaken || !conditional)
            return Unexpected{(notTaken ? conditional : notTaken).error()};
        family.rules.notTaken = *std::move(notTaken);
        family.onlyWithoutThinking = *std::move(conditional);
        if (const json *efforts = findArray(entry, "efforts")) {
            for (const json &effort : *efforts) {
                if (effort.is_string())
                    family.rules.efforts.push_back(effort.get<std::string>());
            }
        }
        table.m_families.push_back(std::move(family));
    }
    return table;
}

std::shared_ptr<const ParameterTable> ParameterTable::builtIn()
{
    initProvidersResource();
    QFile file(QStringLiteral(":/providers/openai-parameters.json"));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    auto table = read({text.constData(), static_cast<std::size_t>(text.size())});
    Q_ASSERT_X(table, "ParameterTable", table ? "" : table.error().detail.c_str());
    // Without the table every model takes everything until it says otherwise.
    return std::make_shared<const ParameterTable>(table ? *std::move(table) : ParameterTable());
}

ModelRules ParameterTable::rulesFor(Api api, const ChatRequest &request) const
{
    ModelRules rules;
    const QString name = QString::fromStdString(baseName(request.model));
    for (const Family &family : m_families) {
        if (!family.pattern.match(name).hasMatch())
            continue;
        rules = family.rules;
        if (request.parameters.reasoningEffort.value_or(family.defaultEffort) != "none")
            rules.notTaken.insert(family.onlyWithoutThinking.begin(), family.onlyWithoutThinking.end());
        break;
    }
    if (const auto notTaken = m_notTaken.find(api); notTaken != m_notTaken.end())
        rules.notTaken.insert(notTaken->second.begin(), notTaken->second.end());
    return rules;
}

void ParameterTable::apply(Api api, const ChatRequest &request, openaicompatible::Quirks &quirks) const
{
    ModelRules rules = rulesFor(api, request);
    quirks.notTaken.merge(rules.notTaken);
    quirks.efforts = std::move(rules.efforts);
    quirks.systemRole = std::move(rules.systemRole);
}

} // namespace lineup::openai
