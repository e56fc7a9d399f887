#pragma once

#include <string>

namespace lineup {

/// Whether a server that says it is `served` is another model than the `requested` one. Dated and qualified names of the
/// same model ("gpt-4o" → "gpt-4o-2024-08-06", "meta/llama-3" → "llama-3") are the same; nothing asked is no mismatch.
bool isAnotherModel(const std::string &requested, const std::string &served);

} // namespace lineup
