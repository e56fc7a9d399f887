#include "backends/providers/openaicompatible/reasoningdetails.h"

#include "core/base/json.h"

#include <utility>

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

/// An answer has one for each turn of thinking; a server that sends more has gone mad.
constexpr std::size_t kMostDetails = 1024;

bool isText(std::string_view key)
{
    return key == "text" || key == "summary" || key == "data";
}

bool continues(const json &detail, const json &piece)
{
    const auto same = [&](const char *key) { return detail.value(key, json()) == piece.value(key, json()); };
    return piece.contains("index") && same("index") && same("type");
}

void addPiece(json &detail, const json &piece)
{
    for (const auto &[key, value] : piece.items()) {
        json &old = detail[key];
        if (isText(key) && value.is_string() && old.is_string())
            old = old.get<std::string>() + value.get<std::string>();
        else if (!value.is_null() || old.is_null())
            old = value;
    }
}

} // namespace

std::string ReasoningDetails::take(const json &list)
{
    std::string text;
    for (const json &piece : list) {
        if (!piece.is_object())
            continue;
        for (const char *key : {"text", "summary"}) {
            if (const std::string *read = findString(piece, key))
                text += *read;
        }
        if (!m_details.empty() && continues(m_details.back(), piece))
            addPiece(m_details.back(), piece);
        else if (m_details.size() < kMostDetails)
            m_details.push_back(piece);
    }
    return text;
}

std::optional<ProviderItem> ReasoningDetails::takeItem()
{
    if (m_details.empty())
        return std::nullopt;
    return ProviderItem{dumpJson({{"reasoning_details", std::exchange(m_details, json::array())}})};
}

} // namespace lineup::openaicompatible
