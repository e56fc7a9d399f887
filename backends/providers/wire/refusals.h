#pragma once

#include "backends/chat/chatprotocol.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::wire {

/// A parameter that a request can do without.
struct Optional {
    std::string_view name;               ///< of the member on the wire
    std::vector<std::string_view> words; ///< in a refusal that speak of it, in lower case
};

/// Which parameters each model has refused. Which ones a model takes changes from month to month, so that no table is right for
/// long; the refusal itself says it. I/O thread only.
class Refusals {
public:
    /// Takes what the model has refused out of `object`, each with a note.
    void takeOut(const std::string &model, nlohmann::json &object, chat::Notes &notes) const;
    /// True when the refusal speaks of members of `object` that are not known as refused yet: they are from now on.
    bool learn(const std::string &model, const nlohmann::json &object, const std::vector<Optional> &parameters, std::string_view refusal);

private:
    std::map<std::string, std::set<std::string, std::less<>>> m_names;
};

/// What a refusal says, in lower case: the provider's message, or what came when there is none. "" for an error that is no
/// refusal of a request (400, 422).
std::string refusalText(const Error &error);

} // namespace lineup::wire
