#include "core/document/valuecodec.h"

#include <cmath>

namespace lineup {

namespace {

constexpr std::int64_t kMaxWhole = std::int64_t{1} << 53;
constexpr double kMaxMilliseconds = 1e12;
constexpr int kMaxSmall = 1'000'000;

constexpr std::string_view kSources[] = {"reported", "engine", "estimated"};

/// The duration members of a trace by the names of its phases.
constexpr std::pair<std::string_view, std::optional<LatencyTrace::Duration> LatencyTrace::*> kPhases[] = {
    {"queue", &LatencyTrace::queue}, {"retry", &LatencyTrace::retry},   {"dns", &LatencyTrace::dns},   {"connect", &LatencyTrace::connect},
    {"tls", &LatencyTrace::tls},     {"upload", &LatencyTrace::upload}, {"wait", &LatencyTrace::wait}, {"thinking", &LatencyTrace::thinking},
    {"text", &LatencyTrace::text},   {"tail", &LatencyTrace::tail},
};

void setIfKnown(OrderedJson &record, const char *key, const std::optional<std::string> &value)
{
    if (value)
        record[key] = *value;
}

/// The decimal of an amount that can be read back, else null.
OrderedJson amountJson(std::optional<std::int64_t> nano)
{
    if (!nano || nanoFromDecimal(decimalFromNano(*nano)) != nano)
        return nullptr;
    return decimalFromNano(*nano);
}

std::optional<std::int64_t> readAmount(const RecordReader &reader)
{
    const auto text = reader.text();
    if (!text)
        return std::nullopt;
    const auto nano = nanoFromDecimal(*text);
    if (!nano)
        reader.fail("must be a decimal amount such as \"0.0375\"");
    return nano;
}

} // namespace

OrderedJson countJson(std::optional<std::int64_t> count)
{
    return count && *count >= 0 && *count <= kMaxWhole ? OrderedJson(*count) : OrderedJson(nullptr);
}

OrderedJson millisecondsJson(std::optional<std::chrono::microseconds> duration)
{
    if (!duration)
        return nullptr;
    const double milliseconds = std::clamp(static_cast<double>(duration->count()) / 1000.0, 0.0, kMaxMilliseconds);
    // Whole numbers are written as such: 12, not 12.0.
    if (std::trunc(milliseconds) == milliseconds)
        return static_cast<std::int64_t>(milliseconds);
    return milliseconds;
}

std::optional<std::chrono::microseconds> readMilliseconds(const RecordReader &reader)
{
    const auto milliseconds = reader.number();
    if (!milliseconds)
        return std::nullopt;
    if (*milliseconds < 0 || *milliseconds > kMaxMilliseconds) {
        reader.fail("must be milliseconds from 0 to 10^12");
        return std::nullopt;
    }
    return std::chrono::microseconds(std::llround(*milliseconds * 1000.0));
}

std::optional<std::chrono::milliseconds> readWholeMilliseconds(const RecordReader &reader)
{
    const auto count = reader.whole();
    if (!count)
        return std::nullopt;
    if (static_cast<double>(*count) > kMaxMilliseconds) {
        reader.fail("must be milliseconds from 0 to 10^12");
        return std::nullopt;
    }
    return std::chrono::milliseconds(*count);
}

OrderedJson errorJson(const Error &error)
{
    OrderedJson record;
    record["code"] = errorCodeName(error.code);
    record["detail"] = error.detail;
    if (!error.subject.empty())
        record["subject"] = error.subject;
    if (error.timeoutPhase)
        record["phase"] = timeoutPhaseName(*error.timeoutPhase);
    if (error.httpStatus && *error.httpStatus >= 0 && *error.httpStatus <= kMaxSmall)
        record["http_status"] = *error.httpStatus;
    setIfKnown(record, "provider_code", error.providerCode);
    setIfKnown(record, "provider_message", error.providerMessage);
    setIfKnown(record, "request_id", error.requestId);
    if (error.retryAfter)
        record["retry_after_s"] = millisecondsJson(*error.retryAfter).get<double>() / 1000.0;
    if (!error.excerpt.empty())
        record["excerpt"] = error.excerpt;
    return record;
}

Error readError(const RecordReader &reader)
{
    Error error;
    const RecordReader code = reader.member("code");
    if (const auto value = errorCodeFromName(code.text().value_or(std::string())))
        error.code = *value;
    else
        code.fail("must be the code of an error, such as \"Timeout\"");
    error.detail = reader.textOf("detail");
    error.subject = reader.textOf("subject");
    const RecordReader phase = reader.member("phase");
    if (const auto name = phase.text()) {
        error.timeoutPhase = timeoutPhaseFromName(*name);
        if (!error.timeoutPhase)
            phase.fail("must be connect, firstByte, idle, content or total");
    }
    error.httpStatus = reader.member("http_status").small(kMaxSmall);
    error.providerCode = reader.member("provider_code").text();
    error.providerMessage = reader.member("provider_message").text();
    error.requestId = reader.member("request_id").text();
    const RecordReader retryAfter = reader.member("retry_after_s");
    if (const auto seconds = retryAfter.number()) {
        if (*seconds < 0 || *seconds * 1000.0 > kMaxMilliseconds)
            retryAfter.fail("must be seconds from 0 to 10^9");
        else
            error.retryAfter = std::chrono::milliseconds(std::llround(*seconds * 1000.0));
    }
    error.excerpt = reader.textOf("excerpt");
    return error;
}

OrderedJson usageJson(const Usage &usage)
{
    OrderedJson record;
    record["input"] = countJson(usage.input);
    record["output"] = countJson(usage.output);
    record["cached_input"] = countJson(usage.cachedInput);
    record["cache_write"] = countJson(usage.cacheWrite);
    record["reasoning"] = countJson(usage.reasoning);
    record["source"] = kSources[static_cast<std::size_t>(usage.source)];
    if (usage.reportedCost) {
        if (OrderedJson amount = amountJson(usage.reportedCost->nano); !amount.is_null())
            record["reported_cost"] = {{"amount", std::move(amount)}, {"currency", usage.reportedCost->currency}};
    }
    return record;
}

Usage readUsage(const RecordReader &reader)
{
    Usage usage;
    usage.input = reader.member("input").whole();
    usage.output = reader.member("output").whole();
    usage.cachedInput = reader.member("cached_input").whole();
    usage.cacheWrite = reader.member("cache_write").whole();
    usage.reasoning = reader.member("reasoning").whole();
    const RecordReader source = reader.member("source");
    if (const auto name = source.text()) {
        const auto *found = std::find(std::begin(kSources), std::end(kSources), *name);
        if (found == std::end(kSources))
            source.fail("must be reported, engine or estimated");
        else
            usage.source = static_cast<UsageSource>(found - std::begin(kSources));
    }
    const RecordReader reported = reader.member("reported_cost");
    if (const auto nano = readAmount(reported.member("amount")))
        usage.reportedCost = Money{*nano, reported.member("currency").text().value_or(Money{}.currency)};
    return usage;
}

OrderedJson costJson(const Cost &cost)
{
    OrderedJson record;
    const std::optional<Money> &known = cost.amount ? cost.amount : cost.lowerBound;
    record["amount"] = amountJson(cost.amount ? std::optional(cost.amount->nano) : std::nullopt);
    record["currency"] = known ? OrderedJson(known->currency) : OrderedJson(nullptr);
    record["provenance"] = costProvenanceName(cost.provenance);
    if (cost.lowerBound)
        record["lower_bound"] = amountJson(cost.lowerBound->nano);
    return record;
}

Cost readCost(const RecordReader &reader)
{
    Cost cost;
    const std::string currency = reader.member("currency").text().value_or(Money{}.currency);
    if (const auto nano = readAmount(reader.member("amount")))
        cost.amount = Money{*nano, currency};
    if (const auto nano = readAmount(reader.member("lower_bound")))
        cost.lowerBound = Money{*nano, currency};
    const RecordReader provenance = reader.member("provenance");
    if (const auto name = provenance.text()) {
        if (const auto value = costProvenanceFromName(*name))
            cost.provenance = *value;
        else
            provenance.fail("must be reported, list-price, own-price, estimate, local or unknown");
    }
    return cost;
}

OrderedJson priceJson(const PriceRule &price)
{
    OrderedJson record;
    record["input"] = amountJson(price.input);
    record["cached_input"] = amountJson(price.cachedInput);
    record["cache_write"] = amountJson(price.cacheWrite);
    record["output"] = amountJson(price.output);
    record["reasoning"] = amountJson(price.reasoning);
    record["currency"] = price.currency;
    record["source"] = price.source;
    record["as_of"] = price.asOf;
    return record;
}

PriceRule readPrice(const RecordReader &reader)
{
    PriceRule price;
    price.input = readAmount(reader.member("input"));
    price.cachedInput = readAmount(reader.member("cached_input"));
    price.cacheWrite = readAmount(reader.member("cache_write"));
    price.output = readAmount(reader.member("output"));
    price.reasoning = readAmount(reader.member("reasoning"));
    price.currency = reader.member("currency").text().value_or(price.currency);
    price.source = reader.textOf("source");
    price.asOf = reader.textOf("as_of");
    return price;
}

OrderedJson timingJson(const LatencyTrace &trace)
{
    OrderedJson phasesRecord = OrderedJson::object();
    for (const auto &[name, duration] : phases(trace))
        phasesRecord[std::string(name)] = millisecondsJson(duration);
    OrderedJson record;
    record["phases_ms"] = std::move(phasesRecord);
    record["first_byte_ms"] = millisecondsJson(trace.firstByte);
    record["first_reasoning_ms"] = millisecondsJson(trace.firstReasoning);
    record["first_token_ms"] = millisecondsJson(trace.firstToken);
    record["attempt_start_ms"] = millisecondsJson(trace.attemptStart);
    record["total_ms"] = millisecondsJson(trace.total);
    record["connection_reused"] = trace.connectionReused;
    record["resolution_ms"] = millisecondsJson(trace.resolution);
    return record;
}

LatencyTrace readTiming(const RecordReader &reader)
{
    LatencyTrace trace;
    const RecordReader phasesRecord = reader.member("phases_ms");
    for (const auto &[name, member] : kPhases)
        trace.*member = readMilliseconds(phasesRecord.member(name));
    trace.firstByte = readMilliseconds(reader.member("first_byte_ms"));
    trace.firstReasoning = readMilliseconds(reader.member("first_reasoning_ms"));
    trace.firstToken = readMilliseconds(reader.member("first_token_ms"));
    trace.attemptStart = readMilliseconds(reader.member("attempt_start_ms")).value_or(trace.attemptStart);
    trace.total = readMilliseconds(reader.member("total_ms")).value_or(trace.total);
    trace.connectionReused = reader.member("connection_reused").flag().value_or(false);
    trace.resolution = readMilliseconds(reader.member("resolution_ms")).value_or(trace.resolution);
    return trace;
}

} // namespace lineup
