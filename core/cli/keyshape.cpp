#include "core/cli/keyshape.h"

#include <algorithm>
#include <array>
#include <string>

namespace lineup {

namespace {

/// Plain: nothing but letters, digits and '_' behind the prefix, which tells a key from the name of a model.
enum class Rest { Any, Plain };

struct KeyPrefix {
    std::string_view text;
    std::size_t shortestRest;
    Rest rest = Rest::Plain;
};

constexpr std::array kPrefixes{
    KeyPrefix{"sk-", 12, Rest::Any},   // OpenAI, Anthropic (sk-ant-), OpenRouter (sk-or-), DeepSeek
    KeyPrefix{"AIza", 30, Rest::Any},  // Google
    KeyPrefix{"AQ.", 30, Rest::Any},   // Google, newer
    KeyPrefix{"gsk_", 16},        // Groq
    KeyPrefix{"hf_", 20},         // Hugging Face
    KeyPrefix{"xai-", 16},        // xAI
    KeyPrefix{"r8_", 20},         // Replicate
    KeyPrefix{"nvapi-", 16, Rest::Any}, // NVIDIA
    KeyPrefix{"pplx-", 16},       // Perplexity
    KeyPrefix{"tgp_", 16},        // Together
    KeyPrefix{"csk-", 16},        // Cerebras
    KeyPrefix{"fw_", 16},         // Fireworks
    KeyPrefix{"ABSK", 30},        // Amazon Bedrock
    KeyPrefix{"AKIA", 16},        // Amazon access key
    KeyPrefix{"ghp_", 20},        // GitHub
    KeyPrefix{"github_pat_", 20}, // GitHub
};
constexpr std::size_t kShortestBearer = 8;
constexpr std::size_t kShortestWebToken = 40;

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWordCharacter(char c) { return isUpper(c) || isDigit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.'; }
char lowered(char c) { return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

bool isKeyWord(std::string_view word)
{
    if (word.starts_with("eyJ") && word.size() >= kShortestWebToken && std::count(word.begin(), word.end(), '.') >= 2)
        return true;
    for (const auto &[prefix, shortestRest, restKind] : kPrefixes) {
        if (!word.starts_with(prefix))
            continue;
        const std::string_view rest = word.substr(prefix.size());
        if (restKind == Rest::Plain && rest.find_first_of("-.") != std::string_view::npos)
            continue;
        // Without a digit or a capital it is more likely a name, such as "sk-learn-tutorial-model".
        if (rest.size() >= shortestRest && std::any_of(rest.begin(), rest.end(), [](char c) { return isUpper(c) || isDigit(c); }))
            return true;
    }
    return false;
}

bool isBearer(std::string_view word)
{
    constexpr std::string_view kBearer = "bearer";
    return std::equal(word.begin(), word.end(), kBearer.begin(), kBearer.end(), [](char a, char b) { return lowered(a) == b; });
}

} // namespace

bool looksLikeKey(std::string_view text)
{
    bool afterBearer = false;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && isWordCharacter(text[end]))
            ++end;
        if (end == begin) {
            ++begin;
            continue;
        }
        const std::string_view word = text.substr(begin, end - begin);
        if (isKeyWord(word) || (afterBearer && word.size() >= kShortestBearer))
            return true;
        afterBearer = isBearer(word);
        begin = end;
    }
    return false;
}

bool isKeyName(std::string_view name)
{
    constexpr std::array<std::string_view, 14> kNames{"key",         "apikey",    "xapikey", "xgoogapikey", "token",    "apitoken",     "accesstoken",
                                                      "bearertoken", "authtoken", "bearer",  "secret",      "password", "authorization", "secretkey"};
    std::string folded;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != '.')
            folded += lowered(c);
    }
    return std::find(kNames.begin(), kNames.end(), folded) != kNames.end();
}

} // namespace lineup
