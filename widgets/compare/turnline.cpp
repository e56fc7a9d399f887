#include "widgets/compare/turnline.h"

#include "widgets/common/chip.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/models/comparesession.h"
#include "widgets/models/format.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace lineup {

namespace {

QToolButton *iconButton(const QString &name, const QString &iconName, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setFocusPolicy(Qt::TabFocus);
    setControlSize(button, ControlSize::Compact);
    return button;
}

} // namespace

TurnLine::TurnLine(CompareSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_previous(iconButton(QStringLiteral("previousRun"), QStringLiteral("chevron-left"), this)),
      m_count(new TextLabel(TypeStep::Control, ColorRole::Text, this)),
      m_next(iconButton(QStringLiteral("nextRun"), QStringLiteral("chevron-right"), this)), m_sentTo(new Chip(this)), m_recorded(new Chip(this)),
      m_prompt(new ElidedLabel(TypeStep::Control, ColorRole::Text2, this)), m_again(new QPushButton(this)),
      m_copy(iconButton(QStringLiteral("copyPrompt"), QStringLiteral("copy"), this))
{
    setObjectName(QStringLiteral("turnLine"));
    m_count->setObjectName(QStringLiteral("runCount"));
    m_count->setWeight(QFont::DemiBold);
    m_prompt->setObjectName(QStringLiteral("shownPrompt"));
    m_prompt->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_again->setObjectName(QStringLiteral("runAgain"));
    m_again->setIcon(icon(QStringLiteral("refresh-cw"), ColorRole::Text));
    m_again->setIconSize(QSize(metrics::kChipIconSize, metrics::kChipIconSize));
    setControlSize(m_again, ControlSize::Compact);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kSpace3, 0, metrics::kSpace2, 1);
    layout->setSpacing(metrics::kSpace2);
    layout->addWidget(m_previous);
    layout->addWidget(m_count);
    layout->addWidget(m_next);
    layout->addWidget(m_sentTo);
    layout->addWidget(m_prompt, 1);
    layout->addWidget(m_recorded);
    layout->addWidget(m_again);
    layout->addWidget(m_copy);
    setMinimumHeight(metrics::kTurnLineHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    connect(m_previous, &QToolButton::clicked, this, [this] { m_session.showRun(m_session.shownRun() - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_session.showRun(m_session.shownRun() + 1); });
    connect(m_copy, &QToolButton::clicked, this, &TurnLine::copyPrompt);
    connect(m_again, &QPushButton::clicked, this, &TurnLine::againRequested);
    for (const auto signal : {&CompareSession::documentReplaced, &CompareSession::runStarted, &CompareSession::runFinished,
                              &CompareSession::shownRunChanged, &CompareSession::lanesReset})
        connect(&m_session, signal, this, &TurnLine::refresh);
    refresh();
}

void TurnLine::copyPrompt()
{
    QGuiApplication::clipboard()->setText(QString::fromStdString(m_session.run().setup.prompt));
}

void TurnLine::refresh()
{
    const int runs = m_session.runCount();
    const int shown = m_session.shownRun();
    const bool hasRun = shown >= 0;
    const bool isRunning = m_session.isRunning();
    const Run &run = m_session.run();
    for (QWidget *part : {static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_next), static_cast<QWidget *>(m_sentTo),
                          static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_copy)})
        part->setVisible(hasRun);
    m_previous->setEnabled(shown > 0 && !isRunning);
    m_next->setEnabled(shown >= 0 && shown + 1 < runs && !isRunning);
    m_again->setEnabled(!isRunning);
    m_count->setText(hasRun ? tr("Run %1 of %2").arg(shown + 1).arg(runs) : tr("Nothing sent yet"));
    const auto sent = static_cast<int>(run.setup.lanes.size());
    const bool toAll = sent == static_cast<int>(m_session.setup().lanes.size());
    m_sentTo->setContent(Chip::Tone::Neutral, toAll ? tr("sent to all %n", nullptr, sent) : tr("sent to %n", nullptr, sent));
    m_prompt->setFullText(hasRun ? QString::fromStdString(run.setup.prompt) : tr("Write below and press Ctrl Enter."));
    const bool isRecord = hasRun && m_session.isShownFromRecord();
    m_recorded->setVisible(isRecord);
    if (isRecord) {
        m_recorded->setContent(Chip::Tone::Plain, format::dateTime(run.startedAt), QStringLiteral("history"));
        //: %1 is a date with a time, %2 the program with its version
        m_recorded->setHint(tr("These answers were made on %1 with %2.").arg(format::dateTime(run.startedAt), QString::fromStdString(run.madeWith)));
    }

    m_again->setText(tr("Run again"));
    m_again->setToolTip(toolTipWithShortcut(tr("Send this prompt again to the same panes"), QKeySequence(Qt::CTRL | Qt::Key_R).toString(QKeySequence::NativeText)));
    m_previous->setAccessibleName(tr("Previous run"));
    m_previous->setToolTip(toolTipWithShortcut(tr("Previous run"), QKeySequence(Qt::ALT | Qt::Key_Left).toString(QKeySequence::NativeText)));
    m_next->setAccessibleName(tr("Next run"));
    m_next->setToolTip(toolTipWithShortcut(tr("Next run"), QKeySequence(Qt::ALT | Qt::Key_Right).toString(QKeySequence::NativeText)));
    m_copy->setAccessibleName(tr("Copy the prompt"));
    m_copy->setToolTip(plainToolTip(tr("Copy the prompt")));
}

void TurnLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(ColorRole::Divider));
}

void TurnLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace lineup
