#include "backends/registry/registrybackendfactory.h"

#include <QTest>

#include <map>

using namespace lineup;

namespace {

/// Knows what it was made with.
class MadeBackend : public ChatBackend {
public:
    explicit MadeBackend(ProviderConfig config) : config(std::move(config)) {}
    std::unique_ptr<ChatStream> start(ChatRequest, std::shared_ptr<StreamInbox>) override { return nullptr; }
    QFuture<Result<std::vector<ListedModel>>> listModels() override { return {}; }
    bool isLocal() const override { return false; }

    ProviderConfig config;
};

Provider provider(const std::string &id, const std::vector<std::string> &keyVariables = {}, bool needsKey = false)
{
    ProviderDescriptor descriptor;
    descriptor.id = id;
    descriptor.name = id;
    descriptor.keyVariables = keyVariables;
    descriptor.needsKey = needsKey;
    descriptor.defaultBaseUrl = "https://" + id + ".example";
    descriptor.baseUrlVariables = {"ACME_URL"};
    descriptor.options = {{"region", "Region", "", ProviderOption::Kind::Text, {}, "home", {"ACME_REGION", "ACME_AREA"}}, {"extra", "Extra", "", ProviderOption::Kind::Text, {}, "", {}}};
    return {descriptor, [](const ProviderConfig &config, const ProviderTools &) -> Result<std::shared_ptr<ChatBackend>> {
                if (config.baseUrl == "bad")
                    return makeError(ErrorCode::BadInput, "not an address", "bad");
                return std::shared_ptr<ChatBackend>(std::make_shared<MadeBackend>(config));
            }};
}

} // namespace

class TestRegistryBackendFactory : public QObject {
    Q_OBJECT

    std::unique_ptr<RegistryBackendFactory> makeFactory()
    {
        ProviderTools tools;
        tools.environment = [this](const std::string &name) -> std::optional<std::string> {
            const auto found = m_environment.find(name);
            return found == m_environment.end() ? std::nullopt : std::optional(found->second);
        };
        return std::make_unique<RegistryBackendFactory>(
            std::vector{provider("local"), provider("openai-compatible"), provider("acme", {"ACME_KEY", "OLD_ACME_KEY"}), provider("strict", {"STRICT_KEY"}, true)}, tools);
    }
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) { return makeFactory()->backendFor(ref); }
    static const ProviderConfig &configOf(const Result<std::shared_ptr<ChatBackend>> &backend) { return static_cast<const MadeBackend &>(**backend).config; }
    static std::string keyOf(const Result<std::shared_ptr<ChatBackend>> &backend) { return backend ? configOf(backend).key.reveal() : "(error)"; }

private Q_SLOTS:
    void init() { m_environment = {{"MY_KEY", "secret"}, {"EMPTY", ""}, {"BLANK", " \n"}, {"PASTED", " secret\r\n"}, {"EVIL", "a\r\nX-Evil: 1"}}; }

    void theKindMakesTheBackend()
    {
        const BackendRef ref{"openai-compatible", "http://h/v1", "MY_KEY"};
        const auto backend = backendFor(ref);
        QVERIFY(backend);
        QCOMPARE(configOf(backend).baseUrl, std::string("http://h/v1"));
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

    void theFirstVariableThatIsSetWins()
    {
        m_environment["OLD_ACME_KEY"] = "old";
        QCOMPARE(keyOf(backendFor({"acme", "", ""})), std::string("old"));
        m_environment["ACME_KEY"] = "new";
        QCOMPARE(keyOf(backendFor({"acme", "", ""})), std::string("new"));
    }

    void aKeyThatIsNeededMustBeThere()
    {
        const auto backend = backendFor({"strict", "", ""});
        QVERIFY(!backend);
        QCOMPARE(backend.error().code, ErrorCode::KeyMissing);
        QCOMPARE(backend.error().subject, std::string("STRICT_KEY"));
    }

    void addressAndOptions()
    {
        QCOMPARE(configOf(backendFor({"acme", "", ""})).baseUrl, std::string("https://acme.example"));
        QCOMPARE(configOf(backendFor({"acme", "", ""})).option("region"), std::string("home"));
        QCOMPARE(configOf(backendFor({"acme", "", ""})).option("extra"), std::string());
        m_environment["ACME_URL"] = "https://proxy.example";
        m_environment["ACME_AREA"] = "north";
        QCOMPARE(configOf(backendFor({"acme", "", ""})).baseUrl, std::string("https://proxy.example"));
        QCOMPARE(configOf(backendFor({"acme", "", ""})).option("region"), std::string("north"));
        const auto own = backendFor({"acme", "http://own", "", {{"region", "south"}}});
        QCOMPARE(configOf(own).baseUrl, std::string("http://own"));
        QCOMPARE(configOf(own).option("region"), std::string("south"));
        const auto wrong = backendFor({"acme", "", "", {{"planet", "mars"}}});
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::BadInput);
        QCOMPARE(wrong.error().subject, std::string("planet"));
    }

    void theSameSettingsGiveTheSameBackend()
    {
        const auto factory = makeFactory();
        const BackendRef ref{"acme", "", ""};
        const auto first = factory->backendFor(ref);
        QCOMPARE((*factory->backendFor(ref)).get(), (*first).get());
        QVERIFY((*factory->backendFor({"acme", "http://h", ""})).get() != (*first).get());
        // Another key is another backend.
        m_environment["ACME_KEY"] = "new";
        QVERIFY((*factory->backendFor(ref)).get() != (*first).get());
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
        QCOMPARE(far.error().detail, std::string("there is no such kind of backend; there are: local, openai-compatible, acme, strict"));
        QCOMPARE(backendFor({"openai", "", ""}).error().detail, std::string("there is no such kind of backend (did you mean \"openai-compatible\"?)"));
    }

    void aKindMayBeNamedLikeABackend()
    {
        BackendRef ref;
        ref.kind.clear();
        ref.id = "acme";
        QCOMPARE(makeFactory()->completed(ref).value().kind, std::string("acme"));
        QCOMPARE(makeFactory()->completed(ref).value().id, std::string());
        QVERIFY(backendFor(ref));
        ref.id = "acmee";
        const auto near = makeFactory()->completed(ref);
        QCOMPARE(near.error().code, ErrorCode::BadInput);
        QCOMPARE(near.error().detail, std::string("there is no such backend (did you mean \"acme\"?)"));
        QCOMPARE(makeFactory()->completed(BackendRef{}).value(), BackendRef{});
    }

    void theVariableOfAKeyIsNamed()
    {
        QCOMPARE(makeFactory()->keyVariable({"acme", "", ""}), std::optional<std::string>());
        m_environment["OLD_ACME_KEY"] = "old";
        QCOMPARE(makeFactory()->keyVariable({"acme", "", ""}), std::optional<std::string>("OLD_ACME_KEY"));
        QCOMPARE(makeFactory()->keyVariable({"acme", "", "MY_KEY"}), std::optional<std::string>("MY_KEY"));
        QCOMPARE(makeFactory()->keyVariable({"acme", "", "GONE"}), std::optional<std::string>());
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
