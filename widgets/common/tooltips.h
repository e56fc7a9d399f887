#pragma once

#include <QString>

namespace lineup {

/// Text of strangers as a tooltip: shown as it is, never read as markup, wrapped, at most 2,000 characters. Empty stays empty.
QString plainToolTip(const QString &text);

/// "Add pane (Ctrl+Shift+N)": what an icon button says under the pointer.
QString toolTipWithShortcut(const QString &text, const QString &shortcut);

} // namespace lineup
