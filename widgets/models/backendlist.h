#pragma once

#include "core/ports/backendstore.h"
#include "core/ports/backendtester.h"
#include "core/ports/chatbackend.h"
#include "core/ports/keystore.h"

#include <QAbstractListModel>

#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// Where the key of a backend is. The key itself is never here.
struct KeyStatus {
    enum class From {
        Asking,       ///< the key store has not answered yet
        NotNeeded,
        Store,        ///< entered for the profile
        OtherAddress, ///< entered, but for another address than the backend has now
        Variable,     ///< of the environment
        Unreadable,   ///< the key store cannot be asked
        None,
    };
    From from = From::Asking;
    std::string variable;       ///< with From::Variable
    std::string origin;         ///< with From::OtherAddress: what it was entered for
    std::optional<Error> error; ///< with From::Unreadable
    bool operator==(const KeyStatus &) const = default;
};

/// The backends that the person has set up, with what is known of each: its key, and what its last test found. Follows the store
/// and asks the key store by itself; tests when it is told to. Main thread.
class BackendList : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Standing { Off, NeedsAddress, NeedsKey, NotTested, Testing, Failed, Ready };
    Q_ENUM(Standing)

    enum Role {
        IdRole = Qt::UserRole, ///< QString
        StandingRole,          ///< int of Standing
        NoteRole,              ///< QString: "12 models · key from GEMINI_API_KEY"
    };
    Q_ENUM(Role)

    /// References outlive the list.
    BackendList(BackendStore &store, KeyStore &keys, BackendTester &tester, const BackendFactory &backends, QObject *parent = nullptr);

    const ConfiguredBackend &backend(int row) const { return entry(row).backend; }
    /// −1 when there is none.
    int rowOf(const std::string &id) const;
    /// An id alone for a kind that the registry does not know.
    ProviderDescriptor provider(const std::string &kind) const;
    const std::vector<ProviderDescriptor> &providers() const { return m_providers; }
    Standing standing(int row) const;
    const KeyStatus &keyStatus(int row) const { return entry(row).key; }
    /// Null before the first test.
    const BackendTestReport *report(int row) const;
    int readyCount() const;
    /// StoredKey::origin of a key that is entered now.
    std::string keyOrigin(const ConfiguredBackend &backend) const;

    void test(int row);
    /// A key was entered or forgotten.
    void refreshKey(const std::string &id);
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    /// Key, test or settings of one backend.
    void backendChanged(const std::string &id);

private:
    struct Entry {
        ConfiguredBackend backend;
        KeyStatus key;
        std::optional<BackendTestReport> report;
        bool isTesting = false;
        unsigned asked = 0; ///< counts questions to the key store, so that an old answer is known as such
    };
    const Entry &entry(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }
    void reload();
    void askForKey(Entry &entry);
    void takeKey(const std::string &id, unsigned asked, const Result<std::optional<StoredKey>> &stored);
    KeyStatus withoutStoredKey(const ConfiguredBackend &backend) const;
    void tell(const std::string &id);
    QString note(int row) const;

    BackendStore &m_store;
    KeyStore &m_keys;
    BackendTester &m_tester;
    const BackendFactory &m_backends;
    std::vector<ProviderDescriptor> m_providers;
    std::vector<Entry> m_entries;
};

} // namespace lineup
