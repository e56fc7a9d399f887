#pragma once

#include "core/chat/message.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// Sampling and length settings in neutral names. Not set = not sent: the server's own default holds.
struct Parameters {
    std::optional<double> temperature;      ///< 0…2
    std::optional<double> topP;             ///< 0…1
    std::optional<std::int64_t> topK;       ///< ≥ 0
    std::optional<std::int64_t> maxTokens;  ///< ≥ 1, answer and reasoning together
    std::optional<std::int64_t> seed;
    std::optional<double> presencePenalty;  ///< −2…2
    std::optional<double> frequencyPenalty; ///< −2…2
    std::optional<std::string> reasoningEffort;
    std::vector<std::string> stop;          ///< empty = none
    /// JSON object merged into the request body last, so that it wins over everything above.
    nlohmann::json extra = nlohmann::json::object();

    bool operator==(const Parameters &) const = default;
};

/// The clocks of one request; not set = the default of the transport (connect 10 s, first byte 120 s, idle 60 s, total
/// none). See core/base/error.h, TimeoutPhase.
struct Clocks {
    std::optional<std::chrono::milliseconds> connect;
    std::optional<std::chrono::milliseconds> firstByte; ///< request sent → first body byte
    std::optional<std::chrono::milliseconds> idle;      ///< between any two bytes of the body
    std::optional<std::chrono::milliseconds> total;     ///< send → end, retries and waits included

    bool operator==(const Clocks &) const = default;
};

/// One question to one model, provider-neutral.
struct ChatRequest {
    std::string model; ///< may be empty for servers that serve one model
    Conversation messages;
    Parameters parameters;
    Clocks clocks;
    int retries = 2; ///< extra attempts after the first, ≥ 0

    bool operator==(const ChatRequest &) const = default;
};

} // namespace lineup
