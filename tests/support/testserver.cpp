#include "tests/support/testserver.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <strings.h>

namespace lineup::test {

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int listenOnLoopback(int backlog, int &port)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (fd < 0 || bind(fd, reinterpret_cast<sockaddr *>(&address), size) != 0 || listen(fd, backlog) != 0
        || getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        throw std::runtime_error("no loopback port for the test server");
    port = ntohs(address.sin_port);
    return fd;
}

std::string lineOf(std::string_view head, std::size_t at)
{
    return std::string(head.substr(at, head.find("\r\n", at) - at));
}

void parseHead(std::string_view head, RecordedRequest &request)
{
    const std::string first = lineOf(head, 0);
    const auto space = first.find(' ');
    request.method = first.substr(0, space);
    request.target = first.substr(space + 1, first.rfind(' ') - space - 1);
    for (std::size_t at = first.size() + 2; at < head.size();) {
        const std::string line = lineOf(head, at);
        at += line.size() + 2;
        const auto colon = line.find(':');
        if (colon == std::string::npos)
            continue;
        const auto value = line.find_first_not_of(' ', colon + 1);
        request.headers.emplace_back(line.substr(0, colon), value == std::string::npos ? "" : line.substr(value));
    }
}

} // namespace

Step wait(Milliseconds time)
{
    return {Step::Kind::Wait, {}, 0, time, 0};
}

Step send(std::string bytes)
{
    return {Step::Kind::Send, std::move(bytes), 0, Milliseconds(0), 0};
}

Step sendInPieces(std::string bytes, std::size_t pieceSize, Milliseconds between)
{
    return {Step::Kind::Send, std::move(bytes), pieceSize, between, 0};
}

Step repeat(std::string bytes, std::size_t count)
{
    return {Step::Kind::Repeat, std::move(bytes), 0, Milliseconds(0), count};
}

Step endless(std::string bytes, Milliseconds between)
{
    return {Step::Kind::Endless, std::move(bytes), 0, between, 0};
}

Step hold()
{
    return {Step::Kind::Hold, {}, 0, Milliseconds(0), 0};
}

Step closeNow()
{
    return {Step::Kind::Close, {}, 0, Milliseconds(0), 0};
}

Step reset()
{
    return {Step::Kind::Reset, {}, 0, Milliseconds(0), 0};
}

std::string RecordedRequest::header(std::string_view name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [name](const auto &field) {
        return field.first.size() == name.size() && strncasecmp(field.first.data(), name.data(), name.size()) == 0;
    });
    return found == headers.end() ? std::string() : found->second;
}

TestServer::TestServer()
{
    m_listenFd = listenOnLoopback(128, m_port);
    m_acceptThread = std::thread([this] { acceptLoop(); });
}

TestServer::~TestServer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        for (Connection &connection : m_open)
            shutdown(connection.fd, SHUT_RDWR);
    }
    m_stopCondition.notify_all();
    shutdown(m_listenFd, SHUT_RDWR);
    m_acceptThread.join();
    for (Connection &connection : m_open) {
        connection.thread.join();
        close(connection.fd);
    }
    close(m_listenFd);
}

std::string TestServer::url(std::string_view path) const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + std::string(path);
}

void TestServer::always(Script script)
{
    const std::lock_guard lock(m_mutex);
    m_always = std::move(script);
}

void TestServer::then(Script script)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(script));
}

void TestServer::answer(std::function<Script(const RecordedRequest &)> handler)
{
    const std::lock_guard lock(m_mutex);
    m_handler = std::move(handler);
}

void TestServer::setAcceptDelay(Milliseconds delay)
{
    const std::lock_guard lock(m_mutex);
    m_acceptDelay = delay;
}

std::vector<RecordedRequest> TestServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

std::vector<Steady> TestServer::sendTimes() const
{
    const std::lock_guard lock(m_mutex);
    return m_sendTimes;
}

void TestServer::acceptLoop()
{
    while (true) {
        pollfd ready{m_listenFd, POLLIN, 0};
        if (poll(&ready, 1, -1) <= 0)
            continue;
        Milliseconds delay{0};
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                return;
            delay = m_acceptDelay;
        }
        if (delay.count() > 0 && !waitFor(delay))
            return;
        const int fd = accept4(m_listenFd, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            continue;
        const int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            close(fd);
            return;
        }
        Connection &connection = m_open.emplace_back();
        connection.fd = fd;
        connection.number = m_connections++;
        connection.thread = std::thread([this, &connection] { serve(connection); });
    }
}

