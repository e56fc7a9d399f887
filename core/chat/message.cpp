#include "core/chat/message.h"

namespace lineup {

namespace {
template <class Block>
std::string joined(const Message &message)
{
    std::string text;
    for (const auto &block : message.blocks) {
        if (const auto *part = std::get_if<Block>(&block))
            text += part->text;
    }
    return text;
}
} // namespace

std::string_view roleName(Role role)
{
    switch (role) {
    case Role::System: return "system";
    case Role::User: return "user";
    case Role::Assistant: return "assistant";
    }
    return "";
}

Message textMessage(Role role, std::string text)
{
    return {role, {TextBlock{std::move(text)}}};
}

std::string plainText(const Message &message)
{
    return joined<TextBlock>(message);
}

std::string reasoningText(const Message &message)
{
    return joined<ReasoningBlock>(message);
}

Conversation withoutForeignItems(Conversation conversation, std::string_view provider, std::string_view model)
{
    for (Message &message : conversation) {
        std::erase_if(message.blocks, [&](const ContentBlock &block) {
            const auto *item = std::get_if<ProviderItemBlock>(&block);
            return item && (item->provider != provider || item->model != model);
        });
    }
    return conversation;
}

} // namespace lineup
