#include "core/document/setupcodec.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace lineup {

namespace {

constexpr int kMaxRetries = 1000;
constexpr int kMaxShots = 1'000'000;

template <class Value>
void setIfKnown(OrderedJson &record, const char *key, const std::optional<Value> &value)
{
    if (value)
        record[key] = *value;
}

OrderedJson shotsJson(const std::vector<Shot> &shots)
{
    OrderedJson list = OrderedJson::array();
    for (const Shot &shot : shots)
        list.push_back({{"input", shot.input}, {"output", shot.output}});
    return list;
}

std::vector<Shot> readShots(const RecordReader &reader)
{
    std::vector<Shot> shots;
    reader.forEach([&](const RecordReader &shot) { shots.push_back({shot.textOf("input"), shot.textOf("output")}); });
    return shots;
}

OrderedJson parametersJson(const Parameters &parameters)
{
    OrderedJson record = OrderedJson::object();
    setIfKnown(record, "temperature", parameters.temperature);
    setIfKnown(record, "top_p", parameters.topP);
    setIfKnown(record, "top_k", parameters.topK);
    setIfKnown(record, "max_tokens", parameters.maxTokens);
    setIfKnown(record, "seed", parameters.seed);
    setIfKnown(record, "presence_penalty", parameters.presencePenalty);
    setIfKnown(record, "frequency_penalty", parameters.frequencyPenalty);
    setIfKnown(record, "reasoning_effort", parameters.reasoningEffort);
    setIfKnown(record, "reasoning_tokens", parameters.reasoningTokens);
    setIfKnown(record, "top_logprobs", parameters.topLogprobs);
    if (!parameters.streams)
        record["stream"] = false;
    if (parameters.jsonSchema)
        record["json_schema"] = OrderedJson(*parameters.jsonSchema);
    for (const ToolSpec &tool : parameters.tools)
        record["tools"].push_back({{"name", tool.name}, {"description", tool.description}, {"parameters", OrderedJson(tool.parameters)}});
    if (!parameters.stop.empty())
        record["stop"] = parameters.stop;
    if (parameters.extra.is_object() && !parameters.extra.empty())
        record["extra"] = OrderedJson(parameters.extra);
    return record;
}

Parameters readParameters(const RecordReader &reader)
{
    Parameters parameters;
    parameters.temperature = reader.member("temperature").number();
    parameters.topP = reader.member("top_p").number();
    parameters.topK = reader.member("top_k").integer();
    parameters.maxTokens = reader.member("max_tokens").integer();
    parameters.seed = reader.member("seed").integer();
    parameters.presencePenalty = reader.member("presence_penalty").number();
    parameters.frequencyPenalty = reader.member("frequency_penalty").number();
    parameters.reasoningEffort = reader.member("reasoning_effort").text();
    parameters.reasoningTokens = reader.member("reasoning_tokens").integer();
    parameters.topLogprobs = reader.member("top_logprobs").integer();
    parameters.streams = reader.member("stream").flag().value_or(true);
    if (const nlohmann::json *schema = reader.member("json_schema").object())
        parameters.jsonSchema = *schema;
    reader.member("tools").forEach([&](const RecordReader &tool) {
        ToolSpec spec{tool.textOf("name"), tool.textOf("description"), nlohmann::json::object()};
        if (const nlohmann::json *schema = tool.member("parameters").object())
            spec.parameters = *schema;
        parameters.tools.push_back(std::move(spec));
    });
    parameters.stop = reader.member("stop").texts();
    if (const nlohmann::json *extra = reader.member("extra").object())
        parameters.extra = *extra;
    return parameters;
}

OrderedJson clocksJson(const Clocks &clocks)
{
    OrderedJson record = OrderedJson::object();
    const auto set = [&](const char *key, const std::optional<std::chrono::milliseconds> &limit) {
        if (limit)
            record[key] = millisecondsJson(*limit);
    };
    set("connect", clocks.connect);
    set("first_byte", clocks.firstByte);
    set("idle", clocks.idle);
    set("total", clocks.total);
    return record;
}

Clocks readClocks(const RecordReader &reader)
{
    return {readWholeMilliseconds(reader.member("connect")), readWholeMilliseconds(reader.member("first_byte")),
            readWholeMilliseconds(reader.member("idle")), readWholeMilliseconds(reader.member("total"))};
}

/// The address without "user:password@", which must not come into a file that is passed on, nor out of one.
std::string withoutCredentials(std::string url)
{
    const std::size_t scheme = url.find("://");
    if (scheme == std::string::npos)
        return url;
    const std::size_t begin = scheme + 3;
    const std::size_t at = std::string_view(url).substr(0, url.find_first_of("/?#", begin)).rfind('@');
    return at == std::string::npos || at < begin ? url : url.erase(begin, at + 1 - begin);
}

OrderedJson laneJson(const LaneSpec &lane)
{
    OrderedJson record;
    record["letter"] = letterName(std::max(lane.letter, 0));
    record["name"] = lane.name;
    OrderedJson backend;
    if (!lane.backend.id.empty())
        backend["id"] = lane.backend.id;
    backend["kind"] = lane.backend.kind;
    backend["base_url"] = withoutCredentials(lane.backend.baseUrl);
    backend["key_env"] = lane.backend.keyEnv;
    if (!lane.backend.options.empty())
        backend["options"] = lane.backend.options;
    record["backend"] = std::move(backend);
    record["model"] = lane.model;
    record["parameters"] = parametersJson(lane.parameters);
    setIfKnown(record, "system", lane.system);
    if (lane.shots) {
        if (const auto *own = std::get_if<std::vector<Shot>>(&*lane.shots))
            record["shots"] = shotsJson(*own);
        else
            record["shots"] = std::clamp(std::get<int>(*lane.shots), 0, kMaxShots);
    }
    record["clocks_ms"] = clocksJson(lane.clocks);
    record["retries"] = std::clamp(lane.retries, 0, kMaxRetries);
    if (lane.price)
        record["price"] = priceJson(*lane.price);
    return record;
}

std::map<std::string, std::string> readOptions(const RecordReader &reader)
{
    std::map<std::string, std::string> options;
    if (const nlohmann::json *object = reader.object()) {
        for (const auto &[id, value] : object->items())
            options[id] = reader.textOf(id);
    }
    return options;
}

/// Without the letter, which depends on the other lanes.
LaneSpec readLane(const RecordReader &reader)
{
    LaneSpec lane;
    lane.name = reader.textOf("name");
    const RecordReader backend = reader.member("backend");
    lane.backend.id = backend.textOf("id");
    lane.backend.kind = backend.member("kind").text().value_or(lane.backend.kind);
    lane.backend.baseUrl = withoutCredentials(backend.textOf("base_url"));
    lane.backend.keyEnv = backend.textOf("key_env");
    lane.backend.options = readOptions(backend.member("options"));
    lane.model = reader.textOf("model");
    lane.parameters = readParameters(reader.member("parameters"));
    lane.system = reader.member("system").text();
    const RecordReader shots = reader.member("shots");
    if (shots.isNumber()) {
        if (const auto count = shots.small(kMaxShots))
            lane.shots = *count;
    } else if (shots.isArray()) {
        lane.shots = readShots(shots);
    } else if (!shots.isNull()) {
        shots.fail("must be a number of examples or a list of them");
    }
    lane.clocks = readClocks(reader.member("clocks_ms"));
    lane.retries = reader.member("retries").small(kMaxRetries).value_or(lane.retries);
    if (const RecordReader price = reader.member("price"); !price.isNull())
        lane.price = readPrice(price);
    return lane;
}

/// The letters of the lanes as they stand in the file; −1 where one is missing or taken.
std::vector<int> readLetters(const RecordReader &lanes)
{
    std::vector<int> letters;
    std::set<int> taken;
    lanes.forEach([&](const RecordReader &lane) {
        const RecordReader reader = lane.member("letter");
        const auto name = reader.text();
        const auto letter = name ? letterFromName(*name) : std::nullopt;
        if (name && !letter)
            reader.fail("must be a letter such as \"A\"");
        letters.push_back(letter && taken.insert(*letter).second ? *letter : -1);
    });
    return letters;
}

/// Fills the gaps by the rule of nextLetter(), but in one go: a file may claim any number of lanes.
void fillLetters(std::vector<int> &letters, const std::vector<int> &retired)
{
    std::set<int> avoided(letters.begin(), letters.end());
    std::set<int> taken = avoided;
    avoided.insert(retired.begin(), retired.end());
    int fresh = 0;
    int free = 0;
    for (int &letter : letters) {
        if (letter >= 0)
            continue;
        while (fresh < kFreshLetters && avoided.count(fresh) != 0)
            ++fresh;
        while (fresh == kFreshLetters && taken.count(free) != 0)
            ++free;
        letter = fresh < kFreshLetters ? fresh : free;
        avoided.insert(letter);
        taken.insert(letter);
    }
}

} // namespace

