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

    /// The line before part `index` (1…) becomes the base line: 2 px in text colour. The others are dividers.
    void setBaseLine(int index);

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
    bool m_hasEqualParts = true;
};

} // namespace lineup
