#include "backends/chat/printedtoken.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;
using chat::printedToken;

namespace {

constexpr std::chrono::system_clock::time_point kNow{1000000000s};

qint64 secondsOf(std::chrono::system_clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

} // namespace

class TestPrintedToken : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokens_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<qint64>("expires"); // 0 = not said
        const auto row = [](const char *name, const char *output, const char *token, qint64 expires) {
            QTest::newRow(name) << QByteArray(output) << QByteArray(token) << expires;
        };
        row("bare", "abc", "abc", 0);
        row("with line ends", "\r\n abc \n\n", "abc", 0);
        row("in quotes", "\"abc\"\n", "abc", 0);
        row("az", R"({"accessToken":"abc","expiresOn":"2026-11-25 10:00:00.000000","expires_on":1795600000,"tokenType":"Bearer"})", "abc", 1795600000);
        row("an expiry in quotes", R"({"access_token":"abc","expires_on":"1795600000"})", "abc", 1795600000);
        row("seconds that are left", R"({"access_token":"abc","expires_in":3600,"token_type":"Bearer"})", "abc", 1000003600);
        row("plain member", R"({"token":"abc"})", "abc", 0);
        // {"alg":"none"} . {"exp":1795600000}
        row("a web token", "eyJhbGciOiJub25lIn0.eyJleHAiOjE3OTU2MDAwMDB9.c2ln", "eyJhbGciOiJub25lIn0.eyJleHAiOjE3OTU2MDAwMDB9.c2ln", 1795600000);
        row("dots without claims", "a.b.c", "a.b.c", 0);
        row("no time at all", R"({"token":"abc","expires_on":99999999999999999})", "abc", 0);
        row("a time that is no number", R"({"token":"abc","expires_on":"soon"})", "abc", 0);
    }
    void tokens()
    {
        QFETCH(QByteArray, output);
        QFETCH(QByteArray, token);
        QFETCH(qint64, expires);
        const auto printed = printedToken(output.toStdString(), kNow);
        QVERIFY2(printed, printed ? "" : printed.error().detail.c_str());
        QCOMPARE(QByteArray::fromStdString(printed->token.reveal()), token);
        QCOMPARE(printed->expiresAt ? secondsOf(*printed->expiresAt) : 0, expires);
    }

    void whatIsNoToken_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<bool>("isMissing");
        QTest::newRow("nothing") << QByteArray("") << true;
        QTest::newRow("white space") << QByteArray(" \n\t") << true;
        QTest::newRow("empty quotes") << QByteArray("\"\"") << true;
        QTest::newRow("an object without one") << QByteArray("{\"secret-word\":1}") << true;
        QTest::newRow("half JSON") << QByteArray("{\"token\":\"secret-word\"") << false;
        QTest::newRow("two words") << QByteArray("secret-word two") << false;
        QTest::newRow("two lines") << QByteArray("WARNING: old\nsecret-word") << false;
        QTest::newRow("a zero byte") << QByteArray("secret-word\0x", 13) << false;
    }
    void whatIsNoToken()
    {
        QFETCH(QByteArray, output);
        QFETCH(bool, isMissing);
        const auto printed = printedToken(output.toStdString(), kNow);
        QVERIFY(!printed);
        QCOMPARE(printed.error().code, isMissing ? ErrorCode::KeyMissing : ErrorCode::BadInput);
        QVERIFY(printed.error().detail.find("secret-word") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestPrintedToken)
#include "tst_printedtoken.moc"
