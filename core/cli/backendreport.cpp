#include "core/cli/backendreport.h"

#include <array>

namespace lineup {

namespace {

constexpr int kReportVersion = 1;
constexpr std::array<std::string_view, 4> kSources{"entered", "environment", "none", "not-needed"};

OrderedJson textOrNull(const std::string &text)
{
    return text.empty() ? OrderedJson(nullptr) : OrderedJson(text);
}

std::string printed(const OrderedJson &report)
{
    return report.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

OrderedJson limitsJson(const RateLimits &limits)
{
    OrderedJson record;
    record["parallel_requests"] = countJson(limits.parallelRequests);
    record["requests_per_minute"] = countJson(limits.requestsPerMinute);
    record["tokens_per_minute"] = countJson(limits.tokensPerMinute);
    return record;
}

OrderedJson listingJson(const BackendListing &listing)
{
    const ConfiguredBackend &backend = listing.backend;
    OrderedJson key;
    key["source"] = keySourceName(listing.key.source);
    key["variable"] = textOrNull(listing.key.variable);
    OrderedJson record;
    record["id"] = backend.id;
    record["name"] = textOrNull(backend.name);
    record["kind"] = backend.kind;
    record["base_url"] = textOrNull(backend.baseUrl);
    record["options"] = backend.options;
    record["key"] = std::move(key);
    record["enabled"] = backend.isEnabled;
    record["proxy"] = backend.network.proxy == NetworkChoice::Proxy::Own ? OrderedJson(backend.network.proxyUrl) : OrderedJson(proxyName(backend.network.proxy));
    record["limits"] = limitsJson(backend.limits);
    return record;
}

} // namespace

std::string_view keySourceName(KeyPlace::Source source)
{
    return kSources.at(static_cast<std::size_t>(source));
}

std::string backendsJsonText(const std::vector<BackendListing> &listings)
{
    OrderedJson report;
    report["version"] = kReportVersion;
    report["backends"] = OrderedJson::array();
    for (const BackendListing &listing : listings)
        report["backends"].push_back(listingJson(listing));
    return printed(report);
}

std::string backendTestJsonText(const std::string &name, const BackendTestResult &result, const ErrorDescriber &describe)
{
    OrderedJson hops = OrderedJson::array();
    for (const HopResult &hop : result.hops)
        hops.push_back({{"hop", hopName(hop.hop)}, {"state", hopStateName(hop.state)}, {"took_ms", millisecondsJson(hop.took)}});
    OrderedJson report;
    report["version"] = kReportVersion;
    report["backend"] = name;
    report["ok"] = !result.error;
    report["hops"] = std::move(hops);
    report["http_status"] = result.status ? OrderedJson(*result.status) : OrderedJson(nullptr);
    report["models"] = result.models ? OrderedJson(*result.models) : OrderedJson(nullptr);
    report["error"] = errorReport(result.error, describe);
    return printed(report);
}

} // namespace lineup
