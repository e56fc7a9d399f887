#pragma once

#include <QByteArray>
#include <QString>
#include <QTcpSocket>

namespace lineup::test {

struct HttpReply {
    int status = 0; ///< 0: no answer
    QByteArray head;
    QByteArray body;
};

/// One HTTP/1.1 request to 127.0.0.1 over a plain socket, read to the end of the connection. Blocks: tests only.
inline HttpReply httpRequest(quint16 port, const QByteArray &method, const QByteArray &path, const QByteArray &headers = {},
                             const QByteArray &body = {}, int timeoutMs = 60000)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(2000))
        return {};
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers;
    if (!body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    socket.write(request + "\r\n" + body);
    QByteArray all;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(timeoutMs))
        all += socket.readAll();
    all += socket.readAll();
    const qsizetype split = all.indexOf("\r\n\r\n");
    if (split < 0)
        return {};
    HttpReply reply;
    reply.head = all.left(split);
    reply.body = all.mid(split + 4);
    reply.status = reply.head.mid(9, 3).toInt();
    return reply;
}

} // namespace lineup::test
