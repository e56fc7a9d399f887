#include "tests/backends/faults/memorypeak.h"

#include <malloc.h>

#include <fstream>
#include <string>

namespace lineup::test {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsMeasurable = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kIsMeasurable = false;
#else
constexpr bool kIsMeasurable = true;
#endif
#else
constexpr bool kIsMeasurable = true;
#endif

/// A line of /proc/self/status in kB, as bytes.
std::optional<std::size_t> statusValue(const std::string &name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ':'))
            return std::stoul(line.substr(name.size() + 1)) * 1024;
    }
    return std::nullopt;
}

} // namespace

MemoryPeak::MemoryPeak()
{
    if (!kIsMeasurable)
        return;
    // Memory that is free but kept would hide what is taken next.
    malloc_trim(0);
    std::ofstream reset("/proc/self/clear_refs");
    reset << 5;
    reset.close();
    if (reset)
        m_before = statusValue("VmRSS");
}

std::optional<std::size_t> MemoryPeak::growth() const
{
    const auto peak = m_before ? statusValue("VmHWM") : std::nullopt;
    if (!peak)
        return std::nullopt;
    return *peak > *m_before ? *peak - *m_before : 0;
}

} // namespace lineup::test
