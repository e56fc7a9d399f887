#include "core/base/json.h"
#include "core/settings/migration.h"
#include "core/settings/recentfiles.h"
#include "core/settings/settingscodec.h"

#include <QTest>

using namespace lineup;
using Json = nlohmann::json;

namespace {

Settings everythingSet()
{
    Settings settings;
    settings.colorScheme = ColorScheme::Dark;
    settings.language = "ru";
    settings.firstRunDone = true;
    settings.recentFiles = {"/home/x/\xD0\xB0.lineup", "/tmp/b.lineup"};
    settings.answerZoomPercent = 125;
    settings.railFolded = true;
    settings.reducedMotion = true;
    settings.isOffline = true;
    settings.windowGeometry = "AdnQywAD";
    settings.engineProgram = "/usr/bin/llama-server";
    settings.engineModelPath = "/models/a.gguf";
    return settings;
}

Json parsed(const std::string &bytes)
{
    const auto value = parseJson(bytes, 64);
    return value ? *value : Json();
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySettingComesBack()
    {
        const auto kept = readSettings(writeSettings(everythingSet(), Json::object()));
        QVERIFY(kept);
        QVERIFY(kept->settings == everythingSet());
        QVERIFY(kept->problems.empty() && kept->unknown.empty() && !kept->isNewer);
    }

    void onlyWhatDiffersIsWritten()
    {
        QVERIFY(parsed(writeSettings({}, Json::object())) == (Json{{"format", "lineup-settings"}, {"version", 1}}));
        Settings settings;
        settings.colorScheme = ColorScheme::Light;
        QVERIFY(parsed(writeSettings(settings, Json::object())) == (Json{{"format", "lineup-settings"}, {"version", 1}, {"color_scheme", "light"}}));
        // Each of the settings, so that a new one that is forgotten in the codec shows here: format, version and one member each.
        QCOMPARE(parsed(writeSettings(everythingSet(), Json::object())).size(), std::size_t(13));
    }

    void unknownMembersAreKept()
    {
        const auto kept = readSettings(R"({"format":"lineup-settings","version":1,"later":{"a":[1,null]},"language":"en"})");
        QVERIFY(kept);
        QVERIFY(kept->unknown == (Json{{"later", {{"a", {1, nullptr}}}}}));
        Settings settings = kept->settings;
        settings.language.clear();
        QVERIFY(parsed(writeSettings(settings, kept->unknown)) == (Json{{"format", "lineup-settings"}, {"version", 1}, {"later", {{"a", {1, nullptr}}}}}));
        // What is no unknown member does not come in by that door.
        QVERIFY(parsed(writeSettings({}, {{"language", "xx"}, {"version", 9}})) == (Json{{"format", "lineup-settings"}, {"version", 1}}));
    }

    void oneBadMemberDoesNotCostTheOthers_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("problem");
        QTest::newRow("text") << QByteArray(R"("engine_program":5)") << QByteArray("engine_program: must be a text");
        QTest::newRow("flag") << QByteArray(R"("rail_folded":"yes")") << QByteArray("rail_folded: must be true or false");
        QTest::newRow("scheme") << QByteArray(R"("color_scheme":"sepia")") << QByteArray("color_scheme: must be system, light or dark");
        QTest::newRow("scheme type") << QByteArray(R"("color_scheme":1)") << QByteArray("color_scheme: must be system, light or dark");
        QTest::newRow("zoom") << QByteArray(R"("answer_zoom_percent":79)") << QByteArray("answer_zoom_percent: must be a whole number from 80 to 200");
        QTest::newRow("zoom above") << QByteArray(R"("answer_zoom_percent":201)") << QByteArray("answer_zoom_percent: must be a whole number from 80 to 200");
        QTest::newRow("zoom type") << QByteArray(R"("answer_zoom_percent":"100")") << QByteArray("answer_zoom_percent: must be a whole number from 80 to 200");
        QTest::newRow("recent") << QByteArray(R"("recent_files":["/a",7])") << QByteArray("recent_files: must be a list of texts");
        QTest::newRow("recent type") << QByteArray(R"("recent_files":{})") << QByteArray("recent_files: must be a list of texts");
    }
    void oneBadMemberDoesNotCostTheOthers()
    {
        QFETCH(QByteArray, member);
        QFETCH(QByteArray, problem);
        const auto kept = readSettings(R"({"format":"lineup-settings","version":1,"language":"ru",)" + member.toStdString() + '}');
        QVERIFY(kept);
        Settings expected;
        expected.language = "ru";
        QVERIFY(kept->settings == expected);
        QCOMPARE(kept->problems.size(), std::size_t(1));
        QCOMPARE(QByteArray::fromStdString(kept->problems[0]), problem);
    }

