#pragma once

#include "core/chat/message.h"

#include <string>
#include <vector>

namespace lineup {

/// A conversation as plain text, for models that only continue text.
struct PlainPrompt {
    std::string text;
    /// Where the continuation has to end so that it is one answer; empty when there were no examples.
    std::vector<std::string> stop;
    bool operator==(const PlainPrompt &) const = default;
};

/// Without examples: system text, a blank line, the prompt, verbatim. With examples each turn becomes "Input: …" and
/// "Output: …" and the text ends in "Output:", which is how few-shot prompts for base models are written (Brown et al. 2020,
/// "Language Models are Few-Shot Learners"). Pictures and calls have no form here and are left out.
PlainPrompt plainPrompt(const Conversation &messages);

} // namespace lineup
