#include "core/net/headers.h"

#include <algorithm>

namespace lineup {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

bool equalsIgnoringCase(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return text.substr(0, 0);
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

const std::string *Headers::find(std::string_view name) const
{
    const auto it = std::find_if(m_fields.begin(), m_fields.end(),
                                 [name](const Field &field) { return equalsIgnoringCase(field.name, name); });
    return it == m_fields.end() ? nullptr : &it->value;
}

std::string_view Headers::value(std::string_view name) const
{
    const std::string *found = find(name);
    return found ? std::string_view(*found) : std::string_view();
}

} // namespace lineup
