#pragma once

#include "core/backend/backendtest.h"
#include "widgets/models/backendlist.h"

#include <QString>

namespace lineup::backendwords {

/// What is known of the backends that the person has set up, in the words of the present language. Pure; any thread.

/// What the person calls it, else its id.
QString nameOf(const ConfiguredBackend &backend);
/// "ready", "needs a key", "not tested": one or two words for a chip.
QString standing(BackendList::Standing standing);
/// "key entered", "key from GEMINI_API_KEY"; empty where there is nothing to say.
QString keyShort(const KeyStatus &status);
/// Where the key is, in a sentence.
QString keySentence(const KeyStatus &status, std::optional<KeyKeeping> keeping);
/// "Name", "Connect", "Key": a stretch of a test.
QString hop(TestHop hop);
/// "name not found", "key not accepted": what failed, for a line in a list.
QString hopFailed(TestHop hop);
/// "passed", "failed", "not tried".
QString stepState(TestStep::State state);

} // namespace lineup::backendwords
