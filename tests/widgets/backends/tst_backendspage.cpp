#include "tests/support/fakebackends.h"
#include "tests/support/fakedesktop.h"
#include "tests/support/fakedirectory.h"
#include "tests/support/fakestores.h"
#include "tests/widgets/shell/fakefilepicker.h"
#include "widgets/backends/backendspage.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace lineup::test {

namespace {

// Made up, in the shape of the provider's.
const auto kCanary = "sk-ant-api03-Canary00canary11Canary22canary33-AA";

ProviderDescriptor anthropic()
{
    ProviderDescriptor descriptor;
    descriptor.id = "anthropic";
    descriptor.name = "Anthropic";
    descriptor.defaultBaseUrl = "https://api.anthropic.com";
    descriptor.keyVariables = {"ANTHROPIC_API_KEY"};
    return descriptor;
}

ConfiguredBackend configured(const std::string &id, const std::string &kind, const std::string &name)
{
    ConfiguredBackend backend;
    backend.id = id;
    backend.kind = kind;
    backend.name = name;
    return backend;
}

/// Every text that a person or a screen reader could meet.
QString everythingShown(const QWidget &window)
{
    QStringList texts;
    for (const QWidget *each : window.findChildren<QWidget *>()) {
        texts << each->accessibleName() << each->accessibleDescription() << each->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(each))
            texts << label->text();
        if (const auto *line = qobject_cast<const QLineEdit *>(each))
            texts << line->text() << line->placeholderText();
        if (const auto *button = qobject_cast<const QAbstractButton *>(each))
            texts << button->text();
    }
    return texts.join(QLatin1Char('\n'));
}

} // namespace

