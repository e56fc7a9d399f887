#pragma once

#include "core/chat/capability.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// One setting of a provider beyond address and key. The settings form and the command line are made of these: nothing is
/// written by hand for one provider.
struct ProviderOption {
    enum class Kind {
        Text,
        Choice,  ///< one of `choices`
        Command, ///< a program with arguments that prints a token; run without a shell
    };
    std::string id;    ///< "api-version", "region": the name in a lane, in a file and in the form
    std::string label; ///< English, short; translated where it is shown
    std::string help;  ///< English, one sentence
    Kind kind = Kind::Text;
    std::vector<std::string> choices;
    std::string defaultValue;
    /// Environment variables that the provider's own tools read, the first that is set wins; used when nothing is given.
    std::vector<std::string> variables;

    bool operator==(const ProviderOption &) const = default;
};

/// What is known of a provider before anybody talks to it. A value; one for each kind of backend.
struct ProviderDescriptor {
    std::string id;             ///< "openai", "ollama": `kind=` of a lane
    std::string name;           ///< "OpenAI", as it writes itself
    std::string defaultBaseUrl; ///< empty = has to be given
    /// Environment variables of its own tools, in their order of precedence.
    std::vector<std::string> keyVariables;
    std::vector<std::string> baseUrlVariables;
    bool needsKey = true;
    /// Runs on the person's own machines; nothing is charged.
    bool isSelfHosted = false;
    std::vector<ProviderOption> options;
    /// Of its models in general, with source Provider.
    Capabilities capabilities;
    /// Where a key is made, for a link; "" when there is none.
    std::string keyPage;

    bool operator==(const ProviderDescriptor &) const = default;
};

} // namespace lineup
