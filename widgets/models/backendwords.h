#pragma once

#include "core/backend/connectionreport.h"
#include "core/cli/backendreport.h"
#include "core/cli/keyshape.h"
#include "widgets/models/backendlist.h"

#include <QString>

#include <vector>

namespace lineup::backendwords {

/// What is known of the backends that the person has set up, in the words of the present language; see errorWords() for what
/// went wrong with them. Pure; any thread.

/// What the person calls it, else its id.
QString nameOf(const ConfiguredBackend &backend);
/// "ready", "needs a key", "not tested": one or two words for a chip.
QString standing(BackendList::Standing standing);
/// "key entered", "key from GEMINI_API_KEY"; empty where there is nothing to say.
QString keyShort(const KeyStatus &status);
/// Where the key is, in a sentence.
QString keySentence(const KeyStatus &status, std::optional<KeyKeeping> keeping);
/// "entered", "from OPENAI_API_KEY", "not set", "not needed".
QString keyPlace(const KeyPlace &place);
/// Whose key a pasted one looks like, as a proposal: "This looks like a key of Anthropic."; empty when nothing can be said.
QString keyGuess(const std::vector<KeyGuess> &guesses);
/// What is said of a key that no key store keeps.
QString keptForThisRun();
/// "Name look-up", "Encryption (TLS)", …: a hop on the way of a request, with a capital.
QString hop(Hop hop);
/// "name not found", "key not accepted": what failed, for a line in a list.
QString hopFailed(Hop hop);
/// "fine", "failed", "not reached", "not checked".
QString hopState(HopResult::State state);

} // namespace lineup::backendwords
