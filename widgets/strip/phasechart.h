#pragma once

#include "widgets/models/runfollower.h"
#include "widgets/strip/rowchart.h"

#include <vector>

namespace lineup {

/// Where the time of each answer went: one bar a pane, stacked in the order of time, whole time behind it.
class PhaseChart : public RowChart {
    Q_OBJECT
public:
    /// `follower` outlives the chart.
    explicit PhaseChart(const RunFollower &follower, QWidget *parent = nullptr);

    void refresh();
    /// Kinds of parts that occur in the bars, in their order: what the legend has to explain.
    std::vector<PhaseKind> kinds() const;

    int rowCount() const override { return static_cast<int>(m_rows.size()); }
    QString rowText(int row) const override;

protected:
    int letterOf(int row) const override { return m_rows[static_cast<std::size_t>(row)].letter; }
    NiceScale scale() const override { return m_scale; }
    QString axisText(double value, bool isLast) const override;
    double valueWidth() const override;
    void paintRow(QPainter &painter, int row, const QRectF &bar, double unit) const override;

private:
    struct Row {
        int letter = 0;
        PhaseRow phases;
        bool operator==(const Row &) const = default;
    };
    const RunFollower &m_follower;
    std::vector<Row> m_rows;
    NiceScale m_scale;
};

} // namespace lineup
