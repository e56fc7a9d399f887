#pragma once

#include "core/chat/parameter.h"
#include "core/run/lane.h"
#include "widgets/common/chip.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace lineup {

class ElidedButton;
class ElidedLabel;
class MarkLabel;
class TextLabel;

/// Head of a pane: mark, letter, model, where it answers; below it the state and the settings. Under 360 px the provider
/// moves to the second line, the served model folds into a tick and the settings into one chip.
class PaneHeader : public QWidget {
    Q_OBJECT
public:
    /// `letter` 0 = A. `menu` is shown by the ⋯ button; the header does not own it.
    PaneHeader(int letter, QMenu *menu, QWidget *parent = nullptr);

    /// Which lane it is. `localModel` names the engine's model, `place` where it answers. `notTaken` are the settings that the
    /// model does not take.
    void setLane(const LineupSetup &setup, const LaneSpec &lane, const QString &localModel, const QString &place, const std::vector<Parameter> &notTaken);
    void setState(Chip::Tone tone, const QString &text, const QString &iconName, const QString &hint = {});
    /// The shown answer was made with other settings than the lane has now.
    void setChangedSinceAnswer(bool on);
    void setMaximised(bool on);

    QWidget *menuButton() const;
    /// Whether the second line could hold the provider beside everything else; always true when it stands in the first.
    bool hasRoomForProvider() const;
    /// The row of panes decides for all of them.
    void setProviderAllowed(bool on);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void editRequested();
    void maximiseRequested();
    /// Another model is wanted; the choice opens below `anchor`.
    void modelRequested(QWidget *anchor);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void arrange();
    /// Folds what has no room in the second line.
    void fitSecondLine();
    /// Width of the second line without state and provider.
    int neededWidth() const;
    QPushButton *chipButton(std::size_t index);
    void rebuildChips();

    LineupSetup m_setup; ///< without lanes: only what the chips need
    LaneSpec m_lane;
    QString m_localModel;
    QString m_place;
    std::vector<Parameter> m_notTaken;
    MarkLabel *m_mark;
    TextLabel *m_letter;
    ElidedButton *m_name;
    ElidedLabel *m_provider;
    ElidedLabel *m_providerBelow;
    QToolButton *m_ownPrompt;
    QToolButton *m_maximise;
    QToolButton *m_menuButton;
    Chip *m_state;
    Chip *m_changed;
    QHBoxLayout *m_chipRow;
    QPushButton *m_examples;
    std::vector<QPushButton *> m_chips;
    bool m_isNarrow = false;
    bool m_isMaximised = false;
    bool m_isProviderAllowed = true;
};

} // namespace lineup
