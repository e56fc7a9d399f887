#include "backends/providers/openaicompatible/wireparts.h"

#include <QTest>

using namespace lineup;
using namespace lineup::openaicompatible;
using nlohmann::json;

class TestWireParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pictures()
    {
        QCOMPARE(dataUrl({"image/png", "\x89PNG\r\n"}), std::string("data:image/png;base64,iVBORw0K"));
        QCOMPARE(dataUrl({"image/gif", ""}), std::string("data:image/gif;base64,"));
    }

    void strictSchemas_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<bool>("isStrict");
        const auto row = [](const char *name, bool isStrict, const char *schema) { QTest::newRow(name) << QByteArray(schema) << isStrict; };
        row("all required, no others", true, R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false})");
        row("one not required", false, R"({"type":"object","properties":{"a":{},"b":{}},"required":["a"],"additionalProperties":false})");
        row("none required", false, R"({"type":"object","properties":{"a":{}},"additionalProperties":false})");
        row("others allowed", false, R"({"type":"object","properties":{"a":{}},"required":["a"]})");
        row("others of a kind", false, R"({"type":"object","properties":{},"additionalProperties":{"type":"string"}})");
        row("empty object", true, R"({"type":"object","additionalProperties":false})");
        row("inside a property", false, R"({"type":"object","properties":{"a":{"type":"object"}},"required":["a"],"additionalProperties":false})");
        row("inside items", false, R"({"type":"array","items":{"type":"object"}})");
        row("items that are strict", true, R"({"type":"array","items":{"type":"object","additionalProperties":false}})");
        row("inside anyOf", false, R"({"anyOf":[{"type":"string"},{"type":"object"}]})");
        row("anyOf that is strict", true, R"({"anyOf":[{"type":"string"},{"type":"null"}]})");
        row("inside $defs", false, R"({"type":"string","$defs":{"x":{"type":"object"}}})");
        row("object or null", false, R"({"type":["object","null"]})");
        row("allOf", false, R"({"allOf":[{"type":"string"}]})");
        row("no schema", false, "true");
    }
    void strictSchemas()
    {
        QFETCH(QByteArray, schema);
        QFETCH(bool, isStrict);
        QCOMPARE(allowsStrict(json::parse(schema.toStdString())), isStrict);
    }

    void namesOfSchemas_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("none") << QByteArray("{}") << QByteArray("answer");
        QTest::newRow("a title") << QByteArray(R"({"title":"City-2"})") << QByteArray("City-2");
        QTest::newRow("a title with blanks") << QByteArray(R"({"title":"A big city"})") << QByteArray("A_big_city");
        QTest::newRow("another script") << QByteArray(R"({"title":"Город"})") << QByteArray("answer");
        QTest::newRow("no text") << QByteArray(R"({"title":7})") << QByteArray("answer");
        QTest::newRow("long") << QByteArray("{\"title\":\"" + QByteArray(100, 'a') + "\"}") << QByteArray(64, 'a');
    }
    void namesOfSchemas()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QByteArray, name);
        QCOMPARE(QByteArray::fromStdString(schemaName(json::parse(schema.toStdString()))), name);
    }
};

QTEST_APPLESS_MAIN(TestWireParts)
#include "tst_wireparts.moc"
