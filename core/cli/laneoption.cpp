#include "core/cli/laneoption.h"

#include "core/base/text.h"
#include "core/cli/boundedjson.h"
#include "core/cli/keyshape.h"
#include "core/cli/nearestname.h"
#include "core/cli/optionvalue.h"
#include "core/cli/settinglist.h"
#include "core/net/headers.h"

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
constexpr int kMostLogprobs = 20;
constexpr std::string_view kLocal = "local";

/// Settings of providers that lanes name without "option.": those of the table in docs/cli.md, beside what the registry says.
constexpr std::array<std::string_view, 8> kProviderOptions{"api", "api-version", "auth", "deployment", "organization", "project", "region", "token-command"};

using settinglist::keyInArgument;
using settinglist::quoted;
using settinglist::refusal;

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

bool hasBackend(const ParsedLane &parsed)
{
    return !parsed.lane.backend.kind.empty() || !parsed.lane.backend.id.empty();
}

/// One that was set up, or a kind; which of them, only the registry can tell.
Result<void> setBackend(ParsedLane &parsed, std::string_view, Value value)
{
    if (hasBackend(parsed))
        return refusal("bad-lane", "backend", "backend= and kind= both say where to ask, give one of them");
    if (value.empty())
        return refusal("bad-value", "backend", "backend must be local or the name of a backend that is set up");
    (value == kLocal ? parsed.lane.backend.kind : parsed.lane.backend.id) = value;
    return {};
}

Result<void> setKind(ParsedLane &parsed, std::string_view, Value value)
{
    if (hasBackend(parsed))
        return refusal("bad-lane", "kind", "backend= and kind= both say where to ask, give one of them");
    if (value.empty())
        return refusal("bad-value", "kind", "kind must be local, openai-compatible or another kind of backend");
    parsed.lane.backend.kind = value;
    return {};
}

Result<void> setBaseUrl(ParsedLane &parsed, std::string_view name, Value value)
{
    return settinglist::readAddress(name, value, parsed.lane.backend.baseUrl);
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

Result<void> setKeyEnv(ParsedLane &parsed, std::string_view name, Value value)
{
    return settinglist::readKeyVariable(name, value, parsed.lane.backend.keyEnv);
}

Result<void> setReasoningEffort(ParsedLane &parsed, std::string_view, Value value)
{
    if (value.empty())
        return refusal("bad-value", "reasoning-effort", "reasoning-effort must be a word such as low, medium or high");
    parsed.lane.parameters.reasoningEffort = value;
    return {};
}

Result<void> addStop(ParsedLane &parsed, std::string_view, Value value)
{
    if (value.empty())
        return refusal("bad-value", "stop", "stop must not be empty");
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
        return refusal("bad-value", "shots", "shots must be a number or a file");
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

Result<void> setJsonSchema(ParsedLane &parsed, std::string_view, Value value)
{
    if (value.empty())
        return refusal("bad-value", "json-schema", "json-schema must be a JSON Schema or @FILE");
    parsed.jsonSchema = textSource(value);
    return {};
}

Result<void> setTools(ParsedLane &parsed, std::string_view, Value value)
{
    if (value.empty())
        return refusal("bad-value", "tools", "tools must be a JSON list of tools or @FILE");
    parsed.tools = textSource(value);
    return {};
}

Result<void> setLogprobs(ParsedLane &parsed, std::string_view name, Value value)
{
    return store(wholeValue(name, value, 0, kMostLogprobs), parsed.lane.parameters.topLogprobs);
}

Result<void> setStream(ParsedLane &parsed, std::string_view name, Value value)
{
    return store(settinglist::flagValue(name, value), parsed.lane.parameters.streams);
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
    Setting{"backend", setBackend},
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
    Setting{"reasoning-tokens", setWhole<&Parameters::reasoningTokens, 0>},
    Setting{"logprobs", setLogprobs},
    Setting{"stream", setStream},
    Setting{"json-schema", setJsonSchema},
    Setting{"tools", setTools},
    Setting{"connect-timeout", setSeconds<&Clocks::connect>},
    Setting{"first-byte-timeout", setSeconds<&Clocks::firstByte>},
    Setting{"idle-timeout", setSeconds<&Clocks::idle>},
    Setting{"total-timeout", setSeconds<&Clocks::total>},
    Setting{"retries", setRetries},
    Setting{"price-input", setPrice<&PriceRule::input>},
    Setting{"price-output", setPrice<&PriceRule::output>},
};

Unexpected<Error> unknownSetting(std::string_view name, const std::vector<std::string> &providerOptions)
{
    std::vector<std::string_view> names{"json.NAME", "option.NAME"};
    for (const Setting &setting : kSettings)
        names.push_back(setting.name);
    names.insert(names.end(), kProviderOptions.begin(), kProviderOptions.end());
    names.insert(names.end(), providerOptions.begin(), providerOptions.end());
    // Names that people bring from other programs.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kOtherNames{{
        {"url", "base-url"}, {"endpoint", "base-url"}, {"host", "base-url"}, {"provider", "kind"}, {"timeout", "total-timeout"}, {"examples", "shots"},
        {"top-logprobs", "logprobs"}, {"streaming", "stream"}, {"response-format", "json-schema"}}};
    std::optional<std::string_view> meant = nearestName(name, names);
    for (const auto &[other, own] : kOtherNames) {
        if (other == name)
            meant = own;
    }
    std::string detail = "there is no setting " + quoted(name);
    if (meant)
        detail += " (did you mean \"" + std::string(*meant) + "\"?)";
    return refusal("unknown-setting", std::string(name), std::move(detail));
}

