#pragma once

#include <string>
#include <string_view>

namespace lineup::chat {

/// Turns the raw inside of a JSON string (between its quotes, escapes untouched) into bytes. A lone surrogate escape becomes
/// the three bytes that UTF-8 would have for it (WTF-8), so that SurrogateJoiner can join it to its other half.
/// The caller knows that the string ends where it says; an escape that JSON does not have gives false.
bool unescapeJson(std::string_view raw, std::string &out);

/// Joins characters that a server cut in two: a high surrogate that ends one delta and the low one that opens the next
/// delta of the same block. Whatever has no other half becomes U+FFFD, as does every ill-formed byte.
class SurrogateJoiner {
public:
    /// The text that can be shown now; a high surrogate at the end is held.
    std::string take(std::string text);
    /// What was held and never got its other half: "" or U+FFFD.
    std::string finish();
    bool isHolding() const { return !m_held.empty(); }

private:
    std::string m_held;
};

/// Parts a `<think>` … `</think>` block at the start of the answer from the answer itself, as raw chat templates stream it.
///
/// Tags: think, thinking, [THINK]. Only at the start after optional white space; a part of a tag at the end of a delta is
/// held until it is decided. Law: any cut of the same text gives the same two texts.
class ThinkSplitter {
public:
    struct Parts {
        std::string reasoning;
        std::string text;
    };
    Parts take(std::string_view text);
    /// What was held back.
    Parts finish();
    /// True when text passes through untouched from here on.
    bool isPassing() const { return m_state == State::Passing; }

private:
    enum class State { Before, Inside, AfterTag, Passing };
    void takeBefore(Parts &parts);
    void takeInside(Parts &parts);

    State m_state = State::Before;
    std::string m_pending;
    std::string m_close;
};

} // namespace lineup::chat
