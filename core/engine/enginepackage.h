#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// A file inside an installed package that must be there, of exactly this size and, if given, with this hash.
struct PackageFile {
    std::string path; ///< relative, with '/'
    std::int64_t bytes = 0;
    std::string sha256; ///< lower-case hex; empty: the hash of the wheel covers it
    bool operator==(const PackageFile &) const = default;
};

/// One pinned package that the set-up brings.
struct EnginePackage {
    enum class Role { Engine, Model };

    Role role = Role::Engine;
    std::string name;        ///< as pip knows it: "xllamacpp"
    std::string version;
    std::string label;       ///< for people: "SmolLM2 135M Instruct"
    std::string licence;     ///< SPDX id
    std::string architecture; ///< QSysInfo spelling, e.g. "x86_64"; empty: runs on any
    std::int64_t wheelBytes = 0;
    std::string wheelSha256; ///< lower-case hex
    std::vector<PackageFile> files; ///< the first is the one that is used: the library, or the model
    std::int64_t unpackedBytes = 0; ///< all files together, for the disk-space check

    bool operator==(const EnginePackage &) const = default;
};

/// Reads resources/engine/packages.json. BadInput says which field is wrong: the file is ours, so this is a defect.
Result<std::vector<EnginePackage>> parseEnginePackages(std::string_view json);

/// "xllamacpp-2026.10.11549": the name of the package's folder in the data folder.
std::string packageFolderName(const EnginePackage &package);
/// The one line of a requirements file that pip takes with --require-hashes.
std::string requirementLine(const EnginePackage &package);
/// Bytes of disk that the set-up may need at its fullest for these packages, with `wheelsPresent` bytes of them
/// downloaded already: pip keeps a wheel twice for a moment, then wheels and unpacked files stand side by side.
std::int64_t diskBytesNeeded(const std::vector<EnginePackage> &packages, std::int64_t wheelsPresent);

} // namespace lineup
