#pragma once

#include "core/base/text.h"
#include "tests/backends/providers/wire/replyreading.h"
#include "tests/fuzz/fuzztarget.h"

#include <functional>
#include <memory>
#include <string>

namespace lineup::fuzz {

/// The body of a file of tests/data/replies, so that those are a corpus; other bytes as they are.
inline std::string_view bodyOfReplyFile(std::string_view bytes)
{
    const auto rule = bytes.starts_with("# ") ? bytes.find("\n---\n") : std::string_view::npos;
    const auto blank = rule == std::string_view::npos ? rule : bytes.find("\n\n", rule);
    return blank == std::string_view::npos ? bytes : bytes.substr(blank + 2);
}

/// Every text of an event is UTF-8; content is never empty.
inline void requireGoodText(const EventBody &body)
{
    if (const auto *text = std::get_if<TextDelta>(&body))
        require(!text->text.empty() && isValidUtf8(text->text), "answer text is UTF-8 and never empty");
    if (const auto *reasoning = std::get_if<ReasoningDelta>(&body))
        require(!reasoning->text.empty() && isValidUtf8(reasoning->text), "reasoning is UTF-8 and never empty");
    if (const auto *refusal = std::get_if<RefusalDelta>(&body))
        require(!refusal->text.empty() && isValidUtf8(refusal->text), "a refusal is UTF-8 and never empty");
    if (const auto *call = std::get_if<ToolCallDelta>(&body))
        require(isValidUtf8(call->id) && isValidUtf8(call->name) && isValidUtf8(call->arguments), "tool calls are UTF-8");
    if (const auto *envelope = std::get_if<Envelope>(&body))
        require(isValidUtf8(envelope->json), "envelopes are UTF-8");
    if (const auto *item = std::get_if<ProviderItem>(&body))
        require(isValidUtf8(item->json), "items are UTF-8");
    if (const auto *started = std::get_if<ReplyStarted>(&body))
        require(isValidUtf8(started->responseId) && isValidUtf8(started->servedModel), "names are UTF-8");
    if (const auto *finish = std::get_if<FinishNoted>(&body))
        require(isValidUtf8(finish->raw), "finish reasons are UTF-8");
    if (const auto *tokens = std::get_if<TokenLogprobs>(&body)) {
        for (const TokenLogprobs::Token &token : tokens->tokens)
            require(isValidUtf8(token.token) && token.logprob <= 0, "log probabilities are those of texts");
    }
}

/// The laws of a ReplyReader on these bytes: no cut changes anything, texts are texts, an error says what it is.
inline void requireReaderLaws(std::string_view bytes, const std::function<std::unique_ptr<chat::ReplyReader>()> &make)
{
    const test::ReplyReading whole = test::readPieces(*make(), {bytes});
    require(test::readPieces(*make(), cutAnywhere(bytes)) == whole, "no cut changes an event");
    const test::ReplyReading atOnce = test::readAtOnce(*make(), bytes);
    for (const test::ReplyReading *reading : {&whole, &atOnce}) {
        for (const StreamEvent &event : reading->events)
            requireGoodText(event.body);
        if (reading->error)
            require(!reading->error->detail.empty(), "an error says what it is");
    }
}

} // namespace lineup::fuzz
