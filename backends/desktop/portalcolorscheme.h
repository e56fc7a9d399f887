#pragma once

#include "backends/desktop/colorschemereply.h"
#include "core/ports/desktop.h"

#include <QDBusConnection>
#include <QDBusVariant>

#include <thread>

class QDBusPendingCallWatcher;

namespace lineup {

/// The desktop's wish for dark or light windows, asked of the desktop portal over D-Bus.
///
/// Construction never waits: the bus is connected to on a thread of its own and the portal is asked asynchronously, so
/// prefersDark() is false until it has answered; changed() then tells. Without a bus, a portal or an answer it stays false. The
/// portal may come or come back later: its signal is followed as long as the bus is there.
class PortalColorScheme final : public SystemColorScheme {
    Q_OBJECT
public:
    /// `busAddress` = where the bus listens; empty = the session's. Without a session bus none is started.
    explicit PortalColorScheme(const QString &busAddress = {}, QObject *parent = nullptr);
    ~PortalColorScheme() override;

    bool prefersDark() const override { return m_preference == ColorPreference::Dark; }
    /// Whether the desktop has said anything yet, "no preference" included.
    bool hasAnswered() const { return m_hasAnswered; }

private Q_SLOTS:
    void onSettingChanged(const QString &nameSpace, const QString &key, const QDBusVariant &value);

private:
    void onConnected(const QDBusConnection &bus);
    void ask(const QString &method);
    void onReply(const QString &method, QDBusPendingCallWatcher *watcher);
    void take(ColorPreference preference);

    QString m_busName; ///< QtDBus' name of our connection
    QDBusConnection m_bus{QString()};
    ColorPreference m_preference = ColorPreference::None;
    bool m_hasAnswered = false;
    std::thread m_connecting;
};

} // namespace lineup
