#include "sampleruns.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lineup::samples {

namespace {

using Duration = std::chrono::microseconds;

Duration at(double seconds)
{
    return Duration(std::llround(seconds * 1e6));
}

/// Everything the answer would say, with its times.
std::vector<StreamEvent> script(const Answer &answer)
{
    std::vector<StreamEvent> events;
    if (answer.queue > 0)
        events.push_back({Duration(0), Progress{Progress::Step::Queued, 0, 0}});
    events.push_back({at(answer.queue), Progress{Progress::Step::Connecting, 0, 0}});
    events.push_back({at(answer.queue + answer.connect), Progress{Progress::Step::Sent, 0, 0}});
    double time = answer.firstContent;
    const auto next = [&](int index, double speed) { time += (1.0 + 0.35 * std::sin(index * 0.11)) / speed; };
    for (int i = 0; i < answer.thinkingTokens; ++i) {
        events.push_back({at(time), ReasoningDelta{"hm "}});
        next(i, answer.thinkingSpeed);
    }
    for (int i = 0; i < answer.textTokens; ++i) {
        events.push_back({at(time), TextDelta{"word "}});
        if (i + 1 < answer.textTokens)
            next(i, answer.textSpeed);
    }
    Usage usage;
    usage.input = answer.input;
    usage.output = answer.thinkingTokens + answer.textTokens;
    usage.reasoning = answer.thinkingTokens;
    if (answer.reportsUsage)
        events.push_back({at(time + 0.001), UsageReport{usage}});
    return events;
}

StreamEnd endOf(const Answer &answer, const LaneResult &result, double total, bool failed)
{
    StreamEnd end;
    LatencyTrace &trace = end.trace;
    trace.total = at(total);
    trace.attemptStart = at(answer.queue);
    if (answer.queue > 0)
        trace.queue = at(answer.queue);
    if (answer.connect > 0) {
        trace.dns = at(answer.connect * 0.2);
        trace.connect = at(answer.connect * 0.3);
        trace.tls = at(answer.connect * 0.4);
        trace.upload = at(answer.connect) - *trace.dns - *trace.connect - *trace.tls;
    }
    trace.connectionReused = answer.connect == 0;
    const Duration sent = at(answer.queue) + at(answer.connect);
    trace.wait = result.firstContentAt.value_or(trace.total) - sent;
    if (result.firstContentAt) {
        const Duration answerStart = result.firstAnswerAt.value_or(*result.lastContentAt);
        if (result.reasoningStreamed)
            trace.thinking = answerStart - *result.firstContentAt;
        trace.text = *result.lastContentAt - answerStart;
        trace.tail = trace.total - *result.lastContentAt;
        trace.firstToken = answerStart - trace.attemptStart;
    }
    end.outcome = failed ? Outcome::Error : answer.outcome;
    if (failed)
        end.error = Error{ErrorCode::StreamCut, "cut", {}, {}, {}, {}, {}, {}, {}, {}};
    return end;
}

} // namespace

PriceRule dollars(const char *input, const char *output)
{
    PriceRule price;
    price.input = nanoFromDecimal(input);
    price.output = nanoFromDecimal(output);
    price.asOf = "2026-10-27";
    price.source = "list";
    return price;
}

LaneResult result(const Answer &answer, double until, std::optional<double> failAt)
{
    LaneResult result;
    const bool fails = failAt && *failAt <= until;
    const Duration stop = at(fails ? *failAt : until);
    const std::vector<StreamEvent> events = script(answer);
    result.phase = LanePhase::Queued;
    for (const StreamEvent &event : events) {
        if (event.at <= stop)
            apply(result, event);
    }
    const double total = fails ? *failAt : std::chrono::duration<double>(events.back().at).count() + 0.004;
    if (fails || total <= until)
        finish(result, endOf(answer, result, total, fails), answer.price, answer.kind == "local");
    return result;
}

void addLane(Run &run, const Answer &answer, double until, std::optional<double> failAt)
{
    LaneSpec spec;
    spec.letter = static_cast<int>(run.setup.lanes.size());
    spec.model = answer.model;
    spec.backend.kind = answer.kind;
    spec.price = answer.price;
    run.setup.lanes.push_back(spec);
    run.results.push_back(result(answer, until, failAt));
}

Run threeLanes(double until)
{
    Run run;
    addLane(run, {"GPT-6.1 Terra", 0, 0.12, 0.62, 0, 50, 520, 84.1, 612, dollars("1", "5")}, until);
    addLane(run, {"Claude Sonnet 5.5", 0, 0.14, 0.94, 186, 77.5, 320, 70.8, 655, dollars("2", "10")}, until);
    addLane(run, {"Qwen3 8B", 0, 0, 0.21, 0, 50, 240, 31.2, 590, std::nullopt, "local"}, until);
    return run;
}

Run eightLanes(double until)
{
    Run run;
    addLane(run, {"GPT-6.1 Terra", 0, 0.12, 0.62, 0, 50, 420, 70, 412, dollars("1", "5")}, until);
    addLane(run, {"Claude Sonnet 5.5", 0, 0.12, 0.94, 140, 83, 400, 164, 438, dollars("2", "10")}, until);
    addLane(run, {"Gemini 3.8 Flash", 0, 0.1, 0.41, 0, 50, 204, 161, 420, dollars("0.5", "4")}, until);
    addLane(run, {"Mistral Small 4", 0, 0.1, 0.38, 0, 50, 188, 96, 405, dollars("0.1", "0.8")}, until);
    addLane(run, {"DeepSeek-V4-Flash", 0, 0.3, 1.12, 274, 108, 400, 112, 401, dollars("0.2", "0.6")}, until);
    addLane(run, {"Grok 4.7", 0, 0.12, 0.71, 0, 50, 380, 66, 418, dollars("1", "8")}, until);
    addLane(run, {"Qwen3 8B", 0, 0, 0.21, 0, 50, 280, 31.2, 390, std::nullopt, "local"}, until);
    addLane(run, {"Gemma 4 E4B IT", 12, 0, 12.3, 0, 50, 100, 30, 396, std::nullopt, "local"}, until);
    return run;
}

Run withFailure(double until)
{
    Run run;
    addLane(run, {"GPT-6.1 Terra", 0, 0.12, 0.62, 0, 50, 300, 84.1, 612, dollars("1", "5")}, until);
    addLane(run, {"Claude Sonnet 5.5", 0, 0.14, 2.0, 0, 50, 300, 70.8, 655, dollars("2", "10")}, until, 1.1);
    addLane(run, {"Mistral Small 4", 0, 0.1, 0.38, 0, 50, 300, 96, 405, dollars("0.1", "0.8")}, until, 2.4);
    return run;
}

Run firstRun(double until)
{
    Run run;
    addLane(run, {"SmolLM2 135M Instruct", 0, 0, 0.11, 0, 50, 58, 62.4, 41, std::nullopt, "local"}, until);
    addLane(run, {"SmolLM2 135M Instruct", 0, 0, 0.16, 0, 50, 14, 61, 66, std::nullopt, "local"}, until);
    addLane(run, {"SmolLM2 135M Instruct", 0, 0, 0.19, 0, 50, 6, 60, 118, std::nullopt, "local"}, until);
    return run;
}

Run manyLanes(double until)
{
    Run run;
    for (int lane = 0; lane < 24; ++lane)
        addLane(run, {"model", 0, 0.1, 0.3 + lane * 0.07, lane % 3 == 0 ? 60 : 0, 70, 200 + lane * 13, 40.0 + lane * 4, 400, dollars("0.5", "2")}, until);
    return run;
}

} // namespace lineup::samples
