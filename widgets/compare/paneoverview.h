#pragma once

#include <QWidget>

#include <vector>

namespace lineup {

/// All feet of a row of panes in 4 px, with the part that is seen marked; press or drag to go there. An ornament for the
/// mouse: with the keyboard Alt 1…9 goes to a pane.
class PaneOverview : public QWidget {
    Q_OBJECT
public:
    explicit PaneOverview(QWidget *parent = nullptr);

    /// Pane letters with their share of the whole width; `start` and `end` (0…1) say what is seen.
    void setPanes(std::vector<std::pair<int, double>> panes);
    void setSeen(double start, double end);

    QSize sizeHint() const override;

Q_SIGNALS:
    /// Scroll so that this place (0…1 of the whole) is in the middle.
    void placeRequested(double place);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    std::vector<std::pair<int, double>> m_panes;
    double m_start = 0;
    double m_end = 1;
};

} // namespace lineup
