#pragma once

#include "core/base/clock.h"
#include "widgets/models/lanetablemodel.h"
#include "widgets/models/runfollower.h"
#include "widgets/strip/stripwords.h"
#include "widgets/theme/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QScrollArea;
class QTimer;

namespace lineup {

class LaneTableView;
class PhaseChart;
class RaceChart;
class SpeedChart;
class StripHeader;

/// The race strip under the panes: how the answers of one run came, as race, phases and speed, with the same figures as a
/// table beside them. In a strip of 1600 px or more race and phases stand side by side.
///
/// Fed with a run that it reads but does not own: setRun() when it was sent or is shown from a record, updateLanes() with
/// what changed, runEnded() once. It repaints at most 30 times a second (twice with reduced motion) and keeps no timer
/// while nothing runs. Follows the theme of the application (PaletteChange, StyleChange, FontChange) and its language.
class RunStrip : public QWidget {
    Q_OBJECT
public:
    /// `clock` outlives the strip.
    explicit RunStrip(const Clock &clock, QWidget *parent = nullptr);
    ~RunStrip() override;

    /// Shows `run`, which has to stay alive and at its address until the next setRun() or clear(). `startedAt` = moment of
    /// Send on the clock's steady time; not used for a recorded run.
    void setRun(const Run &run, Clock::Steady startedAt, RunOrigin origin = RunOrigin::Live);
    void setRun(const Run &&run, Clock::Steady startedAt, RunOrigin origin = RunOrigin::Live) = delete;
    /// Shows nothing: "Send a prompt to see the race."
    void clear();
    /// These lanes of the run have news; indexes into Run::results, others are ignored.
    void updateLanes(const std::vector<int> &lanes);
    /// Every lane has ended: shows the last state at once.
    void runEnded();

    /// Paints in `theme` until the application's changes.
    void setTheme(const Theme &theme);
    void setReducedMotion(bool reduced);

    StripView view() const;
    void setView(StripView view);
    bool isFolded() const { return m_isFolded; }
    void setFolded(bool folded);

    /// The table of all lanes, for export.
    const LaneTableModel &table() const { return m_table; }
    /// Puts the table on the clipboard as CSV.
    void copyTable() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void stopAllRequested();
    void foldedChanged(bool folded);
    void viewChanged(lineup::StripView view);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void retranslate();
    RunFollower::Duration elapsed() const;
    void scheduleRefresh();
    void onTick();
    /// Reads what is new and repaints what is seen.
    void refresh();
    void refreshCharts();
    void refreshHeader();
    void showParts();
    void fitParts();

    const Clock &m_clock;
    Theme m_followedTheme; ///< the application's, as last seen
    const Run *m_run = nullptr;
    Clock::Steady m_startedAt{};
    RunOrigin m_origin = RunOrigin::Live;
    RunFollower m_follower;
    LaneTableModel m_table;
    std::vector<bool> m_isDirty; ///< lanes with news since the last refresh
    bool m_isFolded = false;
    bool m_isReducedMotion = false;
    bool m_areChartsStale = false; ///< a refresh happened while they were not seen
    std::optional<Clock::Steady> m_lastRefresh;

    QTimer *m_coalesce;
    QTimer *m_tick;
    StripHeader *m_header;
    QWidget *m_body;
    RaceChart *m_race;
    PhaseChart *m_phases;
    QScrollArea *m_phasesArea;
    SpeedChart *m_speed;
    QScrollArea *m_speedArea;
    QWidget *m_tableBox;
    LaneTableView *m_tableView;
    QLabel *m_note;
    QLabel *m_empty;
};

} // namespace lineup
