#include "backends/providers/openaicompatible/refusal.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// {"detail":[{"type":"extra_forbidden","loc":["body","top_k"],"msg":"Extra inputs are not permitted"}]}
std::optional<Refusal> refusalInDetail(const json &root)
{
    const json *detail = findArray(root, "detail");
    if (!detail || detail->empty())
        return std::nullopt;
    const json *location = findArray(detail->front(), "loc");
    const std::string *message = findString(detail->front(), "msg");
    const std::string *type = findString(detail->front(), "type");
    const bool isExtra = (type && *type == "extra_forbidden") || (message && contains(*message, "not permitted"));
    if (!isExtra || !location || location->size() < 2 || !location->at(1).is_string())
        return std::nullopt;
    return Refusal{location->at(1).get<std::string>(), false, message ? *message : std::string()};
}

/// "Unrecognized request argument supplied: top_k", "Unsupported parameter: 'top_k' …": the name behind the colon.
std::string nameInMessage(const std::string &message)
{
    for (const std::string_view opening : {"Unrecognized request argument supplied: ", "Unrecognized request arguments supplied: ", "Unsupported parameter: ",
                                           "Unsupported value: ", "Unknown parameter: "}) {
        const auto at = message.find(opening);
        if (at == std::string::npos)
            continue;
        std::string_view rest = std::string_view(message).substr(at + opening.size());
        if (rest.starts_with('\''))
            rest.remove_prefix(1);
        return std::string(rest.substr(0, rest.find_first_of("' ,\n")));
    }
    return {};
}

bool learnRole(const Refusal &refusal, const ChatRequest &request, const std::string &used, LearntModels &learnt, chat::Notes &notes)
{
    const std::string other = used == "developer" ? "system" : "developer";
    // "… does not support 'developer' with this model."
    if (contains(refusal.message, '\'' + other + '\'')) {
        notes.push_back("sent again with the role \"" + used + "\", which this model wants");
        return true; // another request has learnt it meanwhile
    }
    if (learnt.of(request.model).systemRole)
        return false;
    learnt.change(request.model, [&](LearntModel &model) { model.systemRole = other; });
    notes.push_back("sent again with the role \"" + other + "\", which this model wants");
    return true;
}

bool learnLengthName(const Refusal &refusal, const ChatRequest &request, const std::string &used, LearntModels &learnt, chat::Notes &notes)
{
    const bool isLong = refusal.name == "max_completion_tokens";
    // A number that is too large is no question of the name, and without any nothing would bound what the answer costs.
    if (!isLong && !contains(refusal.message, "max_completion_tokens"))
        return false;
    const std::string other = isLong ? "max_tokens" : "max_completion_tokens";
    const bool isKnown = used == other; // another request has learnt it meanwhile
    if (!isKnown && (used != refusal.name || learnt.of(request.model).maxTokensName))
        return false;
    learnt.change(request.model, [&](LearntModel &model) { model.maxTokensName = other; });
    notes.push_back("sent again with " + other + ", which this server wants");
    return true;
}

} // namespace

std::optional<Refusal> refusalOf(const Error &error)
{
    if (error.httpStatus != 400 && error.httpStatus != 422)
        return std::nullopt;
    const auto root = parseJson(error.excerpt, kReplyJsonDepth);
    if (root) {
        if (auto refusal = refusalInDetail(*root))
            return refusal;
    }
    Refusal refusal;
    refusal.message = error.providerMessage.value_or("");
    const std::string code = error.providerCode.value_or("");
    const bool isNamed = code == "unsupported_parameter" || code == "unsupported_value" || code == "unknown_parameter";
    refusal.isOfValue = code == "unsupported_value" || refusal.message.starts_with("Unsupported value");
    const json *said = root ? findObject(*root, "error") : nullptr;
    if (const std::string *name = said && isNamed ? findString(*said, "param") : nullptr)
        refusal.name = *name;
    if (refusal.name.empty())
        refusal.name = nameInMessage(refusal.message);
    return refusal.name.empty() ? std::nullopt : std::optional(refusal);
}

std::optional<Parameter> dispensableParameter(std::string_view wireName)
{
    using Entry = std::pair<std::string_view, Parameter>;
    static constexpr std::array kNames{
        Entry{"temperature", Parameter::Temperature},
        Entry{"top_p", Parameter::TopP},
        Entry{"top_k", Parameter::TopK},
        Entry{"max_tokens", Parameter::MaxTokens},
        Entry{"max_completion_tokens", Parameter::MaxTokens},
        Entry{"max_output_tokens", Parameter::MaxTokens},
        Entry{"seed", Parameter::Seed},
        Entry{"random_seed", Parameter::Seed},
        Entry{"presence_penalty", Parameter::PresencePenalty},
        Entry{"frequency_penalty", Parameter::FrequencyPenalty},
        Entry{"reasoning_effort", Parameter::ReasoningEffort},
        Entry{"reasoning", Parameter::ReasoningEffort},
        Entry{"stop", Parameter::Stop},
        Entry{"logprobs", Parameter::TopLogprobs},
        Entry{"top_logprobs", Parameter::TopLogprobs},
        Entry{"include", Parameter::TopLogprobs},
    };
    const std::string_view outer = wireName.substr(0, wireName.find_first_of(".["));
    const auto found = std::ranges::find(kNames, outer, &Entry::first);
    return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

bool learnFrom(const Refusal &refusal, const ChatRequest &request, const std::string &maxTokensName, const std::string &systemRole, LearntModels &learnt,
               chat::Notes &notes)
{
    // Only the system message has a role that may be spelled in two ways.
    if (refusal.name.starts_with("messages") && refusal.name.ends_with("role"))
        return learnRole(refusal, request, systemRole, learnt, notes);
    const auto parameter = dispensableParameter(refusal.name);
    if (!parameter || !isSet(request.parameters, *parameter))
        return false;
    if (*parameter == Parameter::MaxTokens)
        return learnLengthName(refusal, request, maxTokensName, learnt, notes);
    const bool isWord = *parameter == Parameter::ReasoningEffort && refusal.isOfValue;
    learnt.change(request.model, [&](LearntModel &model) {
        if (!isWord)
            model.notTaken.insert(*parameter);
        else if (std::ranges::find(model.refusedEfforts, *request.parameters.reasoningEffort) == model.refusedEfforts.end())
            model.refusedEfforts.push_back(*request.parameters.reasoningEffort);
    });
    notes.push_back("sent again without " + std::string(parameterName(*parameter)) + ", which this model does not take");
    return true;
}

} // namespace lineup::openaicompatible