    void nullIsMissing()
    {
        const auto kept = readSettings(R"({"format":"lineup-settings","version":1,"language":null,"recent_files":null})");
        QVERIFY(kept && kept->problems.empty());
        QVERIFY(kept->settings == Settings());
    }

    void whatIsNoSettingsIsRefused()
    {
        const std::pair<const char *, const char *> cases[] = {
            {"", "not valid JSON at line 1, column 1"},
            {"[]", "format: must be \"lineup-settings\""},
            {R"({"format":"lineup","version":1})", "format: must be \"lineup-settings\""},
            {R"({"format":"lineup-settings"})", "version: must be a whole number, 1 or more"},
            {R"({"format":"lineup-settings","version":0})", "version: must be a whole number, 1 or more"},
            {R"({"format":"lineup-settings","version":"1"})", "version: must be a whole number, 1 or more"},
        };
        for (const auto &[bytes, detail] : cases) {
            const auto kept = readSettings(bytes);
            QVERIFY2(!kept, bytes);
            QCOMPARE(kept.error().detail, std::string(detail));
            QCOMPARE(kept.error().code, ErrorCode::BadInput);
        }
    }

    void aNewerFileIsReadAsFarAsItIsUnderstood()
    {
        const auto kept = readSettings(R"({"format":"lineup-settings","version":2,"language":"ru","new":1})");
        QVERIFY(kept);
        QVERIFY(kept->isNewer);
        QCOMPARE(kept->settings.language, std::string("ru"));
        QCOMPARE(kept->problems, std::vector<std::string>({"version: made by a newer Lineup"}));
    }

    void migrationGoesStepByStep()
    {
        const std::vector<MigrationStep> steps{
            [](Json record) {
                record["b"] = record["a"];
                record.erase("a");
                return record;
            },
            [](Json record) {
                record["b"] = record["b"].get<int>() * 10;
                return record;
            },
        };
        QVERIFY(*migrated({{"version", 1}, {"a", 4}}, steps) == (Json{{"version", 3}, {"b", 40}}));
        QVERIFY(*migrated({{"version", 2}, {"b", 4}}, steps) == (Json{{"version", 3}, {"b", 40}}));
        QVERIFY(*migrated({{"version", 3}, {"b", 4}}, steps) == (Json{{"version", 3}, {"b", 4}}));
        QVERIFY(!isNewer({{"version", 3}}, steps) && isNewer({{"version", 4}}, steps) && !isNewer(Json::array(), steps));
        const auto newer = migrated({{"version", 4}}, steps);
        QVERIFY(!newer);
        QCOMPARE(newer.error().detail, std::string("version: is 4, made by a newer Lineup; this one reads up to version 3"));
        for (const Json &bad : {Json{{"version", 0}}, Json{{"version", -1}}, Json{{"version", 1.5}}, Json{{"version", nullptr}}, Json::object(), Json("x")})
            QVERIFY(!migrated(bad, steps));
    }

    void recentFiles()
    {
        std::vector<std::string> list;
        for (int i = 1; i <= 12; ++i)
            list = withRecentFile(std::move(list), '/' + std::to_string(i));
        QCOMPARE(list, (std::vector<std::string>{"/12", "/11", "/10", "/9", "/8", "/7", "/6", "/5", "/4", "/3"}));
        list = withRecentFile(std::move(list), "/5");
        QCOMPARE(list, (std::vector<std::string>{"/5", "/12", "/11", "/10", "/9", "/8", "/7", "/6", "/4", "/3"}));
        QCOMPARE(withRecentFile(list, ""), list);
        QCOMPARE(withoutRecentFile({"/a", "/b", "/a"}, "/a"), std::vector<std::string>{"/b"});
        QVERIFY(withoutRecentFile({}, "/a").empty());
        // A file that was edited by hand obeys the same rules.
        const auto kept = readSettings(R"({"format":"lineup-settings","version":1,"recent_files":["/a","/b","/a","","/c"]})");
        QCOMPARE(kept->settings.recentFiles, (std::vector<std::string>{"/a", "/b", "/c"}));
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
