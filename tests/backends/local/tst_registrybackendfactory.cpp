#include "backends/local/registrybackendfactory.h"

#include <QTest>

#include <map>

using namespace lineup;

namespace {

/// Knows what it was made with.
class MadeBackend : public ChatBackend {
public:
    MadeBackend(BackendRef ref, Secret key) : ref(std::move(ref)), key(std::move(key)) {}
    std::unique_ptr<ChatStream> start(ChatRequest, std::shared_ptr<StreamInbox>) override { return nullptr; }
    QFuture<Result<std::vector<ListedModel>>> listModels() override { return {}; }
    bool isLocal() const override { return false; }

    BackendRef ref;
    Secret key;
};

BackendKind kind(const std::string &id, const std::string &usualKeyEnv = {})
{
    return {id, usualKeyEnv, [](const BackendRef &ref, Secret key) -> Result<std::shared_ptr<ChatBackend>> {
                if (ref.baseUrl == "bad")
                    return makeError(ErrorCode::BadInput, "not an address", "bad");
                return std::shared_ptr<ChatBackend>(std::make_shared<MadeBackend>(ref, std::move(key)));
            }};
}

} // namespace

class TestRegistryBackendFactory : public QObject {
    Q_OBJECT

    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref)
    {
        RegistryBackendFactory factory({kind("local"), kind("openai-compatible"), kind("acme", "ACME_KEY")}, [this](const std::string &name) -> std::optional<std::string> {
            const auto found = m_environment.find(name);
            return found == m_environment.end() ? std::nullopt : std::optional(found->second);
        });
        return factory.backendFor(ref);
    }
    static std::string keyOf(const Result<std::shared_ptr<ChatBackend>> &backend)
    {
        return backend ? static_cast<const MadeBackend &>(**backend).key.reveal() : "(error)";
    }

private Q_SLOTS:
    void init() { m_environment = {{"MY_KEY", "secret"}, {"EMPTY", ""}, {"BLANK", " \n"}, {"PASTED", " secret\r\n"}, {"EVIL", "a\r\nX-Evil: 1"}}; }

    void theKindMakesTheBackend()
    {
        const BackendRef ref{"openai-compatible", "http://h/v1", "MY_KEY"};
        const auto backend = backendFor(ref);
        QVERIFY(backend);
        QCOMPARE(static_cast<const MadeBackend &>(**backend).ref, ref);
        QCOMPARE(keyOf(backend), std::string("secret"));
    }

    void withoutAVariableThereIsNoKey() { QCOMPARE(keyOf(backendFor({"openai-compatible", "", ""})), std::string()); }

    void theKindMayHaveAUsualVariable()
    {
        QCOMPARE(keyOf(backendFor({"acme", "", ""})), std::string()); // not set: servers without a key exist
        m_environment["ACME_KEY"] = "usual";
        QCOMPARE(keyOf(backendFor({"acme", "", ""})), std::string("usual"));
        QCOMPARE(keyOf(backendFor({"acme", "", "MY_KEY"})), std::string("secret"));
    }

    void blanksAreDropped() { QCOMPARE(keyOf(backendFor({"acme", "", "PASTED"})), std::string("secret")); }

    void aNamedVariableMustBeSet_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"GONE", "EMPTY", "BLANK"})
            QTest::newRow(name) << QByteArray(name);
    }
    void aNamedVariableMustBeSet()
    {
        QFETCH(QByteArray, name);
        const auto backend = backendFor({"openai-compatible", "", name.toStdString()});
        QVERIFY(!backend);
        QCOMPARE(backend.error().code, ErrorCode::KeyMissing);
        QCOMPARE(backend.error().subject, name.toStdString());
    }

    void aKeyCannotCarryHeaderLines()
    {
        const auto backend = backendFor({"openai-compatible", "", "EVIL"});
        QVERIFY(!backend);
        QCOMPARE(backend.error().code, ErrorCode::BadInput);
        QVERIFY(backend.error().detail.find("Evil") == std::string::npos);
    }

    void unknownKinds()
    {
        const auto far = backendFor({"wibble", "", ""});
        QVERIFY(!far);
        QCOMPARE(far.error().code, ErrorCode::BadInput);
        QCOMPARE(far.error().subject, std::string("wibble"));
        QCOMPARE(far.error().detail, std::string("there is no such kind of backend; there are: local, openai-compatible, acme"));
        QCOMPARE(backendFor({"openai", "", ""}).error().detail, std::string("there is no such kind of backend (did you mean \"openai-compatible\"?)"));
    }

    void whatTheKindRefusesIsPassedOn() { QCOMPARE(backendFor({"acme", "bad", ""}).error().detail, std::string("not an address")); }

    void theSystemsVariablesAreRead()
    {
        qputenv("LINEUP_TEST_VARIABLE", "value");
        QCOMPARE(RegistryBackendFactory::systemEnvironment()("LINEUP_TEST_VARIABLE"), std::optional<std::string>("value"));
        qunsetenv("LINEUP_TEST_VARIABLE");
        QCOMPARE(RegistryBackendFactory::systemEnvironment()("LINEUP_TEST_VARIABLE"), std::optional<std::string>());
    }

private:
    std::map<std::string, std::string> m_environment;
};

QTEST_APPLESS_MAIN(TestRegistryBackendFactory)
#include "tst_registrybackendfactory.moc"
