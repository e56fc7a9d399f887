#pragma once

#include "backends/providers/openaicompatible/quirks.h"
#include "core/base/error.h"

#include <QRegularExpression>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::openai {

enum class Api { Chat, Responses };

/// What one model takes, for one request.
struct ModelRules {
    /// The family's name in the table; "" for a model that no family fits: then only what the API has no name for is not taken.
    std::string family;
    bool isReasoning = false;
    std::string systemRole = "system";
    ParameterSet notTaken;
    std::vector<std::string> efforts; ///< empty = any word
    bool operator==(const ModelRules &) const = default;
};

/// Which parameters the models of OpenAI take: resources/providers/openai-parameters.json. Immutable.
class ParameterTable {
public:
    /// BadInput with the place and the reason when the JSON is not such a table.
    static Result<ParameterTable> read(std::string_view json);
    /// The one that is built in.
    static std::shared_ptr<const ParameterTable> builtIn();

    /// The name of a fine-tuned model ("ft:gpt-4o:org::id") counts as the one that it was made of, and what stands before a
    /// "/" does not count. Some parameters depend on whether the request lets the model think.
    ModelRules rulesFor(Api api, const ChatRequest &request) const;
    /// Lays the rules over quirks; for Quirks::perModel.
    void apply(Api api, const ChatRequest &request, openaicompatible::Quirks &quirks) const;

private:
    struct Family {
        QRegularExpression pattern;
        ModelRules rules;
        ParameterSet onlyWithoutThinking;
        std::string defaultEffort;
    };

    std::map<Api, ParameterSet> m_notTaken;
    std::vector<Family> m_families;
};

} // namespace lineup::openai
