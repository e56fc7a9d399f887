#include "core/cli/backendreport.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;
using Json = nlohmann::json;

class TestBackendReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theList()
    {
        ConfiguredBackend backend;
        backend.id = "work";
        backend.kind = "azure";
        backend.baseUrl = "https://work.example";
        backend.options = {{"api-version", "1"}};
        backend.network.proxy = NetworkChoice::Proxy::Own;
        backend.network.proxyUrl = "http://p:1";
        backend.limits.tokensPerMinute = 1000;
        ConfiguredBackend plain;
        plain.id = "plain";
        plain.kind = "ollama";
        plain.isEnabled = false;
        const Json report = Json::parse(backendsJsonText({{backend, {KeyPlace::Source::Environment, "AZURE_KEY"}}, {plain, {KeyPlace::Source::NotNeeded, ""}}}));
        const Json limits = {{"parallel_requests", nullptr}, {"requests_per_minute", nullptr}, {"tokens_per_minute", 1000}};
        const Json noLimits = {{"parallel_requests", nullptr}, {"requests_per_minute", nullptr}, {"tokens_per_minute", nullptr}};
        const Json first = {{"id", "work"}, {"name", nullptr}, {"kind", "azure"}, {"base_url", "https://work.example"}, {"options", {{"api-version", "1"}}},
                            {"key", {{"source", "environment"}, {"variable", "AZURE_KEY"}}}, {"enabled", true}, {"proxy", "http://p:1"}, {"limits", limits}};
        const Json second = {{"id", "plain"}, {"name", nullptr}, {"kind", "ollama"}, {"base_url", nullptr}, {"options", Json::object()},
                             {"key", {{"source", "not-needed"}, {"variable", nullptr}}}, {"enabled", false}, {"proxy", "system"}, {"limits", noLimits}};
        QVERIFY2((report == Json{{"version", 1}, {"backends", {first, second}}}), report.dump(2).c_str());
        QVERIFY((Json::parse(backendsJsonText({})) == Json{{"version", 1}, {"backends", Json::array()}}));
    }

    void aTest()
    {
        BackendTestResult result;
        result.hops = {{Hop::Name, HopResult::State::Passed, 1500us}, {Hop::Connect, HopResult::State::Failed, std::nullopt}};
        result.error = makeError(ErrorCode::ConnectionRefused, "refused", "h:1").value;
        const Json report = Json::parse(backendTestJsonText("work", result, [](const Error &error) { return ReportWords{error.subject, "advice"}; }));
        QVERIFY(report["ok"] == false);
        QVERIFY(report["backend"] == "work");
        QVERIFY((report["hops"] == Json{{{"hop", "name"}, {"state", "passed"}, {"took_ms", 1.5}}, {{"hop", "connect"}, {"state", "failed"}, {"took_ms", nullptr}}}));
        QVERIFY(report["http_status"].is_null() && report["models"].is_null());
        QVERIFY(report["error"]["code"] == "ConnectionRefused");
        QVERIFY(report["error"]["message"] == "h:1");
    }
};

QTEST_APPLESS_MAIN(TestBackendReport)
#include "tst_backendreport.moc"
