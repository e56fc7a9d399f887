#include "app/contract/sserelay.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <utility>

namespace lineup::contract {

namespace {

net::SseOptions strictOptions()
{
    net::SseOptions options;
    options.flushAtEnd = false;
    options.isStrict = true;
    return options;
}

/// A callback has been taken or not; either way there is nothing more to do.
class Ignore final : public net::TransferHandler {
    void onHead(const net::TransferHead &) override {}
    net::BodyAction onBody(std::string_view, Steady) override { return net::BodyAction::Continue; }
    void onEnd(const net::TransferEnd &) override {}
};

} // namespace

SseRelay::SseRelay(net::IoThread &io, std::string callback) : m_io(io), m_callback(std::move(callback)), m_parser(strictOptions()) {}

void SseRelay::onHead(const net::TransferHead &head)
{
    m_isStream = head.status == 200 && head.headers.value("Content-Type").starts_with("text/event-stream");
    if (!m_isStream)
        tell({{"kind", "error"}, {"comment", "no event stream: status " + std::to_string(head.status)}});
}

net::BodyAction SseRelay::onBody(std::string_view bytes, Steady)
{
    if (!m_isStream)
        return net::BodyAction::Abort;
    return m_parser.feed(bytes, *this) ? net::BodyAction::Continue : net::BodyAction::Abort;
}

void SseRelay::onEnd(const net::TransferEnd &end)
{
    if (m_parser.error())
        tell({{"kind", "error"}, {"comment", m_parser.error()->detail}});
    else if (end.error)
        tell({{"kind", "error"}, {"comment", end.error->detail}});
}

void SseRelay::onSseEvent(const net::SseEvent &event)
{
    nlohmann::json value{{"type", sanitizeUtf8(event.type)}, {"data", sanitizeUtf8(event.data)}};
    if (!m_parser.lastEventId().empty())
        value["id"] = sanitizeUtf8(m_parser.lastEventId());
    tell({{"kind", "event"}, {"event", std::move(value)}});
}

void SseRelay::tell(const nlohmann::json &message)
{
    net::TransferRequest request;
    request.method = "POST";
    request.url = m_callback + '/' + std::to_string(++m_count);
    request.headers.add("Content-Type", "application/json");
    request.body = dumpJson(message);
    m_io.start(std::move(request), std::make_unique<Ignore>());
}

} // namespace lineup::contract
