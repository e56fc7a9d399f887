#include "core/modellist/modellistcodec.h"

#include <QTest>

using namespace lineup;

namespace {

KeptModelList sample()
{
    ListedModel plain{"a/b:free", std::nullopt};
    ListedModel full{"big", 128'000};
    full.name = "Big";
    full.maxOutput = 8192;
    full.capabilities = {{Capability::Vision, {true, CapabilitySource::Server}}, {Capability::Seed, {false, CapabilitySource::Server}}};
    full.isRetired = true;
    return {{plain, full}, std::chrono::system_clock::time_point(std::chrono::seconds(1'764'014'339))};
}

} // namespace

class TestModelListCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const KeptModelLists lists{{"work ", sample()}, {"openai https://h/v1", {{}, sample().askedAt}}};
        QVERIFY(readModelLists(writeModelLists(lists)) == lists);
        QVERIFY(readModelLists(writeModelLists({})).empty());
    }

    void whatCannotBeUsedIsLeftOut()
    {
        for (const char *bytes : {"", "{", "[]", "{}", R"({"format":"lineup-model-lists","version":2,"lists":{}})", R"({"format":"other","version":1,"lists":{}})"})
            QVERIFY2(readModelLists(bytes).empty(), bytes);
        const auto lists = readModelLists(R"({"format":"lineup-model-lists","version":1,"lists":{
            "a":{"asked_at":"2026-11-24T20:38:59Z","models":[{"id":"x","context_length":"many","capabilities":{"vision":1,"fly":true}},{"name":"no id"},7]},
            "b":{"asked_at":"yesterday","models":[]}, "c":{"asked_at":"2026-11-24T20:38:59Z"}, "d":7}})");
        QCOMPARE(lists.size(), std::size_t{1});
        QCOMPARE(lists.at("a").models, (std::vector<ListedModel>{{"x", std::nullopt}}));
    }

    void placesDiffer()
    {
        BackendRef ref;
        ref.kind = "openai";
        ref.baseUrl = "https://h/v1";
        QCOMPARE(modelListPlace(ref), std::string("openai https://h/v1"));
        ref.id = "work";
        QVERIFY(modelListPlace(ref) != modelListPlace(BackendRef{"openai", "https://h/v1", ""}));
    }
};

QTEST_APPLESS_MAIN(TestModelListCodec)
#include "tst_modellistcodec.moc"
