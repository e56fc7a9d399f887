#pragma once

#include <cstddef>
#include <optional>

namespace lineup::test {

/// How much the resident memory of this process grew at most since this was made. Linux: the kernel's own high-water mark,
/// which it forgets when told to (proc(5), /proc/self/clear_refs, 5).
class MemoryPeak {
public:
    MemoryPeak();
    /// Bytes; nothing where the kernel does not let its mark be reset, or under a sanitizer, whose own memory would be told.
    std::optional<std::size_t> growth() const;

private:
    std::optional<std::size_t> m_before;
};

} // namespace lineup::test
