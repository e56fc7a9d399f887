#include "backends/desktop/portalcolorscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

using namespace lineup;

namespace {

QVariant inVariant(const QVariant &value)
{
    return QVariant::fromValue(QDBusVariant(value));
}

/// The portal of a desktop, as far as this test needs it.
class FakePortal final : public QDBusVirtualObject {
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        const QString method = message.member();
        calls << method;
        if (isSilent)
            return true;
        if (method == QLatin1StringView("ReadOne") && isOld) {
            connection.send(message.createErrorReply(QDBusError::UnknownMethod, QStringLiteral("no such method")));
            return true;
        }
        if (!value.isValid() || message.arguments() != QVariantList{QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme")}) {
            connection.send(message.createErrorReply(QStringLiteral("org.freedesktop.portal.Error.NotFound"), QStringLiteral("no such setting")));
            return true;
        }
        const bool isWrapped = method == QLatin1StringView("Read");
        connection.send(message.createReply(inVariant(isWrapped ? inVariant(value) : value)));
        return true;
    }

    QVariant value;       ///< invalid = the setting is not there
    bool isOld = false;   ///< knows Read only
    bool isSilent = false;
    QStringList calls;
};

} // namespace

class TestPortalColorScheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            QSKIP("dbus-daemon is not installed: there is no bus to test on");
        // Its own bus, of nobody else's: with a configuration that starts no service.
        QVERIFY(m_configuration.open());
        m_configuration.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
                              "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        m_configuration.flush();
        m_daemon.start(daemon, {QStringLiteral("--nofork"), QStringLiteral("--print-address"), QStringLiteral("--config-file=") + m_configuration.fileName()});
        QVERIFY(m_daemon.waitForReadyRead(10'000));
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        m_service = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(m_address, QStringLiteral("portal")));
        QVERIFY(m_service->isConnected());
    }

    void cleanupTestCase()
    {
        m_service.reset();
        QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
        if (m_daemon.state() == QProcess::NotRunning)
            return;
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished(10'000));
    }

    void cleanup()
    {
        if (!m_service)
            return;
        m_service->unregisterObject(kPath);
        m_service->unregisterService(kService);
    }

    /// The first: nothing here has told QtDBus about variants yet, as in the program.
    void aChangeBeforeAnyValue()
    {
        FakePortal portal;
        QVERIFY(appear(portal));
        PortalColorScheme scheme(m_address);
        QTRY_COMPARE_WITH_TIMEOUT(portal.calls.size(), 1, 10'000);
        QSignalSpy changed(&scheme, &SystemColorScheme::changed);
        tell(QStringLiteral("color-scheme"), 1u);
        QVERIFY(changed.wait(10'000));
        QVERIFY(scheme.prefersDark());
    }

    void replies()
    {
        const auto of = [](const QVariant &value) { return colorPreferenceFrom(value); };
        QCOMPARE(of(inVariant(0u)), std::optional(ColorPreference::None));
        QCOMPARE(of(inVariant(1u)), std::optional(ColorPreference::Dark));
        QCOMPARE(of(inVariant(2u)), std::optional(ColorPreference::Light));
        QCOMPARE(of(inVariant(3u)), std::optional(ColorPreference::None));
        QCOMPARE(of(inVariant(inVariant(1u))), std::optional(ColorPreference::Dark));
        QCOMPARE(of(1u), std::optional(ColorPreference::Dark));
        QCOMPARE(of(inVariant(1)), std::optional(ColorPreference::Dark));
        for (const QVariant &value : {QVariant(), inVariant(QStringLiteral("1")), inVariant(1.0), inVariant(true), QVariant(QStringLiteral("dark")),
                                      inVariant(QVariantList{1u}), inVariant(inVariant(inVariant(inVariant(inVariant(1u)))))})
            QVERIFY(!of(value));
        QVERIFY(isColorSchemeSetting(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme")));
        QVERIFY(!isColorSchemeSetting(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("color-scheme")));
        QVERIFY(!isColorSchemeSetting(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("accent-color")));
    }

    void aDarkDesktop_data()
    {
        QTest::addColumn<bool>("isOld");
        QTest::newRow("ReadOne") << false;
        QTest::newRow("Read of an older portal") << true;
    }
    void aDarkDesktop()
    {
        QFETCH(bool, isOld);
        FakePortal portal;
        portal.value = 1u;
        portal.isOld = isOld;
        QVERIFY(appear(portal));
        PortalColorScheme scheme(m_address);
        // Nothing was waited for.
        QVERIFY(!scheme.prefersDark() && !scheme.hasAnswered());
        QSignalSpy changed(&scheme, &SystemColorScheme::changed);
        QVERIFY(changed.wait(10'000));
        QVERIFY(scheme.prefersDark());
        QCOMPARE(portal.calls, isOld ? QStringList({QStringLiteral("ReadOne"), QStringLiteral("Read")}) : QStringList({QStringLiteral("ReadOne")}));
    }

    void aLightDesktopChangesNothing()
    {
        FakePortal portal;
        portal.value = 2u;
        QVERIFY(appear(portal));
        PortalColorScheme scheme(m_address);
        QSignalSpy changed(&scheme, &SystemColorScheme::changed);
        QTRY_VERIFY_WITH_TIMEOUT(scheme.hasAnswered(), 10'000);
        QVERIFY(!scheme.prefersDark());
        QCOMPARE(changed.count(), 0);
    }

    void changesAreFollowed()
    {
        FakePortal portal;
        portal.value = 0u;
        QVERIFY(appear(portal));
        PortalColorScheme scheme(m_address);
        QTRY_VERIFY_WITH_TIMEOUT(scheme.hasAnswered(), 10'000);
        QSignalSpy changed(&scheme, &SystemColorScheme::changed);
        tell(QStringLiteral("color-scheme"), 1u);
        QVERIFY(changed.wait(10'000));
        QVERIFY(scheme.prefersDark());
        // The same again, another setting and a strange value change nothing; light then does.
        tell(QStringLiteral("color-scheme"), 1u);
        tell(QStringLiteral("contrast"), 0u);
        tell(QStringLiteral("color-scheme"), QStringLiteral("light"));
        tell(QStringLiteral("color-scheme"), 2u);
        QVERIFY(changed.wait(10'000));
        QVERIFY(!scheme.prefersDark());
        QCOMPARE(changed.count(), 2);
    }

    void aDesktopThatDoesNotSay()
    {
        FakePortal portal;
        QVERIFY(appear(portal));
        PortalColorScheme scheme(m_address);
        QTRY_COMPARE_WITH_TIMEOUT(portal.calls.size(), 1, 10'000);
        QCoreApplication::processEvents();
        QVERIFY(!scheme.prefersDark() && !scheme.hasAnswered());
    }

    void aPortalThatComesLater()
    {
        PortalColorScheme scheme(m_address);
        QSignalSpy changed(&scheme, &SystemColorScheme::changed);
        FakePortal portal;
        portal.value = 1u;
        QVERIFY(appear(portal));
        // It says so with a signal, whether or not the question found it; repeated until the bus is connected to.
        QTRY_VERIFY_WITH_TIMEOUT((tell(QStringLiteral("color-scheme"), 1u), scheme.prefersDark()), 10'000);
        QCOMPARE(changed.count(), 1);
    }

    void goingAwayBeforeTheAnswer()
    {
        FakePortal portal;
        portal.isSilent = true;
        QVERIFY(appear(portal));
        {
            PortalColorScheme atOnce(m_address);
        }
        PortalColorScheme scheme(m_address);
        QTRY_VERIFY_WITH_TIMEOUT(!portal.calls.isEmpty(), 10'000);
    }

    void withoutABus()
    {
        PortalColorScheme nowhere(QStringLiteral("unix:path=/no/such/bus"));
        QVERIFY(!nowhere.prefersDark());
        // No address in the environment: none is started for this.
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", "/no/such/folder");
        PortalColorScheme scheme;
        QVERIFY(!scheme.prefersDark() && !scheme.hasAnswered());
    }

private:
    static inline const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
    static inline const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");

    bool appear(FakePortal &portal) { return m_service->registerVirtualObject(kPath, &portal) && m_service->registerService(kService); }
    void tell(const QString &key, const QVariant &value)
    {
        QDBusMessage signal = QDBusMessage::createSignal(kPath, QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("SettingChanged"));
        signal << QStringLiteral("org.freedesktop.appearance") << key << inVariant(value);
        m_service->send(signal);
    }

    QTemporaryFile m_configuration;
    QProcess m_daemon;
    QString m_address;
    std::unique_ptr<QDBusConnection> m_service;
};

QTEST_GUILESS_MAIN(TestPortalColorScheme)
#include "tst_portalcolorscheme.moc"
