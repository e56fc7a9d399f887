#include "backends/net/redaction.h"

#include "core/base/text.h"
#include "core/net/headers.h"

#include <algorithm>
#include <array>
#include <optional>

namespace lineup::net {

namespace {

constexpr std::string_view kDots = "•••";
constexpr std::size_t kMaxProviderMessage = 1000;
constexpr std::size_t kMaxExcerpt = 4096;
constexpr std::size_t kMaxDetail = 2000;

/// Header fields whose whole value is secret.
constexpr std::array<std::string_view, 9> kSecretHeaders{
    "authorization", "proxy-authorization", "api-key",    "x-api-key",          "x-goog-api-key",
    "cookie",        "set-cookie",          "x-auth-token", "x-amz-security-token"};

/// Query parameters and JSON members whose value is secret.
constexpr std::array<std::string_view, 13> kSecretNames{
    "key",    "api_key",      "apikey",        "api-key",      "access_token", "token",     "secret",
    "client_secret", "password", "sig", "signature", "x-amz-signature", "x-amz-security-token"};

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// One byte as one of the encodings may write it: how many bytes of the text it took, 0 when it is something else.
std::size_t encodedLength(std::string_view text, char wanted)
{
    if (text.empty())
        return 0;
    const auto byteAt = [&text](std::size_t at) {
        const int high = hexValue(text[at]);
        const int low = hexValue(text[at + 1]);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    };
    const int byte = static_cast<unsigned char>(wanted);
    if (text[0] == '%' && text.size() >= 3 && byteAt(1) == byte)
        return 3;
    if (text[0] == '%' && text.size() >= 5 && text[1] == '2' && text[2] == '5' && byteAt(3) == byte)
        return 5;
    if (text[0] == '+' && wanted == ' ')
        return 1;
    if (text[0] == '\\' && text.size() >= 2) {
        if (text[1] == 'u' && text.size() >= 6 && byteAt(2) == 0 && byteAt(4) == byte)
            return 6;
        if (text[1] == 'x' && text.size() >= 4 && byteAt(2) == byte)
            return 4;
        if (text[1] == wanted && (wanted == '"' || wanted == '\\' || wanted == '/'))
            return 2;
    }
    return text[0] == wanted ? 1 : 0;
}

/// Length of the secret at the start of `text`, in whatever mix of encodings; 0 when it is not there.
std::size_t matchLength(std::string_view text, std::string_view secret)
{
    std::size_t at = 0;
    for (const char wanted : secret) {
        const std::size_t taken = encodedLength(text.substr(at), wanted);
        if (taken == 0)
            return 0;
        at += taken;
    }
    return at;
}

/// The base64 characters that depend on nothing but the secret when it stands `shift` bytes into a group of three.
std::string base64Core(std::string_view secret, std::size_t shift)
{
    std::string bytes(shift, '\0');
    bytes.append(secret);
    std::string text;
    for (std::size_t bit = 0; bit + 6 <= bytes.size() * 8; bit += 6) {
        const std::size_t index = bit / 8;
        const unsigned high = static_cast<unsigned char>(bytes[index]);
        const unsigned low = index + 1 < bytes.size() ? static_cast<unsigned char>(bytes[index + 1]) : 0U;
        text += kBase64[((high << 8 | low) >> (10 - bit % 8)) & 63U];
    }
    const std::size_t foreign = (shift * 8 + 5) / 6;
    return text.substr(foreign);
}

bool sameBase64(char text, char wanted)
{
    if (text == wanted)
        return true;
    return (wanted == '+' && text == '-') || (wanted == '/' && text == '_');
}

bool startsWithBase64(std::string_view text, std::string_view core)
{
    return text.size() >= core.size() && std::equal(core.begin(), core.end(), text.begin(),
                                                    [](char wanted, char c) { return sameBase64(c, wanted); });
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool contains(const auto &names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(),
                       [name](std::string_view known) { return equalsIgnoringCase(known, name); });
}

/// A range of the text that is to go.
struct Hole {
    std::size_t begin;
    std::size_t end;
};

/// The value behind a name that ends at `at`: of a header ("Name: value" to the end of the line), of a query
/// ("name=value"), or of a JSON member ("\"name\": \"value\"", the quotes escaped or not).
std::optional<Hole> valueBehind(std::string_view text, std::size_t nameBegin, std::size_t at)
{
    const std::string_view name = text.substr(nameBegin, at - nameBegin);
    const bool isHeader = contains(kSecretHeaders, name);
    if (!isHeader && !contains(kSecretNames, name))
        return std::nullopt;
    std::size_t value = at;
    const bool quoted = value < text.size() && (text[value] == '"' || text[value] == '\\' || text[value] == '\'');
    while (value < text.size() && (text[value] == '\\' || text[value] == '"' || text[value] == '\''))
        ++value;
    while (value < text.size() && text[value] == ' ')
        ++value;
    if (value >= text.size() || (text[value] != ':' && text[value] != '='))
        return std::nullopt;
    const bool isQuery = text[value] == '=';
    if (!isQuery && !quoted && !isHeader)
        return std::nullopt;
    ++value;
    while (value < text.size() && (text[value] == ' ' || text[value] == '\t'))
        ++value;
    std::size_t end = value;
    if (quoted) {
        while (value < text.size() && (text[value] == '\\' || text[value] == '"' || text[value] == '\''))
            ++value;
        end = std::min(text.find_first_of("\"'\r\n\\", value), text.size());
    } else if (isQuery) {
        end = std::min(text.find_first_of("&#\"' \t\r\n", value), text.size());
    } else {
        end = std::min(text.find_first_of("\"\r\n", value), text.size());
    }
    if (end == value)
        return std::nullopt;
    return Hole{value, end};
}

bool isBase64Character(char c)
{
    return kBase64.find(c) != std::string_view::npos || c == '-' || c == '_';
}

/// The characters on both sides of a base64 core hold some bits of the secret too.
Hole withNeighbours(std::string_view text, Hole core)
{
    if (core.begin > 0 && isBase64Character(text[core.begin - 1]))
        --core.begin;
    if (core.end < text.size() && isBase64Character(text[core.end]))
        ++core.end;
    return core;
}

/// "Bearer TOKEN" anywhere; a short word behind it is ordinary text.
std::optional<Hole> tokenBehindBearer(std::string_view text, std::size_t nameBegin, std::size_t at)
{
    constexpr std::size_t shortestToken = 8;
    if (!equalsIgnoringCase(text.substr(nameBegin, at - nameBegin), "bearer") || at >= text.size() || text[at] != ' ')
        return std::nullopt;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n\"'\\,;<>", at + 1), text.size());
    if (end - (at + 1) < shortestToken)
        return std::nullopt;
    return Hole{at + 1, end};
}

