#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace lineup::test {

using Milliseconds = std::chrono::milliseconds;
using Steady = std::chrono::steady_clock::time_point;

/// One thing a scripted server does on a connection.
struct Step {
    enum class Kind {
        Wait,    ///< do nothing for `time`
        Send,    ///< `bytes` in pieces of `pieceSize` (0 = all at once), `time` between two pieces
        Repeat,  ///< `bytes` as often as `count`
        Endless, ///< Send again and again until the client goes
        Hold,    ///< do nothing until the client goes
        Close,   ///< FIN, even in the middle of a promised body
        Reset,   ///< RST (SO_LINGER 0)
    };
    Kind kind = Kind::Close;
    std::string bytes{};
    std::size_t pieceSize = 0;
    Milliseconds time{0};
    std::size_t count = 0;
};

Step wait(Milliseconds time);
Step send(std::string bytes);
Step sendInPieces(std::string bytes, std::size_t pieceSize, Milliseconds between = Milliseconds(0));
/// Much, without holding it.
Step repeat(std::string bytes, std::size_t count);
Step endless(std::string bytes, Milliseconds between = Milliseconds(0));
Step hold();
Step closeNow();
Step reset();

/// What the server does once a request has been read whole. Without a final Close, Hold or Reset the connection stays
/// open for the next request.
using Script = std::vector<Step>;

/// A request as it came over the wire.
struct RecordedRequest {
    std::string method;
    std::string target;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    /// Head and body, byte by byte.
    std::string raw;
    /// 0 for the first connection of the server.
    int connection = 0;

    /// The value of that header, compared without case, or "".
    std::string header(std::string_view name) const;
};

/// A loopback HTTP/1.1 server for tests that does exactly what it is told, however wrong that is.
///
/// Plain sockets and standard threads rather than QTcpServer: so it can reset a connection, and the thread sanitizer
/// sees all of it (Qt's own libraries are not instrumented).
///
/// `acceptDelay` holds the accept() of each connection back. Note what that measures: the TCP handshake is done by the
/// kernel, so for the client the time is not in "connect" but in the wait for the first header byte (or, with TLS, in
/// the handshake). A connect that hangs is what BusyPort is for.
class TestServer {
public:
    TestServer();
    /// Ends all connections and threads.
    ~TestServer();
    TestServer(const TestServer &) = delete;
    TestServer &operator=(const TestServer &) = delete;

    int port() const { return m_port; }
    /// "http://127.0.0.1:PORT" + path.
    std::string url(std::string_view path = "") const;

    /// What every request gets that nothing else was queued for.
    void always(Script script);
    /// What the next requests get, in this order.
    void then(Script script);
    /// Asked for each request before the queue; an empty script means "no opinion".
    void answer(std::function<Script(const RecordedRequest &)> handler);
    void setAcceptDelay(Milliseconds delay);

    std::vector<RecordedRequest> requests() const;
    /// When each Send step began, all connections together.
    std::vector<Steady> sendTimes() const;
    int connectionCount() const { return m_connections; }
    /// Connections that the client has closed or reset.
    int closedByClient() const { return m_closedByClient; }

private:
    struct Connection {
        int fd = -1;
        int number = 0;
        std::thread thread;
    };

    void acceptLoop();
    void serve(Connection &connection);
    bool readRequest(int fd, std::string &buffer, RecordedRequest &request);
    Script scriptFor(const RecordedRequest &request);
    /// False when the connection is over.
    bool play(int fd, const Script &script);
    bool sendAll(int fd, std::string_view bytes);
    bool sendPieces(int fd, const Step &step);
    bool waitFor(Milliseconds time);
    void waitForClientToGo(int fd);
    void clientIsGone() { ++m_closedByClient; }

    int m_listenFd = -1;
    int m_port = 0;
    std::thread m_acceptThread;
    std::atomic<int> m_connections{0};
    std::atomic<int> m_closedByClient{0};

    mutable std::mutex m_mutex;
    std::condition_variable m_stopCondition;
    bool m_stopping = false;
    Milliseconds m_acceptDelay{0};
    Script m_always;
    std::deque<Script> m_queue;
    std::function<Script(const RecordedRequest &)> m_handler;
    std::vector<RecordedRequest> m_requests;
    std::vector<Steady> m_sendTimes;
    std::list<Connection> m_open;
};

/// A loopback port whose queue of connections is full: the kernel drops the client's SYN, so connecting hangs.
class BusyPort {
public:
    BusyPort();
    ~BusyPort();
    BusyPort(const BusyPort &) = delete;
    BusyPort &operator=(const BusyPort &) = delete;
    int port() const { return m_port; }

private:
    int m_listenFd = -1;
    int m_port = 0;
    std::vector<int> m_fillers;
};

/// A loopback port on which nobody listens.
int unusedPort();

} // namespace lineup::test
