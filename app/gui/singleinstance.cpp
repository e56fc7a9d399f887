#include "app/gui/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QStandardPaths>

namespace lineup {

namespace {

constexpr int kAnswerWithin = 2000; ///< ms
constexpr qint64 kMaxMessage = 64 * 1024;
const QByteArray kTaken("taken\n");

/// A name in the user's own runtime folder that two profiles never share. Socket paths are short: the folder is hashed.
QString addressOf(const QString &folder)
{
    const QByteArray hash = QCryptographicHash::hash(QDir(folder).absolutePath().toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return QDir(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation)).filePath(QStringLiteral("lineup-") + QString::fromLatin1(hash));
}

QByteArray messageOf(const QStringList &files)
{
    return QJsonDocument(QJsonArray::fromStringList(files)).toJson(QJsonDocument::Compact) + '\n';
}

/// The files of a message; an unreadable one asks for nothing but the window.
QStringList filesOf(const QByteArray &message)
{
    QStringList files;
    for (const QJsonValue &file : QJsonDocument::fromJson(message).array()) {
        if (file.isString())
            files.push_back(file.toString());
    }
    return files;
}

} // namespace

SingleInstance::SingleInstance(const QString &folder, QObject *parent)
    : QObject(parent), m_address(addressOf(folder)), m_lock((QDir().mkpath(folder), QDir(folder).filePath(QStringLiteral("window.lock"))))
{
    // Never stale by age: a window may stand open for weeks. The lock of a process that is gone counts for nothing.
    m_lock.setStaleLockTime(0);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::serve);
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Role SingleInstance::begin(const QStringList &files)
{
    if (m_lock.tryLock(0)) {
        listen();
        return Role::First;
    }
    // Any other failure than a lock that is held (a read-only folder) must not keep the window from coming.
    if (m_lock.error() != QLockFile::LockFailedError)
        return Role::First;
    return handOver(files) ? Role::HandedOver : Role::Beside;
}

void SingleInstance::listen()
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    // What a killed one left behind; the lock says that nobody listens there.
    QLocalServer::removeServer(m_address);
    m_server.listen(m_address);
}

bool SingleInstance::handOver(const QStringList &files) const
{
    QLocalSocket socket;
    socket.connectToServer(m_address);
    if (!socket.waitForConnected(kAnswerWithin))
        return false;
    socket.write(messageOf(files));
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(kAnswerWithin))
            return false;
    }
    return socket.readLine() == kTaken;
}

void SingleInstance::serve()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > kMaxMessage)
                socket->abort();
            if (!socket->canReadLine())
                return;
            const QStringList files = filesOf(socket->readLine());
            socket->write(kTaken);
            socket->disconnectFromServer();
            Q_EMIT filesRequested(files);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace lineup
