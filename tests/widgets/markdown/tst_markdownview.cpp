#include "markdowncorpus.h"

#include "widgets/markdown/markdownbody.h"
#include "widgets/markdown/transcriptview.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/lineupstyle.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QFocusFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QTextLayout>
#include <QToolButton>
#include <QToolTip>
#include <QWheelEvent>

#include <sys/inotify.h>
#include <unistd.h>

using namespace lineup;

namespace {

/// The answers of the first design picture.
const char *kTerra
    = "Retry only what is safe to repeat, and stop early.\n\n- **Attempts:** 3 in total, the first one included.\n"
      "- **Delay:** start at 200 ms, double it, add random jitter.\n- **Time-out:** 10 s per call, 30 s for the whole "
      "operation.\n\nSend the same idempotency key with every attempt, so that a payment is never taken twice.\n\n"
      "```python\ndef pay(call, key, attempts=3, delay=0.2):\n    for n in range(attempts):\n        try:\n"
      "            return call(key, timeout=10)\n        except Retryable:\n            sleep(uniform(0, delay * 2**n))\n"
      "```\n\nDo not retry a 4xx answer. Exceptions: `408` and `429`";
const char *kSonnet
    = "These are safe defaults for a payments API:\n\n| Setting | Value |\n|---|---|\n| Attempts | 5 at most |\n"
      "| First delay | 500 ms, doubled, full jitter |\n| Longest delay | 8 s |\n| Time-out | 10 s per call |\n\n"
      "Use exponential backoff with jitter, so that clients do not all come back in the same second.\n\n"
      "Send an idempotency key with every attempt; without it, a retry can charge the customer";
const char *kQwen
    = "### Retry policy\n\n1. Use exponential backoff with jitter.\n2. Maximum **3 attempts**, first delay **1 s**.\n"
      "3. Time-out of **30 s** for each call.\n4. Always send an idempotency key.\n\n```python\n"
      "for attempt in range(3):\n    response = client.post(\n        url, json=body, timeout=30,\n"
      "        headers={\"Idempotency-Key\": key})\n    if response.status_code < 500:\n        break\n"
      "    time.sleep(2 ** attempt)\n```\n\nThe delay grows to 1, 2 and 4 seconds";
const char *kEverything
    = "# Heading one\nText under it with a [link](https://example.org/path), ~~struck~~, *italic* and ***both***.\n\n"
      "## Heading two\n> A quote with `code` in it.\n>\n> - and a list\n> - of two\n\n### Heading three\n"
      "- first\n  - nested\n    - deeper\n      1. numbered\n- [ ] to do\n- [x] done\n\n9. nine\n10. ten\n\n"
      "![A diagram](https://img.example.org/d.png) and a [bad link](javascript:alert(1)).\n\n---\n\n"
      "```js\nconst x = `a ${b}`; // comment that is so long that the block has to scroll sideways to show it all\n"
      "let s = 'hid\xE2\x80\xAE" "den';\n```\n\n| left | centre | right | a column with a long title |\n|:---|:--:|---:|---|\n"
      "| 1 | 2 | 3 | some longer text that has to be wrapped in its cell |\n| `code` | **bold** | 12,345 | x |\n\n"
      "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD7\xA2\xD7\x95\xD7\x9C\xD7\x9D, \xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\x91\x8B";

void show(MarkdownBody &body, const std::string &text)
{
    body.setText(text);
    body.resize(392, body.heightForWidth(392));
    body.show();
    QVERIFY(QTest::qWaitForWindowExposed(&body));
    QObject::connect(&body, &MarkdownBody::heightChanged, &body,
                     [&body] { body.resize(body.width(), body.heightForWidth(body.width())); });
}

void sendMove(QWidget &widget, QPoint point, Qt::MouseButtons buttons)
{
    QMouseEvent move(QEvent::MouseMove, QPointF(point), widget.mapToGlobal(QPointF(point)), Qt::NoButton, buttons,
                     Qt::NoModifier);
    QApplication::sendEvent(&widget, &move);
}

int countOf(const QImage &image, const QColor &color, int tolerance = 2)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - color.red()) <= tolerance && std::abs(pixel.green() - color.green()) <= tolerance
                && std::abs(pixel.blue() - color.blue()) <= tolerance;
        }
    }
    return count;
}

int shownButtons(const MarkdownBody &body)
{
    const QList<QToolButton *> buttons = body.findChildren<QToolButton *>(QStringLiteral("copyCode"));
    return int(std::count_if(buttons.begin(), buttons.end(), [](const QToolButton *button) { return button->isVisible(); }));
}

} // namespace

class TestMarkdownView final : public QObject {
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
        for (const char *answer : {kTerra, kSonnet, kQwen, kEverything}) {
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

    // --- view ---

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
        show(switched, kEverything);
        switched.grab();
        applyTheme(*qApp, Theme::dark());
        MarkdownBody made;
        show(made, kEverything);
        made.setFocus(); // a window gives the focus to its first child
        sendMove(switched, QPoint(10, 10), Qt::NoButton);
        sendMove(made, QPoint(10, 10), Qt::NoButton);
        QCOMPARE(switched.size(), made.size());
        QCOMPARE(switched.grab().toImage(), made.grab().toImage());
        applyTheme(*qApp, Theme::light());
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

QTEST_MAIN(TestMarkdownView)
#include "tst_markdownview.moc"
