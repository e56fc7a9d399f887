#pragma once

#include "widgets/models/lanefigures.h"

#include <QString>

#include <vector>

namespace lineup {

/// The figures of a run as CSV (RFC 4180, CRLF, comma): one line a lane with full values in the C locale, times in
/// seconds. An unknown value is an empty field. Names of the columns are fixed and not translated:
/// pane, model, outcome, tokens_in, tokens_out, tokens_out_source (reported, estimated), decode_tokens_per_s,
/// end_to_end_tokens_per_s, first_token_s, before_text_s, text_s, total_s, cost, currency, cost_source.
QString laneCsv(const std::vector<LaneFigures> &lanes);

/// One field, quoted where needed. Text that a spreadsheet would take for a formula (also behind blanks or invisible
/// characters) gets an apostrophe in front.
QString csvText(const QString &text);

} // namespace lineup
