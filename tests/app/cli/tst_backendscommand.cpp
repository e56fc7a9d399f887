#include "app/cli/backendscommand.h"

#include "tests/app/cli/fakeio.h"
#include "tests/support/fakekeystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace lineup;
using namespace lineup::test;
using Json = nlohmann::json;

namespace {

ProviderDescriptor kind(const std::string &id, bool needsKey, const std::string &address)
{
    ProviderDescriptor descriptor;
    descriptor.id = id;
    descriptor.name = id;
    descriptor.needsKey = needsKey;
    descriptor.defaultBaseUrl = address;
    return descriptor;
}

/// Kinds, and where the key of a backend goes.
class FakeFactory final : public BackendFactory {
public:
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &) override { return makeError(ErrorCode::BadInput, "not asked for"); }
    std::vector<ProviderDescriptor> providers() const override
    {
        ProviderDescriptor azure = kind("azure", true, "");
        azure.options = {{"api-version", "API version", "", ProviderOption::Kind::Text, {}, "", {}}};
        return {kind("local", false, ""), kind("openai", true, "https://api.openai.com/v1"), azure, kind("openai-compatible", false, "")};
    }
    std::string keyOrigin(const BackendRef &ref) const override { return "origin of " + ref.id; }
    std::optional<std::string> keyVariable(const BackendRef &ref) const override { return ref.id == "env" ? std::optional<std::string>("MY_KEY") : std::nullopt; }
};

} // namespace

class TestBackendsCommand : public QObject {
    Q_OBJECT

    template <class Options>
    int run(const Options &options)
    {
        BackendsCommand command(m_factory, *m_backends, *m_keys, m_io.io());
        QSignalSpy finished(&command, &BackendsCommand::finished);
        command.start(options);
        if (finished.count() != 0 || !finished.wait(5000) || finished.count() != 1)
            return -1;
        return finished.front().front().toInt();
    }
    static BackendAddOptions adding(const std::string &id, const std::string &settings)
    {
        BackendAddOptions options;
        options.id = id;
        options.settings = settings;
        return options;
    }
    bool saysSo(const char *part) const { return m_io.messages.find(part) != std::string::npos; }

private Q_SLOTS:
    void init()
    {
        m_io = {};
        m_backends = std::make_unique<FakeBackendStore>();
        m_keys = std::make_unique<FakeKeyStore>();
    }

    void aBackendIsAdded()
    {
        QCOMPARE(run(adding("box", "kind=openai-compatible,base-url=http://127.0.0.1:1/v1,parallel-requests=1")), 0);
        QCOMPARE(m_backends->list.size(), std::size_t{1});
        QCOMPARE(m_backends->list[0].id, std::string("box"));
        QCOMPARE(m_backends->list[0].baseUrl, std::string("http://127.0.0.1:1/v1"));
        QCOMPARE(m_backends->list[0].limits.parallelRequests, std::optional<std::int64_t>(1));
        QVERIFY(saysSo("lineup backends test box"));
        QCOMPARE(m_io.output, std::string());
        QVERIFY(m_keys->entries.empty());
    }

    void aKeyGoesIntoTheKeyStore()
    {
        m_io.secretLines = {"export OPENAI_API_KEY='sk-proj-Planted1234567'", "me:proxy-planted", "pass-planted"};
        BackendAddOptions options = adding("work", "kind=openai,proxy=http://p.example:1,client-certificate=/me.pem");
        options.readsKey = options.readsProxyLogin = options.readsPassPhrase = true;
        QCOMPARE(run(options), 0);
        QCOMPARE(m_keys->entries["work"], (StoredKey{Secret("sk-proj-Planted1234567"), "origin of work"}));
        QCOMPARE(m_keys->entries["work/proxy"], (StoredKey{Secret("me:proxy-planted"), "http://p.example:1"}));
        QCOMPARE(m_keys->entries["work/certificate"], (StoredKey{Secret("pass-planted"), "/me.pem"}));
        QVERIFY(m_io.messages.find("lanted") == std::string::npos);
    }

    void withoutAKeyStoreNothingIsChanged()
    {
        m_keys->keeps = KeyKeeping::ThisRun;
        m_io.secretLines = {"sk-proj-Planted1234567"};
        BackendAddOptions options = adding("work", "kind=openai");
        options.readsKey = true;
        QCOMPARE(run(options), 3);
        QVERIFY(m_backends->list.empty() && m_keys->entries.empty());
        QVERIFY(saysSo("No key store") && saysSo("key-env=NAME"));
    }

    void whoseKeyItIsIsAProposal()
    {
        m_io.secretLines = {"sk-ant-api03-Planted123456"};
        BackendAddOptions options = adding("work", "");
        options.readsKey = true;
        QCOMPARE(run(options), 2);
        QVERIFY(saysSo("key of Anthropic") && saysSo("kind=anthropic"));
        QVERIFY(m_backends->list.empty());
        // The person decides otherwise.
        m_io.messages.clear();
        m_io.secretLines = {"sk-ant-api03-Planted123456"};
        options.settings = "kind=openai";
        QCOMPARE(run(options), 0);
        QVERIFY(saysSo("key of Anthropic"));
        QCOMPARE(m_backends->list[0].kind, std::string("openai"));
    }

