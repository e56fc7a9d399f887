#include "core/base/json.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace lineup {

namespace {

using Json = nlohmann::json;

/// 2^53: up to here every whole number is exact in a double, hence in any JSON implementation.
constexpr std::int64_t kMaxWhole = std::int64_t{1} << 53;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The code unit of the escape \uXXXX at `at`, or nothing when there is none.
std::optional<unsigned> unicodeEscapeAt(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return std::nullopt;
    unsigned unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = hexValue(text[i]);
        if (digit < 0)
            return std::nullopt;
        unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
}

bool isHighSurrogate(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool isLowSurrogate(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Rewrites lone surrogate escapes as \ufffd, in place and at the same length. Backslashes occur only in strings of valid
/// JSON, so that no string needs to be recognised here.
void replaceLoneSurrogates(std::string &text)
{
    constexpr std::string_view kReplacement = "\\ufffd";
    for (std::size_t i = text.find('\\'); i != std::string::npos; i = text.find('\\', i)) {
        const auto unit = unicodeEscapeAt(text, i);
        if (!unit) {
            i += 2;
            continue;
        }
        if (isHighSurrogate(*unit)) {
            const auto next = unicodeEscapeAt(text, i + 6);
            if (next && isLowSurrogate(*next)) {
                i += 12;
                continue;
            }
        }
        if (isHighSurrogate(*unit) || isLowSurrogate(*unit))
            text.replace(i, kReplacement.size(), kReplacement);
        i += 6;
    }
}

bool mayHoldSurrogateEscape(std::string_view text)
{
    return text.find("\\ud") != std::string_view::npos || text.find("\\uD") != std::string_view::npos;
}

/// Builds the value from SAX events, counting depth as it goes.
class Builder final : public nlohmann::json_sax<Json> {
public:
    explicit Builder(std::size_t maxDepth) : m_maxDepth(maxDepth) {}

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t &) override { return add(value); }
    bool string(string_t &value) override { return add(std::move(value)); }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t &value) override
    {
        m_slot = &(*m_open.back())[std::move(value)];
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &error) override
    {
        errorPosition = position;
        // 406 is a number that no double can hold; all else is syntax. The parser's own words quote the text, so they stay here.
        problem = error.id == 406 ? "a number out of range" : "not valid JSON";
        return false;
    }

    Json value;
    bool isTooDeep = false;
    std::size_t errorPosition = 0;
    std::string_view problem;

private:
    Json *place(Json &&value_)
    {
        if (m_open.empty()) {
            value = std::move(value_);
            return &value;
        }
        Json &parent = *m_open.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value_));
            return &parent.back();
        }
        *m_slot = std::move(value_);
        return m_slot;
    }
    bool add(Json &&value_)
    {
        place(std::move(value_));
        return true;
    }
    bool open(Json &&container)
    {
        if (m_open.size() >= m_maxDepth) {
            isTooDeep = true;
            return false;
        }
        m_open.push_back(place(std::move(container)));
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

    std::size_t m_maxDepth;
    std::vector<Json *> m_open; ///< the containers around the present place; stable, because only the innermost one grows
    Json *m_slot = nullptr;     ///< where the value of the last key goes
};

/// "line 3, column 14" of the byte before `position`, columns in characters.
std::string placeName(std::string_view text, std::size_t position)
{
    const std::string_view before = text.substr(0, position == 0 ? 0 : std::min(position - 1, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::string_view inLine = before.substr(lineStart);
    const auto column = 1 + std::count_if(inLine.begin(), inLine.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

const Json *findOfType(const Json &object, std::string_view key, Json::value_t type)
{
    const Json *value = findValue(object, key);
    return value && value->type() == type ? value : nullptr;
}

} // namespace

Result<nlohmann::json> parseJson(std::string_view bytes, std::size_t maxDepth, ErrorCode code)
{
    std::string repaired;
    if (!isValidUtf8(bytes)) {
        repaired = sanitizeUtf8(bytes);
        bytes = repaired;
    }
    if (mayHoldSurrogateEscape(bytes)) {
        if (repaired.empty())
            repaired = bytes;
        replaceLoneSurrogates(repaired);
        bytes = repaired;
    }
    Builder builder(maxDepth);
    if (Json::sax_parse(bytes.begin(), bytes.end(), &builder, Json::input_format_t::json, true)) {
        // The parser takes a NUL behind the value for the end of the text; in JSON a bare one has no place at all.
        const std::size_t nul = bytes.find('\0');
        if (nul == std::string_view::npos)
            return std::move(builder.value);
        return makeError(code, "not valid JSON at " + placeName(bytes, nul + 1));
    }
    if (builder.isTooDeep)
        return makeError(code, "nested deeper than " + std::to_string(maxDepth) + " levels");
    return makeError(code, std::string(builder.problem) + " at " + placeName(bytes, builder.errorPosition));
}

std::string dumpJson(const nlohmann::json &value, int indent)
{
    return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

const nlohmann::json *findValue(const nlohmann::json &object, std::string_view key)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

const std::string *findString(const nlohmann::json &object, std::string_view key)
{
    const Json *value = findOfType(object, key, Json::value_t::string);
    return value ? value->get_ptr<const std::string *>() : nullptr;
}

std::optional<std::int64_t> wholeNumber(const nlohmann::json &value)
{
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        return number <= static_cast<std::uint64_t>(kMaxWhole) ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
    }
    if (value.is_number_integer()) {
        const auto number = value.get<std::int64_t>();
        return number >= 0 && number <= kMaxWhole ? std::optional(number) : std::nullopt;
    }
    if (value.is_number_float()) {
        const auto number = value.get<double>();
        if (number >= 0 && number <= static_cast<double>(kMaxWhole) && std::trunc(number) == number)
            return static_cast<std::int64_t>(number);
    }
    return std::nullopt;
}

std::optional<std::int64_t> findInt(const nlohmann::json &object, std::string_view key)
{
    const Json *value = findValue(object, key);
    return value ? wholeNumber(*value) : std::nullopt;
}

std::optional<double> findDouble(const nlohmann::json &object, std::string_view key)
{
    const Json *value = findValue(object, key);
    if (!value || !value->is_number() || !std::isfinite(value->get<double>()))
        return std::nullopt;
    return value->get<double>();
}

std::optional<bool> findBool(const nlohmann::json &object, std::string_view key)
{
    const Json *value = findOfType(object, key, Json::value_t::boolean);
    return value ? std::optional(value->get<bool>()) : std::nullopt;
}

const nlohmann::json *findObject(const nlohmann::json &object, std::string_view key)
{
    return findOfType(object, key, Json::value_t::object);
}

const nlohmann::json *findArray(const nlohmann::json &object, std::string_view key)
{
    return findOfType(object, key, Json::value_t::array);
}

} // namespace lineup
