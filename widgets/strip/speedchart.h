#pragma once

#include "widgets/models/runfollower.h"
#include "widgets/strip/rowchart.h"

#include <optional>
#include <vector>

namespace lineup {

/// The two speeds of each answer on one axis: decode as a full bar, end to end as an outlined one under it. While an
/// answer runs its full bar is the speed now.
class SpeedChart : public RowChart {
    Q_OBJECT
public:
    /// `follower` outlives the chart.
    explicit SpeedChart(const RunFollower &follower, QWidget *parent = nullptr);

    void refresh();

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
        bool isRunning = false;
        std::optional<double> full; ///< decode, or now while it runs
        std::optional<double> endToEnd;
    };
    QString valueText(const Row &row) const;

    const RunFollower &m_follower;
    std::vector<Row> m_rows;
    NiceScale m_scale;
};

} // namespace lineup
