#pragma once

#include <optional>
#include <string>

namespace lineup {

enum class EngineKind {
    Bundled,     ///< the xllamacpp package that the set-up installs, run by our launcher
    LlamaServer, ///< a llama-server program that the person has and chose
};

/// The slots of one engine: how many answers are written at the same time; further requests wait in the engine.
/// Four covers the three panes of the first example and one more; each slot costs memory (see contextLength).
inline constexpr int kDefaultParallel = 4;
/// Tokens of prompt and answer together that one slot holds. 4 × 2,048 of SmolLM2 135M are 190 MB.
inline constexpr int kDefaultContextLength = 2048;

/// What to run and with what. A value: two equal ones start equal engines.
struct EngineConfig {
    EngineKind kind = EngineKind::Bundled;
    /// Bundled: the folder that holds the package `xllamacpp`. LlamaServer: the program file.
    std::string enginePath;
    /// Bundled: the Python to run it with. Unused otherwise.
    std::string pythonPath;
    /// Any GGUF file.
    std::string modelPath;
    /// For people: "SmolLM2 135M Instruct". Empty: the file's own `general.name`, or else its file name.
    std::string modelName;
    /// What requests call the model, and what the engine must answer to be taken for ours. Empty: the file's name
    /// without its last suffix, e.g. "SmolLM2-135M-Instruct.Q4_1".
    std::string modelAlias;
    /// A folder where the launcher may be written (Bundled).
    std::string workFolder;
    /// Threads that compute. Unset: engineThreads() of this machine.
    std::optional<int> threads;
    int contextLength = kDefaultContextLength;
    int parallel = kDefaultParallel;
    /// Unset: any free port (the normal case).
    std::optional<int> port;

    bool operator==(const EngineConfig &) const = default;
};

/// Threads for a machine with `cores` logical processors: one is left to the window, so that three streams at once
/// do not starve it and no two computing threads wait for each other (measured, see backends/engine/README.md).
/// At least 1, also for an unknown count (0 or less).
constexpr int engineThreads(int cores)
{
    return cores > 2 ? cores - 1 : 1;
}

} // namespace lineup
