#include "tests/widgets/shell/windowfixture.h"
#include "widgets/compare/comparepage.h"
#include "widgets/models/comparesession.h"
#include "widgets/shell/actions.h"
#include "widgets/theme/fonts.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

namespace lineup::test {

/// Grabs the main pages in the sizes and both looks that the design shows, for the eye; LINEUP_PICTURES names the folder.
/// What is asserted is that the pages fit: nothing is cut, no control lies outside the window.
class TestPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(registerFonts().isEmpty());
        m_folder = qEnvironmentVariable("LINEUP_PICTURES");
    }

    void firstComparison_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("isDark");
        for (const QSize size : {QSize(1024, 640), QSize(1280, 800), QSize(1440, 900), QSize(1920, 1080)}) {
            QTest::addRow("%dx%d-light", size.width(), size.height()) << size << false;
            QTest::addRow("%dx%d-dark", size.width(), size.height()) << size << true;
        }
    }
    void firstComparison()
    {
        QFETCH(QSize, size);
        QFETCH(bool, isDark);
        Disk disk;
        WindowFixture fixture(disk);
        fixture.system.setDark(isDark);
        fixture.start(size);
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        QCOMPARE(fixture.window->size(), size);
        keep(*fixture.window, "first");
        checkInside(*fixture.window);

    }

    void states_data() { looks(); }
    void states()
    {
        QFETCH(bool, isDark);
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        int asked = 0;
        WindowFixture fixture(disk, [&asked](const ChatRequest &) { return stateAnswer(asked++); });
        fixture.system.setDark(isDark);
        fixture.start({1440, 900});
        fixture.session().setDocument(serverLineup(8), QString());
        fixture.session().send();
        QTRY_VERIFY(fixture.session().result(7).hasContent());
        QTest::qWait(300);
        keep(*fixture.window, "states");
        fixture.window->resize(1920, 1080);
        QTest::qWait(100);
        keep(*fixture.window, "states-wide");
        fixture.window->page()->toggleMaximised(1);
        QTest::qWait(100);
        keep(*fixture.window, "maximised");
        fixture.session().stopAll();
    }

    void dialogs_data() { looks(); }
    void dialogs()
    {
        QFETCH(bool, isDark);
        Disk disk;
        WindowFixture fixture(disk);
        fixture.system.setDark(isDark);
        fixture.start({1280, 800});
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        fixture.window->page()->openExamples();
        QTest::qWait(50);
        keep(*fixture.window, "sheet");
        fixture.window->page()->editPane(2);
        auto *editor = fixture.find<QDialog>("laneEditor");
        QTest::qWait(50);
        keep(*editor, "lane-local");
        editor->findChild<QComboBox *>(QStringLiteral("laneKind"))->setCurrentIndex(1);
        Q_EMIT editor->findChild<QComboBox *>(QStringLiteral("laneKind"))->activated(1);
        editor->findChild<QLineEdit *>(QStringLiteral("laneTemperature"))->setText(QStringLiteral("7"));
        editor->findChild<QLineEdit *>(QStringLiteral("laneKeyEnv"))->setText(QStringLiteral("MY KEY"));
        QTest::mouseClick(editor->findChild<QPushButton *>(QStringLiteral("laneAccept")), Qt::LeftButton);
        QTest::qWait(50);
        QVERIFY(editor->isVisible());
        keep(*editor, "lane-server");
        editor->reject();
        fixture.window->actions().at(Actions::Id::Settings)->trigger();
        QTest::qWait(50);
        keep(*fixture.find<QDialog>("settingsDialog"), "settings");
        fixture.find<QDialog>("settingsDialog")->close();
        fixture.window->actions().at(Actions::Id::About)->trigger();
        QTest::qWait(50);
        keep(*fixture.find<QDialog>("aboutDialog"), "about");
        fixture.find<QDialog>("aboutDialog")->close();
        fixture.window->actions().at(Actions::Id::Shortcuts)->trigger();
        QTest::qWait(50);
        keep(*fixture.find<QDialog>("shortcutsDialog"), "shortcuts");
        fixture.find<QDialog>("shortcutsDialog")->close();
        fixture.engine.crash(Error{ErrorCode::EngineCrashed, "illegal instruction", {}, "illegal-instruction", {}, {}, {}, {}, "", {}},
                             {"load_model: loading", "system_info: n_threads = 1"});
        QTest::mouseClick(fixture.find<QWidget>("engineBar")->findChild<QToolButton *>(QStringLiteral("noticeDetailsButton")), Qt::LeftButton);
        fixture.window->page()->removePane(1);
        QTest::qWait(50);
        keep(*fixture.window, "bars");
    }

    void longWords_data() { looks(); }
    void longWords()
    {
        QFETCH(bool, isDark);
        // Another language may need 40 % more room.
        class Longer final : public QTranslator {
        public:
            QString translate(const char *, const char *source, const char *, int count) const override
            {
                QString text = QString::fromUtf8(source);
                if (count >= 0)
                    text.replace(QLatin1String("%n"), QString::number(count));
                const auto wanted = text.size() * 7 / 5;
                while (text.size() < wanted)
                    text += text.size() % 9 == 0 ? QLatin1Char(' ') : QLatin1Char('m');
                return text;
            }
            bool isEmpty() const override { return false; }
        };
        Longer translator;
        QCoreApplication::installTranslator(&translator);
        Disk disk;
        WindowFixture fixture(disk);
        fixture.system.setDark(isDark);
        fixture.start({1280, 800});
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        keep(*fixture.window, "long");
        checkInside(*fixture.window);
        QCOMPARE(fixture.window->size(), QSize(1280, 800));
        QCoreApplication::removeTranslator(&translator);
    }

