#include "tests/peers/conformancetable.h"

#include <QStringList>

namespace lineup::test {

namespace {

QStringList cellsOf(const QString &line)
{
    QStringList cells;
    for (const QString &cell : line.split(QLatin1Char('|')))
        cells << cell.trimmed();
    // Before the first bar and behind the last one is nothing.
    return cells.size() > 2 ? cells.mid(1, cells.size() - 2) : QStringList();
}

} // namespace

std::string mark(conformance::CheckState state)
{
    switch (state) {
    case conformance::CheckState::Passed: return "yes";
    case conformance::CheckState::Failed: return "no";
    case conformance::CheckState::NotSupported: return "–";
    case conformance::CheckState::Skipped: break;
    }
    return "?";
}

std::map<std::string, std::map<std::string, std::string>> readConformanceTable(const QString &markdown)
{
    std::map<std::string, std::map<std::string, std::string>> table;
    QStringList head;
    for (const QString &line : markdown.split(QLatin1Char('\n'))) {
        const QStringList cells = cellsOf(line);
        if (cells.isEmpty()) {
            head.clear();
        } else if (cells[0] == QLatin1String("check")) {
            head = cells;
        } else if (!head.isEmpty() && cells.size() == head.size() && !cells[0].startsWith(QLatin1String("--"))) {
            QString check = cells[0];
            check.remove(QLatin1String(" *")).remove(QLatin1Char('`'));
            for (qsizetype i = 1; i < cells.size(); ++i)
                table[head[i].toStdString()][check.toStdString()] = cells[i].toStdString();
        }
    }
    return table;
}

} // namespace lineup::test
