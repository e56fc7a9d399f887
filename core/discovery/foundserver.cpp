#include "core/discovery/foundserver.h"

#include "core/base/json.h"
#include "core/net/headers.h"

#include <algorithm>
#include <array>

namespace lineup {

namespace {

using nlohmann::json;

constexpr int kOk = 200;
constexpr int kUnauthorized = 401;
constexpr int kUnavailable = 503;
/// More than this is not shown anyway.
constexpr std::size_t kMostModels = 500;

/// The replies of one server.
class Replies {
public:
    explicit Replies(const std::vector<ProbeReply> &replies) : m_replies(replies) {}

    const ProbeReply *at(std::string_view path) const
    {
        const auto found = std::ranges::find(m_replies, path, &ProbeReply::path);
        return found == m_replies.end() ? nullptr : &*found;
    }
    /// The JSON of a reply with that status, else null.
    json object(std::string_view path, int status = kOk) const
    {
        const ProbeReply *reply = at(path);
        if (!reply || reply->status != status)
            return nullptr;
        auto value = parseJson(reply->body, kReplyJsonDepth, ErrorCode::BadReply);
        return value && value->is_object() ? *std::move(value) : json(nullptr);
    }
    std::string text(std::string_view path, std::string_view key) const
    {
        const json value = object(path);
        const std::string *found = findString(value, key);
        return found ? *found : std::string();
    }
    bool isUnauthorized(std::string_view path) const
    {
        const ProbeReply *reply = at(path);
        return reply && reply->status == kUnauthorized;
    }

private:
    const std::vector<ProbeReply> &m_replies;
};

void addModels(const json &list, const char *key, std::vector<std::string> &models)
{
    for (const json &item : list) {
        const std::string *name = findString(item, key);
        if (name && !name->empty() && models.size() < kMostModels && std::ranges::find(models, *name) == models.end())
            models.push_back(*name);
    }
}

bool isOwnedBy(const Replies &replies, std::string_view owner)
{
    const json models = replies.object("/v1/models");
    const json *data = findArray(models, "data");
    return data && std::ranges::any_of(*data, [owner](const json &model) {
        const std::string *name = findString(model, "owned_by");
        return name && *name == owner;
    });
}

/// Only LocalAI has /readyz: empty when ready, 503 with a status while it loads. Its version is not told anywhere.
std::optional<std::string> localAiVersion(const Replies &replies)
{
    const ProbeReply *ready = replies.at("/readyz");
    if (!ready)
        return std::nullopt;
    const bool isReady = ready->status == kOk && (trimmed(ready->body).empty() || trimmed(ready->body) == "OK");
    const json loading = replies.object("/readyz", kUnavailable);
    return isReady || findString(loading, "status") ? std::optional(std::string()) : std::nullopt;
}

std::optional<std::string> koboldVersion(const Replies &replies)
{
    if (replies.text("/api/extra/version", "result") != "KoboldCpp")
        return std::nullopt;
    return replies.text("/api/extra/version", "version");
}

std::optional<std::string> janVersion(const Replies &replies)
{
    const json schema = replies.object("/openapi.json");
    const json *info = findObject(schema, "info");
    const std::string *title = info ? findString(*info, "title") : nullptr;
    if (!title || !title->starts_with("Jan "))
        return std::nullopt;
    const std::string *version = findString(*info, "version");
    return version ? *version : std::string();
}

std::optional<std::string> lmStudioVersion(const Replies &replies)
{
    const json greeting = replies.object("/lmstudio-greeting");
    return findBool(greeting, "lmstudio").value_or(false) ? std::optional(std::string()) : std::nullopt;
}

std::optional<std::string> llamaVersion(const Replies &replies)
{
    const json props = replies.object("/props");
    if (findString(props, "build_info") && findObject(props, "default_generation_settings"))
        return *findString(props, "build_info");
    // Behind a key, or a proxy that shows no more than /v1.
    return isOwnedBy(replies, "llamacpp") ? std::optional(std::string()) : std::nullopt;
}

std::optional<std::string> vllmVersion(const Replies &replies)
{
    const std::string version = replies.text("/version", "version");
    return isOwnedBy(replies, "vllm") || (!version.empty() && replies.at("/v1/models") && replies.at("/v1/models")->status == kOk && replies.text("/api/version", "version").empty())
        ? std::optional(version)
        : std::nullopt;
}

std::optional<std::string> ollamaVersion(const Replies &replies)
{
    const ProbeReply *root = replies.at("/");
    if (!root || root->status != kOk || root->body.find("Ollama is running") == std::string::npos)
        return std::nullopt;
    return replies.text("/api/version", "version");
}

struct Known {
    const char *software;
    const char *kind;
    const char *path; ///< of the base URL
    std::optional<std::string> (*version)(const Replies &);
};
constexpr std::array kKnown{
    Known{"LocalAI", "openai-compatible", "/v1", localAiVersion},
    Known{"KoboldCpp", "openai-compatible", "/v1", koboldVersion},
    Known{"LM Studio", "openai-compatible", "/v1", lmStudioVersion},
    Known{"Jan", "openai-compatible", "/v1", janVersion},
    Known{"llama-server", "llama-server", "/v1", llamaVersion},
    Known{"Ollama", "ollama", "", ollamaVersion},
    Known{"vLLM", "openai-compatible", "/v1", vllmVersion},
};

std::vector<std::string> modelsOf(const Replies &replies)
{
    std::vector<std::string> models;
    const json openAi = replies.object("/v1/models");
    if (const json *data = findArray(openAi, "data"))
        addModels(*data, "id", models);
    const json tags = replies.object("/api/tags");
    if (const json *list = findArray(tags, "models"))
        addModels(*list, "name", models);
    return models;
}

} // namespace

const std::vector<std::string> &probePaths()
{
    static const std::vector<std::string> paths{"/v1/models",         "/",       "/api/version", "/api/tags",    "/props",
                                                "/lmstudio-greeting", "/readyz", "/version",     "/openapi.json", "/api/extra/version"};
    return paths;
}

std::optional<FoundServer> identifyServer(const std::string &origin, const std::vector<ProbeReply> &all)
{
    const Replies replies(all);
    FoundServer server;
    server.needsKey = replies.isUnauthorized("/v1/models");
    server.models = modelsOf(replies);
    for (const Known &known : kKnown) {
        if (const auto version = known.version(replies)) {
            server.software = known.software;
            server.version = *version;
            server.kind = known.kind;
            server.baseUrl = origin + known.path;
            return server;
        }
    }
    const json list = replies.object("/v1/models");
    const json refusal = replies.object("/v1/models", kUnauthorized);
    // A 401 counts only when it is an API that refuses: any web application has one.
    if (!findArray(list, "data") && !findValue(refusal, "error"))
        return std::nullopt;
    server.kind = "openai-compatible";
    server.baseUrl = origin + "/v1";
    return server;
}

} // namespace lineup
