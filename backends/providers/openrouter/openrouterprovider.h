#pragma once

#include "backends/providers/provider.h"

namespace lineup::openrouter {

/// "openrouter": OpenRouter. Reasoning by an object and in details that go back unchanged, the cost of each answer, errors by type
/// inside and outside of streams, a list of models with prices and what each one takes.
/// Source: OpenRouter openapi.yaml; "Errors", "Reasoning tokens", "Streaming".
Provider provider();

} // namespace lineup::openrouter
