#pragma once

#include "core/base/clock.h"
#include "core/ports/chatbackend.h"
#include "core/ports/stores.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace lineup {

class CompareSession;

/// The line-ups that are open: opening, saving, closing, and the drafts that bring unsaved ones back at the next start.
/// Knows no widget. Disk work runs on a thread of its own; answers come through the signals.
class Workspace : public QObject {
    Q_OBJECT
public:
    /// Unsaved line-ups that are kept beside each other.
    static constexpr int kDraftSlots = 24;
    /// Makes the store of one draft slot, 0…kDraftSlots − 1.
    using DraftMaker = std::function<std::unique_ptr<DraftStore>(int slot)>;

    /// References outlive the workspace. `madeWith` is written into runs.
    Workspace(BackendFactory &backends, FileStore &files, DraftMaker drafts, const Clock &clock, std::string madeWith, QObject *parent = nullptr);
    ~Workspace() override;

    int count() const { return static_cast<int>(m_open.size()); }
    CompareSession &session(int index) const;
    int current() const { return m_current; }
    /// Null when nothing is open.
    CompareSession *currentSession() const;
    int indexOf(const CompareSession &session) const;
    void setCurrent(int index);

    /// Brings back what an earlier run left unsaved; without any, the built-in example.
    void start();
    void addEmpty();
    void addExample();
    /// Opens a file, or shows it when it is open already. Ends in opened() or openFailed().
    void open(const QString &path);
    /// Writes to `path`. Ends in saved() or saveFailed().
    void save(int index, const QString &path);
    /// Closes; reopenClosed() brings the newest back as it was. The last one is replaced by an empty line-up.
    void close(int index);
    bool canReopen() const { return !m_closed.empty(); }
    void reopenClosed();
    /// Writes every draft that waits and stays until all are on the disk; for the way out.
    void flush();
    /// When a draft was last on the disk; not set when none was written in this run.
    std::optional<Clock::Wall> draftSavedAt() const { return m_draftSavedAt; }

Q_SIGNALS:
    void inserted(int index);
    void removed(int index);
    void currentChanged(int index);
    /// Title, file or state of a line-up.
    void changed(int index);
    void opened(const QString &path);
    void openFailed(const QString &path, const lineup::Error &error);
    void saved(const QString &path);
    void saveFailed(const QString &path, const lineup::Error &error);
    void draftSaved();
    void draftFailed(const lineup::Error &error);
    void closedChanged();

private:
    struct Entry;
    struct Closed {
        LineupDocument document;
        QString path;
        bool isModified = false;
    };
    Entry &add(LineupDocument document, const QString &path, bool isModified, std::optional<int> slot = std::nullopt);
    void watch(Entry &entry);
    void touch(Entry &entry, std::chrono::milliseconds draftAfter);
    void writeDraft(Entry &entry);
    void dropDraft(Entry &entry);
    DraftStore *draftStore(int slot);
    int freeSlot() const;
    bool isUntouched(const Entry &entry) const;
    void show(const Result<LineupDocument> &document, const QString &path);
    Entry *entryOf(const CompareSession *session);

    BackendFactory &m_backends;
    FileStore &m_files;
    DraftMaker m_makeDrafts;
    const Clock &m_clock;
    std::string m_madeWith;
    std::vector<std::unique_ptr<Entry>> m_open;
    std::vector<Closed> m_closed;
    std::vector<std::unique_ptr<DraftStore>> m_drafts; ///< by slot; null until used
    std::optional<Clock::Wall> m_draftSavedAt;
    QElapsedTimer m_sinceDraft; ///< since the newest draft was handed over
    std::chrono::milliseconds m_draftWhileRunning;
    QThreadPool m_disk;
    int m_current = -1;
};

} // namespace lineup
