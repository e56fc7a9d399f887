#pragma once

#include "widgets/models/runfollower.h"
#include "widgets/strip/racescene.h"

#include <QChartView>

#include <memory>
#include <optional>
#include <vector>

class QLineSeries;
class QValueAxis;

namespace lineup {

/// The race: output tokens over seconds since Send, one line a lane with the hue, dash and mark of its pane. Reasoning is
/// a thin line that ends in an open mark.
///
/// Lines and grid are a QChart; axes, marks, labels and the cursor are painted over it. A tick replaces the points of the
/// lines that changed, at most two a pixel column, and paints once. Under the pointer, or with the arrow keys, a cursor
/// shows time and tokens of all lanes.
class RaceChart : public QChartView {
    Q_OBJECT
public:
    /// `follower` outlives the chart.
    explicit RaceChart(const RunFollower &follower, QWidget *parent = nullptr);
    ~RaceChart() override;

    /// Other lanes: makes their lines anew.
    void rebuild();
    /// New values in the same lanes.
    void refresh();
    void setTheme(const Theme &theme);

    /// Time of the cursor in seconds since Send; not set while it is hidden.
    std::optional<double> cursor() const { return m_scene.cursor; }
    void setCursor(std::optional<double> seconds);
    /// What the cursor shows, for a screen reader: "3.2 seconds: A 210 tokens, B 180 tokens". Empty while hidden.
    QString cursorText() const;

    /// Scene as painted last.
    const RaceScene &scene() const { return m_scene; }
    /// Points in all lines now.
    qsizetype pointCount() const;

Q_SIGNALS:
    void cursorMoved();

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Line {
        QLineSeries *thinking = nullptr; ///< owned by the chart
        QLineSeries *answer = nullptr;   ///< owned by the chart
    };
    void applyPens();
    void placePlot();
    /// Share of the width that the lines may take, so that their labels fit behind them.
    double lineShare() const;
    void replaceLine(QLineSeries &line, const std::vector<QPointF> &points);
    void updateLabel(int lane);
    void updateLane(int lane);
    void updateCursor();

    const RunFollower &m_follower;
    Theme m_theme;
    std::unique_ptr<ChartFonts> m_fonts;
    QValueAxis *m_time;   ///< owned by the chart
    QValueAxis *m_tokens; ///< owned by the chart
    std::vector<Line> m_lines;
    RaceScene m_scene;
    bool m_isCursorFromKeys = false;
};

} // namespace lineup
