#include "backends/providers/openaicompatible/quirks.h"

#include <algorithm>

namespace lineup::openaicompatible {

namespace {

bool takesEffort(const std::string &effort, const Quirks &quirks)
{
    const bool isKnown = quirks.efforts.empty() || std::ranges::find(quirks.efforts, effort) != quirks.efforts.end();
    return isKnown && std::ranges::find(quirks.refusedEfforts, effort) == quirks.refusedEfforts.end();
}

void leaveOut(Parameters &parameters, Parameter parameter)
{
    switch (parameter) {
    case Parameter::Temperature: parameters.temperature.reset(); break;
    case Parameter::TopP: parameters.topP.reset(); break;
    case Parameter::TopK: parameters.topK.reset(); break;
    case Parameter::MaxTokens: parameters.maxTokens.reset(); break;
    case Parameter::Seed: parameters.seed.reset(); break;
    case Parameter::PresencePenalty: parameters.presencePenalty.reset(); break;
    case Parameter::FrequencyPenalty: parameters.frequencyPenalty.reset(); break;
    case Parameter::ReasoningEffort: parameters.reasoningEffort.reset(); break;
    case Parameter::ReasoningTokens: parameters.reasoningTokens.reset(); break;
    case Parameter::Stop: parameters.stop.clear(); break;
    case Parameter::JsonSchema: parameters.jsonSchema.reset(); break;
    case Parameter::Tools: parameters.tools.clear(); break;
    case Parameter::TopLogprobs: parameters.topLogprobs.reset(); break;
    }
}

} // namespace

std::vector<Parameter> leftOut(const Parameters &parameters, const Quirks &quirks)
{
    std::vector<Parameter> all;
    for (const Parameter parameter : setParameters(parameters)) {
        const bool isEffort = parameter == Parameter::ReasoningEffort;
        if (quirks.notTaken.contains(parameter) || (isEffort && !takesEffort(*parameters.reasoningEffort, quirks)))
            all.push_back(parameter);
    }
    return all;
}

Parameters takenParameters(const Parameters &parameters, const Quirks &quirks, chat::Notes &notes)
{
    Parameters taken = parameters;
    for (const Parameter parameter : leftOut(parameters, quirks)) {
        std::string name(parameterName(parameter));
        // Of an effort only the one word may be wrong.
        if (parameter == Parameter::ReasoningEffort && !quirks.notTaken.contains(parameter))
            name += " \"" + *parameters.reasoningEffort + '"';
        notes.push_back(name + ": not taken by this model");
        leaveOut(taken, parameter);
    }
    return taken;
}

} // namespace lineup::openaicompatible
