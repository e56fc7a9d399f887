#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace lineup {

/// The error half of an Expected; made by `return Unexpected{error}`.
template <class E>
struct Unexpected {
    E value;
};
template <class E>
Unexpected(E) -> Unexpected<E>;

/// A value or the reason why there is none, with the names of C++23's std::expected (which C++20 lacks).
///
/// Reading the half that is not there is a broken invariant: it asserts, and in release reads through
/// std::get, which throws rather than returning rubbish.
template <class T, class E>
class [[nodiscard]] Expected {
public:
    Expected(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    template <class G>
    Expected(Unexpected<G> error) : m_state(std::in_place_index<1>, std::move(error.value)) {}

    bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    const T &value() const & { assert(has_value()); return std::get<0>(m_state); }
    T &value() & { assert(has_value()); return std::get<0>(m_state); }
    T &&value() && { assert(has_value()); return std::get<0>(std::move(m_state)); }
    const E &error() const & { assert(!has_value()); return std::get<1>(m_state); }
    E &error() & { assert(!has_value()); return std::get<1>(m_state); }

    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    T value_or(T fallback) const { return has_value() ? value() : std::move(fallback); }

    bool operator==(const Expected &) const = default;

private:
    std::variant<T, E> m_state;
};

/// Success without a value.
template <class E>
class [[nodiscard]] Expected<void, E> {
public:
    /// Not defaulted: `return {}` would then clear all the room of an error first, for each event of a stream.
    Expected() noexcept {}
    template <class G>
    Expected(Unexpected<G> error) : m_state(std::in_place_index<1>, std::move(error.value)) {}

    bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }
    const E &error() const & { assert(!has_value()); return std::get<1>(m_state); }

private:
    std::variant<std::monostate, E> m_state;
};

} // namespace lineup
