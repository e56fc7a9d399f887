#include "core/backend/backendcodec.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <set>

namespace lineup {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kFormat = "lineup-backends";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostBackends = 1000;

constexpr std::array<std::string_view, 9> kMembers{"id", "name", "kind", "base_url", "key_env", "options", "network", "limits", "enabled"};
constexpr std::array<std::string_view, 8> kNetworkMembers{"proxy", "proxy_url", "no_proxy", "ca_file", "client_certificate", "client_key", "headers", "http1_only"};
constexpr std::array<std::string_view, 3> kLimitMembers{"parallel_requests", "requests_per_minute", "tokens_per_minute"};

/// What `record` has beside `known`.
template <std::size_t Count>
Json unknownIn(const Json &record, const std::array<std::string_view, Count> &known)
{
    Json unknown = Json::object();
    for (const auto &[name, value] : record.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            unknown[name] = value;
    }
    return unknown;
}

/// The part of the unknown members that belongs into the object `name`.
Json unknownBelow(const Json &unknown, const char *name)
{
    const Json *object = findObject(unknown, name);
    return object ? *object : Json::object();
}

void setText(Json &record, const char *key, const std::string &text)
{
    if (!text.empty())
        record[key] = text;
}

Json networkJson(const NetworkChoice &network, Json record)
{
    if (network.proxy != NetworkChoice::Proxy::System)
        record["proxy"] = proxyName(network.proxy);
    setText(record, "proxy_url", network.proxyUrl);
    setText(record, "no_proxy", network.noProxy);
    setText(record, "ca_file", network.caFile);
    setText(record, "client_certificate", network.clientCertificate);
    setText(record, "client_key", network.clientKey);
    for (const Headers::Field &field : network.headers.fields())
        record["headers"].push_back({{"name", field.name}, {"value", field.value}});
    if (network.http11Only)
        record["http1_only"] = true;
    return record;
}

Json limitsJson(const RateLimits &limits, Json record)
{
    const auto set = [&](const char *key, const std::optional<std::int64_t> &limit) {
        if (limit)
            record[key] = *limit;
    };
    set("parallel_requests", limits.parallelRequests);
    set("requests_per_minute", limits.requestsPerMinute);
    set("tokens_per_minute", limits.tokensPerMinute);
    return record;
}

Json backendJson(const ConfiguredBackend &backend)
{
    Json record = backend.unknown.is_object() ? backend.unknown : Json::object();
    for (const std::string_view member : kMembers)
        record.erase(std::string(member));
    record["id"] = backend.id;
    record["kind"] = backend.kind;
    setText(record, "name", backend.name);
    setText(record, "base_url", backend.baseUrl);
    setText(record, "key_env", backend.keyEnv);
    if (!backend.options.empty())
        record["options"] = backend.options;
    if (Json network = networkJson(backend.network, unknownBelow(backend.unknown, "network")); !network.empty())
        record["network"] = std::move(network);
    if (Json limits = limitsJson(backend.limits, unknownBelow(backend.unknown, "limits")); !limits.empty())
        record["limits"] = std::move(limits);
    if (!backend.isEnabled)
        record["enabled"] = false;
    return record;
}

/// Reads the members of one record and remembers the first that is wrong.
class BackendReader {
public:
    explicit BackendReader(const Json &record) : m_record(record) {}

    ConfiguredBackend read()
    {
        ConfiguredBackend backend;
        backend.id = text(m_record, "id");
        backend.kind = text(m_record, "kind");
        backend.name = text(m_record, "name");
        backend.baseUrl = text(m_record, "base_url");
        backend.keyEnv = text(m_record, "key_env");
        if (const Json *options = member(m_record, "options", Json::value_t::object, "must be an object of texts")) {
            for (const auto &[id, value] : options->items())
                backend.options[id] = text(*options, id.c_str());
        }
        backend.unknown = unknownIn(m_record, kMembers);
        if (const Json *network = member(m_record, "network", Json::value_t::object, "must be an object")) {
            backend.network = readNetwork(*network);
            if (Json unknown = unknownIn(*network, kNetworkMembers); !unknown.empty())
                backend.unknown["network"] = std::move(unknown);
        }
        if (const Json *limits = member(m_record, "limits", Json::value_t::object, "must be an object")) {
            backend.limits = {limit(*limits, "parallel_requests"), limit(*limits, "requests_per_minute"), limit(*limits, "tokens_per_minute")};
            if (Json unknown = unknownIn(*limits, kLimitMembers); !unknown.empty())
                backend.unknown["limits"] = std::move(unknown);
        }
        backend.isEnabled = flag(m_record, "enabled", true);
        if (!isBackendId(backend.id))
            fail("id", "must be small letters, digits, '.', '_' and '-'");
        if (backend.kind.empty())
            fail("kind", "must say the kind of backend");
        return backend;
    }
    const std::string &problem() const { return m_problem; }

private:
    void fail(std::string_view key, std::string_view what)
    {
        if (m_problem.empty())
            m_problem = std::string(key) + ": " + std::string(what);
    }

