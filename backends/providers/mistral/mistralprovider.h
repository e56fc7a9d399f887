#pragma once

#include "backends/providers/provider.h"

namespace lineup::mistral {

/// "mistral": Mistral. Chat Completions with a seed of another name, thoughts as parts of the content, and no parameter that it does
/// not know: an unknown one is a 422.
/// Source: Mistral API reference (openapi.yaml), "Chat Completion", "List Models".
Provider provider();

} // namespace lineup::mistral
