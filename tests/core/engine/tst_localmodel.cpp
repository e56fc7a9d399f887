#include "core/engine/localmodel.h"

#include <QTest>

using namespace lineup;

namespace {

std::vector<EnginePackage> packages()
{
    std::vector<EnginePackage> all(3);
    all[0].name = "engine";
    all[1].name = "small";
    all[2].name = "part1";
    return all;
}

const std::string kSha(64, 'a');

std::string models(const std::string &more = {})
{
    return R"({"models":[{"id":"small-1","label":"Small One","licence":"MIT","packages":["engine","small"]},
      {"id":"big-2b","label":"Big 2B","licence":"LicenseRef-X","base":true,"packages":["engine","part1"],
       "terms":{"package":"part1","path":"t.html"},"joined":{"name":"big.gguf","bytes":9,"sha256":")"
        + kSha + R"(","parts":[{"package":"part1","path":"p0"}]}})" + more + "]}";
}

std::vector<LocalModel> read()
{
    auto list = parseLocalModels(models(), packages());
    return list ? *std::move(list) : std::vector<LocalModel>{};
}

std::string found(std::string_view name)
{
    const std::vector<LocalModel> all = read();
    const LocalModel *model = findLocalModel(all, name);
    return model ? model->id : "-";
}

} // namespace

class TestLocalModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theListIsRead()
    {
        const std::vector<LocalModel> all = read();
        QCOMPARE(all.size(), std::size_t(2));
        QVERIFY(!all[0].isBase && !all[0].joined && !all[0].terms);
        QVERIFY(all[1].isBase);
        QCOMPARE(all[1].joined->parts, (std::vector<PackagePath>{{"part1", "p0"}}));
        QCOMPARE(all[1].terms->path, std::string("t.html"));
        QCOMPARE(packagesOf(all[1], packages()).back().name, std::string("part1"));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("none") << QByteArray("{}") << QByteArray("no list of models");
        QTest::newRow("no label") << QByteArray(R"({"models":[{"id":"a","licence":"MIT","packages":["engine"]}]})") << QByteArray("label");
        QTest::newRow("strange package") << QByteArray(R"({"models":[{"id":"a","label":"A","licence":"MIT","packages":["gone"]}]})") << QByteArray("packages of a");
        QTest::newRow("no parts") << QByteArray(R"({"models":[{"id":"a","label":"A","licence":"MIT","packages":["engine"],"joined":{"name":"x"}}]})") << QByteArray("joined file");
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, word);
        const auto list = parseLocalModels(json.toStdString(), packages());
        QVERIFY(!list);
        QVERIFY2(list.error().detail.find(word.toStdString()) != std::string::npos, list.error().detail.c_str());
    }

    void aModelIsFoundByWhatPeopleCallIt_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("model");
        QTest::newRow("id") << QByteArray("small-1") << QByteArray("small-1");
        QTest::newRow("label") << QByteArray("SMALL one") << QByteArray("small-1");
        QTest::newRow("beginning") << QByteArray("big") << QByteArray("big-2b");
        QTest::newRow("file") << QByteArray("big.gguf") << QByteArray("big-2b");
        QTest::newRow("middle") << QByteArray("2b") << QByteArray("-");
        QTest::newRow("longer") << QByteArray("small-12") << QByteArray("-");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("-");
        QTest::newRow("signs") << QByteArray("--") << QByteArray("-");
    }
    void aModelIsFoundByWhatPeopleCallIt()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, model);
        QCOMPARE(QByteArray::fromStdString(found(name.toStdString())), model);
    }

    void aBeginningOfTwoIsNeither()
    {
        std::vector<LocalModel> two(2);
        two[0].id = "gemma-a";
        two[0].label = "A";
        two[1].id = "gemma-b";
        two[1].label = "B";
        QVERIFY(!findLocalModel(two, "gemma"));
        QVERIFY(findLocalModel(two, "gemma-a"));
    }

    void aPageBecomesLines_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("article alone") << QByteArray("<html><head><style>a{}</style></head><body>Menu<article class=x><h1>Terms</h1><p>One &amp; two.</p></article>Foot</body>")
                                       << QByteArray("Terms\n\nOne & two.");
        QTest::newRow("no article") << QByteArray("<body><p>a</p><script>x < y</script><p>b</p></body>") << QByteArray("a\n\nb");
        QTest::newRow("blanks") << QByteArray("<body>a \n  b<br>c</body>") << QByteArray("a b\nc");
        QTest::newRow("entities") << QByteArray("&ldquo;x&rdquo; &unknown; & y") << QByteArray("“x” &unknown; & y");
        QTest::newRow("plain") << QByteArray("just text") << QByteArray("just text");
        QTest::newRow("cut") << QByteArray("a<p") << QByteArray("a");
        QTest::newRow("script without end") << QByteArray("a<script>b") << QByteArray("ab");
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }
    void aPageBecomesLines()
    {
        QFETCH(QByteArray, page);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(plainTextOfPage(page.toStdString())), text);
    }
};

QTEST_APPLESS_MAIN(TestLocalModel)
#include "tst_localmodel.moc"
