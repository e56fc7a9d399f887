#pragma once

#include "app/cli/commandio.h"
#include "app/cli/commandline.h"
#include "core/cli/backendreport.h"
#include "core/cli/keyshape.h"
#include "core/ports/backendstore.h"
#include "core/ports/chatbackend.h"
#include "core/ports/keystore.h"

#include <QObject>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace lineup {

/// `lineup backends list`, `add` and `remove`. A key is read from the standard input, never from an argument, and goes into the
/// key store or nowhere: without one `add` refuses it (exit code 3) and changes nothing.
///
/// Life cycle: one start(); finished() once, never before start() has returned. Main thread.
class BackendsCommand : public QObject {
    Q_OBJECT
public:
    BackendsCommand(BackendFactory &factory, BackendStore &backends, KeyStore &keys, CommandIo io, QObject *parent = nullptr);

    void start(const BackendListOptions &options);
    void start(const BackendAddOptions &options);
    void start(const BackendRemoveOptions &options);
    /// Finishes with 128 + signal.
    void interrupt(int signalNumber);

Q_SIGNALS:
    void finished(int exitCode);

private:
    /// A secret that is to be kept, by its name in the key store.
    struct NewSecret {
        std::string name;
        StoredKey key;
    };

    void begin(std::function<void()> action);
    void listNext(std::size_t index);
    KeyPlace placeOf(const ConfiguredBackend &backend, bool isEntered) const;
    void printList();

    std::optional<Error> prepare(const BackendAddOptions &options);
    std::optional<Error> readSecrets(const BackendAddOptions &options);
    std::optional<Error> checkKind() const;
    Result<Secret> readSecret(const QString &prompt);
    void sayWhoseKey(const Error &error) const;
    void keep();
    void writeNext(std::size_t index);
    void removeNext(std::size_t index);

    void fail(const Error &error, int exitCode);
    void say(const QString &line) const;
    void finish(int exitCode);

    BackendFactory &m_factory;
    BackendStore &m_backends;
    KeyStore &m_keys;
    CommandIo m_io;
    ReportFormat m_format = ReportFormat::Table;
    std::vector<BackendListing> m_listings;
    ConfiguredBackend m_backend; ///< that is added
    std::vector<KeyGuess> m_guesses;
    std::vector<NewSecret> m_secrets;
    std::vector<std::string> m_names; ///< of secrets to remove
    int m_exitCode = 0;
    bool m_hasFinished = false;
};

} // namespace lineup