    void anUpdateChangesWhatItNames()
    {
        QCOMPARE(run(adding("work", "kind=openai,name=Work,requests-per-minute=5")), 0);
        QCOMPARE(run(adding("work", "kind=openai")), 2); // there is one
        QVERIFY(saysSo("--update"));
        BackendAddOptions options = adding("work", "requests-per-minute=none");
        options.isUpdate = true;
        QCOMPARE(run(options), 0);
        QCOMPARE(m_backends->list[0].name, std::string("Work"));
        QVERIFY(!m_backends->list[0].limits.requestsPerMinute);
        options.id = "wrk";
        QCOMPARE(run(options), 2);
        QVERIFY(saysSo("did you mean \"work\""));
    }

    void whatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *id, const char *settings, const char *said) { QTest::newRow(said) << QByteArray(id) << QByteArray(settings) << QByteArray(said); };
        row("Work", "kind=openai", "small letters");
        row("local", "kind=openai", "not local");
        row("work", "", "kind= must say");
        row("work", "kind=opnai", "did you mean \"openai\"");
        row("work", "kind=wibble", "there are: openai, azure, openai-compatible");
        row("work", "kind=local", "kind= must say the kind");
        row("work", "kind=openai,api-version=1", "openai has no such setting");
        row("work", "kind=openai-compatible", "needs its address");
        row("work", "kind=openai,wibble=1", "there is no setting \"wibble\"");
        row("work", "kind=openai,header.Authorization=x", "looks like a secret");
        row("work", "kind=openai,proxy=http://me:word@p", "proxy holds a user name");
    }
    void whatCannotBeUsed()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, settings);
        QFETCH(QByteArray, said);
        QCOMPARE(run(adding(id.toStdString(), settings.toStdString())), 2);
        QVERIFY2(saysSo(said.constData()), m_io.messages.c_str());
        QVERIFY(saysSo("lineup: "));
        QVERIFY(m_backends->list.empty());
    }

    void secretsWithoutTheirPlace()
    {
        m_io.secretLines = {"a:b"};
        BackendAddOptions options = adding("work", "kind=openai");
        options.readsProxyLogin = true;
        QCOMPARE(run(options), 2);
        QVERIFY(saysSo("proxy=ADDRESS"));
        m_io.secretLines = {"p"};
        options.readsProxyLogin = false;
        options.readsPassPhrase = true;
        QCOMPARE(run(options), 2);
        m_io.secretLines = {""};
        options.readsPassPhrase = false;
        options.readsKey = true;
        QCOMPARE(run(options), 2);
        QVERIFY(m_backends->list.empty() && m_keys->entries.empty());
    }

    void theListSaysWhereKeysComeFrom()
    {
        for (const char *id : {"entered", "env", "none", "free"}) {
            ConfiguredBackend backend;
            backend.id = id;
            backend.kind = backend.id == "free" ? "openai-compatible" : "openai";
            backend.isEnabled = backend.id != "none";
            m_backends->list.push_back(backend);
        }
        m_keys->entries["entered"] = {Secret("planted"), ""};
        QCOMPARE(run(BackendListOptions{ReportFormat::Json}), 0);
        const Json backends = Json::parse(m_io.output)["backends"];
        QVERIFY(backends[0]["key"]["source"] == "entered");
        QVERIFY((backends[1]["key"] == Json{{"source", "environment"}, {"variable", "MY_KEY"}}));
        QVERIFY(backends[2]["key"]["source"] == "none");
        QVERIFY(backends[3]["key"]["source"] == "not-needed");
        m_io.output.clear();
        QCOMPARE(run(BackendListOptions{}), 0);
        for (const char *part : {"entered", "from MY_KEY", "not set", "not needed", "switched off", "the provider's own"})
            QVERIFY2(m_io.output.find(part) != std::string::npos, part);
        QVERIFY(m_io.output.find("planted") == std::string::npos);
    }

    void anEmptyList()
    {
        QCOMPARE(run(BackendListOptions{}), 0);
        QVERIFY(m_io.output.find("lineup help backends") != std::string::npos);
    }

    void removed()
    {
        QCOMPARE(run(adding("work", "kind=openai")), 0);
        for (const char *name : {"work", "work/proxy", "work/certificate", "other"})
            m_keys->entries[name] = {Secret("planted"), ""};
        QCOMPARE(run(BackendRemoveOptions{"work"}), 0);
        QVERIFY(m_backends->list.empty());
        QCOMPARE(m_keys->entries.size(), std::size_t{1});
        QCOMPARE(run(BackendRemoveOptions{"work"}), 2);
        QVERIFY(saysSo("no backend of that name"));
    }

    void aFullDisk()
    {
        m_backends->failure = makeError(ErrorCode::Storage, "no space left on device", "backends.json").value;
        QCOMPARE(run(adding("work", "kind=openai")), 2);
        QVERIFY(saysSo("no space left"));
    }

    void interrupted()
    {
        BackendsCommand command(m_factory, *m_backends, *m_keys, m_io.io());
        QSignalSpy finished(&command, &BackendsCommand::finished);
        command.start(BackendListOptions{});
        command.interrupt(2);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(finished.front().front().toInt(), 130);
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 1);
    }

private:
    FakeFactory m_factory;
    FakeIo m_io;
    std::unique_ptr<FakeBackendStore> m_backends;
    std::unique_ptr<FakeKeyStore> m_keys;
};

QTEST_GUILESS_MAIN(TestBackendsCommand)
#include "tst_backendscommand.moc"
