#pragma once

#include "app/cli/commandio.h"
#include "app/cli/commandline.h"
#include "core/base/clock.h"
#include "core/cli/report.h"
#include "core/ports/backendstore.h"
#include "core/ports/chatbackend.h"
#include "core/ports/modelliststore.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace lineup {

/// What a profile has for `lineup models`. All of it outlives the command.
struct ModelsProfile {
    BackendStore &backends;
    ModelListStore &lists;
    const Clock &clock;
};

/// `lineup models`: asks every named backend at once what it can serve and prints the lists. Lists of providers on the internet
/// are kept for a day (ModelsOptions::refresh asks all the same); those of servers at home change and are always asked for. Exit
/// code 3 when one of them could not be asked.
///
/// Life cycle: start() once; finished() once, never before start() has returned. Main thread.
class ModelsCommand : public QObject {
    Q_OBJECT
public:
    /// Without a profile nothing is set up and no list is kept.
    ModelsCommand(BackendFactory &backends, CommandIo io, std::optional<ModelsProfile> profile = std::nullopt, QObject *parent = nullptr);

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
        bool isKept = false; ///< its list may be kept
        std::optional<std::chrono::system_clock::time_point> keptSince{};
    };
    bool prepare();
    bool isWorthKeeping(const LaneSpec &lane) const;
    void useKept(Asked &asked) const;
    void ask();
    void onAnswered(std::size_t index, Result<std::vector<ListedModel>> models);
    void finishWhenAllAnswered();
    void finish(int exitCode);

    BackendFactory &m_backends;
    CommandIo m_io;
    std::optional<ModelsProfile> m_profile;
    ModelsOptions m_options;
    std::vector<Asked> m_asked;
    bool m_hasFinished = false;
};

} // namespace lineup
