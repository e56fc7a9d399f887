#pragma once

#include "core/base/error.h"
#include "core/document/recordreader.h"
#include "core/metrics/latencytrace.h"
#include "core/metrics/usage.h"
#include "core/pricing/price.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

/// How the small values of a comparison are spelled in files. Unknown is null or left out, never 0. What no reader would take
/// back (a negative count, an amount below zero) is written as unknown, so that every written file can be read.
namespace lineup {

/// Keeps members in the order of writing: a person reads these files too.
using OrderedJson = nlohmann::ordered_json;

/// A count in [0, 2^53], else null.
OrderedJson countJson(std::optional<std::int64_t> count);
/// Milliseconds with three decimals, exact for up to 30 years; null when not set.
OrderedJson millisecondsJson(std::optional<std::chrono::microseconds> duration);
/// Reads milliseconds in [0, 10^12].
std::optional<std::chrono::microseconds> readMilliseconds(const RecordReader &reader);
/// Whole milliseconds in [0, 10^12].
std::optional<std::chrono::milliseconds> readWholeMilliseconds(const RecordReader &reader);

/// {code, detail, subject, http_status, provider_code, provider_message, request_id, retry_after_s, phase, excerpt}; what is
/// not known is left out.
OrderedJson errorJson(const Error &error);
Error readError(const RecordReader &reader);

/// {input, output, cached_input, cache_write, reasoning, source, reported_cost}.
OrderedJson usageJson(const Usage &usage);
Usage readUsage(const RecordReader &reader);

/// {amount, currency, provenance, lower_bound}; amounts are decimal texts.
OrderedJson costJson(const Cost &cost);
Cost readCost(const RecordReader &reader);

/// {input, cached_input, cache_write, output, reasoning: decimal texts per million tokens; currency, source, as_of}.
OrderedJson priceJson(const PriceRule &price);
PriceRule readPrice(const RecordReader &reader);

/// {phases_ms{…}, first_byte_ms, first_reasoning_ms, first_token_ms, attempt_start_ms, total_ms, connection_reused,
/// resolution_ms}.
OrderedJson timingJson(const LatencyTrace &trace);
LatencyTrace readTiming(const RecordReader &reader);

} // namespace lineup
