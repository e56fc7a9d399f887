#pragma once

#include "widgets/theme/theme.h"

#include <QSplitter>

namespace lineup {

/// A splitter whose handle is a thin line (1 px unless said otherwise) with a grab of 8 px. With the keyboard: Tab reaches the line, arrow keys move it
/// by 8 px. A double click (or Enter) makes all parts equal.
class LineSplitter : public QSplitter {
    Q_OBJECT
public:
    explicit LineSplitter(Qt::Orientation orientation, QWidget *parent = nullptr);

    /// Line width in px and its colour.
    void setLine(int width, ColorRole role);
    ColorRole lineRole() const { return m_lineRole; }

    void makeEqual();
    /// Name of every line for a screen reader, e.g. "Border between panes".
    void setHandleName(const QString &name);
    /// Whether a double click makes the parts equal; when not it signals resetRequested().
    void setEqualParts(bool on) { m_hasEqualParts = on; }
    bool hasEqualParts() const { return m_hasEqualParts; }

Q_SIGNALS:
    /// A person moved a line (not a layout, not a program).
    void movedByPerson();
    void resetRequested();

protected:
    QSplitterHandle *createHandle() override;

private:
    QString m_handleName;
    ColorRole m_lineRole = ColorRole::Divider;
    bool m_hasEqualParts = true;
};

} // namespace lineup
