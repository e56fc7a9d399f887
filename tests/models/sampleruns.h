#pragma once

#include "core/run/run.h"

#include <chrono>
#include <optional>
#include <string>

namespace lineup::samples {

/// One made-up answer. Times in seconds, speeds in tokens per second; content events come evenly with a small fixed
/// unevenness, one token each.
struct Answer {
    std::string model = "model";
    double queue = 0;
    double connect = 0;       ///< DNS, connection and TLS together; 0 = a reused connection
    double firstContent = 1;  ///< since Send
    int thinkingTokens = 0;   ///< streamed reasoning
    double thinkingSpeed = 50;
    int textTokens = 100;
    double textSpeed = 50;
    std::int64_t input = 500;
    std::optional<PriceRule> price = std::nullopt;
    std::string kind = "openai-compatible";
    Outcome outcome = Outcome::Finished;
    bool reportsUsage = true;
};

/// The answer as it stood `until` seconds after Send; ended when it was done by then. `failAt` = it breaks there.
LaneResult result(const Answer &answer, double until, std::optional<double> failAt = std::nullopt);

/// Adds a lane with the next letter and its result.
void addLane(Run &run, const Answer &answer, double until, std::optional<double> failAt = std::nullopt);

/// Three lanes as in the design's first picture; at 5.2 s all of them run.
Run threeLanes(double until);
/// Eight lanes as in the design's picture of eight; at 4 s five run, one is queued and two are done.
Run eightLanes(double until);
/// Two lanes of which the second breaks after 1.1 s, before any text.
Run withFailure(double until);

/// The same small local model with none, one and three examples.
Run firstRun(double until);
/// As many lanes as there are marks.
Run manyLanes(double until);

/// Price in dollars per million tokens, in and out.
PriceRule dollars(const char *input, const char *output);

} // namespace lineup::samples
