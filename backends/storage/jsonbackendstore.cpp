#include "backends/storage/jsonbackendstore.h"

#include "backends/storage/quarantine.h"
#include "core/backend/backendcodec.h"

#include <QFile>

#include <algorithm>

#include <sys/stat.h>

namespace lineup {

namespace {

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : "; ") + part;
    return text;
}

Error storageError(std::string detail, std::string subject)
{
    return makeError(ErrorCode::Storage, std::move(detail), std::move(subject)).value;
}

} // namespace

JsonBackendStore::JsonBackendStore(ProfilePaths paths, const Clock &clock, QObject *parent) : BackendStore(parent), m_paths(std::move(paths)), m_clock(clock)
{
    removeLeftovers(m_paths.backendsFile());
}

std::vector<ConfiguredBackend> JsonBackendStore::backends()
{
    refresh();
    return m_backends;
}

JsonBackendStore::Stamp JsonBackendStore::stampOfFile() const
{
    struct stat status {};
    const QByteArray name = QFile::encodeName(QString::fromStdString(m_paths.backendsFile()));
    // A link that leads nowhere is there, and must not be written over unseen.
    if (::stat(name.constData(), &status) != 0 && ::lstat(name.constData(), &status) != 0)
        return {};
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    return {true, status.st_ino, status.st_size, status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec};
}

/// Reads the file unless it is the one that was read.
void JsonBackendStore::refresh()
{
    const Stamp stamp = stampOfFile();
    if (m_stamp == stamp)
        return;
    m_stamp = stamp;
    m_problem.reset();
    m_whyNotToSave.reset();
    m_unknown = nlohmann::json::object();
    m_backends.clear();
    if (!stamp.exists)
        return;
    const std::string file = m_paths.backendsFile();
    const auto bytes = m_files.read(file);
    if (!bytes) {
        // It is there but cannot be read now: not the same as none, so it must not be written over.
        m_problem = bytes.error();
        m_whyNotToSave = storageError("not saved, because the file that is there could not be read: " + bytes.error().detail, file);
        return;
    }
    take(*bytes);
}

void JsonBackendStore::take(const std::string &bytes)
{
    auto kept = readBackends(bytes);
    if (!kept) {
        moveAside(kept.error().detail);
        m_stamp = stampOfFile();
        return;
    }
    m_unknown = std::move(kept->unknown);
    m_backends = std::move(kept->backends);
    if (kept->isNewer) {
        m_problem = makeError(ErrorCode::BadInput, joined(kept->problems), m_paths.backendsFile()).value;
        m_whyNotToSave = storageError("not saved, because the file was made by a newer Lineup", m_paths.backendsFile());
    } else if (!kept->problems.empty()) {
        moveAside(joined(kept->problems));
        // What was good must not live in memory only, or the next start would find nothing.
        if (!m_whyNotToSave)
            static_cast<void>(save(m_backends));
        m_stamp = stampOfFile();
    }
}

void JsonBackendStore::moveAside(const std::string &reason)
{
    const std::string file = m_paths.backendsFile();
    const auto place = moveToQuarantine(file, m_paths.quarantineFolder(), m_clock);
    m_problem = makeError(ErrorCode::BadInput, reason, place ? *place : file).value;
    if (!place)
        m_whyNotToSave = storageError("not saved, because the broken file that is there could not be moved: " + place.error().detail, file);
}

Result<void> JsonBackendStore::save(std::vector<ConfiguredBackend> backends)
{
    if (m_whyNotToSave)
        return Unexpected<Error>{*m_whyNotToSave};
    const auto written = m_files.write(m_paths.backendsFile(), writeBackends(backends, m_unknown));
    if (!written)
        return written;
    m_backends = std::move(backends);
    m_stamp = stampOfFile();
    return {};
}

Result<void> JsonBackendStore::put(const ConfiguredBackend &backend)
{
    if (!isBackendId(backend.id))
        return makeError(ErrorCode::BadInput, "the name of a backend is small letters, digits, '.', '_' and '-', and not local");
    refresh();
    std::vector<ConfiguredBackend> backends = m_backends;
    const auto found = std::ranges::find(backends, backend.id, &ConfiguredBackend::id);
    if (found == backends.end())
        backends.push_back(backend);
    else if (*found == backend)
        return {};
    else
        *found = backend;
    const auto saved = save(std::move(backends));
    if (saved)
        Q_EMIT changed();
    return saved;
}

Result<void> JsonBackendStore::remove(const std::string &id)
{
    refresh();
    std::vector<ConfiguredBackend> backends = m_backends;
    if (std::erase_if(backends, [&](const ConfiguredBackend &backend) { return backend.id == id; }) == 0)
        return {};
    const auto saved = save(std::move(backends));
    if (saved)
        Q_EMIT changed();
    return saved;
}

} // namespace lineup
