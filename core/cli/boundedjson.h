#pragma once

#include <nlohmann/json.hpp>

#include <string_view>

namespace lineup {

/// Deepest nesting of JSON that is accepted from outside: copying and printing deeper values recurses and would overflow
/// the stack.
inline constexpr int kMaxJsonDepth = 64;

enum class JsonProblem { None, NotJson, TooDeep };
/// Parses JSON strictly, without exceptions and without building anything deeper than kMaxJsonDepth. `Json` is
/// nlohmann::json, or nlohmann::ordered_json where the order of members must be kept.
template <class Json>
JsonProblem parseBoundedJson(std::string_view text, Json &value)
{
    bool isTooDeep = false;
    const auto guard = [&isTooDeep](int depth, typename Json::parse_event_t event, Json &) {
        const bool opens = event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
        isTooDeep = isTooDeep || (opens && depth >= kMaxJsonDepth);
        return !isTooDeep;
    };
    value = Json::parse(text.begin(), text.end(), guard, /*allow_exceptions=*/false);
    // Discarded inner values leave a value behind that means nothing.
    if (isTooDeep)
        return JsonProblem::TooDeep;
    return value.is_discarded() ? JsonProblem::NotJson : JsonProblem::None;
}

} // namespace lineup
