#pragma once

#include "core/base/error.h"
#include "core/document/valuecodec.h"

#include <functional>
#include <optional>
#include <string>

namespace lineup {

/// What a report says about an error in words; made outside, because core has none.
struct ReportWords {
    std::string message; ///< what happened, one sentence
    std::string advice;  ///< what to do, one sentence
};
using ErrorDescriber = std::function<ReportWords(const Error &)>;

/// {code, message, advice, http_status, provider_code, request_id, retry_after_s, phase}, null for none: docs/cli.md.
OrderedJson errorReport(const std::optional<Error> &error, const ErrorDescriber &describe);

} // namespace lineup
