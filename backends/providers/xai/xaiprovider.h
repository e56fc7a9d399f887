#pragma once

#include "backends/providers/provider.h"

namespace lineup::xai {

/// "xai": xAI. Repeats pieces of a thought, counts thoughts beside the answer, lists its models with prices, and answers a streaming
/// request with an error in a whole reply of status 200 now and then.
/// Source: xAI API reference; vercel/ai, packages/xai.
Provider provider();

} // namespace lineup::xai
