#include "backends/local/enginewaiter.h"

#include <utility>

namespace lineup {

EngineWaiter::EngineWaiter(LocalEngine &engine, EngineAccess &access, Done onDone, QObject *parent)
    : QObject(parent), m_engine(engine), m_access(access), m_onDone(std::move(onDone))
{
}

void EngineWaiter::begin()
{
    connect(&m_engine, &LocalEngine::stateChanged, this, &EngineWaiter::look);
    look(m_engine.state());
}

void EngineWaiter::look(const EngineState &state)
{
    if (isDone())
        return;
    if (auto endpoint = m_access.endpoint())
        return done(*std::move(endpoint));
    switch (state.status) {
    case EngineStatus::Absent:
        return done(state.error ? Result<EngineEndpoint>(Unexpected{*state.error})
                                : Result<EngineEndpoint>(makeError(ErrorCode::EngineMissing, "the local engine is not installed")));
    case EngineStatus::Crashed:
        if (!state.willRestart)
            done(state.error ? Result<EngineEndpoint>(Unexpected{*state.error})
                             : Result<EngineEndpoint>(makeError(ErrorCode::EngineCrashed, "the local engine crashed")));
        return;
    case EngineStatus::Starting: return;
    case EngineStatus::Ready:
    case EngineStatus::Busy: // without an endpoint: it is being stopped, and start() takes note of what comes next
    case EngineStatus::Stopped:
        // Once: who stops it while somebody waits means it.
        if (!std::exchange(m_hasStarted, true))
            return m_engine.start();
        if (state.status == EngineStatus::Stopped)
            done(makeError(ErrorCode::EngineCrashed, "the local engine was stopped"));
        return;
    }
}

void EngineWaiter::done(Result<EngineEndpoint> endpoint)
{
    disconnect(&m_engine, nullptr, this, nullptr);
    // The callback may destroy this waiter.
    const Done onDone = std::exchange(m_onDone, nullptr);
    onDone(std::move(endpoint));
}

} // namespace lineup
