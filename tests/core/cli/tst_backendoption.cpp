#include "core/cli/backendoption.h"

#include <QTest>

using namespace lineup;

namespace {

ConfiguredBackend named(const std::string &id)
{
    ConfiguredBackend backend;
    backend.id = id;
    return backend;
}

} // namespace

class TestBackendOption : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySettingReachesItsField()
    {
        const auto read = parseBackendOption(named("work"),
                                             "kind=azure,name=Work account,base-url=https://work.example,key-env=WORK_KEY,enabled=false,proxy=socks5h://127.0.0.1:1080,"
                                             "no-proxy=*.lan\\,10.0.0.0/8,ca-file=/etc/company.pem,client-certificate=/etc/me.pem,client-key=/etc/me.key,header.X-Team=models,"
                                             "header.X-Team=again,http1-only=true,parallel-requests=2,requests-per-minute=30,tokens-per-minute=40000,deployment=four,option.planet=mars",
                                             {"deployment"});
        QVERIFY2(read, read ? "" : read.error().detail.c_str());
        ConfiguredBackend expected = named("work");
        expected.name = "Work account";
        expected.kind = "azure";
        expected.baseUrl = "https://work.example";
        expected.keyEnv = "WORK_KEY";
        expected.isEnabled = false;
        expected.network.proxy = NetworkChoice::Proxy::Own;
        expected.network.proxyUrl = "socks5h://127.0.0.1:1080";
        expected.network.noProxy = "*.lan,10.0.0.0/8";
        expected.network.caFile = "/etc/company.pem";
        expected.network.clientCertificate = "/etc/me.pem";
        expected.network.clientKey = "/etc/me.key";
        expected.network.headers = {{"X-Team", "models"}, {"X-Team", "again"}};
        expected.network.http11Only = true;
        expected.limits = {2, 30, 40'000};
        expected.options = {{"deployment", "four"}, {"planet", "mars"}};
        QCOMPARE(*read, expected);
    }

    void whatIsNotNamedStays()
    {
        ConfiguredBackend before = named("work");
        before.kind = "openai";
        before.baseUrl = "https://work.example";
        before.keyEnv = "WORK_KEY";
        before.network.headers = {{"X-Team", "models"}};
        before.network.proxy = NetworkChoice::Proxy::Own;
        before.network.proxyUrl = "http://p:1";
        before.limits.parallelRequests = 3;
        before.options = {{"organization", "o"}};
        before.unknown = {{"later", 1}};
        QCOMPARE(*parseBackendOption(before, ""), before);
        const auto after = parseBackendOption(before, "name=N,key-env=,proxy=none,parallel-requests=none,header.X-Own=1,organization=", {"organization"});
        QVERIFY(after);
        ConfiguredBackend expected = before;
        expected.name = "N";
        expected.keyEnv.clear();
        expected.network.proxy = NetworkChoice::Proxy::None;
        expected.network.proxyUrl.clear();
        expected.network.headers = {{"X-Own", "1"}};
        expected.limits = {};
        expected.options.clear();
        QCOMPARE(*after, expected);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *settings, const char *reason) { QTest::newRow(settings) << QByteArray(settings) << QByteArray(reason); };
        row("", "bad-backend"); // no kind
        row("kind=local", "bad-backend");
        row("kind=x,kind=y", "bad-lane");
        row("kind=x,", "bad-lane");
        row("kind=x,name", "bad-lane");
        row("kind=x,wibble=1", "unknown-setting");
        row("kind=x,enabled=maybe", "bad-value");
        row("kind=x,parallel-requests=0", "bad-value");
        row("kind=x,tokens-per-minute=many", "bad-value");
        row("kind=x,proxy=ftp://p", "bad-backend");
        row("kind=x,proxy=http://", "bad-backend");
        row("kind=x,proxy=own", "bad-backend");
        row("kind=x,proxy=http://me:planted@p:8080", "proxy-password");
        row("kind=x,client-key=/k", "bad-backend");
        row("kind=x,header.=1", "bad-backend");
        row("kind=x,header.A B=1", "bad-backend");
        row("kind=x,header.X-A=a\tb\x01", "bad-backend");
        row("kind=x,header.Authorization=planted", "secret-header");
        row("kind=x,header.Ocp-Apim-Subscription-Key=planted", "secret-header");
        row("kind=x,header.X-Team=sk-planted7fA9planted", "secret-header");
        row("kind=x,base-url=https://me:planted@h", "key-in-argument");
        row("kind=x,base-url=https://h?api_key=planted", "key-in-argument");
        row("kind=x,key-env=sk-planted7fA9planted", "key-in-argument");
        row("kind=x,key=planted", "key-in-argument");
        row("kind=x,option.token=planted", "key-in-argument");
        row("kind=x,region=gsk_planted7fA9planted", "key-in-argument");
        row("kind=x,name=gsk_planted7fA9planted", "key-in-argument");
        row("kind=x,name=\xFF", "bad-lane");
    }
    void refused()
    {
        QFETCH(QByteArray, settings);
        QFETCH(QByteArray, reason);
        const auto read = parseBackendOption(named("work"), settings.toStdString(), {"region"});
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::BadInput);
        QCOMPARE(read.error().providerCode, std::optional(reason.toStdString()));
        QVERIFY(!read.error().detail.empty());
        QVERIFY(read.error().detail.find("planted") == std::string::npos);
        QVERIFY(read.error().subject.find("planted") == std::string::npos);
    }

    /// The same holds for what a file says, however it got there.
    void filesAreCheckedToo()
    {
        ConfiguredBackend backend = named("work");
        backend.kind = "x";
        QVERIFY(checkBackend(backend));
        ConfiguredBackend bad = backend;
        bad.id = "Work";
        QVERIFY(!checkBackend(bad));
        bad = backend;
        bad.network.headers = {{"Cookie", "x"}};
        QCOMPARE(checkBackend(bad).error().providerCode, std::optional<std::string>("secret-header"));
        QCOMPARE(checkBackend(bad).error().subject, std::string("Cookie"));
        bad = backend;
        bad.network.headers = {{"X-A", "a\r\nX-Evil: 1"}};
        QVERIFY(!checkBackend(bad));
        bad = backend;
        bad.limits.requestsPerMinute = 0;
        QVERIFY(!checkBackend(bad));
        bad = backend;
        bad.options = {{"api-key", "x"}};
        QVERIFY(!checkBackend(bad));
    }
};

QTEST_APPLESS_MAIN(TestBackendOption)
#include "tst_backendoption.moc"
