#pragma once

#include "backends/engine/engineprocess.h"
#include "core/base/clock.h"

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace lineup::test {

inline constexpr int kEngineWaitMs = 20000;

/// The supervisor's own delays made short, so that a test takes milliseconds.
inline EngineDelays quickDelays()
{
    EngineDelays timings;
    timings.restartDelays = {std::chrono::milliseconds(10), std::chrono::milliseconds(20), std::chrono::milliseconds(30)};
    timings.probeInterval = std::chrono::milliseconds(10);
    return timings;
}

/// An engine and the states it went through.
class WatchedEngine {
public:
    explicit WatchedEngine(EngineSource source, EngineDelays timings = quickDelays()) : engine(std::move(source), clock, std::move(timings))
    {
        QObject::connect(&engine, &LocalEngine::stateChanged, &engine, [this](const EngineState &state) { states.push_back(state); });
    }
    explicit WatchedEngine(EngineConfig config, EngineDelays timings = quickDelays())
        : WatchedEngine([config]() -> Result<EngineConfig> { return config; }, std::move(timings))
    {
    }

    EngineStatus status() const { return engine.state().status; }
    /// The statuses in order, without repeats: "Starting Ready".
    QString way() const
    {
        static const char *const kNames[] = {"Absent", "Starting", "Ready", "Busy", "Crashed", "Stopped"};
        QStringList names;
        for (const EngineState &state : states) {
            const QString name = QString::fromLatin1(kNames[static_cast<int>(state.status)]);
            if (names.isEmpty() || names.last() != name)
                names.append(name);
        }
        return names.join(QLatin1Char(' '));
    }
    /// The JSON after a word in the child's log.
    nlohmann::json logged(const std::string &word) const
    {
        for (const std::string &line : engine.log()) {
            if (line.starts_with(word + ' '))
                return nlohmann::json::parse(line.substr(word.size() + 1), nullptr, false);
        }
        return nullptr;
    }
    quint16 port() const
    {
        return QString::fromStdString(engine.state().baseUrl).section(QLatin1Char(':'), 2).section(QLatin1Char('/'), 0, 0).toUShort();
    }

    SystemClock clock;
    std::vector<EngineState> states;
    EngineProcess engine;
};

inline QByteArray bearer(const EngineProcess &engine)
{
    return "Authorization: Bearer " + QByteArray::fromStdString(engine.endpoint()->token.reveal()) + "\r\n";
}

} // namespace lineup::test