    const Json *member(const Json &record, const char *key, Json::value_t type, std::string_view what)
    {
        const Json *value = findValue(record, key);
        if (!value || value->type() == type)
            return value;
        fail(key, what);
        return nullptr;
    }

    std::string text(const Json &record, const char *key)
    {
        const Json *value = member(record, key, Json::value_t::string, "must be a text");
        return value ? value->get<std::string>() : std::string();
    }

    bool flag(const Json &record, const char *key, bool fallback)
    {
        const Json *value = member(record, key, Json::value_t::boolean, "must be true or false");
        return value ? value->get<bool>() : fallback;
    }

    std::optional<std::int64_t> limit(const Json &record, const char *key)
    {
        const Json *value = findValue(record, key);
        if (!value)
            return std::nullopt;
        const auto number = wholeNumber(*value);
        if (!number || *number < 1)
            fail(key, "must be a whole number, 1 or more");
        return number;
    }

    NetworkChoice readNetwork(const Json &record)
    {
        NetworkChoice network;
        if (const std::string name = text(record, "proxy"); !name.empty()) {
            const auto proxy = proxyFromName(name);
            if (!proxy)
                fail("proxy", "must be system, none or own");
            network.proxy = proxy.value_or(network.proxy);
        }
        network.proxyUrl = text(record, "proxy_url");
        network.noProxy = text(record, "no_proxy");
        network.caFile = text(record, "ca_file");
        network.clientCertificate = text(record, "client_certificate");
        network.clientKey = text(record, "client_key");
        if (const Json *headers = member(record, "headers", Json::value_t::array, "must be a list")) {
            for (const Json &field : *headers)
                network.headers.add(text(field, "name"), text(field, "value"));
        }
        network.http11Only = flag(record, "http1_only", false);
        return network;
    }

    const Json &m_record;
    std::string m_problem;
};

void readList(const Json &list, KeptBackends &kept)
{
    std::set<std::string> ids;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto note = [&](const std::string &what) { kept.problems.push_back("backends[" + std::to_string(i) + "]" + what); };
        if (i >= kMostBackends)
            return note(": more than " + std::to_string(kMostBackends) + " backends");
        if (!list[i].is_object()) {
            note(": must be an object");
            continue;
        }
        BackendReader reader(list[i]);
        ConfiguredBackend backend = reader.read();
        if (!reader.problem().empty())
            note("." + reader.problem());
        else if (!ids.insert(backend.id).second)
            note(".id: stands in the file twice");
        else
            kept.backends.push_back(std::move(backend));
    }
}

} // namespace

std::string writeBackends(const std::vector<ConfiguredBackend> &backends, const nlohmann::json &unknown)
{
    Json record = unknown.is_object() ? unknown : Json::object();
    record["format"] = kFormat;
    record["version"] = kVersion;
    record["backends"] = Json::array();
    for (const ConfiguredBackend &backend : backends)
        record["backends"].push_back(backendJson(backend));
    return dumpJson(record, 2) + '\n';
}

Result<KeptBackends> readBackends(std::string_view bytes)
{
    auto record = parseJson(bytes, kReplyJsonDepth);
    if (!record)
        return makeError(ErrorCode::BadInput, record.error().detail);
    const std::string *format = findString(*record, "format");
    if (!format || *format != kFormat)
        return makeError(ErrorCode::BadInput, "format: must be \"lineup-backends\"");
    const auto version = findInt(*record, "version");
    if (!version || *version < 1)
        return makeError(ErrorCode::BadInput, "version: must be a whole number, 1 or more");
    KeptBackends kept;
    kept.isNewer = *version > kVersion;
    if (kept.isNewer)
        kept.problems.emplace_back("version: made by a newer Lineup");
    if (const Json *list = findArray(*record, "backends"))
        readList(*list, kept);
    else if (findValue(*record, "backends"))
        kept.problems.emplace_back("backends: must be a list");
    for (const auto &[name, value] : record->items()) {
        if (name != "format" && name != "version" && name != "backends")
            kept.unknown[name] = value;
    }
    return kept;
}

} // namespace lineup
