#pragma once

#include "core/base/secret.h"

#include <memory>
#include <optional>
#include <string>

namespace lineup {

/// Where a running local engine takes requests. The token is new at each start of the engine.
struct EngineEndpoint {
    std::string baseUrl; ///< "http://127.0.0.1:PORT/v1"
    Secret token;        ///< for `Authorization: Bearer`
    std::string modelAlias;

    bool operator==(const EngineEndpoint &) const = default;
};

/// Marks one request as running for as long as it lives. Copies count once; may outlive the engine.
using EngineRequestMark = std::shared_ptr<const void>;

/// The local engine as an adapter that sends requests to it sees it. Every function may be called from any thread.
class EngineAccess {
public:
    virtual ~EngineAccess() = default;

    /// Nothing unless the engine is Ready or Busy (and not being stopped).
    virtual std::optional<EngineEndpoint> endpoint() const = 0;
    /// To be held from before the request is sent until its last byte has come: makes Ready into Busy and back.
    virtual EngineRequestMark beginRequest() = 0;
};

} // namespace lineup
