#pragma once

#include "backends/net/iothread.h"
#include "backends/net/sseparser.h"

#include <nlohmann/json.hpp>

#include <string>

namespace lineup::contract {

/// Reads one event stream and POSTs each event to `callback`/1, /2, … as the contract suite wants it. A reply that is no event
/// stream, a parser's limit and a connection that failed are an "error" message. I/O thread.
class SseRelay final : public net::TransferHandler, private net::SseSink {
public:
    SseRelay(net::IoThread &io, std::string callback);

    void onHead(const net::TransferHead &head) override;
    net::BodyAction onBody(std::string_view bytes, Steady at) override;
    void onEnd(const net::TransferEnd &end) override;

private:
    void onSseEvent(const net::SseEvent &event) override;
    void tell(const nlohmann::json &message);

    net::IoThread &m_io;
    std::string m_callback;
    net::SseParser m_parser;
    bool m_isStream = false;
    int m_count = 0;
};

} // namespace lineup::contract
