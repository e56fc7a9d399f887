#pragma once

#include "backends/chat/deltatext.h"
#include "backends/providers/openaicompatible/chunkrules.h"
#include "backends/providers/openaicompatible/chunktemplate.h"
#include "backends/providers/openaicompatible/filterresults.h"
#include "backends/providers/openaicompatible/reasoningdetails.h"
#include "core/chat/streamevent.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::openaicompatible {

/// Turns the data of each `chat.completion.chunk` into neutral events.
///
/// Three ways to read a chunk, from fast to complete, which must give equal events: the template of the last ordinary chunk
/// (chunktemplate.h), simdjson for chunks that carry nothing but a content delta, nlohmann/json for everything else. The
/// fast ways can be switched off so that tests compare them.
///
/// Source: OpenAI API reference, "The chat completion chunk object"; the deviations of real servers are marked where they are
/// forgiven. Only the choice with index 0 is read.
class ChunkReader {
public:
    enum class Speed { Full, NoTemplate, JsonOnly };

    explicit ChunkReader(Speed speed = Speed::Full, ChunkRules rules = {});
    ~ChunkReader();
    ChunkReader(ChunkReader &&) noexcept;
    ChunkReader &operator=(ChunkReader &&) noexcept;

    /// The quickest way: the text of a chunk that is the last ordinary one with another text. Nothing for all others, and
    /// then nothing has been done. read() tries it too; it is apart because for a single token even an event is large. The
    /// view lives until the next call, or as long as `data`.
    std::optional<std::string_view> ordinaryText(std::string_view data);
    /// Reads one event's data. `readableAfter` bytes behind it may be read by a vectorised parser. Errors: BadReply for data
    /// that is not JSON; what ChunkRules::errorOf makes of an error inside the stream. Events that came before stay valid.
    Result<void> read(std::string_view data, std::size_t readableAfter, std::chrono::microseconds at, std::vector<StreamEvent> &events);
    /// A whole reply of a server that does not stream (`chat.completion`).
    Result<void> readWhole(std::string_view body, std::chrono::microseconds at, std::vector<StreamEvent> &events);
    /// The stream is over: hands on what was held back (half a character, half a tag) and the usage of the engine's timings
    /// when no other came.
    void finish(std::chrono::microseconds at, std::vector<StreamEvent> &events);

    /// A finish reason came.
    bool hasFinish() const { return m_finish.has_value(); }
    /// "[DONE]" came.
    bool isDone() const { return m_isDone; }
    /// What the finish reason meant, corrected by what came: a tool call or a refusal wins over "stop". Finished for an
    /// answer that only "[DONE]" ended. Nothing when the answer is not complete.
    std::optional<Outcome> outcome() const;
    bool hasContent() const { return m_hasContent; }
    /// Any well-formed chunk came.
    bool hasStarted() const { return m_hasStarted; }

private:
    struct Fast;
    struct Call {
        std::string id;
        bool hasName = false;
    };
    using Events = std::vector<StreamEvent>;

    bool readFast(std::string_view data, std::size_t readableAfter, std::chrono::microseconds at, Events &events);
    Result<void> readFully(std::string_view data, std::chrono::microseconds at, Events &events);
    /// True when it says something new.
    bool noteStart(const nlohmann::json &chunk, std::chrono::microseconds at, Events &events);
    void readChoice(const nlohmann::json &choice, const char *member, std::chrono::microseconds at, Events &events);
    Result<void> readFinish(const nlohmann::json &choice, std::chrono::microseconds at, Events &events);
    [[nodiscard]] Unexpected<Error> saidError(std::string_view data) const;
    void readReasoning(const nlohmann::json &delta, std::chrono::microseconds at, Events &events);
    void readContent(const nlohmann::json &content, std::chrono::microseconds at, Events &events);
    void readToolCalls(const nlohmann::json &calls, std::chrono::microseconds at, Events &events);
    int callIndex(const nlohmann::json &fragment, std::size_t position);
    void readExtras(const nlohmann::json &chunk, std::chrono::microseconds at, Events &events);
    Result<void> readDocument(const nlohmann::json &chunk, const char *member, std::string_view data, std::chrono::microseconds at, Events &events);
    void addText(std::string text, std::chrono::microseconds at, Events &events);
    void addReasoning(std::string text, std::chrono::microseconds at, Events &events);

    Speed m_speed;
    ChunkRules m_rules;
    ChunkTemplate m_template;
    std::string m_unescaped;
    std::unique_ptr<Fast> m_fast;
    chat::SurrogateJoiner m_textJoiner;
    chat::SurrogateJoiner m_reasoningJoiner;
    chat::ThinkSplitter m_think;
    bool m_reasoningSeen = false; ///< in a field of its own: then no tags are looked for
    std::string m_id;
    std::string m_model;
    std::string m_fingerprint;
    std::map<std::int64_t, int> m_callByWireIndex;
    std::vector<Call> m_calls;
    FilterResults m_filters;
    ReasoningDetails m_details;
    std::string m_lastThought; ///< the piece before, when repetitions are dropped
    std::optional<Outcome> m_finish;
    std::optional<Usage> m_engineUsage;
    bool m_usageReported = false;
    bool m_refusalSeen = false;
    bool m_hasContent = false;
    bool m_hasStarted = false;
    bool m_isDone = false;
};

} // namespace lineup::openaicompatible
