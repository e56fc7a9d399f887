// The built program with the real engine and the real model. LINEUP_ENGINE_DIR names a folder that `lineup setup-local`
// filled.

#include "tests/app/cli/programrun.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

using namespace lineup::test;
using Json = nlohmann::json;

namespace {

/// Processes whose parent is `parent`, with their command lines.
std::vector<pid_t> childrenOf(qint64 parent)
{
    std::vector<pid_t> children;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : names) {
        QFile file(QStringLiteral("/proc/%1/stat").arg(name));
        if (name.toInt() == 0 || !file.open(QIODevice::ReadOnly))
            continue;
        // pid (name with anything in it) state ppid …
        const QByteArray stat = file.readAll();
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields[1].toLongLong() == parent)
            children.push_back(name.toInt());
    }
    return children;
}

bool isAlive(pid_t pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray stat = file.readAll();
    return stat.mid(stat.lastIndexOf(')') + 2, 1) != "Z";
}

} // namespace

class TestProgramLocal : public QObject {
    Q_OBJECT

    QStringList compare(const QString &settings, const QString &prompt) const
    {
        return {QStringLiteral("compare"), QStringLiteral("--lane"), QStringLiteral("backend=local,temperature=0") + settings, QStringLiteral("--prompt"), prompt,
                QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("--profile"), m_folder->path()};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString engine = qEnvironmentVariable("LINEUP_ENGINE_DIR");
        if (engine.isEmpty())
            QSKIP("LINEUP_ENGINE_DIR is not set: no installed engine to run");
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("data")));
        QVERIFY(QFile::link(QDir(engine).absolutePath(), m_folder->filePath(QStringLiteral("data/engine"))));
    }

    void itAnswersAndTheEngineEnds()
    {
        ProgramRun run;
        run.start(compare(QStringLiteral(",max-tokens=24"), QStringLiteral("Count from one to ten.")));
        std::vector<pid_t> engines;
        QTRY_VERIFY_WITH_TIMEOUT(!(engines = childrenOf(run.process.processId())).empty(), 10'000);
        QCOMPARE(run.wait(), 0);
        const Json report = run.json();
        const Json &lane = report["lanes"][0];
        QVERIFY(!lane["text"].get<std::string>().empty());
        QVERIFY(lane["outcome"] == "length");
        QVERIFY(lane["usage"]["output"] == 24);
        QVERIFY(lane["cost"]["amount"] == "0");
        QVERIFY(lane["cost"]["provenance"] == "local");
        QVERIFY(lane["timing"]["phases_ms"]["queue"].get<double>() > 0);
        for (const pid_t engine : engines)
            QVERIFY(!isAlive(engine)); // its parent has waited for it
    }

    void threeExamplesTeachTheForm()
    {
        const QByteArray shots = "{\"input\":\"A red bicycle for my daughter.\",\"output\":{\"product\":\"bicycle\",\"colour\":\"red\"}}\n"
                                 "{\"input\":\"Two pairs of black shoes.\",\"output\":{\"product\":\"shoes\",\"colour\":\"black\"}}\n"
                                 "{\"input\":\"I want the blue lamp.\",\"output\":{\"product\":\"lamp\",\"colour\":\"blue\"}}\n";
        QFile file(m_folder->filePath(QStringLiteral("shots.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(shots);
        file.close();
        ProgramRun run;
        QCOMPARE(run.run(compare({}, QStringLiteral("Please send me a green umbrella."))
                         << QStringLiteral("--system") << QStringLiteral("Extract product and colour as JSON.") << QStringLiteral("--shots") << file.fileName()),
                 0);
        const std::string text = run.json()["lanes"][0]["text"].get<std::string>();
        const Json answer = Json::parse(text, nullptr, false);
        QVERIFY2(answer.is_object() && answer.value("product", "") == "umbrella" && answer.value("colour", "") == "green", text.c_str());
    }

    void killedItLeavesNoEngine()
    {
        ProgramRun run;
        run.start(compare(QStringLiteral(",max-tokens=1500"), QStringLiteral("Write a very long story.")));
        std::vector<pid_t> engines;
        QTRY_VERIFY_WITH_TIMEOUT(!(engines = childrenOf(run.process.processId())).empty(), 10'000);
        ::kill(static_cast<pid_t>(run.process.processId()), SIGKILL);
        for (const pid_t engine : engines)
            QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), 2000);
    }

    void interruptedItLeavesNoEngine()
    {
        ProgramRun run;
        run.start(compare(QStringLiteral(",max-tokens=1500"), QStringLiteral("Write a very long story.")));
        std::vector<pid_t> engines;
        QTRY_VERIFY_WITH_TIMEOUT(!(engines = childrenOf(run.process.processId())).empty(), 10'000);
        ::kill(static_cast<pid_t>(run.process.processId()), SIGINT);
        QCOMPARE(run.wait(), 130);
        QVERIFY(run.json()["lanes"][0]["outcome"] == "cancelled");
        for (const pid_t engine : engines)
            QVERIFY(!isAlive(engine));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestProgramLocal)
#include "tst_program_local.moc"
