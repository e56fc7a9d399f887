#include "app/cli/comparesetup.h"

#include "core/base/text.h"
#include "core/cli/laneoption.h"
#include "core/cli/shotsfile.h"
#include "core/cli/toolsfile.h"

#include <utility>

namespace lineup {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Unexpected<Error> inputError(std::string reason, std::string detail, std::string subject = {})
{
    Error error;
    error.code = ErrorCode::BadInput;
    error.providerCode = std::move(reason);
    error.detail = std::move(detail);
    error.subject = std::move(subject);
    return Unexpected{std::move(error)};
}

/// Text as an editor or a pipe gives it: without byte order mark and without the line end that nobody means.
Result<std::string> textFrom(Result<std::string> bytes, const std::string &subject)
{
    if (!bytes)
        return bytes;
    std::string_view text = *bytes;
    if (!isValidUtf8(text))
        return inputError("not-text", "not UTF-8", subject);
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    return std::string(text);
}

Result<std::string> readText(const TextSource &source, const InputReader &reader)
{
    return source.isFile ? textFrom(reader.readFile(source.value), source.value) : Result<std::string>(source.value);
}

Result<std::string> readPrompt(const std::string &argument, const InputReader &reader)
{
    if (argument == "-")
        return textFrom(reader.readStandardInput(), "standard input");
    return readText(textSource(argument), reader);
}

Result<std::vector<Shot>> readShots(const std::string &path, const InputReader &reader)
{
    const auto bytes = reader.readFile(path);
    if (!bytes)
        return Unexpected{bytes.error()};
    return parseShotsFile(*bytes, path);
}

Result<LineupDocument> readLineup(const std::string &path, const InputReader &reader)
{
    const auto bytes = reader.readFile(path);
    if (!bytes)
        return Unexpected{bytes.error()};
    auto document = readDocument(*bytes);
    if (!document) {
        Error error = document.error();
        error.subject = path;
        return Unexpected{std::move(error)};
    }
    return document;
}

/// Lays `value`, if there is one, over `field`.
template <class T>
Result<void> overlay(std::optional<Result<T>> value, T &field)
{
    if (!value)
        return {};
    if (!*value)
        return Unexpected{value->error()};
    field = std::move(**value);
    return {};
}

/// The options that hold for all lanes.
Result<void> applySharedOptions(const CompareOptions &options, const InputReader &reader, LineupSetup &setup)
{
    std::optional<Result<std::string>> system;
    std::optional<Result<std::vector<Shot>>> shots;
    std::optional<Result<std::string>> prompt;
    if (options.system)
        system = readText(textSource(*options.system), reader);
    if (auto read = overlay(std::move(system), setup.system); !read)
        return read;
    if (options.shots) {
        const TextSource source = textSource(*options.shots); // "@FILE" is understood as well
        shots = readShots(source.value, reader);
    }
    if (auto read = overlay(std::move(shots), setup.shots); !read)
        return read;
    if (options.prompt)
        prompt = readPrompt(*options.prompt, reader);
    return overlay(std::move(prompt), setup.prompt);
}

Result<void> addLanes(const CompareOptions &options, const InputReader &reader, const BackendFactory *backends, LineupSetup &setup)
{
    std::vector<int> letters;
    for (std::size_t i = 0; i < options.lanes.size(); ++i) {
        auto lane = makeLane(options.lanes[i], reader, setup.shots.size(), backends);
        if (!lane) {
            Error error = lane.error();
            // The person counts lanes, not settings; files keep their own names.
            if (error.code == ErrorCode::BadInput && error.providerCode)
                error.subject = options.lanes.size() == 1 ? "--lane" : "--lane " + std::to_string(i + 1);
            return Unexpected{std::move(error)};
        }
        lane->letter = nextLetter(letters, {});
        letters.push_back(lane->letter);
        setup.lanes.push_back(*std::move(lane));
    }
    return {};
}

/// What the registry calls the settings of its providers.
std::vector<std::string> optionNames(const BackendFactory *backends)
{
    std::vector<std::string> names;
    for (const ProviderDescriptor &provider : backends ? backends->providers() : std::vector<ProviderDescriptor>{}) {
        for (const ProviderOption &each : provider.options)
            names.push_back(each.id);
    }
    return names;
}

Result<void> completeBackend(BackendRef &ref, const BackendFactory *backends)
{
    if (ref.id.empty())
        return {};
    if (!backends) {
        ref.kind = std::exchange(ref.id, {});
        return {};
    }
    auto whole = backends->completed(ref);
    if (!whole)
        return Unexpected{whole.error()};
    ref = *std::move(whole);
    return {};
}

/// The JSON Schema and the tools, which may stand in files.
Result<void> readRequestFiles(const ParsedLane &parsed, const InputReader &reader, Parameters &parameters)
{
    if (parsed.jsonSchema) {
        const auto text = readText(*parsed.jsonSchema, reader);
        auto schema = text ? parseJsonSchema(*text, parsed.jsonSchema->isFile ? parsed.jsonSchema->value : "json-schema") : Result<nlohmann::json>(Unexpected{text.error()});
        if (!schema)
            return Unexpected{schema.error()};
        parameters.jsonSchema = *std::move(schema);
    }
    if (parsed.tools) {
        const auto text = readText(*parsed.tools, reader);
        auto tools = text ? parseTools(*text, parsed.tools->isFile ? parsed.tools->value : "tools") : Result<std::vector<ToolSpec>>(Unexpected{text.error()});
        if (!tools)
            return Unexpected{tools.error()};
        parameters.tools = *std::move(tools);
    }
    return {};
}

} // namespace

