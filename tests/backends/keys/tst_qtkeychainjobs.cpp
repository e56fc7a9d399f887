// The adapter against a KWallet of our own on a bus of its own, and against none at all.

#include "backends/keys/keychainkeystore.h"
#include "backends/keys/qtkeychainjobs.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>

#include <map>
#include <mutex>

using namespace lineup;
using namespace lineup::keys;

namespace {

const QString kService = QStringLiteral("org.kde.kwalletd5");
const QString kPath = QStringLiteral("/modules/kwalletd5");

/// The wallet of a KDE desktop, as far as QtKeychain speaks to it. Lives in a thread of its own, because some of those calls
/// wait for their answer.
class FakeWallet final : public QDBusVirtualObject {
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        const QVariant answer = answerTo(message);
        connection.send(answer.isValid() ? message.createReply(answer) : message.createErrorReply(QDBusError::UnknownMethod, message.member()));
        return true;
    }

    std::map<QString, QString> entries()
    {
        const std::lock_guard lock(m_mutex);
        return m_entries;
    }

private:
    QVariant answerTo(const QDBusMessage &message)
    {
        const std::lock_guard lock(m_mutex);
        const QString method = message.member();
        const QVariantList arguments = message.arguments();
        const QString name = arguments.value(1).toString() + QLatin1Char('|') + arguments.value(2).toString();
        if (method == QLatin1String("networkWallet"))
            return QStringLiteral("kdewallet");
        if (method == QLatin1String("isEnabled"))
            return true;
        if (method == QLatin1String("open"))
            return 7; // a handle
        if (method == QLatin1String("entryType"))
            return m_entries.count(name) ? 1 : 0; // a password, or unknown
        if (method == QLatin1String("readPassword"))
            return m_entries[name];
        if (method == QLatin1String("writePassword")) {
            m_entries[name] = arguments.value(3).toString();
            return 0;
        }
        if (method == QLatin1String("removeEntry"))
            return m_entries.erase(name) ? 0 : -3;
        return {};
    }

    std::mutex m_mutex;
    std::map<QString, QString> m_entries;
};

template <class T>
T answerOf(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        QTest::qFail("no answer", __FILE__, __LINE__);
    return future.result();
}

std::unique_ptr<KeychainKeyStore> store()
{
    return std::make_unique<KeychainKeyStore>(std::make_unique<QtKeychainJobs>(), "Lineup test");
}

} // namespace

class TestQtKeychainJobs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            QSKIP("dbus-daemon is not installed: there is no bus to test on");
        QVERIFY(m_configuration.open());
        m_configuration.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
                              "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        m_configuration.flush();
        m_daemon.start(daemon, {QStringLiteral("--nofork"), QStringLiteral("--print-address"), QStringLiteral("--config-file=") + m_configuration.fileName()});
        QVERIFY(m_daemon.waitForReadyRead(10'000));
        const QString address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        // Before anybody asks for the session bus; QtKeychain chooses its store by the desktop, once.
        qputenv("DBUS_SESSION_BUS_ADDRESS", address.toUtf8());
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        qputenv("KDE_SESSION_VERSION", "5");
        m_wallet.moveToThread(&m_thread);
        m_thread.start();
        bool isThere = false;
        QMetaObject::invokeMethod(
            &m_wallet,
            [&] {
                QDBusConnection bus = QDBusConnection::connectToBus(address, QStringLiteral("wallet"));
                isThere = bus.isConnected() && bus.registerVirtualObject(kPath, &m_wallet) && bus.registerService(kService);
            },
            Qt::BlockingQueuedConnection);
        QVERIFY(isThere);
    }

    void cleanupTestCase()
    {
        if (m_daemon.state() == QProcess::NotRunning)
            return;
        QMetaObject::invokeMethod(&m_wallet, [] { QDBusConnection::disconnectFromBus(QStringLiteral("wallet")); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        QVERIFY(m_thread.wait(10'000));
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished(10'000));
    }

    void keysGoIntoTheWalletAndComeBack()
    {
        const StoredKey key{Secret("planted-\u00FC-key"), "https://api.example:443"};
        QCOMPARE(answerOf(store()->keeping()), KeyKeeping::ForGood);
        QVERIFY(m_wallet.entries().empty());
        QCOMPARE(answerOf(store()->read("work")).value(), std::optional<StoredKey>());
        QCOMPARE(answerOf(store()->write("work", key)).value(), KeyKeeping::ForGood);
        const auto entries = m_wallet.entries();
        QCOMPARE(entries.size(), std::size_t{1});
        QCOMPARE(entries.begin()->first, QStringLiteral("Lineup test|work"));
        QCOMPARE(answerOf(store()->read("work")).value(), std::optional(key));
        QVERIFY(answerOf(store()->remove("work")));
        QVERIFY(m_wallet.entries().empty());
        QCOMPARE(answerOf(store()->read("work")).value(), std::optional<StoredKey>());
    }

    /// The wallet goes away in the middle of a session.
    void withoutTheWalletKeysLiveInMemory()
    {
        QMetaObject::invokeMethod(
            &m_wallet, [] { QDBusConnection(QStringLiteral("wallet")).unregisterService(kService); }, Qt::BlockingQueuedConnection);
        const StoredKey key{Secret("planted-key"), "https://api.example:443"};
        const auto keys = store();
        QCOMPARE(answerOf(keys->write("gone", key)).value(), KeyKeeping::ThisRun);
        QCOMPARE(answerOf(keys->read("gone")).value(), std::optional(key));
        QCOMPARE(answerOf(keys->read("never there")).value(), std::optional<StoredKey>());
        QVERIFY(answerOf(keys->remove("gone")));
        QVERIFY(m_wallet.entries().empty());
    }

private:
    QTemporaryFile m_configuration;
    QProcess m_daemon;
    QThread m_thread;
    FakeWallet m_wallet;
};

QTEST_GUILESS_MAIN(TestQtKeychainJobs)
#include "tst_qtkeychainjobs.moc"
