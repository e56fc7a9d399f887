#pragma once

#include "backends/net/iothread.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <string>

class QTcpServer;
class QTcpSocket;

namespace lineup::contract {

/// The service that the SSE contract suite of LaunchDarkly drives, over the product's own I/O thread and parser.
///
/// Source: github.com/launchdarkly/sse-contract-tests, docs/service_spec.md and docs/optional_features.md (2026-05-08).
/// GET / tells the capabilities, POST / opens a stream whose events go to its callback address as POSTs with a running number,
/// DELETE on the stream's own address closes it, DELETE / ends the service.
///
/// Left out, because the product must never do it: reconnecting (an answer of a model is not asked for twice), so also
/// `initialDelayMs`, `restart`, and what a server says by `retry`. A read timeout ends the stream as an error.
class SseService : public QObject {
    Q_OBJECT
public:
    explicit SseService(net::IoThread &io, QObject *parent = nullptr);
    ~SseService() override;

    /// Listens on this port of this machine, 0 = any free one. False when it cannot.
    bool listen(int port);
    int port() const;

Q_SIGNALS:
    /// DELETE / came and has been answered.
    void stopped();

private:
    struct Request;
    void onConnection(QTcpSocket *socket);
    void onReadable(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Request &request);
    void open(QTcpSocket *socket, const std::string &body);

    net::IoThread &m_io;
    std::unique_ptr<QTcpServer> m_server;
    std::map<int, net::TransferId> m_streams;
    int m_lastStream = 0;
};

} // namespace lineup::contract
