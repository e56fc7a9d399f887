#include "app/cli/backendtestcommand.h"

#include "tests/app/cli/fakebackends.h"
#include "tests/app/cli/fakeio.h"

#include <QSignalSpy>
#include <QTest>

using namespace lineup;
using Json = nlohmann::json;

class TestBackendTestCommand : public QObject {
    Q_OBJECT

    int run(const std::string &lane, ReportFormat format = ReportFormat::Json)
    {
        BackendTestCommand command(m_factory, m_io.io());
        QSignalSpy finished(&command, &BackendTestCommand::finished);
        command.start({lane, format});
        return finished.count() == 0 && finished.wait(5000) && finished.count() == 1 ? finished.front().front().toInt() : -1;
    }

private Q_SLOTS:
    void init()
    {
        m_io = {};
        test::Script good;
        good.models = std::vector<ListedModel>{{"a", std::nullopt}, {"b", std::nullopt}};
        m_factory.add("good", good);
        test::Script bad;
        bad.models = makeError(ErrorCode::NameUnknown, "no such name", "h.invalid:443");
        m_factory.add("bad", bad);
    }

    void whatIsWell()
    {
        QCOMPARE(run("backend=good"), 0);
        const Json report = Json::parse(m_io.output);
        QVERIFY(report["ok"] == true);
        QVERIFY(report["models"] == 2);
        QVERIFY(report["backend"] == "good");
        m_io.output.clear();
        QCOMPARE(run("kind=good,model=m", ReportFormat::Table), 0);
        QVERIFY2(m_io.output.starts_with("== m ==\n"), m_io.output.c_str());
        QVERIFY(m_io.output.find("Name look-up") != std::string::npos);
        QVERIFY(m_io.output.find("2 model") != std::string::npos);
        QCOMPARE(m_factory.backend("good").requests.size(), std::size_t{1});
    }

    void theHopThatFailsIsNamed()
    {
        QCOMPARE(run("kind=bad"), 3);
        const Json report = Json::parse(m_io.output);
        QVERIFY(report["ok"] == false);
        QVERIFY(report["hops"][1]["hop"] == "name" && report["hops"][1]["state"] == "failed");
        QVERIFY(report["hops"][2]["state"] == "not reached");
        QVERIFY(report["error"]["code"] == "NameUnknown");
        m_io.output.clear();
        QCOMPARE(run("kind=bad", ReportFormat::Table), 3);
        QVERIFY(m_io.output.find("-- The name h.invalid:443 was not found.") != std::string::npos);
    }

    void withoutAKeyNothingIsSent()
    {
        QCOMPARE(run("kind=nokey"), 3);
        const Json report = Json::parse(m_io.output);
        QVERIFY(report["hops"][5]["hop"] == "key" && report["hops"][5]["state"] == "failed");
        QVERIFY(report["hops"][1]["state"] == "not reached");
    }

    void wrongUsage()
    {
        QCOMPARE(run("kind=wibble"), 2);
        QCOMPARE(run("wibble"), 2);
        QCOMPARE(m_io.output, std::string());
        QVERIFY(m_io.messages.starts_with("lineup: "));
    }

    void interrupted()
    {
        BackendTestCommand command(m_factory, m_io.io());
        QSignalSpy finished(&command, &BackendTestCommand::finished);
        command.start({"kind=good", ReportFormat::Json});
        command.interrupt(15);
        QCOMPARE(finished.front().front().toInt(), 143);
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 1);
        QCOMPARE(m_io.output, std::string());
    }

private:
    test::ScriptedFactory m_factory;
    test::FakeIo m_io;
};

QTEST_GUILESS_MAIN(TestBackendTestCommand)
#include "tst_backendtestcommand.moc"
