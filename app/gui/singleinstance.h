#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QStringList>

namespace lineup {

/// One window a profile: a second start hands its files to the first and ends.
///
/// Two windows on one profile would write each other's drafts and settings. A lock file in the profile says who is the
/// first; a local socket that only this user can reach takes what a later start wants opened. The first one may hang: then
/// the later one waits two seconds at most and runs beside it.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    enum class Role {
        First,      ///< this one has the profile; it listens
        HandedOver, ///< another one has it and has taken the files: end
        Beside,     ///< another one has it and does not answer: run, but keep out of its drafts
    };

    /// `folder` is the data folder of the profile; it is created.
    explicit SingleInstance(const QString &folder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Tells who this is; hands over `files` (absolute paths, may be none) when it is not the first. Waits, so it is called
    /// before there is a window.
    Role begin(const QStringList &files);
    /// Where the first one listens.
    QString address() const { return m_address; }

Q_SIGNALS:
    /// A later start wants these opened; none = only the window in front.
    void filesRequested(const QStringList &files);

private:
    bool handOver(const QStringList &files) const;
    void listen();
    void serve();

    QString m_address; ///< of the socket
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace lineup
