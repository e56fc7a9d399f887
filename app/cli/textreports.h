#pragma once

#include "core/run/run.h"

#include <QLocale>
#include <QString>

#include <vector>

namespace lineup {

/// The runs (repeats of one setup, oldest first, at least one) for a terminal: a table of all lanes, then each answer under
/// a heading, with its error if there is one. Text of models cannot steer the terminal.
QString tableReport(const std::vector<Run> &runs, const QLocale &locale = QLocale());

/// The same for a page of Markdown (CommonMark with tables): the prompt, a table, and the answers as they came, in fenced
/// blocks inside quotations, so that nothing in them is markup or a link. Everything outside the fences is escaped.
QString markdownReport(const std::vector<Run> &runs, const QLocale &locale = QLocale());

} // namespace lineup
