#include "app/cli/conformancetext.h"

#include "app/cli/plaintext.h"
#include "widgets/models/errorwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace lineup {

namespace {

using conformance::CheckResult;
using conformance::CheckState;
using conformance::Report;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ConformanceText)
};

QString stateWords(const CheckResult &result)
{
    switch (result.state) {
    case CheckState::Passed: return Words::tr("passed");
    case CheckState::Failed: return Words::tr("FAILED");
    case CheckState::NotSupported:
        if (result.saidBy == "server")
            return Words::tr("not supported, says the server");
        if (result.saidBy == "catalog")
            return Words::tr("not supported, says the catalog");
        return Words::tr("not supported by Lineup or the provider");
    case CheckState::Skipped: break;
    }
    return Words::tr("skipped");
}

QString summary(const Report &report)
{
    const auto count = [&](CheckState state, bool onlyRequired) {
        return static_cast<int>(std::ranges::count_if(report.rows, [&](const Report::Row &row) { return row.result.state == state && (row.isRequired || !onlyRequired); }));
    };
    const int required = static_cast<int>(std::ranges::count_if(report.rows, &Report::Row::isRequired));
    return Words::tr("Required: %1 of %2 passed. All: %3 passed, %4 failed, %5 not supported, %6 skipped.")
        .arg(count(CheckState::Passed, true))
        .arg(required)
        .arg(count(CheckState::Passed, false))
        .arg(count(CheckState::Failed, false))
        .arg(count(CheckState::NotSupported, false))
        .arg(count(CheckState::Skipped, false));
}

QString reportText(const Report &report)
{
    QString title = terminalLine(QString::fromStdString(report.name));
    if (!report.model.empty() && report.model != report.name)
        title += QStringLiteral(" · ") + terminalLine(QString::fromStdString(report.model));
    QString text = QStringLiteral("== %1 ==\n").arg(title);
    if (report.problem) {
        const ErrorWords words = errorWords(*report.problem);
        return text + QStringLiteral("-- ") + terminalLine(words.happened + QLatin1Char(' ') + words.advice) + QLatin1Char('\n');
    }
    std::vector<std::vector<QString>> rows;
    for (const Report::Row &row : report.rows)
        rows.push_back({QString::fromStdString(row.check) + (row.isRequired ? QStringLiteral(" *") : QString()), stateWords(row.result),
                        terminalLine(QString::fromStdString(row.result.seen))});
    return text + alignedColumns(rows, {Alignment::Left, Alignment::Left, Alignment::Left}) + summary(report) + QLatin1Char('\n');
}

} // namespace

QString conformanceTable(const std::vector<Report> &reports)
{
    QString text;
    for (const Report &report : reports)
        text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + reportText(report);
    return text + QLatin1Char('\n') + Words::tr("* required") + QLatin1Char('\n');
}

} // namespace lineup
