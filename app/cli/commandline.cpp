#include "app/cli/commandline.h"

#include "core/base/text.h"
#include "core/cli/nearestname.h"
#include "core/cli/optionvalue.h"
#include "core/conformance/checkbench.h"

#include <algorithm>
#include <array>

namespace lineup {

namespace {

using Arguments = std::span<const std::string_view>;
using Parsed = Expected<CommandLine, UsageError>;
using Problem = UsageError::Problem;
using Value = OptionRule::Value;

constexpr int kMostRepeats = 1000;
constexpr std::array<std::string_view, 6> kCommands{"compare", "models", "backends", "conformance", "setup-local", "help"};

/// The values of --format, the first one being the default.
template <class Format>
struct NamedFormat {
    std::string_view name;
    Format format;
};
constexpr NamedFormat<ReportFormat> kCompareFormats[]{{"table", ReportFormat::Table}, {"json", ReportFormat::Json}, {"markdown", ReportFormat::Markdown}};
constexpr NamedFormat<ReportFormat> kListFormats[]{{"table", ReportFormat::Table}, {"json", ReportFormat::Json}};
constexpr NamedFormat<ConformanceFormat> kConformanceFormats[]{{"table", ConformanceFormat::Table}, {"json", ConformanceFormat::Json}, {"junit", ConformanceFormat::Junit}};

Unexpected<UsageError> usageError(Problem problem, std::string_view name, std::string_view suggestion, std::string_view command)
{
    return Unexpected{UsageError{problem, std::string(name), std::string(suggestion), std::string(command)}};
}

template <class Format, std::size_t kCount>
Expected<Format, UsageError> formatOf(const ScannedArguments &scanned, const NamedFormat<Format> (&formats)[kCount], std::string_view command)
{
    const auto name = scanned.value("--format");
    if (!name)
        return formats[0].format;
    std::string choices;
    for (std::size_t i = 0; i < kCount; ++i) {
        if (formats[i].name == *name)
            return formats[i].format;
        choices += std::string(i == 0 ? "" : i + 1 == kCount ? " or " : ", ") + std::string(formats[i].name);
    }
    return usageError(Problem::BadValue, "--format", choices, command);
}

/// The first value that is no text in UTF-8. Paths may be any bytes and are not asked.
std::optional<UsageError> notUtf8(const ScannedArguments &scanned, std::initializer_list<std::string_view> options, std::string_view command)
{
    for (const std::string_view option : options) {
        for (const std::string &value : scanned.values(option)) {
            if (!isValidUtf8(value))
                return UsageError{Problem::NotUtf8, std::string(option), {}, std::string(command)};
        }
    }
    return std::nullopt;
}

Parsed parseCompare(Arguments arguments)
{
    constexpr std::string_view kCommand = "compare";
    constexpr std::array kRules{OptionRule{"--lane", Value::Repeatable}, OptionRule{"--system"}, OptionRule{"--shots"},   OptionRule{"--prompt"},
                                OptionRule{"--repeat"},                  OptionRule{"--format"}, OptionRule{"--save"},    OptionRule{"--profile"},
                                OptionRule{"--offline", Value::None},    OptionRule{"--help", Value::None}, OptionRule{"-h", Value::None}};
    const auto scanned = scanArguments(arguments, kRules, kCommand);
    if (!scanned)
        return Unexpected{scanned.error()};
    if (scanned->has("--help") || scanned->has("-h"))
        return CommandLine{std::nullopt, HelpOptions{std::string(kCommand)}};
    if (const auto error = notUtf8(*scanned, {"--lane", "--system", "--prompt"}, kCommand))
        return Unexpected{*error};
    CompareOptions options;
    options.lanes = scanned->values("--lane");
    options.system = scanned->value("--system");
    options.shots = scanned->value("--shots");
    options.prompt = scanned->value("--prompt");
    options.savePath = scanned->value("--save");
    if (scanned->positional.size() > 1 || (!scanned->positional.empty() && !options.lanes.empty()))
        return usageError(Problem::UnexpectedArgument, scanned->positional.back(), {}, kCommand);
    if (!scanned->positional.empty())
        options.document = scanned->positional.front();
    if (const auto repeat = scanned->value("--repeat")) {
        const auto number = wholeValue("--repeat", *repeat, 1, kMostRepeats);
        if (!number)
            return usageError(Problem::BadValue, "--repeat", "a whole number from 1 to " + std::to_string(kMostRepeats), kCommand);
        options.repeat = static_cast<int>(*number);
    }
    const auto format = formatOf(*scanned, kCompareFormats, kCommand);
    if (!format)
        return Unexpected{format.error()};
    options.format = *format;
    return CommandLine{scanned->value("--profile"), std::move(options), scanned->has("--offline")};
}

Parsed parseModels(Arguments arguments)
{
    constexpr std::string_view kCommand = "models";
    constexpr std::array kRules{OptionRule{"--lane", Value::Repeatable}, OptionRule{"--backend", Value::Repeatable}, OptionRule{"--format"},
                                OptionRule{"--refresh", Value::None},    OptionRule{"--offline", Value::None},       OptionRule{"--profile"},
                                OptionRule{"--help", Value::None},       OptionRule{"-h", Value::None}};
    const auto scanned = scanArguments(arguments, kRules, kCommand);
    if (!scanned)
        return Unexpected{scanned.error()};
    if (scanned->has("--help") || scanned->has("-h"))
        return CommandLine{std::nullopt, HelpOptions{std::string(kCommand)}};
    if (!scanned->positional.empty())
        return usageError(Problem::UnexpectedArgument, scanned->positional.front(), {}, kCommand);
    if (const auto error = notUtf8(*scanned, {"--lane", "--backend"}, kCommand))
        return Unexpected{*error};
    ModelsOptions options;
    options.refresh = scanned->has("--refresh");
    for (const std::string &name : scanned->values("--backend"))
        options.lanes.push_back("backend=" + name);
    for (std::string &lane : scanned->values("--lane"))
        options.lanes.push_back(std::move(lane));
    const auto format = formatOf(*scanned, kListFormats, kCommand);
    if (!format)
        return Unexpected{format.error()};
    options.format = *format;
    return CommandLine{scanned->value("--profile"), std::move(options), scanned->has("--offline")};
}

/// Why one of the named checks cannot be run, with the names that there are.
std::optional<UsageError> unknownCheck(const std::vector<std::string> &names, std::string_view command)
{
    std::string known;
    for (const conformance::Check &check : conformance::allChecks())
        known += (known.empty() ? "" : ", ") + std::string(check.id);
    const bool areKnown = std::ranges::all_of(names, [](const std::string &name) {
        return std::ranges::find(conformance::allChecks(), std::string_view(name), &conformance::Check::id) != conformance::allChecks().end();
    });
    return areKnown ? std::nullopt : std::optional(UsageError{Problem::BadValue, "--check", "one of " + known, std::string(command)});
}

Parsed parseConformance(Arguments arguments)
{
    constexpr std::string_view kCommand = "conformance";
    constexpr std::array kRules{OptionRule{"--lane", Value::Repeatable},  OptionRule{"--backend", Value::Repeatable}, OptionRule{"--all", Value::None},
                                OptionRule{"--check", Value::Repeatable}, OptionRule{"--format"},                     OptionRule{"--profile"},
                                OptionRule{"--offline", Value::None},
                                OptionRule{"--help", Value::None},        OptionRule{"-h", Value::None}};
    const auto scanned = scanArguments(arguments, kRules, kCommand);
    if (!scanned)
        return Unexpected{scanned.error()};
    if (scanned->has("--help") || scanned->has("-h"))
        return CommandLine{std::nullopt, HelpOptions{std::string(kCommand)}};
    if (!scanned->positional.empty())
        return usageError(Problem::UnexpectedArgument, scanned->positional.front(), {}, kCommand);
    if (const auto error = notUtf8(*scanned, {"--lane", "--backend"}, kCommand))
        return Unexpected{*error};
    ConformanceOptions options;
    for (const std::string &kind : scanned->values("--backend"))
        options.lanes.push_back("backend=" + kind);
    for (std::string &lane : scanned->values("--lane"))
        options.lanes.push_back(std::move(lane));
    options.isEverything = scanned->has("--all");
    if (options.lanes.empty() && !options.isEverything)
        return usageError(Problem::MissingValue, "--backend", {}, kCommand);
    options.checks = scanned->values("--check");
    if (const auto error = unknownCheck(options.checks, kCommand))
        return Unexpected{*error};
    const auto format = formatOf(*scanned, kConformanceFormats, kCommand);
    if (!format)
        return Unexpected{format.error()};
    options.format = *format;
    return CommandLine{scanned->value("--profile"), std::move(options), scanned->has("--offline")};
}

constexpr std::string_view kBackends = "backends";

Parsed parseBackendList(const ScannedArguments &scanned)
{
    const auto format = formatOf(scanned, kListFormats, kBackends);
    if (!format)
        return Unexpected{format.error()};
    return CommandLine{scanned.value("--profile"), BackendListOptions{*format}};
}

Parsed parseBackendAdd(const ScannedArguments &scanned)
{
    BackendAddOptions options;
    options.id = scanned.positional[1];
    if (scanned.positional.size() > 2)
        options.settings = scanned.positional[2];
    options.isUpdate = scanned.has("--update");
    options.readsKey = scanned.has("--read-key");
    options.readsProxyLogin = scanned.has("--read-proxy-login");
    options.readsPassPhrase = scanned.has("--read-pass-phrase");
    return CommandLine{scanned.value("--profile"), std::move(options)};
}

Parsed parseBackendTest(const ScannedArguments &scanned)
{
    const auto format = formatOf(scanned, kListFormats, kBackends);
    if (!format)
        return Unexpected{format.error()};
    std::string lane = "backend=" + scanned.positional[1];
    // A lane needs no name before it: "kind=ollama,model=x".
    if (scanned.positional[1].find('=') != std::string::npos)
        lane = scanned.positional[1];
    if (const auto model = scanned.value("--model"))
        lane += ",model=" + *model;
    return CommandLine{scanned.value("--profile"), BackendTestOptions{std::move(lane), *format}, scanned.has("--offline")};
}

/// An action of `lineup backends`, with the options it takes and how many words stand behind it.
struct BackendAction {
    std::string_view name;
    std::size_t leastWords;
    std::size_t mostWords;
    std::vector<std::string_view> options;
    Parsed (*parse)(const ScannedArguments &scanned);
};

Parsed parseBackendRemove(const ScannedArguments &scanned)
{
    return CommandLine{scanned.value("--profile"), BackendRemoveOptions{scanned.positional[1]}};
}

const std::vector<BackendAction> &backendActions()
{
    static const std::vector<BackendAction> actions{
        {"list", 0, 0, {"--format"}, parseBackendList},
        {"add", 1, 2, {"--update", "--read-key", "--read-proxy-login", "--read-pass-phrase"}, parseBackendAdd},
        {"remove", 1, 1, {}, parseBackendRemove},
        {"test", 1, 1, {"--format", "--model", "--offline"}, parseBackendTest},
    };
    return actions;
}

Parsed parseBackends(Arguments arguments)
{
    constexpr std::array kRules{OptionRule{"--format"},
                                OptionRule{"--model"},
                                OptionRule{"--update", Value::None},
                                OptionRule{"--read-key", Value::None},
                                OptionRule{"--read-proxy-login", Value::None},
                                OptionRule{"--read-pass-phrase", Value::None},
                                OptionRule{"--offline", Value::None},
                                OptionRule{"--profile"},
                                OptionRule{"--help", Value::None},
                                OptionRule{"-h", Value::None}};
    auto scanned = scanArguments(arguments, kRules, kBackends);
    if (!scanned)
        return Unexpected{scanned.error()};
    if (scanned->has("--help") || scanned->has("-h"))
        return CommandLine{std::nullopt, HelpOptions{std::string(kBackends)}};
    if (scanned->positional.empty())
        scanned->positional.emplace_back("list");
    const std::string &name = scanned->positional.front();
    const auto action = std::ranges::find(backendActions(), name, &BackendAction::name);
    if (action == backendActions().end()) {
        const std::array<std::string_view, 4> names{"list", "add", "remove", "test"};
        return usageError(Problem::UnknownCommand, "backends " + name, nearestName(name, names).value_or(std::string_view{}), kBackends);
    }
    for (const auto &[option, values] : scanned->options) {
        if (option != "--profile" && std::ranges::find(action->options, option) == action->options.end())
            return usageError(Problem::UnknownOption, option, {}, kBackends);
    }
    const std::size_t words = scanned->positional.size() - 1;
    if (words < action->leastWords)
        return usageError(Problem::MissingArgument, "backends " + name, {}, kBackends);
    if (words > action->mostWords)
        return usageError(Problem::UnexpectedArgument, scanned->positional.back(), {}, kBackends);
    for (const std::string &word : scanned->positional) {
        if (!isValidUtf8(word))
            return usageError(Problem::NotUtf8, {}, {}, kBackends);
    }
    return action->parse(*scanned);
}

Parsed parseSetup(Arguments arguments)
{
    constexpr std::string_view kCommand = "setup-local";
    constexpr std::array kRules{OptionRule{"--model"}, OptionRule{"--accept-terms", Value::None}, OptionRule{"--profile"}, OptionRule{"--help", Value::None},
                                OptionRule{"-h", Value::None}};
    const auto scanned = scanArguments(arguments, kRules, kCommand);
    if (!scanned)
        return Unexpected{scanned.error()};
    if (scanned->has("--help") || scanned->has("-h"))
        return CommandLine{std::nullopt, HelpOptions{std::string(kCommand)}};
    if (!scanned->positional.empty())
        return usageError(Problem::UnexpectedArgument, scanned->positional.front(), {}, kCommand);
    return CommandLine{scanned->value("--profile"), SetupOptions{scanned->value("--model"), scanned->has("--accept-terms")}};
}

Unexpected<UsageError> unknownCommand(std::string_view name)
{
    return usageError(Problem::UnknownCommand, name, nearestName(name, kCommands).value_or(std::string_view{}), {});
}

Parsed parseHelp(Arguments arguments)
{
    constexpr std::array<OptionRule, 0> kRules{};
    const auto scanned = scanArguments(arguments, kRules, {});
    if (!scanned)
        return Unexpected{scanned.error()};
    if (scanned->positional.empty())
        return CommandLine{std::nullopt, HelpOptions{}};
    if (std::ranges::find(kCommands, scanned->positional.front()) == kCommands.end())
        return unknownCommand(scanned->positional.front());
    return CommandLine{std::nullopt, HelpOptions{scanned->positional.front()}};
}

/// Without a command. The options with one dash are the toolkit's; it reads them from argv by itself.
Parsed parseWindow(Arguments arguments)
{
    constexpr std::array kRules{OptionRule{"--help", Value::None}, OptionRule{"-h", Value::None}, OptionRule{"--version", Value::None},
                                OptionRule{"--profile"},           OptionRule{"-platform"},       OptionRule{"--platform"},
                                OptionRule{"-style"},              OptionRule{"--style"},         OptionRule{"-session"},
                                OptionRule{"-display"},            OptionRule{"-qwindowgeometry"}, OptionRule{"-geometry"}};
    const auto scanned = scanArguments(arguments, kRules, {});
    if (!scanned)
        return Unexpected{scanned.error()};
    if (scanned->has("--help") || scanned->has("-h"))
        return CommandLine{std::nullopt, HelpOptions{}};
    if (scanned->has("--version"))
        return CommandLine{std::nullopt, VersionOptions{}};
    for (const std::string &file : scanned->positional) {
        if (file.find_first_of("./") == std::string::npos)
            return unknownCommand(file);
    }
    return CommandLine{scanned->value("--profile"), GuiOptions{scanned->positional, scanned->value("--profile")}};
}

/// Where the command stands: behind nothing but "--profile DIR".
std::size_t commandIndex(Arguments arguments)
{
    std::size_t index = 0;
    while (index < arguments.size() && arguments[index].starts_with("--profile"))
        index += arguments[index] == "--profile" ? 2 : 1;
    return index;
}

} // namespace

Expected<CommandLine, UsageError> parseCommandLine(std::span<const std::string_view> arguments)
{
    const std::size_t index = commandIndex(arguments);
    if (index >= arguments.size() || std::ranges::find(kCommands, arguments[index]) == kCommands.end())
        return parseWindow(arguments);
    const std::string_view command = arguments[index];
    // "--profile DIR" before the command means the same as behind it.
    std::vector<std::string_view> rest(arguments.begin() + static_cast<std::ptrdiff_t>(index) + 1, arguments.end());
    rest.insert(rest.begin(), arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(index));
    if (command == "compare")
        return parseCompare(rest);
    if (command == "models")
        return parseModels(rest);
    if (command == "conformance")
        return parseConformance(rest);
    if (command == "backends")
        return parseBackends(rest);
    if (command == "setup-local")
        return parseSetup(rest);
    return parseHelp(rest);
}

} // namespace lineup
