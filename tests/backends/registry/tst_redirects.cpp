// A key never follows to another place: every provider of the registry, every kind of redirect.

#include "backends/registry/allproviders.h"
#include "backends/registry/registrybackendfactory.h"
#include "tests/backends/providers/answer.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;

namespace {

constexpr const char *kKey = "planted-7fA9xQ2w-key";

/// What a kind needs beside its address.
std::map<std::string, std::string> optionsFor(const std::string &kind)
{
    if (kind == "azure")
        return {{"api-version", "2024-10-21"}};
    if (kind == "bedrock")
        return {{"region", "us-east-1"}};
    return {};
}

ChatRequest question()
{
    ChatRequest request;
    request.model = "m";
    request.messages = {textMessage(Role::User, "Hello")};
    request.retries = 2;
    return request;
}

bool holdsKey(const RecordedRequest &request)
{
    return request.raw.find(kKey) != std::string::npos;
}

} // namespace

class TestRedirects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nobodyFollows_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isOtherHost");
        for (const Provider &provider : allProviders()) {
            for (const int status : {301, 302, 303, 307, 308}) {
                for (const bool isOtherHost : {false, true})
                    QTest::addRow("%s, %d, another %s", provider.descriptor.id.c_str(), status, isOtherHost ? "host" : "port")
                        << QByteArray::fromStdString(provider.descriptor.id) << status << isOtherHost;
            }
        }
    }
    void nobodyFollows()
    {
        QFETCH(QByteArray, kind);
        QFETCH(int, status);
        QFETCH(bool, isOtherHost);
        TestServer asked;
        TestServer other;
        other.always({send(reply(200, "application/json", "{}"))});
        const std::string target = (isOtherHost ? "http://localhost:" : "http://127.0.0.1:") + std::to_string(other.port()) + "/v1/elsewhere";
        asked.always({send(reply(status, "text/html", "moved", {{"Location", target}}))});

        net::IoThread io;
        const auto redactor = std::make_shared<net::Redactor>();
        RegistryBackendFactory factory(allProviders(), {&io, redactor, [](const std::string &name) -> std::optional<std::string> {
                                                            return name == "PLANTED_KEY" ? std::optional<std::string>(kKey) : std::nullopt;
                                                        }});
        const auto backend = factory.backendFor({kind.toStdString(), asked.url(), "PLANTED_KEY", optionsFor(kind.toStdString())});
        QVERIFY2(backend, backend ? "" : backend.error().detail.c_str());
        Answer answer;
        answer.ask(**backend, question());
        QVERIFY(answer.waitForEnd());
        QCOMPARE(answer.end->outcome, Outcome::Error);
        QCOMPARE(answer.end->error->code, ErrorCode::RedirectRefused);
        QCOMPARE(answer.end->attempts, 1); // and it is not tried again
        const auto models = (*backend)->listModels();
        QTRY_VERIFY(models.isFinished());
        const auto reached = (*backend)->reach();
        QTRY_VERIFY(reached.isFinished());

        QVERIFY(!asked.requests().empty());
        // A key of Ollama goes over https only.
        QCOMPARE(holdsKey(asked.requests().front()), kind != "ollama");
        QCOMPARE(other.connectionCount(), 0);
        for (const std::string &text : {answer.end->error->detail, answer.end->error->excerpt, answer.end->error->subject})
            QVERIFY2(text.find(kKey) == std::string::npos, text.c_str());
    }
};

QTEST_GUILESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
