#include "backends/providers/openaicompatible/wireparts.h"

#include "backends/providers/wire/writing.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxNameLength = 64;
constexpr std::array<std::string_view, 10> kRefusedWords{"allOf",        "not",         "dependentRequired",     "dependentSchemas",    "if",
                                                         "then",         "else",        "patternProperties",     "unevaluatedItems",    "oneOf"};

bool isObjectSchema(const json &schema)
{
    const json *type = findValue(schema, "type");
    if (!type)
        return schema.contains("properties");
    return *type == "object" || (type->is_array() && std::ranges::find(*type, json("object")) != type->end());
}

bool listsAllProperties(const json &schema)
{
    const json *others = findValue(schema, "additionalProperties");
    if (!others || *others != false)
        return false;
    const json *properties = findObject(schema, "properties");
    const json *required = findArray(schema, "required");
    if (!properties || properties->empty())
        return true;
    return required && std::ranges::all_of(properties->items(), [required](const auto &property) {
               return std::ranges::find(*required, json(property.key())) != required->end();
           });
}

/// Whether all the schemas that stand in `schema` can be kept to.
bool allowsStrictInside(const json &schema)
{
    for (const char *key : {"properties", "$defs", "definitions"}) {
        const json *named = findObject(schema, key);
        if (named && !std::ranges::all_of(named->items(), [](const auto &each) { return allowsStrict(each.value()); }))
            return false;
    }
    const json *items = findValue(schema, "items");
    if (items && !allowsStrict(*items))
        return false;
    const json *choices = findArray(schema, "anyOf");
    return !choices || std::ranges::all_of(*choices, [](const json &each) { return allowsStrict(each); });
}

} // namespace

std::string dataUrl(const ImageBlock &image)
{
    return "data:" + image.mediaType + ";base64," + wire::base64(image.bytes);
}

bool allowsStrict(const json &schema)
{
    if (!schema.is_object())
        return false;
    if (std::ranges::any_of(kRefusedWords, [&schema](std::string_view word) { return schema.contains(word); }))
        return false;
    if (isObjectSchema(schema) && !listsAllProperties(schema))
        return false;
    return allowsStrictInside(schema);
}

std::string schemaName(const json &schema)
{
    std::string name;
    if (const std::string *title = findString(schema, "title")) {
        for (const char c : *title) {
            const bool isTaken = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            // Two bytes of one character are one place.
            if (isTaken || name.empty() || name.back() != '_')
                name += isTaken ? c : '_';
        }
        name.resize(std::min(name.size(), kMaxNameLength));
    }
    return name.find_first_not_of('_') == std::string::npos ? "answer" : name;
}

} // namespace lineup::openaicompatible
