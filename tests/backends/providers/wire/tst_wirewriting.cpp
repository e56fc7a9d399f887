#include "backends/providers/wire/writing.h"
#include "tests/backends/providers/wire/canonical.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using nlohmann::json;

class TestWireWriting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatIsSetIsWritten()
    {
        json object = json::object();
        wire::setIf(object, "a", std::optional<double>());
        wire::setIf(object, "b", std::optional<double>(0));
        QCOMPARE(QByteArray::fromStdString(object.dump()), QByteArray("{\"b\":0.0}"));
    }

    void limits()
    {
        chat::Notes notes;
        QCOMPARE(wire::limited(0.5, 0, 1, "temperature", notes), 0.5);
        QCOMPARE(wire::limited(1, 0, 1, "temperature", notes), 1.0);
        QVERIFY(notes.empty());
        QCOMPARE(wire::limited(1.5, 0, 1, "temperature", notes), 1.0);
        QCOMPARE(wire::limited(-2, 0, 1, "penalty", notes), 0.0);
        QCOMPARE(notes, (chat::Notes{"temperature: sent as 1, the most that this protocol takes", "penalty: sent as 0, the least that this protocol takes"}));
    }

    void unknownParametersAreSaid()
    {
        chat::Notes notes;
        wire::noteUnknown(notes, {{"seed", true}, {"top_k", false}});
        QCOMPARE(notes, (chat::Notes{"seed: not taken by this protocol"}));
    }

    // RFC 4648, section 10.
    void base64()
    {
        QCOMPARE(wire::base64(""), std::string());
        QCOMPARE(wire::base64("f"), std::string("Zg=="));
        QCOMPARE(wire::base64("foobar"), std::string("Zm9vYmFy"));
        QCOMPARE(wire::base64(std::string_view("\0\xFF\xFE", 3)), std::string("AP/+"));
    }

    void percentEncoding()
    {
        QCOMPARE(wire::percentEncoded("gemini-2.5_x~"), std::string("gemini-2.5_x~"));
        QCOMPARE(wire::percentEncoded("a/b?c d\xC3\xA9"), std::string("a%2Fb%3Fc%20d%C3%A9"));
    }

    void arguments()
    {
        QCOMPARE(canonical(wire::argumentsOf("{\"a\":1}")), canonical("{\"a\":1}"));
        for (const char *text : {"", "null", "[1]", "{\"a\":", "text"})
            QCOMPARE(canonical(wire::argumentsOf(text)), canonical("{}"));
    }
};

QTEST_APPLESS_MAIN(TestWireWriting)
#include "tst_wirewriting.moc"
