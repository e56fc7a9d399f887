#include "backends/providers/openaicompatible/fastchunk.h"

#include <simdjson.h>

namespace lineup::openaicompatible {

namespace {

namespace ondemand = simdjson::ondemand;

/// The raw inside of a string value, which starts behind its opening quote. `end` is where the document ends.
std::optional<std::string_view> rawInside(ondemand::value &value, const char *end)
{
    ondemand::raw_json_string raw;
    if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS)
        return std::nullopt;
    const char *start = raw.raw();
    for (const char *at = start; at < end; ++at) {
        if (*at == '\\')
            ++at;
        else if (*at == '"')
            return std::string_view(start, static_cast<std::size_t>(at - start));
    }
    return std::nullopt;
}

bool isNull(ondemand::value &value)
{
    bool null = false;
    return value.is_null().get(null) == simdjson::SUCCESS && null;
}

/// A string or a number, read to its end: simdjson checks only what is asked for.
bool isWellFormedScalar(ondemand::value &value)
{
    ondemand::json_type type;
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    std::string_view text;
    double number = 0;
    if (type == ondemand::json_type::string)
        return value.get_string().get(text) == simdjson::SUCCESS;
    return type == ondemand::json_type::number && value.get_double().get(number) == simdjson::SUCCESS;
}

} // namespace

struct FastChunkParser::Private {
    ondemand::parser parser;
    std::string padded;

    bool readDelta(ondemand::object delta, const char *end, std::string_view &content)
    {
        if (!content.empty())
            return false; // a second delta
        for (auto item : delta) {
            std::string_view key;
            ondemand::value value;
            if (item.unescaped_key().get(key) != simdjson::SUCCESS || item.value().get(value) != simdjson::SUCCESS)
                return false;
            if (key == "content") {
                const auto raw = rawInside(value, end);
                if (!raw || raw->empty() || !content.empty())
                    return false;
                content = *raw;
            } else if (key == "role") {
                std::string_view role;
                if (value.get_string().get(role) != simdjson::SUCCESS)
                    return false;
            } else if (!isNull(value)) {
                return false;
            }
        }
        return !content.empty();
    }

    bool readChoice(ondemand::object choice, const char *end, std::string_view &content)
    {
        for (auto item : choice) {
            std::string_view key;
            ondemand::value value;
            if (item.unescaped_key().get(key) != simdjson::SUCCESS || item.value().get(value) != simdjson::SUCCESS)
                return false;
            if (key == "delta") {
                ondemand::object delta;
                if (value.get_object().get(delta) != simdjson::SUCCESS || !readDelta(delta, end, content))
                    return false;
            } else if (key == "index") {
                std::uint64_t index = 1;
                if (value.get_uint64().get(index) != simdjson::SUCCESS || index != 0)
                    return false;
            } else if (!isNull(value)) {
                return false;
            }
        }
        return true;
    }

    bool readChoices(ondemand::array choices, const char *end, std::string_view &content)
    {
        int count = 0;
        for (auto item : choices) {
            ondemand::object choice;
            if (++count > 1 || item.get_object().get(choice) != simdjson::SUCCESS || !readChoice(choice, end, content))
                return false;
        }
        return count == 1;
    }

    bool readMember(std::string_view key, ondemand::value &value, const Known &known, const char *end, std::string_view &content)
    {
        if (key == "choices") {
            ondemand::array choices;
            return content.empty() && value.get_array().get(choices) == simdjson::SUCCESS && readChoices(choices, end, content);
        }
        const bool isId = key == "id";
        const bool isModel = key == "model";
        if (isId || isModel || key == "system_fingerprint") {
            if (isNull(value))
                return true;
            std::string_view text;
            if (value.get_string().get(text) != simdjson::SUCCESS)
                return false;
            return text.empty() || text == (isId ? known.id : isModel ? known.model : known.fingerprint);
        }
        return isNull(value) || (isSilentMember(key) && isWellFormedScalar(value));
    }
};

bool isSilentMember(std::string_view key)
{
    return key == "object" || key == "created" || key == "service_tier" || key == "obfuscation" || key == "p" || key == "provider";
}

FastChunkParser::FastChunkParser() : d(std::make_unique<Private>()) {}
FastChunkParser::~FastChunkParser() = default;

std::optional<FastChunkParser::Chunk> FastChunkParser::parse(std::string_view data, std::size_t readableAfter, const Known &known)
{
    std::string_view text = data;
    if (readableAfter < simdjson::SIMDJSON_PADDING) {
        d->padded.assign(data);
        d->padded.resize(data.size() + simdjson::SIMDJSON_PADDING);
        text = std::string_view(d->padded).substr(0, data.size());
    }
    ondemand::document document;
    ondemand::object object;
    if (d->parser.iterate(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return std::nullopt;
    std::string_view content;
    for (auto field : object) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS
            || !d->readMember(key, value, known, text.data() + text.size(), content))
            return std::nullopt;
    }
    // Behind the object there must be nothing: then there is no location any more.
    const char *rest = nullptr;
    if (content.empty() || document.current_location().get(rest) == simdjson::SUCCESS)
        return std::nullopt;
    // The same place in the caller's bytes.
    return Chunk{data.substr(static_cast<std::size_t>(content.data() - text.data()), content.size())};
}

} // namespace lineup::openaicompatible
