#include "app/cli/modelscommand.h"

#include "tests/app/cli/fakebackends.h"
#include "tests/app/cli/fakeio.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakekeystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace lineup;
using Json = nlohmann::json;

namespace {

test::Script listing(Result<std::vector<ListedModel>> models)
{
    test::Script script;
    script.models = std::move(models);
    return script;
}

/// Lists in memory.
class FakeModelLists final : public ModelListStore {
public:
    std::optional<KeptModelList> read(const std::string &place) override
    {
        const auto found = lists.find(place);
        return found == lists.end() ? std::nullopt : std::optional(found->second);
    }
    Result<void> write(const std::string &place, const KeptModelList &list) override
    {
        lists[place] = list;
        return {};
    }
    std::map<std::string, KeptModelList> lists;
};

/// Knows its kinds, and the backends that are set up.
class ProfileFactory final : public BackendFactory {
public:
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override { return inner.backendFor(ref); }
    std::vector<ProviderDescriptor> providers() const override
    {
        ProviderDescriptor hosted;
        hosted.id = "hosted";
        ProviderDescriptor home;
        home.id = "home";
        home.isSelfHosted = true;
        return {hosted, home};
    }
    Result<BackendRef> completed(BackendRef ref) const override
    {
        if (ref.id == "work")
            ref.kind = "hosted";
        else if (!ref.id.empty())
            ref.kind = std::exchange(ref.id, {});
        return ref;
    }
    test::ScriptedFactory inner;
};

} // namespace

class TestModelsCommand : public QObject {
    Q_OBJECT

    static int run(test::ScriptedFactory &factory, test::FakeIo &fake, const ModelsOptions &options)
    {
        ModelsCommand command(factory, fake.io());
        QSignalSpy finished(&command, &ModelsCommand::finished);
        command.start(options);
        return finished.wait(5000) && finished.count() == 1 ? finished.front().front().toInt() : -1;
    }

private Q_SLOTS:
    void everyBackendIsAsked()
    {
        test::ScriptedFactory factory;
        factory.add("one", listing(std::vector<ListedModel>{{"a", 4096}, {"b", std::nullopt}}));
        factory.add("two", listing(std::vector<ListedModel>{}));
        test::FakeIo fake;
        QCOMPARE(run(factory, fake, {{"kind=one,name=First,base-url=http://h/v1", "kind=two"}, ReportFormat::Json}), 0);
        const Json models = {{{"id", "a"}, {"context_length", 4096}}, {{"id", "b"}, {"context_length", nullptr}}};
        const Json first = {{"name", "First"}, {"backend", nullptr}, {"kind", "one"}, {"base_url", "http://h/v1"}, {"asked_at", nullptr}, {"models", models}, {"error", nullptr}};
        const Json second = {{"name", "two"}, {"backend", nullptr}, {"kind", "two"}, {"base_url", nullptr}, {"asked_at", nullptr}, {"models", Json::array()}, {"error", nullptr}};
        const Json expected = {{"version", 1}, {"backends", {first, second}}};
        QVERIFY2(Json::parse(fake.output) == expected, fake.output.c_str());
    }

    void withoutOptionsItIsTheLocalEngine()
    {
        test::ScriptedFactory factory;
        factory.add("local", listing(std::vector<ListedModel>{{"SmolLM2", 2048}}));
        test::FakeIo fake;
        QCOMPARE(run(factory, fake, {}), 0);
        QVERIFY2(fake.output.starts_with("== local ==\nSmolLM2  2") && fake.output.find(" token") != std::string::npos, fake.output.c_str());
    }

    void oneThatFailsIsNamedAndTheOthersAreListed()
    {
        test::ScriptedFactory factory;
        factory.add("good", listing(std::vector<ListedModel>{{"m", std::nullopt}}));
        factory.add("bad", listing(makeError(ErrorCode::ConnectionRefused, "refused", "127.0.0.1:9")));
        test::FakeIo fake;
        QCOMPARE(run(factory, fake, {{"kind=bad", "kind=good", "kind=nokey"}, ReportFormat::Json}), 3);
        const Json report = Json::parse(fake.output);
        QVERIFY(report["backends"][0]["error"]["code"] == "ConnectionRefused");
        QVERIFY(report["backends"][0]["models"].empty());
        QVERIFY(report["backends"][1]["models"].size() == 1);
        QVERIFY(report["backends"][2]["error"]["code"] == "KeyMissing");
        test::FakeIo table;
        QCOMPARE(run(factory, table, {{"kind=bad", "kind=good"}, ReportFormat::Table}), 3);
        QVERIFY(table.output.find("-- Nothing answers at 127.0.0.1:9.") != std::string::npos);
    }

