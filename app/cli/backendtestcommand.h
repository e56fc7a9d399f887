#pragma once

#include "app/cli/commandio.h"
#include "app/cli/commandline.h"
#include "core/run/backendtest.h"

#include <QObject>

#include <memory>
#include <string>

namespace lineup {

/// `lineup backends test`: the cheapest call, hop by hop. Exit code 3 when a hop failed.
///
/// Life cycle: start() once; finished() once, never before start() has returned. Main thread.
class BackendTestCommand : public QObject {
    Q_OBJECT
public:
    BackendTestCommand(BackendFactory &backends, CommandIo io, QObject *parent = nullptr);
    ~BackendTestCommand() override;

    void start(const BackendTestOptions &options);
    /// Finishes with 128 + signal.
    void interrupt(int signalNumber);

Q_SIGNALS:
    void finished(int exitCode);

private:
    void onTested(const BackendTestResult &result);
    void finish(int exitCode);

    BackendFactory &m_backends;
    CommandIo m_io;
    ReportFormat m_format = ReportFormat::Table;
    std::string m_name;
    std::unique_ptr<BackendTest> m_test;
    bool m_hasFinished = false;
};

} // namespace lineup
