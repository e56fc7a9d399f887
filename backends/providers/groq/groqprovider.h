#pragma once

#include "backends/providers/provider.h"

namespace lineup::groq {

/// "groq": Groq. Usage and failures also in `x_groq`, times of its engine in the usage, no log probabilities and no penalties.
/// Source: groq-python types; Groq API reference, "Create chat completion", "Error codes".
Provider provider();

} // namespace lineup::groq
