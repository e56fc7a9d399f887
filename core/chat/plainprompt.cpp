#include "core/chat/plainprompt.h"

#include <algorithm>

namespace lineup {

namespace {

constexpr std::string_view kInput = "Input: ";
constexpr std::string_view kOutput = "Output:";

} // namespace

PlainPrompt plainPrompt(const Conversation &messages)
{
    const bool hasExamples = std::ranges::any_of(messages, [](const Message &message) { return message.role == Role::Assistant; });
    PlainPrompt prompt;
    for (const Message &message : messages) {
        if (!prompt.text.empty())
            prompt.text += message.role == Role::Assistant ? "\n" : "\n\n";
        if (hasExamples && message.role == Role::User)
            prompt.text += kInput;
        else if (hasExamples && message.role == Role::Assistant)
            prompt.text += std::string(kOutput) + ' ';
        prompt.text += plainText(message);
    }
    if (hasExamples && !messages.empty() && messages.back().role != Role::Assistant) {
        prompt.text += '\n';
        prompt.text += kOutput;
        prompt.stop = {"\nInput:", "\n\n"};
    }
    return prompt;
}

} // namespace lineup
