#pragma once

#include <string>

#include <sys/types.h>

namespace lineup::bench {

/// Serves Chat Completions from a process of its own, so that no client pays for it. What comes is decided by the model that is
/// asked for.
class TokenServer {
public:
    static constexpr int kFloodTokens = 20000;
    static constexpr int kPacedTokens = 1000;
    static constexpr int kTokensPerSecond = 200;
    /// As many tokens as the socket takes.
    static constexpr const char *kFlood = "flood";
    /// kTokensPerSecond, each by itself.
    static constexpr const char *kPaced = "paced";

    /// Forks: before there are threads. Ends the program when there is no port.
    TokenServer();
    ~TokenServer();
    TokenServer(const TokenServer &) = delete;
    TokenServer &operator=(const TokenServer &) = delete;

    /// "http://127.0.0.1:PORT/v1".
    std::string url() const;

private:
    int m_port = 0;
    pid_t m_process = -1;
};

} // namespace lineup::bench
