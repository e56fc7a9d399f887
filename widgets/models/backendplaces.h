#pragma once

#include "core/ports/backendstore.h"
#include "widgets/models/modeldirectory.h"

#include <QObject>

namespace lineup {

/// Keeps the places that a ModelDirectory offers: the engine of this application, the backends that the person has set up and
/// uses, and the providers whose own key variable is set in the environment.
class BackendPlaces : public QObject {
    Q_OBJECT
public:
    /// References outlive it.
    BackendPlaces(BackendStore &store, ModelDirectory &models, QObject *parent = nullptr);

private:
    void refresh();

    BackendStore &m_store;
    ModelDirectory &m_models;
    std::vector<ConfiguredBackend> m_before; ///< as they were at the last refresh()
};

} // namespace lineup
