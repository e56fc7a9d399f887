#pragma once

#include "core/base/clock.h"
#include "core/ports/localengine.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QAction;
class QScrollArea;

namespace lineup {

class CompareSession;
class LanePane;
class LineSplitter;
class PaneOverview;

/// The panes side by side. Each has at least 224 px; when there is no room for all, the row scrolls sideways, stops at
/// edges of panes, and an overview of all feet stands under it. One pane can be maximised.
class PaneRow : public QWidget {
    Q_OBJECT
public:
    PaneRow(CompareSession &session, LocalEngine &engine, const Clock &clock, QList<QAction *> paneActions, QWidget *parent = nullptr);

    const std::vector<LanePane *> &panes() const { return m_panes; }
    LanePane *pane(int lane) const;
    /// Index of the pane that has the keyboard, had it last, or whose menu is open; -1 without panes.
    int current() const;
    void setCurrent(int lane);
    /// Maximises this pane, or shows all again when it is maximised.
    void toggleMaximised(int lane);
    bool isMaximised() const { return m_maximisedLetter >= 0; }
    void setZoom(int percent);
    /// Scrolls so that the pane is seen.
    void reveal(int lane);
    /// Least height at which every pane has its header, its footer and some lines of its answer.
    int leastHeight() const;

Q_SIGNALS:
    void editRequested(int lane);
    void sendRequested(int lane);
    void stopRequested(int lane);
    void linkClicked(const QString &url);
    void maximisedChanged();
    void leastHeightChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectSession();
    /// A record is shown from where its answer begins, a live run at its end.
    void goToPlace();
    void rebuild();
    LanePane *makePane(int letter);
    void refreshAll();
    void applyForms();
    void fitHeaders();
    void fitFooters();
    void restoreSizes();
    void keepSizes();
    void updateOverview();
    void snap();
    void onFocusChanged(QWidget *now);

    CompareSession &m_session;
    LocalEngine &m_engine;
    const Clock &m_clock;
    QList<QAction *> m_paneActions;
    QScrollArea *m_scroll;
    LineSplitter *m_splitter;
    PaneOverview *m_overview;
    std::vector<LanePane *> m_panes;
    QTimer m_snap;
    int m_restedAt = 0; ///< where the row stood before it was scrolled
    QTimer m_settle; ///< after the splitter has laid its panes out
    int m_currentLetter = -1;
    int m_maximisedLetter = -1;
    int m_zoom = 100;
};

} // namespace lineup
