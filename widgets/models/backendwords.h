#pragma once

#include "core/backend/connectionreport.h"
#include "core/cli/backendreport.h"
#include "core/cli/keyshape.h"

#include <QString>

#include <string>
#include <vector>

namespace lineup {

/// Words about backends that are set up; see errorWords() for what went wrong with them.

/// "Name look-up", "Encryption (TLS)", …: a hop on the way of a request, with a capital.
QString hopText(Hop hop);
/// "fine", "failed", "not reached", "not checked".
QString hopStateText(HopResult::State state);
/// "entered", "from OPENAI_API_KEY", "not set", "not needed".
QString keyPlaceText(const KeyPlace &place);
/// Whose key a pasted one looks like, as a proposal: "This looks like a key of Anthropic."; empty when nothing can be said.
QString keyGuessText(const std::vector<KeyGuess> &guesses);
/// What is said of a key that no key store keeps.
QString keptForThisRunText();

} // namespace lineup
