#pragma once

#include "backends/providers/provider.h"

namespace lineup::together {

/// "together": Together. Log probabilities by a number, the schema bare, the list of models a bare array with prices.
/// Source: togethercomputer/openapi, openapi.yaml.
Provider provider();

} // namespace lineup::together
