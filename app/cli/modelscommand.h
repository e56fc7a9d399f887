#pragma once

#include "app/cli/commandio.h"
#include "app/cli/commandline.h"
#include "core/ports/chatbackend.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace lineup {

/// `lineup models`: asks every named backend at once what it can serve and prints the lists. Exit code 3 when one of them
/// could not be asked.
///
/// Life cycle: start() once; finished() once, never before start() has returned. Main thread.
class ModelsCommand : public QObject {
    Q_OBJECT
public:
    ModelsCommand(BackendFactory &backends, CommandIo io, QObject *parent = nullptr);

    void start(const ModelsOptions &options);
    /// Finishes with 128 + signal; what came is not printed.
    void interrupt(int signalNumber);

Q_SIGNALS:
    void finished(int exitCode);

private:
    struct Asked {
        std::string name;
        BackendRef ref;
        std::shared_ptr<ChatBackend> backend;
        std::optional<Result<std::vector<ListedModel>>> models;
    };
    bool prepare();
    void ask();
    void onAnswered(std::size_t index, Result<std::vector<ListedModel>> models);
    void finishWhenAllAnswered();
    void finish(int exitCode);

    BackendFactory &m_backends;
    CommandIo m_io;
    ModelsOptions m_options;
    std::vector<Asked> m_asked;
    bool m_hasFinished = false;
};

} // namespace lineup
