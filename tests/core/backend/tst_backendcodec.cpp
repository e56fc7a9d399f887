#include "core/backend/backendcodec.h"

#include "tests/support/jsonschema.h"

#include <QFile>
#include <QTest>

using namespace lineup;
using Json = nlohmann::json;

namespace {

/// Every member away from its default.
ConfiguredBackend everythingSet()
{
    ConfiguredBackend backend;
    backend.id = "work";
    backend.name = "Work account";
    backend.kind = "azure";
    backend.baseUrl = "https://work.example";
    backend.keyEnv = "WORK_KEY";
    backend.options = {{"api-version", "2024-10-21"}, {"deployment", "four"}};
    backend.network.proxy = NetworkChoice::Proxy::Own;
    backend.network.proxyUrl = "socks5h://127.0.0.1:1080";
    backend.network.noProxy = "*.lan,10.0.0.0/8";
    backend.network.caFile = "/etc/company.pem";
    backend.network.clientCertificate = "/etc/me.pem";
    backend.network.clientKey = "/etc/me.key";
    backend.network.headers = {{"X-Team", "models"}, {"X-Team", "again"}};
    backend.network.http11Only = true;
    backend.limits = {2, 30, 40'000};
    backend.isEnabled = false;
    backend.unknown = {{"later", {1, 2}}, {"network", {{"later", true}}}, {"limits", {{"images_per_minute", 3}}}};
    return backend;
}

ConfiguredBackend plain(const std::string &id)
{
    ConfiguredBackend backend;
    backend.id = id;
    backend.kind = "openai";
    return backend;
}

std::string fileWith(const Json &backends)
{
    return Json{{"format", "lineup-backends"}, {"version", 1}, {"backends", backends}}.dump();
}

} // namespace

class TestBackendCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const std::vector<ConfiguredBackend> backends{everythingSet(), plain("plain")};
        const Json unknown = {{"later_member", "kept"}};
        const auto kept = readBackends(writeBackends(backends, unknown));
        QVERIFY(kept);
        QCOMPARE(kept->backends, backends);
        QVERIFY(kept->unknown == unknown);
        QVERIFY(kept->problems.empty());
        QVERIFY(!kept->isNewer);
    }

    void onlyWhatDiffersIsWritten()
    {
        const Json record = Json::parse(writeBackends({plain("plain")}, Json::object()))["backends"][0];
        QVERIFY2((record == Json{{"id", "plain"}, {"kind", "openai"}}), record.dump().c_str());
    }

    void itFitsTheSchema()
    {
        QFile file(qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/resources/schemas/backends.schema.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const test::JsonSchema schema(Json::parse(file.readAll().toStdString()));
        const auto problem = schema.problemWith(Json::parse(writeBackends({everythingSet(), plain("plain")}, {})));
        QVERIFY2(!problem, problem ? problem->c_str() : "");
        QVERIFY(schema.problemWith(Json::parse(fileWith({{{"id", "Work"}, {"kind", "openai"}}}))));
    }

    /// One bad record costs nobody else anything.
    void badRecords_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QByteArray>("problem");
        const auto row = [](const char *record, const char *problem) { QTest::newRow(problem) << QByteArray(record) << QByteArray(problem); };
        row("7", "backends[1]: must be an object");
        row(R"({"kind":"openai"})", "backends[1].id: must be small letters, digits, '.', '_' and '-'");
        row(R"({"id":"local","kind":"openai"})", "backends[1].id: must be small letters, digits, '.', '_' and '-'");
        row(R"({"id":"a"})", "backends[1].kind: must say the kind of backend");
        row(R"({"id":"good","kind":"x"})", "backends[1].id: stands in the file twice");
        row(R"({"id":"a","kind":"x","base_url":7})", "backends[1].base_url: must be a text");
        row(R"({"id":"a","kind":"x","options":[]})", "backends[1].options: must be an object of texts");
        row(R"({"id":"a","kind":"x","options":{"region":1}})", "backends[1].region: must be a text");
        row(R"({"id":"a","kind":"x","network":{"proxy":"mine"}})", "backends[1].proxy: must be system, none or own");
        row(R"({"id":"a","kind":"x","network":{"headers":[7]}})", "");
        row(R"({"id":"a","kind":"x","limits":{"parallel_requests":0}})", "backends[1].parallel_requests: must be a whole number, 1 or more");
        row(R"({"id":"a","kind":"x","enabled":"yes"})", "backends[1].enabled: must be true or false");
    }
    void badRecords()
    {
        QFETCH(QByteArray, record);
        QFETCH(QByteArray, problem);
        const auto kept = readBackends(fileWith({{{"id", "good"}, {"kind", "openai"}}, Json::parse(record.toStdString()), {{"id", "last"}, {"kind", "openai"}}}));
        QVERIFY(kept);
        QCOMPARE(kept->backends.front().id, std::string("good"));
        QCOMPARE(kept->backends.back().id, std::string("last"));
        QCOMPARE(kept->problems, problem.isEmpty() ? std::vector<std::string>{} : std::vector{problem.toStdString()});
    }

    void nullIsAsGoodAsNothing()
    {
        const auto kept = readBackends(fileWith({{{"id", "a"}, {"kind", "x"}, {"name", nullptr}, {"options", nullptr}, {"network", nullptr}, {"limits", nullptr}}}));
        QVERIFY(kept && kept->problems.empty());
        ConfiguredBackend expected = plain("a");
        expected.kind = "x";
        QCOMPARE(kept->backends, std::vector{expected});
    }

    void filesThatAreNone()
    {
        for (const char *bytes : {"", "{", "[]", "{}", R"({"format":"lineup-settings","version":1})", R"({"format":"lineup-backends"})",
                                  R"({"format":"lineup-backends","version":0})", R"({"format":"lineup-backends","version":"1"})"}) {
            const auto kept = readBackends(bytes);
            QVERIFY2(!kept, bytes);
            QCOMPARE(kept.error().code, ErrorCode::BadInput);
        }
        const auto odd = readBackends(R"({"format":"lineup-backends","version":1,"backends":{}})");
        QVERIFY(odd && odd->problems.size() == 1);
    }

    void aNewerFileIsSeenAsSuch()
    {
        const auto kept = readBackends(R"({"format":"lineup-backends","version":2,"backends":[{"id":"a","kind":"x","new":1}]})");
        QVERIFY(kept && kept->isNewer);
        QCOMPARE(kept->backends.size(), std::size_t{1});
    }

    void ids()
    {
        for (const char *id : {"a", "9", "work-2", "open.ai_x"})
            QVERIFY2(isBackendId(id), id);
        for (const char *id : {"", "-a", ".a", "A", "ä", "a b", "a/b", "local"})
            QVERIFY2(!isBackendId(id), id);
        QVERIFY(isBackendId(std::string(64, 'a')));
        QVERIFY(!isBackendId(std::string(65, 'a')));
    }

    void freeIds()
    {
        QCOMPARE(freeBackendId("My  Server!", {}), std::string("my-server"));
        QCOMPARE(freeBackendId("local", {}), std::string("local-2"));
        QCOMPARE(freeBackendId("Мой", {}), std::string("backend"));
        QCOMPARE(freeBackendId("work", {plain("work"), plain("work-2")}), std::string("work-3"));
        QVERIFY(isBackendId(freeBackendId(std::string(200, 'x'), {})));
    }

    void proxiesHaveNames()
    {
        for (const auto proxy : {NetworkChoice::Proxy::System, NetworkChoice::Proxy::None, NetworkChoice::Proxy::Own})
            QCOMPARE(proxyFromName(proxyName(proxy)), std::optional(proxy));
        QVERIFY(!proxyFromName("mine"));
    }
};

QTEST_APPLESS_MAIN(TestBackendCodec)
#include "tst_backendcodec.moc"
