#include "core/ports/backendtester.h"

#include <QPromise>

#include <algorithm>

namespace lineup {

namespace {

using Steady = std::chrono::steady_clock;

BackendTestReport reportOf(const std::vector<TestHop> &hops, const Result<std::vector<ListedModel>> &listed, Steady::time_point begin,
                           std::chrono::system_clock::time_point at)
{
    BackendTestReport report;
    report.at = at;
    report.took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin);
    if (listed)
        report.models = *listed;
    else
        report.error = listed.error();
    report.steps = stepsOf(hops, report.error);
    return report;
}

} // namespace

BackendTester::~BackendTester() = default;

QFuture<BackendTestReport> ListingTester::test(const ConfiguredBackend &backend)
{
    const auto begin = Steady::now();
    const auto at = std::chrono::system_clock::now();
    const std::vector<ProviderDescriptor> providers = m_backends.providers();
    const auto provider = std::ranges::find(providers, backend.kind, &ProviderDescriptor::id);
    const bool needsKey = provider != providers.end() && provider->needsKey;
    const std::string url = backend.baseUrl.empty() && provider != providers.end() ? provider->defaultBaseUrl : backend.baseUrl;
    const auto hops = hopsTo(url, backend.network.proxy == NetworkChoice::Proxy::Own, needsKey);
    BackendRef ref;
    ref.kind = backend.kind;
    ref.id = backend.id;
    const Result<std::shared_ptr<ChatBackend>> made = m_backends.backendFor(ref);
    if (!made) {
        QPromise<BackendTestReport> failed;
        failed.start();
        failed.addResult(reportOf(hops, Unexpected{made.error()}, begin, at));
        failed.finish();
        return failed.future();
    }
    // The backend lives as long as its answer is awaited.
    return (*made)->listModels().then([hops, begin, at, held = *made](const Result<std::vector<ListedModel>> &listed) { return reportOf(hops, listed, begin, at); });
}

} // namespace lineup
