#pragma once

#include "widgets/theme/theme.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QPainter;

namespace lineup {

/// Swatches with their words in one line. Where the room ends, the entries that no longer fit are left out; the tooltip
/// names them all.
class ChartLegend : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        QString text;
        std::function<void(QPainter &painter, const QRectF &box, const Theme &theme)> paint;
    };

    explicit ChartLegend(QWidget *parent = nullptr);

    void setEntries(std::vector<Entry> entries);
    void setTheme(const Theme &theme);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Entry> m_entries;
    Theme m_theme;
};

} // namespace lineup
