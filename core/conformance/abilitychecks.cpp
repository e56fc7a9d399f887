#include "core/conformance/checks.h"

#include "core/base/json.h"
#include "core/cli/report.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace lineup::conformance {

namespace {

/// 16 × 16 pixels of red.
constexpr std::array<unsigned char, 79> kRedPicture{
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x10, 0x08, 0x02, 0x00,
    0x00, 0x00, 0x90, 0x91, 0x68, 0x36, 0x00, 0x00, 0x00, 0x16, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xB8, 0x20, 0x20, 0x40, 0x12, 0x62, 0x18, 0xD5, 0x30, 0xAA,
    0x61, 0xF8, 0x6A, 0x00, 0x00, 0x58, 0xA0, 0xF0, 0x01, 0x9E, 0x5C, 0xDD, 0x39, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};

/// Without what words and names of parameters differ in.
std::string folded(std::string_view text)
{
    std::string folded;
    for (const char c : text) {
        if (c != ' ' && c != '-' && c != '_')
            folded += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return folded;
}

/// Says `result` from the event loop.
void later(CheckBench &bench, const Done &done, const CheckResult &result)
{
    QMetaObject::invokeMethod(&bench, [done, result] { done(result); }, Qt::QueuedConnection);
}

/// The schema for checkStructuredOutput.
nlohmann::json citySchema()
{
    return {{"type", "object"},
            {"properties", {{"city", {{"type", "string"}}}, {"inhabitants", {{"type", "integer"}}}}},
            {"required", {"city", "inhabitants"}},
            {"additionalProperties", false}};
}

/// "" or what keeps it from being of citySchema().
std::string problemWithCity(const std::string &text)
{
    const auto value = parseJson(text, kReplyJsonDepth);
    if (!value)
        return "not JSON";
    if (!findString(*value, "city"))
        return "no text \"city\"";
    const nlohmann::json *inhabitants = findValue(*value, "inhabitants");
    if (!inhabitants || !inhabitants->is_number_integer())
        return "no whole number \"inhabitants\"";
    return value->size() == 2 ? "" : "members that the schema does not allow";
}

std::optional<ToolCallBlock> firstCall(const LaneResult &answer)
{
    for (const ContentBlock &block : answer.answer.blocks) {
        if (const auto *call = std::get_if<ToolCallBlock>(&block))
            return *call;
    }
    return std::nullopt;
}

CheckResult judgeTools(const ProbeResult &result)
{
    const auto call = firstCall(result.answer);
    if (!call)
        return failed("answered without the tool: " + result.words());
    const std::string seen = call->name + '(' + shortened(call->arguments, 80) + ')';
    const auto arguments = parseJson(call->arguments, kReplyJsonDepth);
    const bool isRight = call->name == "get_weather" && arguments && findString(*arguments, "city") != nullptr;
    const bool isCall = result.answer.end && result.answer.end->outcome == Outcome::ToolCall;
    if (isRight && !isCall)
        return failed(seen + ", but the end was " + result.words());
    return isRight ? passed(seen) : failed(seen);
}

CheckResult judgeLogprobs(const ProbeResult &result)
{
    const auto &tokens = result.answer.logprobs;
    if (tokens.empty())
        return failed("none came with " + result.words());
    const bool areLogs = std::ranges::all_of(tokens, [](const auto &token) { return token.logprob <= 0.0; });
    const std::string seen = "for " + std::to_string(tokens.size()) + " tokens, the first with " + std::to_string(tokens.front().top.size()) + " others";
    return areLogs ? passed(seen) : failed(seen + ", some above 0");
}

} // namespace

CheckResult refusedOrFailed(const ProbeResult &result, std::string_view feature)
{
    const bool isRefusal = result.answer.end && result.answer.end->error && result.answer.end->error->code == ErrorCode::BadRequest;
    if (isRefusal && !feature.empty())
        return notSupported("server", result.words());
    return failed(result.words());
}

std::optional<CheckResult> deniedBefore(const CheckBench &bench, Capability capability)
{
    const auto &facts = bench.subject().capabilities;
    const auto fact = facts.find(capability);
    if (fact == facts.end() || fact->second.has)
        return std::nullopt;
    const std::string source(capabilitySourceName(fact->second.source));
    return notSupported(source, "known beforehand");
}

std::optional<CheckResult> leftOut(const ProbeResult &result, std::initializer_list<std::string_view> words)
{
    if (!result.answer.end)
        return std::nullopt;
    for (const std::string &note : result.answer.end->notes) {
        const std::string text = folded(note);
        const bool isLeftOut = std::ranges::any_of(std::array{"nottake", "doesnottake", "leftout", "sentagainwithout", "takesno"},
                                                   [&](const char *word) { return text.find(word) != std::string::npos; });
        if (isLeftOut && std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string::npos; }))
            return notSupported(text.find("sentagain") == std::string::npos ? "adapter" : "server", shortened(note));
    }
    return std::nullopt;
}

void checkModelList(CheckBench &bench, Done done)
{
    bench.listModels([&bench, done](const Result<std::vector<ListedModel>> &models) {
        if (!models)
            return done(failed(std::string(errorCodeName(models.error().code)) + " (" + shortened(models.error().providerMessage.value_or(models.error().detail)) + ')'));
        if (models->empty())
            return done(notSupported("provider", "an empty list"));
        const std::string &asked = bench.subject().base.model;
        const bool isIn = std::ranges::any_of(*models, [&](const ListedModel &model) { return model.id == asked; });
        done(passed(std::to_string(models->size()) + (models->size() == 1 ? " model" : " models")
                    + (asked.empty() ? "" : isIn ? ", the one asked among them" : ", the one asked not among them")));
    });
}

