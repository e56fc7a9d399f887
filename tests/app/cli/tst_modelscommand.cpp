#include "app/cli/modelscommand.h"

#include "tests/app/cli/fakebackends.h"
#include "tests/app/cli/fakeio.h"

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
