#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// Header fields of a request or reply in the order of the wire. Names compare without case (RFC 9110 §5.1).
class Headers {
public:
    struct Field {
        std::string name;
        std::string value;
        bool operator==(const Field &) const = default;
    };

    Headers() = default;
    Headers(std::initializer_list<Field> fields) : m_fields(fields) {}

    void add(std::string name, std::string value) { m_fields.push_back({std::move(name), std::move(value)}); }
    void clear() { m_fields.clear(); }

    /// The first field of that name, or null. Valid until the next add() or clear().
    const std::string *find(std::string_view name) const;
    /// The first field of that name, or "".
    std::string_view value(std::string_view name) const;

    const std::vector<Field> &fields() const { return m_fields; }
    bool operator==(const Headers &) const = default;

private:
    std::vector<Field> m_fields;
};

/// ASCII only, as header names and most protocol words are compared.
bool equalsIgnoringCase(std::string_view left, std::string_view right);
/// Without leading and trailing spaces, tabs, CR and LF. A view into `text`.
std::string_view trimmed(std::string_view text);

} // namespace lineup
