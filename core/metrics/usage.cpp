#include "core/metrics/usage.h"

namespace lineup {

bool Usage::isConsistent() const
{
    const std::int64_t cached = cachedInput.value_or(0) + cacheWrite.value_or(0);
    const bool inputFits = !input || cached <= *input;
    const bool outputFits = !output || reasoning.value_or(0) <= *output;
    return inputFits && outputFits;
}

} // namespace lineup
