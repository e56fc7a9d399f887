#include "tests/widgets/markdown/markdowncorpus.h"
#include "tests/widgets/markdown/markdownviewhelpers.h"

#include "widgets/markdown/markdownbody.h"
#include "widgets/markdown/tabledialog.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/lineupstyle.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>
#include <QTextDocument>
#include <QTextLayout>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <sys/inotify.h>
#include <unistd.h>

using namespace lineup;
using namespace lineup::test;

class TestMarkdownBody final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        registerFonts();
        applyTheme(*qApp, Theme::light());
    }

    // --- text, copy, selection ---

    void textIsTheModelsText()
    {
        MarkdownBody body;
        const std::string source = "# A *b*\n\n- c &amp; <b>d</b>\n\n```\ne\n```\n";
        body.setText(source);
        body.selectAll();
        QCOMPARE(body.selectedSource(), QString::fromStdString(source));
        QCOMPARE(QAccessible::queryAccessibleInterface(&body)->text(QAccessible::Value), QString::fromStdString(source));
        body.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(source));
    }

    void partOfASelectionIsItsSource()
    {
        MarkdownBody body;
        const std::string source = "First **bold** text.\n\n```py\nx = 1\ny = 2\n```\n\nLast.";
        body.setText(source);
        body.selectBytes(6, 14);
        QCOMPARE(body.selectedSource(), QStringLiteral("bold"));
        body.selectBytes(0, 20);
        QCOMPARE(body.selectedSource(), QStringLiteral("First **bold** text."));
        const std::size_t code = source.find("x = 1");
        body.selectBytes(code, code + 7);
        QCOMPARE(body.selectedSource(), QStringLiteral("x = 1\ny"));
        body.selectBytes(16, source.size());
        QCOMPARE(body.selectedSource(), QString::fromStdString(source.substr(16)));
    }

    void mouseSelects()
    {
        MarkdownBody body;
        show(body, "Hello wide world\n\nSecond paragraph");
        const QPoint from = body.rectOfByte(6).center();
        const QPoint to = body.rectOfByte(10).center();
        QTest::mousePress(&body, Qt::LeftButton, {}, from);
        QTest::mouseMove(&body, to);
        sendMove(body, to, Qt::LeftButton);
        QTest::mouseRelease(&body, Qt::LeftButton, {}, to);
        QCOMPARE(body.selectedSource(), QStringLiteral("wide"));
        QTest::mouseDClick(&body, Qt::LeftButton, {}, body.rectOfByte(13).center());
        QCOMPARE(body.selectedSource(), QStringLiteral("world"));
        QTest::mouseClick(&body, Qt::LeftButton, {}, from);
        QVERIFY(!body.hasSelection());
        QTest::mouseClick(&body, Qt::LeftButton, Qt::ShiftModifier, body.rectOfByte(24).center());
        QCOMPARE(body.selectedSource(), QStringLiteral("wide world\n\nSecond"));
    }

    void keyboardSelects()
    {
        MarkdownBody body;
        show(body, "One two\n\n- three\n- four");
        body.setFocus();
        const auto press = [&body](Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(&body, key, modifiers); };
        press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(body.selectedSource(), QStringLiteral("O"));
        press(Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(body.selectedSource(), QStringLiteral("One"));
        press(Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(body.selectedSource(), QStringLiteral("One two"));
        press(Qt::Key_Right, Qt::ShiftModifier);
        press(Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(body.selectedSource(), QStringLiteral("One two\n\n- three"));
        press(Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
        press(Qt::Key_Up, Qt::ShiftModifier);
        press(Qt::Key_Home, Qt::ShiftModifier);
        QVERIFY(!body.hasSelection());
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(body.selectedSource().contains(QStringLiteral("three")));
        press(Qt::Key_End, Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(body.selectedSource(), QStringLiteral("One two\n\n- three\n- four"));
        press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("One two\n\n- three\n- four"));
    }

    void selectionSurvivesStreaming()
    {
        MarkdownBody body;
        show(body, "First paragraph.\n\nSecond");
        body.selectBytes(0, 5);
        for (int chunk = 0; chunk < 20; ++chunk)
            body.append(" and more");
        QCOMPARE(body.selectedSource(), QStringLiteral("First"));
        body.setText("x");
        QVERIFY(body.selectedSource().size() <= 1);
    }

    void selectionIsPainted()
    {
        MarkdownBody body;
        show(body, "Hello world");
        const QColor action = Theme::light().color(ColorRole::Action);
        QCOMPARE(countOf(body.grab().toImage(), action), 0);
        body.selectAll();
        QVERIFY(countOf(body.grab().toImage(), action) > 300);
    }

    // --- code blocks ---

    void codeIsCopiedExactly()
    {
        MarkdownBody body;
        show(body, "a\n\n```make\nall:\n\techo  x\n\n```\n\nb\n\n~~~\nsecond\n~~~");
        const QList<QToolButton *> buttons = body.findChildren<QToolButton *>(QStringLiteral("copyCode"));
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons[0]->text(), QStringLiteral("Copy code"));
        buttons[0]->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("all:\n\techo  x\n"));
        buttons[1]->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("second"));
    }

    void copyButtonIsReachedByTabAndSeenOnlyThen()
    {
        MarkdownBody body;
        show(body, "```py\nx = 1\n```\n\nend");
        body.activateWindow();
        QTRY_VERIFY(QApplication::activeWindow() == &body);
        auto *button = body.findChild<QToolButton *>(QStringLiteral("copyCode"));
        QVERIFY(button);
        body.setFocus(); // a window gives the focus to its first child
        sendMove(body, QPoint(10, body.height() - 5), Qt::NoButton);
        const QImage before = body.grab(button->geometry()).toImage();
        body.setFocus(Qt::TabFocusReason);
        QTest::keyClick(&body, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), button);
        QVERIFY(body.grab(button->geometry()).toImage() != before);
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("x = 1"));
        body.setFocus(Qt::OtherFocusReason);
        QCOMPARE(body.grab(button->geometry()).toImage(), before);
        sendMove(body, QPoint(20, 15), Qt::NoButton);
        QVERIFY(body.grab(button->geometry()).toImage() != before);
    }

    void buttonsFollowTheNumberOfCodeBlocks()
    {
        MarkdownBody body;
        show(body, "```\na\n```");
        QCOMPARE(shownButtons(body), 1);
        body.append("\n\n```\nb\n```\n\n```\nc\n```");
        QCOMPARE(shownButtons(body), 3);
        body.setText("none");
        QCOMPARE(shownButtons(body), 0);
    }

    void wideCodeScrollsInside()
    {
        MarkdownBody body;
        show(body, "```\n" + std::string(300, 'x') + "END\n```\n\ntext");
        auto *bar = body.findChild<QScrollBar *>(QStringLiteral("blockScroll"));
        QVERIFY(bar && bar->isVisible());
        QVERIFY(bar->maximum() > 1000);
        const QImage before = body.grab().toImage();
        bar->setValue(bar->maximum());
        const QImage scrolled = body.grab().toImage();
        QVERIFY(scrolled != before);
        bar->setValue(0);
        QCOMPARE(body.grab().toImage(), before);
        // The wheel scrolls it sideways, and leaves up and down to the view.
        QWheelEvent sideways(QPointF(50, 20), body.mapToGlobal(QPointF(50, 20)), {}, QPoint(-240, 0), Qt::NoButton,
                             Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&body, &sideways);
        QVERIFY(sideways.isAccepted());
        QCOMPARE(body.findChild<QScrollBar *>(QStringLiteral("blockScroll"))->value(), 80);
        QWheelEvent down(QPointF(50, 20), body.mapToGlobal(QPointF(50, 20)), {}, QPoint(0, -120), Qt::NoButton,
                         Qt::NoModifier, Qt::NoScrollPhase, false);
        down.ignore();
        QApplication::sendEvent(&body, &down);
        QVERIFY(!down.isAccepted());
    }

    void narrowCodeHasNoScrollBar()
    {
        MarkdownBody body;
        show(body, "```\nshort\n```");
        QVERIFY(!body.findChild<QScrollBar *>(QStringLiteral("blockScroll")));
    }

    void hiddenCharactersAreSeenAndCounted()
    {
        MarkdownBody plain;
        show(plain, "```\nif (admin) {}\n```");
        MarkdownBody hidden;
        show(hidden, "```\nif (\xE2\x80\xAE" "admin\xE2\x81\xA6) {}\n```");
        QVERIFY(hidden.height() > plain.height()); // a line that says so
        QVERIFY(countOf(hidden.grab().toImage(), Theme::light().color(ColorRole::Warning), 60) > 20);
        QVERIFY(hidden.selectedSource().isEmpty());
        hidden.selectAll();
        QVERIFY(hidden.selectedSource().contains(QChar(0x202E)));
    }

    void largeTableOpensInAWindow()
    {
        MarkdownBody body;
        std::string source = "| a | b |\n|---|---|\n";
        for (int row = 1; row <= 300; ++row)
            source += "| " + std::to_string(row) + " | *x* |\n";
        show(body, source);
        auto *button = body.findChild<QToolButton *>(QStringLiteral("openTable"));
        QVERIFY(button && button->isVisible());
        button->click();
        auto *dialog = body.findChild<TableDialog *>();
        QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
        auto *view = dialog->findChild<QTableView *>();
        QCOMPARE(view->model()->rowCount(), 300);
        QCOMPARE(view->model()->index(299, 0).data().toString(), QStringLiteral("300"));
        QCOMPARE(view->model()->index(0, 1).data().toString(), QStringLiteral("x"));
        QVERIFY(dialog->selectedText().startsWith(QStringLiteral("a\tb\n1\tx\n")));
        view->selectRow(1);
        QTest::keyClick(dialog, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("2\tx"));
        dialog->close();

        MarkdownBody small;
        show(small, "| a |\n|---|\n| 1 |");
        QVERIFY(!small.findChild<QToolButton *>(QStringLiteral("openTable")));
    }

    void tabMeetsTheButtonsInTheOrderOfTheText()
    {
        QWidget window;
        MarkdownBody body(&window);
        QLineEdit after(&window);
        body.setGeometry(0, 0, 500, 12000);
        std::string table = "| a |\n|---|\n";
        for (int row = 1; row <= 300; ++row)
            table += "| " + std::to_string(row) + " |\n";
        window.resize(500, 12000);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        body.setText("```\nfirst\n```\n\n" + table + "\n```\nlast\n```\n");
        QTRY_VERIFY(body.findChild<QToolButton *>(QStringLiteral("openTable")));
        body.setFocus(Qt::TabFocusReason);
        QStringList met;
        while (met.size() < 6 && QApplication::focusWidget() != &after) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            met << QApplication::focusWidget()->objectName();
        }
        QCOMPARE(met, (QStringList{QStringLiteral("copyCode"), QStringLiteral("openTable"), QStringLiteral("copyCode"), QString()}));
    }

    // --- links and images ---

    void linksTellTheirTargetAndOpenNothing()
    {
        MarkdownBody body;
        const std::string source = "See [the *guide*](HTTPS://Example.ORG/a?b=%20c) and [x](javascript:alert(1)).";
        show(body, source);
        QSignalSpy hovered(&body, &MarkdownBody::linkHovered);
        QSignalSpy activated(&body, &MarkdownBody::linkActivated);
        const QPoint link = body.rectOfByte(source.find("guide") + 1).center();
        sendMove(body, link, Qt::NoButton);
        QCOMPARE(hovered.last().first().toString(), QStringLiteral("https://example.org/a?b=%20c"));
        QCOMPARE(body.cursor().shape(), Qt::PointingHandCursor);
        QTest::mouseClick(&body, Qt::LeftButton, {}, link);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toUrl(), QUrl(QStringLiteral("https://example.org/a?b=%20c")));
        QCOMPARE(activated.first().last().toString(), QStringLiteral("the guide"));
        const QPoint script = body.rectOfByte(source.find("x](java")).center() + QPoint(2, 0);
        sendMove(body, script, Qt::NoButton);
        QCOMPARE(hovered.last().first().toString(), QString());
        QTest::mouseClick(&body, Qt::LeftButton, {}, script);
        QCOMPARE(activated.size(), 1);
    }

    void draggingOverALinkSelectsIt()
    {
        MarkdownBody body;
        show(body, "[label](http://a.b)");
        QSignalSpy activated(&body, &MarkdownBody::linkActivated);
        QTest::mousePress(&body, Qt::LeftButton, {}, QPoint(2, 10));
        sendMove(body, QPoint(30, 10), Qt::LeftButton);
        QTest::mouseRelease(&body, Qt::LeftButton, {}, QPoint(30, 10));
        QVERIFY(body.hasSelection());
        QCOMPARE(activated.size(), 0);
    }

    void tabWalksOverLinks()
    {
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *body = new MarkdownBody;
        body->setText("[one](http://a/1) text [no](file:///x)\n\n| h |\n|---|\n| [two](http://a/2) |");
        auto *after = new QPushButton(QStringLiteral("After"));
        column->addWidget(body);
        column->addWidget(after);
        window.resize(400, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        QTRY_VERIFY(QApplication::activeWindow() == &window);
        QSignalSpy activated(body, &MarkdownBody::linkActivated);
        body->setFocus(Qt::TabFocusReason);
        for (int link = 1; link <= 2; ++link) {
            QTest::keyClick(body, Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget(), body);
            QTest::keyClick(body, Qt::Key_Return);
            QCOMPARE(activated.last().first().toUrl().path(), QStringLiteral("/%1").arg(link));
        }
        QTest::keyClick(body, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), after);
    }

    /// The guard: any open of the file is seen by inotify, and a text document does open it.
    void noFileIsEverOpened()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("secret.png"));
        QImage(4, 4, QImage::Format_RGB32).save(path);
        const QByteArray name = path.toUtf8();
        const int watch = inotify_init1(IN_NONBLOCK);
        QVERIFY(watch >= 0);
        QVERIFY(inotify_add_watch(watch, name.constData(), IN_OPEN | IN_ACCESS) >= 0);
        QVERIFY(inotify_add_watch(watch, folder.path().toUtf8().constData(), IN_OPEN | IN_ACCESS) >= 0);
        const auto opened = [watch] {
            char events[4096];
            return ::read(watch, events, sizeof events) > 0;
        };

        const QByteArray answer = "![x](" + name + ") ![y](file://" + name + ") <img src=\"file://" + name
            + "\">\n\n<table background=\"" + name + "\"><tr><td background=\"" + name
            + "\">cell</td></tr></table>\n\n[link](" + name + ") [file](file://" + name + ")\n\n| ![z](" + name
            + ") |\n|---|\n| <img src='" + name + "'> |\n\n```html\n<img src=\"" + name + "\">\n```\n\n[ref]: " + name
            + "\n![ref]\n";
        MarkdownBody body;
        show(body, answer.toStdString());
        body.grab();
        body.selectAll();
        body.copy();
        QTest::mouseClick(&body, Qt::LeftButton, {}, QPoint(10, 10));
        sendMove(body, QPoint(12, 12), Qt::NoButton);
        QToolTip::hideText();
        QVERIFY(!opened());

        // The same text in a text document does open it: the guard sees what it is there for.
        QTextDocument document;
        document.setMarkdown(QString::fromUtf8(answer));
        QImage canvas(400, 400, QImage::Format_RGB32);
        QPainter painter(&canvas);
        document.drawContents(&painter);
        QVERIFY(opened());
        ::close(watch);
    }

    // --- layout ---

    void anAppendLaysOutOneBlock()
    {
        MarkdownBody body;
        std::string source;
        for (int paragraph = 0; paragraph < 50; ++paragraph)
            source += "Paragraph " + std::to_string(paragraph) + " with **bold** words and `code`.\n\n";
        show(body, source + "Last");
        const int before = body.layoutCount();
        QVERIFY(before >= 51);
        for (int chunk = 0; chunk < 10; ++chunk)
            body.append(" word");
        QCOMPARE(body.layoutCount(), before + 10);
        body.append("\n\nNew paragraph");
        QCOMPARE(body.layoutCount(), before + 11);
    }

    void heightIsTheSameHoweverTheTextCame_data()
    {
        QTest::addColumn<int>("answer");
        for (int answer = 0; answer < int(test::markdownAnswers().size()); ++answer)
            QTest::addRow("%d", answer) << answer;
    }
    /// The picture of a streamed answer is that of the finished text.
    void heightIsTheSameHoweverTheTextCame()
    {
        QFETCH(int, answer);
        const std::string &source = test::markdownAnswers()[std::size_t(answer)];
        MarkdownBody whole;
        show(whole, source);
        MarkdownBody streamed;
        show(streamed, "");
        for (std::size_t at = 0; at < source.size(); at += 5)
            streamed.append(std::string_view(source).substr(at, 5));
        streamed.finish();
        QTRY_COMPARE(streamed.height(), whole.height());
        QCOMPARE(streamed.grab().toImage(), whole.grab().toImage());
    }

    void longRunsAreCutWithoutASeam()
    {
        const std::string words = [] {
            std::string text;
            for (int word = 0; word < 3000; ++word)
                text += "word" + std::to_string(word) + " ";
            return text;
        }();
        MarkdownBody body;
        show(body, words);
        // As many lines as the same words need in a single layout, give or take none.
        QTextLayout layout(QString::fromStdString(words).trimmed(), Theme::light().font(TypeStep::Body));
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        int lines = 0;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine(), ++lines)
            line.setLineWidth(body.width());
        layout.endLayout();
        QCOMPARE(body.height(), lines * Theme::light().lineHeight(TypeStep::Body));
    }

    void caretStandsBehindTheText()
    {
        MarkdownBody body;
        show(body, "Some text");
        const QColor text = Theme::light().color(ColorRole::Text);
        const QPoint behind = body.rectOfByte(9).center() + QPoint(5, 0);
        QVERIFY(body.grab().toImage().pixelColor(behind) != text);
        body.setStreaming(true);
        QCOMPARE(body.grab().toImage().pixelColor(behind), text);
        body.finish();
        QVERIFY(body.grab().toImage().pixelColor(behind) != text);
    }

    void themeSwitchLeavesNothingBehind()
    {
        MarkdownBody switched;
        show(switched, markdownSampler().c_str());
        switched.grab();
        applyTheme(*qApp, Theme::dark());
        MarkdownBody made;
        show(made, markdownSampler().c_str());
        made.setFocus(); // a window gives the focus to its first child
        sendMove(switched, QPoint(10, 10), Qt::NoButton);
        sendMove(made, QPoint(10, 10), Qt::NoButton);
        QCOMPARE(switched.size(), made.size());
        QCOMPARE(switched.grab().toImage(), made.grab().toImage());
        applyTheme(*qApp, Theme::light());
    }

    // --- accessibility ---

    void assistiveTechnologyReadsTheSource()
    {
        MarkdownBody body;
        const std::string source = "**B** \xF0\x9F\x98\x80 x\n\n- item";
        show(body, source);
        body.setAccessibleName(QStringLiteral("Answer of pane A"));
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&body);
        QCOMPARE(accessible->role(), QAccessible::EditableText);
        QVERIFY(accessible->state().readOnly);
        QVERIFY(accessible->state().multiLine);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Answer of pane A"));
        QAccessibleTextInterface *text = accessible->textInterface();
        QVERIFY(text);
        const QString whole = QString::fromStdString(source);
        QCOMPARE(text->characterCount(), int(whole.size()));
        QCOMPARE(text->text(0, text->characterCount()), whole);
        QCOMPARE(text->selectionCount(), 0);
        const int item = int(whole.indexOf(QStringLiteral("item")));
        text->setSelection(0, 2, item + 2);
        int start = 0;
        int end = 0;
        text->selection(0, &start, &end);
        QCOMPARE(start, 2);
        QCOMPARE(end, item + 2);
        QCOMPARE(body.selectedSource(), QStringLiteral("**B** \U0001F600 x\n\n- it"));
        const QRect place = text->characterRect(item);
        QVERIFY(place.isValid());
        QCOMPARE(text->offsetAtPoint(place.center() - QPoint(place.width() / 3, 0)), item);
        text->removeSelection(0);
        QCOMPARE(text->selectionCount(), 0);
    }
};

QTEST_MAIN(TestMarkdownBody)
#include "tst_markdownbody.moc"
