#include "app/contract/sseservice.h"

#include "app/contract/sserelay.h"
#include "core/base/json.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <charconv>
#include <utility>

namespace lineup::contract {

namespace {

constexpr qsizetype kMaxRequest = qsizetype{1} << 20;

void reply(QTcpSocket *socket, const char *status, const std::string &body = {}, const std::string &location = {})
{
    std::string text = std::string("HTTP/1.1 ") + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n";
    if (!location.empty())
        text += "Location: " + location + "\r\n";
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    socket->write(text.data(), static_cast<qint64>(text.size()));
    socket->disconnectFromHost();
}

std::optional<int> streamNumber(std::string_view path)
{
    constexpr std::string_view kPrefix = "/streams/";
    int number = 0;
    if (!path.starts_with(kPrefix))
        return std::nullopt;
    path.remove_prefix(kPrefix.size());
    const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), number);
    return error == std::errc() && end == path.data() + path.size() ? std::optional(number) : std::nullopt;
}

/// What the suite wants asked; nothing when it is not understood.
std::optional<net::TransferRequest> requestFor(const nlohmann::json &wanted)
{
    const std::string *url = findString(wanted, "streamUrl");
    if (!url)
        return std::nullopt;
    net::TransferRequest request;
    request.url = *url;
    request.headers.add("Accept", "text/event-stream");
    request.headers.add("Cache-Control", "no-cache");
    if (const std::string *method = findString(wanted, "method"))
        request.method = *method;
    if (const std::string *body = findString(wanted, "body"))
        request.body = *body;
    if (const std::string *id = findString(wanted, "lastEventId"); id && !id->empty())
        request.headers.add("Last-Event-Id", *id);
    if (const auto timeout = findInt(wanted, "readTimeoutMs"))
        request.clocks.firstByte = std::chrono::milliseconds(*timeout);
    if (const auto timeout = findInt(wanted, "readTimeoutMs"))
        request.clocks.idle = std::chrono::milliseconds(*timeout);
    if (const nlohmann::json *headers = findObject(wanted, "headers")) {
        for (const auto &[name, value] : headers->items()) {
            if (value.is_string())
                request.headers.add(name, value.get<std::string>());
        }
    }
    return request.method == "GET" || request.method == "POST" ? std::optional(request) : std::nullopt;
}

} // namespace

struct SseService::Request {
    std::string method;
    std::string path;
    std::string body;

    /// One whole request, or nothing as long as it has not come.
    static std::optional<Request> from(const QByteArray &bytes)
    {
        const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return std::nullopt;
        const QByteArray head = bytes.left(headEnd + 2);
        const qsizetype field = head.toLower().indexOf("\r\ncontent-length:");
        qsizetype length = 0;
        if (field >= 0) {
            const qsizetype value = head.indexOf(':', field) + 1;
            length = head.mid(value, head.indexOf('\r', value) - value).trimmed().toLongLong();
        }
        if (bytes.size() < headEnd + 4 + length)
            return std::nullopt;
        const QList<QByteArray> line = head.left(head.indexOf('\r')).split(' ');
        if (line.size() < 2)
            return std::nullopt;
        return Request{line[0].toStdString(), line[1].toStdString(), bytes.mid(headEnd + 4, length).toStdString()};
    }
};

SseService::SseService(net::IoThread &io, QObject *parent) : QObject(parent), m_io(io), m_server(std::make_unique<QTcpServer>()) {}

SseService::~SseService()
{
    for (const auto &[number, transfer] : m_streams)
        m_io.cancel(transfer);
}

bool SseService::listen(int port)
{
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            onConnection(socket);
    });
    return m_server->listen(QHostAddress::LocalHost, static_cast<quint16>(port));
}

int SseService::port() const
{
    return m_server->serverPort();
}

void SseService::onConnection(QTcpSocket *socket)
{
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
}

void SseService::onReadable(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(kMaxRequest);
    const auto request = Request::from(bytes);
    if (!request) {
        if (bytes.size() >= kMaxRequest)
            socket->abort();
        return;
    }
    socket->readAll();
    answer(socket, *request);
}

void SseService::answer(QTcpSocket *socket, const Request &request)
{
    if (request.path == "/" && request.method == "GET") {
        reply(socket, "200 OK", dumpJson({{"capabilities", {"bom", "headers", "last-event-id", "post", "read-timeout"}}}));
    } else if (request.path == "/" && request.method == "POST") {
        open(socket, request.body);
    } else if (request.path == "/" && request.method == "DELETE") {
        connect(socket, &QTcpSocket::disconnected, this, &SseService::stopped);
        reply(socket, "204 No Content");
    } else if (const auto number = streamNumber(request.path); number && m_streams.contains(*number) && request.method == "DELETE") {
        m_io.cancel(m_streams.at(*number));
        m_streams.erase(*number);
        reply(socket, "204 No Content");
    } else if (number && m_streams.contains(*number)) {
        reply(socket, "400 Bad Request");
    } else {
        reply(socket, "404 Not Found");
    }
}

void SseService::open(QTcpSocket *socket, const std::string &body)
{
    const auto wanted = parseJson(body, kReplyJsonDepth);
    const std::string *callback = wanted ? findString(*wanted, "callbackUrl") : nullptr;
    auto request = wanted ? requestFor(*wanted) : std::nullopt;
    if (!callback || !request) {
        reply(socket, "400 Bad Request");
        return;
    }
    const int number = ++m_lastStream;
    m_streams[number] = m_io.start(*std::move(request), std::make_unique<SseRelay>(m_io, *callback));
    reply(socket, "201 Created", {}, "http://127.0.0.1:" + std::to_string(port()) + "/streams/" + std::to_string(number));
}

} // namespace lineup::contract
