#pragma once

#include "backends/net/iothread.h"
#include "core/ports/discovery.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// Discovery over the application's I/O thread and the disk.
class LocalDiscovery final : public Discovery {
public:
    using Environment = std::function<std::optional<std::string>(const std::string &name)>;
    static constexpr std::chrono::milliseconds kTimeLimit{250};

    /// `ports` are asked besides the one of OLLAMA_HOST when that is on this computer. `io` must outlive the search.
    LocalDiscovery(net::IoThread &io, std::vector<std::uint16_t> ports, std::vector<std::string> folders, Environment environment);

    QFuture<std::vector<FoundServer>> findServers() override;
    QFuture<std::vector<FoundModelFile>> findModelFiles() override;

    /// Where Ollama, LM Studio, llama-server, LocalAI, Jan, KoboldCpp and vLLM listen when nobody says otherwise.
    static std::vector<std::uint16_t> usualPorts();
    /// Where they, their tools and people keep model files, below the home folder.
    static std::vector<std::string> usualFolders(const std::string &home);

private:
    net::IoThread &m_io;
    std::vector<std::uint16_t> m_ports;
    std::vector<std::string> m_folders;
    Environment m_environment;
};

} // namespace lineup
