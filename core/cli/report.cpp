#include "core/cli/report.h"

#include "core/base/timestamp.h"
#include "core/document/answercodec.h"
#include "core/document/setupcodec.h"
#include "core/document/valuecodec.h"

#include <cmath>

namespace lineup {

namespace {

constexpr int kReportVersion = 1;

OrderedJson textOrNull(const std::string &text)
{
    return text.empty() ? OrderedJson(nullptr) : OrderedJson(text);
}

/// Tokens per second with three decimals: more is noise.
OrderedJson speedJson(std::optional<double> speed)
{
    return speed ? OrderedJson(std::round(*speed * 1000) / 1000) : OrderedJson(nullptr);
}

OrderedJson laneTimingJson(const LaneResult &result, const StreamEnd &end)
{
    OrderedJson phasesMs = OrderedJson::object();
    for (const auto &[name, duration] : phases(end.trace))
        phasesMs[std::string(name)] = millisecondsJson(duration);
    OrderedJson times = OrderedJson::array();
    for (const std::chrono::microseconds time : result.stream.contentTimes())
        times.push_back(millisecondsJson(time));
    OrderedJson record;
    record["phases_ms"] = std::move(phasesMs);
    record["first_token_ms"] = millisecondsJson(end.trace.firstToken);
    record["total_ms"] = millisecondsJson(end.trace.total);
    record["decode_tokens_per_s"] = speedJson(decodeTokensPerSecond(result));
    record["end_to_end_tokens_per_s"] = speedJson(endToEndTokensPerSecond(result));
    record["token_times_ms"] = std::move(times);
    return record;
}

OrderedJson laneUsageJson(const Usage &usage)
{
    OrderedJson record;
    record["input"] = countJson(usage.input);
    record["output"] = countJson(usage.output);
    record["cached_input"] = countJson(usage.cachedInput);
    record["cache_write"] = countJson(usage.cacheWrite);
    record["reasoning"] = countJson(usage.reasoning);
    return record;
}

OrderedJson laneCostJson(const Cost &cost)
{
    OrderedJson record;
    record["amount"] = cost.amount ? OrderedJson(decimalFromNano(cost.amount->nano)) : OrderedJson(nullptr);
    record["currency"] = cost.amount ? OrderedJson(cost.amount->currency) : OrderedJson(nullptr);
    record["provenance"] = costProvenanceName(cost.provenance);
    return record;
}

OrderedJson laneJson(const LaneSpec &lane, const LaneResult &result, int repeat, const ErrorDescriber &describe)
{
    const StreamEnd end = result.end ? *result.end : interruptedEnd(result);
    OrderedJson record;
    record["name"] = laneTitle(lane);
    record["repeat"] = repeat;
    record["requested_model"] = textOrNull(lane.model);
    record["served_model"] = textOrNull(result.servedModel);
    record["response_id"] = textOrNull(result.responseId);
    record["text"] = answerText(result);
    record["reasoning"] = textOrNull(reasoningText(result.answer));
    record["outcome"] = outcomeName(end.outcome);
    record["error"] = errorReport(end.error, describe);
    record["attempts"] = end.attempts;
    record["timing"] = laneTimingJson(result, end);
    record["usage"] = laneUsageJson(result.usage.value_or(Usage{}));
    record["cost"] = laneCostJson(result.cost);
    return record;
}

/// Bytes that are no UTF-8 become U+FFFD instead of an exception.
std::string printed(const OrderedJson &report)
{
    return report.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

OrderedJson lineupJson(const Run &run)
{
    OrderedJson record = setupJson(run.setup);
    record["made_with"] = run.madeWith;
    record["started_at"] = formatUtc(run.startedAt);
    return record;
}

} // namespace

std::string answerText(const LaneResult &result)
{
    std::string text;
    for (const ContentBlock &block : result.answer.blocks) {
        if (const auto *part = std::get_if<TextBlock>(&block))
            text += part->text;
        else if (const auto *refusal = std::get_if<RefusalBlock>(&block))
            text += refusal->text;
    }
    return text;
}

std::string laneTitle(const LaneSpec &lane)
{
    if (!lane.name.empty())
        return lane.name;
    if (!lane.model.empty())
        return lane.model;
    return lane.backend.id.empty() ? lane.backend.kind : lane.backend.id;
}

std::string reportJsonText(const std::vector<Run> &runs, const ErrorDescriber &describe)
{
    OrderedJson lanes = OrderedJson::array();
    for (std::size_t repeat = 0; repeat < runs.size(); ++repeat) {
        const Run &run = runs[repeat];
        for (std::size_t i = 0; i < run.setup.lanes.size() && i < run.results.size(); ++i)
            lanes.push_back(laneJson(run.setup.lanes[i], run.results[i], static_cast<int>(repeat) + 1, describe));
    }
    OrderedJson report;
    report["version"] = kReportVersion;
    report["lineup"] = runs.empty() ? OrderedJson(nullptr) : lineupJson(runs.front());
    report["lanes"] = std::move(lanes);
    return printed(report);
}

std::string modelsJsonText(const std::vector<ModelListing> &listings, const ErrorDescriber &describe)
{
    OrderedJson backends = OrderedJson::array();
    for (const ModelListing &listing : listings) {
        OrderedJson models = OrderedJson::array();
        for (const ListedModel &model : listing.models ? *listing.models : std::vector<ListedModel>{}) {
            OrderedJson record;
            record["id"] = model.id;
            record["context_length"] = countJson(model.contextLength);
            models.push_back(std::move(record));
        }
        OrderedJson backend;
        backend["name"] = listing.name;
        backend["backend"] = textOrNull(listing.backend.id);
        backend["kind"] = listing.backend.kind;
        backend["base_url"] = textOrNull(listing.backend.baseUrl);
        backend["asked_at"] = listing.keptSince ? OrderedJson(formatUtc(*listing.keptSince)) : OrderedJson(nullptr);
        backend["models"] = std::move(models);
        backend["error"] = errorReport(listing.models ? std::nullopt : std::optional(listing.models.error()), describe);
        backends.push_back(std::move(backend));
    }
    OrderedJson report;
    report["version"] = kReportVersion;
    report["backends"] = std::move(backends);
    return printed(report);
}

bool allLanesSucceeded(const std::vector<Run> &runs)
{
    for (const Run &run : runs) {
        for (const LaneResult &result : run.results) {
            if (!result.end || (result.end->outcome != Outcome::Finished && result.end->outcome != Outcome::Length))
                return false;
        }
    }
    return true;
}

} // namespace lineup
