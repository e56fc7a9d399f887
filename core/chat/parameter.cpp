#include "core/chat/parameter.h"

#include <array>

namespace lineup {

namespace {

constexpr std::array<std::string_view, 13> kNames{"temperature",       "top-p",            "top-k",            "max-tokens", "seed",        "presence-penalty",
                                                  "frequency-penalty", "reasoning-effort", "reasoning-tokens", "stop",       "json-schema", "tools",
                                                  "top-logprobs"};

} // namespace

std::string_view parameterName(Parameter parameter)
{
    return kNames.at(static_cast<std::size_t>(parameter));
}

std::optional<Parameter> parameterFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames.at(i) == name)
            return static_cast<Parameter>(i);
    }
    return std::nullopt;
}

bool isSet(const Parameters &parameters, Parameter parameter)
{
    switch (parameter) {
    case Parameter::Temperature: return parameters.temperature.has_value();
    case Parameter::TopP: return parameters.topP.has_value();
    case Parameter::TopK: return parameters.topK.has_value();
    case Parameter::MaxTokens: return parameters.maxTokens.has_value();
    case Parameter::Seed: return parameters.seed.has_value();
    case Parameter::PresencePenalty: return parameters.presencePenalty.has_value();
    case Parameter::FrequencyPenalty: return parameters.frequencyPenalty.has_value();
    case Parameter::ReasoningEffort: return parameters.reasoningEffort.has_value();
    case Parameter::ReasoningTokens: return parameters.reasoningTokens.has_value();
    case Parameter::Stop: return !parameters.stop.empty();
    case Parameter::JsonSchema: return parameters.jsonSchema.has_value();
    case Parameter::Tools: return !parameters.tools.empty();
    case Parameter::TopLogprobs: return parameters.topLogprobs.has_value();
    }
    return false;
}

ParameterSet setParameters(const Parameters &parameters)
{
    ParameterSet all;
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (isSet(parameters, static_cast<Parameter>(i)))
            all.insert(static_cast<Parameter>(i));
    }
    return all;
}

} // namespace lineup
