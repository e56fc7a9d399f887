#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// A model server that answers on this computer. It is only ever asked what it is: nothing is loaded, started or stopped.
struct FoundServer {
    std::string software; ///< as it calls itself: "Ollama", "LM Studio", "llama-server", …; "" = unknown, but it speaks OpenAI's protocol
    std::string version;  ///< "" = it does not say
    std::string kind;     ///< of backend that talks to it: "ollama", "llama-server", "openai-compatible"
    std::string baseUrl;  ///< as that kind takes it
    std::vector<std::string> models;
    bool needsKey = false; ///< it answered 401
    bool operator==(const FoundServer &) const = default;
};

/// What one GET told.
struct ProbeReply {
    std::string path;
    int status = 0;
    std::string body;
};

/// The paths that are asked, each with GET and without any header of ours.
const std::vector<std::string> &probePaths();

/// Who answers at `origin` ("http://127.0.0.1:11434"), told by what it says and never by its port. Nothing for a server that
/// is none of these and has no list of models.
///
/// The order matters: LocalAI and KoboldCpp imitate the API of Ollama, LM Studio answers unknown paths with 200, and nearly
/// everything has /v1/models. Sources: the servers' own documentation and code as of 2026 (/readyz of LocalAI,
/// /api/extra/version of KoboldCpp, title of Jan's /openapi.json, /props of llama-server, /lmstudio-greeting that LM Studio's
/// own tool asks for, /version of vLLM, / and /api/version of Ollama).
std::optional<FoundServer> identifyServer(const std::string &origin, const std::vector<ProbeReply> &replies);

} // namespace lineup
