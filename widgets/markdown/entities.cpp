#include "widgets/markdown/entities.h"

#include "widgets/markdown/entitytable.h"
#include "widgets/markdown/utf8.h"

#include <charconv>

namespace lineup::markdown {

namespace {

/// Value of a number that fills all of `digits`; nothing when it does not.
bool parseNumber(std::string_view digits, int base, unsigned &value)
{
    const char *end = digits.data() + digits.size();
    const auto [stopped, failure] = std::from_chars(digits.data(), end, value, base);
    return failure == std::errc() && stopped == end;
}

/// "hex" or "hex+hex" for `name`, empty when HTML does not know it.
std::string_view namedValue(std::string_view name)
{
    std::size_t low = 0;
    std::size_t high = kNamedEntities.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const std::size_t before = kNamedEntities.rfind(';', middle == 0 ? 0 : middle - 1);
        const std::size_t begin = before == std::string_view::npos || before < low ? low : before + 1;
        const std::size_t equals = kNamedEntities.find('=', begin);
        const std::size_t end = kNamedEntities.find(';', equals);
        const std::string_view found = kNamedEntities.substr(begin, equals - begin);
        if (found == name)
            return kNamedEntities.substr(equals + 1, end - equals - 1);
        if (found < name)
            low = end + 1;
        else
            high = begin;
    }
    return {};
}

} // namespace

std::string decodedEntity(std::string_view reference)
{
    const std::string unchanged(reference);
    if (reference.size() < 3 || reference.front() != '&' || reference.back() != ';')
        return unchanged;
    const std::string_view body = reference.substr(1, reference.size() - 2);
    std::string text;
    if (body.front() == '#') {
        const bool hex = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
        const std::string_view digits = body.substr(hex ? 2 : 1);
        unsigned value = 0;
        if (digits.empty() || digits.size() > (hex ? 6U : 7U) || !parseNumber(digits, hex ? 16 : 10, value))
            return unchanged;
        appendUtf8(text, value == 0 ? 0xFFFD : value);
        return text;
    }
    std::string_view values = namedValue(body);
    if (values.empty())
        return unchanged;
    while (!values.empty()) {
        const std::size_t plus = values.find('+');
        unsigned value = 0;
        parseNumber(values.substr(0, plus), 16, value);
        appendUtf8(text, value);
        values = plus == std::string_view::npos ? std::string_view() : values.substr(plus + 1);
    }
    return text;
}

} // namespace lineup::markdown
