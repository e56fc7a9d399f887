#include "backends/providers/openaicompatible/filterresults.h"

#include <QTest>

using namespace lineup;
using nlohmann::json;
using openaicompatible::FilterResults;
using openaicompatible::filterReport;

namespace {

/// "hate:safe;violence:high!;"
QByteArray words(const FilterReport &report)
{
    QByteArray text;
    for (const FilterReport::Category &each : report.categories)
        text += QByteArray::fromStdString(each.name + ':' + each.severity) + (each.isBlocked ? "!;" : ";");
    return text;
}

} // namespace

class TestFilterResults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<QByteArray>("results");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *results, const char *expected) { QTest::newRow(name) << QByteArray(results) << QByteArray(expected); };
        row("graded", R"({"hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":true,"severity":"high"}})", "hate:safe;violence:high!;");
        row("found", R"({"jailbreak":{"detected":true,"filtered":false}})", "jailbreak:detected;");
        row("not found", R"({"jailbreak":{"detected":false,"filtered":false}})", "jailbreak:;");
        row("a list of lists", R"({"custom_blocklists":{"filtered":false,"details":[{"id":"a","filtered":false},{"id":"b","filtered":true}]}})", "custom_blocklists:!;");
        row("a bare list of lists", R"({"custom_blocklists":[{"id":"a","filtered":true}]})", "custom_blocklists:!;");
        row("lists that found nothing", R"({"custom_blocklists":{"filtered":false,"details":[]}})", "custom_blocklists:;");
        row("did not run", R"({"error":{"code":"content_filter_timeout","message":"late"}})", "error:content_filter_timeout;");
        row("an unknown word", R"({"gossip":{"filtered":false,"severity":"juicy"}})", "gossip:juicy;");
        row("nothing", "{}", "");
        row("no object", "[1]", "");
        row("no results", R"({"hate":null,"violence":7})", "");
    }
    void forms()
    {
        QFETCH(QByteArray, results);
        QFETCH(QByteArray, expected);
        QCOMPARE(words(filterReport(json::parse(results.toStdString()), false)), expected);
    }

    void theWorstCounts()
    {
        FilterResults results;
        const auto read = [&results](const char *choice) {
            const json value = json::parse(choice);
            results.read(json::object(), &value);
        };
        read(R"({"content_filter_results":{"hate":{"filtered":false,"severity":"low"},"violence":{"filtered":false,"severity":"safe"}}})");
        read(R"({"content_filter_results":{"hate":{"filtered":true,"severity":"high"}}})");
        read(R"({"content_filter_results":{"hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"medium"}}})");
        read(R"({"content_filter_results":{}})");
        QCOMPARE(words(*results.takeOfAnswer()), QByteArray("hate:high!;violence:medium;"));
        QVERIFY(!results.takeOfAnswer());
    }

    void thePromptIsApart()
    {
        FilterResults results;
        const auto report = results.read(json::parse(R"({"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"severity":"safe"}}},
            {"prompt_index":1,"content_filter_results":{"hate":{"severity":"low"}}}]})"), nullptr);
        QVERIFY(report && report->isOfPrompt);
        QCOMPARE(words(*report), QByteArray("hate:low;"));
        QVERIFY(results.read(json::parse(R"({"prompt_annotations":[{"content_filter_results":{"hate":{"severity":"safe"}}}]})"), nullptr));
        QVERIFY(!results.read(json::parse(R"({"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]})"), nullptr));
        QVERIFY(!results.read(json::parse(R"({"prompt_filter_results":[7]})"), nullptr));
        QVERIFY(!results.takeOfAnswer());
    }

    void namesWithoutEndAreNotKept()
    {
        json many = json::object();
        for (int i = 0; i < 1000; ++i)
            many["c" + std::to_string(i)] = {{"filtered", false}};
        QVERIFY(filterReport(many, false).categories.size() <= 64);
    }
};

QTEST_APPLESS_MAIN(TestFilterResults)
#include "tst_filterresults.moc"
