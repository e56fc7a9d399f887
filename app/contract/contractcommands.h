#pragma once

#include "app/contract/contractinput.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace lineup::contract {

/// Exit codes of the program.
enum Verdict {
    kAccepted = 0,
    kRefused = 1,
    kUsage = 2,
};

/// Takes one value of the output; one line each.
using Print = std::function<void(const nlohmann::json &value)>;

// Each command feeds the product's own class and prints what it gives. Kept so thin that nothing of a verdict comes from here.
// The error of an input that cannot be read is kUsage.

/// net::SseParser: {"event", "data", "id"} for each event. Without the product's departures from the standard unless
/// `withDepartures`; an event that the end of the stream cuts off is given only with `flushAtEnd`. Ill-formed UTF-8 becomes
/// U+FFFD. Refused when a limit is passed.
Verdict runSse(ContractInput &input, bool flushAtEnd, bool withDepartures, const Print &print);
/// net::NdjsonParser and parseJson(): each value. Refused at the first line that is no JSON.
Verdict runNdjson(ContractInput &input, const Print &print);
/// parseJson() with the depth of files: nothing but the verdict.
Verdict runJson(ContractInput &input);
/// sanitizeUtf8(): the text.
Verdict runUtf8(ContractInput &input, const Print &print);
/// net::Redactor with these secrets: the text.
Verdict runRedact(ContractInput &input, const std::vector<std::string> &secrets, const Print &print);

} // namespace lineup::contract
