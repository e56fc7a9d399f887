#include "backends/desktop/portalcolorscheme.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QMetaType>

#include <atomic>

namespace lineup {

namespace {

// Source: XDG desktop portal, org.freedesktop.portal.Settings. ReadOne is of version 2 (2022); older portals have Read only.
const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kReadOne = QStringLiteral("ReadOne");
const QString kRead = QStringLiteral("Read");

QString nextBusName()
{
    static std::atomic<int> count = 0;
    return QStringLiteral("lineup-desktop-%1").arg(++count);
}

/// True when a session bus is announced. Connecting without one would start one, and wait for it.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

} // namespace

PortalColorScheme::PortalColorScheme(const QString &busAddress, QObject *parent) : SystemColorScheme(parent), m_busName(nextBusName())
{
    if (busAddress.isEmpty() && !hasSessionBus())
        return;
    // A bus that does not answer blocks whoever connects to it.
    m_connecting = std::thread([this, busAddress] {
        const QDBusConnection bus = busAddress.isEmpty() ? QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_busName)
                                                         : QDBusConnection::connectToBus(busAddress, m_busName);
        if (bus.isConnected())
            QMetaObject::invokeMethod(this, [this, bus] { onConnected(bus); }, Qt::QueuedConnection);
    });
}

PortalColorScheme::~PortalColorScheme()
{
    if (m_connecting.joinable())
        m_connecting.join();
    m_bus = QDBusConnection(QString());
    QDBusConnection::disconnectFromBus(m_busName);
}

void PortalColorScheme::onConnected(const QDBusConnection &bus)
{
    m_bus = bus;
    // QtDBus finds no slot with a variant before its type is known, and nothing else makes it known that early (seen with 6.4).
    qRegisterMetaType<QDBusVariant>();
    // First the signal, then the question: a change in between is not missed.
    m_bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                  SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask(kReadOne);
}

void PortalColorScheme::ask(const QString &method)
{
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, method);
    call << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, method](QDBusPendingCallWatcher *done) { onReply(method, done); });
}

void PortalColorScheme::onReply(const QString &method, QDBusPendingCallWatcher *watcher)
{
    watcher->deleteLater();
    const QDBusMessage reply = watcher->reply();
    if (reply.type() == QDBusMessage::ErrorMessage) {
        if (method == kReadOne && watcher->error().type() == QDBusError::UnknownMethod)
            ask(kRead);
        return;
    }
    if (reply.arguments().isEmpty())
        return;
    if (const auto preference = colorPreferenceFrom(reply.arguments().constFirst()))
        take(*preference);
}

void PortalColorScheme::onSettingChanged(const QString &nameSpace, const QString &key, const QDBusVariant &value)
{
    if (!isColorSchemeSetting(nameSpace, key))
        return;
    if (const auto preference = colorPreferenceFrom(value.variant()))
        take(*preference);
}

void PortalColorScheme::take(ColorPreference preference)
{
    const bool wasDark = prefersDark();
    m_preference = preference;
    m_hasAnswered = true;
    if (prefersDark() != wasDark)
        Q_EMIT changed();
}

} // namespace lineup
