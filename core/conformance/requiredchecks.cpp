#include "core/conformance/checks.h"

#include "core/cli/report.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace lineup::conformance {

namespace {

std::string countWords(const ProbeResult &result)
{
    return std::to_string(answerText(result.answer).size()) + " bytes of text in " + std::to_string(result.answer.contentEvents)
        + (result.answer.contentEvents == 1 ? " piece" : " pieces") + (result.answer.servedModel.empty() ? "" : " from " + shortened(result.answer.servedModel, 60));
}

std::string tokens(const std::optional<std::int64_t> &count)
{
    return count ? std::to_string(*count) : "unknown";
}

std::optional<std::int64_t> inputOf(const ProbeResult &result)
{
    return result.answer.usage ? result.answer.usage->input : std::nullopt;
}

bool holdsWord(const std::string &text, std::string_view word)
{
    const auto isSame = [](char left, char right) { return std::tolower(static_cast<unsigned char>(left)) == std::tolower(static_cast<unsigned char>(right)); };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), isSame) != text.end();
}

/// A word that stands behind the start of the text and nowhere before, or "".
std::string wordForStop(const std::string &text)
{
    constexpr std::size_t kStart = 12;
    const auto isLetter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    for (std::size_t at = kStart; at < text.size(); ++at) {
        if (!isLetter(text[at]) || (at > 0 && isLetter(text[at - 1])))
            continue;
        std::size_t end = at;
        while (end < text.size() && isLetter(text[end]))
            ++end;
        const std::string word = text.substr(at, end - at);
        if (word.size() >= 4 && text.find(word) == at)
            return word;
    }
    return {};
}

/// Passed when the answer to the second question shows it, or when its input is counted otherwise. That may be less: a model
/// with a system text of its own loses that for another.
CheckResult judgeByInput(const ProbeResult &without, const ProbeResult &with, std::string_view word, std::string_view what)
{
    if (!without.finishedWell() || !with.finishedWell())
        return refusedOrFailed(with.finishedWell() ? without : with, what);
    const std::string text = answerText(with.answer);
    if (holdsWord(text, word))
        return passed("answered \"" + shortened(text, 60) + '"');
    const auto before = inputOf(without);
    const auto after = inputOf(with);
    if (before && after && *after != *before)
        return passed("read (" + tokens(before) + " tokens of input without, " + tokens(after) + " with), not followed: \"" + shortened(text, 60) + '"');
    return failed("neither followed nor counted: \"" + shortened(text, 60) + "\", input " + tokens(before) + " and " + tokens(after));
}

/// The last step of checks after which the endpoint has to answer as before.
void checkNext(CheckBench &bench, std::string seen, const Done &done)
{
    bench.ask(bench.request(prompts::kUsage, 16), [seen = std::move(seen), done](const ProbeResult &next) {
        done(next.finishedWell() ? passed(seen + "; the next question was answered") : failed(seen + "; the next question: " + next.words()));
    });
}

} // namespace

void checkStream(CheckBench &bench, Done done)
{
    ChatRequest request = bench.request(prompts::kCount);
    request.parameters.streams = true;
    bench.ask(std::move(request), [done](const ProbeResult &result) {
        if (!result.finishedWell())
            return done(refusedOrFailed(result, ""));
        if (answerText(result.answer).empty())
            return done(failed("no text: " + result.words()));
        done(result.answer.contentEvents > 1 ? passed(countWords(result)) : failed("the text came in one piece: " + countWords(result)));
    });
}

void checkWhole(CheckBench &bench, Done done)
{
    ChatRequest request = bench.request(prompts::kCount);
    request.parameters.streams = false;
    bench.ask(std::move(request), [done](const ProbeResult &result) {
        if (!result.finishedWell())
            return done(refusedOrFailed(result, ""));
        if (answerText(result.answer).empty())
            return done(failed("no text: " + result.words()));
        const bool cameAtOnce = result.answer.firstContentAt == result.answer.lastContentAt;
        done(cameAtOnce ? passed(countWords(result)) : failed("it was streamed all the same: " + countWords(result)));
    });
}