void findNamedValues(std::string_view text, std::vector<Hole> &holes)
{
    std::size_t at = 0;
    while (at < text.size()) {
        if (!isNameCharacter(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < text.size() && isNameCharacter(text[at]))
            ++at;
        if (const auto hole = valueBehind(text, begin, at))
            holes.push_back(*hole);
        else if (const auto token = tokenBehindBearer(text, begin, at))
            holes.push_back(*token);
    }
}

std::string withoutHoles(std::string_view text, std::vector<Hole> holes)
{
    std::sort(holes.begin(), holes.end(), [](Hole a, Hole b) { return a.begin < b.begin; });
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < holes.size();) {
        std::size_t end = holes[i].end;
        const std::size_t begin = holes[i].begin;
        while (i < holes.size() && holes[i].begin <= end)
            end = std::max(end, holes[i++].end);
        out.append(text.substr(at, begin - at));
        out.append(kDots);
        at = end;
    }
    out.append(text.substr(at));
    return out;
}

} // namespace

struct Redactor::Pattern {
    std::string value;
    std::array<std::string, 3> base64;

    explicit Pattern(std::string secret) : value(std::move(secret))
    {
        for (std::size_t shift = 0; shift < base64.size(); ++shift)
            base64[shift] = base64Core(value, shift);
    }

    void find(std::string_view text, std::vector<Hole> &holes) const
    {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const std::string_view rest = text.substr(at);
            if (const std::size_t length = matchLength(rest, value))
                holes.push_back({at, at + length});
            for (const std::string &core : base64) {
                if (startsWithBase64(rest, core))
                    holes.push_back(withNeighbours(text, {at, at + core.size()}));
            }
        }
    }
};

Redactor::Redactor() = default;
Redactor::~Redactor() = default;

void Redactor::addSecret(const Secret &secret)
{
    const std::string_view value = trimmed(secret.reveal());
    if (value.size() < kShortestSecret)
        return;
    const std::lock_guard lock(m_mutex);
    const bool known = std::any_of(m_patterns.begin(), m_patterns.end(),
                                   [value](const auto &pattern) { return pattern->value == value; });
    if (!known)
        m_patterns.push_back(std::make_shared<const Pattern>(std::string(value)));
}

std::string Redactor::redact(std::string_view text) const
{
    std::vector<std::shared_ptr<const Pattern>> patterns;
    {
        const std::lock_guard lock(m_mutex);
        patterns = m_patterns;
    }
    std::vector<Hole> holes;
    findNamedValues(text, holes);
    for (const auto &pattern : patterns)
        pattern->find(text, holes);
    return holes.empty() ? std::string(text) : withoutHoles(text, std::move(holes));
}

std::string Redactor::redactAndCut(std::string_view text, std::size_t maxBytes) const
{
    const std::string clean = redact(text);
    return std::string(utf8Prefix(clean, maxBytes));
}

void Redactor::redact(Error &error) const
{
    error.detail = redactAndCut(error.detail, kMaxDetail);
    error.subject = redact(error.subject);
    error.excerpt = redactAndCut(error.excerpt, kMaxExcerpt);
    if (error.providerMessage)
        error.providerMessage = redactAndCut(*error.providerMessage, kMaxProviderMessage);
    if (error.providerCode)
        error.providerCode = redactAndCut(*error.providerCode, kMaxProviderMessage);
    if (error.requestId)
        error.requestId = redactAndCut(*error.requestId, kMaxProviderMessage);
}

} // namespace lineup::net
