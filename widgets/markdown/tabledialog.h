#pragma once

#include "widgets/markdown/markdownblocks.h"

#include <QDialog>

class QTableView;

namespace lineup {

/// A table of an answer in full, for tables that are too large to be painted in it: all rows and columns as plain text,
/// selected and copied cell by cell (tabs between cells, a line for each row). A window of its own that is not waited
/// for.
class TableDialog final : public QDialog {
    Q_OBJECT
public:
    /// `table` is a block of kind Table.
    explicit TableDialog(const markdown::Block &table, QWidget *parent = nullptr);

    /// What is selected, as text; everything with its head when nothing is.
    QString selectedText() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QTableView *m_view;
};

} // namespace lineup
