#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace lineup {

/// A value that lives elsewhere: copies, compares and reads like a T, but takes the room of a pointer. For the large and rare
/// member of something that is small and frequent.
///
/// Always holds a T, except after it was moved from: then it may only be assigned to or destroyed.
template <class T>
class Boxed {
public:
    Boxed() : m_value(std::make_unique<T>()) {}
    Boxed(T value) : m_value(std::make_unique<T>(std::move(value))) {}
    Boxed(const Boxed &other) : m_value(std::make_unique<T>(*other)) {}
    Boxed(Boxed &&) noexcept = default;
    Boxed &operator=(const Boxed &other)
    {
        *this = Boxed(other);
        return *this;
    }
    Boxed &operator=(Boxed &&) noexcept = default;
    ~Boxed() = default;

    const T &operator*() const { return *m_value; }
    T &operator*() { return *m_value; }
    const T *operator->() const { return m_value.get(); }
    T *operator->() { return m_value.get(); }
    operator const T &() const { return *m_value; }

    bool operator==(const Boxed &other) const { return *m_value == *other.m_value; }

private:
    std::unique_ptr<T> m_value;
};

} // namespace lineup
