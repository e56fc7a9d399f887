#include "app/cli/setupcommand.h"

#include "tests/app/cli/fakeio.h"

#include <QSignalSpy>
#include <QTest>

using namespace lineup;
using Phase = SetupProgress::Phase;

namespace {

/// A set-up that does what the test says.
class ScriptedSetup : public EngineSetup {
public:
    bool installed = false;
    int starts = 0;
    int cancels = 0;
    int acceptances = 0;
    SetupProgress now;

    bool isInstalled() const override { return installed; }
    SetupProgress progress() const override { return now; }
    void start() override
    {
        ++starts;
        now.items = {{"engine", "MIT", 34'000'000, 0}, {"model", "Apache-2.0", 93'000'000, 0}};
        step(Phase::Checking);
    }
    void cancel() override { ++cancels; }
    std::optional<ModelTerms> terms() const override { return ModelTerms{"Big 2B", "Be good."}; }
    void acceptTerms() override
    {
        ++acceptances;
        step(Phase::Done);
    }
    void step(Phase phase)
    {
        now.phase = phase;
        Q_EMIT progressChanged(now);
    }
    void download(std::size_t item, std::int64_t done)
    {
        now.items[item].doneBytes = done;
        step(Phase::Downloading);
    }
};

} // namespace

class TestSetupCommand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_setup = std::make_unique<ScriptedSetup>();
        m_fake = test::FakeIo();
        m_command = std::make_unique<SetupCommand>(*m_setup, m_fake.io());
        m_finished = std::make_unique<QSignalSpy>(m_command.get(), &SetupCommand::finished);
    }

    void termsAreShownAndWaitForAnOption()
    {
        m_command->start();
        QTRY_COMPARE(m_setup->starts, 1);
        m_setup->step(Phase::AwaitingTerms);
        QTRY_COMPARE(m_finished->count(), 1);
        QCOMPARE(m_finished->front().front().toInt(), 2);
        QCOMPARE(m_setup->acceptances, 0);
        QVERIFY2(m_fake.messages.find("Be good.") != std::string::npos && m_fake.messages.find("--accept-terms") != std::string::npos, m_fake.messages.c_str());
    }

    void termsAreAcceptedByYes_data()
    {
        QTest::addColumn<bool>("yes");
        QTest::newRow("yes") << true;
        QTest::newRow("no") << false;
    }
    void termsAreAcceptedByYes()
    {
        QFETCH(bool, yes);
        CommandIo io = m_fake.io();
        std::string asked;
        io.askYes = [&](std::string_view question) {
            asked = question;
            return yes;
        };
        SetupCommand command(*m_setup, io);
        QSignalSpy finished(&command, &SetupCommand::finished);
        command.start();
        QTRY_COMPARE(m_setup->starts, 1);
        m_setup->step(Phase::AwaitingTerms);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.front().front().toInt(), yes ? 0 : 2);
        QCOMPARE(m_setup->acceptances, yes ? 1 : 0);
        QVERIFY(asked.find("Big 2B") != std::string::npos);
        // They were shown before.
        QVERIFY(m_fake.messages.find("Be good.") != std::string::npos);
    }

    void theOptionAcceptsAndStillShows()
    {
        SetupCommand command(*m_setup, m_fake.io(), true, "backend=local,model=big-2b");
        QSignalSpy finished(&command, &SetupCommand::finished);
        command.start();
        QTRY_COMPARE(m_setup->starts, 1);
        m_setup->step(Phase::AwaitingTerms);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(m_setup->acceptances, 1);
        QVERIFY(m_fake.messages.find("Be good.") != std::string::npos);
        QVERIFY(m_fake.messages.find("model=big-2b") != std::string::npos);
    }

    void eachStepIsALine()
    {
        m_command->start();
        QCOMPARE(m_setup->starts, 0); // never before start() has returned
        QTRY_COMPARE(m_setup->starts, 1);
        m_setup->download(0, 0);
        m_setup->download(0, 3'500'000);
        m_setup->download(0, 3'600'000); // no further tenth, no further line
        m_setup->download(0, 34'000'000);
        m_setup->step(Phase::Verifying);
        m_setup->step(Phase::Installing);
        m_setup->step(Phase::Done);
        QCOMPARE(m_finished->count(), 1);
        QCOMPARE(m_finished->front().front().toInt(), 0);
        QString messages = QString::fromStdString(m_fake.messages);
        messages.replace(QChar(0x00A0), QLatin1Char(' '));
        QCOMPARE(messages, QStringLiteral("Looking at what is there already\n"
                                          "Downloading engine: 34 MB, licence MIT\n"
                                          "Downloading model: 93 MB, licence Apache-2.0\n"
                                          "engine: 3.5 MB of 34 MB\n"
                                          "engine: 34 MB of 34 MB\n"
                                          "Comparing the checksums\n"
                                          "Installing\n"
                                          "The local model is ready. Try: lineup compare --lane backend=local --prompt \"Hello\"\n"));
        QCOMPARE(m_fake.output, std::string());
    }

    void whatIsInstalledIsLeftAlone()
    {
        m_setup->installed = true;
        m_command->start();
        QTRY_COMPARE(m_finished->count(), 1);
        QCOMPARE(m_finished->front().front().toInt(), 0);
        QCOMPARE(m_setup->starts, 0);
    }

    void aFailureSaysWhyAndWhatToDo()
    {
        m_command->start();
        QTRY_COMPARE(m_setup->starts, 1);
        Error error;
        error.code = ErrorCode::EngineMissing;
        error.providerCode = "pip-missing";
        error.detail = "no module named pip";
        m_setup->now.error = error;
        m_setup->step(Phase::Failed);
        QCOMPARE(m_finished->front().front().toInt(), 3);
        QVERIFY2(QByteArray::fromStdString(m_fake.messages).endsWith("lineup: The set-up needs pip, the installer of Python, which is not on this computer. "
                                                                     "Install it; on Debian: sudo apt install python3-pip.\n"),
                 m_fake.messages.c_str());
    }

    void anInterruptWaitsUntilItIsTidy()
    {
        m_command->start();
        QTRY_COMPARE(m_setup->starts, 1);
        m_setup->download(0, 10);
        m_command->interrupt(2);
        QCOMPARE(m_setup->cancels, 1);
        QCOMPARE(m_finished->count(), 0);
        m_setup->step(Phase::Cancelled);
        QCOMPARE(m_finished->count(), 1);
        QCOMPARE(m_finished->front().front().toInt(), 130);
    }

    void anInterruptBeforeItBegins()
    {
        m_command->start();
        m_command->interrupt(15);
        QCOMPARE(m_finished->front().front().toInt(), 143);
        QCoreApplication::processEvents();
        QCOMPARE(m_setup->starts, 0);
    }

private:
    std::unique_ptr<ScriptedSetup> m_setup;
    test::FakeIo m_fake;
    std::unique_ptr<SetupCommand> m_command;
    std::unique_ptr<QSignalSpy> m_finished;
};

QTEST_GUILESS_MAIN(TestSetupCommand)
#include "tst_setupcommand.moc"
