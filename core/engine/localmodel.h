#pragma once

#include "core/base/error.h"
#include "core/engine/enginepackage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// A file inside one of the set-up's packages.
struct PackagePath {
    std::string package; ///< name of the package
    std::string path;    ///< relative, with '/'
    bool operator==(const PackagePath &) const = default;
};

/// A model file that comes in parts, because packages have a largest size; joined after they are installed.
struct JoinedFile {
    std::string name; ///< of the whole file, "gemma-3-270m-q4_k_m.gguf"
    std::int64_t bytes = 0;
    std::string sha256; ///< lower-case hex
    std::vector<PackagePath> parts; ///< in order
    bool operator==(const JoinedFile &) const = default;
};

/// A model that the set-up can bring, and what it takes.
struct LocalModel {
    std::string id;      ///< "smollm2-135m-instruct": the model of a lane, the option of setup-local
    std::string label;   ///< for people: "SmolLM2 135M Instruct"
    std::string licence; ///< SPDX id, or "LicenseRef-…"
    /// Only continues text: it has no form for chats, and prompts go to it as plain text.
    bool isBase = false;
    std::vector<std::string> packages; ///< names, in the order in which they are installed; the engine is the first
    std::optional<JoinedFile> joined;  ///< else the first file of the last package is the model
    std::optional<PackagePath> terms;  ///< to be shown and accepted before the model is brought; its package comes alone first
    bool operator==(const LocalModel &) const = default;
};

/// Reads the list "models" of resources/engine/packages.json, which names packages of `packages`. The first is the default
/// one. BadInput says which field is wrong: the file is ours, so this is a defect.
Result<std::vector<LocalModel>> parseLocalModels(std::string_view json, const std::vector<EnginePackage> &packages);

/// The packages of a model in their order.
std::vector<EnginePackage> packagesOf(const LocalModel &model, const std::vector<EnginePackage> &packages);

/// The model that a person means: its id, its label, the name of its file, or the beginning of one of them if only one model
/// has it; case and everything but letters and digits do not matter ("smollm2"). Null when there is none.
const LocalModel *findLocalModel(const std::vector<LocalModel> &models, std::string_view name);

/// The words of a web page as lines of text: no scripts, no style, the article alone when there is one. For terms that come
/// as a page and are to be shown without a browser.
std::string plainTextOfPage(std::string_view html);

} // namespace lineup