std::optional<int> letterFromName(std::string_view name)
{
    if (name.size() == 1 && name.front() >= 'A' && name.front() <= 'Z')
        return name.front() - 'A';
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc() || end != name.data() + name.size() || number < 1 || letterName(number - 1) != name)
        return std::nullopt;
    return number - 1;
}

OrderedJson setupJson(const LineupSetup &setup)
{
    OrderedJson record;
    record["system"] = setup.system;
    record["shots"] = shotsJson(setup.shots);
    record["prompt"] = setup.prompt;
    OrderedJson lanes = OrderedJson::array();
    for (const LaneSpec &lane : setup.lanes)
        lanes.push_back(laneJson(lane));
    record["lanes"] = std::move(lanes);
    return record;
}

LineupSetup readSetup(const RecordReader &reader, const std::vector<int> &retired)
{
    LineupSetup setup;
    setup.system = reader.textOf("system");
    setup.shots = readShots(reader.member("shots"));
    setup.prompt = reader.textOf("prompt");
    const RecordReader lanes = reader.member("lanes");
    lanes.forEach([&](const RecordReader &lane) { setup.lanes.push_back(readLane(lane)); });
    std::vector<int> letters = readLetters(lanes);
    fillLetters(letters, retired);
    for (std::size_t i = 0; i < letters.size() && i < setup.lanes.size(); ++i)
        setup.lanes[i].letter = letters[i];
    return setup;
}

} // namespace lineup
