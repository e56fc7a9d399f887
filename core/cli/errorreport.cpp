#include "core/cli/errorreport.h"

namespace lineup {

namespace {

template <class Value>
OrderedJson valueOrNull(const std::optional<Value> &value)
{
    return value ? OrderedJson(*value) : OrderedJson(nullptr);
}

} // namespace

OrderedJson errorReport(const std::optional<Error> &error, const ErrorDescriber &describe)
{
    if (!error)
        return nullptr;
    const ReportWords words = describe(*error);
    OrderedJson record;
    record["code"] = errorCodeName(error->code);
    record["message"] = words.message;
    record["advice"] = words.advice;
    record["http_status"] = valueOrNull(error->httpStatus);
    record["provider_code"] = valueOrNull(error->providerCode);
    record["request_id"] = valueOrNull(error->requestId);
    record["retry_after_s"] = error->retryAfter ? OrderedJson(static_cast<double>(error->retryAfter->count()) / 1000) : OrderedJson(nullptr);
    record["phase"] = error->timeoutPhase ? OrderedJson(timeoutPhaseName(*error->timeoutPhase)) : OrderedJson(nullptr);
    return record;
}

} // namespace lineup
