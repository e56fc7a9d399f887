#pragma once

#include "core/base/expected.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// What is wrong with the arguments, as data: words need an application object, and whether there is to be a window is
/// only known when the arguments are understood. `usageWords()` says it.
struct UsageError {
    enum class Problem {
        UnknownCommand,     ///< `name`, `suggestion`
        UnknownOption,      ///< `name`, `suggestion`
        UnexpectedArgument, ///< `name`; empty when it could be a key
        MissingValue,       ///< option `name`
        MissingArgument,    ///< `name` = the words before it
        UnexpectedValue,    ///< option `name` takes none
        GivenTwice,         ///< option `name`
        BadValue,           ///< option `name`; `suggestion` = what it must be, as the end of an English sentence
        KeyInArgument,      ///< nothing is repeated
        NotUtf8,            ///< option `name`, or an argument when empty
    };
    Problem problem = Problem::UnknownOption;
    std::string name;
    std::string suggestion; ///< empty = none
    std::string command;    ///< the command whose help says more; empty = the general help

    bool operator==(const UsageError &) const = default;
};

/// One option that a command knows.
struct OptionRule {
    std::string_view name; ///< with its dashes
    enum class Value { None, Once, Repeatable } value = Value::Once;
};

struct ScannedArguments {
    std::map<std::string, std::vector<std::string>, std::less<>> options; ///< values in order; an option without value has one ""
    std::vector<std::string> positional;

    bool has(std::string_view option) const { return options.contains(option); }
    std::optional<std::string> value(std::string_view option) const;
    std::vector<std::string> values(std::string_view option) const;
};

/// Takes arguments apart by the rules: "--name value", "--name=value"; "--" ends the options; "-" alone is an argument.
/// A value that is itself the name of a known option is taken as forgotten ("--prompt=--lane" says that it is meant).
/// Errors never repeat a value, which might be a key.
Expected<ScannedArguments, UsageError> scanArguments(std::span<const std::string_view> arguments, std::span<const OptionRule> rules,
                                                     std::string_view command);

} // namespace lineup
