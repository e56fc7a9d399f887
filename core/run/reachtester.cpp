#include "core/run/reachtester.h"

#include <QPromise>

#include <memory>

namespace lineup {

QFuture<BackendTestReport> ReachTester::test(const ConfiguredBackend &backend)
{
    BackendTestReport report;
    report.at = m_clock.wallNow();
    BackendRef ref;
    ref.id = backend.id;
    ref.kind = backend.kind;
    const Result<std::shared_ptr<ChatBackend>> made = m_backends.backendFor(ref);
    if (!made) {
        report.found = testResultOfNothingSent(made.error());
        QPromise<BackendTestReport> failed;
        failed.start();
        failed.addResult(std::move(report));
        failed.finish();
        return failed.future();
    }
    // The backend lives as long as its answer is awaited.
    return (*made)->reach().then([report, begin = m_clock.now(), &clock = m_clock, held = *made](const ConnectionReport &way) mutable {
        report.found = testResultOfList(way);
        report.took = std::chrono::duration_cast<std::chrono::microseconds>(clock.now() - begin);
        return report;
    });
}

} // namespace lineup
