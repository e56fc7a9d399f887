#include "backends/providers/wire/refusals.h"

#include "backends/providers/wire/writing.h"

#include <algorithm>

namespace lineup::wire {

void Refusals::takeOut(const std::string &model, nlohmann::json &object, chat::Notes &notes) const
{
    const auto refused = m_names.find(model);
    if (refused == m_names.end())
        return;
    for (const std::string &name : refused->second) {
        if (object.erase(name) > 0)
            noteLeftOut(notes, name, "not taken by this model");
    }
}

bool Refusals::learn(const std::string &model, const nlohmann::json &object, const std::vector<Optional> &parameters, std::string_view refusal)
{
    bool isNews = false;
    for (const Optional &each : parameters) {
        const bool isMeant = std::ranges::any_of(each.words, [&](std::string_view word) { return refusal.find(word) != std::string_view::npos; });
        if (isMeant && object.contains(each.name))
            isNews = m_names[model].emplace(each.name).second || isNews;
    }
    return isNews;
}

std::string refusalText(const Error &error)
{
    if (error.httpStatus != 400 && error.httpStatus != 422)
        return {};
    std::string text = error.providerMessage.value_or(error.excerpt);
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

} // namespace lineup::wire
