#pragma once

#include "backends/net/iothread.h"
#include "backends/net/ndjsonparser.h"
#include "core/base/error.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lineup::ollama {

/// How far the download of a model is.
struct PullProgress {
    std::string status;         ///< the server's words: "pulling manifest", "pulling 74701a8c35f6", "verifying sha256 digest"
    std::int64_t completed = 0; ///< bytes of all layers that are known so far
    std::int64_t total = 0;     ///< bytes; 0 = not known yet
    bool operator==(const PullProgress &) const = default;
};

/// Reads a reply of POST /api/pull: a line for each step; layers come side by side, each with its digest, and a layer of which
/// nothing has come yet has no `completed`. The last line says "success".
/// Source: Ollama docs/api.md, "Pull a model".
class PullReader : private net::NdjsonSink {
public:
    /// An error of the server in its stream, or BadReply. What was read before stays.
    [[nodiscard]] Result<void> feed(std::string_view bytes);
    [[nodiscard]] Result<void> finish();
    const PullProgress &progress() const { return m_progress; }
    bool isDone() const { return m_isDone; }

private:
    struct Layer {
        std::int64_t completed = 0;
        std::int64_t total = 0;
    };
    void onNdjsonLine(std::string_view line, std::size_t readableAfter, bool atEnd) override;
    [[nodiscard]] Result<void> readLine(std::string_view line);

    net::NdjsonParser m_lines;
    std::map<std::string, Layer> m_layers; ///< by digest
    PullProgress m_progress;
    std::optional<Error> m_error;
    bool m_isDone = false;
};

/// One download of a model by a server. The server goes on where an earlier one stopped, and stops when nobody listens any more.
class OllamaPull {
public:
    /// Both on the I/O thread; after each piece of news, and exactly once at the end (an error, or nothing; StreamCut for a
    /// reply that ends without "success").
    using OnProgress = std::function<void(const PullProgress &progress)>;
    using OnEnd = std::function<void(Result<void> result)>;

    /// `baseUrl` as OllamaHost::url. Begins at once. `io` outlives it.
    OllamaPull(net::IoThread &io, const std::string &baseUrl, std::vector<net::SecretHeader> secrets, const std::string &model, OnProgress onProgress,
               OnEnd onEnd);
    /// Ends the download; nothing is called afterwards but what runs at this moment.
    ~OllamaPull();
    OllamaPull(const OllamaPull &) = delete;
    OllamaPull &operator=(const OllamaPull &) = delete;

private:
    class Handler;
    struct Listener;
    net::IoThread &m_io;
    std::shared_ptr<Listener> m_listener;
    net::TransferId m_transfer{};
};

} // namespace lineup::ollama
