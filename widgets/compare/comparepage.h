#pragma once

#include "core/base/clock.h"
#include "core/ports/localengine.h"
#include "widgets/compare/lessonpanel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QPushButton;

namespace lineup {

class Announcer;
class CompareSession;
class Composer;
class LineSplitter;
class ModelDirectory;
class NoticeBar;
class PaneForms;
class PaneRow;
class RunStrip;
class SetupSheet;
class TextLabel;
class TurnLine;

/// One line-up: its panes, their race, and the place where the prompt is written.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    /// `paneActions` make the menus of the panes (null = a separator); they act on currentPane(). References outlive the
    /// page.
    ComparePage(CompareSession &session, ModelDirectory &models, LocalEngine &engine, const Clock &clock, Announcer &announcer,
                const QList<QAction *> &paneActions, QWidget *parent = nullptr);

    CompareSession &session() const { return m_session; }
    /// The pane that menus and keys mean; -1 without panes.
    int currentPane() const;
    bool isPaneFocused() const;
    void focusPane(int lane);
    /// `reason` decides whether the ring of the keyboard is shown.
    void focusPrompt(Qt::FocusReason reason = Qt::ShortcutFocusReason);
    void openSystem();
    void openExamples();
    bool isSheetOpen() const;

    /// Opens the form for another pane, filled as the last one.
    void addPane();
    void editPane(int lane);
    void duplicatePane(int lane);
    void removePane(int lane);
    void undoRemovePane();
    void toggleMaximised(int lane);
    void copyAnswer(int lane);
    void speakPane(int lane);
    void sendPane(int lane);
    void stopPane(int lane);
    bool isMaximised() const;

    void setZoom(int percent);
    void setReducedMotion(bool on);
    void setLessonShown(bool on);
    bool hasLesson() const;
    bool isLessonShown() const;
    bool isStripFolded() const;
    void setStripFolded(bool on);

    /// The parts that F6 walks: panes, strip, composer.
    QList<QWidget *> regions() const;
    /// Puts the keyboard into a region.
    void focusRegion(QWidget *region);

Q_SIGNALS:
    void linkClicked(const QString &url);
    /// Which pane is current, what is maximised, folded or shown: the menus look again.
    void stateChanged();
    void openExampleRequested();
    /// The person wants to set up where models answer.
    void backendsRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void buildEmpty();
    void connectParts();
    void connectSession();
    void showRun();
    void onLaneEnded(int lane);
    void onRunFinished();
    void onTry(LessonPanel::Try what);
    void showRemovedBar();
    void openSheet(bool on);
    void placeSheet();
    void fitParts();
    void refreshEmpty();
    void refreshLesson();
    void retranslate();

    CompareSession &m_session;
    const Clock &m_clock;
    Announcer &m_announcer;
    PaneForms *m_forms;
    TurnLine *m_turnLine;
    NoticeBar *m_removedBar;
    QPushButton *m_undoButton;
    LineSplitter *m_splitter;
    QWidget *m_top;
    QWidget *m_empty;
    TextLabel *m_emptyText;
    QPushButton *m_emptyAdd;
    QPushButton *m_emptyExample;
    PaneRow *m_row;
    LessonPanel *m_lesson;
    RunStrip *m_strip;
    Composer *m_composer;
    SetupSheet *m_sheet;
    QTimer m_tick;
    bool m_isLessonShown = true;
    bool m_isComposerSized = false; ///< a person gave the composer a height
    bool m_isStripAutoFolded = false; ///< folded for want of room, not by a person
};

} // namespace lineup
