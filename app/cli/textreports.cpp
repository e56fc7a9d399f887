#include "app/cli/textreports.h"

#include "app/cli/plaintext.h"
#include "core/cli/report.h"
#include "widgets/models/errorwords.h"
#include "widgets/models/format.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace lineup {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TextReports)
};

/// One lane of one run, as both reports show it.
struct Answer {
    QString title;
    const LaneResult *result = nullptr;
};

std::vector<Answer> answersOf(const std::vector<Run> &runs)
{
    std::vector<Answer> answers;
    for (std::size_t repeat = 0; repeat < runs.size(); ++repeat) {
        const Run &run = runs[repeat];
        for (std::size_t i = 0; i < run.setup.lanes.size() && i < run.results.size(); ++i) {
            QString title = terminalLine(QString::fromStdString(laneTitle(run.setup.lanes[i])));
            if (runs.size() > 1)
                title = QStringLiteral("%1 #%2").arg(title).arg(repeat + 1);
            answers.push_back({title, &run.results[i]});
        }
    }
    return answers;
}

std::vector<QString> headings()
{
    return {Words::tr("Lane"), Words::tr("Outcome"), Words::tr("First token"), Words::tr("Decode"), Words::tr("Total"), Words::tr("In"), Words::tr("Out"), Words::tr("Cost")};
}

QString costText(const Cost &cost, const QLocale &locale)
{
    if (!cost.amount && !cost.lowerBound)
        return format::unknown();
    //: %1 = amount, %2 = where it comes from: "$0 local"
    return Words::tr("%1 %2").arg(format::cost(cost, std::nullopt, locale), format::costProvenance(cost.provenance));
}

std::vector<QString> cells(const Answer &answer, const QLocale &locale)
{
    const LaneResult &result = *answer.result;
    const Usage usage = result.usage.value_or(Usage{});
    const auto exactness = usage.source == UsageSource::Estimated ? format::Exactness::Estimated : format::Exactness::Exact;
    const bool hasEnd = result.end.has_value();
    return {answer.title,
            hasEnd ? format::outcome(result.end->outcome) : format::unknown(),
            format::seconds(hasEnd ? result.end->trace.firstToken : std::nullopt, 2, locale).text(),
            format::tokensPerSecond(decodeTokensPerSecond(result), locale).text(),
            format::seconds(hasEnd ? std::optional(result.end->trace.total) : std::nullopt, 2, locale).text(),
            format::tokens(usage.input, exactness, locale),
            format::tokens(usage.output, exactness, locale),
            costText(result.cost, locale)};
}

/// "What happened. What to do." of an answer that failed; else empty.
QString failureText(const LaneResult &result)
{
    if (!result.end || !result.end->error)
        return {};
    const ErrorWords words = errorWords(*result.end->error);
    return words.happened + QLatin1Char(' ') + words.advice;
}

/// Says of a text that it is not whole; empty for one that is.
QString incompleteText(const LaneResult &result)
{
    if (!result.end || !result.hasContent())
        return {};
    switch (result.end->outcome) {
    case Outcome::Error: return Words::tr("The text is incomplete.");
    case Outcome::Cancelled: return Words::tr("The text is incomplete: stopped by you.");
    case Outcome::Length: return Words::tr("Cut at the maximum number of tokens.");
    default: return {};
    }
}

QString withoutTrailingLineEnds(QString text)
{
    while (text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    return text;
}

QString escapedMarkdown(const QString &text)
{
    static const QString kSpecial = QStringLiteral("\\`*_[]<>#|~&");
    QString result;
    for (const QChar character : text) {
        if (kSpecial.contains(character))
            result += QLatin1Char('\\');
        result += character;
    }
    return result;
}

/// A quotation with the text in a fence that is longer than any row of backticks in it.
QString fencedQuotation(const QString &text)
{
    static const QRegularExpression kBackticks(QStringLiteral("`+"));
    qsizetype longest = 2;
    for (auto matches = kBackticks.globalMatch(text); matches.hasNext();)
        longest = std::max(longest, matches.next().capturedLength());
    const QString fence(longest + 1, QLatin1Char('`'));
    QString result = QStringLiteral("> ") + fence + QStringLiteral("text\n");
    const QStringList lines = withoutTrailingLineEnds(terminalText(text)).split(QLatin1Char('\n'));
    for (const QString &line : lines)
        result += (line.isEmpty() ? QStringLiteral(">") : QStringLiteral("> ") + line) + QLatin1Char('\n');
    return result + QStringLiteral("> ") + fence + QLatin1Char('\n');
}

QString markdownRow(const std::vector<QString> &row)
{
    QString line = QStringLiteral("|");
    for (const QString &cell : row)
        line += QLatin1Char(' ') + escapedMarkdown(cell) + QStringLiteral(" |");
    return line + QLatin1Char('\n');
}

} // namespace

QString tableReport(const std::vector<Run> &runs, const QLocale &locale)
{
    const std::vector<Answer> answers = answersOf(runs);
    std::vector<std::vector<QString>> rows{headings()};
    for (const Answer &answer : answers)
        rows.push_back(cells(answer, locale));
    using enum Alignment;
    QString report = alignedColumns(rows, {Left, Left, Right, Right, Right, Right, Right, Left});
    for (const Answer &answer : answers) {
        report += QStringLiteral("\n== %1 ==\n").arg(answer.title);
        const QString text = withoutTrailingLineEnds(terminalText(QString::fromStdString(answerText(*answer.result))));
        if (!text.isEmpty())
            report += text + QLatin1Char('\n');
        for (const QString &note : {incompleteText(*answer.result), terminalLine(failureText(*answer.result))}) {
            if (!note.isEmpty())
                report += QStringLiteral("-- %1\n").arg(note);
        }
    }
    return report;
}

QString markdownReport(const std::vector<Run> &runs, const QLocale &locale)
{
    const std::vector<Answer> answers = answersOf(runs);
    QString report = QStringLiteral("# ") + Words::tr("Comparison") + QStringLiteral("\n\n") + Words::tr("Prompt:") + QStringLiteral("\n\n")
        + fencedQuotation(runs.empty() ? QString() : QString::fromStdString(runs.front().setup.prompt)) + QLatin1Char('\n');
    report += markdownRow(headings()) + QStringLiteral("| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
    for (const Answer &answer : answers)
        report += markdownRow(cells(answer, locale));
    for (const Answer &answer : answers) {
        report += QStringLiteral("\n## ") + escapedMarkdown(answer.title) + QStringLiteral("\n\n");
        const QString text = QString::fromStdString(answerText(*answer.result));
        if (!text.isEmpty())
            report += fencedQuotation(text);
        for (const QString &note : {incompleteText(*answer.result), terminalLine(failureText(*answer.result))}) {
            if (!note.isEmpty())
                report += (text.isEmpty() ? QString() : QStringLiteral("\n")) + escapedMarkdown(note) + QLatin1Char('\n');
        }
    }
    return report;
}

} // namespace lineup
