#pragma once

#include "backends/chat/chatprotocol.h"
#include "core/chat/chatrequest.h"
#include "core/chat/parameter.h"
#include "core/net/headers.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lineup::openaicompatible {

/// How one server's, or one model's, Chat Completions differ from the rest. A provider that speaks Chat Completions is a
/// ChatCompletions with quirks of its own; the defaults are those of an unknown compatible server.
struct Quirks {
    enum class LogprobsForm {
        FlagAndCount, ///< "logprobs": true, "top_logprobs": 5
        Count,        ///< "logprobs": 5 (Together)
    };
    enum class SchemaForm {
        Wrapped,    ///< {"type":"json_schema","json_schema":{"name":…,"schema":…}}
        Bare,       ///< {"type":"json_schema","schema":…} (Together)
        JsonObject, ///< {"type":"json_object"}: JSON, but not by the schema; said in the notes (DeepSeek)
    };
    enum class EffortForm {
        Word,   ///< "reasoning_effort": "low"
        Object, ///< "reasoning": {"effort": "low", "max_tokens": 1000} (OpenRouter)
    };

    /// Id of the kind of backend: whose items are sent back with an answer of the history.
    std::string provider = "openai-compatible";
    /// Sent as `model` instead of the request's; "" = the request's.
    std::string wireModel;
    /// Older servers answer 400 to `stream_options`.
    bool sendsStreamOptions = true;
    /// "max_tokens" for servers in general, "max_completion_tokens" for OpenAI and Azure.
    std::string maxTokensName = "max_tokens";
    /// "random_seed" with Mistral.
    std::string seedName = "seed";
    /// "developer" for OpenAI's reasoning models.
    std::string systemRole = "system";
    LogprobsForm logprobsForm = LogprobsForm::FlagAndCount;
    SchemaForm schemaForm = SchemaForm::Wrapped;
    EffortForm effortForm = EffortForm::Word;
    /// What is left out with a word in the notes. Counted in tokens, thinking has no name here; EffortForm::Object has one.
    ParameterSet notTaken{Parameter::ReasoningTokens};
    /// The words that reasoning effort may be; empty = any.
    std::vector<std::string> efforts;
    /// Words that were refused.
    std::vector<std::string> refusedEfforts;
    /// The member of an assistant's message in which what it thought goes back ("reasoning_content"); "" = it does not.
    std::string reasoningBackName;
    /// The last word on the body of a request for an answer, before `extra` is laid over it. Called on any thread; null = none.
    std::function<void(const ChatRequest &request, nlohmann::json &body)> finish;
    /// As sent with every call.
    Headers headers;
    std::string chatPath = "/chat/completions";
    std::string modelsPath = "/models";
    /// Behind every address, without "?"; "api-version=2024-10-21".
    std::string query;
    /// What else holds for the model of a request, laid over all of the above. Called on any thread; null = nothing.
    std::function<void(const ChatRequest &request, Quirks &quirks)> perModel;
};

/// The parameters which the request sets and `quirks` leave out.
std::vector<Parameter> leftOut(const Parameters &parameters, const Quirks &quirks);
/// The request's parameters without them, each with a word in `notes`: "temperature: not taken by this model".
Parameters takenParameters(const Parameters &parameters, const Quirks &quirks, chat::Notes &notes);

} // namespace lineup::openaicompatible
