#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/openaicompatible/learntmodels.h"

#include <optional>
#include <string>
#include <string_view>

namespace lineup::openaicompatible {

/// Which member of the body a server refuses.
struct Refusal {
    std::string name;         ///< as on the wire: "temperature", "messages[0].role", "reasoning.effort"
    bool isOfValue = false;   ///< the member is known, its value is not taken
    std::string message;      ///< the server's
    bool operator==(const Refusal &) const = default;
};

/// Reads a 400 or 422; nothing for one that says anything else. Sources: OpenAI's `error.param` with the codes
/// unsupported_parameter, unsupported_value and unknown_parameter; its older "Unrecognized request argument supplied: top_k";
/// the `detail[].loc` of FastAPI's servers with "Extra inputs are not permitted".
std::optional<Refusal> refusalOf(const Error &error);

/// The parameter behind a name of Chat Completions or Responses, also one inside of it ("reasoning.effort"). Nothing for
/// the members without which an answer would be another one than was asked for: tools and the schema are never given up.
std::optional<Parameter> dispensableParameter(std::string_view wireName);

/// Remembers what a refusal says of the request's model and says it in `notes`. False when it says nothing that the next
/// request could do otherwise. `maxTokensName` and `systemRole`: as they would be sent now, which another request may have
/// learnt since this one was sent.
bool learnFrom(const Refusal &refusal, const ChatRequest &request, const std::string &maxTokensName, const std::string &systemRole, LearntModels &learnt,
               chat::Notes &notes);

} // namespace lineup::openaicompatible
