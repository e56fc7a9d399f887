#pragma once

#include "backends/storage/profilepaths.h"
#include "backends/storage/savefilestore.h"
#include "core/base/clock.h"
#include "core/ports/stores.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

namespace lineup {

/// draft.lineup of a profile: a line-up like any other, with the path of its file in one more member, "draft".
///
/// A worker thread spells and writes, so that the main thread does neither. It is started by the first write() or clear() and
/// joined by the destructor, after what was asked for is done.
class FileDraftStore final : public DraftStore {
    Q_OBJECT
public:
    /// `clock` must live longer.
    FileDraftStore(ProfilePaths paths, const Clock &clock, QObject *parent = nullptr);
    ~FileDraftStore() override;

    Result<std::optional<Draft>> read() override;
    void write(std::shared_ptr<const Draft> draft) override;
    void clear() override;
    void flush() override;

private:
    struct Clear {};
    using Wish = std::variant<std::shared_ptr<const Draft>, Clear>;

    void ask(Wish wish);
    void work();
    Result<void> fulfil(const Wish &wish);
    void tell(const Result<void> &result, const Wish &wish);

    ProfilePaths m_paths;
    const Clock &m_clock;
    SaveFileStore m_files{SaveFileStore::Privacy::Private};

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Wish> m_wish; ///< the latest that was not begun
    bool m_isBusy = false;
    bool m_isEnding = false;
    std::thread m_worker;
};

} // namespace lineup
