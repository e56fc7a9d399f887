// Starts an engine and waits to be killed: enginekillhelper WORD KIND HOLD
// Prints "engine PID" once the engine runs, and with HOLD = "hold" first "holder PID": a process that keeps every
// descriptor of ours open, the write end of the engine's standard input among them.

#include "backends/engine/engineprocess.h"
#include "tests/backends/engine/enginefixture.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

using namespace lineup;

namespace {

void forkHolder()
{
    const pid_t holder = ::fork();
    if (holder == 0) {
        for (;;)
            ::pause();
    }
    std::printf("holder %d\n", static_cast<int>(holder));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const test::EngineFixture fixture;
    const QByteArray word = arguments.value(1).toUtf8();
    const EngineConfig config = arguments.value(2) == QLatin1StringView("llama-server") ? fixture.llamaServer(word.constData())
                                                                                        : fixture.config(word.constData());
    const bool isLoading = word == "hang"; // never gets ready
    const SystemClock clock;
    EngineProcess engine([config]() -> Result<EngineConfig> { return config; }, clock);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &engine, [&] {
        if (isLoading ? fixture.starts() == 0 : engine.state().status != EngineStatus::Ready)
            return;
        timer.stop();
        if (arguments.value(3) == QLatin1StringView("hold"))
            forkHolder();
        std::printf("engine %lld\n", static_cast<long long>(engine.processId()));
        std::fflush(stdout);
    });
    timer.start(20);
    engine.start();
    return QCoreApplication::exec();
}
