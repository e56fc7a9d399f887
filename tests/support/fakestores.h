#pragma once

#include "core/ports/stores.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace lineup::test {

/// Settings in memory. With `failSaves` nothing can be kept.
class FakeSettingsStore final : public SettingsStore {
public:
    Settings load() override { return kept; }
    Result<void> save(const Settings &settings) override
    {
        if (failSaves)
            return makeError(ErrorCode::Storage, "no space left on device", "settings.json");
        kept = settings;
        ++saves;
        return {};
    }
    std::optional<Error> problem() const override { return std::nullopt; }

    Settings kept;
    bool failSaves = false;
    int saves = 0;
};

/// Files in memory; like the real one it may be called on any thread.
class FakeFileStore final : public FileStore {
public:
    Result<std::string> read(const std::string &path) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_files.find(path);
        if (found == m_files.end())
            return makeError(ErrorCode::Storage, "no such file", path);
        return found->second;
    }
    Result<void> write(const std::string &path, const std::string &bytes) override
    {
        const std::lock_guard lock(m_mutex);
        m_files[path] = bytes;
        return {};
    }

    void put(const std::string &path, std::string bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_files[path] = std::move(bytes);
    }
    bool has(const std::string &path)
    {
        const std::lock_guard lock(m_mutex);
        return m_files.count(path) > 0;
    }

private:
    std::mutex m_mutex;
    std::map<std::string, std::string> m_files;
};

/// What the drafts of a profile hold; outlives the stores, as a disk outlives a program.
using DraftDisk = std::map<int, Draft>;

/// One slot of a DraftDisk.
class FakeDraftStore final : public DraftStore {
    Q_OBJECT
public:
    FakeDraftStore(DraftDisk &disk, int slot) : m_disk(disk), m_slot(slot) {}

    Result<std::optional<Draft>> read() override
    {
        const auto found = m_disk.find(m_slot);
        return found == m_disk.end() ? std::optional<Draft>() : std::optional(found->second);
    }
    void write(std::shared_ptr<const Draft> draft) override
    {
        m_disk[m_slot] = *draft;
        Q_EMIT written();
    }
    void clear() override { m_disk.erase(m_slot); }
    void flush() override {}

private:
    DraftDisk &m_disk;
    int m_slot;
};

} // namespace lineup::test
