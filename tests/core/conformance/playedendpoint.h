#pragma once

#include "core/conformance/checks.h"
#include "core/ports/chatbackend.h"
#include "tests/support/answeringbackend.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lineup::test {

/// An endpoint that does everything right, with a switch for each thing that it can do wrong.
class PlayedEndpoint final : public ChatBackend {
public:
    using Change = std::function<void(const ChatRequest &request, ScriptedAnswer &answer)>;

    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override
    {
        ++questions;
        ScriptedAnswer answer = answerTo(request);
        if (change)
            change(request, answer);
        AnsweringBackend backend([&answer](const ChatRequest &) { return answer; });
        return backend.start(std::move(request), std::move(inbox));
    }
    QFuture<Result<std::vector<ListedModel>>> listModels() override { return QtFuture::makeReadyFuture(models); }
    QFuture<Result<std::int64_t>> countTokens(ChatRequest request) override
    {
        return tokenCount ? QtFuture::makeReadyFuture(*tokenCount) : ChatBackend::countTokens(std::move(request));
    }
    bool isLocal() const override { return false; }

    Result<std::vector<ListedModel>> models = std::vector<ListedModel>{{"good-model", 4096}};
    std::optional<Result<std::int64_t>> tokenCount = Result<std::int64_t>(10);
    Change change; ///< what is wrong today
    int questions = 0;

private:
    static Error refusal(ErrorCode code, int status, const std::string &words)
    {
        Error error;
        error.code = code;
        error.detail = "HTTP " + std::to_string(status);
        error.httpStatus = status;
        error.providerMessage = words;
        return error;
    }

    /// What a capable model says to each prompt of the checks.
    static std::string textFor(const ChatRequest &request)
    {
        namespace prompts = conformance::prompts;
        const std::string prompt = plainText(request.messages.back());
        const std::pair<const char *, const char *> answers[] = {
            {prompts::kCount, "one, two, three, four, five, six, seven, eight, nine, ten"},
            {prompts::kCountOn, "one, two, three, four, five, six, seven, eight, nine, ten, eleven"},
            {prompts::kStop, "Monday, Tuesday, Wednesday, Thursday"},
            {prompts::kUsage, "Hello!"},
            {prompts::kSystem, request.messages.front().role == Role::System ? "PINEAPPLE" : "I like apples."},
            {prompts::kFewShot, request.messages.size() > 1 ? "light" : "Dark is a word."},
            {prompts::kUnicode, "Привет, 世界! 😀 é"},
            {prompts::kStructured, request.parameters.jsonSchema ? R"({"city":"Paris","inhabitants":2100000})" : "Paris."},
            {prompts::kVision, "Red."},
            {prompts::kLogprobs, "Yes."},
            {prompts::kSeed, "The Mary Celeste"},
            {prompts::kTokenCount, "Eight."},
        };
        for (const auto &[question, answer] : answers) {
            if (prompt == question)
                return answer;
        }
        return "Fox.";
    }

    static ScriptedAnswer answerTo(const ChatRequest &request)
    {
        namespace prompts = conformance::prompts;
        if (request.model == prompts::kNoSuchModel)
            return errorAnswer(refusal(ErrorCode::ModelGone, 404, "no such model"));
        if (request.clocks.total == std::chrono::milliseconds(1)) {
            Error error;
            error.code = ErrorCode::Timeout;
            error.timeoutPhase = TimeoutPhase::Total;
            error.detail = "1 ms";
            return errorAnswer(error);
        }
        std::string text = textFor(request);
        for (const std::string &stop : request.parameters.stop)
            text = text.substr(0, text.find(stop));
        const std::string prompt = plainText(request.messages.back());
        const int tokensIn = prompt.size() > 1000 ? 1020 : 10 + static_cast<int>(request.messages.size());
        ScriptedAnswer answer = textAnswer(text, prompt == prompts::kTokenCount ? 10 : tokensIn);
        if (prompt == prompts::kCountOn) {
            answer.end.outcome = Outcome::Length;
            answer.endsByItself = request.parameters.maxTokens != 512;
        }
        if (!request.parameters.streams) {
            for (StreamEvent &event : answer.events)
                event.at = std::chrono::milliseconds(50);
        }
        if (!request.parameters.tools.empty()) {
            answer.events = {{std::chrono::milliseconds(5), ToolCallDelta{0, "c1", "get_weather", R"({"city":"Paris"})"}}};
            answer.end.outcome = Outcome::ToolCall;
        }
        if (request.parameters.topLogprobs) {
            TokenLogprobs::Token token;
            token.token = "Yes";
            token.logprob = -0.25;
            token.top = {{"Yes", -0.25}, {"No", -1.5}};
            answer.events.push_back({std::chrono::milliseconds(9), TokenLogprobs{{token}}});
        }
        return answer;
    }
};

} // namespace lineup::test
