#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lineup {

enum class Role { System, User, Assistant };
/// "system", "user", "assistant".
std::string_view roleName(Role role);

/// All text is UTF-8.
struct TextBlock {
    std::string text;
    bool operator==(const TextBlock &) const = default;
};
/// What the model thought before or between its answer, kept apart from the answer everywhere.
struct ReasoningBlock {
    std::string text;
    bool operator==(const ReasoningBlock &) const = default;
};
struct RefusalBlock {
    std::string text;
    bool operator==(const RefusalBlock &) const = default;
};
/// A call that the model asked for. Shown, never executed.
struct ToolCallBlock {
    std::string id;
    std::string name;
    std::string arguments; ///< JSON text as received; "" means no arguments
    bool operator==(const ToolCallBlock &) const = default;
};

/// A picture in a prompt.
struct ImageBlock {
    std::string mediaType; ///< "image/png", "image/jpeg", "image/webp", "image/gif"
    std::string bytes;     ///< of the file, not encoded
    bool operator==(const ImageBlock &) const = default;
};
/// Something of an answer that only its provider understands and wants back unchanged with the next request: a signature of
/// what it thought, an encrypted item. Means nothing to another provider or model.
struct ProviderItemBlock {
    std::string provider; ///< id of the kind of backend
    std::string model;    ///< that gave it
    std::string json;     ///< verbatim
    bool operator==(const ProviderItemBlock &) const = default;
};

using ContentBlock = std::variant<TextBlock, ReasoningBlock, RefusalBlock, ToolCallBlock, ImageBlock, ProviderItemBlock>;

struct Message {
    Role role = Role::User;
    std::vector<ContentBlock> blocks;
    bool operator==(const Message &) const = default;
};

/// Oldest first; at most one system message, and it stands first.
using Conversation = std::vector<Message>;

Message textMessage(Role role, std::string text);
/// The text blocks joined without a separator (a block ends only where another kind began).
std::string plainText(const Message &message);
std::string reasoningText(const Message &message);
/// The conversation as it may go to this model: items of another provider or model are left out.
Conversation withoutForeignItems(Conversation conversation, std::string_view provider, std::string_view model);

} // namespace lineup
