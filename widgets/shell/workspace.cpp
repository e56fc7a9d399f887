#include "widgets/shell/workspace.h"

#include "core/document/lineupdocument.h"
#include "widgets/common/background.h"
#include "widgets/models/comparesession.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>

namespace lineup {

namespace {
/// Typing is on the disk within a second, however long it goes on.
constexpr std::chrono::milliseconds kDraftAfter{800};
/// What streams is on the disk as soon, and when a draft is large no more than a tenth of the time goes into writing it.
constexpr int kRestPerWrite = 9;
constexpr std::chrono::milliseconds kMostBetween{30'000};
constexpr std::size_t kMaxClosed = 20;
}

struct Workspace::Entry {
    std::unique_ptr<CompareSession> session;
    std::optional<int> slot; ///< of its draft; not set while there is none
    quint64 revision = 0;    ///< counts edits, so that a save that was overtaken does not call itself complete
    QTimer draftTimer;
};

Workspace::Workspace(BackendFactory &backends, FileStore &files, DraftMaker drafts, const Clock &clock, std::string madeWith, QObject *parent)
    : QObject(parent), m_backends(backends), m_files(files), m_makeDrafts(std::move(drafts)), m_clock(clock), m_madeWith(std::move(madeWith)),
      m_draftWhileRunning(kDraftAfter)
{
    m_drafts.resize(kDraftSlots);
    // One thread: a save and a later save of the same file keep their order.
    m_disk.setMaxThreadCount(1);
}

Workspace::~Workspace()
{
    m_disk.waitForDone();
}

CompareSession &Workspace::session(int index) const
{
    return *m_open.at(static_cast<std::size_t>(index))->session;
}

CompareSession *Workspace::currentSession() const
{
    return m_current >= 0 && m_current < count() ? &session(m_current) : nullptr;
}

int Workspace::indexOf(const CompareSession &wanted) const
{
    for (int index = 0; index < count(); ++index) {
        if (&session(index) == &wanted)
            return index;
    }
    return -1;
}

Workspace::Entry *Workspace::entryOf(const CompareSession *session)
{
    for (const auto &entry : m_open) {
        if (entry->session.get() == session)
            return entry.get();
    }
    return nullptr;
}

void Workspace::setCurrent(int index)
{
    if (index < 0 || index >= count() || index == m_current)
        return;
    m_current = index;
    Q_EMIT currentChanged(index);
}

void Workspace::start()
{
    for (int slot = 0; slot < kDraftSlots; ++slot) {
        DraftStore *store = draftStore(slot);
        if (!store)
            continue;
        Result<std::optional<Draft>> draft = store->read();
        if (!draft) {
            Q_EMIT draftFailed(draft.error());
            continue;
        }
        if (*draft)
            add(std::move((*draft)->document), QString::fromStdString((*draft)->path), true, slot);
    }
    if (count() == 0)
        addExample();
    m_current = -1;
    setCurrent(0);
}

Workspace::Entry &Workspace::add(LineupDocument document, const QString &path, bool isModified, std::optional<int> slot)
{
    auto entry = std::make_unique<Entry>();
    entry->session = std::make_unique<CompareSession>(m_backends, m_clock, m_madeWith);
    entry->session->setDocument(std::move(document), path, isModified ? CompareSession::Saved::No : CompareSession::Saved::Yes);
    entry->slot = slot;
    entry->draftTimer.setSingleShot(true);
    m_open.push_back(std::move(entry));
    watch(*m_open.back());
    Q_EMIT inserted(count() - 1);
    setCurrent(count() - 1);
    return *m_open.back();
}

void Workspace::watch(Entry &entry)
{
    CompareSession *session = entry.session.get();
    const auto touched = [this, session] {
        if (Entry *entry = entryOf(session))
            touch(*entry, kDraftAfter);
    };
    for (const auto signal : {&CompareSession::titleChanged, &CompareSession::setupChanged, &CompareSession::lanesReset, &CompareSession::runStarted})
        connect(session, signal, this, touched);
    connect(session, &CompareSession::resultsChanged, this, [this, session] {
        if (Entry *entry = entryOf(session))
            touch(*entry, m_draftWhileRunning);
    });
    connect(session, &CompareSession::runFinished, this, [this, session] {
        if (Entry *entry = entryOf(session)) {
            ++entry->revision;
            writeDraft(*entry);
        }
    });
    const auto told = [this, session] {
        if (const int index = indexOf(*session); index >= 0)
            Q_EMIT changed(index);
    };
    for (const auto signal : {&CompareSession::titleChanged, &CompareSession::modifiedChanged, &CompareSession::documentReplaced})
        connect(session, signal, this, told);
    connect(&entry.draftTimer, &QTimer::timeout, this, [this, session] {
        if (Entry *entry = entryOf(session))
            writeDraft(*entry);
    });
}

void Workspace::touch(Entry &entry, std::chrono::milliseconds draftAfter)
{
    ++entry.revision;
    if (entry.session->isModified() && !entry.draftTimer.isActive())
        entry.draftTimer.start(draftAfter);
}

int Workspace::freeSlot() const
{
    for (int slot = 0; slot < kDraftSlots; ++slot) {
        const bool isUsed = std::any_of(m_open.begin(), m_open.end(), [slot](const auto &entry) { return entry->slot == slot; });
        if (!isUsed)
            return slot;
    }
    return -1;
}

DraftStore *Workspace::draftStore(int slot)
{
    auto &store = m_drafts[static_cast<std::size_t>(slot)];
    if (!store) {
        store = m_makeDrafts(slot);
        if (!store)
            return nullptr;
        connect(store.get(), &DraftStore::written, this, [this] {
            m_draftSavedAt = m_clock.wallNow();
            m_draftWhileRunning = std::clamp(kRestPerWrite * std::chrono::milliseconds(m_sinceDraft.elapsed()), kDraftAfter, kMostBetween);
            Q_EMIT draftSaved();
        });
        connect(store.get(), &DraftStore::failed, this, &Workspace::draftFailed);
    }
    return store.get();
}

void Workspace::writeDraft(Entry &entry)
{
    entry.draftTimer.stop();
    if (!entry.session->isModified())
        return;
    if (!entry.slot) {
        const int slot = freeSlot();
        if (slot < 0)
            return;
        entry.slot = slot;
    }
    m_sinceDraft.start();
    entry.session->keepProgress();
    if (DraftStore *store = draftStore(*entry.slot))
        store->write(std::make_shared<const Draft>(Draft{entry.session->document(), entry.session->filePath().toStdString()}));
}

void Workspace::dropDraft(Entry &entry)
{
    entry.draftTimer.stop();
    if (!entry.slot)
        return;
    if (DraftStore *store = draftStore(*entry.slot))
        store->clear();
    entry.slot.reset();
}

void Workspace::flush()
{
    for (const auto &entry : m_open) {
        if (entry->draftTimer.isActive() || entry->session->isRunning())
            writeDraft(*entry);
    }
    m_disk.waitForDone();
    for (const auto &store : m_drafts) {
        if (store)
            store->flush();
    }
}

void Workspace::addEmpty()
{
    add(LineupDocument{}, QString(), false);
}

void Workspace::addExample()
{
    add(fewShotExample(), QString(), false);
}

bool Workspace::isUntouched(const Entry &entry) const
{
    return !entry.session->isModified() && entry.session->filePath().isEmpty() && entry.session->runCount() == 0
        && entry.session->setup().lanes.empty();
}

void Workspace::open(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    for (int index = 0; index < count(); ++index) {
        if (session(index).filePath() == absolute) {
            setCurrent(index);
            Q_EMIT opened(absolute);
            return;
        }
    }
    runInBackground(
        m_disk, this,
        [&files = m_files, file = absolute.toStdString()]() -> Result<LineupDocument> {
            const Result<std::string> bytes = files.read(file);
            if (!bytes)
                return Unexpected{bytes.error()};
            return readDocument(*bytes);
        },
        [this, absolute](const Result<LineupDocument> &document) { show(document, absolute); });
}

void Workspace::show(const Result<LineupDocument> &document, const QString &path)
{
    if (!document) {
        Q_EMIT openFailed(path, document.error());
        return;
    }
    Entry *present = m_current >= 0 ? m_open[static_cast<std::size_t>(m_current)].get() : nullptr;
    if (present && isUntouched(*present))
        present->session->setDocument(*document, path);
    else
        add(*document, path, false);
    Q_EMIT opened(path);
}

void Workspace::save(int index, const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    Entry &entry = *m_open.at(static_cast<std::size_t>(index));
    const quint64 revision = entry.revision;
    QPointer<CompareSession> session = entry.session.get();
    entry.session->keepProgress();
    auto document = std::make_shared<const LineupDocument>(entry.session->document());
    runInBackground(
        m_disk, this, [&files = m_files, file = absolute.toStdString(), document] { return files.write(file, writeDocument(*document)); },
        [this, session, revision, absolute](const Result<void> &written) {
            if (!written) {
                Q_EMIT saveFailed(absolute, written.error());
                return;
            }
            if (Entry *entry = session ? entryOf(session) : nullptr) {
                // It may have been edited while it was being written: then what is on the disk is not the newest.
                const bool isNewest = entry->revision == revision;
                session->markSaved(absolute);
                if (isNewest) {
                    dropDraft(*entry);
                } else {
                    session->markEdited();
                    touch(*entry, kDraftAfter);
                }
            }
            Q_EMIT saved(absolute);
        });
}

void Workspace::close(int index)
{
    if (index < 0 || index >= count())
        return;
    Entry &entry = *m_open[static_cast<std::size_t>(index)];
    entry.session->stopAll();
    entry.session->keepProgress();
    m_closed.push_back({entry.session->document(), entry.session->filePath(), entry.session->isModified()});
    if (m_closed.size() > kMaxClosed)
        m_closed.erase(m_closed.begin());
    dropDraft(entry);
    const std::unique_ptr<Entry> gone = std::move(m_open[static_cast<std::size_t>(index)]);
    m_open.erase(m_open.begin() + index);
    const int next = std::min(index < m_current ? m_current - 1 : m_current, count() - 1);
    m_current = -1;
    Q_EMIT removed(index);
    Q_EMIT closedChanged();
    if (count() == 0)
        addEmpty();
    else
        setCurrent(next);
}

void Workspace::reopenClosed()
{
    if (m_closed.empty())
        return;
    Closed closed = std::move(m_closed.back());
    m_closed.pop_back();
    Entry &entry = add(std::move(closed.document), closed.path, closed.isModified);
    if (closed.isModified)
        touch(entry, kDraftAfter);
    Q_EMIT closedChanged();
}

} // namespace lineup