    void wrongUsage()
    {
        test::ScriptedFactory factory;
        test::FakeIo fake;
        QCOMPARE(run(factory, fake, {{"kind=wibble"}, ReportFormat::Json}), 2);
        QCOMPARE(run(factory, fake, {{"wibble"}, ReportFormat::Json}), 2);
        QCOMPARE(fake.output, std::string());
    }

    /// Hundreds of models need not be asked for again and again; what runs at home changes with whoever runs it.
    void listsOfProvidersAreKeptForADay()
    {
        ProfileFactory factory;
        factory.inner.add("hosted", listing(std::vector<ListedModel>{{"first", 1000}}));
        factory.inner.add("home", listing(std::vector<ListedModel>{{"first", std::nullopt}}));
        factory.inner.add("local", listing(std::vector<ListedModel>{{"own", std::nullopt}}));
        test::FakeBackendStore backends;
        backends.list.resize(2);
        backends.list[0].id = "work";
        backends.list[0].kind = "hosted";
        backends.list[1].id = "off";
        backends.list[1].isEnabled = false;
        FakeModelLists lists;
        test::FakeClock clock;
        const auto modelOf = [&](const ModelsOptions &options, std::size_t index = 0) -> std::pair<std::string, bool> {
            test::FakeIo fake;
            ModelsCommand command(factory, fake.io(), ModelsProfile{backends, lists, clock});
            QSignalSpy finished(&command, &ModelsCommand::finished);
            command.start(options);
            if (!finished.wait(5000) || finished.front().front().toInt() != 0)
                return {fake.messages, false};
            const Json backend = Json::parse(fake.output)["backends"][index];
            return {backend["models"][0]["id"].get<std::string>(), backend["asked_at"].is_string()};
        };
        using Found = std::pair<std::string, bool>;
        const ModelsOptions work{{"backend=work"}, ReportFormat::Json};
        const ModelsOptions home{{"kind=home"}, ReportFormat::Json};
        QCOMPARE(modelOf(work), Found("first", false));
        QCOMPARE(modelOf(home), Found("first", false));
        factory.inner.add("hosted", listing(std::vector<ListedModel>{{"second", 1000}}));
        factory.inner.add("home", listing(std::vector<ListedModel>{{"second", std::nullopt}}));
        QCOMPARE(modelOf(work), Found("first", true));
        QCOMPARE(modelOf(home), Found("second", false));
        ModelsOptions refresh = work;
        refresh.refresh = true;
        QCOMPARE(modelOf(refresh), Found("second", false));
        QCOMPARE(modelOf(work), Found("second", true));
        factory.inner.add("hosted", listing(std::vector<ListedModel>{{"third", 1000}}));
        clock.advance(std::chrono::hours(23));
        QCOMPARE(modelOf(work), Found("second", true));
        clock.advance(std::chrono::hours(1));
        QCOMPARE(modelOf(work), Found("third", false));
        // Plain http is somebody's own server, whatever its kind.
        const ModelsOptions plain{{"kind=hosted,base-url=http://box/v1"}, ReportFormat::Json};
        QCOMPARE(modelOf(plain), Found("third", false));
        QCOMPARE(modelOf(plain), Found("third", false));
        // Without a name: the local engine, and what is set up and switched on.
        QCOMPARE(modelOf({{}, ReportFormat::Json}), Found("own", false));
        QCOMPARE(modelOf({{}, ReportFormat::Json}, 1), Found("third", true));
        // A failure is not kept.
        factory.inner.add("hosted", listing(makeError(ErrorCode::ProviderDown, "down", "h")));
        QVERIFY(modelOf(refresh).second == false);
        QCOMPARE(modelOf(work), Found("third", true));
    }

    void interrupted()
    {
        test::ScriptedFactory factory;
        factory.add("one", listing(std::vector<ListedModel>{}));
        test::FakeIo fake;
        ModelsCommand command(factory, fake.io());
        QSignalSpy finished(&command, &ModelsCommand::finished);
        command.start({{"kind=one"}, ReportFormat::Json});
        command.interrupt(2);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(finished.front().front().toInt(), 130);
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 1);
        QCOMPARE(fake.output, std::string());
    }
};

QTEST_GUILESS_MAIN(TestModelsCommand)
#include "tst_modelscommand.moc"
