#pragma once

#include "core/base/error.h"
#include "core/document/lineupdocument.h"
#include "core/settings/settings.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace lineup {

/// Where settings are kept. Main thread.
class SettingsStore {
public:
    virtual ~SettingsStore() = default;
    /// The kept settings, or defaults. A broken file is moved aside and named in `problem()`.
    virtual Settings load() = 0;
    virtual Result<void> save(const Settings &settings) = 0;
    /// What was wrong with the kept settings at the last load(); nothing when they were fine.
    virtual std::optional<Error> problem() const = 0;
};

/// Whole files as bytes. Writing is atomic: the old file stays whole until the new one is.
class FileStore {
public:
    virtual ~FileStore() = default;
    /// Storage errors name the file in `subject`. 256 MiB at most, else TooLarge.
    virtual Result<std::string> read(const std::string &path) = 0;
    virtual Result<void> write(const std::string &path, const std::string &bytes) = 0;
};

/// The document that is being edited, kept against a crash until it is saved or given up.
struct Draft {
    LineupDocument document;
    /// The file that it was opened from or saved to last; empty = none yet.
    std::string path;

    bool operator==(const Draft &) const = default;
};

/// Where the one draft of a profile is kept. Lives on the main thread and never makes it wait for a disk, but for read() and
/// flush().
class DraftStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~DraftStore() override;

    /// What an earlier run left; nothing when it left nothing. A draft that cannot be read is moved aside, and the error names
    /// where to.
    virtual Result<std::optional<Draft>> read() = 0;
    /// Keeps `draft` instead of the one before; returns at once. Of several that come while one is being written, the last one
    /// is written. Ends in written() or failed().
    virtual void write(std::shared_ptr<const Draft> draft) = 0;
    /// Forgets the draft, after all that was asked before; returns at once.
    virtual void clear() = 0;
    /// Waits until all that was asked is done; for the way out.
    virtual void flush() = 0;

Q_SIGNALS:
    /// The draft that was asked for last is on the disk.
    void written();
    /// It is not; what was there before still is.
    void failed(const lineup::Error &error);
};

} // namespace lineup
