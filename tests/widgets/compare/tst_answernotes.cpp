#include "tests/widgets/shell/windowfixture.h"
#include "widgets/compare/answernotes.h"
#include "widgets/compare/lanepane.h"
#include "widgets/models/comparesession.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace lineup::test {

namespace {

FilterReport report(bool isOfPrompt, std::vector<FilterReport::Category> categories)
{
    FilterReport made;
    made.isOfPrompt = isOfPrompt;
    made.categories = std::move(categories);
    return made;
}

ScriptedAnswer annotatedAnswer(const ChatRequest &)
{
    ScriptedAnswer answer = textAnswer("Green umbrellas", 30, 10, 5);
    TokenLogprobs logprobs;
    logprobs.tokens = {TokenLogprobs::Token{{"Green", -0.1}, {{"Green", -0.1}, {"Blue", -3.0}}}};
    answer.events.push_back({answer.events.back().at, logprobs});
    answer.events.push_back({answer.events.back().at, report(false, {{"hate", "safe", false}, {"violence", "medium", true}})});
    return answer;
}

ScriptedAnswer refusedAnswer(const ChatRequest &)
{
    Error error;
    error.code = ErrorCode::BadRequest;
    error.detail = "HTTP 400";
    error.httpStatus = 400;
    error.requestId = "req_123";
    error.providerMessage = "no such field";
    error.subject = "api.cloud.example";
    error.excerpt = "{\"error\": {\"message\": \"no such field\"}}";
    return errorAnswer(error);
}

} // namespace

/// What a pane shows besides the words of an answer.
class TestAnswerNotes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(registerFonts().isEmpty()); }

    void filterReportsInWords()
    {
        const std::vector<FilterReport> reports{report(true, {{"hate", "safe", false}}), report(false, {{"violence", "medium", true}, {"HARM_X", "", false}})};
        QCOMPARE(filterLines(reports), (QStringList{QStringLiteral("Prompt: hate, safe"), QStringLiteral("Answer: violence, medium, blocked · HARM_X")}));
        QCOMPARE(filterSummary(reports), QStringLiteral("blocked: violence"));
        QCOMPARE(filterSummary({reports.front()}), QStringLiteral("nothing blocked"));
    }

    void aPaneShowsThemWhereTheyCame()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk, annotatedAnswer);
        fixture.start();
        fixture.session().send();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        auto *pane = fixture.find<LanePane>("paneA");
        auto *filter = pane->findChild<QPushButton *>(QStringLiteral("answerFilterHead"));
        QTRY_VERIFY(filter->isVisible());
        QCOMPARE(filter->text(), QStringLiteral("Content filter · blocked: violence"));
        filter->click();
        auto *text = pane->findChild<QLabel *>(QStringLiteral("answerFilterText"));
        QVERIFY(text->isVisible());
        QCOMPARE(text->text(), QStringLiteral("Answer: hate, safe · violence, medium, blocked"));
        auto *likely = pane->findChild<QPushButton *>(QStringLiteral("answerLikelyHead"));
        QCOMPARE(likely->text(), QStringLiteral("Log probabilities · 1 tokens"));
        likely->click();
        auto *table = pane->findChild<QTableView *>(QStringLiteral("answerLikelyTable"));
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("Blue 5 %"));
    }

    void aPlainAnswerHasNone()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        QVERIFY(!fixture.find<LanePane>("paneA")->findChild<QWidget *>(QStringLiteral("answerNotes"))->isVisible());
    }

    void anErrorCanBeCopiedForSupport()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk, refusedAnswer);
        fixture.start();
        fixture.session().send();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        auto *pane = fixture.find<LanePane>("paneA");
        // A pane has two notices: about the answer, and about the model that gave it.
        const auto details = [pane]() -> QPushButton * {
            for (QPushButton *each : pane->findChildren<QPushButton *>(QStringLiteral("paneDetails"))) {
                if (each->isVisible())
                    return each;
            }
            return nullptr;
        };
        QTRY_VERIFY(details());
        QWidget *notice = details()->parentWidget()->parentWidget();
        details()->click();
        const QString shown = notice->findChild<QPlainTextEdit *>(QStringLiteral("paneDetailsText"))->toPlainText();
        QVERIFY(shown.contains(QLatin1String("request id: req_123")));
        QVERIFY(shown.contains(QLatin1String("received: {\"error\"")));
        notice->findChild<QPushButton *>(QStringLiteral("paneCopyForSupport"))->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(QLatin1String("req_123")) && copied.contains(shown));
        QVERIFY(copied.size() > shown.size()); // with the sentence above it
    }
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestAnswerNotes)
#include "tst_answernotes.moc"
