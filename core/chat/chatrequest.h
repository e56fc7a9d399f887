#pragma once

#include "core/chat/message.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// A function that the model may ask for. It is shown what the model wants; nothing is ever executed.
struct ToolSpec {
    std::string name;
    std::string description;                                     ///< "" = none
    nlohmann::json parameters = nlohmann::json::object(); ///< JSON Schema of its arguments
    bool operator==(const ToolSpec &) const = default;
};

/// Sampling and length settings in neutral names. Not set = not sent: the server's own default holds.
struct Parameters {
    std::optional<double> temperature;      ///< 0…2
    std::optional<double> topP;             ///< 0…1
    std::optional<std::int64_t> topK;       ///< ≥ 0
    std::optional<std::int64_t> maxTokens;  ///< ≥ 1, answer and reasoning together
    std::optional<std::int64_t> seed;
    std::optional<double> presencePenalty;  ///< −2…2
    std::optional<double> frequencyPenalty; ///< −2…2
    std::optional<std::string> reasoningEffort;  ///< a word of the provider's: "low", "medium", "high", "none", …
    std::optional<std::int64_t> reasoningTokens; ///< budget for thinking, ≥ 0; 0 = do not think
    std::vector<std::string> stop;               ///< empty = none
    std::optional<nlohmann::json> jsonSchema;    ///< the answer is to keep to this JSON Schema (an object)
    std::vector<ToolSpec> tools;                 ///< empty = none
    std::optional<std::int64_t> topLogprobs;     ///< 0…20; set = log probabilities of tokens are wanted, with that many others
    bool streams = true;                         ///< false: the whole answer in one reply
    /// JSON object merged into the request body last (RFC 7396), so that it wins over everything above; null takes out.
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
