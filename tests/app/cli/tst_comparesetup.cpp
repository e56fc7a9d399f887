#include "app/cli/comparesetup.h"

#include <QTest>

#include <map>
#include <set>

using namespace lineup;

namespace {

/// A disk of a few files.
struct FakeDisk {
    std::map<std::string, std::string> files;
    std::string standardInput;

    InputReader reader() const
    {
        return {[this](const std::string &path) -> Result<std::string> {
                    const auto found = files.find(path);
                    if (found == files.end())
                        return makeError(ErrorCode::Storage, "No such file or directory", path);
                    return found->second;
                },
                [this]() -> Result<std::string> { return standardInput; }};
    }
};

CompareOptions twoLanes()
{
    CompareOptions options;
    options.lanes = {"backend=local,name=a", "backend=local,name=b"};
    options.prompt = "Hello";
    return options;
}

} // namespace

class TestCompareSetup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lanesBecomeALineup()
    {
        FakeDisk disk;
        disk.files["s.jsonl"] = "{\"input\":\"i\",\"output\":\"o\"}\n{\"input\":\"i2\",\"output\":{\"a\": 1}}\n";
        CompareOptions options = twoLanes();
        options.system = "Be brief.";
        options.shots = "s.jsonl";
        options.lanes[1] += ",shots=1,system=Own.";
        const auto document = makeCompareDocument(options, disk.reader());
        QVERIFY(document);
        const LineupSetup &setup = document->setup;
        QCOMPARE(setup.prompt, std::string("Hello"));
        QCOMPARE(setup.system, std::string("Be brief."));
        QCOMPARE(setup.shots, (std::vector<Shot>{{"i", "o"}, {"i2", "{\"a\":1}"}}));
        QCOMPARE(setup.lanes.size(), std::size_t(2));
        QCOMPARE(setup.lanes[0].letter, 0);
        QCOMPARE(setup.lanes[1].letter, 1);
        QVERIFY(!setup.lanes[0].system);
        QCOMPARE(setup.lanes[1].system, std::optional<std::string>("Own."));
        QCOMPARE(shotsOf(setup, setup.lanes[0]).size(), std::size_t(2));
        QCOMPARE(shotsOf(setup, setup.lanes[1]).size(), std::size_t(1));
        QVERIFY(document->runs.empty());
    }

    void anyNumberOfLanes()
    {
        CompareOptions options = twoLanes();
        options.lanes.assign(60, "backend=local");
        const auto document = makeCompareDocument(options, FakeDisk{}.reader());
        QVERIFY(document);
        std::set<int> letters;
        for (const LaneSpec &lane : document->setup.lanes)
            letters.insert(lane.letter);
        QCOMPARE(letters.size(), std::size_t(60));
    }

    void promptsComeFromEverywhere_data()
    {
        QTest::addColumn<QByteArray>("argument");
        QTest::addColumn<QByteArray>("prompt");
        QTest::newRow("text") << QByteArray("a\n") << QByteArray("a\n");
        QTest::newRow("file") << QByteArray("@p.txt") << QByteArray("from file\nline 2");
        QTest::newRow("Windows file") << QByteArray("@w.txt") << QByteArray("one\r\ntwo");
        QTest::newRow("marked file") << QByteArray("@m.txt") << QByteArray("x");
        QTest::newRow("two line ends") << QByteArray("@two.txt") << QByteArray("x\n");
        QTest::newRow("standard input") << QByteArray("-") << QByteArray("from input");
        QTest::newRow("at sign") << QByteArray("@@home") << QByteArray("@home");
    }
    void promptsComeFromEverywhere()
    {
        QFETCH(QByteArray, argument);
        QFETCH(QByteArray, prompt);
        FakeDisk disk;
        disk.files = {{"p.txt", "from file\nline 2\n"}, {"w.txt", "one\r\ntwo\r\n"}, {"m.txt", "\xEF\xBB\xBFx"}, {"two.txt", "x\n\n"}};
        disk.standardInput = "from input\n";
        CompareOptions options = twoLanes();
        options.prompt = argument.toStdString();
        const auto document = makeCompareDocument(options, disk.reader());
        QVERIFY(document);
        QCOMPARE(QByteArray::fromStdString(document->setup.prompt), prompt);
    }

    void aDocumentIsRunAgainWithOptionsOverIt()
    {
        FakeDisk disk;
        LineupDocument kept;
        kept.title = "Kept";
        kept.setup.prompt = "old";
        kept.setup.system = "sys";
        kept.setup.lanes.resize(1);
        kept.setup.lanes[0].model = "m";
        disk.files["k.lineup"] = writeDocument(kept);
        CompareOptions options;
        options.document = "k.lineup";
        const auto same = makeCompareDocument(options, disk.reader());
        QVERIFY(same);
        QVERIFY(*same == kept);
        options.prompt = "new";
        const auto changed = makeCompareDocument(options, disk.reader());
        QVERIFY(changed);
        QCOMPARE(changed->setup.prompt, std::string("new"));
        QCOMPARE(changed->setup.system, std::string("sys"));
    }

    void mistakes_data()
    {
        QTest::addColumn<QByteArray>("lane");
        QTest::addColumn<QByteArray>("prompt");
        QTest::addColumn<QByteArray>("shots");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<QByteArray>("detail");
        const auto row = [](const char *name, const char *lane, const char *prompt, const char *shots, ErrorCode code, const char *subject, const char *detail) {
            QTest::newRow(name) << QByteArray(lane) << QByteArray(prompt) << QByteArray(shots) << static_cast<int>(code) << QByteArray(subject) << QByteArray(detail);
        };
        row("bad lane", "backend=local,x=1", "p", "", ErrorCode::BadInput, "--lane", "there is no setting \"x\"");
        row("no such prompt file", "backend=local", "@gone", "", ErrorCode::Storage, "gone", "No such file or directory");
        row("no such shots file", "backend=local", "p", "gone", ErrorCode::Storage, "gone", "No such file or directory");
        row("no such file of a lane", "backend=local,shots=gone", "p", "", ErrorCode::Storage, "gone", "No such file or directory");
        row("no such system of a lane", "backend=local,system=@gone", "p", "", ErrorCode::Storage, "gone", "No such file or directory");
        row("broken shots", "backend=local", "p", "bad.jsonl", ErrorCode::BadInput, "bad.jsonl", "line 1: not valid JSON");
        row("broken shots of a lane", "backend=local,shots=bad.jsonl", "p", "", ErrorCode::BadInput, "bad.jsonl", "line 1: not valid JSON");
        row("not UTF-8", "backend=local", "@latin1", "", ErrorCode::BadInput, "latin1", "not UTF-8");
        row("empty prompt", "backend=local", "@empty", "", ErrorCode::BadInput, "", "the prompt is empty");
        row("too many shots", "backend=local,shots=2", "p", "one.jsonl", ErrorCode::BadInput, "--lane", "shots=2 asks for more examples than the 1 that --shots gives");
        row("shots of nothing", "backend=local,shots=1", "p", "", ErrorCode::BadInput, "--lane", "shots=1 asks for more examples than the 0 that --shots gives");
    }
    void mistakes()
    {
        QFETCH(QByteArray, lane);
        QFETCH(QByteArray, prompt);
        QFETCH(QByteArray, shots);
        QFETCH(int, code);
        QFETCH(QByteArray, subject);
        QFETCH(QByteArray, detail);
        FakeDisk disk;
        disk.files = {{"bad.jsonl", "hello"}, {"latin1", "caf\xE9"}, {"empty", "\n"}, {"one.jsonl", "{\"input\":\"i\",\"output\":\"o\"}"}};
        CompareOptions options;
        options.lanes = {lane.toStdString()};
        options.prompt = prompt.toStdString();
        if (!shots.isEmpty())
            options.shots = shots.toStdString();
        const auto document = makeCompareDocument(options, disk.reader());
        QVERIFY(!document);
        QCOMPARE(static_cast<int>(document.error().code), code);
        QCOMPARE(QByteArray::fromStdString(document.error().subject), subject);
        QCOMPARE(QByteArray::fromStdString(document.error().detail), detail);
    }

    void theLaneThatIsWrongIsNamed()
    {
        CompareOptions options = twoLanes();
        options.lanes[1] = "backend=local,temperature=9";
        const auto document = makeCompareDocument(options, FakeDisk{}.reader());
        QVERIFY(!document);
        QCOMPARE(document.error().subject, std::string("--lane 2"));
    }

    void withoutLanesOrPromptThereIsNothingToDo()
    {
        QCOMPARE(makeCompareDocument({}, FakeDisk{}.reader()).error().providerCode, std::optional<std::string>("no-lanes"));
        CompareOptions options = twoLanes();
        options.prompt.reset();
        QCOMPARE(makeCompareDocument(options, FakeDisk{}.reader()).error().providerCode, std::optional<std::string>("no-prompt"));
        FakeDisk disk;
        disk.files["none.lineup"] = writeDocument({});
        CompareOptions rerun;
        rerun.document = "none.lineup";
        QCOMPARE(makeCompareDocument(rerun, disk.reader()).error().providerCode, std::optional<std::string>("no-lanes"));
    }

    void brokenDocumentsNameTheFile()
    {
        FakeDisk disk;
        disk.files["x.lineup"] = "\x89PNG";
        CompareOptions options;
        options.document = "x.lineup";
        const auto document = makeCompareDocument(options, disk.reader());
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::BadInput);
        QCOMPARE(document.error().subject, std::string("x.lineup"));
    }
};

QTEST_APPLESS_MAIN(TestCompareSetup)
#include "tst_comparesetup.moc"
