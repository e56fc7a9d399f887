#pragma once

#include "core/base/error.h"
#include "core/run/run.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// The line-up as a document: what is being edited and every run that was made with it. Opens again exactly, offline.
struct LineupDocument {
    std::string title;
    LineupSetup setup;              ///< as edited now
    std::vector<int> retiredLetters; ///< letters of removed lanes; reused last
    std::vector<Run> runs;          ///< oldest first
    /// Id of the built-in lesson that this document was made from, else empty. Words of a lesson stand in widgets.
    std::string lesson;
    /// Sizes of splitters and the like; a JSON object that only widgets read.
    nlohmann::json layout = nlohmann::json::object();
    /// Members that this version does not know; written back unchanged.
    nlohmann::json unknown = nlohmann::json::object();

    bool operator==(const LineupDocument &) const = default;
};

/// Version of the format that is written; `resources/schemas/lineup.schema.json` describes it.
inline constexpr int kDocumentVersion = 1;

/// UTF-8 JSON, pretty at the top and compact in streams. Never holds a key: a user name and password in a base URL are left
/// out. An answer that still runs is written as interrupted, see interruptedEnd().
std::string writeDocument(const LineupDocument &document);

/// Reads any byte sequence: a document, or BadInput with a detail that says where and what
/// ("runs[0].lanes[2].usage.input: must be a whole number"). A newer version is refused in words that say so.
Result<LineupDocument> readDocument(std::string_view bytes);

} // namespace lineup
