#include "core/conformance/checkresult.h"

#include "core/base/text.h"

#include <utility>

namespace lineup::conformance {

std::string_view checkStateName(CheckState state)
{
    switch (state) {
    case CheckState::Passed: return "passed";
    case CheckState::Failed: return "failed";
    case CheckState::NotSupported: return "not_supported";
    case CheckState::Skipped: break;
    }
    return "skipped";
}

CheckResult passed(std::string seen)
{
    return {CheckState::Passed, std::move(seen), {}, {}};
}

CheckResult failed(std::string seen)
{
    return {CheckState::Failed, std::move(seen), {}, {}};
}

CheckResult notSupported(std::string saidBy, std::string seen)
{
    return {CheckState::NotSupported, std::move(seen), std::move(saidBy), {}};
}

CheckResult skipped(std::string why)
{
    return {CheckState::Skipped, std::move(why), {}, {}};
}

std::string shortened(std::string_view text, std::size_t most)
{
    const std::string clean = sanitizeUtf8(text);
    std::string line;
    for (const char c : clean) {
        const bool isBlank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
        if (!isBlank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (!line.empty() && line.back() == ' ')
        line.pop_back();
    return line.size() <= most ? line : std::string(utf8Prefix(line, most)) + "…";
}

} // namespace lineup::conformance
