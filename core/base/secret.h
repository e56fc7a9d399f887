#pragma once

#include <string>
#include <utility>

namespace lineup {

/// A key or token. Cannot be printed, logged, compared to text or stored by accident; reveal() is the one way out
/// and is called where the bytes leave for the wire or enter a child's environment.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : m_value(std::move(value)) {}

    bool isEmpty() const noexcept { return m_value.empty(); }
    const std::string &reveal() const noexcept { return m_value; }

    bool operator==(const Secret &) const = default;

private:
    std::string m_value;
};

} // namespace lineup
