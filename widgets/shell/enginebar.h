#pragma once

#include "core/base/clock.h"
#include "core/ports/localengine.h"
#include "widgets/common/noticebar.h"

#include <QTimer>

class QProgressBar;
class QPushButton;

namespace lineup {

/// The one bar that speaks of the local engine while it cannot answer: not set up (with the button that sets it up, its
/// progress and its end), starting for longer than a moment, crashed. Hidden while all is well.
class EngineBar : public NoticeBar {
    Q_OBJECT
public:
    /// A start that is shorter than this is not worth a bar that comes and goes.
    static constexpr std::chrono::milliseconds kQuietStart{900};

    EngineBar(LocalEngine &engine, EngineSetup &setup, const Clock &clock, QWidget *parent = nullptr);

Q_SIGNALS:
    /// It is about to hide while it has the keyboard.
    void leftWithFocus();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class View { Hidden, Absent, SettingUp, SetupFailed, Starting, Crashed };
    View view() const;
    void refresh();
    void showAbsent();
    void showSettingUp(const SetupProgress &progress);
    void showSetupFailed(const SetupProgress &progress);
    void showStarting();
    void showCrashed();
    void onSetupChanged();
    void onPrimary();

    LocalEngine &m_engine;
    EngineSetup &m_setup;
    const Clock &m_clock;
    QProgressBar *m_progress;
    QPushButton *m_primary;
    QPushButton *m_cancel;
    QTimer m_tick;
    bool m_isDismissed = false; ///< the person said "Later" to the set-up
};

} // namespace lineup
