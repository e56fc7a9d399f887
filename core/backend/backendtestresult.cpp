#include "core/backend/backendtestresult.h"

#include <utility>

namespace lineup {

BackendTestResult testResultOf(const ConnectionReport &report, bool provesKey, bool provesModel)
{
    return {hopsOf(report, provesKey, provesModel), report.status, report.models, {}, report.error};
}

BackendTestResult testResultOfList(ConnectionReport report)
{
    if (!report.wasAsked && !report.error) {
        report.error = makeError(ErrorCode::BadInput, "it has no list of models; name a model to test it with").value;
        report.error->providerCode = "no-model-list";
    }
    return testResultOf(report, report.error.has_value(), false);
}

BackendTestResult testResultOfNothingSent(const Error &error)
{
    ConnectionReport report;
    report.wasAsked = true;
    report.error = error;
    return testResultOf(report, true, false);
}

} // namespace lineup
