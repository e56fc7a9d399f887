#include "core/cli/toolsfile.h"

#include "core/base/json.h"

#include <algorithm>

namespace lineup {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostTools = 128;

Unexpected<Error> problemAt(const std::string &fileName, std::string detail)
{
    return makeError(ErrorCode::BadInput, std::move(detail), fileName);
}

/// What is wrong, or "" and the tool in `spec`.
std::string readTool(const Json &record, ToolSpec &spec)
{
    if (!record.is_object())
        return "must be an object";
    const Json *function = findObject(record, "function");
    const Json &tool = function ? *function : record;
    const std::string *name = findString(tool, "name");
    if (!name || name->empty())
        return "\"name\" is missing";
    spec.name = *name;
    if (const std::string *description = findString(tool, "description"))
        spec.description = *description;
    for (const char *key : {"parameters", "input_schema", "inputSchema"}) {
        const Json *parameters = findValue(tool, key);
        if (parameters && !parameters->is_object())
            return std::string("\"") + key + "\" must be an object";
        if (parameters)
            spec.parameters = *parameters;
    }
    return {};
}

} // namespace

Result<nlohmann::json> parseJsonSchema(std::string_view text, const std::string &fileName)
{
    auto value = parseJson(text, kReplyJsonDepth);
    if (!value)
        return problemAt(fileName, value.error().detail);
    if (!value->is_object())
        return problemAt(fileName, "a JSON Schema is an object");
    const Json *inner = findObject(*value, "schema");
    return inner && findString(*value, "name") ? *inner : *std::move(value);
}

Result<std::vector<ToolSpec>> parseTools(std::string_view text, const std::string &fileName)
{
    const auto value = parseJson(text, kReplyJsonDepth);
    if (!value)
        return problemAt(fileName, value.error().detail);
    const Json *list = value->is_array() ? &*value : findArray(*value, "tools");
    if (!list)
        return problemAt(fileName, "must be a list of tools");
    if (list->size() > kMostTools)
        return problemAt(fileName, "more than " + std::to_string(kMostTools) + " tools");
    std::vector<ToolSpec> tools;
    for (std::size_t i = 0; i < list->size(); ++i) {
        ToolSpec spec;
        std::string problem = readTool((*list)[i], spec);
        if (problem.empty() && std::ranges::find(tools, spec.name, &ToolSpec::name) != tools.end())
            problem = "its name stands in the list twice";
        if (!problem.empty())
            return problemAt(fileName, "tool " + std::to_string(i + 1) + ": " + problem);
        tools.push_back(std::move(spec));
    }
    return tools;
}

} // namespace lineup
