#pragma once

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

namespace lineup::test {

/// One call of the built program with an environment of its own: no display, no proxy, no key but those the test sets.
class ProgramRun {
public:
    ProgramRun()
    {
        environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        // Whoever makes a QApplication by mistake does not survive it.
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("no-such-platform"));
        environment.insert(QStringLiteral("HOME"), QStringLiteral("/nonexistent"));
    }

    /// Names below ".test" are answered as fakeresolver.h says, and no name server is asked.
    void useFakeResolver()
    {
        environment.insert(QStringLiteral("LD_PRELOAD"), qEnvironmentVariable("LINEUP_FAKE_RESOLVER"));
        // The address sanitizer wants to be loaded first, unless told that it is fine.
        environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("verify_asan_link_order=0"));
    }
    /// LSan and others need their options.
    static QString program() { return qEnvironmentVariable("LINEUP_PROGRAM"); }

    void start(const QStringList &arguments)
    {
        process.setProcessEnvironment(environment);
        process.start(program(), arguments);
    }
    /// The exit code; −1 when it did not end within 20 s or crashed.
    int wait()
    {
        if (!process.waitForFinished(20'000) || process.exitStatus() != QProcess::NormalExit)
            return -1;
        output += process.readAllStandardOutput();
        messages += process.readAllStandardError();
        return process.exitCode();
    }
    int run(const QStringList &arguments, const QByteArray &input = {})
    {
        start(arguments);
        process.write(input);
        process.closeWriteChannel();
        return wait();
    }
    nlohmann::json json() const { return nlohmann::json::parse(output.toStdString(), nullptr, false); }

    QProcessEnvironment environment;
    QProcess process;
    QByteArray output;
    QByteArray messages;
};

} // namespace lineup::test
