#include "core/cli/laneoption.h"

#include "core/base/text.h"
#include "core/cli/boundedjson.h"
#include "core/cli/keyshape.h"
#include "core/cli/nearestname.h"
#include "core/cli/optionvalue.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace lineup {

namespace {

constexpr std::int64_t kLargestWhole = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kSmallestWhole = std::numeric_limits<std::int64_t>::min();
constexpr int kMostRetries = 10;
constexpr int kMostShots = 1000;

Unexpected<Error> laneError(std::string reason, std::string subject, std::string detail)
{
    Error error;
    error.code = ErrorCode::BadInput;
    error.providerCode = std::move(reason);
    error.subject = std::move(subject);
    error.detail = std::move(detail);
    return Unexpected{std::move(error)};
}

Unexpected<Error> keyInArgument(std::string_view setting)
{
    return laneError("key-in-argument", std::string(setting), "a key does not belong in an argument, only the name of its variable (key-env=NAME)");
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// Pieces between commas that no backslash escapes, still escaped.
std::vector<std::string_view> splitAtCommas(std::string_view text)
{
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == ',') {
            pieces.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    pieces.push_back(text.substr(begin));
    return pieces;
}

enum class Escapes { Basic, WithControls };

std::string unescaped(std::string_view text, Escapes escapes)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        const bool isControl = escapes == Escapes::WithControls && (next == 'n' || next == 't' || next == 'r');
        if (next == ',' || next == '\\')
            result += text[++i];
        else if (isControl) {
            result += next == 'n' ? '\n' : next == 't' ? '\t' : '\r';
            ++i;
        } else
            result += text[i];
    }
    return result;
}

bool isVariableName(std::string_view text)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto isLetterOrDigit = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); };
    return !text.empty() && isLetter(text.front()) && std::all_of(text.begin(), text.end(), isLetterOrDigit);
}

