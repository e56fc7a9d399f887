#pragma once

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace lineup::chat {

/// Half characters in JSON text. A lone surrogate escape ("\ud83d") is no character, and JSON parsers replace or refuse it; but
/// its other half may come with the next chunk. Each is put into a private-use code point for the time of parsing and comes
/// back as the three bytes of WTF-8, which SurrogateJoiner understands.
class MarkedSurrogates {
public:
    explicit MarkedSurrogates(std::string_view json);
    std::string_view text() const { return m_hasMarks ? std::string_view(m_text) : m_source; }
    bool hasMarks() const { return m_hasMarks; }
    /// The same value with every mark in its strings turned back.
    nlohmann::json restored(const nlohmann::json &value) const;

private:
    std::string_view m_source;
    std::string m_text;
    bool m_hasMarks = false;
};

/// One event's JSON as parseJson() reads it, except that a lone surrogate escape in a string stays the half character that it
/// is (WTF-8): text goes through a SurrogateJoiner, everything else through sanitizeUtf8(). BadReply for what is not JSON.
Result<nlohmann::json> parseWithHalves(std::string_view data);

} // namespace lineup::chat
