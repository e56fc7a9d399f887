#include "app/cli/plaintext.h"

#include <QList>

#include <algorithm>
#include <cwchar>

namespace lineup {

namespace {

bool isLineOrTab(QChar character)
{
    return character == QLatin1Char('\n') || character == QLatin1Char('\t');
}

QString padded(const QString &text, int width, Alignment alignment)
{
    const QString blanks(std::max(0, width - terminalWidth(text)), QLatin1Char(' '));
    return alignment == Alignment::Left ? text + blanks : blanks + text;
}

QString withoutTrailingBlanks(QString line)
{
    while (line.endsWith(QLatin1Char(' ')))
        line.chop(1);
    return line;
}

} // namespace

QString terminalText(const QString &text)
{
    QString result = text;
    result.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (QChar &character : result) {
        if (character.category() == QChar::Other_Control && !isLineOrTab(character))
            character = QChar(QChar::ReplacementCharacter);
    }
    return result;
}

QString terminalLine(const QString &text)
{
    QString result = terminalText(text);
    for (QChar &character : result) {
        if (isLineOrTab(character))
            character = QLatin1Char(' ');
    }
    return result;
}

int terminalWidth(const QString &text)
{
    int width = 0;
    const auto characters = text.toUcs4();
    for (const char32_t character : characters) {
        // Unknown to the C library, as in the C locale: one column.
        const int columns = ::wcwidth(static_cast<wchar_t>(character));
        width += columns < 0 ? 1 : columns;
    }
    return width;
}

QString alignedColumns(const std::vector<std::vector<QString>> &rows, const std::vector<Alignment> &alignments)
{
    std::vector<int> widths(alignments.size(), 0);
    for (const auto &row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], terminalWidth(row[column]));
    }
    QString result;
    for (const auto &row : rows) {
        QString line;
        for (std::size_t column = 0; column < row.size(); ++column)
            line += (column == 0 ? QString() : QStringLiteral("  ")) + padded(row[column], widths[column], alignments[column]);
        result += withoutTrailingBlanks(line) + QLatin1Char('\n');
    }
    return result;
}

} // namespace lineup
