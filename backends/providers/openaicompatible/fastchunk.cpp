#include "backends/providers/openaicompatible/fastchunk.h"

#include <simdjson.h>


namespace lineup::openaicompatible {

namespace {

namespace ondemand = simdjson::ondemand;
using nlohmann::json;

/// The raw inside of a string value, which starts behind its opening quote. `end` is where the document ends.
std::optional<std::string_view> rawInside(ondemand::value &value, const char *end)
{
    ondemand::raw_json_string raw;
    if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS)
        return std::nullopt;
    const char *start = raw.raw();
    for (const char *at = start; at < end; ++at) {
        if (*at == '\\')
            ++at;
        else if (*at == '"')
            return std::string_view(start, static_cast<std::size_t>(at - start));
    }
    return std::nullopt;
}

bool isNull(ondemand::value &value)
{
    bool null = false;
    return value.is_null().get(null) == simdjson::SUCCESS && null;
}

/// A string or a number, read to its end: simdjson checks only what is asked for.
bool isWellFormedScalar(ondemand::value &value)
{
    ondemand::json_type type;
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    std::string_view text;
    double number = 0;
    if (type == ondemand::json_type::string)
        return value.get_string().get(text) == simdjson::SUCCESS;
    return type == ondemand::json_type::number && value.get_double().get(number) == simdjson::SUCCESS;
}

} // namespace

struct FastChunkParser::Private {
    ondemand::parser parser;
    std::string padded;

    bool readDelta(ondemand::object delta, const char *end, std::string_view &content)
    {
        if (!content.empty())
            return false; // a second delta
        for (auto item : delta) {
            std::string_view key;
            ondemand::value value;
            if (item.unescaped_key().get(key) != simdjson::SUCCESS || item.value().get(value) != simdjson::SUCCESS)
                return false;
            if (key == "content") {
                const auto raw = rawInside(value, end);
                if (!raw || raw->empty() || !content.empty())
                    return false;
                content = *raw;
            } else if (key == "role") {
                std::string_view role;
                if (value.get_string().get(role) != simdjson::SUCCESS)
                    return false;
            } else if (!isNull(value)) {
                return false;
            }
        }
        return !content.empty();
    }

    bool readChoice(ondemand::object choice, const char *end, std::string_view &content)
    {
        for (auto item : choice) {
            std::string_view key;
            ondemand::value value;
            if (item.unescaped_key().get(key) != simdjson::SUCCESS || item.value().get(value) != simdjson::SUCCESS)
                return false;
            if (key == "delta") {
                ondemand::object delta;
                if (value.get_object().get(delta) != simdjson::SUCCESS || !readDelta(delta, end, content))
                    return false;
            } else if (key == "index") {
                std::uint64_t index = 1;
                if (value.get_uint64().get(index) != simdjson::SUCCESS || index != 0)
                    return false;
            } else if (!isNull(value)) {
                return false;
            }
        }
        return true;
    }

    bool readChoices(ondemand::array choices, const char *end, std::string_view &content)
    {
        int count = 0;
        for (auto item : choices) {
            ondemand::object choice;
            if (++count > 1 || item.get_object().get(choice) != simdjson::SUCCESS || !readChoice(choice, end, content))
                return false;
        }
        return count == 1;
    }

    bool readMember(std::string_view key, ondemand::value &value, const Known &known, const char *end, std::string_view &content)
    {
        if (key == "choices") {
            ondemand::array choices;
            return content.empty() && value.get_array().get(choices) == simdjson::SUCCESS && readChoices(choices, end, content);
        }
        const bool isId = key == "id";
        const bool isModel = key == "model";
        if (isId || isModel || key == "system_fingerprint") {
            if (isNull(value))
                return true;
            std::string_view text;
            if (value.get_string().get(text) != simdjson::SUCCESS)
                return false;
            return text.empty() || text == (isId ? known.id : isModel ? known.model : known.fingerprint);
        }
        return isNull(value) || (isSilentMember(key) && isWellFormedScalar(value));
    }
};

bool isSilentMember(std::string_view key)
{
    return key == "object" || key == "created" || key == "service_tier" || key == "obfuscation" || key == "provider";
}

FastChunkParser::FastChunkParser() : d(std::make_unique<Private>()) {}
FastChunkParser::~FastChunkParser() = default;

