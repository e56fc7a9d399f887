#include "core/run/reachtester.h"

#include <QPromise>

#include <memory>

namespace lineup {

namespace {

BackendTestReport reportOf(ConnectionReport way)
{
    if (!way.wasAsked && !way.error)
        way.error = makeError(ErrorCode::BadInput, "it has no list of models to ask for; send it a prompt to test it").value;
    BackendTestReport report;
    report.found.hops = hopsOf(way, way.error.has_value(), false);
    report.found.status = way.status;
    report.found.models = way.models;
    report.found.error = way.error;
    return report;
}

} // namespace

QFuture<BackendTestReport> ReachTester::test(const ConfiguredBackend &backend)
{
    const Clock::Wall at = m_clock.wallNow();
    BackendRef ref;
    ref.id = backend.id;
    ref.kind = backend.kind;
    const Result<std::shared_ptr<ChatBackend>> made = m_backends.backendFor(ref);
    if (!made) {
        ConnectionReport way;
        way.wasAsked = true;
        way.error = made.error();
        BackendTestReport report = reportOf(std::move(way));
        report.at = at;
        QPromise<BackendTestReport> failed;
        failed.start();
        failed.addResult(std::move(report));
        failed.finish();
        return failed.future();
    }
    // The backend lives as long as its answer is awaited.
    return (*made)->reach().then([begin = m_clock.now(), at, &clock = m_clock, held = *made](const ConnectionReport &way) {
        BackendTestReport report = reportOf(way);
        report.took = std::chrono::duration_cast<std::chrono::microseconds>(clock.now() - begin);
        report.at = at;
        return report;
    });
}

} // namespace lineup
