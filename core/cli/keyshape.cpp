#include "core/cli/keyshape.h"

#include "core/net/headers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace lineup {

namespace {

/// Plain: nothing but letters, digits and '_' behind the prefix, which tells a key from the name of a model.
enum class Rest { Any, Plain };

struct KeyPrefix {
    std::string_view text;
    std::size_t shortestRest;
    std::string_view kind; ///< KeyGuess::kind
    std::string_view name; ///< KeyGuess::name; "" = the prefix does not say
    Rest rest = Rest::Plain;
};

/// Longer ones before those that they begin with.
constexpr std::array kPrefixes{
    KeyPrefix{"sk-ant-", 12, "anthropic", "Anthropic", Rest::Any},
    KeyPrefix{"sk-or-", 12, "openrouter", "OpenRouter", Rest::Any},
    KeyPrefix{"sk-proj-", 12, "openai", "OpenAI", Rest::Any},
    KeyPrefix{"sk-svcacct-", 12, "openai", "OpenAI", Rest::Any},
    KeyPrefix{"sk-", 12, "", "", Rest::Any}, // OpenAI of old, DeepSeek and many that copy them
    KeyPrefix{"AIza", 30, "gemini", "Google", Rest::Any},
    KeyPrefix{"AQ.", 30, "gemini", "Google", Rest::Any}, // newer
    KeyPrefix{"gsk_", 16, "groq", "Groq"},
    KeyPrefix{"hf_", 20, "huggingface", "Hugging Face"},
    KeyPrefix{"xai-", 16, "xai", "xAI"},
    KeyPrefix{"r8_", 20, "", "Replicate"},
    KeyPrefix{"nvapi-", 16, "", "NVIDIA", Rest::Any},
    KeyPrefix{"pplx-", 16, "", "Perplexity"},
    KeyPrefix{"tgp_", 16, "together", "Together"},
    KeyPrefix{"csk-", 16, "", "Cerebras"},
    KeyPrefix{"fw_", 16, "", "Fireworks"},
    KeyPrefix{"ABSK", 30, "bedrock", "Amazon Bedrock"},
    KeyPrefix{"AKIA", 16, "", "Amazon Web Services"}, // half of a pair, which no single field takes
    KeyPrefix{"ghp_", 20, "", "GitHub"},
    KeyPrefix{"github_pat_", 20, "", "GitHub"},
};

/// Variables that people paste together with a key; see docs/cli.md.
struct KeyVariable {
    std::string_view variable;
    std::string_view kind;
    std::string_view name;
};
constexpr std::array kVariables{
    KeyVariable{"OPENAI_API_KEY", "openai", "OpenAI"},          KeyVariable{"AZURE_OPENAI_API_KEY", "azure", "Azure OpenAI"},
    KeyVariable{"ANTHROPIC_API_KEY", "anthropic", "Anthropic"}, KeyVariable{"ANTHROPIC_AUTH_TOKEN", "anthropic", "Anthropic"},
    KeyVariable{"GOOGLE_API_KEY", "gemini", "Google"},          KeyVariable{"GEMINI_API_KEY", "gemini", "Google"},
    KeyVariable{"MISTRAL_API_KEY", "mistral", "Mistral"},       KeyVariable{"CO_API_KEY", "cohere", "Cohere"},
    KeyVariable{"COHERE_API_KEY", "cohere", "Cohere"},          KeyVariable{"HF_TOKEN", "huggingface", "Hugging Face"},
    KeyVariable{"OPENROUTER_API_KEY", "openrouter", "OpenRouter"}, KeyVariable{"GROQ_API_KEY", "groq", "Groq"},
    KeyVariable{"DEEPSEEK_API_KEY", "deepseek", "DeepSeek"},    KeyVariable{"XAI_API_KEY", "xai", "xAI"},
    KeyVariable{"TOGETHER_API_KEY", "together", "Together"},    KeyVariable{"AWS_BEARER_TOKEN_BEDROCK", "bedrock", "Amazon Bedrock"},
    KeyVariable{"OLLAMA_API_KEY", "ollama", "Ollama"},
};

constexpr std::size_t kLongestKey = std::size_t{8} << 10;
constexpr std::size_t kShortestBearer = 8;
constexpr std::size_t kShortestWebToken = 40;

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWordCharacter(char c) { return isUpper(c) || isDigit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.'; }
char lowered(char c) { return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

bool isHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); }
bool isLetterOrDigit(char c) { return isUpper(c) || isDigit(c) || (c >= 'a' && c <= 'z'); }

/// The prefix of a word that is a key by its looks, or null.
const KeyPrefix *prefixOf(std::string_view word)
{
    for (const KeyPrefix &prefix : kPrefixes) {
        if (!word.starts_with(prefix.text))
            continue;
        const std::string_view rest = word.substr(prefix.text.size());
        if (prefix.rest == Rest::Plain && rest.find_first_of("-.") != std::string_view::npos)
            continue;
        // Without a digit or a capital it is more likely a name, such as "sk-learn-tutorial-model".
        if (rest.size() >= prefix.shortestRest && std::any_of(rest.begin(), rest.end(), [](char c) { return isUpper(c) || isDigit(c); }))
            return &prefix;
    }
    return nullptr;
}

bool isWebToken(std::string_view word)
{
    return word.starts_with("eyJ") && word.size() >= kShortestWebToken && std::count(word.begin(), word.end(), '.') >= 2;
}

bool isKeyWord(std::string_view word)
{
    return isWebToken(word) || prefixOf(word);
}

bool isBearer(std::string_view word)
{
    constexpr std::string_view kBearer = "bearer";
    return std::equal(word.begin(), word.end(), kBearer.begin(), kBearer.end(), [](char a, char b) { return lowered(a) == b; });
}

/// "api-key", "API_KEY" and "apikey" are one name.
std::string folded(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != '.')
            text += lowered(c);
    }
    return text;
}

