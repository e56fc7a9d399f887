#include "tests/backends/faults/goodreply.h"

#include "tests/backends/faults/awsframe.h"

namespace lineup::test {

namespace {

constexpr std::size_t kDeep = 100000;

std::string unnamed(std::string_view json)
{
    return "data: " + std::string(json) + "\n\n";
}

std::string named(std::string_view name, std::string_view json)
{
    return "event: " + std::string(name) + "\ndata: " + std::string(json) + "\n\n";
}

/// What every text/event-stream has in common.
GoodReply eventStream()
{
    GoodReply reply;
    reply.noise = ": ping\n\n";
    reply.longStart = "data: {\"x\":\"";
    reply.deep = unnamed(std::string(kDeep, '['));
    return reply;
}

GoodReply chatCompletions()
{
    GoodReply reply = eventStream();
    const auto chunk = [](const std::string &delta, const std::string &finish) {
        return unnamed(R"({"id":"r1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{)" + delta + R"(},"finish_reason":)" + finish + "}]}");
    };
    reply.opening = chunk(R"("role":"assistant","content":"")", "null");
    reply.text = [chunk](std::string_view json) { return chunk("\"content\":\"" + std::string(json) + "\"", "null"); };
    reply.closing = chunk("", "\"stop\"") + unnamed(R"({"id":"r1","model":"m","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}})") + unnamed("[DONE]");
    reply.error = unnamed(R"({"error":{"message":"The server is overloaded","type":"server_error","code":"server_error"}})");
    reply.broken = unnamed(R"({"id":"r1","choices":[{"index":0,"delta":{"content":"tw)");
    return reply;
}

GoodReply responses()
{
    GoodReply reply = eventStream();
    reply.opening = named("response.created", R"({"type":"response.created","sequence_number":0,"response":{"id":"r1","object":"response","status":"in_progress","model":"m","output":[]}})")
        + named("response.output_item.added",
                R"({"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"i1","type":"message","role":"assistant","status":"in_progress","content":[]}})");
    reply.text = [](std::string_view json) {
        return named("response.output_text.delta",
                     R"({"type":"response.output_text.delta","sequence_number":2,"item_id":"i1","output_index":0,"content_index":0,"delta":")" + std::string(json) + "\"}");
    };
    reply.closing = named("response.completed",
                          R"({"type":"response.completed","sequence_number":9,"response":{"id":"r1","object":"response","status":"completed","model":"m","output":[],)"
                          R"("usage":{"input_tokens":5,"output_tokens":3,"total_tokens":8}}})");
    reply.error = named("error", R"({"type":"error","sequence_number":4,"code":"server_error","message":"The server is overloaded","param":null})");
    reply.broken = named("response.output_text.delta", R"({"type":"response.output_text.delta","sequence_number":2,"item_id":"i1","delta":"tw)");
    return reply;
}

GoodReply anthropic()
{
    GoodReply reply = eventStream();
    reply.noise = named("ping", R"({"type":"ping"})");
    reply.opening = named("message_start",
                          R"({"type":"message_start","message":{"id":"r1","type":"message","role":"assistant","content":[],"model":"m","stop_reason":null,)"
                          R"("usage":{"input_tokens":5,"output_tokens":1}}})")
        + named("content_block_start", R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})");
    reply.text = [](std::string_view json) {
        return named("content_block_delta", R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")" + std::string(json) + "\"}}");
    };
    reply.closing = named("content_block_stop", R"({"type":"content_block_stop","index":0})")
        + named("message_delta", R"({"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":3}})")
        + named("message_stop", R"({"type":"message_stop"})");
    reply.error = named("error", R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})");
    reply.broken = named("content_block_delta", R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"tw)");
    reply.longStart = "event: content_block_delta\n" + reply.longStart;
    reply.deep = named("content_block_delta", std::string(kDeep, '['));
    return reply;
}

GoodReply gemini()
{
    GoodReply reply = eventStream();
    const auto part = [](std::string_view json) { return R"("content":{"role":"model","parts":[{"text":")" + std::string(json) + R"("}]})"; };
    reply.text = [part](std::string_view json) { return unnamed(R"({"candidates":[{"index":0,)" + part(json) + R"(}],"modelVersion":"m","responseId":"r1"})"); };
    reply.closing = unnamed(R"({"candidates":[{"index":0,)" + part("") + R"(,"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":3,"totalTokenCount":8},"modelVersion":"m"})");
    reply.error = unnamed(R"({"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}})");
    reply.broken = unnamed(R"({"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":"tw)");
    return reply;
}

