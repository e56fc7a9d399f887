#pragma once

#include <map>
#include <optional>
#include <string_view>

namespace lineup {

/// Something that a model behind a backend can do or takes, as far as a request depends on it.
enum class Capability {
    Streaming,
    SystemMessage,
    Vision,           ///< images in the prompt
    Tools,            ///< function calls
    StructuredOutput, ///< an answer that keeps to a JSON Schema
    Reasoning,        ///< thinks, and lets itself be told how much
    Logprobs,
    Seed,
    Temperature,
    TopP,
    TopK,
    StopWords,
    Penalties,
    TokenCount,       ///< the backend counts tokens before sending
    Embeddings,
};
/// "streaming", "system_message", "vision", "tools", "structured_output", "reasoning", "logprobs", "seed", "temperature",
/// "top_p", "top_k", "stop", "penalties", "token_count", "embeddings".
std::string_view capabilityName(Capability capability);
std::optional<Capability> capabilityFromName(std::string_view name);

/// Who says so, from the most to the least trusted.
enum class CapabilitySource { Server, Catalog, Provider };
/// "server", "catalog", "provider".
std::string_view capabilitySourceName(CapabilitySource source);

struct CapabilityFact {
    bool has = false;
    CapabilitySource source = CapabilitySource::Provider;
    bool operator==(const CapabilityFact &) const = default;
};

/// What is known of one model; a capability that is not in it is unknown.
using Capabilities = std::map<Capability, CapabilityFact>;

/// Puts what `weaker` says to where `facts` says nothing, or says it with a weaker source.
void mergeCapabilities(Capabilities &facts, const Capabilities &weaker);

} // namespace lineup