std::optional<FastChunkParser::Chunk> FastChunkParser::parse(std::string_view data, std::size_t readableAfter, const Known &known)
{
    std::string_view text = data;
    if (readableAfter < simdjson::SIMDJSON_PADDING) {
        d->padded.assign(data);
        d->padded.resize(data.size() + simdjson::SIMDJSON_PADDING);
        text = std::string_view(d->padded).substr(0, data.size());
    }
    ondemand::document document;
    ondemand::object object;
    if (d->parser.iterate(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return std::nullopt;
    std::string_view content;
    for (auto field : object) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS
            || !d->readMember(key, value, known, text.data() + text.size(), content))
            return std::nullopt;
    }
    // Behind the object there must be nothing: then there is no location any more.
    const char *rest = nullptr;
    if (content.empty() || document.current_location().get(rest) == simdjson::SUCCESS)
        return std::nullopt;
    // The same place in the caller's bytes.
    return Chunk{data.substr(static_cast<std::size_t>(content.data() - text.data()), content.size())};
}

namespace {

// U+10F000 … U+10F7FF, in private use plane 16: one code point for each surrogate.
constexpr std::string_view kMarkLead = "\xF4\x8F";
constexpr unsigned kMarkBase = 0x10F000;

std::string escaped(unsigned code)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    const auto unit = [](unsigned value) {
        std::string text = "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            text.push_back(kDigits[(value >> shift) & 15]);
        return text;
    };
    return unit(0xD800 + ((code - 0x10000) >> 10)) + unit(0xDC00 + ((code - 0x10000) & 0x3FF));
}

std::optional<unsigned> unitAt(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return std::nullopt;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + static_cast<unsigned>(digit);
    }
    return value;
}

std::string withoutMarks(const std::string &text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool isMark = at + 4 <= text.size() && std::string_view(text).substr(at, 2) == kMarkLead
            && static_cast<unsigned char>(text[at + 2]) < 0xA0;
        if (!isMark) {
            out.push_back(text[at++]);
            continue;
        }
        const unsigned low = ((static_cast<unsigned char>(text[at + 2]) & 0x3FU) << 6) | (static_cast<unsigned char>(text[at + 3]) & 0x3FU);
        const unsigned unit = 0xD800 + low;
        out.push_back(static_cast<char>(0xE0 | (unit >> 12)));
        out.push_back(static_cast<char>(0x80 | ((unit >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
        at += 4;
    }
    return out;
}

} // namespace

MarkedSurrogates::MarkedSurrogates(std::string_view json) : m_source(json)
{
    // A text that uses these code points itself goes without the help: its half characters become U+FFFD.
    if (json.find("\\u") == std::string_view::npos || json.find(kMarkLead) != std::string_view::npos
        || json.find("\\udbfc") != std::string_view::npos || json.find("\\uDBFC") != std::string_view::npos
        || json.find("\\udbfd") != std::string_view::npos || json.find("\\uDBFD") != std::string_view::npos)
        return;
    for (std::size_t at = 0; at < json.size();) {
        if (json[at] != '\\') {
            m_text.push_back(json[at++]);
            continue;
        }
        const auto unit = unitAt(json, at);
        if (!unit) {
            m_text.append(json.substr(at, 2));
            at += 2;
            continue;
        }
        const bool isHigh = *unit >= 0xD800 && *unit < 0xDC00;
        const bool isLow = *unit >= 0xDC00 && *unit < 0xE000;
        const auto next = isHigh ? unitAt(json, at + 6) : std::nullopt;
        if (next && *next >= 0xDC00 && *next < 0xE000) {
            m_text.append(json.substr(at, 12));
            at += 12;
            continue;
        }
        if (isHigh || isLow) {
            m_text += escaped(kMarkBase + (*unit - 0xD800));
            m_hasMarks = true;
        } else {
            m_text.append(json.substr(at, 6));
        }
        at += 6;
    }
}

json MarkedSurrogates::restored(const json &value) const
{
    if (value.is_string())
        return withoutMarks(value.get<std::string>());
    if (value.is_array()) {
        json out = json::array();
        for (const json &item : value)
            out.push_back(restored(item));
        return out;
    }
    if (value.is_object()) {
        json out = json::object();
        for (const auto &[key, item] : value.items())
            out[key] = restored(item);
        return out;
    }
    return value;
}

} // namespace lineup::openaicompatible
