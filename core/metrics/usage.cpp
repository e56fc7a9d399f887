#include "core/metrics/usage.h"

namespace lineup {

bool Usage::isConsistent() const
{
    for (const auto &count : {input, cachedInput, cacheWrite, output, reasoning}) {
        if (count && *count < 0)
            return false;
    }
    std::int64_t ofInput = 0;
    if (__builtin_add_overflow(cachedInput.value_or(0), cacheWrite.value_or(0), &ofInput))
        return false;
    const bool inputFits = !input || ofInput <= *input;
    const bool outputFits = !output || reasoning.value_or(0) <= *output;
    return inputFits && outputFits;
}

} // namespace lineup
