#pragma once

#include "backends/providers/provider.h"

namespace lineup::openai {

/// "openai": Chat Completions of OpenAI itself.
Provider chatProvider();
/// "openai-responses": the Responses API of OpenAI itself, or of a server that speaks it.
Provider responsesProvider();

} // namespace lineup::openai
