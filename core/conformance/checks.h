#pragma once

#include "core/conformance/checkbench.h"

namespace lineup::conformance {

// The checks behind allChecks(). Each says in its comment what counts as passed; `seen` says what happened, always.

/// Text comes, in more than one piece, and ends well.
void checkStream(CheckBench &bench, Done done);
/// The same text can be had in one reply.
void checkWhole(CheckBench &bench, Done done);
/// A word that the model writes by itself does not come when it is a stop word.
void checkStop(CheckBench &bench, Done done);
/// A limit of tokens ends the answer as cut, and the count keeps to it.
void checkMaxTokens(CheckBench &bench, Done done);
/// Input and output are counted, and consistently.
void checkUsage(CheckBench &bench, Done done);
/// The system text is obeyed, or at least counted.
void checkSystemMessage(CheckBench &bench, Done done);
/// Examples are followed, or at least counted.
void checkFewShot(CheckBench &bench, Done done);
/// Characters of every length come back as what they were.
void checkUnicode(CheckBench &bench, Done done);
/// A prompt of about a thousand tokens is read, and not silently cut.
void checkLongText(CheckBench &bench, Done done);
/// A model that does not exist is refused with an error that says something; where any name is served, a body that is spoiled.
void checkErrorShape(CheckBench &bench, Done done);
/// A cancelled answer ends at once and without more text, and the next question is answered.
void checkCancel(CheckBench &bench, Done done);
/// The total clock ends an answer as a time-out, and the next question is answered.
void checkTimeOuts(CheckBench &bench, Done done);

/// There is a list of models.
void checkModelList(CheckBench &bench, Done done);
/// The answer keeps to a JSON Schema.
void checkStructuredOutput(CheckBench &bench, Done done);
/// A picture is taken, and its colour told.
void checkVision(CheckBench &bench, Done done);
/// A tool is asked for by its name, with arguments that are JSON.
void checkTools(CheckBench &bench, Done done);
/// Log probabilities come for the tokens of the answer.
void checkLogprobs(CheckBench &bench, Done done);
/// The same seed gives the same text twice, at a temperature at which it need not.
void checkSeed(CheckBench &bench, Done done);
/// Tokens are counted without an answer, and the count is that of the usage.
void checkTokenCount(CheckBench &bench, Done done);

/// The prompts, so that a stand-in for a model can be told what to answer to which.
namespace prompts {
inline constexpr const char *kCount = "Write the numbers from one to ten in words, separated by commas.";
inline constexpr const char *kCountOn = "Write the numbers from one to five hundred in words, separated by commas.";
inline constexpr const char *kStop = "Write the days of the week in English, separated by commas.";
inline constexpr const char *kUsage = "Say hello.";
inline constexpr const char *kSystem = "What is your favourite fruit?";
inline constexpr const char *kSystemText = "Answer every message with the single word PINEAPPLE.";
inline constexpr const char *kFewShot = "dark";
inline constexpr const char *kUnicode = "Repeat this text and nothing else: Привет, 世界! 😀 é";
inline constexpr const char *kLongSentence = "The quick brown fox jumps over the lazy dog. ";
inline constexpr const char *kLongEnd = "Which animal jumps? Answer in one word.";
inline constexpr const char *kNoModel = "Say hello to nobody.";
inline constexpr const char *kNoSuchModel = "lineup-no-such-model";
inline constexpr const char *kStructured = "Name the capital of France and its number of inhabitants.";
inline constexpr const char *kVision = "Which colour has this picture? Answer in one word.";
inline constexpr const char *kTools = "What is the weather in Paris? Use the tool.";
inline constexpr const char *kLogprobs = "Say yes.";
inline constexpr const char *kSeed = "Invent a name for a ship.";
inline constexpr const char *kTokenCount = "How many tokens does this sentence have?";
} // namespace prompts

// Shared by the checks.

/// The result of a question that did not end well; `feature` is what was asked for, "" when nothing special.
CheckResult refusedOrFailed(const ProbeResult &result, std::string_view feature);
/// Somebody says beforehand that the model cannot.
std::optional<CheckResult> deniedBefore(const CheckBench &bench, Capability capability);
/// A note of the answer says that this was left out. `words`: how the parameter may be called, without blanks, '-' and '_'.
std::optional<CheckResult> leftOut(const ProbeResult &result, std::initializer_list<std::string_view> words);

} // namespace lineup::conformance
