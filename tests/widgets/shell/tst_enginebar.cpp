#include "tests/widgets/shell/windowfixture.h"
#include "widgets/models/comparesession.h"
#include "widgets/shell/enginebar.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace lineup::test {

/// What the window says and offers while the local engine cannot answer.
class TestEngineBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(registerFonts().isEmpty()); }

    void setUpFromTheBarToTheFirstAnswers()
    {
        Disk disk;
        WindowFixture fixture(disk, lessonAnswer, EngineStatus::Absent);
        fixture.start();
        auto *bar = fixture.find<EngineBar>("engineBar");
        auto *primary = bar->findChild<QPushButton *>(QStringLiteral("engineBarPrimary"));
        auto *cancel = bar->findChild<QPushButton *>(QStringLiteral("engineBarCancel"));
        auto *progress = bar->findChild<QProgressBar *>(QStringLiteral("setupProgress"));
        QVERIFY(bar->isVisible());
        QVERIFY2(primary->text().contains(QLatin1String("127")), qPrintable(primary->text()));
        QVERIFY(bar->text().contains(QLatin1String("Apache-2.0")));
        QVERIFY(!QApplication::activeModalWidget()); // no dialog at the start

        QTest::mouseClick(primary, Qt::LeftButton);
        QCOMPARE(fixture.setup.starts, 1);
        QVERIFY(cancel->isVisible());
        QVERIFY(!primary->isVisible());
        fixture.setup.download(34'000'000, 29'500'000);
        QCOMPARE(progress->value(), progress->maximum() / 2);
        QVERIFY2(bar->text().contains(QLatin1String("64")) && bar->text().contains(QLatin1String("127")), qPrintable(bar->text()));
        QTest::mouseClick(cancel, Qt::LeftButton);
        QCOMPARE(bar->title(), QStringLiteral("The set-up was stopped"));
        QVERIFY(primary->isVisible());

        QTest::mouseClick(primary, Qt::LeftButton);
        QCOMPARE(fixture.setup.starts, 2);
        fixture.setup.fail(Error{ErrorCode::NameUnknown, "could not resolve", {}, {}, {}, {}, {}, {}, "files.example.com", {}});
        QVERIFY(!bar->title().isEmpty() && !bar->text().isEmpty());
        auto *details = bar->findChild<QToolButton *>(QStringLiteral("noticeDetailsButton"));
        QVERIFY(details->isVisible());
        QTest::mouseClick(details, Qt::LeftButton);
        QVERIFY(bar->findChild<QPlainTextEdit *>(QStringLiteral("noticeDetails"))->toPlainText().contains(QLatin1String("could not resolve")));

        QTest::mouseClick(primary, Qt::LeftButton);
        fixture.setup.go(SetupProgress::Phase::Installing);
        QVERIFY(bar->isVisible());
        fixture.setup.go(SetupProgress::Phase::Done);
        QCOMPARE(fixture.engine.starts, 1);
        fixture.engine.setStatus(EngineStatus::Ready);
        QVERIFY(!bar->isVisible());
        // The example was waiting for the engine.
        QCOMPARE(fixture.backends.backend().requests().size(), std::size_t(3));
    }

    void laterHidesItUntilTheNextStart()
    {
        Disk disk;
        WindowFixture fixture(disk, lessonAnswer, EngineStatus::Absent);
        fixture.start();
        auto *bar = fixture.find<EngineBar>("engineBar");
        QTest::mouseClick(bar->findChild<QToolButton *>(QStringLiteral("noticeClose")), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
        fixture.engine.setStatus(EngineStatus::Absent);
        QVERIFY(!bar->isVisible());
    }

    void aShortStartIsQuietALongOneCounts()
    {
        Disk disk;
        WindowFixture fixture(disk, lessonAnswer, EngineStatus::Starting);
        fixture.start();
        auto *bar = fixture.find<EngineBar>("engineBar");
        QVERIFY(!bar->isVisible());
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(fixture.clock.now() - fixture.engine.state().since >= EngineBar::kQuietStart);
        const QString before = bar->title();
        QTRY_VERIFY(bar->title() != before); // the time runs
        fixture.engine.setStatus(EngineStatus::Ready);
        QVERIFY(!bar->isVisible());
    }

    void aCrashSaysWhyShowsTheLogAndStartsAgain()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        fixture.engine.crash(Error{ErrorCode::EngineModelBad, "bad magic", {}, {}, {}, {}, {}, {}, "my.gguf", {}}, {"loading my.gguf", "bad magic"});
        auto *bar = fixture.find<EngineBar>("engineBar");
        QVERIFY(bar->isVisible());
        QVERIFY(bar->title().contains(QLatin1String("my.gguf")) || bar->text().contains(QLatin1String("my.gguf")));
        QVERIFY(bar->findChild<QPlainTextEdit *>(QStringLiteral("noticeDetails"))->toPlainText().contains(QLatin1String("loading my.gguf")));
        QCOMPARE(fixture.find<QLabel>("engineWord")->text(), QStringLiteral("Local model stopped working"));
        QTest::mouseClick(bar->findChild<QPushButton *>(QStringLiteral("engineBarPrimary")), Qt::LeftButton);
        QCOMPARE(fixture.engine.starts, 1);
    }

    void whenItGoesTheKeyboardIsInThePrompt()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk, lessonAnswer, EngineStatus::Absent);
        fixture.start();
        auto *bar = fixture.find<EngineBar>("engineBar");
        bar->findChild<QPushButton *>(QStringLiteral("engineBarPrimary"))->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("engineBarCancel"));
        fixture.setup.go(SetupProgress::Phase::Done);
        fixture.engine.setStatus(EngineStatus::Ready);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("promptEdit"));
    }
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestEngineBar)
#include "tst_enginebar.moc"
