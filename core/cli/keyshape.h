#pragma once

#include <string_view>

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

} // namespace lineup
