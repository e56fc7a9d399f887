#include "backends/providers/azure/azureaddress.h"

#include <QTest>

using namespace lineup;
using azure::azureAddress;

class TestAzureAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("deployment");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("whole");
        QTest::addColumn<int>("notes");
        const auto row = [](const char *name, const char *given, const char *deployment, const char *version, const char *whole, int notes) {
            QTest::newRow(name) << QByteArray(given) << QByteArray(deployment) << QByteArray(version) << QByteArray(whole) << notes;
        };
        const char *dated = "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21";
        const char *v1 = "https://r.openai.azure.com/openai/v1/chat/completions";
        row("the root, dated", "https://r.openai.azure.com", "d", "2024-10-21", dated, 0);
        row("a slash at the end", "https://r.openai.azure.com/", "d", "2024-10-21", dated, 0);
        row("with /openai", "https://r.openai.azure.com/openai/", "d", "2024-10-21", dated, 0);
        row("with /openai/v1, dated", "https://r.openai.azure.com/openai/v1", "d", "2024-10-21", dated, 1);
        row("the whole address of the portal", dated, "", "", dated, 1);
        row("the whole address and another version", dated, "", "2025-04-01-preview",
            "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-04-01-preview", 1);
        row("the whole address and another deployment", dated, "e", "",
            "https://r.openai.azure.com/openai/deployments/e/chat/completions?api-version=2024-10-21", 1);
        row("the root, v1", "https://r.openai.azure.com", "d", "", v1, 0);
        row("the root, v1 by name", "https://r.openai.azure.com", "d", "v1", v1, 0);
        row("with /openai/v1", "https://r.openai.azure.com/openai/v1/", "d", "", v1, 0);
        row("a pasted v1 address", "https://r.openai.azure.com/openai/v1/chat/completions", "d", "", v1, 0);
        row("a preview of v1", "https://r.openai.azure.com", "d", "preview", "https://r.openai.azure.com/openai/v1/chat/completions?api-version=preview", 0);
        row("another host", "https://r.services.ai.azure.com/openai/v1", "d", "", "https://r.services.ai.azure.com/openai/v1/chat/completions", 0);
        row("behind a gateway", "https://gate.example/team", "d", "2024-10-21",
            "https://gate.example/team/openai/deployments/d/chat/completions?api-version=2024-10-21", 0);
        row("the deployment of the request", "https://h", "", "2024-10-21",
            "https://h/openai/deployments/of-request/chat/completions?api-version=2024-10-21", 0);
        row("a name that needs care", "https://h", "a b/c", "2024-10-21",
            "https://h/openai/deployments/a%20b%2Fc/chat/completions?api-version=2024-10-21", 0);
        row("a pasted name that needs care", "https://h/openai/deployments/a%20b/chat/completions?api-version=2024-10-21", "", "",
            "https://h/openai/deployments/a%20b/chat/completions?api-version=2024-10-21", 1);
    }
    void addresses()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, deployment);
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, whole);
        QFETCH(int, notes);
        const auto address = azureAddress(given.toStdString(), deployment.toStdString(), version.toStdString());
        QVERIFY2(address, address ? "" : address.error().detail.c_str());
        std::string url = address->base.url + address->chatPath("of-request");
        if (!address->query.empty())
            url += '?' + address->query;
        QCOMPARE(QByteArray::fromStdString(url), whole);
        QCOMPARE(static_cast<int>(address->base.notes.size()), notes);
    }

    void whatIsNoAddress_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("version");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("");
        QTest::newRow("no scheme") << QByteArray("r.openai.azure.com") << QByteArray("");
        QTest::newRow("a query with a key") << QByteArray("https://h/?api-key=secret-word") << QByteArray("");
        QTest::newRow("a query with more") << QByteArray("https://h/?api-version=2024-10-21&key=secret-word") << QByteArray("");
        QTest::newRow("a version with a query in it") << QByteArray("https://h") << QByteArray("2024-10-21&x=1");
        QTest::newRow("a version with a blank") << QByteArray("https://h") << QByteArray("2024 10");
    }
    void whatIsNoAddress()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, version);
        const auto address = azureAddress(given.toStdString(), "d", version.toStdString());
        QVERIFY(!address);
        QCOMPARE(address.error().code, ErrorCode::BadInput);
        QVERIFY(address.error().detail.find("secret-word") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestAzureAddress)
#include "tst_azureaddress.moc"
