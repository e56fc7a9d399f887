#pragma once

#include "backends/providers/provider.h"

namespace lineup::huggingface {

/// "huggingface": the router of Hugging Face. Who answers is chosen by a suffix of the model ("org/model:cheapest", ":groq"); what an
/// answer looks like is that provider's business, so that everything is forgiven that is forgiven anywhere.
/// Source: huggingface/hub-docs, inference-providers.
Provider provider();

} // namespace lineup::huggingface
