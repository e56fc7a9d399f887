// What a person has set up: how a lane reaches it, with which key, over which network.

#include "backends/registry/registrybackendfactory.h"
#include "backends/storage/savefilestore.h"
#include "tests/backends/providers/answer.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakekeystore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;

namespace {

/// Knows what it was made with, and answers.
class MadeBackend : public ChatBackend {
public:
    explicit MadeBackend(ProviderConfig config) : config(std::move(config)) {}
    std::unique_ptr<ChatStream> start(ChatRequest, std::shared_ptr<StreamInbox> inbox) override
    {
        std::vector<StreamEvent> events{{1ms, TextDelta{"key " + config.key.reveal()}}};
        inbox->push(events);
        StreamEnd end;
        end.trace.total = 2ms;
        end.trace.text = 2ms;
        inbox->end(std::move(end));
        return std::make_unique<Stream>();
    }
    QFuture<Result<std::vector<ListedModel>>> listModels() override
    {
        QPromise<Result<std::vector<ListedModel>>> promise;
        promise.start();
        promise.addResult(std::vector<ListedModel>{{"of " + config.key.reveal(), std::nullopt}});
        promise.finish();
        return promise.future();
    }
    bool isLocal() const override { return false; }

    ProviderConfig config;

private:
    class Stream : public ChatStream {
        void cancel() override {}
    };
};

Provider acme()
{
    ProviderDescriptor descriptor;
    descriptor.id = "acme";
    descriptor.name = "Acme";
    descriptor.keyVariables = {"ACME_KEY"};
    descriptor.needsKey = true;
    descriptor.defaultBaseUrl = "https://api.acme.example/v1";
    descriptor.baseUrlVariables = {"ACME_URL"};
    descriptor.options = {{"region", "Region", "", ProviderOption::Kind::Text, {}, "home", {"ACME_REGION"}}};
    return {descriptor, [](const ProviderConfig &config, const ProviderTools &) { return Result<std::shared_ptr<ChatBackend>>(std::make_shared<MadeBackend>(config)); }};
}

ConfiguredBackend work()
{
    ConfiguredBackend backend;
    backend.id = "work";
    backend.kind = "acme";
    return backend;
}

BackendRef named(const std::string &id)
{
    BackendRef ref;
    ref.kind.clear();
    ref.id = id;
    return ref;
}

} // namespace

class TestConfiguredBackends : public QObject {
    Q_OBJECT

