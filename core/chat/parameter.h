#pragma once

#include "core/chat/chatrequest.h"

#include <optional>
#include <set>
#include <string_view>

namespace lineup {

/// Names one member of Parameters.
enum class Parameter {
    Temperature,
    TopP,
    TopK,
    MaxTokens,
    Seed,
    PresencePenalty,
    FrequencyPenalty,
    ReasoningEffort,
    ReasoningTokens,
    Stop,
    JsonSchema,
    Tools,
    TopLogprobs,
};
using ParameterSet = std::set<Parameter>;

/// As in a lane of the command line: "temperature", "top-p", "top-k", "max-tokens", "seed", "presence-penalty",
/// "frequency-penalty", "reasoning-effort", "reasoning-tokens", "stop", "json-schema", "tools", "top-logprobs".
std::string_view parameterName(Parameter parameter);
std::optional<Parameter> parameterFromName(std::string_view name);

bool isSet(const Parameters &parameters, Parameter parameter);
/// All that are set.
ParameterSet setParameters(const Parameters &parameters);

} // namespace lineup