void TestServer::serve(Connection &connection)
{
    int fd = 0;
    int number = 0;
    {
        // Orders this after the thread object has been stored.
        const std::lock_guard lock(m_mutex);
        fd = connection.fd;
        number = connection.number;
    }
    std::string buffer;
    while (true) {
        RecordedRequest request;
        request.connection = number;
        if (!readRequest(fd, buffer, request)) {
            clientIsGone();
            break;
        }
        const Script script = scriptFor(request);
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
        }
        if (!play(fd, script))
            break;
    }
    shutdown(fd, SHUT_RDWR);
}

bool TestServer::readRequest(int fd, std::string &buffer, RecordedRequest &request)
{
    std::size_t wanted = std::string::npos;
    while (true) {
        const auto headEnd = buffer.find("\r\n\r\n");
        if (headEnd != std::string::npos && wanted == std::string::npos) {
            parseHead(std::string_view(buffer).substr(0, headEnd + 2), request);
            const std::string length = request.header("content-length");
            wanted = headEnd + 4 + (length.empty() ? 0 : std::strtoul(length.c_str(), nullptr, 10));
        }
        if (wanted != std::string::npos && buffer.size() >= wanted) {
            request.raw = buffer.substr(0, wanted);
            request.body = request.raw.substr(headEnd + 4);
            buffer.erase(0, wanted);
            return true;
        }
        char bytes[16384];
        const ssize_t got = recv(fd, bytes, sizeof bytes, 0);
        if (got <= 0)
            return false;
        buffer.append(bytes, static_cast<std::size_t>(got));
    }
}

Script TestServer::scriptFor(const RecordedRequest &request)
{
    std::function<Script(const RecordedRequest &)> handler;
    {
        const std::lock_guard lock(m_mutex);
        handler = m_handler;
    }
    if (handler) {
        if (Script script = handler(request); !script.empty())
            return script;
    }
    const std::lock_guard lock(m_mutex);
    if (m_queue.empty())
        return m_always;
    Script script = std::move(m_queue.front());
    m_queue.pop_front();
    return script;
}

bool TestServer::play(int fd, const Script &script)
{
    for (const Step &step : script) {
        switch (step.kind) {
        case Step::Kind::Wait:
            if (!waitFor(step.time))
                return false;
            break;
        case Step::Kind::Send:
            if (!sendPieces(fd, step))
                return false;
            break;
        case Step::Kind::Repeat:
            for (std::size_t i = 0; i < step.count; ++i) {
                if (!sendAll(fd, step.bytes))
                    return false;
            }
            break;
        case Step::Kind::Endless:
            while (sendPieces(fd, step)) {
                if (step.time.count() > 0 && !waitFor(step.time))
                    return false;
            }
            return false;
        case Step::Kind::Hold:
            waitForClientToGo(fd);
            return false;
        case Step::Kind::Close:
            return false;
        case Step::Kind::Reset: {
            // The listening thread closes the descriptor later; an abortive close must happen now, so the socket is
            // replaced under the same number.
            const linger abort{1, 0};
            setsockopt(fd, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
            const int other = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            dup3(other, fd, O_CLOEXEC);
            close(other);
            return false;
        }
        }
    }
    return true;
}

bool TestServer::sendPieces(int fd, const Step &step)
{
    {
        const std::lock_guard lock(m_mutex);
        m_sendTimes.push_back(std::chrono::steady_clock::now());
    }
    const std::string_view bytes = step.bytes;
    if (step.pieceSize == 0)
        return sendAll(fd, bytes);
    for (std::size_t at = 0; at < bytes.size(); at += step.pieceSize) {
        if (at > 0 && step.time.count() > 0 && !waitFor(step.time))
            return false;
        if (!sendAll(fd, bytes.substr(at, step.pieceSize)))
            return false;
    }
    return true;
}

bool TestServer::sendAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            clientIsGone();
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool TestServer::waitFor(Milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_stopCondition.wait_for(lock, time, [this] { return m_stopping; });
}

void TestServer::waitForClientToGo(int fd)
{
    char byte = 0;
    while (recv(fd, &byte, 1, 0) > 0) {
    }
    clientIsGone();
}

BusyPort::BusyPort()
{
    m_listenFd = listenOnLoopback(0, m_port);
    // A backlog of 0 still takes one or two; the rest of these stay half open.
    for (int i = 0; i < 4; ++i) {
        const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        const sockaddr_in address = loopback(m_port);
        [[maybe_unused]] const int result = connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        m_fillers.push_back(fd);
    }
}

BusyPort::~BusyPort()
{
    for (const int fd : m_fillers)
        close(fd);
    close(m_listenFd);
}

int unusedPort()
{
    int port = 0;
    close(listenOnLoopback(1, port));
    return port;
}

} // namespace lineup::test
