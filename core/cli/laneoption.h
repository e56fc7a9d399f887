#pragma once

#include "core/base/error.h"
#include "core/run/lane.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace lineup {

/// Text given in an argument, or the file that holds it.
struct TextSource {
    bool isFile = false;
    std::string value; ///< the text, or the path (never empty for a file)
    bool operator==(const TextSource &) const = default;
};

/// "TEXT" or "@FILE"; "@@TEXT" is the text "@TEXT". A lone "@" is text.
TextSource textSource(std::string_view argument);

/// The first K of the line-up's examples, or the path of a file with the lane's own.
using ShotsSource = std::variant<int, std::string>;

/// One `--lane`, with the files that it names still unread: core has no disk.
struct ParsedLane {
    LaneSpec lane; ///< `system`, `shots`, the JSON Schema and the tools are not set here
    std::optional<TextSource> system;
    std::optional<ShotsSource> shots;
    std::optional<TextSource> jsonSchema;
    std::optional<TextSource> tools;
    bool operator==(const ParsedLane &) const = default;
};

/// Reads the value of one `--lane` option: settings "name=value" separated by commas.
///
/// `backend=` (local, or one that is set up: BackendRef::id; the registry also takes a kind here) or `kind=` is required;
/// whether there is such a one is the registry's to say. `providerOptions` = ids of the settings that providers have
/// (ProviderOption::id); they and `option.NAME` become BackendRef::options.
///
/// In every value "\," is a comma and "\\" a backslash; in `stop=` also "\n", "\t", "\r" are the control characters. Any other
/// backslash stays. Spaces around names and values are dropped, except in the values of `name`, `system`, `stop` and
/// `json.NAME`. `stop`, `json.NAME` and `option.NAME` may repeat, everything else stands once. docs/cli.md lists all settings
/// with their ranges.
///
/// Errors are BadInput with `subject` = the setting, a detail that ends a sentence, and as providerCode one of
/// "key-in-argument" (a key where only the name of a variable belongs; the detail never repeats it), "unknown-setting",
/// "bad-value", "bad-lane".
Result<ParsedLane> parseLaneOption(std::string_view argument, const std::vector<std::string> &providerOptions = {});

} // namespace lineup
