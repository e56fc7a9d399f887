#pragma once

#include "core/chat/chatrequest.h"
#include "core/pricing/price.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lineup {

/// One few-shot example: becomes a user turn and an assistant turn.
struct Shot {
    std::string input;
    std::string output; ///< verbatim; a JSON output was serialised compactly when it was read
    bool operator==(const Shot &) const = default;
};

/// Which backend a lane talks to. A value, so that it can stand in a document; never holds a key.
struct BackendRef {
    std::string kind = "local"; ///< id of a provider in the registry: "local", "openai-compatible", …
    std::string baseUrl;        ///< empty = the provider's default
    std::string keyEnv;         ///< name of the environment variable that holds the key; empty = the provider's own
    /// Settings of the provider's own by ProviderOption::id ("api-version", "region"); never a key.
    std::map<std::string, std::string> options{};
    /// ConfiguredBackend::id; the members above are laid over what was set up, `kind` only says what it was. "" = none: the
    /// members above are all there is.
    std::string id{};
    bool operator==(const BackendRef &) const = default;
};

/// The lane's examples instead of the line-up's: the first K of them, or a list of its own.
using ShotsOverride = std::variant<int, std::vector<Shot>>;

/// The settings of one lane: everything that is not shared with the others.
struct LaneSpec {
    std::string name; ///< empty = shown by its model
    BackendRef backend;
    std::string model;
    Parameters parameters;
    std::optional<std::string> system;  ///< instead of the line-up's
    std::optional<ShotsOverride> shots; ///< instead of the line-up's
    Clocks clocks;
    int retries = 2;
    std::optional<PriceRule> price;     ///< the person's own; wins over any list
    /// Letter of the pane for life, 0 = A. Assigned when the lane is added; unique in a line-up.
    int letter = 0;

    bool operator==(const LaneSpec &) const = default;
};

/// What is sent when the person presses Send: the shared prompt and the lanes.
struct LineupSetup {
    std::string system; ///< empty = none
    std::vector<Shot> shots;
    std::string prompt;
    std::vector<LaneSpec> lanes;

    bool operator==(const LineupSetup &) const = default;
};

/// As many letters are used up before one of a removed lane comes back: A…X.
inline constexpr int kFreshLetters = 24;
/// 0 → "A", 23 → "X", 26 → "27".
std::string letterName(int letter);
/// The letter for a new lane: the first of A…X that is not in use and was never used before; when all were, the first free
/// one. `used` = letters of the lanes there are; `retired` = letters of removed lanes.
int nextLetter(const std::vector<int> &used, const std::vector<int> &retired);

/// The examples that this lane sends.
std::vector<Shot> shotsOf(const LineupSetup &setup, const LaneSpec &lane);
/// System, examples as turns, prompt: the request of one lane.
ChatRequest requestFor(const LineupSetup &setup, const LaneSpec &lane);

} // namespace lineup
