#include "backends/providers/openai/parametertable.h"

#include <QTest>

#include <fstream>
#include <sstream>

using namespace lineup;
using openai::Api;
using openai::ModelRules;
using openai::ParameterTable;

namespace {

ChatRequest requestFor(const std::string &model, const char *effort = nullptr)
{
    ChatRequest request;
    request.model = model;
    if (effort)
        request.parameters.reasoningEffort = effort;
    return request;
}

/// "temperature top-p …"
QByteArray words(const ParameterSet &parameters)
{
    QByteArrayList names;
    for (const Parameter parameter : parameters)
        names << QByteArray::fromStdString(std::string(parameterName(parameter)));
    return names.join(' ');
}

} // namespace

class TestParameterTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void families_data()
    {
        QTest::addColumn<QByteArray>("family");
        QTest::addColumn<QByteArray>("role");
        const auto row = [](const char *model, const char *family, const char *role) {
            QTest::newRow(model) << QByteArray(family) << QByteArray(role);
        };
        row("gpt-4o", "GPT-4.5 and earlier", "system");
        row("gpt-4.1-mini-2025-04-14", "GPT-4.5 and earlier", "system");
        row("gpt-3.5-turbo", "GPT-4.5 and earlier", "system");
        row("ft:gpt-4o-mini-2024-07-18:acme::a1", "GPT-4.5 and earlier", "system");
        row("gpt-4o-search-preview", "GPT-4o search", "system");
        row("gpt-5", "GPT-5", "developer");
        row("gpt-5-mini-2025-08-07", "GPT-5", "developer");
        row("openai/gpt-5-nano", "GPT-5", "developer");
        row("gpt-5-pro-2025-10-06", "GPT-5 pro", "developer");
        row("gpt-5-chat-latest", "GPT-5 and later, chat variant without thinking", "system");
        row("gpt-5.1", "GPT-5.1", "developer");
        row("gpt-5.1-chat-latest", "GPT-5.1", "developer");
        row("gpt-5.2-pro", "GPT-5.2 and later", "developer");
        row("gpt-5.10", "GPT-5.2 and later", "developer");
        row("gpt-6-mini", "GPT-5.2 and later", "developer");
        row("gpt-12", "GPT-5.2 and later", "developer");
        row("o1", "o1", "developer");
        row("o1-mini-2024-09-12", "o1-mini, o1-preview", "user");
        row("o3-mini", "o3 and later of the o series", "developer");
        row("o4-mini-2025-04-16", "o3 and later of the o series", "developer");
        row("gpt-oss-20b", "open weights", "system");
        row("my-deployment", "", "system");
        row("", "", "system");
        row("olmo-2", "", "system");
    }
    void families()
    {
        QFETCH(QByteArray, family);
        QFETCH(QByteArray, role);
        const ModelRules rules = ParameterTable::builtIn()->rulesFor(Api::Chat, requestFor(QTest::currentDataTag()));
        QCOMPARE(QByteArray::fromStdString(rules.family), family);
        QCOMPARE(QByteArray::fromStdString(rules.systemRole), role);
        QCOMPARE(rules.isReasoning, role == "developer" || role == "user");
    }

    void whatAModelTakes_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("effort");
        QTest::addColumn<bool>("isResponses");
        QTest::addColumn<QByteArray>("notTaken");
        const auto row = [](const char *name, const char *model, const char *effort, bool isResponses, const char *notTaken) {
            QTest::newRow(name) << QByteArray(model) << QByteArray(effort) << isResponses << QByteArray(notTaken);
        };
        row("an ordinary model", "gpt-4o", "", false, "top-k reasoning-effort reasoning-tokens");
        row("one that thinks", "gpt-5", "", false, "temperature top-p top-k presence-penalty frequency-penalty reasoning-tokens stop top-logprobs");
        row("one that may think and does not by itself", "gpt-5.1", "", false, "top-k presence-penalty frequency-penalty reasoning-tokens stop");
        row("one that may think and is told not to", "gpt-5.1", "none", false, "top-k presence-penalty frequency-penalty reasoning-tokens stop");
        row("one that may think and is told to", "gpt-5.1", "low", false,
            "temperature top-p top-k presence-penalty frequency-penalty reasoning-tokens stop top-logprobs");
        row("an unknown name", "my-deployment", "", false, "top-k reasoning-tokens");
        row("Responses", "gpt-4o", "", true, "top-k seed presence-penalty frequency-penalty reasoning-effort reasoning-tokens stop");
        row("Responses, an unknown name", "my-model", "", true, "top-k seed presence-penalty frequency-penalty reasoning-tokens stop");
    }
    void whatAModelTakes()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, effort);
        QFETCH(bool, isResponses);
        QFETCH(QByteArray, notTaken);
        const auto request = requestFor(model.toStdString(), effort.isEmpty() ? nullptr : effort.constData());
        QCOMPARE(words(ParameterTable::builtIn()->rulesFor(isResponses ? Api::Responses : Api::Chat, request).notTaken), notTaken);
    }

    void theRulesAreLaidOverQuirks()
    {
        openaicompatible::Quirks quirks;
        quirks.notTaken = {Parameter::Seed};
        ParameterTable::builtIn()->apply(Api::Chat, requestFor("o3"), quirks);
        QVERIFY(quirks.notTaken.contains(Parameter::Seed));
        QVERIFY(quirks.notTaken.contains(Parameter::Temperature));
        QCOMPARE(quirks.systemRole, std::string("developer"));
        QCOMPARE(quirks.efforts, (std::vector<std::string>{"low", "medium", "high"}));
    }

    void whatIsNoTable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("no families") << QByteArray(R"({"apis":{"chat":{},"responses":{}}})");
        QTest::newRow("no API") << QByteArray(R"({"apis":{"chat":{}},"families":[]})");
        QTest::newRow("no parameter") << QByteArray(R"({"apis":{"chat":{"notTaken":["warmth"]},"responses":{}},"families":[]})");
        QTest::newRow("no name") << QByteArray(R"({"apis":{"chat":{},"responses":{}},"families":[{"pattern":"^a"}]})");
        QTest::newRow("no pattern") << QByteArray(R"({"apis":{"chat":{},"responses":{}},"families":[{"name":"a"}]})");
        QTest::newRow("a bad pattern") << QByteArray(R"({"apis":{"chat":{},"responses":{}},"families":[{"name":"a","pattern":"*a"}]})");
        QTest::newRow("no parameter of a family")
            << QByteArray(R"({"apis":{"chat":{},"responses":{}},"families":[{"name":"a","pattern":"^a","notTaken":[1]}]})");
    }
    void whatIsNoTable()
    {
        QFETCH(QByteArray, text);
        const auto table = ParameterTable::read(text.toStdString());
        QVERIFY(!table);
        QCOMPARE(table.error().code, ErrorCode::BadInput);
        QVERIFY(!table.error().detail.empty());
    }

    void theFirstPatternThatFitsWins()
    {
        const auto table = ParameterTable::read(
            R"({"apis":{"chat":{},"responses":{}},"families":[{"name":"long","pattern":"^ab"},{"name":"short","pattern":"^a"}]})");
        QVERIFY(table);
        QCOMPARE(table->rulesFor(Api::Chat, requestFor("abc")).family, std::string("long"));
        QCOMPARE(table->rulesFor(Api::Chat, requestFor("ac")).family, std::string("short"));
    }

    void theTableInTheTreeIsTheOneThatIsBuiltIn()
    {
        std::ifstream file(qgetenv("LINEUP_SOURCE_DIR").toStdString() + "/resources/providers/openai-parameters.json");
        std::stringstream text;
        text << file.rdbuf();
        const auto table = ParameterTable::read(text.str());
        QVERIFY2(table, table ? "" : table.error().detail.c_str());
        for (const char *model : {"gpt-5", "o3", "gpt-4o", "x"})
            QVERIFY(table->rulesFor(Api::Responses, requestFor(model)) == ParameterTable::builtIn()->rulesFor(Api::Responses, requestFor(model)));
    }
};

QTEST_APPLESS_MAIN(TestParameterTable)
#include "tst_parametertable.moc"