    static const ProviderConfig &configOf(const Result<std::shared_ptr<ChatBackend>> &backend) { return dynamic_cast<const MadeBackend &>(**backend).config; }
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) { return m_factory->backendFor(ref); }
    std::string keyOf(const BackendRef &ref)
    {
        const auto backend = backendFor(ref);
        return backend ? configOf(backend).key.reveal() : '(' + backend.error().providerCode.value_or(std::string(errorCodeName(backend.error().code))) + ')';
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_backends = std::make_unique<FakeBackendStore>();
        m_backends->list = {work()};
        m_keys = std::make_unique<FakeKeyStore>();
        m_redactor = std::make_shared<net::Redactor>();
        m_io = std::make_unique<net::IoThread>();
        m_environment.clear();
        ProviderTools tools{m_io.get(), m_redactor, [this](const std::string &name) -> std::optional<std::string> {
                                const auto found = m_environment.find(name);
                                return found == m_environment.end() ? std::nullopt : std::optional(found->second);
                            }};
        m_factory = std::make_unique<RegistryBackendFactory>(std::vector{acme()}, tools, ProfileAccess{*m_backends, *m_keys, m_files, m_clock});
    }
    void cleanup()
    {
        m_factory.reset();
        m_io.reset();
    }

    void aLaneNamesIt()
    {
        m_keys->entries["work"] = {Secret("entered"), ""};
        m_backends->list[0].options = {{"region", "north"}};
        const auto backend = backendFor(named("work"));
        QVERIFY(backend);
        QCOMPARE(configOf(backend).baseUrl, std::string("https://api.acme.example/v1"));
        QCOMPARE(configOf(backend).option("region"), std::string("north"));
        QCOMPARE(configOf(backend).key, Secret("entered"));
        QCOMPARE(m_factory->completed(named("work")).value().kind, std::string("acme"));
        // The same lane again is the same backend.
        QCOMPARE((*backendFor(named("work"))).get(), (*backend).get());
    }

    void theLaneIsLaidOverIt()
    {
        m_environment["ACME_KEY"] = "usual";
        m_backends->list[0].options = {{"region", "north"}};
        BackendRef ref = named("work");
        ref.baseUrl = "https://other.example";
        ref.options = {{"region", "south"}};
        const auto backend = backendFor(ref);
        QCOMPARE(configOf(backend).baseUrl, std::string("https://other.example"));
        QCOMPARE(configOf(backend).option("region"), std::string("south"));
    }

    void theOrderOfKeys()
    {
        QCOMPARE(keyOf(named("work")), std::string("(KeyMissing)"));
        m_environment = {{"ACME_KEY", "usual"}, {"WORK_KEY", "of the backend"}, {"LANE_KEY", "of the lane"}};
        QCOMPARE(keyOf(named("work")), std::string("usual"));
        m_backends->list[0].keyEnv = "WORK_KEY";
        QCOMPARE(keyOf(named("work")), std::string("of the backend"));
        BackendRef ref = named("work");
        ref.keyEnv = "LANE_KEY";
        QCOMPARE(keyOf(ref), std::string("of the lane"));
        m_keys->entries["work"] = {Secret("entered"), ""};
        QCOMPARE(keyOf(ref), std::string("entered"));
        QCOMPARE(keyOf(named("work")), std::string("entered"));
        // A kind alone knows nothing of what was entered.
        QCOMPARE(keyOf({"acme", "", ""}), std::string("usual"));
    }

    void aKeyStaysWhereItWasEnteredFor_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("goes");
        const auto row = [](const char *name, const char *origin, const char *address, bool goes) { QTest::newRow(name) << QByteArray(origin) << QByteArray(address) << goes; };
        row("own place", "", "", true);
        row("own place, spelled out", "", "https://api.acme.example/v2", true);
        row("that place", "https://h.example:443", "https://h.example/v1", true);
        row("another path", "https://h.example:443", "https://h.example/other", true);
        row("another host", "https://h.example:443", "https://evil.example/v1", false);
        row("another port", "https://h.example:443", "https://h.example:8443/v1", false);
        row("plain http", "https://h.example:443", "http://h.example:443/v1", false);
        row("below", "https://h.example:443", "https://h.example.evil.example/v1", false);
        row("own place to another", "", "https://evil.example/v1", false);
        row("another to own place", "https://h.example:443", "", false);
        row("own place to rubbish", "", "rubbish", false);
    }
    void aKeyStaysWhereItWasEnteredFor()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, address);
        QFETCH(bool, goes);
        m_keys->entries["work"] = {Secret("entered"), origin.toStdString()};
        m_environment["ACME_KEY"] = "usual"; // is not put in its place in silence
        m_backends->list[0].baseUrl = address.toStdString();
        QCOMPARE(keyOf(named("work")), goes ? std::string("entered") : std::string("(key-detached)"));
        // A lane and the environment change the address as well.
        m_backends->list[0].baseUrl.clear();
        BackendRef ref = named("work");
        ref.baseUrl = address.toStdString();
        QCOMPARE(keyOf(ref), goes ? std::string("entered") : std::string("(key-detached)"));
        m_environment["ACME_URL"] = address.toStdString();
        QCOMPARE(keyOf(named("work")), goes ? std::string("entered") : std::string("(key-detached)"));
        // Who names a variable has said which key goes there.
        ref.keyEnv = "ACME_KEY";
        QCOMPARE(keyOf(ref), goes ? std::string("entered") : std::string("usual"));
    }

    void thePlaceOfAKeyIsTold()
    {
        QCOMPARE(m_factory->keyOrigin(named("work")), std::string());
        m_backends->list[0].baseUrl = "https://h.example/v1";
        QCOMPARE(m_factory->keyOrigin(named("work")), std::string("https://h.example:443"));
        m_backends->list[0].baseUrl = "https://api.acme.example/v1";
        QCOMPARE(m_factory->keyOrigin(named("work")), std::string());
        m_environment["ACME_KEY"] = "usual";
        QCOMPARE(m_factory->keyVariable(named("work")), std::optional<std::string>("ACME_KEY"));
    }

    /// Nothing waits for the key store: the backend is there at once, and its answers come when the key has come.
    void aSlowKeyStoreHoldsUpNothingButTheAnswer()
    {
        m_keys->isSlow = true;
        m_keys->entries["work"] = {Secret("entered"), ""};
        const auto backend = backendFor(named("work"));
        QVERIFY(backend);
        Answer answer;
        answer.ask(**backend, {});
        const auto models = (*backend)->listModels();
        answer.drain();
        QCOMPARE(answer.all<Progress>(), (std::vector<Progress>{{Progress::Step::Queued, 0, 0}}));
        QVERIFY(!models.isFinished() && !answer.end);
        m_clock.advance(3s);
        m_keys->answerAll();
        QTRY_VERIFY((answer.drain(), answer.end.has_value()));
        QCOMPARE(answer.text(), std::string("key entered"));
        QCOMPARE(answer.end->outcome, Outcome::Finished);
        QCOMPARE(answer.end->trace.queue, std::optional<LatencyTrace::Duration>(3s));
        QCOMPARE(answer.end->trace.total, LatencyTrace::Duration(3s + 2ms));
        QTRY_VERIFY(models.isFinished());
        QCOMPARE(models.result().value().front().id, std::string("of entered"));
    }

    void whatWaitsForAKeyCanBeCancelled()
    {
        m_keys->isSlow = true;
        const auto backend = backendFor(named("work"));
        Answer answer;
        answer.ask(**backend, {});
        answer.cancel();
        answer.drain();
        QCOMPARE(answer.end->outcome, Outcome::Cancelled);
        QCOMPARE(answer.end->attempts, 0);
        Answer impatient;
        ChatRequest request;
        request.clocks.total = 20ms;
        impatient.ask(**backend, request);
        QTRY_VERIFY((impatient.drain(), impatient.end.has_value()));
        QCOMPARE(impatient.end->error->timeoutPhase, std::optional(TimeoutPhase::Total));
        Answer gone;
        gone.ask(**backend, {});
        gone.destroyStream();
        m_keys->answerAll();
        QCoreApplication::processEvents();
        gone.drain();
        answer.drain();
        QVERIFY(!gone.end);
        QCOMPARE(answer.ends, 1);
    }

    void aKeyThatDoesNotComeIsSaidByTheAnswer()
    {
        m_keys->isSlow = true;
        const auto backend = backendFor(named("work"));
        QVERIFY(backend);
        Answer answer;
        answer.ask(**backend, {});
        m_keys->answerAll();
        QTRY_VERIFY((answer.drain(), answer.end.has_value()));
        QCOMPARE(answer.end->error->code, ErrorCode::KeyMissing);
        QCOMPARE(answer.end->error->subject, std::string("ACME_KEY"));
    }

    void aLockedKeyStoreIsNamedWhenNothingElseHelps()
    {
        m_keys->problem = makeError(ErrorCode::KeyMissing, "the key store cannot be read: locked").value;
        const auto backend = backendFor(named("work"));
        QVERIFY(!backend);
        QCOMPARE(backend.error().code, ErrorCode::KeyMissing);
        QCOMPARE(backend.error().detail, std::string("the key store cannot be read: locked"));
        m_environment["ACME_KEY"] = "usual";
        QCOMPARE(keyOf(named("work")), std::string("usual"));
    }

    void itsNetwork()
    {
        m_environment["ACME_KEY"] = "usual";
        QVERIFY(!configOf(backendFor(named("work"))).network.proxy); // the system's
        const std::string ca = write("ca.pem", "-----BEGIN CERTIFICATE-----\nx\n");
        NetworkChoice &network = m_backends->list[0].network;
        network.proxy = NetworkChoice::Proxy::Own;
        network.proxyUrl = "socks5h://p.example:1080";
        network.noProxy = ".lan";
        network.caFile = ca;
        network.clientCertificate = "/me.p12";
        network.headers = {{"X-Team", "models"}};
        network.http11Only = true;
        m_keys->entries["work/proxy"] = {Secret("me:proxy-word"), "socks5h://p.example:1080"};
        m_keys->entries["work/certificate"] = {Secret("pass-phrase"), "/me.p12"};
        const auto backend = backendFor(named("work"));
        const chat::NetworkSettings &made = configOf(backend).network;
        QCOMPARE(made.proxy, std::optional<std::string>("socks5h://p.example:1080"));
        QCOMPARE(made.noProxy, std::string(".lan"));
        QCOMPARE(made.proxyCredentials, Secret("me:proxy-word"));
        QCOMPARE(*made.certificates, std::string("-----BEGIN CERTIFICATE-----\nx\n"));
        QCOMPARE(made.clientCertificate, (net::ClientCertificate{"/me.p12", "", Secret("pass-phrase")}));
        QCOMPARE(made.headers, (Headers{{"X-Team", "models"}}));
        QVERIFY(made.http11Only);
        QCOMPARE((*backendFor(named("work"))).get(), (*backend).get());
        QCOMPARE(m_redactor->redact("x proxy-word y pass-phrase z"), std::string("x ••• y ••• z"));
        // Secrets stay with what they were entered for.
        network.proxyUrl = "http://evil.example:1";
        network.clientCertificate = "/other.pem";
        const auto moved = backendFor(named("work"));
        QVERIFY(configOf(moved).network.proxyCredentials.isEmpty());
        QVERIFY(configOf(moved).network.clientCertificate.passPhrase.isEmpty());
        network.proxy = NetworkChoice::Proxy::None;
        QCOMPARE(configOf(backendFor(named("work"))).network.proxy, std::optional<std::string>(""));
    }

    void aCertificateThatIsNone()
    {
        m_environment["ACME_KEY"] = "usual";
        m_backends->list[0].network.caFile = write("ca.pem", "rubbish");
        const auto rubbish = backendFor(named("work"));
        QCOMPARE(rubbish.error().code, ErrorCode::BadInput);
        QCOMPARE(rubbish.error().subject, m_backends->list[0].network.caFile);
        m_backends->list[0].network.caFile = "/no/such/file.pem";
        QCOMPARE(backendFor(named("work")).error().code, ErrorCode::Storage);
    }

    void allItsLanesShareItsLimits()
    {
        m_environment["ACME_KEY"] = "usual";
        QVERIFY(!configOf(backendFor(named("work"))).limiter);
        m_backends->list[0].limits.parallelRequests = 2;
        const auto limiter = configOf(backendFor(named("work"))).limiter;
        QVERIFY(limiter);
        BackendRef ref = named("work");
        ref.options = {{"region", "south"}};
        QCOMPARE(configOf(backendFor(ref)).limiter, limiter);
        m_backends->list[0].limits.parallelRequests = 3;
        QCOMPARE(configOf(backendFor(ref)).limiter->limits().parallelRequests, std::optional<std::int64_t>(3));
        // What is not set up has none.
        QVERIFY(!configOf(backendFor({"acme", "", ""})).limiter);
    }

    void whatCannotBeUsed()
    {
        m_environment["ACME_KEY"] = "usual";
        m_backends->list[0].isEnabled = false;
        QCOMPARE(keyOf(named("work")), std::string("(backend-off)"));
        m_backends->list[0] = work();
        m_backends->list[0].network.headers = {{"Authorization", "x"}};
        QCOMPARE(keyOf(named("work")), std::string("(secret-header)"));
        m_backends->list[0] = work();
        m_backends->list[0].kind = "gone";
        QCOMPARE(backendFor(named("work")).error().detail, std::string("there is no such kind of backend; there are: acme"));
        m_backends->list[0] = work();
        const auto unknown = backendFor(named("wrok"));
        QCOMPARE(unknown.error().code, ErrorCode::BadInput);
        QCOMPARE(unknown.error().detail, std::string("there is no such backend (did you mean \"work\"?)"));
        // Of a document from another computer: its kind alone does not say which account was meant.
        BackendRef elsewhere = named("elsewhere");
        elsewhere.kind = "acme";
        QCOMPARE(backendFor(elsewhere).error().detail, std::string("there is no such backend; there are: work, acme"));
    }

    void theEndOfTheProgramWhileAKeyIsAskedFor()
    {
        m_keys->isSlow = true;
        const auto backend = backendFor(named("work"));
        Answer answer;
        answer.ask(**backend, {});
        m_factory.reset();
        m_keys->answerAll();
        QTRY_VERIFY((answer.drain(), answer.end.has_value()));
        QCOMPARE(answer.end->error->code, ErrorCode::KeyMissing);
    }

private:
    std::string write(const char *name, const std::string &bytes)
    {
        const std::string path = m_folder->filePath(QString::fromUtf8(name)).toStdString();
        if (!m_files.write(path, bytes))
            qFatal("cannot write");
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeBackendStore> m_backends;
    std::unique_ptr<FakeKeyStore> m_keys;
    SaveFileStore m_files;
    FakeClock m_clock;
    std::shared_ptr<net::Redactor> m_redactor;
    std::unique_ptr<net::IoThread> m_io;
    std::map<std::string, std::string> m_environment;
    std::unique_ptr<RegistryBackendFactory> m_factory;
};

QTEST_GUILESS_MAIN(TestConfiguredBackends)
#include "tst_configuredbackends.moc"
