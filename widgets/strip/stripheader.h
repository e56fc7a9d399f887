#pragma once

#include "widgets/strip/chartlegend.h"
#include "widgets/strip/elidedline.h"
#include "widgets/strip/stripwords.h"

#include <QWidget>

#include <vector>

class QFrame;
class QLabel;
class QPushButton;
class QTabBar;
class QToolButton;

namespace lineup {

/// The first line of the strip: tabs, what the chart shows, how the run stands, "Stop all", fold. Folded, it is the whole
/// strip and says the total instead of the tabs.
class StripHeader : public QWidget {
    Q_OBJECT
public:
    explicit StripHeader(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void retranslate();

    StripView view() const { return m_view; }
    void setView(StripView view);
    void setStripWidth(StripWidth width);
    StripWidth stripWidth() const { return m_width; }
    void setFolded(bool folded);

    /// Parts that the phases show now; the legend is empty for the race in a narrow strip.
    void setPhaseKinds(std::vector<PhaseKind> kinds);
    /// A failure takes the place of the caption; empty = none.
    void setFailure(const QString &sentence);
    /// "5.2 s" and "3 running"; both empty = nothing was sent.
    void setStatus(const QString &time, const QString &words);
    void setTotals(const QString &line);
    void setRunning(bool running);
    /// Less than its parts ask for: caption and legend give way.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void viewChanged(lineup::StripView view);
    void stopAllRequested();
    void foldToggled();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void giveLegendItsRoom();
    void rebuildTabs();
    void updateCaption();
    void updateLegend();
    void updateParts();

    StripView m_view = StripView::Race;
    StripWidth m_width = StripWidth::Narrow;
    bool m_isFolded = false;
    std::vector<PhaseKind> m_kinds;
    QString m_failure;
    Theme m_theme;
    int m_beforeLegend = 0; ///< place of the stretch before the legend in the layout

    QTabBar *m_tabs;
    QFrame *m_divider;
    ElidedLine *m_caption;
    ElidedLine *m_totals;
    ChartLegend *m_legend;
    QLabel *m_time;
    QLabel *m_words;
    QPushButton *m_stop;
    QToolButton *m_fold;
};

} // namespace lineup