void checkStop(CheckBench &bench, Done done)
{
    bench.ask(bench.request(prompts::kStop), [&bench, done](const ProbeResult &without) {
        if (!without.finishedWell())
            return done(refusedOrFailed(without, ""));
        const std::string whole = answerText(without.answer);
        const std::string word = wordForStop(whole);
        if (word.empty())
            return done(skipped("the answer has no word that could be a stop word: \"" + shortened(whole, 60) + '"'));
        ChatRequest request = bench.request(prompts::kStop);
        request.parameters.stop = {word};
        bench.ask(std::move(request), [done, word](const ProbeResult &with) {
            if (const auto denied = leftOut(with, {"stop"}))
                return done(*denied);
            if (!with.finishedWell())
                return done(refusedOrFailed(with, "stop"));
            const std::string text = answerText(with.answer);
            const bool hasWord = text.find(word) != std::string::npos;
            const bool isFinished = with.answer.end->outcome == Outcome::Finished;
            if (hasWord)
                return done(failed("the answer went on through \"" + word + "\": \"" + shortened(text, 60) + '"'));
            done(isFinished ? passed("stopped before \"" + word + "\": \"" + shortened(text, 60) + '"') : failed("\"" + word + "\" did not come, and the end was " + with.words()));
        });
    });
}

void checkMaxTokens(CheckBench &bench, Done done)
{
    // The Responses API takes no smaller limit.
    constexpr int kLimit = 16;
    bench.ask(bench.request(prompts::kCountOn, kLimit), [done](const ProbeResult &result) {
        if (!result.finishedWell())
            return done(refusedOrFailed(result, "max tokens"));
        const auto output = result.answer.usage ? result.answer.usage->output : std::nullopt;
        const std::string seen = result.words() + ", " + tokens(output) + " tokens of output for a limit of " + std::to_string(kLimit);
        done(result.answer.end->outcome == Outcome::Length && output.value_or(0) <= kLimit ? passed(seen) : failed(seen));
    });
}

void checkUsage(CheckBench &bench, Done done)
{
    bench.ask(bench.request(prompts::kUsage), [done](const ProbeResult &result) {
        if (!result.finishedWell())
            return done(refusedOrFailed(result, ""));
        if (!result.answer.usage)
            return done(failed("no usage came"));
        const Usage &usage = *result.answer.usage;
        const std::string seen = "input " + tokens(usage.input) + ", output " + tokens(usage.output)
            + (usage.source == UsageSource::Engine ? ", as the engine counts" : usage.source == UsageSource::Estimated ? ", estimated" : "");
        done(usage.input && usage.output && usage.isConsistent() ? passed(seen) : failed(seen));
    });
}

void checkSystemMessage(CheckBench &bench, Done done)
{
    if (const auto denied = deniedBefore(bench, Capability::SystemMessage)) {
        QMetaObject::invokeMethod(&bench, [done, denied] { done(*denied); }, Qt::QueuedConnection);
        return;
    }
    bench.ask(bench.request(prompts::kSystem, 32), [&bench, done](const ProbeResult &without) {
        ChatRequest request = bench.request(prompts::kSystem, 32);
        request.messages.insert(request.messages.begin(), textMessage(Role::System, prompts::kSystemText));
        bench.ask(std::move(request), [done, without](const ProbeResult &with) { done(judgeByInput(without, with, "pineapple", "system message")); });
    });
}

void checkFewShot(CheckBench &bench, Done done)
{
    bench.ask(bench.request(prompts::kFewShot, 16), [&bench, done](const ProbeResult &without) {
        ChatRequest request = bench.request(prompts::kFewShot, 16);
        const std::pair<const char *, const char *> shots[] = {{"cold", "hot"}, {"small", "large"}, {"slow", "fast"}};
        Conversation examples;
        for (const auto &[input, output] : shots) {
            examples.push_back(textMessage(Role::User, input));
            examples.push_back(textMessage(Role::Assistant, output));
        }
        request.messages.insert(request.messages.begin(), examples.begin(), examples.end());
        bench.ask(std::move(request), [done, without](const ProbeResult &with) { done(judgeByInput(without, with, "light", "examples")); });
    });
}

