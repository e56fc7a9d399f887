#pragma once

#include "core/base/error.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace lineup {

/// What one small request to a backend showed of the way there. What was not reached or not needed is not set.
struct ConnectionReport {
    using Microseconds = std::chrono::microseconds;

    /// A request was made (or refused to be made, see `error`); false: this provider has no call that costs nothing.
    bool wasAsked = false;
    bool isSecure = false;  ///< https
    bool isProxied = false; ///< through a proxy of its own
    bool sendsKey = false;
    std::optional<Microseconds> name;    ///< looking the host up
    std::optional<Microseconds> connect; ///< TCP
    std::optional<Microseconds> tls;
    std::optional<Microseconds> answer;  ///< from the request to the head of the reply
    std::optional<int> status;
    std::optional<Error> error;
    std::optional<std::size_t> models;   ///< how many the server lists

    bool operator==(const ConnectionReport &) const = default;
};

/// The way of a request, hop by hop.
enum class Hop { Proxy, Name, Connect, Tls, Http, Key, Model };
/// "proxy", "name", "connect", "tls", "http", "key", "model".
std::string_view hopName(Hop hop);

struct HopResult {
    enum class State {
        Passed,
        Failed,     ///< the first one; everything behind it was not reached
        NotReached,
        NotChecked, ///< the request did not need it, or does not tell
    };
    Hop hop = Hop::Name;
    State state = State::NotReached;
    std::optional<std::chrono::microseconds> took;
    bool operator==(const HopResult &) const = default;
};
/// "passed", "failed", "not reached", "not checked".
std::string_view hopStateName(HopResult::State state);

/// The hop at which an error stopped a request; nothing when it stopped before the first (offline, bad settings).
std::optional<Hop> hopOf(const Error &error);

/// All hops in the order of the way: what `report` says of each. A list of models proves a key only when the server asks for one,
/// so that a good status leaves Key NotChecked unless `provesKey`; Model is passed or failed by a chat request alone.
std::vector<HopResult> hopsOf(const ConnectionReport &report, bool provesKey, bool provesModel);

} // namespace lineup
