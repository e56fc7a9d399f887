#pragma once

#include "app/cli/commandio.h"
#include "app/cli/commandline.h"
#include "app/cli/progressline.h"
#include "core/conformance/conformancerun.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace lineup {

/// `lineup conformance`: checks each named backend, one after another, and prints what was found. Exit code 3 when a required
/// check failed or a named backend could not be asked; with --all, one that only lacks a key or an address counts as nothing.
///
/// Life cycle: start() once; finished() once, never before start() has returned. Main thread.
class ConformanceCommand : public QObject {
    Q_OBJECT
public:
    ConformanceCommand(BackendFactory &backends, CommandIo io, QObject *parent = nullptr);
    ~ConformanceCommand() override;

    void start(const ConformanceOptions &options);
    /// Finishes with 128 + signal; what was found is not printed.
    void interrupt(int signalNumber);

Q_SIGNALS:
    void finished(int exitCode);

private:
    struct Endpoint {
        std::string name;
        BackendRef ref;
        conformance::Subject subject;
    };
    bool prepare();
    /// False when a wrong setting has been told.
    bool addLane(const std::string &option);
    void addEverything();
    void add(std::string name, const BackendRef &ref, ChatRequest base, Result<std::shared_ptr<ChatBackend>> backend, bool isNamed);
    void runNext();
    void print();
    void finish(int exitCode);

    BackendFactory &m_backends;
    CommandIo m_io;
    ProgressLine m_progress;
    ConformanceOptions m_options;
    std::vector<Endpoint> m_endpoints;
    std::size_t m_next = 0;
    std::unique_ptr<conformance::ConformanceRun> m_run;
    std::vector<conformance::Report> m_reports;
    std::vector<conformance::Report> m_unasked; ///< printed last
    bool m_isGood = true;
    bool m_hasFinished = false;
};

} // namespace lineup
