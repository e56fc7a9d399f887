#pragma once

#include "backends/providers/provider.h"

namespace lineup::deepseek {

/// "deepseek": DeepSeek. What it thought goes back with answers that called tools, and only with those; JSON but no schema; an answer
/// that ended for want of resources is an error.
/// Source: DeepSeek API documentation, "Thinking mode", "Error codes", "Create chat completion".
Provider provider();

} // namespace lineup::deepseek
