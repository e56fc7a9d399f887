#include "core/chat/capability.h"

#include <array>

namespace lineup {

namespace {

constexpr std::array<std::string_view, 15> kNames{"streaming", "system_message", "vision", "tools", "structured_output",
                                                  "reasoning", "logprobs",       "seed",   "temperature", "top_p",
                                                  "top_k",     "stop",           "penalties", "token_count", "embeddings"};
constexpr std::array<std::string_view, 3> kSources{"server", "catalog", "provider"};

} // namespace

std::string_view capabilityName(Capability capability)
{
    return kNames.at(static_cast<std::size_t>(capability));
}

std::optional<Capability> capabilityFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames.at(i) == name)
            return static_cast<Capability>(i);
    }
    return std::nullopt;
}

std::string_view capabilitySourceName(CapabilitySource source)
{
    return kSources.at(static_cast<std::size_t>(source));
}

void mergeCapabilities(Capabilities &facts, const Capabilities &weaker)
{
    for (const auto &[capability, fact] : weaker) {
        const auto [known, isNew] = facts.emplace(capability, fact);
        if (!isNew && fact.source < known->second.source)
            known->second = fact;
    }
}

} // namespace lineup