void checkUnicode(CheckBench &bench, Done done)
{
    bench.ask(bench.request(prompts::kUnicode), [done](const ProbeResult &result) {
        if (!result.finishedWell())
            return done(refusedOrFailed(result, ""));
        const std::string text = answerText(result.answer);
        const std::string seen = '"' + shortened(text, 80) + '"';
        if (text.find("\xEF\xBF\xBD") != std::string::npos)
            return done(failed("a broken character in " + seen));
        const bool hasLong = std::ranges::any_of(text, [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
        done(hasLong ? passed(seen) : skipped("the model answered in ASCII: " + seen));
    });
}

void checkLongText(CheckBench &bench, Done done)
{
    constexpr int kSentences = 100;
    constexpr std::int64_t kFewestTokens = 500;
    std::string prompt;
    for (int i = 0; i < kSentences; ++i)
        prompt += prompts::kLongSentence;
    bench.ask(bench.request(prompt + prompts::kLongEnd, 16), [done](const ProbeResult &result) {
        if (!result.finishedWell())
            return done(refusedOrFailed(result, ""));
        const auto input = inputOf(result);
        const std::string seen = tokens(input) + " tokens of input, " + result.words();
        if (answerText(result.answer).empty() && result.answer.contentEvents == 0)
            return done(failed("no text: " + seen));
        done(input && *input < kFewestTokens && *input > 0 ? failed("cut silently: " + seen) : passed(seen));
    });
}

void checkErrorShape(CheckBench &bench, Done done)
{
    const auto judge = [](const ProbeResult &result, std::string_view asked) -> std::optional<CheckResult> {
        if (result.finishedWell())
            return std::nullopt;
        if (!result.answer.end || !result.answer.end->error)
            return failed(result.words());
        const Error &error = *result.answer.end->error;
        const bool isTyped = error.code == ErrorCode::ModelGone || error.code == ErrorCode::BadRequest || error.code == ErrorCode::Forbidden || error.code == ErrorCode::Unauthorized;
        const bool saysSomething = error.providerMessage && !error.providerMessage->empty();
        const std::string seen = std::string(asked) + ": " + (error.httpStatus ? "HTTP " + std::to_string(*error.httpStatus) + ", " : "") + result.words();
        return isTyped && saysSomething ? passed(seen) : failed(seen);
    };
    ChatRequest request = bench.request(prompts::kNoModel, 16);
    request.model = prompts::kNoSuchModel;
    bench.ask(std::move(request), [&bench, done, judge](const ProbeResult &noModel) {
        if (const auto judged = judge(noModel, "a model that is not there"))
            return done(*judged);
        ChatRequest spoiled = bench.request(prompts::kNoModel, 16);
        for (const char *member : {"messages", "contents", "input"})
            spoiled.parameters.extra[member] = 5;
        bench.ask(std::move(spoiled), [done, judge](const ProbeResult &result) {
            const auto judged = judge(result, "any model is served; a spoiled body");
            done(judged ? *judged : failed("a model that is not there and a spoiled body were both answered"));
        });
    });
}

void checkCancel(CheckBench &bench, Done done)
{
    static constexpr std::chrono::milliseconds kSoon{2000};
    const auto then = [&bench, done](const ProbeResult &result) {
        if (result.isHanging)
            return done(failed("it never ended"));
        if (result.answer.end->outcome != Outcome::Cancelled) {
            const bool wasOver = result.finishedWell();
            return done(wasOver ? skipped("the answer was over before it could be cancelled") : refusedOrFailed(result, ""));
        }
        const std::string seen = "ended " + std::to_string(result.cancelTook->count()) + " ms after it";
        if (result.hadContentAfterCancel || *result.cancelTook > kSoon)
            return done(failed(seen + (result.hadContentAfterCancel ? ", text came after it" : "")));
        checkNext(bench, seen, done);
    };
    bench.ask(bench.request(prompts::kCountOn, 512), then, Probe::Plan::CancelAtContent);
}

void checkTimeOuts(CheckBench &bench, Done done)
{
    ChatRequest request = bench.request(prompts::kCountOn, 512);
    request.clocks.total = std::chrono::milliseconds(1);
    bench.ask(std::move(request), [&bench, done](const ProbeResult &result) {
        const bool isTimeout = result.answer.end && result.answer.end->error && result.answer.end->error->code == ErrorCode::Timeout;
        if (!isTimeout)
            return done(failed("a limit of 1 ms: " + result.words()));
        checkNext(bench, result.words(), done);
    });
}

} // namespace lineup::conformance
