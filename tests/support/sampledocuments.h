#pragma once

#include "core/document/lineupdocument.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace lineup::test {

/// Documents from a seed: the same seed gives the same document on every machine. Together the seeds reach every member,
/// every kind of event, every optional set and not set. Answers are made by the reducer, as live ones are.
class SampleDocuments {
public:
    explicit SampleDocuments(std::uint32_t seed) : m_random(seed) {}

    LineupDocument document()
    {
        LineupDocument document;
        document.title = text();
        document.setup = setup();
        for (int letter = 30; letter < 30 + below(3); ++letter)
            document.retiredLetters.push_back(letter);
        for (int i = below(3); i > 0; --i)
            document.runs.push_back(run());
        document.lesson = maybe() ? "zero-one-few-shot" : "";
        if (maybe())
            document.layout = {{"splitter", {0.25, 1, 1e-7}}, {"open", true}, {"nested", {{"x", nullptr}}}};
        if (maybe())
            document.unknown = {{"later_member", {{"a", 1}}}, {"another", "kept"}, {"list", {1, {2, 3}}}};
        return document;
    }

    Run run()
    {
        Run run;
        run.setup = setup();
        run.startedAt = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'700'000'000'000 + below(1'000'000'000)));
        run.madeWith = "Lineup 0." + std::to_string(below(9)) + ".0";
        for (std::size_t i = 0; i < run.setup.lanes.size(); ++i)
            run.results.push_back(below(6) == 0 ? LaneResult{} : result(run.setup.lanes[i].price));
        return run;
    }

    LaneResult result(const std::optional<PriceRule> &price)
    {
        LaneResult result;
        std::int64_t at = 0;
        for (int i = below(40); i > 0; --i) {
            at += below(50'000);
            apply(result, {std::chrono::microseconds(at), body()});
        }
        finish(result, end(at), price, below(4) == 0);
        return result;
    }

    LineupSetup setup()
    {
        LineupSetup setup;
        setup.system = maybe() ? text() : "";
        setup.prompt = text();
        setup.shots = shots();
        int letter = 0;
        for (int i = below(5); i > 0; --i) {
            setup.lanes.push_back(lane());
            setup.lanes.back().letter = letter;
            letter += 1 + below(9);
        }
        return setup;
    }

    EventBody body()
    {
        switch (below(17)) {
        case 0: return ReasoningDelta{text()};
        case 1: return RefusalDelta{text()};
        case 2: return ToolCallDelta{below(4), maybe() ? text() : "", maybe() ? text() : "", text()};
        case 3: return ReplyStarted{maybe() ? text() : "", maybe() ? text() : "", maybe() ? text() : ""};
        case 4: return Progress{static_cast<Progress::Step>(below(4)), count(), count()};
        case 5: return RetryScheduled{1 + below(5), error(), std::chrono::milliseconds(below(100'000))};
        case 6: return UsageReport{usage()};
        case 7: return EngineTimings{number(), optionalCount(), number(), optionalCount(), number()};
        case 8: return FinishNoted{static_cast<Outcome>(below(8)), text()};
        case 9: return Envelope{"{\"id\": \"" + std::to_string(below(1000)) + "\",  \"x\":[1e5]}"};
        case 10: return TokenLogprobs{{{{text(), -0.5}, {{text(), -0.5}, {text(), -2.25}}}, {{text(), 0}, {}}}};
        case 11: return FilterReport{maybe(), {{text(), maybe() ? text() : "", maybe()}}};
        case 12: return ProviderItem{"{\"signature\":\"" + std::to_string(below(1000)) + "\"}"};
        default: return TextDelta{text()};
        }
    }

    Error error()
    {
        Error error;
        error.code = static_cast<ErrorCode>(below(static_cast<int>(ErrorCode::Offline) + 1));
        error.detail = "detail " + text();
        error.httpStatus = maybe() ? std::optional(400 + below(200)) : std::nullopt;
        error.providerCode = optionalText();
        error.providerMessage = optionalText();
        error.requestId = optionalText();
        error.retryAfter = maybe() ? std::optional(std::chrono::milliseconds(below(1'000'000))) : std::nullopt;
        if (error.code == ErrorCode::Timeout)
            error.timeoutPhase = static_cast<TimeoutPhase>(below(5));
        error.subject = maybe() ? "127.0.0.1:8080" : "";
        error.excerpt = maybe() ? text() : "";
        return error;
    }

private:
    int below(int bound) { return static_cast<int>(m_random() % static_cast<std::uint32_t>(bound)); }
    bool maybe() { return below(2) == 0; }
    // One draw a statement: the order of operands is the compiler's choice.
    std::int64_t count()
    {
        std::uint64_t bits = std::uint64_t{m_random()} << 21;
        bits |= m_random() % 2'097'152;
        return static_cast<std::int64_t>(bits >> below(53));
    }
    std::optional<std::int64_t> optionalCount() { return maybe() ? std::optional(count()) : std::nullopt; }
    std::optional<std::int64_t> wide()
    {
        if (maybe())
            return std::nullopt;
        std::uint64_t bits = std::uint64_t{m_random()} << 32;
        bits |= m_random();
        return static_cast<std::int64_t>(bits);
    }
    std::optional<double> number()
    {
        if (maybe())
            return std::nullopt;
        const double numerator = static_cast<double>(m_random()) - 2e9;
        return numerator / (1.0 + below(1'000'000));
    }
    std::optional<std::string> optionalText() { return maybe() ? std::optional(text()) : std::nullopt; }
    std::string text()
    {
        static const std::vector<std::string> words{"green umbrella", "\xD0\xB7\xD0\xBE\xD0\xBD\xD1\x82", "\xF0\x9F\x98\x80", "\"", "\\u0041",
                                                    "\n", "\t", std::string("\0", 1), "\xE2\x80\xA8", "</script>", "\x7F", "{\"a\":1}", " "};
        std::string text;
        for (int i = 1 + below(4); i > 0; --i)
            text += words[static_cast<std::size_t>(below(static_cast<int>(words.size())))];
        return text;
    }
    std::vector<Shot> shots()
    {
        std::vector<Shot> shots;
        for (int i = below(4); i > 0; --i)
            shots.push_back({text(), text()});
        return shots;
    }
    std::optional<std::chrono::milliseconds> limit() { return maybe() ? std::optional(std::chrono::milliseconds(below(600'000))) : std::nullopt; }
    std::optional<LatencyTrace::Duration> duration() { return maybe() ? std::optional(LatencyTrace::Duration(count() >> 10)) : std::nullopt; }
    std::optional<std::int64_t> price() { return maybe() ? std::optional(std::int64_t{below(2'000'000'000)}) : std::nullopt; }

    LaneSpec lane()
    {
        LaneSpec lane;
        lane.name = maybe() ? text() : "";
        lane.backend = maybe() ? BackendRef{} : BackendRef{"openai-compatible", "http://127.0.0.1:8080/v1", "LINEUP_TEST_KEY", {}};
        if (maybe())
            lane.backend.options = {{"region", "eu-west-1"}, {"api-version", "2024-10-21"}};
        if (maybe())
            lane.backend.id = "backend-" + std::to_string(below(9));
        lane.model = maybe() ? "model-" + std::to_string(below(100)) : "";
        lane.parameters = parameters();
        lane.system = optionalText();
        if (maybe()) {
            if (maybe())
                lane.shots = below(5);
            else
                lane.shots = shots();
        }
        lane.clocks = {limit(), limit(), limit(), limit()};
        lane.retries = below(5);
        if (maybe())
            lane.price = PriceRule{price(), price(), price(), price(), price(), maybe() ? "USD" : "EUR", text(), maybe() ? "2026-11-01" : ""};
        return lane;
    }
    Parameters parameters()
    {
        Parameters parameters;
        parameters.temperature = number();
        parameters.topP = number();
        parameters.topK = optionalCount();
        parameters.maxTokens = optionalCount();
        parameters.seed = wide();
        parameters.presencePenalty = number();
        parameters.frequencyPenalty = number();
        parameters.reasoningEffort = optionalText();
        parameters.reasoningTokens = optionalCount();
        parameters.topLogprobs = optionalCount();
        parameters.streams = maybe();
        if (maybe())
            parameters.jsonSchema = {{"type", "object"}, {"required", {"product"}}};
        for (int i = below(3); i > 0; --i)
            parameters.tools.push_back({text(), maybe() ? text() : "", {{"type", "object"}}});
        for (int i = below(3); i > 0; --i)
            parameters.stop.push_back(text());
        if (maybe())
            parameters.extra = {{"min_p", 0.05}, {"nested", {{"list", {1, "two", nullptr, false}}}}, {"big", 18446744073709551615ULL}};
        return parameters;
    }
    Usage usage()
    {
        Usage usage{optionalCount(), optionalCount(), optionalCount(), optionalCount(), optionalCount(), std::nullopt,
                    static_cast<UsageSource>(below(3))};
        if (maybe())
            usage.reportedCost = Money{below(2'000'000'000), maybe() ? "USD" : "EUR"};
        return usage;
    }
    StreamEnd end(std::int64_t at)
    {
        StreamEnd end;
        end.outcome = static_cast<Outcome>(below(8));
        if (end.outcome == Outcome::Error)
            end.error = error();
        LatencyTrace &trace = end.trace;
        for (auto *part : {&trace.queue, &trace.retry, &trace.dns, &trace.connect, &trace.tls, &trace.upload, &trace.wait, &trace.thinking,
                           &trace.text, &trace.tail, &trace.firstByte, &trace.firstReasoning, &trace.firstToken})
            *part = duration();
        trace.total = LatencyTrace::Duration(at + below(1000));
        trace.attemptStart = LatencyTrace::Duration(below(1000));
        trace.connectionReused = maybe();
        trace.resolution = LatencyTrace::Duration(below(16'000));
        end.attempts = below(4);
        for (int i = below(3); i > 0; --i)
            end.notes.push_back(text());
        return end;
    }

    std::mt19937 m_random;
};

} // namespace lineup::test
