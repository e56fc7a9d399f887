#include "tests/support/answeringbackend.h"
#include "widgets/compare/exampleseditor.h"
#include "widgets/compare/laneeditor.h"
#include "widgets/compare/promptedit.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

namespace lineup::test {

namespace {

std::vector<Shot> threeShots()
{
    return {{"one", "1"}, {"two", "2"}, {"three", "3"}};
}

void choose(QWidget &dialog, const char *name, int index)
{
    auto *box = dialog.findChild<QComboBox *>(QLatin1String(name));
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
}

void type(QWidget &dialog, const char *name, const QString &text)
{
    auto *field = dialog.findChild<QLineEdit *>(QLatin1String(name));
    field->selectAll();
    QTest::keyClicks(field, text);
}

Error missingKey()
{
    Error error;
    error.code = ErrorCode::KeyMissing;
    error.detail = "variable not set";
    error.subject = "MY_API_KEY";
    return error;
}

} // namespace

/// The places where a person edits examples and the settings of a pane.
class TestEditors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(registerFonts().isEmpty()); }

    void examplesAreAddedEditedMovedRemovedUndone()
    {
        ExamplesEditor editor;
        editor.setShots(threeShots());
        editor.show();
        QSignalSpy edited(&editor, &ExamplesEditor::shotsEdited);
        auto *table = editor.findChild<QTableWidget *>();
        table->setCurrentCell(2, 0);
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(editor.shots(), (std::vector<Shot>{{"one", "1"}, {"three", "3"}, {"two", "2"}}));
        QCOMPARE(table->currentRow(), 1);
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(editor.shots(), (std::vector<Shot>{{"one", "1"}, {"two", "2"}}));
        table->item(0, 1)->setText(QStringLiteral("I"));
        QCOMPARE(editor.shots().front().output, std::string("I"));
        QCOMPARE(edited.size(), 3);
        for (int step = 0; step < 3; ++step)
            QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor.shots(), threeShots());
        QVERIFY(!editor.findChild<QToolButton *>(QStringLiteral("exampleUndo"))->isEnabled());
        QTest::mouseClick(editor.findChild<QPushButton *>(QStringLiteral("exampleAdd")), Qt::LeftButton);
        QCOMPARE(editor.shots().size(), std::size_t(4));
        QCOMPARE(table->currentRow(), 3);
    }

    void withoutExamplesItSaysWhatTheyAreFor()
    {
        ExamplesEditor editor;
        editor.show();
        QVERIFY(!editor.findChild<QTableWidget *>()->isVisible());
        editor.setShots(threeShots());
        QVERIFY(editor.findChild<QTableWidget *>()->isVisible());
    }

    void aPromptGrowsAndScrollsAtItsMost()
    {
        PromptEdit edit(1, 4);
        edit.resize(300, 200);
        edit.show();
        const int one = edit.sizeHint().height();
        QSignalSpy heights(&edit, &PromptEdit::heightChanged);
        QSignalSpy edits(&edit, &PromptEdit::promptEdited);
        edit.setPrompt("1\n2\n3");
        QVERIFY(edit.sizeHint().height() > 2 * one - 10);
        QCOMPARE(edits.size(), 0); // nobody typed
        QCOMPARE(heights.size(), 1);
        const int three = edit.sizeHint().height();
        edit.setPrompt("1\n2\n3\n4\n5\n6\n7\n8");
        QVERIFY(edit.sizeHint().height() < three + one);
        QTest::keyClicks(&edit, QStringLiteral("x"));
        QCOMPARE(edits.size(), 1);
    }

    void aServerLaneIsCheckedAndTaken()
    {
        AnsweringFactory backends([](const ChatRequest &) { return textAnswer("x"); });
        LaneEditor editor(LaneEditor::Purpose::Add, LaneSpec{}, backends, QStringLiteral("SmolLM2"), 3);
        editor.show();
        QVERIFY(QTest::qWaitForWindowActive(&editor));
        QSignalSpy accepted(&editor, &QDialog::accepted);
        auto *accept = editor.findChild<QPushButton *>(QStringLiteral("laneAccept"));
        choose(editor, "laneKind", 1);
        type(editor, "laneBaseUrl", QStringLiteral("127.0.0.1:1234"));
        QTest::mouseClick(accept, Qt::LeftButton);
        QCOMPARE(accepted.size(), 0);
        auto *problem = editor.findChild<QLabel *>(QStringLiteral("laneBaseUrlProblem"));
        QVERIFY(problem->isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("laneBaseUrl"));
        type(editor, "laneBaseUrl", QStringLiteral("http://127.0.0.1:1234/v1"));
        QVERIFY(!problem->isVisible()); // after the first try it follows what is typed
        type(editor, "laneTemperature", QStringLiteral("0.7"));
        choose(editor, "laneShotsChoice", 2);
        editor.findChild<QSpinBox *>(QStringLiteral("laneShotsCount"))->setValue(2);
        choose(editor, "laneSystemChoice", 1);
        editor.findChild<PromptEdit *>(QStringLiteral("laneSystem"))->setPrompt("Be brief.");
        QTest::mouseClick(accept, Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(editor.lane().backend.kind, std::string("openai-compatible"));
        QCOMPARE(editor.lane().backend.baseUrl, std::string("http://127.0.0.1:1234/v1"));
        QCOMPARE(editor.lane().parameters.temperature, std::optional(0.7));
        QCOMPARE(std::get<int>(*editor.lane().shots), 2);
        QCOMPARE(editor.lane().system, std::optional(std::string("Be brief.")));
    }

    void modelsAreListed()
    {
        AnsweringFactory backends([](const ChatRequest &) { return textAnswer("x"); });
        backends.backend().setModels({{"qwen3:8b", 32768}, {"llama3", std::nullopt}});
        LaneSpec lane;
        lane.backend = {"openai-compatible", "http://127.0.0.1:1234/v1", ""};
        LaneEditor editor(LaneEditor::Purpose::Edit, lane, backends, QString(), 0);
        QTest::mouseClick(editor.findChild<QPushButton *>(QStringLiteral("laneListModels")), Qt::LeftButton);
        auto *model = editor.findChild<QComboBox *>(QStringLiteral("laneModel"));
        QTRY_COMPARE(model->count(), 2);
        QCOMPARE(model->currentText(), QStringLiteral("qwen3:8b"));
    }

    void whatCannotBeListedIsSaid()
    {
        AnsweringFactory backends([](const ChatRequest &) { return textAnswer("x"); });
        backends.failKind("openai-compatible", missingKey());
        LaneSpec lane;
        lane.backend = {"openai-compatible", "http://127.0.0.1:1234/v1", "MY_API_KEY"};
        LaneEditor editor(LaneEditor::Purpose::Edit, lane, backends, QString(), 0);
        editor.show();
        QTest::mouseClick(editor.findChild<QPushButton *>(QStringLiteral("laneListModels")), Qt::LeftButton);
        QTRY_VERIFY(editor.findChild<QLabel *>(QStringLiteral("laneModelProblem"))->text().contains(QLatin1String("MY_API_KEY")));
    }

    void anOwnListOfExamplesStays()
    {
        AnsweringFactory backends([](const ChatRequest &) { return textAnswer("x"); });
        LaneSpec lane;
        lane.shots = threeShots();
        LaneEditor editor(LaneEditor::Purpose::Edit, lane, backends, QString(), 0);
        editor.show();
        editor.accept();
        QCOMPARE(editor.lane(), lane);
    }
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestEditors)
#include "tst_editors.moc"
