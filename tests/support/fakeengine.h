#pragma once

#include "core/ports/localengine.h"

namespace lineup::test {

/// A local engine that is what the test says.
class FakeEngine final : public LocalEngine {
    Q_OBJECT
public:
    explicit FakeEngine(EngineStatus status = EngineStatus::Ready)
    {
        m_state.modelName = "SmolLM2 135M Instruct";
        setStatus(status);
    }

    EngineState state() const override { return m_state; }
    void start() override
    {
        ++starts;
        setStatus(EngineStatus::Starting);
    }
    void stop() override { setStatus(EngineStatus::Stopped); }

    void setStatus(EngineStatus status)
    {
        m_state.status = status;
        m_state.since = std::chrono::steady_clock::now();
        m_state.baseUrl = status == EngineStatus::Ready || status == EngineStatus::Busy ? "http://127.0.0.1:1/v1" : "";
        Q_EMIT stateChanged(m_state);
    }
    void crash(Error error, std::vector<std::string> lastLines)
    {
        m_state.error = std::move(error);
        m_state.lastLogLines = std::move(lastLines);
        setStatus(EngineStatus::Crashed);
    }

    int starts = 0;

private:
    EngineState m_state;
};

/// A set-up that goes where the test sends it.
class FakeSetup final : public EngineSetup {
    Q_OBJECT
public:
    FakeSetup()
    {
        m_progress.items = {{"xllamacpp 2026.10.11549", "MIT", 34'000'000, 0}, {"SmolLM2 135M Instruct", "Apache-2.0", 93'000'000, 0}};
    }

    bool isInstalled() const override { return m_progress.phase == SetupProgress::Phase::Done; }
    SetupProgress progress() const override { return m_progress; }
    void start() override
    {
        ++starts;
        go(SetupProgress::Phase::Checking);
    }
    void cancel() override { go(SetupProgress::Phase::Cancelled); }

    void go(SetupProgress::Phase phase)
    {
        m_progress.phase = phase;
        Q_EMIT progressChanged(m_progress);
    }
    void download(std::int64_t engineBytes, std::int64_t modelBytes)
    {
        m_progress.items[0].doneBytes = engineBytes;
        m_progress.items[1].doneBytes = modelBytes;
        go(SetupProgress::Phase::Downloading);
    }
    void fail(Error error)
    {
        m_progress.error = std::move(error);
        go(SetupProgress::Phase::Failed);
    }

    int starts = 0;

private:
    SetupProgress m_progress;
};

} // namespace lineup::test