private:
    static void looks()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    static LineupDocument serverLineup(int panes)
    {
        LineupDocument document;
        document.title = "Eight servers";
        document.setup.prompt = "Explain our retry policy to a new PM in under 150 words.";
        const char *models[] = {"gpt-6.1-terra", "claude-sonnet-5-5", "gemini-3.8-flash", "mistral-small-4", "deepseek-v4-flash", "grok-4.7", "qwen3:8b", ""};
        for (int pane = 0; pane < panes; ++pane) {
            LaneSpec lane;
            lane.letter = pane;
            lane.model = models[pane % 8];
            if (pane != 7) {
                lane.backend.kind = "openai-compatible";
                lane.backend.baseUrl = "https://api" + std::to_string(pane) + ".example.com/v1";
            }
            lane.parameters.temperature = 0.3;
            lane.parameters.maxTokens = 1024;
            lane.parameters.seed = 7;
            document.setup.lanes.push_back(lane);
        }
        return document;
    }

    /// A different state for every pane, in the order of the design's board.
    static ScriptedAnswer stateAnswer(int pane)
    {
        const std::string text = "Retry only what is **safe to repeat**, and stop early.\n\n- Attempts: 3\n- Delay: 200 ms\n\nSend the same `Idempotency-Key` with every attempt, so that a payment";
        ScriptedAnswer open;
        open.endsByItself = false;
        switch (pane) {
        case 0: {
            ScriptedAnswer answer = textAnswer(text, 612, 620, 12);
            answer.events.push_back({std::chrono::milliseconds(900), ReplyStarted{"id", "gpt-6.1-terra-2026-10-01", ""}});
            return answer;
        }
        case 1:
            open.events.push_back({std::chrono::milliseconds(100), Progress{Progress::Step::Sent, 0, 0}});
            return open;
        case 2:
            return open;
        case 3:
            return errorAnswer(Error{ErrorCode::StreamCut, "connection closed before the end", {}, {}, {}, {}, {}, {}, "api3.example.com", {}}, text);
        case 4:
            return errorAnswer(Error{ErrorCode::Unauthorized, "invalid api key", 401, "invalid_api_key", "Incorrect API key provided", "req_1", {}, {}, "api4.example.com", {}});
        case 5: {
            ScriptedAnswer answer = textAnswer(text, 418, 710, 12);
            answer.events.push_back({std::chrono::milliseconds(900), ReplyStarted{"id", "grok-4.5", ""}});
            return answer;
        }
        case 6:
            open.events.push_back({std::chrono::milliseconds(100), RetryScheduled{1, Error{ErrorCode::RateLimited, "too many requests", 429, {}, {}, {}, {}, {}, "api6.example.com", {}}, std::chrono::seconds(12)}});
            return open;
        default: {
            ScriptedAnswer answer = textAnswer(text, 612, 620, 12);
            answer.events.insert(answer.events.begin() + 1, {std::chrono::milliseconds(300), ReasoningDelta{"They ask for a policy. Think of payments first."}});
            answer.endsByItself = false;
            return answer;
        }
        }
    }

    void keep(QWidget &window, const char *name)
    {
        QTest::qWait(50);
        if (!m_folder.isEmpty())
            window.grab().save(QDir(m_folder).filePath(QLatin1String(name) + QLatin1Char('-') + QLatin1String(QTest::currentDataTag()) + QStringLiteral(".png")));
    }

    static void checkInside(QWidget &window)
    {
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->isWindow() || widget->focusPolicy() == Qt::NoFocus || isScrolled(widget))
                continue;
            const QRect place(widget->mapTo(&window, QPoint(0, 0)), widget->size());
            QVERIFY2(window.rect().contains(place), qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
        }
    }

    /// What lies in a scroll area may be out of sight.
    static bool isScrolled(const QWidget *widget)
    {
        for (const QWidget *above = widget->parentWidget(); above; above = above->parentWidget()) {
            if (qobject_cast<const QAbstractScrollArea *>(above))
                return true;
        }
        return false;
    }

    QString m_folder;
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestPictures)
#include "tst_pictures.moc"
