#include "widgets/models/logprobmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

namespace lineup::test {

namespace {

TokenLogprobs::Token token(const std::string &text, double share, std::vector<TokenLogprobs::Choice> top = {})
{
    TokenLogprobs::Token made;
    made.token = text;
    made.logprob = std::log(share);
    made.top = std::move(top);
    return made;
}

QString cell(const LogprobModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestLogprobModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void tokensAreShownWithWhatElseCouldStandThere()
    {
        LogprobModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTokens({token(" green", 0.9312, {{" green", std::log(0.9312)}, {" blue", std::log(0.05)}}), token("\n", 1.0)});
        QCOMPARE(cell(model, 0, LogprobModel::TokenColumn), QStringLiteral("␣green"));
        QCOMPARE(cell(model, 0, LogprobModel::ProbabilityColumn), QStringLiteral("93.1 %"));
        QCOMPARE(cell(model, 0, LogprobModel::OthersColumn), QStringLiteral("␣blue 5 %"));
        QCOMPARE(cell(model, 1, LogprobModel::TokenColumn), QStringLiteral("↵"));
        QCOMPARE(cell(model, 1, LogprobModel::ProbabilityColumn), QStringLiteral("100 %"));
    }

    void aGrowingAnswerAddsRows()
    {
        LogprobModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<TokenLogprobs::Token> tokens{token("a", 0.5)};
        model.setTokens(tokens);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        tokens.push_back(token("b", 0.5));
        tokens.push_back(token("c", 0.5));
        model.setTokens(tokens);
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(model.rowCount(), 3);
        model.setTokens({});
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model.rowCount(), 0);
    }

    void nothingIsHiddenInAToken()
    {
        QCOMPARE(LogprobModel::visible("a\tb\u202E"), QStringLiteral("a⇥b·"));
        QCOMPARE(LogprobModel::visible("😀"), QStringLiteral("😀"));
        QCOMPARE(LogprobModel::percent(-100), QStringLiteral("< 0.1 %"));
        QCOMPARE(LogprobModel::percent(std::nan("")), QStringLiteral("< 0.1 %"));
    }
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestLogprobModel)
#include "tst_logprobmodel.moc"
