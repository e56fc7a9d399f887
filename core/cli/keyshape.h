#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// Whether a text holds something that looks like an API key or token: one of the providers' prefixes ("sk-", "gsk_",
/// "hf_", "AIza", …) followed by enough characters with a digit or a capital among them, a JSON Web Token, or "Bearer …".
///
/// Arguments of a program are seen by every user of the computer and stay in the shell's history, so a key there is
/// refused. This is a net for accidents, not a proof that a text holds no key.
///
/// Source of the prefixes: the providers' key pages, checked 2026-11; see the table in keyshape.cpp.
bool looksLikeKey(std::string_view text);

/// Whether the name of a setting asks for a key: "key", "api-key", "token", "authorization", … in any spelling.
bool isKeyName(std::string_view name);

/// Whether an address holds a user, a password, or a query parameter that is a key by its name.
bool urlHoldsKey(std::string_view url);

/// Whether a header field carries a secret by its name ("Authorization", "Cookie", "X-Api-Key", "…-Token", "…-Secret") or looks
/// like it by its value. Such a field has no place in a file of settings.
bool isSecretHeader(std::string_view name, std::string_view value);

/// Whose key a text may be.
struct KeyGuess {
    std::string kind; ///< ProviderDescriptor::id; "" = of a provider that Lineup has no kind for
    std::string name; ///< "Anthropic"
    /// The prefix says so, or the name of the variable that came with it. Else only length and letters fit.
    bool isCertain = false;
    bool operator==(const KeyGuess &) const = default;
};

/// What a person pasted as a key.
struct PastedKey {
    Secret key;
    /// The likeliest first; empty = any provider's. A proposal and no more: nothing is sent before the person has agreed.
    std::vector<KeyGuess> guesses;
    bool operator==(const PastedKey &) const = default;
};

/// Reads a pasted key: blanks and line ends around it, quotes, "Bearer ", "NAME=" and "export NAME=" before it are dropped.
/// BadInput (providerCode "bad-key", the detail never repeats it) for nothing, for a text with blanks or control characters
/// inside, for one that is not ASCII and for one of more than 8 KiB.
Result<PastedKey> readPastedKey(std::string_view text);

} // namespace lineup
