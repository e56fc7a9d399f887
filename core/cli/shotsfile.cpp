#include "core/cli/shotsfile.h"

#include "core/cli/boundedjson.h"

#include <algorithm>
#include <optional>

namespace lineup {

namespace {

constexpr std::size_t kMostShots = 1000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

using Json = nlohmann::ordered_json;

std::string textOf(const Json &value)
{
    if (const auto *text = value.get_ptr<const std::string *>())
        return *text;
    return value.dump();
}

/// What is wrong with the line, or nothing and the example in `shot`.
std::optional<std::string> readShot(std::string_view line, Shot &shot)
{
    Json value;
    switch (parseBoundedJson(line, value)) {
    case JsonProblem::NotJson: return "not valid JSON";
    case JsonProblem::TooDeep: return "nested more than " + std::to_string(kMaxJsonDepth) + " deep";
    case JsonProblem::None: break;
    }
    if (!value.is_object())
        return "not an object with \"input\" and \"output\"";
    const auto input = value.find("input");
    const auto output = value.find("output");
    if (input == value.end())
        return "\"input\" is missing";
    if (output == value.end())
        return "\"output\" is missing";
    shot = {textOf(*input), textOf(*output)};
    return std::nullopt;
}

} // namespace

Result<std::vector<Shot>> parseShotsFile(std::string_view bytes, const std::string &fileName)
{
    if (bytes.starts_with(kByteOrderMark))
        bytes.remove_prefix(kByteOrderMark.size());
    std::vector<Shot> shots;
    for (std::size_t lineNumber = 1; !bytes.empty(); ++lineNumber) {
        const std::string_view line = bytes.substr(0, bytes.find('\n'));
        bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        const auto problemAt = [&](const std::string &problem) {
            return makeError(ErrorCode::BadInput, "line " + std::to_string(lineNumber) + ": " + problem, fileName);
        };
        if (shots.size() == kMostShots)
            return problemAt("more than " + std::to_string(kMostShots) + " examples");
        Shot shot;
        if (const auto problem = readShot(line, shot))
            return problemAt(*problem);
        shots.push_back(std::move(shot));
    }
    return shots;
}

} // namespace lineup