Result<LaneSpec> makeLane(const std::string &option, const InputReader &reader, std::size_t shotsAvailable, const BackendFactory *backends)
{
    auto parsed = parseLaneOption(option, optionNames(backends));
    if (!parsed)
        return Unexpected{parsed.error()};
    LaneSpec lane = std::move(parsed->lane);
    if (auto completed = completeBackend(lane.backend, backends); !completed)
        return Unexpected{completed.error()};
    if (auto read = readRequestFiles(*parsed, reader, lane.parameters); !read)
        return Unexpected{read.error()};
    if (parsed->system) {
        auto system = readText(*parsed->system, reader);
        if (!system)
            return Unexpected{system.error()};
        lane.system = *std::move(system);
    }
    if (!parsed->shots)
        return lane;
    if (const auto *count = std::get_if<int>(&*parsed->shots)) {
        if (static_cast<std::size_t>(*count) > shotsAvailable)
            return inputError("bad-value", "shots=" + std::to_string(*count) + " asks for more examples than the " + std::to_string(shotsAvailable) + " that --shots gives");
        lane.shots = *count;
        return lane;
    }
    auto shots = readShots(std::get<std::string>(*parsed->shots), reader);
    if (!shots)
        return Unexpected{shots.error()};
    lane.shots = *std::move(shots);
    return lane;
}

Result<LineupDocument> makeCompareDocument(const CompareOptions &options, const InputReader &reader, const BackendFactory *backends)
{
    if (!options.document && options.lanes.empty())
        return inputError("no-lanes", "neither --lane nor a document");
    Result<LineupDocument> document = options.document ? readLineup(*options.document, reader) : LineupDocument{};
    if (!document)
        return document;
    if (const auto applied = applySharedOptions(options, reader, document->setup); !applied)
        return Unexpected{applied.error()};
    if (const auto added = addLanes(options, reader, backends, document->setup); !added)
        return Unexpected{added.error()};
    if (document->setup.lanes.empty())
        return inputError("no-lanes", "the document has no lanes", options.document.value_or(""));
    if (document->setup.prompt.empty())
        return inputError("no-prompt", "the prompt is empty");
    return document;
}

} // namespace lineup