bool allOf(std::string_view text, bool (*isAllowed)(char))
{
    return std::all_of(text.begin(), text.end(), isAllowed);
}

/// Keys without a prefix: whose they may be by length and letters (the providers' key pages, 2026-11).
std::vector<KeyGuess> guessesByShape(std::string_view key)
{
    if (key.starts_with("sk-") && key.size() == 35 && allOf(key.substr(3), isHex))
        return {{"deepseek", "DeepSeek", false}, {"openai", "OpenAI", false}};
    if (key.starts_with("sk-"))
        return {{"openai", "OpenAI", false}, {"deepseek", "DeepSeek", false}};
    if (isWebToken(key))
        return {{"azure", "Azure OpenAI", false}};
    if (!allOf(key, isLetterOrDigit))
        return {};
    if (key.size() == 32 && allOf(key, isHex))
        return {{"azure", "Azure OpenAI", false}, {"mistral", "Mistral", false}};
    if (key.size() == 32)
        return {{"mistral", "Mistral", false}};
    if (key.size() == 40)
        return {{"cohere", "Cohere", false}};
    if (key.size() == 64 && allOf(key, isHex))
        return {{"together", "Together", false}};
    if (key.size() == 84)
        return {{"azure", "Azure OpenAI", false}};
    return {};
}

std::string_view withoutQuotes(std::string_view text)
{
    for (const char quote : {'"', '\'', '`'}) {
        if (text.size() >= 2 && text.front() == quote && text.back() == quote)
            return trimmed(text.substr(1, text.size() - 2));
    }
    return text;
}

/// Takes "export NAME=" off the front; the name, or "".
std::string_view takeVariable(std::string_view &text)
{
    std::string_view rest = text;
    for (const std::string_view word : {"export ", "set "}) {
        if (rest.starts_with(word))
            rest = trimmed(rest.substr(word.size()));
    }
    const auto end = std::find_if_not(rest.begin(), rest.end(), [](char c) { return isUpper(c) || isDigit(c) || c == '_'; });
    const auto length = static_cast<std::size_t>(end - rest.begin());
    if (length == 0 || end == rest.end() || *end != '=')
        return {};
    const std::string_view name = rest.substr(0, length);
    text = trimmed(rest.substr(length + 1));
    return name;
}

Unexpected<Error> badKey(std::string detail)
{
    Error error;
    error.code = ErrorCode::BadInput;
    error.providerCode = "bad-key";
    error.detail = std::move(detail);
    return Unexpected{std::move(error)};
}

std::vector<KeyGuess> guessesFor(std::string_view key, std::string_view variable)
{
    const KeyPrefix *prefix = prefixOf(key);
    if (prefix && !prefix->name.empty())
        return {{std::string(prefix->kind), std::string(prefix->name), true}};
    for (const KeyVariable &known : kVariables) {
        if (known.variable == variable)
            return {{std::string(known.kind), std::string(known.name), true}};
    }
    return guessesByShape(key);
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
    return std::find(kNames.begin(), kNames.end(), folded(name)) != kNames.end();
}

bool urlHoldsKey(std::string_view url)
{
    const auto scheme = url.find("://");
    const auto hostBegin = scheme == std::string_view::npos ? 0 : scheme + 3;
    if (url.substr(hostBegin, url.find_first_of("/?#", hostBegin) - hostBegin).find('@') != std::string_view::npos)
        return true;
    for (auto query = url.find('?'); query != std::string_view::npos && query + 1 < url.size();) {
        const auto end = url.find('&', query + 1);
        const std::string_view field = url.substr(query + 1, end == std::string_view::npos ? end : end - query - 1);
        if (isKeyName(field.substr(0, field.find('='))))
            return true;
        query = end;
    }
    return false;
}

bool isSecretHeader(std::string_view name, std::string_view value)
{
    const std::string plain = folded(name);
    constexpr std::array<std::string_view, 5> kEnds{"token", "secret", "password", "apikey", "key"};
    constexpr std::array<std::string_view, 4> kNames{"authorization", "proxyauthorization", "cookie", "setcookie"};
    const bool isNamed = std::find(kNames.begin(), kNames.end(), plain) != kNames.end()
        || std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return plain.ends_with(end); });
    return isNamed || looksLikeKey(value);
}

Result<PastedKey> readPastedKey(std::string_view text)
{
    std::string_view key = withoutQuotes(trimmed(text));
    const std::string_view variable = takeVariable(key);
    key = withoutQuotes(key);
    const auto blank = key.find(' ');
    if (blank != std::string_view::npos && isBearer(key.substr(0, blank)))
        key = trimmed(key.substr(blank));
    if (key.empty())
        return badKey("it is empty");
    if (key.size() > kLongestKey)
        return badKey("it is longer than 8 KiB");
    if (!std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7F'; }))
        return badKey("it holds blanks, control characters or letters that no key has");
    return PastedKey{Secret(std::string(key)), guessesFor(key, variable)};
}

} // namespace lineup
