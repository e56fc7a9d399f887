#include "backends/providers/openaicompatible/filterresults.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;
using Category = FilterReport::Category;

/// Names of lists are the customer's, and there are few.
constexpr std::size_t kMaxCategories = 64;

int rankOf(std::string_view severity)
{
    constexpr std::array<std::string_view, 6> ranks{"", "safe", "low", "medium", "high", "detected"};
    const auto found = std::ranges::find(ranks, severity);
    return static_cast<int>(found - ranks.begin());
}

/// `custom_blocklists`: {"filtered":true,"details":[{"id":…,"filtered":true}]}, or only the list.
bool isBlockedByList(const json &entry)
{
    const json *details = entry.is_array() ? &entry : findArray(entry, "details");
    return details && std::ranges::any_of(*details, [](const json &each) { return findBool(each, "filtered").value_or(false); });
}

Category categoryOf(const std::string &name, const json &entry)
{
    Category category{sanitizeUtf8(name), {}, findBool(entry, "filtered").value_or(false) || isBlockedByList(entry)};
    if (const std::string *severity = findString(entry, name == "error" ? "code" : "severity"))
        category.severity = sanitizeUtf8(*severity);
    else if (findBool(entry, "detected").value_or(false))
        category.severity = "detected";
    return category;
}

void merge(FilterReport &report, const FilterReport &more)
{
    for (const Category &category : more.categories) {
        const auto known = std::ranges::find(report.categories, category.name, &Category::name);
        if (known == report.categories.end()) {
            if (report.categories.size() < kMaxCategories)
                report.categories.push_back(category);
            continue;
        }
        known->isBlocked = known->isBlocked || category.isBlocked;
        if (rankOf(category.severity) > rankOf(known->severity))
            known->severity = category.severity;
    }
}

} // namespace

FilterReport filterReport(const json &results, bool isOfPrompt)
{
    FilterReport report;
    report.isOfPrompt = isOfPrompt;
    if (!results.is_object())
        return report;
    for (const auto &[name, entry] : results.items()) {
        if ((entry.is_object() || entry.is_array()) && report.categories.size() < kMaxCategories)
            report.categories.push_back(categoryOf(name, entry));
    }
    return report;
}

std::optional<FilterReport> FilterResults::read(const json &chunk, const json *choice)
{
    if (const json *results = choice ? findObject(*choice, "content_filter_results") : nullptr)
        merge(m_ofAnswer, filterReport(*results, false));
    const json *prompts = findArray(chunk, "prompt_filter_results");
    // An older name.
    if (!prompts)
        prompts = findArray(chunk, "prompt_annotations");
    if (!prompts)
        return std::nullopt;
    FilterReport ofPrompt;
    ofPrompt.isOfPrompt = true;
    for (const json &prompt : *prompts) {
        if (const json *results = findObject(prompt, "content_filter_results"))
            merge(ofPrompt, filterReport(*results, true));
    }
    return ofPrompt.categories.empty() ? std::nullopt : std::optional(std::move(ofPrompt));
}

std::optional<FilterReport> FilterResults::takeOfAnswer()
{
    FilterReport report = std::exchange(m_ofAnswer, {});
    return report.categories.empty() ? std::nullopt : std::optional(std::move(report));
}

} // namespace lineup::openaicompatible
