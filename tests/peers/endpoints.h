#pragma once

#include "core/run/lane.h"

#include <map>
#include <string>
#include <vector>

namespace lineup::test {

/// One API of one peer, and how a lane gets there.
struct PeerEndpoint {
    enum class Peer { Engine, Aimock, Katan };

    std::string name; ///< heads the column in docs/conformance.md; unique
    Peer peer = Peer::Aimock;
    std::string kind;      ///< of backend
    std::string path;      ///< behind the peer's address
    std::string model;
    std::map<std::string, std::string> options;
    std::string katanApi; ///< its name for this API
    /// The checks that say something here; empty = all.
    std::vector<std::string> only;
    /// Required checks that cannot be passed here, with the reason; one that passes all the same is a mistake in this list.
    std::map<std::string, std::string> exceptions;
};

/// Every pair of an API and a peer that answers it.
const std::vector<PeerEndpoint> &peerEndpoints();

} // namespace lineup::test
