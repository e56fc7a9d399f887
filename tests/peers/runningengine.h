#pragma once

#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineprocess.h"
#include "backends/local/localchatbackend.h"
#include "core/base/clock.h"

#include <QString>

#include <memory>

namespace lineup::test {

/// The real local engine from the folder that `lineup setup-local` filled, put together as the program does it.
class RunningEngine {
public:
    explicit RunningEngine(const QString &folder)
        : m_process([folder] {
              auto config = installedEngineConfig(folder, builtInEnginePackages());
              if (config)
                  config->workFolder = folder.toStdString();
              return config;
          }, m_clock)
    {
    }

    EngineProcess &process() { return m_process; }
    std::shared_ptr<ChatBackend> backend(LocalChatBackend::InnerFactory makeInner)
    {
        return std::make_shared<LocalChatBackend>(m_process, m_process, m_clock, std::move(makeInner));
    }

private:
    SystemClock m_clock;
    EngineProcess m_process;
};

} // namespace lineup::test