GoodReply cohere()
{
    GoodReply reply = eventStream();
    reply.opening = named("message-start", R"({"id":"r1","type":"message-start","delta":{"message":{"role":"assistant","content":[]}}})")
        + named("content-start", R"({"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":""}}}})");
    reply.text = [](std::string_view json) {
        return named("content-delta", R"({"type":"content-delta","index":0,"delta":{"message":{"content":{"text":")" + std::string(json) + "\"}}}}");
    };
    reply.closing = named("content-end", R"({"type":"content-end","index":0})")
        + named("message-end", R"({"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"billed_units":{"input_tokens":5,"output_tokens":3},"tokens":{"input_tokens":5,"output_tokens":3}}}})");
    reply.error = named("message-end", R"({"type":"message-end","delta":{"finish_reason":"ERROR","error":"The server is overloaded"}})");
    reply.broken = named("content-delta", R"({"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"tw)");
    return reply;
}

GoodReply ollama()
{
    GoodReply reply;
    reply.framing = Framing::Lines;
    reply.contentType = "application/x-ndjson";
    reply.text = [](std::string_view json) {
        return R"({"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":")" + std::string(json) + "\"},\"done\":false}\n";
    };
    reply.closing = R"({"model":"m","created_at":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":9,)"
                    R"("prompt_eval_count":5,"eval_count":3})"
                    "\n";
    reply.noise = "\n";
    reply.error = "{\"error\":\"server busy, please try again. maximum pending requests exceeded\"}\n";
    reply.broken = R"({"model":"m","message":{"role":"assistant","content":"tw)"
                   "\n";
    reply.longStart = R"({"model":"m","message":{"role":"assistant","content":")";
    reply.deep = std::string(kDeep, '[') + "\n";
    return reply;
}

GoodReply bedrock()
{
    constexpr unsigned kTwentyMillion = 20000000;
    GoodReply reply;
    reply.framing = Framing::Frames;
    reply.contentType = "application/vnd.amazon.eventstream";
    const auto event = [](std::string_view type, std::string_view payload) { return awsFrame("event", type, payload); };
    reply.opening = event("messageStart", R"({"role":"assistant"})");
    reply.text = [event](std::string_view json) {
        return event("contentBlockDelta", R"({"contentBlockIndex":0,"delta":{"text":")" + std::string(json) + "\"}}");
    };
    reply.closing = event("contentBlockStop", R"({"contentBlockIndex":0})") + event("messageStop", R"({"stopReason":"end_turn"})")
        + event("metadata", R"({"usage":{"inputTokens":5,"outputTokens":3,"totalTokens":8},"metrics":{"latencyMs":9}})");
    reply.noise = event("somethingNew", "{}");
    reply.error = awsFrame("exception", "serviceUnavailableException", R"({"message":"The server is overloaded"})");
    reply.broken = reply.text("two ");
    reply.broken[reply.broken.size() - 8] = '!'; // the checksum does not hold any more
    reply.longStart = awsPrelude(kTwentyMillion, 0);
    reply.deep = event("contentBlockDelta", std::string(kDeep, '['));
    reply.options = {{"region", "us-east-1"}};
    return reply;
}

GoodReply with(GoodReply reply, std::map<std::string, std::string> options)
{
    reply.options = std::move(options);
    return reply;
}

} // namespace

const std::map<std::string, GoodReply> &goodReplies()
{
    static const std::map<std::string, GoodReply> replies{
        {"anthropic", anthropic()},
        {"azure", with(chatCompletions(), {})},
        {"bedrock", bedrock()},
        {"cohere", cohere()},
        {"deepseek", chatCompletions()},
        {"gemini", gemini()},
        {"groq", chatCompletions()},
        {"huggingface", chatCompletions()},
        {"llama-server", chatCompletions()},
        {"mistral", chatCompletions()},
        {"ollama", ollama()},
        {"openai", chatCompletions()},
        {"openai-compatible", chatCompletions()},
        {"openai-responses", responses()},
        {"openrouter", chatCompletions()},
        {"together", chatCompletions()},
        {"xai", chatCompletions()},
    };
    return replies;
}

} // namespace lineup::test
