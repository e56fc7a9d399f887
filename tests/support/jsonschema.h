#pragma once

#include "core/base/json.h"

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace lineup::test {

/// Checks a value against the part of JSON Schema 2020-12 that the published schemas use: $ref into $defs, type, const, enum,
/// properties, required, additionalProperties, items, prefixItems, minItems, maxItems, minimum, maximum, pattern, oneOf,
/// anyOf. A keyword that asserts and is not in that list is an error of its own, so that nothing goes unchecked.
class JsonSchema {
public:
    using Json = nlohmann::json;

    explicit JsonSchema(Json schema) : m_root(std::move(schema)) {}

    /// Nothing when `value` fits, else "/path: why".
    std::optional<std::string> problemWith(const Json &value) const { return check(value, m_root, ""); }

private:
    using Problem = std::optional<std::string>;

    Problem check(const Json &value, const Json &schema, const std::string &at) const
    {
        if (schema.is_boolean())
            return schema.get<bool>() ? Problem() : at + ": nothing may stand here";
        for (const auto &[keyword, argument] : schema.items()) {
            if (Problem problem = apply(keyword, argument, value, schema, at))
                return problem;
        }
        return {};
    }

    Problem apply(const std::string &keyword, const Json &argument, const Json &value, const Json &schema, const std::string &at) const
    {
        if (keyword == "$ref")
            return checkRef(argument.get<std::string>(), value, at);
        if (keyword == "type")
            return hasType(value, argument) ? Problem() : at + ": is not of type " + argument.dump();
        if (keyword == "const")
            return value == argument ? Problem() : at + ": is not " + argument.dump();
        if (keyword == "enum")
            return std::find(argument.begin(), argument.end(), value) != argument.end() ? Problem() : at + ": is none of " + argument.dump();
        if (keyword == "oneOf" || keyword == "anyOf")
            return checkChoice(keyword, argument, value, at);
        if (keyword == "pattern")
            return checkPattern(argument, value, at);
        if (keyword == "minimum")
            return value.is_number() && value < argument ? at + ": is below " + argument.dump() : Problem();
        if (keyword == "maximum")
            return value.is_number() && argument < value ? at + ": is above " + argument.dump() : Problem();
        if (value.is_object())
            return applyToObject(keyword, argument, value, schema, at);
        if (value.is_array())
            return applyToList(keyword, argument, value, schema, at);
        return isKnownElsewhere(keyword) ? Problem() : at + ": the schema has the unknown keyword " + keyword;
    }

    Problem applyToObject(const std::string &keyword, const Json &argument, const Json &value, const Json &schema, const std::string &at) const
    {
        if (keyword == "required") {
            for (const Json &name : argument) {
                if (!value.contains(name.get<std::string>()))
                    return at + ": lacks " + name.dump();
            }
        } else if (keyword == "properties") {
            for (const auto &[name, part] : argument.items()) {
                if (value.contains(name)) {
                    if (Problem problem = check(value[name], part, at + '/' + name))
                        return problem;
                }
            }
        } else if (keyword == "additionalProperties") {
            for (const auto &[name, member] : value.items()) {
                if (schema.contains("properties") && schema["properties"].contains(name))
                    continue;
                if (Problem problem = check(member, argument, at + '/' + name))
                    return problem;
            }
        } else if (!isKnownElsewhere(keyword)) {
            return at + ": the schema has the unknown keyword " + keyword;
        }
        return {};
    }

    Problem applyToList(const std::string &keyword, const Json &argument, const Json &value, const Json &schema, const std::string &at) const
    {
        if (keyword == "minItems")
            return value.size() < argument.get<std::size_t>() ? at + ": is too short" : Problem();
        if (keyword == "maxItems")
            return value.size() > argument.get<std::size_t>() ? at + ": is too long" : Problem();
        if (keyword == "prefixItems") {
            for (std::size_t i = 0; i < std::min(argument.size(), value.size()); ++i) {
                if (Problem problem = check(value[i], argument[i], at + '/' + std::to_string(i)))
                    return problem;
            }
            return {};
        }
        if (keyword == "items") {
            for (std::size_t i = schema.contains("prefixItems") ? schema["prefixItems"].size() : 0; i < value.size(); ++i) {
                if (Problem problem = check(value[i], argument, at + '/' + std::to_string(i)))
                    return problem;
            }
            return {};
        }
        return isKnownElsewhere(keyword) ? Problem() : at + ": the schema has the unknown keyword " + keyword;
    }

    Problem checkRef(const std::string &target, const Json &value, const std::string &at) const
    {
        const Json::json_pointer pointer(target.substr(1));
        if (target.empty() || target.front() != '#' || !m_root.contains(pointer))
            return at + ": the schema has the dangling reference " + target;
        return check(value, m_root[pointer], at);
    }

    Problem checkChoice(const std::string &keyword, const Json &choices, const Json &value, const std::string &at) const
    {
        int fitting = 0;
        std::string reasons;
        for (const Json &choice : choices) {
            if (const Problem problem = check(value, choice, at))
                reasons += " [" + *problem + ']';
            else
                ++fitting;
        }
        if (fitting == 0)
            return at + ": fits no choice:" + reasons;
        return keyword == "oneOf" && fitting > 1 ? at + ": fits several choices" : Problem();
    }

    Problem checkPattern(const Json &pattern, const Json &value, const std::string &at) const
    {
        if (!value.is_string())
            return {};
        const QRegularExpression expression(QString::fromStdString(pattern.get<std::string>()));
        return expression.match(QString::fromStdString(value.get<std::string>())).hasMatch() ? Problem() : at + ": does not match " + pattern.dump();
    }

    static bool hasType(const Json &value, const Json &types)
    {
        if (types.is_array())
            return std::any_of(types.begin(), types.end(), [&](const Json &type) { return hasType(value, type); });
        const auto name = types.get<std::string>();
        if (name == "integer")
            return value.is_number_integer() || (value.is_number_float() && value.get<double>() == std::trunc(value.get<double>()));
        if (name == "number")
            return value.is_number();
        return name == value.type_name();
    }

    /// Keywords that say nothing about the value at hand: annotations, and those of other types.
    static bool isKnownElsewhere(const std::string &keyword)
    {
        static const std::vector<std::string> known{"$schema", "$id", "$defs", "title", "description", "examples", "default", "format", "$comment",
                                                    "required", "properties", "additionalProperties", "items", "prefixItems", "minItems",
                                                    "maxItems"};
        return std::find(known.begin(), known.end(), keyword) != known.end();
    }

    Json m_root;
};

} // namespace lineup::test
