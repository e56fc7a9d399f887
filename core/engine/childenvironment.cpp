#include "core/engine/childenvironment.h"

#include <algorithm>
#include <array>

namespace lineup {

namespace {

using namespace std::string_view_literals;

constexpr std::array kCommon{"PATH"sv, "HOME"sv, "USER"sv, "LOGNAME"sv, "LANG"sv, "LANGUAGE"sv, "TZ"sv, "TMPDIR"sv,
                             "LD_LIBRARY_PATH"sv};
constexpr std::array kCommonPrefixes{"LC_"sv};

// CUDA, ROCm, Vulkan, SYCL device selection as documented by the vendors and by llama.cpp's build notes.
constexpr std::array kGraphicsPrefixes{"CUDA_"sv, "NVIDIA_"sv, "HIP_"sv, "ROCR_"sv, "HSA_"sv, "GGML_"sv, "VK_"sv,
                                       "ONEAPI_"sv, "SYCL_"sv, "ZES_"sv};

// pip's settings that say where packages come from and how to reach them. Not its settings of what to do with them:
// a target folder, a constraint file or another platform of the person's own would break a pinned download.
constexpr std::array kPip{
    "PIP_CONFIG_FILE"sv, "PIP_INDEX_URL"sv, "PIP_EXTRA_INDEX_URL"sv, "PIP_FIND_LINKS"sv, "PIP_NO_INDEX"sv,
    "PIP_TRUSTED_HOST"sv, "PIP_CERT"sv, "PIP_CLIENT_CERT"sv, "PIP_PROXY"sv, "PIP_TIMEOUT"sv,
    "PIP_DEFAULT_TIMEOUT"sv, "PIP_KEYRING_PROVIDER"sv, "PIP_USE_FEATURE"sv, "PIP_USE_DEPRECATED"sv,
    "XDG_CONFIG_HOME"sv, "XDG_CONFIG_DIRS"sv, "NETRC"sv,
    "SSL_CERT_FILE"sv, "SSL_CERT_DIR"sv, "REQUESTS_CA_BUNDLE"sv, "CURL_CA_BUNDLE"sv,
    "http_proxy"sv, "https_proxy"sv, "all_proxy"sv, "no_proxy"sv,
    "HTTP_PROXY"sv, "HTTPS_PROXY"sv, "ALL_PROXY"sv, "NO_PROXY"sv};

template <class List>
bool contains(const List &list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

template <class List>
bool startsWithOneOf(const List &prefixes, std::string_view name)
{
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) { return name.starts_with(prefix); });
}

} // namespace

bool childMayInherit(std::string_view name, ChildRole role)
{
    if (contains(kCommon, name) || startsWithOneOf(kCommonPrefixes, name))
        return true;
    switch (role) {
    case ChildRole::Engine:
        return false;
    case ChildRole::LlamaServer:
        return startsWithOneOf(kGraphicsPrefixes, name);
    case ChildRole::Pip:
        return contains(kPip, name);
    }
    return false;
}

} // namespace lineup