/// A long row of hexadecimal digits is a key of Azure and others, and never the name of a variable.
bool isHexKey(std::string_view text)
{
    return text.size() >= 32 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// The text as an error may repeat it: whole when short, else its beginning. A long word without blanks could be a key of
/// an unknown shape and is not repeated at all.
std::string quoted(std::string_view text)
{
    constexpr std::size_t kShown = 24;
    if (text.size() <= kShown)
        return '"' + std::string(text) + '"';
    const auto blank = text.substr(0, kShown).rfind(' ');
    return blank == std::string_view::npos ? "a long word" : '"' + std::string(text.substr(0, blank)) + " …\"";
}

/// Stores a value that was read, or passes its error on.
template <class T, class Field>
Result<void> store(Result<T> value, Field &field)
{
    if (!value)
        return Unexpected{value.error()};
    field = *std::move(value);
    return {};
}

using Value = const std::string &;

Result<void> setKind(ParsedLane &parsed, std::string_view, Value value)
{
    if (!parsed.lane.backend.kind.empty())
        return laneError("bad-lane", "kind", "backend= and kind= mean the same, give one of them");
    if (value.empty())
        return laneError("bad-value", "kind", "kind must be local, openai-compatible or another kind of backend");
    parsed.lane.backend.kind = value;
    return {};
}

Result<void> setBaseUrl(ParsedLane &parsed, std::string_view, Value value)
{
    const auto scheme = value.find("://");
    const auto hostBegin = scheme == std::string::npos ? 0 : scheme + 3;
    if (value.substr(hostBegin, value.find('/', hostBegin) - hostBegin).find('@') != std::string::npos)
        return keyInArgument("base-url");
    for (auto query = value.find('?'); query != std::string::npos && query + 1 < value.size();) {
        const auto end = value.find('&', query + 1);
        const std::string_view field = std::string_view(value).substr(query + 1, end == std::string::npos ? end : end - query - 1);
        if (isKeyName(field.substr(0, field.find('='))))
            return keyInArgument("base-url");
        query = end;
    }
    parsed.lane.backend.baseUrl = value;
    return {};
}

Result<void> setModel(ParsedLane &parsed, std::string_view, Value value)
{
    parsed.lane.model = value;
    return {};
}

Result<void> setName(ParsedLane &parsed, std::string_view, Value value)
{
    parsed.lane.name = value;
    return {};
}

Result<void> setKeyEnv(ParsedLane &parsed, std::string_view, Value value)
{
    // Whatever is not the name of a variable may be the key itself, so it is not repeated in the error.
    if (!isVariableName(value) || isHexKey(value))
        return keyInArgument("key-env");
    parsed.lane.backend.keyEnv = value;
    return {};
}

Result<void> setReasoningEffort(ParsedLane &parsed, std::string_view, Value value)
{
    if (value.empty())
        return laneError("bad-value", "reasoning-effort", "reasoning-effort must be a word such as low, medium or high");
    parsed.lane.parameters.reasoningEffort = value;
    return {};
}

Result<void> addStop(ParsedLane &parsed, std::string_view, Value value)
{
    if (value.empty())
        return laneError("bad-value", "stop", "stop must not be empty");
    parsed.lane.parameters.stop.push_back(value);
    return {};
}

Result<void> setSystem(ParsedLane &parsed, std::string_view, Value value)
{
    parsed.system = textSource(value);
    return {};
}

Result<void> setShots(ParsedLane &parsed, std::string_view name, Value value)
{
    if (value.empty())
        return laneError("bad-value", "shots", "shots must be a number or a file");
    if (value.find_first_not_of("0123456789") != std::string::npos) {
        const TextSource source = textSource(value); // "@FILE" is understood as well
        parsed.shots = source.isFile ? source.value : value;
        return {};
    }
    const auto count = wholeValue(name, value, 0, kMostShots);
    if (!count)
        return Unexpected{count.error()};
    parsed.shots = static_cast<int>(*count);
    return {};
}

Result<void> setRetries(ParsedLane &parsed, std::string_view name, Value value)
{
    const auto retries = wholeValue(name, value, 0, kMostRetries);
    if (!retries)
        return Unexpected{retries.error()};
    parsed.lane.retries = static_cast<int>(*retries);
    return {};
}

template <auto Field, int Low, int High>
Result<void> setDecimal(ParsedLane &parsed, std::string_view name, Value value)
{
    return store(decimalValue(name, value, Low, High), parsed.lane.parameters.*Field);
}

template <auto Field, std::int64_t Low>
Result<void> setWhole(ParsedLane &parsed, std::string_view name, Value value)
{
    return store(wholeValue(name, value, Low, kLargestWhole), parsed.lane.parameters.*Field);
}

template <auto Field>
Result<void> setSeconds(ParsedLane &parsed, std::string_view name, Value value)
{
    return store(secondsValue(name, value), parsed.lane.clocks.*Field);
}

template <auto Field>
Result<void> setPrice(ParsedLane &parsed, std::string_view name, Value value)
{
    if (!parsed.lane.price)
        parsed.lane.price.emplace();
    return store(priceValue(name, value), (*parsed.lane.price).*Field);
}

struct Setting {
    std::string_view name;
    Result<void> (*apply)(ParsedLane &parsed, std::string_view name, Value value);
    enum class Kind { Word, Text, Stop } kind = Kind::Word;
};

constexpr auto kText = Setting::Kind::Text;

constexpr std::array kSettings{
    Setting{"backend", setKind},
    Setting{"kind", setKind},
    Setting{"base-url", setBaseUrl},
    Setting{"model", setModel},
    Setting{"key-env", setKeyEnv},
    Setting{"name", setName, kText},
    Setting{"system", setSystem, kText},
    Setting{"shots", setShots},
    Setting{"temperature", setDecimal<&Parameters::temperature, 0, 2>},
    Setting{"top-p", setDecimal<&Parameters::topP, 0, 1>},
    Setting{"top-k", setWhole<&Parameters::topK, 0>},
    Setting{"max-tokens", setWhole<&Parameters::maxTokens, 1>},
    Setting{"seed", setWhole<&Parameters::seed, kSmallestWhole>},
    Setting{"stop", addStop, Setting::Kind::Stop},
    Setting{"presence-penalty", setDecimal<&Parameters::presencePenalty, -2, 2>},
    Setting{"frequency-penalty", setDecimal<&Parameters::frequencyPenalty, -2, 2>},
    Setting{"reasoning-effort", setReasoningEffort},
    Setting{"connect-timeout", setSeconds<&Clocks::connect>},
    Setting{"first-byte-timeout", setSeconds<&Clocks::firstByte>},
    Setting{"idle-timeout", setSeconds<&Clocks::idle>},
    Setting{"total-timeout", setSeconds<&Clocks::total>},
    Setting{"retries", setRetries},
    Setting{"price-input", setPrice<&PriceRule::input>},
    Setting{"price-output", setPrice<&PriceRule::output>},
};

Unexpected<Error> unknownSetting(std::string_view name)
{
    std::vector<std::string_view> names{"json.NAME"};
    for (const Setting &setting : kSettings)
        names.push_back(setting.name);
    // Names that people bring from other programs.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOtherNames{{
        {"url", "base-url"}, {"endpoint", "base-url"}, {"host", "base-url"}, {"provider", "kind"}, {"timeout", "total-timeout"}, {"examples", "shots"}}};
    std::optional<std::string_view> meant = nearestName(name, names);
    for (const auto &[other, own] : kOtherNames) {
        if (other == name)
            meant = own;
    }
    std::string detail = "there is no setting " + quoted(name);
    if (meant)
        detail += " (did you mean \"" + std::string(*meant) + "\"?)";
    return laneError("unknown-setting", std::string(name), std::move(detail));
}