void checkStructuredOutput(CheckBench &bench, Done done)
{
    if (const auto denied = deniedBefore(bench, Capability::StructuredOutput))
        return later(bench, done, *denied);
    ChatRequest request = bench.request(prompts::kStructured, 128);
    request.parameters.jsonSchema = citySchema();
    bench.ask(std::move(request), [done](const ProbeResult &result) {
        if (const auto denied = leftOut(result, {"jsonschema", "responseformat", "structured", "schema"}))
            return done(*denied);
        if (!result.finishedWell())
            return done(refusedOrFailed(result, "structured output"));
        const std::string text = answerText(result.answer);
        const std::string problem = problemWithCity(text);
        done(problem.empty() ? passed(shortened(text)) : failed(problem + ": " + shortened(text)));
    });
}

void checkVision(CheckBench &bench, Done done)
{
    if (const auto denied = deniedBefore(bench, Capability::Vision))
        return later(bench, done, *denied);
    ChatRequest request = bench.request(prompts::kVision, 16);
    ImageBlock picture{"image/png", std::string(kRedPicture.begin(), kRedPicture.end())};
    request.messages.front().blocks.insert(request.messages.front().blocks.begin(), std::move(picture));
    bench.ask(std::move(request), [done](const ProbeResult &result) {
        if (const auto denied = leftOut(result, {"image", "picture", "vision"}))
            return done(*denied);
        // A server without eyes says so in many ways.
        const auto &end = result.answer.end;
        if (end && end->error && (end->error->code == ErrorCode::ProviderDown || end->error->code == ErrorCode::BadInput) && end->error->httpStatus != 503)
            return done(notSupported(end->error->code == ErrorCode::BadInput ? "adapter" : "server", result.words()));
        if (!result.finishedWell())
            return done(refusedOrFailed(result, "vision"));
        const std::string text = folded(answerText(result.answer));
        done(text.find("red") != std::string::npos ? passed(result.words()) : failed("the colour is red: " + result.words()));
    });
}

void checkTools(CheckBench &bench, Done done)
{
    if (const auto denied = deniedBefore(bench, Capability::Tools))
        return later(bench, done, *denied);
    ChatRequest request = bench.request(prompts::kTools, 128);
    ToolSpec tool;
    tool.name = "get_weather";
    tool.description = "The weather of a city";
    tool.parameters = {{"type", "object"}, {"properties", {{"city", {{"type", "string"}}}}}, {"required", {"city"}}};
    request.parameters.tools = {std::move(tool)};
    bench.ask(std::move(request), [done](const ProbeResult &result) {
        if (const auto denied = leftOut(result, {"tools"}))
            return done(*denied);
        if (!result.answer.end || result.answer.end->outcome == Outcome::Error)
            return done(refusedOrFailed(result, "tools"));
        done(judgeTools(result));
    });
}

void checkLogprobs(CheckBench &bench, Done done)
{
    if (const auto denied = deniedBefore(bench, Capability::Logprobs))
        return later(bench, done, *denied);
    ChatRequest request = bench.request(prompts::kLogprobs, 16);
    request.parameters.topLogprobs = 2;
    bench.ask(std::move(request), [done](const ProbeResult &result) {
        if (const auto denied = leftOut(result, {"logprob"}))
            return done(*denied);
        done(result.finishedWell() ? judgeLogprobs(result) : refusedOrFailed(result, "logprobs"));
    });
}

void checkSeed(CheckBench &bench, Done done)
{
    if (const auto denied = deniedBefore(bench, Capability::Seed))
        return later(bench, done, *denied);
    const auto request = [&bench] {
        ChatRequest request = bench.request(prompts::kSeed, 24);
        request.parameters.temperature = 1.0;
        request.parameters.seed = 20261124;
        return request;
    };
    bench.ask(request(), [&bench, done, request](const ProbeResult &first) {
        if (const auto denied = leftOut(first, {"seed"}))
            return done(*denied);
        if (!first.finishedWell())
            return done(refusedOrFailed(first, "seed"));
        bench.ask(request(), [done, first](const ProbeResult &second) {
            if (!second.finishedWell())
                return done(refusedOrFailed(second, "seed"));
            const std::string one = answerText(first.answer);
            const std::string two = answerText(second.answer);
            done(one == two ? passed("twice \"" + shortened(one, 60) + '"') : failed('"' + shortened(one, 60) + "\", then \"" + shortened(two, 60) + '"'));
        });
    });
}

void checkTokenCount(CheckBench &bench, Done done)
{
    if (const auto denied = deniedBefore(bench, Capability::TokenCount))
        return later(bench, done, *denied);
    const ChatRequest request = bench.request(prompts::kTokenCount, 16);
    bench.countTokens(request, [&bench, done, request](const Result<std::int64_t> &count) {
        if (!count) {
            const Error &error = count.error();
            const std::string seen = std::string(errorCodeName(error.code)) + " (" + shortened(error.providerMessage.value_or(error.detail)) + ')';
            const bool isAdapter = error.code == ErrorCode::BadRequest && !error.httpStatus;
            return done(isAdapter ? notSupported("adapter", seen) : error.httpStatus == 404 ? notSupported("server", seen) : failed(seen));
        }
        bench.ask(request, [done, count = *count](const ProbeResult &result) {
            const auto input = result.answer.usage ? result.answer.usage->input : std::nullopt;
            const std::string seen = std::to_string(count) + " counted, " + (input ? std::to_string(*input) : "unknown") + " in the usage of the answer";
            done(count > 0 && (!input || *input == count) ? passed(seen) : failed(seen));
        });
    });
}

} // namespace lineup::conformance
