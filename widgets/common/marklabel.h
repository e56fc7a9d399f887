#pragma once

#include <QWidget>

namespace lineup {

/// The mark of a pane, e.g. the azure disc of A. An ornament beside the letter: screen readers do not meet it.
class MarkLabel : public QWidget {
    Q_OBJECT
public:
    /// `size` in px, see kHeaderMarkSize and kTableMarkSize.
    MarkLabel(int pane, int size, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_pane;
    int m_size;
};

/// A 1 px line in the divider colour.
class Divider : public QWidget {
    Q_OBJECT
public:
    explicit Divider(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace lineup
