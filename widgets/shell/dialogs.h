#pragma once

#include "core/ports/desktop.h"

#include <QString>

class QWidget;

namespace lineup {

class Actions;

/// The small dialogs of the window. Each is opened and destroys itself; nothing waits.

/// Name, version, licence.
void openAbout(QWidget *parent);
/// All keys that work, as a table.
void openShortcuts(QWidget *parent, const Actions &actions);
/// Asks before a link of an answer is opened, showing where it really leads. `opener` outlives the dialog.
void openLinkQuestion(QWidget *parent, const QString &url, LinkOpener &opener);

} // namespace lineup
