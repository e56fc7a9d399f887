#pragma once

#include "core/backend/configuredbackend.h"
#include "core/base/error.h"

#include <QObject>

#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// The backends that the person has set up in a profile. Main thread.
class BackendStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~BackendStore() override;

    /// In the order in which they were added; read again when another Lineup of the same profile has changed them.
    virtual std::vector<ConfiguredBackend> backends() = 0;
    /// Adds a backend, or replaces the one with its id in its place. BadInput for an id that isBackendId() refuses, Storage when
    /// it cannot be kept; then nothing has changed.
    virtual Result<void> put(const ConfiguredBackend &backend) = 0;
    /// Also of an id that is not there. Its keys are not touched.
    virtual Result<void> remove(const std::string &id) = 0;
    /// What was wrong with the kept backends when they were read last; nothing when they were fine.
    virtual std::optional<Error> problem() const = 0;

Q_SIGNALS:
    /// After a put() or remove() that changed something.
    void changed();
};

} // namespace lineup
