#include "core/chat/streamevent.h"

#include <array>

namespace lineup {

namespace {
constexpr std::array<std::string_view, 8> kOutcomes{"finished", "length", "refused", "filtered", "tool_call", "error", "cancelled", "budget"};
}

std::string_view outcomeName(Outcome outcome)
{
    return kOutcomes.at(static_cast<std::size_t>(outcome));
}

std::optional<Outcome> outcomeFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
        if (kOutcomes[i] == name)
            return static_cast<Outcome>(i);
    }
    return std::nullopt;
}

} // namespace lineup
