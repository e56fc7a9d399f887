#include "widgets/shell/enginebar.h"

#include "widgets/models/errorwords.h"
#include "widgets/models/format.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QEvent>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <numeric>

namespace lineup {

namespace {

constexpr int kProgressWidth = 180;
constexpr int kProgressSteps = 1000;
constexpr std::chrono::milliseconds kTick{100};

using Phase = SetupProgress::Phase;

bool isUnderWay(Phase phase)
{
    return phase == Phase::Checking || phase == Phase::Downloading || phase == Phase::Verifying || phase == Phase::Installing;
}

std::int64_t totalBytes(const SetupProgress &progress)
{
    return std::accumulate(progress.items.begin(), progress.items.end(), std::int64_t{0},
                           [](std::int64_t sum, const SetupItem &item) { return sum + item.totalBytes; });
}

std::int64_t doneBytes(const SetupProgress &progress)
{
    return std::accumulate(progress.items.begin(), progress.items.end(), std::int64_t{0},
                           [](std::int64_t sum, const SetupItem &item) { return sum + item.doneBytes; });
}

/// "xllamacpp 2026.10 (MIT, 34 MB) · SmolLM2 135M Instruct (Apache-2.0, 93 MB)"
QString itemsText(const SetupProgress &progress)
{
    QStringList parts;
    for (const SetupItem &item : progress.items) {
        parts.push_back(EngineBar::tr("%1 (%2, %3)", "a file of the set-up: name, licence, size")
                            .arg(QString::fromStdString(item.name), QString::fromStdString(item.licence), format::bytes(item.totalBytes).text()));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

EngineBar::EngineBar(LocalEngine &engine, EngineSetup &setup, const Clock &clock, QWidget *parent)
    : NoticeBar(parent), m_engine(engine), m_setup(setup), m_clock(clock), m_progress(new QProgressBar(this)),
      m_primary(new QPushButton(this)), m_cancel(new QPushButton(this))
{
    setObjectName(QStringLiteral("engineBar"));
    m_progress->setObjectName(QStringLiteral("setupProgress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kProgressWidth);
    m_progress->setRange(0, kProgressSteps);
    addMiddle(m_progress);
    m_primary->setObjectName(QStringLiteral("engineBarPrimary"));
    m_cancel->setObjectName(QStringLiteral("engineBarCancel"));
    addButton(m_primary);
    addButton(m_cancel);
    setButtonRole(m_primary, ButtonRole::Primary);
    connect(m_primary, &QPushButton::clicked, this, &EngineBar::onPrimary);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_setup.cancel(); });
    connect(this, &NoticeBar::closed, this, [this] {
        m_isDismissed = true;
        refresh();
    });
    connect(&m_engine, &LocalEngine::stateChanged, this, &EngineBar::refresh);
    connect(&m_setup, &EngineSetup::progressChanged, this, &EngineBar::onSetupChanged);
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &EngineBar::refresh);
    refresh();
}

void EngineBar::onSetupChanged()
{
    if (m_setup.progress().phase == Phase::Done)
        m_engine.start();
    refresh();
}

void EngineBar::onPrimary()
{
    switch (view()) {
    case View::Absent:
    case View::SetupFailed:
        m_setup.start();
        return;
    case View::Crashed:
        m_engine.start();
        return;
    case View::Hidden:
    case View::SettingUp:
    case View::Starting:
        return;
    }
}

EngineBar::View EngineBar::view() const
{
    const Phase phase = m_setup.progress().phase;
    if (isUnderWay(phase))
        return View::SettingUp;
    switch (m_engine.state().status) {
    case EngineStatus::Absent:
        if (phase == Phase::Failed || phase == Phase::Cancelled)
            return View::SetupFailed;
        return m_isDismissed ? View::Hidden : View::Absent;
    case EngineStatus::Starting:
        return View::Starting;
    case EngineStatus::Crashed:
        return View::Crashed;
    case EngineStatus::Ready:
    case EngineStatus::Busy:
    case EngineStatus::Stopped:
        return View::Hidden;
    }
    return View::Hidden;
}

void EngineBar::refresh()
{
    const View present = view();
    const bool isStartQuiet = present == View::Starting && m_clock.now() - m_engine.state().since < kQuietStart;
    const bool isSettingUp = present == View::SettingUp;
    const bool hasPrimary = present == View::Absent || present == View::SetupFailed || present == View::Crashed;
    const bool hasFocus = isAncestorOf(QApplication::focusWidget());
    m_progress->setVisible(isSettingUp);
    (isSettingUp ? m_cancel : m_primary)->setVisible(isSettingUp || hasPrimary);
    // The focus stays in the bar: a button that hides would hand it to whatever comes next.
    if (hasFocus && (isSettingUp || hasPrimary))
        (isSettingUp ? m_cancel : m_primary)->setFocus(Qt::OtherFocusReason);
    else if (hasFocus)
        Q_EMIT leftWithFocus();
    m_cancel->setVisible(isSettingUp);
    m_primary->setVisible(hasPrimary);
    setClosable(present == View::Absent);
    if (present != View::Crashed && present != View::SetupFailed)
        setDetails({});
    // The time runs only while there is a time to show.
    if (present == View::Starting && !m_tick.isActive())
        m_tick.start();
    else if (present != View::Starting)
        m_tick.stop();
    switch (present) {
    case View::Hidden:
        break;
    case View::Absent:
        showAbsent();
        break;
    case View::SettingUp:
        showSettingUp(m_setup.progress());
        break;
    case View::SetupFailed:
        showSetupFailed(m_setup.progress());
        break;
    case View::Starting:
        showStarting();
        break;
    case View::Crashed:
        showCrashed();
        break;
    }
    setVisible(present != View::Hidden && !isStartQuiet);
}

void EngineBar::showAbsent()
{
    const SetupProgress progress = m_setup.progress();
    const std::int64_t total = totalBytes(progress);
    setContent(Tone::Info, tr("A model on this computer"),
               progress.items.empty() ? tr("No key, no account; nothing you write leaves this computer.")
                                      : tr("No key, no account; nothing you write leaves this computer. Brings %1.").arg(itemsText(progress)));
    m_primary->setText(total > 0 ? tr("Set up the local model, %1").arg(format::bytes(total).text()) : tr("Set up the local model"));
    m_primary->setIcon(icon(QStringLiteral("download"), ColorRole::OnAction));
}

void EngineBar::showSettingUp(const SetupProgress &progress)
{
    const std::int64_t total = totalBytes(progress);
    const std::int64_t done = std::min(doneBytes(progress), total);
    QString title;
    QString text;
    switch (progress.phase) {
    case Phase::Downloading:
        title = tr("Downloading the local model");
        text = tr("%1 of %2", "bytes").arg(format::bytes(done).text(), format::bytes(total).text());
        break;
    case Phase::Verifying:
        title = tr("Checking the files");
        text = tr("Their SHA-256 sums must be the ones this version of Lineup knows.");
        break;
    case Phase::Installing:
        title = tr("Installing");
        text = tr("Into your own data folder; nothing else on this system changes.");
        break;
    default:
        title = tr("Looking at this computer");
        text = tr("Python, free space, earlier downloads.");
        break;
    }
    setContent(Tone::Info, title, text);
    const bool isCountable = progress.phase == Phase::Downloading && total > 0;
    m_progress->setRange(0, isCountable ? kProgressSteps : 0);
    if (isCountable)
        m_progress->setValue(static_cast<int>(static_cast<double>(done) / static_cast<double>(total) * kProgressSteps));
    m_progress->setAccessibleName(title);
    m_cancel->setText(tr("Cancel"));
}

void EngineBar::showSetupFailed(const SetupProgress &progress)
{
    if (progress.phase == Phase::Cancelled || !progress.error) {
        setContent(Tone::Info, tr("The set-up was stopped"), tr("Finished downloads are kept for the next try."));
        setDetails({});
        m_primary->setText(tr("Go On"));
    } else {
        const ErrorWords words = errorWords(*progress.error);
        setContent(Tone::Error, words.happened, words.advice);
        setDetails(errorDetails(*progress.error));
        m_primary->setText(tr("Try Again"));
    }
    m_primary->setIcon(icon(QStringLiteral("refresh-cw"), ColorRole::OnAction));
}

void EngineBar::showStarting()
{
    const EngineState state = m_engine.state();
    const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now() - state.since);
    setContent(Tone::Info, tr("The local model is starting, %1").arg(format::seconds(passed, 1).text()),
               state.modelName.empty() ? QString() : QString::fromStdString(state.modelName));
}

void EngineBar::showCrashed()
{
    const EngineState state = m_engine.state();
    QString happened = tr("The local model stopped working");
    QString advice;
    QStringList details;
    if (state.error) {
        const ErrorWords words = errorWords(*state.error);
        happened = words.happened;
        advice = words.advice;
        details.push_back(errorDetails(*state.error));
    }
    if (state.willRestart)
        advice = tr("It starts again by itself.");
    for (const std::string &line : state.lastLogLines)
        details.push_back(QString::fromStdString(line));
    setContent(Tone::Error, happened, advice);
    setDetails(details.join(QLatin1Char('\n')));
    m_primary->setText(tr("Start Again"));
    m_primary->setIcon(icon(QStringLiteral("refresh-cw"), ColorRole::OnAction));
}

void EngineBar::changeEvent(QEvent *event)
{
    NoticeBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace lineup
