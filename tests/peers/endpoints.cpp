#include "tests/peers/endpoints.h"

namespace lineup::test {

namespace {

using Peer = PeerEndpoint::Peer;

/// An echo has no ear for stop words, limits and schemas, and its text holds the time. What it does look at are keys and the
/// form of a request. It is over before it can be cancelled.
const std::vector<std::string> kEcho{"stream",    "whole",       "usage",  "system_message", "few_shot",  "unicode",
                                     "long_text", "error_shape", "time_outs", "model_list"};

const std::map<std::string, std::string> kResponses{{"stop", "the Responses API has no stop words"}};
const std::map<std::string, std::string> kMessages{{"error_shape", "the engine serves its one model under any name and takes any messages"}};
const std::map<std::string, std::string> kOllama{{"max_tokens", "aimock ends each of Ollama's answers as stopped and counts nothing"}};

} // namespace

const std::vector<PeerEndpoint> &peerEndpoints()
{
    static const std::vector<PeerEndpoint> endpoints{
        {"local", Peer::Engine, "local", "", "", {}, {}, {}, {}},
        {"llama-server", Peer::Engine, "llama-server", "/v1", "smollm2", {}, {}, {}, {}},
        {"engine: OpenAI chat", Peer::Engine, "openai-compatible", "/v1", "smollm2", {}, {}, {}, {}},
        {"engine: Responses", Peer::Engine, "openai-responses", "/v1", "smollm2", {}, {}, {}, kResponses},
        {"engine: Anthropic", Peer::Engine, "anthropic", "", "smollm2", {}, {}, {}, kMessages},
        {"OpenAI", Peer::Aimock, "openai", "/v1", "gpt-4o-mini", {}, {}, {}, {}},
        {"OpenAI Responses", Peer::Aimock, "openai-responses", "/v1", "gpt-4o-mini", {}, {}, {}, kResponses},
        {"Azure OpenAI", Peer::Aimock, "azure", "", "gpt-4o-mini", {{"api-version", "2024-10-21"}}, {}, {}, {}},
        {"Anthropic", Peer::Aimock, "anthropic", "", "claude-sonnet-4-5", {}, {}, {}, {}},
        {"Gemini", Peer::Aimock, "gemini", "/v1beta", "gemini-2.5-flash", {}, {}, {}, {}},
        {"Bedrock", Peer::Aimock, "bedrock", "", "anthropic.claude-3-haiku-20240307-v1:0", {{"region", "us-east-1"}}, {}, {}, {}},
        {"Ollama", Peer::Aimock, "ollama", "", "llama3.2", {}, {}, {}, kOllama},
        {"Cohere", Peer::Aimock, "cohere", "", "command-r", {}, {}, {}, {}},
        {"OpenRouter", Peer::Aimock, "openrouter", "/api/v1", "openai/gpt-4o-mini", {}, {}, {}, {}},
        {"OpenAI-compatible", Peer::Aimock, "openai-compatible", "/v1", "gpt-4o-mini", {}, {}, {}, {}},
        {"katan: OpenAI", Peer::Katan, "openai", "/v1", "echo-model", {}, "openai", kEcho, {}},
        {"katan: Azure", Peer::Katan, "azure", "", "echo-model", {{"api-version", "2024-10-21"}}, "azure_openai", kEcho, {}},
        {"katan: Anthropic", Peer::Katan, "anthropic", "", "echo-model", {}, "anthropic", kEcho, {}},
    };
    return endpoints;
}

} // namespace lineup::test
