#include "app/cli/optionscanner.h"

#include "core/base/text.h"
#include "core/cli/keyshape.h"
#include "core/cli/nearestname.h"

#include <algorithm>

namespace lineup {

namespace {

using Problem = UsageError::Problem;

const OptionRule *findRule(std::span<const OptionRule> rules, std::string_view name)
{
    const auto found = std::ranges::find(rules, name, &OptionRule::name);
    return found == rules.end() ? nullptr : &*found;
}

std::string_view withoutDashes(std::string_view name)
{
    return name.substr(std::min(name.find_first_not_of('-'), name.size()));
}

class Scanner {
public:
    Scanner(std::span<const std::string_view> arguments, std::span<const OptionRule> rules, std::string_view command)
        : m_arguments(arguments), m_rules(rules), m_command(command)
    {
    }

    Expected<ScannedArguments, UsageError> scan()
    {
        bool optionsEnded = false;
        while (m_next < m_arguments.size()) {
            const std::string_view argument = m_arguments[m_next++];
            if (!optionsEnded && argument == "--") {
                optionsEnded = true;
            } else if (!optionsEnded && argument.size() > 1 && argument.front() == '-') {
                if (const auto error = readOption(argument))
                    return Unexpected{*error};
            } else if (looksLikeKey(argument)) {
                return Unexpected{problem(Problem::KeyInArgument)};
            } else {
                m_result.positional.emplace_back(argument);
            }
        }
        return std::move(m_result);
    }

private:
    UsageError problem(Problem kind, std::string_view name = {}, std::string_view suggestion = {}) const
    {
        return {kind, std::string(name), std::string(suggestion), std::string(m_command)};
    }

    UsageError unknownOption(std::string_view name) const
    {
        if (isKeyName(withoutDashes(name)) || looksLikeKey(withoutDashes(name)))
            return problem(Problem::KeyInArgument);
        if (!isValidUtf8(name))
            return problem(Problem::NotUtf8);
        std::vector<std::string_view> names;
        for (const OptionRule &rule : m_rules)
            names.push_back(rule.name);
        return problem(Problem::UnknownOption, name, nearestName(name, names).value_or(std::string_view{}));
    }

    std::optional<UsageError> readOption(std::string_view argument)
    {
        const auto equals = argument.find('=');
        const std::string_view name = argument.substr(0, equals);
        const OptionRule *rule = findRule(m_rules, name);
        if (!rule)
            return unknownOption(name);
        std::string_view value;
        if (rule->value == OptionRule::Value::None) {
            if (equals != std::string_view::npos)
                return problem(Problem::UnexpectedValue, name);
        } else if (equals != std::string_view::npos) {
            value = argument.substr(equals + 1);
        } else if (m_next == m_arguments.size() || findRule(m_rules, m_arguments[m_next])) {
            return problem(Problem::MissingValue, name);
        } else {
            value = m_arguments[m_next++];
        }
        auto &values = m_result.options[std::string(name)];
        if (!values.empty() && rule->value == OptionRule::Value::Once)
            return problem(Problem::GivenTwice, name);
        values.emplace_back(value);
        return std::nullopt;
    }

    std::span<const std::string_view> m_arguments;
    std::span<const OptionRule> m_rules;
    std::string_view m_command;
    std::size_t m_next = 0;
    ScannedArguments m_result;
};

} // namespace

std::optional<std::string> ScannedArguments::value(std::string_view option) const
{
    const auto found = options.find(option);
    return found == options.end() ? std::nullopt : std::optional(found->second.front());
}

std::vector<std::string> ScannedArguments::values(std::string_view option) const
{
    const auto found = options.find(option);
    return found == options.end() ? std::vector<std::string>{} : found->second;
}

Expected<ScannedArguments, UsageError> scanArguments(std::span<const std::string_view> arguments, std::span<const OptionRule> rules,
                                                     std::string_view command)
{
    return Scanner(arguments, rules, command).scan();
}

} // namespace lineup
