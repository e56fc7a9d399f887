#pragma once

#include "core/chat/message.h"
#include "core/chat/streamevent.h"
#include "core/pricing/price.h"
#include "core/run/streamrecord.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lineup {

/// Where an answer stands now.
enum class LanePhase {
    Idle,       ///< nothing was sent
    Queued,     ///< waits for a slot or for the engine
    Connecting,
    Waiting,    ///< the server has the request; no content yet
    Thinking,   ///< reasoning comes
    Streaming,  ///< answer text comes
    RetryWait,  ///< an attempt failed; another comes
    Ended,      ///< see LaneResult::end
};

/// Everything known about one answer. Changes only through apply() and finish(), live, in replay and in tests alike.
struct LaneResult {
    LanePhase phase = LanePhase::Idle;
    Message answer{Role::Assistant, {}}; ///< text, reasoning, refusal and tool calls in order of arrival
    std::string responseId;
    std::string servedModel;
    std::string fingerprint;
    std::optional<Usage> usage;
    std::optional<EngineTimings> engineTimings;
    std::vector<TokenLogprobs::Token> logprobs; ///< of the answer's tokens in order; empty unless they were asked for
    std::vector<FilterReport> filterReports;    ///< in order of arrival
    std::vector<std::string> providerItems;     ///< see ProviderItemBlock, in order of arrival
    std::optional<FinishNoted> finishNoted;
    std::optional<Progress> progress;      ///< the latest; only meaningful before content
    std::optional<RetryScheduled> lastRetry;
    StreamRecord stream;
    std::optional<StreamEnd> end;          ///< set once, with LanePhase::Ended
    Cost cost;                             ///< set by finish()
    std::size_t contentEvents = 0;         ///< number of content events so far
    bool reasoningStreamed = false;
    /// Where the tool calls stand: index in the stream and position in answer.blocks, in order of arrival.
    std::vector<std::pair<int, std::size_t>> toolCalls;
    std::optional<std::chrono::microseconds> firstContentAt; ///< since Send
    std::optional<std::chrono::microseconds> firstAnswerAt;  ///< since Send
    std::optional<std::chrono::microseconds> lastContentAt;  ///< since Send

    bool hasContent() const { return contentEvents > 0; }
    bool operator==(const LaneResult &) const = default;
};

/// The reducer: what one event does to the answer. An event after the end is a broken invariant and is ignored.
void apply(LaneResult &result, const StreamEvent &event);

/// Closes the answer and computes its cost: reported by the provider, else `price` × usage, else unknown;
/// `isLocal` gives 0 with provenance Local.
void finish(LaneResult &result, const StreamEnd &end, const std::optional<PriceRule> &price, bool isLocal);

/// Rebuilds a result from its record and its end: what opening a document does.
LaneResult replay(const StreamRecord &stream, const StreamEnd &end, const std::optional<PriceRule> &price, bool isLocal);

/// The two speeds of an ended answer, see core/metrics/latencytrace.h.
std::optional<double> decodeTokensPerSecond(const LaneResult &result);
std::optional<double> endToEndTokensPerSecond(const LaneResult &result);

} // namespace lineup
