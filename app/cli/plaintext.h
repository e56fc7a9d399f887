#pragma once

#include <QString>

#include <vector>

namespace lineup {

/// Text from a model or a server for a terminal: control characters, which could move the cursor, rename the window or
/// hide text, become U+FFFD; line ends and tabs stay.
QString terminalText(const QString &text);
/// terminalText() on one line: line ends and tabs become blanks.
QString terminalLine(const QString &text);

/// Columns that the text takes on a terminal (East Asian wide characters take two, combining marks none).
int terminalWidth(const QString &text);

enum class Alignment { Left, Right };
/// Rows of equal length as lines with aligned columns, two blanks apart and without blanks at the end. The cells are one
/// line each. The last column is not padded.
QString alignedColumns(const std::vector<std::vector<QString>> &rows, const std::vector<Alignment> &alignments);

} // namespace lineup
