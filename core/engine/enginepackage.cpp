#include "core/engine/enginepackage.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lineup {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kMarginBytes = 32LL * 1024 * 1024;

bool isSha256(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// A name that is safe as a part of a path and of a requirements file.
bool isPlainName(std::string_view text)
{
    return !text.empty() && text.front() != '.'
        && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
           });
}

bool isRelativePath(std::string_view path)
{
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (!isPlainName(path.substr(0, slash)))
            return false;
        if (slash == std::string_view::npos)
            return true;
        path.remove_prefix(slash + 1);
    }
    return false;
}

Unexpected<Error> wrong(std::string what)
{
    return makeError(ErrorCode::BadInput, "packages.json: " + std::move(what));
}

std::string text(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t bytes(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::int64_t>() : 0;
}

Result<PackageFile> parseFile(const Json &json)
{
    PackageFile file{text(json, "path"), bytes(json, "bytes"), text(json, "sha256")};
    if (!isRelativePath(file.path))
        return wrong("file path");
    if (file.bytes <= 0)
        return wrong("size of " + file.path);
    if (!file.sha256.empty() && !isSha256(file.sha256))
        return wrong("sha256 of " + file.path);
    return file;
}

Result<EnginePackage> parsePackage(const Json &json)
{
    EnginePackage package;
    const std::string role = text(json, "role");
    if (role != "engine" && role != "model")
        return wrong("role");
    package.role = role == "engine" ? EnginePackage::Role::Engine : EnginePackage::Role::Model;
    package.name = text(json, "name");
    package.version = text(json, "version");
    package.label = text(json, "label");
    package.licence = text(json, "licence");
    package.architecture = text(json, "architecture");
    package.wheelBytes = bytes(json, "wheel_bytes");
    package.wheelSha256 = text(json, "wheel_sha256");
    package.unpackedBytes = bytes(json, "unpacked_bytes");
    if (!isPlainName(package.name) || !isPlainName(package.version))
        return wrong("name or version");
    if (package.label.empty() || package.licence.empty())
        return wrong("label or licence of " + package.name);
    if (package.wheelBytes <= 0 || package.unpackedBytes <= 0 || !isSha256(package.wheelSha256))
        return wrong("wheel of " + package.name);
    const auto files = json.find("files");
    if (files == json.end() || !files->is_array() || files->empty())
        return wrong("files of " + package.name);
    for (const Json &entry : *files) {
        auto file = parseFile(entry);
        if (!file)
            return Unexpected{file.error()};
        package.files.push_back(*std::move(file));
    }
    return package;
}

} // namespace

Result<std::vector<EnginePackage>> parseEnginePackages(std::string_view json)
{
    const Json root = Json::parse(json, nullptr, false);
    const auto list = root.is_object() ? root.find("packages") : root.end();
    if (!root.is_object() || list == root.end() || !list->is_array() || list->empty())
        return wrong("no list of packages");
    std::vector<EnginePackage> packages;
    for (const Json &entry : *list) {
        auto package = parsePackage(entry);
        if (!package)
            return Unexpected{package.error()};
        packages.push_back(*std::move(package));
    }
    return packages;
}

std::string packageFolderName(const EnginePackage &package)
{
    return package.name + '-' + package.version;
}

std::string requirementLine(const EnginePackage &package)
{
    return package.name + "==" + package.version + " --hash=sha256:" + package.wheelSha256 + '\n';
}

std::int64_t diskBytesNeeded(const std::vector<EnginePackage> &packages, std::int64_t wheelsPresent)
{
    if (packages.empty())
        return 0;
    std::int64_t wheels = 0;
    std::int64_t largest = 0;
    std::int64_t unpacked = 0;
    for (const EnginePackage &package : packages) {
        wheels += package.wheelBytes;
        largest = std::max(largest, package.wheelBytes);
        unpacked += package.unpackedBytes;
    }
    return std::max<std::int64_t>(0, wheels - wheelsPresent) + std::max(largest, unpacked) + kMarginBytes;
}

} // namespace lineup
