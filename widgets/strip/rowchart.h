#pragma once

#include "widgets/models/raceseries.h"
#include "widgets/strip/chartfonts.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace lineup {

/// A chart with one row a pane: mark and letter at the left, something along a common scale, a value behind it. What
/// stands in the row is the subclass's. Up and Down move between the rows and say what stands there.
class RowChart : public QWidget {
    Q_OBJECT
public:
    ~RowChart() override;

    void setTheme(const Theme &theme);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// Row of the keyboard or under the pointer, −1 = none.
    int currentRow() const { return m_current; }
    void setCurrentRow(int row);
    virtual int rowCount() const = 0;
    /// What a row shows in a sentence, for the tooltip and the screen reader.
    virtual QString rowText(int row) const = 0;

Q_SIGNALS:
    void currentRowChanged();

protected:
    explicit RowChart(QWidget *parent);

    virtual int letterOf(int row) const = 0;
    virtual NiceScale scale() const = 0;
    /// Number of the axis at `value`, with its unit when it is the last.
    virtual QString axisText(double value, bool isLast) const = 0;
    /// Width that the values behind the bars need.
    virtual double valueWidth() const = 0;
    /// Paints a row whose bar starts at bar.left() and is bar.height() high; one unit of the scale is `unit` px wide.
    virtual void paintRow(QPainter &painter, int row, const QRectF &bar, double unit) const = 0;

    const Theme &theme() const { return m_theme; }
    const ChartFonts &fonts() const { return *m_fonts; }
    /// A value behind a bar, in mono, its middle at `y`.
    void paintValue(QPainter &painter, double x, double y, const QString &text) const;

    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    double rowHeight() const;
    QRectF plot() const;
    int rowAt(const QPointF &position) const;
    void paintGrid(QPainter &painter, const QRectF &plot) const;

    Theme m_theme;
    std::unique_ptr<ChartFonts> m_fonts;
    int m_current = -1;
};

} // namespace lineup
