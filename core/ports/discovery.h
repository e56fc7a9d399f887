#pragma once

#include "core/discovery/foundmodelfile.h"
#include "core/discovery/foundserver.h"

#include <QFuture>

#include <vector>

namespace lineup {

/// Looks for what this computer has already. To be asked only after the person has agreed.
class Discovery {
public:
    virtual ~Discovery();
    /// Model servers on 127.0.0.1, all asked at once; done within about 250 ms. Nothing leaves this computer.
    virtual QFuture<std::vector<FoundServer>> findServers() = 0;
    /// GGUF files in the folders where such files usually lie, the largest last; takes as long as the disk does.
    virtual QFuture<std::vector<FoundModelFile>> findModelFiles() = 0;
};

} // namespace lineup