Result<void> setJson(ParsedLane &parsed, std::string_view name, const std::string &text)
{
    if (name.empty())
        return laneError("bad-lane", "json.", "json. needs a name, as in json.logit_bias=VALUE");
    const std::string setting = "json." + std::string(name);
    if (isKeyName(name) || looksLikeKey(text))
        return keyInArgument(isKeyName(name) ? std::string_view(setting) : "json");
    nlohmann::json &extra = parsed.lane.parameters.extra;
    const std::string member(name);
    if (extra.contains(member))
        return laneError("bad-lane", setting, setting + " is given twice");
    nlohmann::json value;
    switch (parseBoundedJson(text, value)) {
    case JsonProblem::TooDeep:
        return laneError("bad-value", setting, setting + " is nested more than " + std::to_string(kMaxJsonDepth) + " deep");
    case JsonProblem::NotJson: extra[member] = text; break;
    case JsonProblem::None: extra[member] = std::move(value); break;
    }
    return {};
}

class LaneReader {
public:
    LaneReader() { m_parsed.lane.backend.kind.clear(); }

    Result<void> readPiece(std::string_view piece)
    {
        const auto equals = piece.find('=');
        const std::string_view name = trimmed(piece.substr(0, equals));
        if (looksLikeKey(name))
            return keyInArgument("");
        if (name.empty())
            return laneError("bad-lane", "", "a setting is empty; a comma inside a value is written \\,");
        if (equals == std::string_view::npos)
            return laneError("bad-lane", "", quoted(name) + " has no value; a setting is NAME=VALUE, and a comma inside a value is written \\,");
        const std::string_view raw = piece.substr(equals + 1);
        if (isKeyName(name))
            return keyInArgument(name);
        if (name.starts_with("json."))
            return setJson(m_parsed, name.substr(5), unescaped(raw, Escapes::Basic));
        const auto setting = std::ranges::find(kSettings, name, &Setting::name);
        return setting == kSettings.end() ? unknownSetting(name) : readSetting(*setting, raw);
    }

    Result<ParsedLane> finished()
    {
        const LaneSpec &lane = m_parsed.lane;
        if (lane.backend.kind.empty())
            return laneError("bad-lane", "kind", "it does not say where to ask: add backend=local, or kind=openai-compatible with base-url=");
        if (lane.backend.kind == "local" && !(lane.backend.baseUrl.empty() && lane.backend.keyEnv.empty()))
            return laneError("bad-lane", "backend", "backend=local needs no base-url and no key-env");
        return std::move(m_parsed);
    }

private:
    Result<void> readSetting(const Setting &setting, std::string_view raw)
    {
        const bool isRepeatable = setting.kind == Setting::Kind::Stop;
        if (!isRepeatable && std::find(m_seen.begin(), m_seen.end(), setting.name) != m_seen.end())
            return laneError("bad-lane", std::string(setting.name), std::string(setting.name) + " is given twice");
        m_seen.push_back(setting.name);
        const bool isWord = setting.kind == Setting::Kind::Word;
        const std::string value = unescaped(isWord ? trimmed(raw) : raw, isRepeatable ? Escapes::WithControls : Escapes::Basic);
        // A system text or a stop word is the person's own prose and may speak of keys.
        if ((isWord || setting.name == "name") && looksLikeKey(value))
            return keyInArgument(setting.name);
        return setting.apply(m_parsed, setting.name, value);
    }

    ParsedLane m_parsed;
    std::vector<std::string_view> m_seen;
};

} // namespace

TextSource textSource(std::string_view argument)
{
    if (argument.starts_with("@@"))
        return {false, std::string(argument.substr(1))};
    if (argument.size() > 1 && argument.front() == '@')
        return {true, std::string(argument.substr(1))};
    return {false, std::string(argument)};
}

Result<ParsedLane> parseLaneOption(std::string_view argument)
{
    if (!isValidUtf8(argument))
        return laneError("bad-lane", "", "it is not UTF-8 text");
    if (trimmed(argument).empty())
        return laneError("bad-lane", "", "it is empty; write for example backend=local");
    LaneReader reader;
    for (const std::string_view piece : splitAtCommas(argument)) {
        if (const auto read = reader.readPiece(piece); !read)
            return Unexpected{read.error()};
    }
    return reader.finished();
}

} // namespace lineup
