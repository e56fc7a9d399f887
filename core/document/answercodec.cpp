#include "core/document/answercodec.h"

#include "core/document/streamcodec.h"

namespace lineup {

namespace {

constexpr int kMaxAttempts = 1'000'000;

bool isLocal(const LaneSpec &lane)
{
    return lane.backend.kind == "local";
}

/// An answer that ended, whatever it was before.
LaneResult ended(LaneResult result, const LaneSpec &lane)
{
    // A price of the person's is not used here: the tokens of an answer that was cut are not known for sure.
    finish(result, interruptedEnd(result), std::nullopt, isLocal(lane));
    return result;
}

StreamEnd readEnd(const RecordReader &reader, Outcome outcome)
{
    StreamEnd end;
    end.outcome = outcome;
    if (outcome == Outcome::Error) {
        const RecordReader error = reader.member("error");
        if (error.isNull())
            error.fail("must be an object when the outcome is error");
        end.error = readError(error);
    }
    end.attempts = reader.member("attempts").small(kMaxAttempts).value_or(end.attempts);
    end.notes = reader.member("notes").texts();
    end.trace = readTiming(reader.member("timing"));
    return end;
}

/// The members that only repeat the stream are still held to their types, so that a broken file is not half believed.
void checkRepeated(const RecordReader &reader)
{
    for (const char *key : {"served_model", "response_id", "text", "reasoning"})
        static_cast<void>(reader.member(key).text());
    static_cast<void>(readUsage(reader.member("usage")));
}

} // namespace

StreamEnd interruptedEnd(const LaneResult &result)
{
    StreamEnd end;
    end.outcome = Outcome::Error;
    end.error = Error{};
    end.error->code = ErrorCode::StreamCut;
    end.error->detail = "interrupted: the program saved or ended before the answer did";
    const std::vector<StreamEvent> events = result.stream.events();
    if (!events.empty())
        end.trace.total = events.back().at;
    end.attempts = result.lastRetry ? result.lastRetry->attempt + 1 : 1;
    if (!result.hasContent() && (result.phase == LanePhase::Idle || result.phase == LanePhase::Queued))
        end.attempts = 0;
    return end;
}

OrderedJson answerJson(const LaneResult &result, const LaneSpec &lane)
{
    if (result.phase == LanePhase::Idle && result.stream.isEmpty())
        return nullptr;
    if (!result.end)
        return answerJson(ended(result, lane), lane);
    OrderedJson record;
    record["served_model"] = result.servedModel.empty() ? OrderedJson(nullptr) : OrderedJson(result.servedModel);
    record["response_id"] = result.responseId.empty() ? OrderedJson(nullptr) : OrderedJson(result.responseId);
    record["text"] = plainText(result.answer);
    if (const std::string reasoning = reasoningText(result.answer); !reasoning.empty())
        record["reasoning"] = reasoning;
    record["outcome"] = outcomeName(result.end->outcome);
    record["error"] = result.end->error ? errorJson(*result.end->error) : OrderedJson(nullptr);
    record["attempts"] = std::clamp(result.end->attempts, 0, kMaxAttempts);
    if (!result.end->notes.empty())
        record["notes"] = result.end->notes;
    record["timing"] = timingJson(result.end->trace);
    record["usage"] = result.usage ? usageJson(*result.usage) : OrderedJson(nullptr);
    record["cost"] = costJson(result.cost);
    record["stream"] = streamJson(result.stream);
    return record;
}

LaneResult readAnswer(const RecordReader &reader, const LaneSpec &lane)
{
    if (reader.isNull())
        return {};
    checkRepeated(reader);
    const StreamRecord stream = readStream(reader.member("stream"));
    const RecordReader outcomeReader = reader.member("outcome");
    const auto outcomeText = outcomeReader.text();
    const RecordReader cost = reader.member("cost");
    LaneResult result;
    for (const StreamEvent &event : stream.events())
        apply(result, event);
    if (!outcomeText)
        return stream.isEmpty() ? LaneResult{} : ended(std::move(result), lane);
    const auto outcome = outcomeFromName(*outcomeText);
    if (!outcome) {
        outcomeReader.fail("must be an outcome, such as \"finished\"");
        return result;
    }
    finish(result, readEnd(reader, *outcome), std::nullopt, isLocal(lane));
    // A saved answer keeps what it cost then.
    if (!cost.isNull())
        result.cost = readCost(cost);
    return result;
}

} // namespace lineup
