#include "core/cli/toolsfile.h"

#include <QTest>

using namespace lineup;
using Json = nlohmann::json;

class TestToolsFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void schemas()
    {
        const Json schema = {{"type", "object"}, {"properties", {{"a", {{"type", "string"}}}}}};
        QVERIFY(*parseJsonSchema(schema.dump(), "f") == schema);
        QVERIFY(*parseJsonSchema("\xEF\xBB\xBF" + schema.dump() + "\n", "f") == schema);
        QVERIFY((*parseJsonSchema(Json{{"name", "x"}, {"strict", true}, {"schema", schema}}.dump(), "f") == schema));
        // A schema may itself speak of a member "schema".
        QVERIFY((*parseJsonSchema(R"({"schema": {"type": "object"}})", "f") == Json{{"schema", {{"type", "object"}}}}));
    }

    void schemasThatAreNone()
    {
        for (const char *text : {"", "[]", "7", "{", "\"x\""}) {
            const auto schema = parseJsonSchema(text, "my.json");
            QVERIFY2(!schema, text);
            QCOMPARE(schema.error().code, ErrorCode::BadInput);
            QCOMPARE(schema.error().subject, std::string("my.json"));
        }
        QVERIFY(!parseJsonSchema(std::string(100'000, '['), "deep"));
    }

    void everyFormOfATool()
    {
        const Json parameters = {{"type", "object"}, {"properties", {{"city", {{"type", "string"}}}}}};
        const ToolSpec expected{"weather", "Of a city", parameters};
        const Json neutral = {{"name", "weather"}, {"description", "Of a city"}, {"parameters", parameters}};
        const Json anthropic = {{"name", "weather"}, {"description", "Of a city"}, {"input_schema", parameters}};
        const Json openai = {{"type", "function"}, {"function", neutral}};
        for (const Json &tool : {neutral, anthropic, openai}) {
            QCOMPARE(parseTools(Json::array({tool}).dump(), "f").value(), std::vector{expected});
            QCOMPARE(parseTools(Json{{"tools", {tool}}}.dump(), "f").value(), std::vector{expected});
        }
        QCOMPARE(parseTools("[]", "f").value(), std::vector<ToolSpec>{});
        QCOMPARE(parseTools(R"([{"name":"now"}])", "f").value(), (std::vector{ToolSpec{"now", "", Json::object()}}));
    }

    void badTools_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("detail");
        const auto row = [](const char *text, const char *detail) { QTest::newRow(detail) << QByteArray(text) << QByteArray(detail); };
        row("{}", "must be a list of tools");
        row("[7]", "tool 1: must be an object");
        row(R"([{"name":"a"},{"description":"x"}])", "tool 2: \"name\" is missing");
        row(R"([{"name":"a","parameters":[]}])", "tool 1: \"parameters\" must be an object");
        row(R"([{"name":"a"},{"name":"a"}])", "tool 2: its name stands in the list twice");
    }
    void badTools()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, detail);
        const auto tools = parseTools(text.toStdString(), "tools.json");
        QVERIFY(!tools);
        QCOMPARE(tools.error().detail, detail.toStdString());
        QCOMPARE(tools.error().subject, std::string("tools.json"));
    }

    void toolsHaveALimit()
    {
        Json list = Json::array();
        for (int i = 0; i < 128; ++i)
            list.push_back({{"name", "t" + std::to_string(i)}});
        QVERIFY(parseTools(list.dump(), "f"));
        list.push_back({{"name", "one more"}});
        QVERIFY(!parseTools(list.dump(), "f"));
    }
};

QTEST_APPLESS_MAIN(TestToolsFile)
#include "tst_toolsfile.moc"
