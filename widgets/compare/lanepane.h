#pragma once

#include "core/base/clock.h"
#include "core/ports/localengine.h"
#include "widgets/compare/panestate.h"
#include "widgets/models/lanetrack.h"

#include <QWidget>

class QMenu;

namespace lineup {

class CompareSession;
class ModelDirectory;
class PaneBody;
class PaneFooter;
class PaneHeader;

/// One column of the comparison: who answers, the answer, and its figures, on a foot in the pane's hue. Shows one lane of
/// a session; what a person wants done with it goes out as signals.
class LanePane : public QWidget {
    Q_OBJECT
public:
    /// `letter` is the lane's, for life. `actions` make the ⋯ menu (null = a separator). References outlive the pane.
    LanePane(CompareSession &session, int letter, ModelDirectory &models, LocalEngine &engine, const Clock &clock, const QList<QAction *> &actions,
             QWidget *parent = nullptr);

    int letter() const { return m_letter; }
    /// Index of the lane in the session now; -1 when it was removed.
    int lane() const;

    /// Everything anew: the document, the run or the language has changed.
    void refresh();
    /// The answer has grown or ended.
    void refreshAnswer();
    /// Only what runs with the time.
    void tick();

    PaneHeader *header() const { return m_header; }
    PaneBody *body() const { return m_body; }
    PaneFooter *footer() const { return m_footer; }
    /// Puts the keyboard into the pane.
    void focusInside();
    /// The answer's text as the model gave it.
    QString answerText() const;
    /// State and figures in one sentence, for a screen reader.
    QString spoken() const;

    /// A pane beside a maximised one is a line of 32 px with its mark, letter and number of tokens.
    enum class Form { Column, Maximised, Spine };
    void setForm(Form form);
    Form form() const { return m_form; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void editRequested();
    void maximiseRequested();
    void modelRequested(QWidget *anchor);
    void stopRequested();
    void sendRequested();
    /// The menu opens: what it does is meant for this pane.
    void menuOpened();
    void linkClicked(const QString &url);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    PaneSituation situation() const;
    /// What of the lane's settings its model would not take, as far as that is known now.
    std::vector<Parameter> notTaken(const LaneSpec &spec) const;
    void refreshHeader();
    void refreshFigures();
    void refreshNotice();
    void paintSpine(QPainter &painter) const;

    CompareSession &m_session;
    int m_letter;
    ModelDirectory &m_models;
    LocalEngine &m_engine;
    const Clock &m_clock;
    QMenu *m_menu;
    PaneHeader *m_header;
    PaneBody *m_body;
    PaneFooter *m_footer;
    std::vector<Parameter> m_notTaken;
    LaneTrack m_track;
    Form m_form = Form::Column;
    int m_retryAttempt = 0; ///< the failed attempt that the present wait follows
    Clock::Steady m_retrySince{};
};

} // namespace lineup
