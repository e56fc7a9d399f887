#include "backends/net/cabundle.h"

#include <QTest>

#include <map>

using namespace lineup::net;

class TestCaBundle : public QObject {
    Q_OBJECT
private:
    std::map<std::string, std::string> m_files{{"/system.pem", "SYSTEM"}, {"/company.pem", "COMPANY"}, {"/other.pem", "OTHER"}};

    std::optional<std::string> bundle(std::map<std::string, std::string> variables, const std::string &system = "/system.pem")
    {
        const auto lookUp = [](const std::map<std::string, std::string> &table,
                               const std::string &key) -> std::optional<std::string> {
            const auto found = table.find(key);
            return found == table.end() ? std::nullopt : std::optional(found->second);
        };
        return trustedCertificates(
            system, [&](const char *name) { return lookUp(variables, name); },
            [&](const std::string &path) { return lookUp(m_files, path); });
    }

private Q_SLOTS:
    void nothingSetLeavesTheDefault()
    {
        QCOMPARE(bundle({}), std::nullopt);
        QCOMPARE(bundle({{"SSL_CERT_FILE", ""}}), std::nullopt);
    }
    void aCompanysCertificateIsAddedToTheSystems()
    {
        QCOMPARE(bundle({{"SSL_CERT_FILE", "/company.pem"}}), std::string("SYSTEM\nCOMPANY\n"));
        QCOMPARE(bundle({{"CURL_CA_BUNDLE", "/company.pem"}}), std::string("SYSTEM\nCOMPANY\n"));
        QCOMPARE(bundle({{"CURL_CA_BUNDLE", "/other.pem"}, {"SSL_CERT_FILE", "/company.pem"}}),
                 std::string("SYSTEM\nOTHER\nCOMPANY\n"));
    }
    void theSameFileCountsOnce()
    {
        QCOMPARE(bundle({{"CURL_CA_BUNDLE", "/company.pem"}, {"SSL_CERT_FILE", "/company.pem"}}),
                 std::string("SYSTEM\nCOMPANY\n"));
        QCOMPARE(bundle({{"SSL_CERT_FILE", "/system.pem"}}), std::nullopt);
    }
    void aFileThatIsNotThereChangesNothing()
    {
        QCOMPARE(bundle({{"SSL_CERT_FILE", "/gone.pem"}}), std::nullopt);
    }
    void withoutASystemBundleTheCompanysStandsAlone()
    {
        QCOMPARE(bundle({{"SSL_CERT_FILE", "/company.pem"}}, "/gone.pem"), std::string("\nCOMPANY\n"));
    }
};

QTEST_APPLESS_MAIN(TestCaBundle)
#include "tst_cabundle.moc"
