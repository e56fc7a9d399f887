#include "backends/engine/enginecommand.h"

#include "backends/engine/engineinstallation.h"
#include "core/engine/enginefault.h"

#include <QFileInfo>
#include <QThread>

#include <algorithm>

namespace lineup {

namespace {

Unexpected<Error> missing(std::string_view word, std::string detail, std::string subject)
{
    return Unexpected{engineError(ErrorCode::EngineMissing, word, std::move(detail), std::move(subject))};
}

int threadsOf(const EngineConfig &config)
{
    return config.threads.value_or(engineThreads(QThread::idealThreadCount()));
}

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QStringList launcherArguments(const PreparedEngine &engine, qint64 processId)
{
    const EngineConfig &config = engine.config;
    // -I and -S: neither variables, nor the current folder, nor anything installed beside can change what runs.
    return {QStringLiteral("-I"), QStringLiteral("-S"), text(engine.launcher),
            QStringLiteral("--packages"), text(config.enginePath),
            QStringLiteral("--model"), text(config.modelPath),
            QStringLiteral("--alias"), text(config.modelAlias),
            QStringLiteral("--parent"), QString::number(processId),
            QStringLiteral("--port"), QString::number(config.port.value_or(0)),
            QStringLiteral("--threads"), QString::number(threadsOf(config)),
            QStringLiteral("--parallel"), QString::number(config.parallel),
            QStringLiteral("--context"), QString::number(config.contextLength)};
}

QStringList llamaServerArguments(const EngineConfig &config)
{
    return {QStringLiteral("--model"), text(config.modelPath),
            QStringLiteral("--alias"), text(config.modelAlias),
            QStringLiteral("--host"), QStringLiteral("127.0.0.1"),
            QStringLiteral("--port"), QString::number(config.port.value_or(0)),
            QStringLiteral("--threads"), QString::number(threadsOf(config)),
            QStringLiteral("--poll"), QStringLiteral("0"),
            QStringLiteral("--parallel"), QString::number(config.parallel),
            QStringLiteral("--ctx-size"), QString::number(config.contextLength * config.parallel)};
}

/// Both engines compute with OpenMP, whose threads by default spin while they wait for each other: with two threads on
/// two cores beside other work, three streams fell to 1 token/s each; waiting asleep they kept 9 to 25 (measured, see
/// README.md). The engine's own `poll` setting does not reach these threads.
const QString kSleepingThreads = QStringLiteral("OMP_WAIT_POLICY=passive");

/// Settings whose option has another name, or none, in older builds: an unknown variable does no harm there, while an
/// unknown option ends the program. Source: llama.cpp tools/server/README.md, 2026-11, and common/arg.cpp of 2025.
QStringList llamaServerSettings(const Secret &token)
{
    return {QStringLiteral("LLAMA_API_KEY=") + text(token.reveal()),
            QStringLiteral("LLAMA_ARG_UI=0"), QStringLiteral("LLAMA_ARG_NO_WEBUI=1"),
            QStringLiteral("LLAMA_ARG_OFFLINE=1"), QStringLiteral("LLAMA_ARG_KV_UNIFIED=0"),
            QStringLiteral("LLAMA_ARG_CACHE_RAM=256"),
            // Any list but the default "*" keeps it from echoing whoever asks; this origin can be nobody's (RFC 6761).
            QStringLiteral("LLAMA_ARG_CORS_ORIGINS=http://lineup.invalid"), QStringLiteral("LLAMA_ARG_CORS_CREDENTIALS=0")};
}

} // namespace

Result<PreparedEngine> prepareEngine(EngineConfig config)
{
    PreparedEngine engine;
    const QFileInfo program(text(config.enginePath));
    if (config.kind == EngineKind::LlamaServer) {
        if (!program.isFile() || !program.isExecutable())
            return missing(enginefault::kEngineFileMissing, "not a program that can be run", config.enginePath);
    } else {
        if (!program.isDir())
            return missing(enginefault::kEngineFileMissing, "the engine's folder is not there", config.enginePath);
        const QFileInfo python(text(config.pythonPath));
        if (!python.isFile() || !python.isExecutable())
            return missing(enginefault::kPythonMissing, "no Python 3 was found", config.pythonPath);
        auto launcher = materialiseLauncher(text(config.workFolder));
        if (!launcher)
            return Unexpected{launcher.error()};
        engine.launcher = *std::move(launcher);
    }
    auto header = checkModelFile(config.modelPath);
    if (!header)
        return Unexpected{header.error()};
    // The child runs elsewhere: a path as the person wrote it must keep its meaning.
    const QFileInfo model(text(config.modelPath));
    config.modelPath = model.absoluteFilePath().toStdString();
    config.enginePath = program.absoluteFilePath().toStdString();
    if (config.modelAlias.empty())
        config.modelAlias = model.completeBaseName().toStdString();
    // llama-server takes a comma for the border between two names.
    std::replace(config.modelAlias.begin(), config.modelAlias.end(), ',', '-');
    if (config.modelName.empty())
        config.modelName = header->name.empty() ? config.modelAlias : header->name;
    engine.config = std::move(config);
    return engine;
}

QStringList childEnvironment(ChildRole role, const QStringList &ours)
{
    QStringList kept;
    for (const QString &variable : ours) {
        const std::string name = variable.section(QLatin1Char('='), 0, 0).toStdString();
        if (childMayInherit(name, role))
            kept.append(variable);
    }
    return kept;
}

ChildCommand engineCommand(const PreparedEngine &engine, const Secret &token, qint64 processId, const QStringList &ourEnvironment)
{
    ChildCommand command;
    command.secrets = {token.reveal()};
    command.workingDirectory = QStringLiteral("/");
    if (engine.config.kind == EngineKind::LlamaServer) {
        command.program = text(engine.config.enginePath);
        command.arguments = llamaServerArguments(engine.config);
        command.environment = childEnvironment(ChildRole::LlamaServer, ourEnvironment) + llamaServerSettings(token);
    } else {
        command.program = text(engine.config.pythonPath);
        command.arguments = launcherArguments(engine, processId);
        command.environment = childEnvironment(ChildRole::Engine, ourEnvironment);
        command.environment.append(QStringLiteral("LINEUP_ENGINE_TOKEN=") + text(token.reveal()));
    }
    command.environment.append(kSleepingThreads);
    return command;
}

StopLadder engineStopLadder(EngineKind kind)
{
    StopLadder ladder;
    ladder.endsOnStdinClose = kind == EngineKind::Bundled;
    return ladder;
}

} // namespace lineup
