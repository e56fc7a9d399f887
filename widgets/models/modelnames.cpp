#include "widgets/models/modelnames.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace lineup {

namespace {

std::string foldedName(const std::string &name)
{
    // The last part of "meta-llama/Llama-3" or of a path to a file, without ".gguf", in lower case.
    std::string result = name.substr(name.find_last_of("/\\") == std::string::npos ? 0 : name.find_last_of("/\\") + 1);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::string_view kSuffix = ".gguf";
    if (result.size() > kSuffix.size() && result.ends_with(kSuffix))
        result.resize(result.size() - kSuffix.size());
    return result;
}

} // namespace

bool isAnotherModel(const std::string &requested, const std::string &served)
{
    if (requested.empty() || served.empty())
        return false;
    const std::string asked = foldedName(requested);
    const std::string answered = foldedName(served);
    if (asked == answered)
        return false;
    // A server may add to the name (a date, a quantisation) or leave a tag out; it may not change it.
    const auto continues = [](const std::string &whole, const std::string &start) {
        constexpr std::string_view kJoints = "-:@.";
        return whole.starts_with(start) && kJoints.find(whole[start.size()]) != std::string_view::npos;
    };
    if (answered.size() > asked.size() && continues(answered, asked)) {
        // "grok-4" is answered by "grok-4-0709", but "gpt-4o" not by "gpt-4o-mini": what follows must begin with a digit
        // or name a quantisation or a state.
        const std::string rest = answered.substr(asked.size() + 1);
        return !(rest.empty() || std::isdigit(static_cast<unsigned char>(rest.front())) || rest.front() == 'q' || rest == "latest");
    }
    if (asked.size() > answered.size() && continues(asked, answered))
        return asked.substr(answered.size() + 1) != "latest";
    return true;
}

} // namespace lineup
