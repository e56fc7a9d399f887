#pragma once

#include "core/base/error.h"
#include "core/ports/engineaccess.h"
#include "core/ports/localengine.h"

#include <QObject>

#include <functional>

namespace lineup {

/// Waits until the local engine takes requests, starting it when it stands still.
///
/// `onDone` is called once, from the event loop or from begin(): with the endpoint, or with why there will be none:
/// EngineMissing when nothing is installed, the engine's own error when it crashed and does not start by itself again,
/// EngineCrashed ("stopped") when somebody stopped it meanwhile. Destroying the waiter first is silent. Main thread.
class EngineWaiter : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<EngineEndpoint> endpoint)>;

    /// Both stand for the same engine and outlive the waiter.
    EngineWaiter(LocalEngine &engine, EngineAccess &access, Done onDone, QObject *parent = nullptr);

    void begin();
    bool isDone() const { return !m_onDone; }

private:
    void look(const EngineState &state);
    void done(Result<EngineEndpoint> endpoint);

    LocalEngine &m_engine;
    EngineAccess &m_access;
    Done m_onDone; ///< empty once called
    bool m_hasStarted = false;
};

} // namespace lineup
