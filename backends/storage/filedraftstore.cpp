#include "backends/storage/filedraftstore.h"

#include "backends/storage/quarantine.h"
#include "core/base/json.h"

#include <QFile>
#include <QFileInfo>

namespace lineup {

namespace {

/// The member of the document that holds what is not part of it.
constexpr const char *kDraftMember = "draft";

std::string bytesOf(const Draft &draft)
{
    LineupDocument document = draft.document;
    document.unknown[kDraftMember] = {{"path", draft.path}};
    return writeDocument(document);
}

Draft draftOf(LineupDocument document)
{
    Draft draft;
    if (const auto *own = findObject(document.unknown, kDraftMember)) {
        if (const std::string *path = findString(*own, "path"))
            draft.path = *path;
    }
    document.unknown.erase(kDraftMember);
    draft.document = std::move(document);
    return draft;
}

} // namespace

FileDraftStore::FileDraftStore(ProfilePaths paths, const Clock &clock, QObject *parent)
    : DraftStore(parent), m_paths(std::move(paths)), m_clock(clock)
{
    removeLeftovers(m_paths.draftFile());
}

FileDraftStore::~FileDraftStore()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_worker.joinable())
        m_worker.join();
}

Result<std::optional<Draft>> FileDraftStore::read()
{
    flush();
    const std::string file = m_paths.draftFile();
    if (!QFileInfo::exists(QString::fromStdString(file)))
        return std::optional<Draft>();
    const auto bytes = m_files.read(file);
    if (!bytes)
        return Unexpected<Error>{bytes.error()};
    auto document = readDocument(*bytes);
    if (document)
        return std::optional(draftOf(*std::move(document)));
    const auto place = moveToQuarantine(file, m_paths.quarantineFolder(), m_clock);
    return makeError(ErrorCode::BadInput, document.error().detail, place ? *place : file);
}

void FileDraftStore::write(std::shared_ptr<const Draft> draft)
{
    ask(std::move(draft));
}

void FileDraftStore::clear()
{
    ask(Clear{});
}

void FileDraftStore::ask(Wish wish)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wish = std::move(wish);
    }
    if (!m_worker.joinable())
        m_worker = std::thread([this] { work(); });
    m_changed.notify_all();
}

void FileDraftStore::flush()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_wish && !m_isBusy; });
}

void FileDraftStore::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_wish || m_isEnding; });
        if (!m_wish)
            return;
        const Wish wish = *std::exchange(m_wish, std::nullopt);
        m_isBusy = true;
        lock.unlock();
        const Result<void> result = fulfil(wish);
        tell(result, wish);
        lock.lock();
        m_isBusy = false;
        m_changed.notify_all();
    }
}

Result<void> FileDraftStore::fulfil(const Wish &wish)
{
    const std::string file = m_paths.draftFile();
    if (const auto *draft = std::get_if<std::shared_ptr<const Draft>>(&wish))
        return m_files.write(file, bytesOf(**draft));
    QFile kept(QString::fromStdString(file));
    if (kept.exists() && !kept.remove())
        return makeError(ErrorCode::Storage, "cannot remove: " + kept.errorString().toStdString(), file);
    return {};
}

void FileDraftStore::tell(const Result<void> &result, const Wish &wish)
{
    // Posted: the signals belong to the main thread. None is delivered after the destructor, which joins this thread first.
    if (!result)
        QMetaObject::invokeMethod(this, [this, error = result.error()] { Q_EMIT failed(error); }, Qt::QueuedConnection);
    else if (std::holds_alternative<std::shared_ptr<const Draft>>(wish))
        QMetaObject::invokeMethod(this, [this] { Q_EMIT written(); }, Qt::QueuedConnection);
}

} // namespace lineup
