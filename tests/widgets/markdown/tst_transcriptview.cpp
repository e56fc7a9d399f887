#include "tests/widgets/markdown/markdowncorpus.h"
#include "tests/widgets/markdown/markdownviewhelpers.h"

#include "widgets/markdown/markdownbody.h"
#include "widgets/markdown/transcriptview.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/lineupstyle.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFocusFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>

using namespace lineup;
using namespace lineup::test;

class TestTranscriptView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        registerFonts();
        applyTheme(*qApp, Theme::light());
    }

    void grabs_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void grabs()
    {
        QFETCH(bool, dark);
        applyTheme(*qApp, dark ? Theme::dark() : Theme::light());
        const QString folder = qEnvironmentVariable("LINEUP_GRAB_DIR");
        int index = 0;
        for (const std::string &answer : {pictureAnswers()[0], pictureAnswers()[1], pictureAnswers()[2], markdownSampler()}) {
            TranscriptView view;
            auto *body = new MarkdownBody;
            body->setText(answer);
            body->setStreaming(true);
            view.addWidget(body);
            view.resize(424, index == 3 ? 900 : 360);
            view.show();
            QVERIFY(QTest::qWaitForWindowExposed(&view));
            QVERIFY(body->height() > 200);
            const QPixmap picture = view.grab();
            if (!folder.isEmpty())
                picture.save(QDir(folder).filePath(QStringLiteral("answer-%1-%2.png").arg(index).arg(QLatin1StringView(dark ? "dark" : "light"))));
            ++index;
        }
        applyTheme(*qApp, Theme::light());
    }

    void aRecordIsShownFromItsAnswer()
    {
        TranscriptView view;
        auto *question = new QLabel(QStringLiteral("Question"));
        question->setFixedHeight(200);
        auto *heading = new QLabel(QStringLiteral("Answer"));
        auto *body = new MarkdownBody;
        for (QWidget *part : {static_cast<QWidget *>(question), static_cast<QWidget *>(heading), static_cast<QWidget *>(body)})
            view.addWidget(part);
        for (int line = 0; line < 60; ++line)
            body->append("Line of text\n\n");
        // Before there is a size, as at the start of the program.
        view.showFrom({heading, body});
        view.resize(424, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QScrollBar *bar = view.verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 500);
        const auto top = [&](const QWidget *widget) { return widget->mapTo(&view, QPoint()).y(); };
        QTRY_VERIFY(top(heading) >= 0 && top(heading) < 30);
        QVERIFY(!view.isFollowing());
        view.resize(300, 260);
        QTRY_VERIFY(top(heading) >= 0 && top(heading) < 30);
        heading->hide();
        QTRY_VERIFY(top(body) >= 0 && top(body) < 30);
        // Whoever scrolls stays where he is.
        bar->setValue(150);
        view.resize(300, 280);
        QTRY_COMPARE(view.height(), 280);
        QCOMPARE(bar->value(), 150);
        // A short answer stands at the end of a page that is full.
        body->setText("Short.");
        view.showFrom({heading, body});
        QTRY_COMPARE(bar->value(), bar->maximum());
    }

    void sidewaysWheelsAreForWhatStandsAround()
    {
        TranscriptView view;
        auto *body = new MarkdownBody;
        view.addWidget(body);
        for (int line = 0; line < 60; ++line)
            body->append("Line of text\n\n");
        view.resize(424, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 500);
        const int before = view.verticalScrollBar()->value();
        const auto taken = [&](QPoint delta, Qt::KeyboardModifiers modifiers) {
            QWheelEvent wheel(QPointF(100, 100), view.mapToGlobal(QPointF(100, 100)), QPoint(), delta, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(view.viewport(), &wheel);
            return wheel.isAccepted();
        };
        QVERIFY(!taken({120, 0}, Qt::NoModifier));
        QVERIFY(!taken({0, 120}, Qt::ShiftModifier));
        QCOMPARE(view.verticalScrollBar()->value(), before);
        QVERIFY(taken({0, 120}, Qt::NoModifier));
        QVERIFY(view.verticalScrollBar()->value() < before);
    }

    void viewFollowsTheEndOnlyWhileThere()
    {
        TranscriptView view;
        auto *body = new MarkdownBody;
        view.addWidget(body);
        view.resize(424, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QScrollBar *bar = view.verticalScrollBar();
        auto *chip = view.findChild<QPushButton *>(QStringLiteral("newTextBelow"));
        for (int line = 0; line < 60; ++line)
            body->append("Line of text\n\n");
        QTRY_VERIFY(bar->maximum() > 500);
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(!chip->isVisible());

        bar->setValue(100);
        QVERIFY(!view.isFollowing());
        body->append("More\n\nand more\n\n");
        QTRY_VERIFY(chip->isVisible());
        QCOMPARE(bar->value(), 100);
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(view.isFollowing());
        QVERIFY(!chip->isVisible());
        body->append("Last\n\n");
        QTRY_COMPARE(bar->value(), bar->maximum());
        // Back at the end by hand: follows again.
        bar->setValue(0);
        body->append("x\n\n");
        QTRY_VERIFY(chip->isVisible());
        bar->setValue(bar->maximum());
        QVERIFY(view.isFollowing());
        QVERIFY(!chip->isVisible());
    }

    /// The line at the top stays at the top when the view becomes narrower.
    void anchorStaysWhenTheWidthChanges()
    {
        TranscriptView view;
        auto *body = new MarkdownBody;
        std::string source;
        for (int paragraph = 0; paragraph < 200; ++paragraph)
            source += "Paragraph " + std::to_string(paragraph) + " with enough words that it takes several lines here.\n\n";
        body->setText(source);
        view.addWidget(body);
        view.resize(500, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 4000);
        view.verticalScrollBar()->setValue(3000);
        const MarkdownBody::Anchor before = body->anchorAt(view.verticalScrollBar()->value() - body->y());
        view.resize(300, 300);
        QTRY_VERIFY(body->width() < 300);
        const MarkdownBody::Anchor after = body->anchorAt(view.verticalScrollBar()->value() - body->y());
        QCOMPARE(after.block, before.block);
        QVERIFY(!view.isFollowing());
    }

    void viewStacksAnyWidgets()
    {
        TranscriptView view;
        auto *note = new QLabel(QStringLiteral("System note"));
        auto *first = new MarkdownBody;
        first->setText("One\n\ntwo");
        auto *second = new MarkdownBody;
        second->setText("Three");
        view.addWidget(first);
        view.addWidget(second);
        view.insertWidget(0, note);
        view.resize(300, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(second->y() > first->geometry().bottom());
        QVERIFY(first->y() > note->geometry().bottom());
        const int top = first->y();
        note->hide();
        QTRY_VERIFY(first->y() < top);
        delete note;
        QCOMPARE(view.count(), 2);
        view.takeWidget(second);
        QCOMPARE(view.count(), 1);
        delete second;
        QCOMPARE(view.widgetAt(0), first);
        QVERIFY(!view.widgetAt(1));
    }

    void keysScrollTheView()
    {
        TranscriptView view;
        auto *body = new MarkdownBody;
        for (int line = 0; line < 100; ++line)
            body->append("Line\n\n");
        view.addWidget(body);
        view.resize(300, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(view.verticalScrollBar()->value() > 0);
        body->setFocus();
        QTest::keyClick(body, Qt::Key_Home);
        QCOMPARE(view.verticalScrollBar()->value(), 0);
        QTest::keyClick(body, Qt::Key_PageDown);
        QVERIFY(view.verticalScrollBar()->value() >= 250);
        QTest::keyClick(body, Qt::Key_End);
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        // A selection by keys is kept in view.
        QTest::keyClick(body, Qt::Key_Home, Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(view.verticalScrollBar()->value(), 0);
    }

    void zoomMakesTextLarger()
    {
        TranscriptView view;
        auto *body = new MarkdownBody;
        body->setText("Some text\n\n```\ncode\n```");
        view.addWidget(body);
        view.resize(400, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const int normal = body->height();
        view.setZoom(2.0);
        QTRY_VERIFY(body->height() > normal * 3 / 2);
        QCOMPARE(body->zoom(), 2.0);
        view.setZoom(9.0);
        QCOMPARE(body->zoom(), 2.0);
        view.setZoom(0.1);
        QCOMPARE(body->zoom(), 0.8);
        view.setZoom(1.0);
        QTRY_COMPARE(body->height(), normal);
    }

    void longTextIsLaidOutWhereItIsSeen()
    {
        TranscriptView view;
        auto *body = new MarkdownBody;
        std::string source;
        for (int paragraph = 0; paragraph < 2000; ++paragraph)
            source += "Paragraph " + std::to_string(paragraph) + " " + std::string(paragraph % 90, 'w') + " text\n\n";
        view.addWidget(body);
        view.resize(424, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        body->setText(source);
        QVERIFY(body->layoutCount() < 400);
        QTRY_COMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        // Idle time makes all heights exact; the view stays at the end.
        QTRY_VERIFY(body->layoutCount() >= 2000);
        QTRY_COMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        MarkdownBody full;
        full.setText(source);
        QTRY_COMPARE(body->height(), full.heightForWidth(body->width()));
    }

    void hostileTextsArePainted_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::newRow("nesting") << QByteArray("> ").repeated(5000) + "x";
        QTest::newRow("list nesting") << QByteArray("- ").repeated(2000) + "x";
        QTest::newRow("no break") << QByteArray("x").repeated(100000);
        QTest::newRow("1 MB line of code") << "```\n" + QByteArray("y").repeated(1 << 20) + "\n```";
        QTest::newRow("20k lines of code") << "```py\n" + QByteArray("a = 'b' # c\n").repeated(20000) + "```";
        QTest::newRow("wide table") << QByteArray("|a").repeated(500) + "\n" + QByteArray("|---").repeated(500) + "\n|b";
        QTest::newRow("long table") << "|a|b|\n|---|---|\n" + QByteArray("|1|2|\n").repeated(5000);
        QTest::newRow("combining") << "a" + QByteArray("\xCC\x81").repeated(5000);
        QTest::newRow("bidi") << QByteArray("\xE2\x80\xAE\xE2\x80\xAB" "abc \xD7\xA9").repeated(2000);
        QTest::newRow("controls") << QByteArray("a\x01\x1b[31m\x7f\xC2\x9B z").repeated(500);
        QTest::newRow("nul") << QByteArray(3000, '\0');
        QTest::newRow("emoji") << QByteArray("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB").repeated(3000);
        QTest::newRow("empty items") << QByteArray("-\n").repeated(500);
        QTest::newRow("blank") << QByteArray("\n \n\t\n");
    }
    void hostileTextsArePainted()
    {
        QFETCH(QByteArray, source);
        TranscriptView view;
        auto *body = new MarkdownBody;
        view.addWidget(body);
        view.resize(360, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QElapsedTimer timer;
        timer.start();
        body->setText(source.toStdString());
        body->append(" more");
        body->setStreaming(true);
        view.grab();
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
        view.grab();
        body->selectAll();
        view.grab();
        QVERIFY2(timer.elapsed() < 15000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(body->text(), source.toStdString() + " more");
    }

    void ringIsAroundTheView()
    {
        QWidget window;
        auto *view = new TranscriptView;
        auto *body = new MarkdownBody;
        body->setText("text");
        view->addWidget(body);
        auto *row = new QHBoxLayout(&window);
        auto *before = new QPushButton(QStringLiteral("Before"));
        row->addWidget(before);
        row->addWidget(view);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        QTRY_VERIFY(QApplication::activeWindow() == &window);
        before->setFocus();
        QTest::keyClick(before, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), body);
        auto *ring = window.findChild<QFocusFrame *>();
        QVERIFY(ring && ring->isVisible());
        QCOMPARE(ring->widget(), view);
        QCOMPARE(QRect(ring->mapTo(&window, QPoint()), ring->size()), view->geometry());
    }
};

QTEST_MAIN(TestTranscriptView)
#include "tst_transcriptview.moc"
