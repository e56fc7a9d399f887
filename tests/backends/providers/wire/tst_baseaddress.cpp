#include "backends/providers/wire/baseaddress.h"

#include <QTest>

using namespace lineup;
using wire::AddressForm;
using wire::baseAddress;

namespace {

const AddressForm kRoot{{"/messages", "/models"}, {"/v1"}, {}};
const AddressForm kVersioned{{"/models"}, {}, "/v1beta"};

} // namespace

class TestBaseAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<bool>("isRoot");
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<int>("notes");
        const auto row = [](const char *name, bool isRoot, const char *given, const char *url, int notes) {
            QTest::newRow(name) << isRoot << QByteArray(given) << QByteArray(url) << notes;
        };
        row("root as it is", true, "https://api.example", "https://api.example", 0);
        row("a slash", true, "https://api.example/", "https://api.example", 1);
        row("slashes", true, "http://h:8080///", "http://h:8080", 1);
        row("white space", true, " https://api.example\n", "https://api.example", 0);
        row("its own version", true, "https://api.example/v1", "https://api.example", 1);
        row("its own version and a slash", true, "https://api.example/v1/", "https://api.example", 2);
        row("a doubled version", true, "https://api.example/v1/v1", "https://api.example", 2);
        row("a pasted path", true, "https://api.example/v1/messages", "https://api.example", 2);
        row("a path of a gateway", true, "https://g.example/team/anthropic", "https://g.example/team/anthropic", 0);
        row("another version stays", true, "https://g.example/v3", "https://g.example/v3", 0);
        row("a host that looks like a version", true, "http://v1", "http://v1", 0);
        row("a version as it is", false, "https://api.example/v1beta", "https://api.example/v1beta", 0);
        row("another version", false, "https://api.example/v1", "https://api.example/v1", 0);
        row("a missing version", false, "https://api.example", "https://api.example/v1beta", 1);
        row("a missing version behind a path", false, "https://g.example/x/", "https://g.example/x/v1beta", 2);
        row("a doubled version stays once", false, "https://api.example/v1beta/v1beta", "https://api.example/v1beta", 1);
        row("a pasted path behind a version", false, "https://api.example/v1beta/models", "https://api.example/v1beta", 1);
    }
    void forms()
    {
        QFETCH(bool, isRoot);
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, url);
        QFETCH(int, notes);
        const auto address = baseAddress(given.toStdString(), isRoot ? kRoot : kVersioned);
        QVERIFY(address);
        QCOMPARE(QByteArray::fromStdString(address->url), url);
        QCOMPARE(static_cast<int>(address->notes.size()), notes);
        for (const std::string &note : address->notes)
            QVERIFY(note.starts_with("base URL: "));
        // What came out is in order.
        const auto again = baseAddress(address->url, isRoot ? kRoot : kVersioned);
        QCOMPARE(again->url, address->url);
        QVERIFY(again->notes.empty());
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("given");
        for (const char *given : {"", " ", "api.example", "ftp://h", "https://", "https:///", "https://h/?key=1", "https://h/#x"})
            QTest::newRow(given) << QByteArray(given);
    }
    void refused()
    {
        QFETCH(QByteArray, given);
        const auto address = baseAddress(given.toStdString(), kRoot);
        QVERIFY(!address);
        QCOMPARE(address.error().code, ErrorCode::BadInput);
        QVERIFY(address.error().detail.find("key=1") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestBaseAddress)
#include "tst_baseaddress.moc"
