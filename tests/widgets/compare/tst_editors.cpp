#include "tests/support/answeringbackend.h"
#include "tests/support/fakedirectory.h"
#include "widgets/compare/exampleseditor.h"
#include "widgets/compare/laneeditor.h"
#include "widgets/compare/promptedit.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
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
        ModelDirectory models(backends);
        LaneEditor editor(LaneEditor::Purpose::Add, LaneSpec{}, models, QStringLiteral("SmolLM2"), 3);
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

    void everyProviderHasItsOwnFields()
    {
        ListingFactory factory;
        factory.add(localProvider(), {});
        factory.add(cloudProvider(), {});
        factory.add(serverProvider(), {});
        ModelDirectory models(factory);
        LaneEditor editor(LaneEditor::Purpose::Add, LaneSpec{}, models, {}, 0);
        editor.show();
        QVERIFY(!editor.findChild<QWidget *>(QStringLiteral("laneOption-region")));
        choose(editor, "laneKind", 1);
        auto *region = editor.findChild<QLineEdit *>(QStringLiteral("laneOption-region"));
        QVERIFY(region);
        QTRY_VERIFY(region->isVisible());
        QCOMPARE(region->accessibleName(), QStringLiteral("Region"));
        QCOMPARE(region->placeholderText(), QStringLiteral("eu-1"));
        QCOMPARE(editor.findChild<QLineEdit *>(QStringLiteral("laneBaseUrl"))->placeholderText(), QStringLiteral("https://api.cloud.example/v1"));
        type(editor, "laneOption-region", QStringLiteral("us-2"));
        choose(editor, "laneOption-shape", 2);
        // A provider of the internet needs a model, but no address.
        auto *accept = editor.findChild<QPushButton *>(QStringLiteral("laneAccept"));
        QTest::mouseClick(accept, Qt::LeftButton);
        QVERIFY(editor.isVisible());
        QVERIFY(editor.findChild<QLabel *>(QStringLiteral("laneModelProblem"))->isVisible());
        QTest::keyClicks(editor.findChild<QComboBox *>(QStringLiteral("laneModel")), QStringLiteral("t"));
        auto *search = editor.findChild<QLineEdit *>(QStringLiteral("modelSearch"));
        QVERIFY(search->isVisible());
        QTest::keyClicks(search, QStringLiteral("erra-9"));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(editor.findChild<QComboBox *>(QStringLiteral("laneModel"))->currentText(), QStringLiteral("terra-9"));
        QTest::mouseClick(accept, Qt::LeftButton);
        QVERIFY(!editor.isVisible());
        QCOMPARE(editor.lane().backend.kind, std::string("cloud"));
        QCOMPARE(editor.lane().backend.options, (std::map<std::string, std::string>{{"region", "us-2"}, {"shape", "dated"}}));
        QCOMPARE(editor.lane().model, std::string("terra-9"));
    }

    void aModelOfAnotherBackendTakesThatBackend()
    {
        ListingFactory factory;
        factory.add(localProvider(), {});
        ListedModel listed;
        listed.id = "terra";
        factory.add(cloudProvider(), {listed});
        ModelDirectory models(factory);
        models.setPlaces({models.placeOf({"local", "", ""}), models.placeOf({"cloud", "", ""})});
        LaneEditor editor(LaneEditor::Purpose::Add, LaneSpec{}, models, QStringLiteral("SmolLM2"), 0);
        editor.show();
        auto *field = editor.findChild<QComboBox *>(QStringLiteral("laneModel"));
        QCOMPARE(field->currentText(), QStringLiteral("SmolLM2"));
        QTest::keyClick(field, Qt::Key_Down, Qt::AltModifier);
        auto *list = editor.findChild<QListView *>(QStringLiteral("modelList"));
        QTRY_VERIFY(list->isVisible() && list->model()->rowCount() >= 4);
        auto *search = editor.findChild<QLineEdit *>(QStringLiteral("modelSearch"));
        QTest::keyClicks(search, QStringLiteral("terra"));
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(!list->isVisible());
        QCOMPARE(field->currentText(), QStringLiteral("terra"));
        editor.accept();
        QCOMPARE(editor.lane().backend.kind, std::string("cloud"));
        // Another kind by hand means another model.
        choose(editor, "laneKind", 0);
        QCOMPARE(field->currentText(), QStringLiteral("SmolLM2"));
    }

    void rareParametersAreFoldedAndChecked()
    {
        AnsweringFactory backends([](const ChatRequest &) { return textAnswer("x"); });
        ModelDirectory models(backends);
        LaneSpec lane;
        lane.parameters.topK = 40;
        LaneEditor editor(LaneEditor::Purpose::Edit, lane, models, {}, 0);
        editor.show();
        auto *head = editor.findChild<QPushButton *>(QStringLiteral("laneMoreHead"));
        QCOMPARE(head->text(), QStringLiteral("More parameters · 1 set"));
        QVERIFY(!editor.findChild<QWidget *>(QStringLiteral("laneTopK"))->isVisible());
        auto *tools = editor.findChild<QPlainTextEdit *>(QStringLiteral("laneTools"));
        tools->setPlainText(QStringLiteral("[{\"description\": \"no name\"}]"));
        editor.accept();
        QVERIFY(editor.isVisible());
        QVERIFY(tools->isVisible()); // what is wrong is not left folded away
        QVERIFY(editor.findChild<QLabel *>(QStringLiteral("laneToolsProblem"))->isVisible());
        tools->setPlainText(QStringLiteral("[{\"type\": \"function\", \"function\": {\"name\": \"weather\"}}]"));
        type(editor, "laneLogprobs", QStringLiteral("5"));
        editor.findChild<QComboBox *>(QStringLiteral("laneEffort"))->setEditText(QStringLiteral("low"));
        choose(editor, "laneStreams", 1);
        editor.findChild<QPlainTextEdit *>(QStringLiteral("laneSchema"))->setPlainText(QStringLiteral("{\"type\": \"object\"}"));
        editor.findChild<QPlainTextEdit *>(QStringLiteral("laneExtra"))->setPlainText(QStringLiteral("{\"min_p\": 0.1}"));
        editor.accept();
        QVERIFY(!editor.isVisible());
        const Parameters &parameters = editor.lane().parameters;
        QCOMPARE(parameters.topK, std::optional<std::int64_t>(40));
        QCOMPARE(parameters.topLogprobs, std::optional<std::int64_t>(5));
        QCOMPARE(parameters.reasoningEffort, std::optional(std::string("low")));
        QCOMPARE(parameters.tools.size(), std::size_t(1));
        QCOMPARE(parameters.tools.front().name, std::string("weather"));
        QVERIFY(!parameters.streams);
        QVERIFY(*parameters.jsonSchema == (nlohmann::json{{"type", "object"}}));
        QVERIFY(parameters.extra == (nlohmann::json{{"min_p", 0.1}}));
    }

    void whatAModelDoesNotTakeIsSaidBeforeSending()
    {
        ListingFactory factory;
        factory.add(localProvider(), {});
        factory.add(cloudProvider(), {}).notTaken = {Parameter::Temperature, Parameter::TopK};
        ModelDirectory models(factory);
        LaneSpec lane;
        lane.backend.kind = "cloud";
        lane.model = "terra";
        lane.parameters.temperature = 0.3;
        LaneEditor editor(LaneEditor::Purpose::Edit, lane, models, {}, 0);
        editor.show();
        auto *temperature = editor.findChild<QLabel *>(QStringLiteral("laneTemperatureNote"));
        QVERIFY(temperature->isVisible());
        QCOMPARE(temperature->text(), QStringLiteral("This model does not take it: it will be left out."));
        QCOMPARE(editor.findChild<QLabel *>(QStringLiteral("laneTopKNote"))->text(), QStringLiteral("Not taken by this model."));
        QVERIFY(!editor.findChild<QLabel *>(QStringLiteral("laneSeedNote"))->isVisible());
        // A provider that takes it says nothing.
        choose(editor, "laneKind", 0);
        QVERIFY(!temperature->isVisible());
    }

    void anOwnListOfExamplesStays()
    {
        AnsweringFactory backends([](const ChatRequest &) { return textAnswer("x"); });
        LaneSpec lane;
        lane.shots = threeShots();
        ModelDirectory models(backends);
        LaneEditor editor(LaneEditor::Purpose::Edit, lane, models, QString(), 0);
        editor.show();
        editor.accept();
        QCOMPARE(editor.lane(), lane);
    }
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestEditors)
#include "tst_editors.moc"
