#include "backends/net/cabundle.h"

#include <curl/curl.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

namespace lineup::net {

namespace {

std::optional<std::string> readWholeFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return std::nullopt;
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (file.bad())
        return std::nullopt;
    return bytes;
}

std::string systemBundlePath()
{
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy(curl_easy_init(), &curl_easy_cleanup);
    char *path = nullptr;
    if (easy && curl_easy_getinfo(easy.get(), CURLINFO_CAINFO, &path) == CURLE_OK && path)
        return path;
    return {};
}

} // namespace

std::optional<std::string> trustedCertificates(const std::string &systemBundlePath, const ReadVariable &readVariable,
                                               const ReadFile &readFile)
{
    std::string added;
    std::string lastPath;
    for (const char *name : {"CURL_CA_BUNDLE", "SSL_CERT_FILE"}) {
        const auto path = readVariable(name);
        if (!path || path->empty() || *path == systemBundlePath || *path == lastPath)
            continue;
        lastPath = *path;
        if (const auto bytes = readFile(*path))
            added += *bytes + "\n";
    }
    if (added.empty())
        return std::nullopt;
    return readFile(systemBundlePath).value_or(std::string()) + "\n" + added;
}

std::string systemCertificates()
{
    return readWholeFile(systemBundlePath()).value_or(std::string());
}

std::optional<std::string> trustedCertificatesOfEnvironment()
{
    const auto readVariable = [](const char *name) -> std::optional<std::string> {
        const char *value = std::getenv(name);
        return value ? std::optional<std::string>(value) : std::nullopt;
    };
    return trustedCertificates(systemBundlePath(), readVariable, readWholeFile);
}

} // namespace lineup::net
