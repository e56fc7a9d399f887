#include "backends/local/registrybackendfactory.h"

#include "core/cli/nearestname.h"

#include <algorithm>
#include <cstdlib>

namespace lineup {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

} // namespace

RegistryBackendFactory::RegistryBackendFactory(std::vector<BackendKind> kinds, Environment environment)
    : m_kinds(std::move(kinds)), m_environment(std::move(environment))
{
}

RegistryBackendFactory::Environment RegistryBackendFactory::systemEnvironment()
{
    return [](const std::string &name) -> std::optional<std::string> {
        const char *value = std::getenv(name.c_str());
        return value ? std::optional<std::string>(value) : std::nullopt;
    };
}

Result<std::shared_ptr<ChatBackend>> RegistryBackendFactory::backendFor(const BackendRef &ref)
{
    const auto kind = std::ranges::find(m_kinds, ref.kind, &BackendKind::id);
    if (kind == m_kinds.end()) {
        std::vector<std::string_view> names;
        std::string all;
        for (const BackendKind &known : m_kinds) {
            names.push_back(known.id);
            all += (all.empty() ? "" : ", ") + known.id;
        }
        const auto meant = nearestName(ref.kind, names);
        return makeError(ErrorCode::BadInput, meant ? "there is no such kind of backend (did you mean \"" + std::string(*meant) + "\"?)" : "there is no such kind of backend; there are: " + all,
                         ref.kind);
    }
    auto key = keyFor(ref, *kind);
    if (!key)
        return Unexpected{key.error()};
    return kind->make(ref, *std::move(key));
}

Result<Secret> RegistryBackendFactory::keyFor(const BackendRef &ref, const BackendKind &kind) const
{
    const std::string &name = ref.keyEnv.empty() ? kind.usualKeyEnv : ref.keyEnv;
    if (name.empty())
        return Secret();
    const std::string value = m_environment(name).value_or("");
    const std::string_view key = trimmed(value);
    // Empty is unset: that is how a variable is taken away in many set-ups.
    if (key.empty())
        return ref.keyEnv.empty() ? Result<Secret>(Secret()) : Result<Secret>(makeError(ErrorCode::KeyMissing, "the variable is not set or empty", name));
    if (std::ranges::any_of(key, isControl))
        return makeError(ErrorCode::BadInput, "its value holds control characters, which no key has", name);
    return Secret(std::string(key));
}

} // namespace lineup