Result<void> setJson(ParsedLane &parsed, std::string_view name, const std::string &text)
{
    if (name.empty())
        return refusal("bad-lane", "json.", "json. needs a name, as in json.logit_bias=VALUE");
    const std::string setting = "json." + std::string(name);
    if (isKeyName(name) || looksLikeKey(text))
        return keyInArgument(isKeyName(name) ? std::string_view(setting) : "json");
    nlohmann::json &extra = parsed.lane.parameters.extra;
    const std::string member(name);
    if (extra.contains(member))
        return refusal("bad-lane", setting, setting + " is given twice");
    nlohmann::json value;
    switch (parseBoundedJson(text, value)) {
    case JsonProblem::TooDeep:
        return refusal("bad-value", setting, setting + " is nested more than " + std::to_string(kMaxJsonDepth) + " deep");
    case JsonProblem::NotJson: extra[member] = text; break;
    case JsonProblem::None: extra[member] = std::move(value); break;
    }
    return {};
}

class LaneReader {
public:
    explicit LaneReader(const std::vector<std::string> &providerOptions) : m_providerOptions(providerOptions) { m_parsed.lane.backend.kind.clear(); }

    Result<void> readPiece(std::string_view text)
    {
        const auto piece = settinglist::pieceOf(text);
        if (!piece)
            return Unexpected{piece.error()};
        if (piece->name.starts_with("json."))
            return setJson(m_parsed, piece->name.substr(5), settinglist::unescaped(piece->raw, settinglist::Escapes::Basic));
        constexpr std::string_view kOption = "option.";
        if (piece->name.starts_with(kOption))
            return setOption(piece->name.substr(kOption.size()), piece->raw);
        const auto setting = std::ranges::find(kSettings, piece->name, &Setting::name);
        if (setting != kSettings.end())
            return readSetting(*setting, piece->raw);
        return isProviderOption(piece->name) ? setOption(piece->name, piece->raw) : unknownSetting(piece->name, m_providerOptions);
    }

    Result<ParsedLane> finished()
    {
        const LaneSpec &lane = m_parsed.lane;
        if (!hasBackend(m_parsed))
            return refusal("bad-lane", "kind", "it does not say where to ask: add backend=local, or kind=openai-compatible with base-url=");
        if (lane.backend.kind == kLocal && !(lane.backend.baseUrl.empty() && lane.backend.keyEnv.empty()))
            return refusal("bad-lane", "backend", "backend=local needs no base-url and no key-env");
        return std::move(m_parsed);
    }

private:
    bool isProviderOption(std::string_view name) const
    {
        return std::ranges::find(kProviderOptions, name) != kProviderOptions.end() || std::ranges::find(m_providerOptions, name) != m_providerOptions.end();
    }

    Result<void> setOption(std::string_view name, std::string_view raw)
    {
        if (name.empty())
            return refusal("bad-lane", "option.", "option. needs a name, as in option.region=VALUE");
        if (isKeyName(name))
            return keyInArgument(name);
        const std::string value = settinglist::unescaped(trimmed(raw), settinglist::Escapes::Basic);
        if (looksLikeKey(value))
            return keyInArgument(name);
        if (!m_parsed.lane.backend.options.emplace(name, value).second)
            return refusal("bad-lane", std::string(name), std::string(name) + " is given twice");
        return {};
    }

    Result<void> readSetting(const Setting &setting, std::string_view raw)
    {
        using settinglist::Escapes;
        const bool isRepeatable = setting.kind == Setting::Kind::Stop;
        if (!isRepeatable && std::find(m_seen.begin(), m_seen.end(), setting.name) != m_seen.end())
            return refusal("bad-lane", std::string(setting.name), std::string(setting.name) + " is given twice");
        m_seen.push_back(setting.name);
        const bool isWord = setting.kind == Setting::Kind::Word;
        const std::string value = settinglist::unescaped(isWord ? trimmed(raw) : raw, isRepeatable ? Escapes::WithControls : Escapes::Basic);
        // A system text or a stop word is the person's own prose and may speak of keys.
        if ((isWord || setting.name == "name") && looksLikeKey(value))
            return keyInArgument(setting.name);
        return setting.apply(m_parsed, setting.name, value);
    }

    const std::vector<std::string> &m_providerOptions;
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

Result<ParsedLane> parseLaneOption(std::string_view argument, const std::vector<std::string> &providerOptions)
{
    if (!isValidUtf8(argument))
        return refusal("bad-lane", "", "it is not UTF-8 text");
    if (trimmed(argument).empty())
        return refusal("bad-lane", "", "it is empty; write for example backend=local");
    LaneReader reader(providerOptions);
    for (const std::string_view piece : settinglist::splitAtCommas(argument)) {
        if (const auto read = reader.readPiece(piece); !read)
            return Unexpected{read.error()};
    }
    return reader.finished();
}

} // namespace lineup
