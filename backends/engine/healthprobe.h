#pragma once

#include "core/base/secret.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>

namespace lineup {

/// What answers at the engine's port.
enum class ProbeVerdict {
    Ours,    ///< healthy, and it serves the model of our name to our token
    Foreign, ///< something answers there that is not the engine we started
};

/// Asks a starting engine until it answers, from a thread of its own; every `interval`, without an end. GET /health
/// until it says 200, then GET /v1/models with the token: only an engine that names our model is ours.
///
/// `report` is called once, on that thread. Destroying the probe ends it within some milliseconds; `report` is not
/// called after that. No proxy is used and no redirect followed.
class HealthProbe {
public:
    HealthProbe(std::uint16_t port, Secret token, std::string modelAlias, std::chrono::milliseconds interval,
                std::function<void(ProbeVerdict)> report);

private:
    std::jthread m_thread; // joins in its destructor, after asking to stop
};

/// True if the body of GET /v1/models lists a model with this id.
bool listsModel(const std::string &body, const std::string &alias);

} // namespace lineup
