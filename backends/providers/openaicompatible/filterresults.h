#pragma once

#include "core/chat/streamevent.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace lineup::openaicompatible {

/// `content_filter_results` (in an error: `content_filter_result`) of Azure OpenAI as categories, in the order of the alphabet.
/// A filter that finds rather than grades ("jailbreak") has the severity "detected" or ""; one that could not run is the category
/// "error" with its code as severity. Source: Microsoft, Azure OpenAI, "Content filtering".
FilterReport filterReport(const nlohmann::json &results, bool isOfPrompt);

/// Collects what filters say in a stream, where each chunk may have its own results and late ones come for text that was
/// there long ago.
class FilterResults {
public:
    /// Reads one chunk and its choice (may be null). What was said of the prompt comes back when it is complete in this chunk.
    std::optional<FilterReport> read(const nlohmann::json &chunk, const nlohmann::json *choice);
    /// What was said of the answer, each category with the worst of its results; nothing when there was none, or it was taken.
    std::optional<FilterReport> takeOfAnswer();

private:
    FilterReport m_ofAnswer;
};

} // namespace lineup::openaicompatible