/// Setting up where models answer.
class TestBackendsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(registerFonts().isEmpty()); }

    void init()
    {
        m_ports = std::make_unique<FakeBackendPorts>();
        m_factory = std::make_unique<ListingFactory>();
        m_factory->add(localProvider(), {});
        m_factory->add(cloudProvider(), {});
        m_factory->add(anthropic(), {});
        m_factory->add(serverProvider(), {});
        m_models = std::make_unique<ModelDirectory>(*m_factory);
        m_settingsStore = std::make_unique<FakeSettingsStore>();
        m_settings = std::make_unique<SettingsKeeper>(*m_settingsStore);
    }
    void cleanup() { m_page.reset(); }

    void withoutBackendsItOffersToAddOne()
    {
        open();
        QVERIFY(find<QWidget>("addPanel")->isVisible());
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("addKey"));
        auto *providers = find<QListWidget>("addProviders");
        QCOMPARE(providers->count(), 3); // not the engine of this application
    }

    void aPastedKeyIsOnlyAProposal()
    {
        open();
        auto *key = find<QLineEdit>("addKey");
        QCOMPARE(key->echoMode(), QLineEdit::Password);
        key->setText(QLatin1String(kCanary));
        QCOMPARE(find<QLabel>("addGuess")->text(), QStringLiteral("This looks like a key of Anthropic. Nothing was sent."));
        auto *proposal = find<QPushButton>("addProposal0");
        QCOMPARE(proposal->text(), QStringLiteral("Add Anthropic"));
        QVERIFY(m_ports->store.list.empty() && m_ports->keys.entries.empty() && m_factory->asked.empty() && m_ports->tester.tested.empty());
        QTest::mouseClick(proposal, Qt::LeftButton);
        QCOMPARE(m_ports->store.list.size(), std::size_t(1));
        QCOMPARE(m_ports->store.list.front().kind, std::string("anthropic"));
        QTRY_COMPARE(m_ports->keys.entries.size(), std::size_t(1));
        QCOMPARE(m_ports->keys.entries["anthropic"], (StoredKey{Secret(kCanary), ""}));
        QTRY_VERIFY(find<QLabel>("backendKeyStatus")->text().startsWith(QLatin1String("Set.")));
        QVERIFY(m_factory->asked.empty() && m_ports->tester.tested.empty()); // still nothing was sent
        QVERIFY(!everythingShown(*m_page).contains(QLatin1String("anary")));
    }

    void aProviderIsChosenFromTheList()
    {
        open();
        auto *providers = find<QListWidget>("addProviders");
        providers->setCurrentRow(0);
        QTest::keyClick(providers, Qt::Key_Return);
        QCOMPARE(m_ports->store.list.size(), std::size_t(1));
        QCOMPARE(m_ports->store.list.front(), configured("cloud", "cloud", "Cloud Nine"));
        // Where something is missing.
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("backendKeyLine"));
    }

    void theFormIsMadeOfTheDescriptor()
    {
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine")};
        open();
        auto *region = find<QLineEdit>("backendOption-region");
        QVERIFY(region->isVisible());
        QTest::keyClicks(region, QStringLiteral("us-2"));
        QTest::keyClick(region, Qt::Key_Return);
        QVERIFY(m_page->isVisible());
        QCOMPARE(m_ports->store.list.front().options, (std::map<std::string, std::string>{{"region", "us-2"}}));
        auto *shape = find<QComboBox>("backendOption-shape");
        shape->setCurrentIndex(2);
        Q_EMIT shape->activated(2);
        QCOMPARE(m_ports->store.list.front().options.at("shape"), std::string("dated"));
        QVERIFY(m_page->findChild<QWidget *>(QStringLiteral("backendOption-token-command")));
        // An address that cannot be used is not kept.
        auto *address = find<QLineEdit>("backendBaseUrl");
        QCOMPARE(address->placeholderText(), QStringLiteral("https://api.cloud.example/v1"));
        typeInto(address, QStringLiteral("cloud"));
        QTest::keyClick(address, Qt::Key_Tab);
        QVERIFY(find<QLabel>("backendBaseUrlProblem")->isVisible());
        QVERIFY(m_ports->store.list.front().baseUrl.empty());
    }

    void aKeyIsEnteredReplacedAndForgotten()
    {
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine")};
        open();
        QTRY_VERIFY(find<QLabel>("backendKeyStatus")->text().startsWith(QLatin1String("Not set.")));
        auto *line = find<QLineEdit>("backendKeyLine");
        QVERIFY(!find<QPushButton>("backendKeyForget")->isVisible());
        QTest::keyClicks(line, QStringLiteral("export CLOUD_KEY=Canary0123456789canary"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(m_ports->keys.entries["cloud"].secret.reveal(), std::string("Canary0123456789canary"));
        QCOMPARE(line->text(), QString());
        QTRY_VERIFY(find<QPushButton>("backendKeyForget")->isVisible());
        QCOMPARE(find<QPushButton>("backendKeyEnter")->text(), QStringLiteral("Replace"));
        QVERIFY(!everythingShown(*m_page).contains(QLatin1String("anary")));
        // A key of somebody else is said, and a text that is none refused.
        QTest::keyClicks(line, QLatin1String(kCanary));
        QVERIFY2(find<QLabel>("backendKeySaid")->text().contains(QLatin1String("Anthropic")), qPrintable(line->text() + find<QLabel>("backendKeySaid")->text()));
        line->setText(QStringLiteral("two words"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(m_ports->keys.entries["cloud"].secret.reveal(), std::string("Canary0123456789canary"));
        QTest::mouseClick(find<QPushButton>("backendKeyForget"), Qt::LeftButton);
        QTRY_VERIFY(m_ports->keys.entries.empty());
    }

    void whereTheKeyComesFromIsSaid()
    {
        m_factory->variables = {"CLOUD_API_KEY"};
        m_ports->keys.keeps = KeyKeeping::ThisRun;
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine")};
        open();
        QTRY_COMPARE(find<QLabel>("backendKeyStatus")->text(), QStringLiteral("From the environment variable CLOUD_API_KEY, used in place and never copied."));
        m_ports->keys.entries["cloud"] = StoredKey{Secret("x"), ""};
        m_page->list().refreshKey("cloud");
        QTRY_VERIFY(find<QLabel>("backendKeyStatus")->text().contains(QLatin1String("until Lineup ends")));
    }

    void aTestNamesTheStretchThatFailed()
    {
        m_factory->variables = {"CLOUD_API_KEY"};
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine")};
        open();
        auto *test = find<QPushButton>("backendTest");
        QTRY_VERIFY(test->isEnabled());
        QTest::mouseClick(test, Qt::LeftButton);
        QVERIFY(!test->isEnabled());
        ConnectionReport way;
        way.wasAsked = way.isSecure = way.sendsKey = true;
        way.error = makeError(ErrorCode::Unauthorized, "HTTP 401", "api.cloud.example").value;
        way.error->httpStatus = 401;
        way.error->requestId = "req_7";
        BackendTestReport report;
        report.found.error = way.error;
        report.found.hops = hopsOf(way, true, false);
        report.took = std::chrono::milliseconds(236);
        m_ports->tester.answer(report);
        QTRY_VERIFY(find<QLabel>("testHappened")->isVisible());
        QCOMPARE(shownHops(), QStringLiteral("Name look-up: fine, Connection: fine, Encryption (TLS): fine, Reply of the server: fine, Key: failed"));
        QVERIFY(find<QWidget>("testDetails")->isVisible());
        way.error.reset();
        report.found.error.reset();
        report.found.models = 3;
        report.found.hops = hopsOf(way, false, false);
        QTest::mouseClick(test, Qt::LeftButton);
        m_ports->tester.answer(report);
        QTRY_COMPARE(shownHops(),
                     QStringLiteral("Name look-up: fine, Connection: fine, Encryption (TLS): fine, Reply of the server: 3 models listed, Key: not checked"));
        QVERIFY(!find<QLabel>("testHappened")->isVisible());
    }

    void whatIsRemovedCanBeBroughtBack()
    {
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine"), configured("box", "openai-compatible", "Box")};
        m_ports->keys.entries["cloud"] = StoredKey{Secret("x"), ""};
        open();
        QTest::mouseClick(find<QPushButton>("backendRemove"), Qt::LeftButton);
        QCOMPARE(m_ports->store.list.size(), std::size_t(1));
        QVERIFY(find<QWidget>("backendsBar")->isVisible());
        QCOMPARE(m_ports->keys.entries.size(), std::size_t(1)); // until the page goes
        QTest::mouseClick(find<QPushButton>("backendsUndo"), Qt::LeftButton);
        QCOMPARE(m_ports->store.list.size(), std::size_t(2));
        QVERIFY(!find<QWidget>("backendsBar")->isVisible());
        QTest::mouseClick(find<QPushButton>("backendRemove"), Qt::LeftButton);
        // Another of the kind does not inherit the key of the one that may come back.
        QTest::mouseClick(find<QPushButton>("backendsAdd"), Qt::LeftButton);
        find<QListWidget>("addProviders")->setCurrentRow(0);
        QTest::mouseClick(find<QPushButton>("addChosen"), Qt::LeftButton);
        QCOMPARE(m_ports->store.list.back().id, std::string("cloud-2"));
        m_page.reset();
        QVERIFY(m_ports->keys.entries.empty());
    }

    void lookingAroundAsksOnce()
    {
        FoundServer server;
        server.software = "Ollama";
        server.version = "0.9";
        server.kind = "openai-compatible";
        server.baseUrl = "http://127.0.0.1:11434/v1";
        server.models = {"qwen3:8b"};
        FoundModelFile file;
        file.path = "/models/a.gguf";
        file.name = "A model";
        file.bytes = 1'000'000;
        m_ports->discovery.servers = {server};
        m_ports->discovery.files = {file};
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine")};
        open();
        QTest::mouseClick(find<QPushButton>("backendsFind"), Qt::LeftButton);
        QVERIFY(find<QWidget>("findPanel")->isVisible());
        QCOMPARE(m_ports->discovery.searches, 0);
        QTest::mouseClick(find<QPushButton>("findLook"), Qt::LeftButton);
        QCOMPARE(m_ports->discovery.searches, 1);
        QVERIFY(m_settings->values().mayLookAround);
        QTRY_VERIFY(m_page->findChild<QPushButton *>(QStringLiteral("findFile")));
        QTest::mouseClick(find<QPushButton>("findFile"), Qt::LeftButton);
        QCOMPARE(m_settings->values().engineModelPath, std::string("/models/a.gguf"));
        QTest::mouseClick(find<QPushButton>("findServer"), Qt::LeftButton);
        QCOMPARE(m_ports->store.list.back().baseUrl, server.baseUrl);
        QCOMPARE(m_ports->store.list.back().name, std::string("Ollama"));
        QVERIFY(find<QWidget>("backendForm")->isVisible());
        // The second time it looks at once, and knows what is there already.
        QTest::mouseClick(find<QPushButton>("backendsFind"), Qt::LeftButton);
        QCOMPARE(m_ports->discovery.searches, 2);
        QTRY_VERIFY(m_page->findChild<QPushButton *>(QStringLiteral("findServer")));
        QTRY_VERIFY(!m_page->findChildren<QPushButton *>(QStringLiteral("findServer")).back()->isEnabled());
    }

    void networkAndLimitsAreFoldedAndKept()
    {
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine")};
        open();
        QVERIFY(!find<QComboBox>("backendProxy")->isVisible());
        find<QPushButton>("backendNetworkHead")->click();
        auto *proxy = find<QComboBox>("backendProxy");
        QVERIFY(proxy->isVisible());
        proxy->setCurrentIndex(2);
        Q_EMIT proxy->activated(2);
        auto *url = find<QLineEdit>("backendProxyUrl");
        QVERIFY(url->isVisible());
        QVERIFY(find<QLabel>("backendProxyUrlProblem")->isVisible()); // an own proxy has an address
        typeInto(url, QStringLiteral("socks5h://127.0.0.1:1080"));
        QTest::keyClick(url, Qt::Key_Tab);
        QCOMPARE(m_ports->store.list.front().network.proxy, NetworkChoice::Proxy::Own);
        QCOMPARE(m_ports->store.list.front().network.proxyUrl, std::string("socks5h://127.0.0.1:1080"));
        find<QCheckBox>("backendHttp11")->click();
        QVERIFY(m_ports->store.list.front().network.http11Only);
        find<QPushButton>("backendLimitsHead")->click();
        auto *parallel = find<QLineEdit>("backendParallel");
        typeInto(parallel, QStringLiteral("0"));
        QTest::keyClick(parallel, Qt::Key_Tab);
        QVERIFY(find<QLabel>("backendParallelProblem")->isVisible());
        parallel->selectAll();
        typeInto(parallel, QStringLiteral("4"));
        QTest::keyClick(parallel, Qt::Key_Tab);
        QCOMPARE(m_ports->store.list.front().limits.parallelRequests, std::optional<std::int64_t>(4));
        // The proxy's login lies under a name of its own, for the proxy alone.
        auto *login = find<QLineEdit>("proxySecretLine");
        QTest::keyClicks(login, QStringLiteral("me:secret"));
        QTest::keyClick(login, Qt::Key_Return);
        QTRY_COMPARE(m_ports->keys.entries["cloud/proxy"], (StoredKey{Secret("me:secret"), "socks5h://127.0.0.1:1080"}));
    }

    void offlineIsASwitch()
    {
        open();
        auto *offline = find<QCheckBox>("offlineSwitch");
        QVERIFY(!offline->isChecked());
        QTest::mouseClick(offline, Qt::LeftButton);
        QVERIFY(m_settings->values().isOffline);
    }

    void whatCannotBeKeptIsSaid()
    {
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine")};
        open();
        Error full;
        full.code = ErrorCode::Storage;
        full.detail = "no space left";
        full.subject = "backends.json";
        m_ports->store.failure = full;
        auto *name = find<QLineEdit>("backendName");
        typeInto(name, QStringLiteral("2"));
        QTest::keyClick(name, Qt::Key_Tab);
        QVERIFY(find<QWidget>("backendsBar")->isVisible());
        QVERIFY(!find<QPushButton>("backendsUndo")->isVisible());
    }

    void everyControlHasAName()
    {
        m_ports->store.list = {configured("cloud", "cloud", "Cloud Nine")};
        open();
        find<QPushButton>("backendNetworkHead")->click();
        find<QPushButton>("backendLimitsHead")->click();
        QStringList missing;
        for (const QWidget *each : m_page->findChildren<QWidget *>()) {
            const bool isControl = each->focusPolicy() != Qt::NoFocus && each->isVisible();
            const auto *button = qobject_cast<const QAbstractButton *>(each);
            if (isControl && each->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
                missing << QLatin1String(each->metaObject()->className()) + QLatin1Char(' ') + each->objectName();
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }

private:
    void open()
    {
        const BackendPorts ports{m_ports->store, m_ports->keys, m_ports->tester, m_ports->discovery};
        m_page = std::make_unique<BackendsPage>(ports, *m_models, *m_settings, m_picker, m_links);
        m_page->resize(980, 1400);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    /// As a person does: a field that never had the focus never loses it, either.
    static void typeInto(QLineEdit *line, const QString &text)
    {
        line->setFocus();
        QTest::keyClicks(line, text);
    }
    template <class T>
    T *find(const char *name) const
    {
        T *found = m_page->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no child called %s", name);
        return found;
    }

    /// "Name look-up: fine, …": the lines of the test that can be seen.
    QString shownHops() const
    {
        QStringList lines;
        for (int i = 0; const auto *hop = m_page->findChild<QLabel *>(QStringLiteral("testHop%1").arg(i)); ++i) {
            if (hop->isVisible())
                lines << hop->text() + QStringLiteral(": ") + find<QLabel>(qPrintable(QStringLiteral("testState%1").arg(i)))->text();
        }
        return lines.join(QStringLiteral(", "));
    }

    std::unique_ptr<FakeBackendPorts> m_ports;
    std::unique_ptr<ListingFactory> m_factory;
    std::unique_ptr<ModelDirectory> m_models;
    std::unique_ptr<FakeSettingsStore> m_settingsStore;
    std::unique_ptr<SettingsKeeper> m_settings;
    FakeFilePicker m_picker;
    FakeLinkOpener m_links;
    std::unique_ptr<BackendsPage> m_page;
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestBackendsPage)
#include "tst_backendspage.moc"
