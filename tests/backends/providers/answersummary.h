#pragma once

#include "core/base/json.h"
#include "core/chat/streamevent.h"

#include <map>
#include <string>
#include <vector>

namespace lineup::test {

/// What a list of events amounts to, one short line for each thing, so that a test can say it as text and a failure can be
/// read. Only what is there has a line.
inline std::string summary(const std::vector<StreamEvent> &events)
{
    std::string text, reasoning, refusal, finish, started, usage, timings, progress, logprobs, filters, items;
    struct Call {
        std::string id, name, arguments;
    };
    std::map<int, Call> calls;
    const auto number = [](const std::optional<std::int64_t> &value) { return value ? std::to_string(*value) : std::string("?"); };
    for (const StreamEvent &event : events) {
        if (const auto *delta = std::get_if<TextDelta>(&event.body)) {
            text += delta->text;
        } else if (const auto *thought = std::get_if<ReasoningDelta>(&event.body)) {
            reasoning += thought->text;
        } else if (const auto *refused = std::get_if<RefusalDelta>(&event.body)) {
            refusal += refused->text;
        } else if (const auto *call = std::get_if<ToolCallDelta>(&event.body)) {
            Call &whole = calls[call->index];
            whole.id += call->id.empty() || whole.id == call->id ? "" : call->id;
            whole.name += call->name;
            whole.arguments += call->arguments;
        } else if (const auto *start = std::get_if<ReplyStarted>(&event.body)) {
            started = "from=" + start->servedModel + " id=" + start->responseId + "\n";
        } else if (const auto *report = std::get_if<UsageReport>(&event.body)) {
            const Usage &u = report->usage;
            usage = "usage=" + number(u.input) + "(" + number(u.cachedInput) + "," + number(u.cacheWrite) + ")/" + number(u.output) + "("
                + number(u.reasoning) + ")" + (u.source == UsageSource::Engine ? " engine" : "")
                + (u.reportedCost ? " cost=" + std::to_string(u.reportedCost->nano) + u.reportedCost->currency : "") + "\n";
        } else if (const auto *engine = std::get_if<EngineTimings>(&event.body)) {
            timings = "timings=" + number(engine->promptTokens) + "/" + number(engine->predictedTokens)
                + (engine->loadMs ? " load=" + std::to_string(*engine->loadMs) : "") + "\n";
        } else if (const auto *likely = std::get_if<TokenLogprobs>(&event.body)) {
            for (const TokenLogprobs::Token &token : likely->tokens) {
                logprobs += "logprob=" + dumpJson(token.token) + " " + dumpJson(token.logprob);
                for (const TokenLogprobs::Choice &choice : token.top)
                    logprobs += ", " + dumpJson(choice.token) + " " + dumpJson(choice.logprob);
                logprobs += "\n";
            }
        } else if (const auto *filter = std::get_if<FilterReport>(&event.body)) {
            for (const FilterReport::Category &category : filter->categories)
                filters += std::string("filter=") + (filter->isOfPrompt ? "prompt " : "answer ") + category.name + " " + category.severity
                    + (category.isBlocked ? " blocked" : "") + "\n";
        } else if (const auto *item = std::get_if<ProviderItem>(&event.body)) {
            items += "item=" + item->json + "\n";
        } else if (const auto *step = std::get_if<Progress>(&event.body)) {
            if (step->step == Progress::Step::ReadingPrompt)
                progress += "reading=" + std::to_string(step->done) + "/" + std::to_string(step->total) + "\n";
        } else if (const auto *noted = std::get_if<FinishNoted>(&event.body)) {
            finish = "finish=" + noted->raw + "\n";
        }
    }
    std::string out = started + progress;
    const auto line = [&out](const char *name, const std::string &value) {
        if (!value.empty())
            out += name + ("=" + dumpJson(value)) + "\n";
    };
    line("reasoning", reasoning);
    line("text", text);
    line("refusal", refusal);
    for (const auto &[index, call] : calls)
        out += "call " + std::to_string(index) + "=" + call.id + " " + call.name + " " + call.arguments + "\n";
    return out + logprobs + filters + items + finish + usage + timings;
}

} // namespace lineup::test
