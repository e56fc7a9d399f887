#pragma once

#include "core/base/error.h"

#include <QObject>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// Where the engine of this computer stands.
///
/// Absent → Starting → Ready ⇄ Busy → Stopped; Starting, Ready and Busy → Crashed → Starting (by itself, with back-off,
/// until it gives up). Absent is left only by installing.
enum class EngineStatus {
    Absent,   ///< engine or model is not installed
    Starting, ///< the child runs and loads the model
    Ready,    ///< it answers
    Busy,     ///< it answers, and requests run on it now
    Crashed,  ///< it died or could not start; `error` says why
    Stopped,  ///< ended on purpose, or not started yet
};

struct EngineState {
    EngineStatus status = EngineStatus::Stopped;
    /// Since when the engine is in this status (steady clock), e.g. for "starting, 1.4 s".
    std::chrono::steady_clock::time_point since{};
    /// "http://127.0.0.1:PORT/v1" while Ready or Busy, else empty.
    std::string baseUrl;
    /// For people: "SmolLM2 135M Instruct".
    std::string modelName;
    /// Requests that run now.
    int activeRequests = 0;
    /// Why, when Crashed (or Absent: EngineMissing with what is missing).
    std::optional<Error> error;
    /// The last lines of the engine's log (20 at most), redacted, when Crashed.
    std::vector<std::string> lastLogLines;
    /// True when Crashed and another start is coming by itself.
    bool willRestart = false;

    bool operator==(const EngineState &) const = default;
};

/// The supervised local engine, as windows and the comparison see it. Lives on the main thread.
class LocalEngine : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~LocalEngine() override;

    virtual EngineState state() const = 0;
    /// Starts the child unless it runs or starts already. From Crashed: forgets the crash count first.
    virtual void start() = 0;
    /// Ends the child; returns at once, the status becomes Stopped when it is gone.
    virtual void stop() = 0;

Q_SIGNALS:
    void stateChanged(const lineup::EngineState &state);
};

/// One file that the set-up brings.
struct SetupItem {
    std::string name; ///< "xllamacpp 2026.10.11549", "SmolLM2 135M Instruct"
    std::string licence; ///< SPDX id
    std::int64_t totalBytes = 0;
    std::int64_t doneBytes = 0;
    bool operator==(const SetupItem &) const = default;
};

struct SetupProgress {
    enum class Phase {
        Idle,
        Checking,    ///< looking for Python, space, earlier downloads
        Downloading,
        Verifying,   ///< comparing SHA-256
        Installing,
        Done,
        Failed,      ///< `error` says why; what was finished is kept for the next try
        Cancelled,   ///< likewise kept
        AwaitingTerms, ///< the terms of the model are there to be read; nothing goes on before acceptTerms()
    };
    Phase phase = Phase::Idle;
    std::vector<SetupItem> items;
    std::optional<Error> error;
    bool operator==(const SetupProgress &) const = default;
};

/// Terms that a person has to accept before a model is brought.
struct ModelTerms {
    std::string model; ///< for people: "Gemma 3 270M"
    std::string text;  ///< all of them, as lines
    bool operator==(const ModelTerms &) const = default;
};

/// Installs the local engine and its model into the user's data folder. Lives on the main thread.
class EngineSetup : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~EngineSetup() override;

    /// Engine and model are there and complete (sizes checked, hashes were checked when they were installed).
    virtual bool isInstalled() const = 0;
    virtual SetupProgress progress() const = 0;
    /// Starts or resumes. Does nothing while it runs. Ends in Done, Failed or Cancelled.
    virtual void start() = 0;
    /// What has to be accepted; set while AwaitingTerms.
    virtual std::optional<ModelTerms> terms() const { return std::nullopt; }
    /// The person has read and accepted them; goes on. Does nothing in any other phase.
    virtual void acceptTerms() {}
    /// Stops soon; half-done work is removed, finished downloads are kept.
    virtual void cancel() = 0;

Q_SIGNALS:
    void progressChanged(const lineup::SetupProgress &progress);
};

} // namespace lineup
