#include "core/discovery/foundmodelfile.h"

#include <algorithm>

namespace lineup {

bool isFirstPart(std::string_view fileName)
{
    // …-NNNNN-of-NNNNN.gguf
    constexpr std::string_view kOf = "-of-";
    constexpr std::size_t kDigits = 5;
    const auto of = fileName.rfind(kOf);
    if (of == std::string_view::npos || of < kDigits + 1)
        return true;
    const std::string_view part = fileName.substr(of - kDigits, kDigits);
    const bool isNumber = std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    return !isNumber || fileName[of - kDigits - 1] != '-' || part == "00001";
}

bool isLanguageModel(std::string_view architecture)
{
    return architecture != "clip" && architecture != "mmproj" && architecture != "whisper" && architecture != "flux" && architecture != "sd1"
        && architecture != "sdxl" && architecture != "bert" && architecture != "nomic-bert" && architecture != "jina-bert-v2";
}

} // namespace lineup
