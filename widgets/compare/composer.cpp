#include "widgets/compare/composer.h"

#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/compare/laneparams.h"
#include "widgets/compare/promptedit.h"
#include "widgets/compare/sendtargets.h"
#include "widgets/models/comparesession.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace lineup {

namespace {
constexpr int kPromptMinLines = 1;
constexpr int kPromptMaxLines = 8;
constexpr int kSystemShown = 60; ///< characters of the system prompt in its chip
constexpr int kCardTop = 8;
constexpr int kCardBottom = 8;
}

Composer::Composer(CompareSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_card(new QWidget(this)), m_system(new QPushButton(this)), m_examples(new QPushButton(this)),
      m_prompt(new PromptEdit(kPromptMinLines, kPromptMaxLines, this)), m_targets(new SendTargets(session, this)),
      m_hint(new TextLabel(TypeStep::Label, ColorRole::Text3, this)), m_send(new QPushButton(this))
{
    setObjectName(QStringLiteral("composer"));
    m_system->setObjectName(QStringLiteral("systemChip"));
    m_examples->setObjectName(QStringLiteral("examplesChip"));
    for (QPushButton *chip : {m_system, m_examples}) {
        chip->setCheckable(true);
        chip->setIconSize(QSize(metrics::kChipIconSize, metrics::kChipIconSize));
        setControlSize(chip, ControlSize::Compact);
    }
    m_system->setIcon(icon(QStringLiteral("message-square")));
    m_examples->setIcon(icon(QStringLiteral("list")));
    m_prompt->setObjectName(QStringLiteral("promptEdit"));
    m_prompt->setFrameShape(QFrame::NoFrame);
    m_prompt->viewport()->setAutoFillBackground(false);
    setFocusRingMode(m_prompt, FocusRingMode::None);
    m_send->setObjectName(QStringLiteral("sendButton"));
    m_send->setIcon(icon(QStringLiteral("send"), ColorRole::OnAction));
    setButtonRole(m_send, ButtonRole::Primary);
    setKeyHint(m_send, tr("Ctrl ↵"));

    auto *chips = new QHBoxLayout;
    chips->setSpacing(metrics::kSpace2);
    chips->addWidget(m_system);
    chips->addWidget(m_examples);
    chips->addStretch(1);
    auto *card = new QVBoxLayout(m_card);
    card->setContentsMargins(metrics::kSpace3, kCardTop, metrics::kSpace3, kCardBottom);
    card->setSpacing(metrics::kSpace1);
    card->addLayout(chips);
    card->addWidget(m_prompt, 1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(metrics::kSpace3);
    foot->addWidget(m_targets, 1);
    foot->addWidget(m_hint);
    foot->addWidget(m_send, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace3, metrics::kSpace2, metrics::kSpace3, metrics::kSpace2);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(m_card, 1);
    column->addLayout(foot);

    connect(m_prompt, &PromptEdit::promptEdited, this, [this] { m_session.setPrompt(m_prompt->prompt()); });
    m_prompt->installEventFilter(this);
    connect(m_prompt, &PromptEdit::heightChanged, this, &Composer::heightChanged);
    connect(m_system, &QPushButton::clicked, this, &Composer::systemRequested);
    connect(m_examples, &QPushButton::clicked, this, &Composer::examplesRequested);
    connect(m_send, &QPushButton::clicked, this, &Composer::sendRequested);
    connect(&m_session, &CompareSession::documentReplaced, this, &Composer::load);
    for (const auto signal : {&CompareSession::setupChanged, &CompareSession::lanesReset, &CompareSession::sendTargetsChanged,
                              &CompareSession::runStarted, &CompareSession::runFinished, &CompareSession::sendQueuedChanged})
        connect(&m_session, signal, this, &Composer::refresh);
    load();
}

void Composer::load()
{
    m_prompt->setPrompt(m_session.setup().prompt);
    refresh();
}

void Composer::focusPrompt(Qt::FocusReason reason)
{
    m_prompt->setFocus(reason);
}

void Composer::writeAnother()
{
    m_prompt->focusAndSelect();
}

void Composer::setSheetOpen(bool on)
{
    m_system->setChecked(on);
    m_examples->setChecked(on);
}

int Composer::preferredHeight(int width) const
{
    const int foot = std::max(m_targets->layout()->heightForWidth(std::max(1, width - m_send->sizeHint().width() - 3 * metrics::kSpace6)),
                              m_send->sizeHint().height());
    return 2 * metrics::kSpace2 + kCardTop + m_system->sizeHint().height() + metrics::kSpace1 + m_prompt->sizeHint().height() + kCardBottom
        + metrics::kSpace2 + foot;
}

void Composer::refresh()
{
    m_prompt->setPrompt(m_session.setup().prompt);
    const QString system = QString::fromStdString(m_session.setup().system).left(4 * kSystemShown).simplified();
    QString shown = system.left(kSystemShown);
    if (shown.size() < system.size())
        shown += QStringLiteral("…");
    shown.replace(QLatin1Char('&'), QLatin1String("&&"));
    m_system->setText(system.isEmpty() ? tr("System prompt") : tr("System: %1").arg(shown));
    m_system->setToolTip(plainToolTip(system.isEmpty() ? tr("Write what the model should always know") : QString::fromStdString(m_session.setup().system)));
    const auto shots = static_cast<int>(m_session.setup().shots.size());
    m_examples->setText(shots == 0 ? tr("Examples") : tr("Examples: %1").arg(shots));
    m_examples->setAccessibleName(m_examples->text());
    m_system->setAccessibleName(tr("System prompt: %1").arg(system.isEmpty() ? tr("none") : system));
    m_prompt->setAccessibleName(tr("Prompt"));
    const int lanes = static_cast<int>(m_session.setup().lanes.size());
    m_prompt->setPlaceholderText(lanes > 1 ? tr("Write to all panes.") : tr("Write your prompt."));
    refreshSend();
    updateGeometry();
    Q_EMIT heightChanged();
}

void Composer::refreshSend()
{
    const bool isRunning = m_session.isRunning();
    const int targets = m_session.sendTargetCount();
    int unknownPrices = 0;
    for (int lane = 0; lane < static_cast<int>(m_session.setup().lanes.size()); ++lane)
        unknownPrices += m_session.isSendTarget(lane) && !isLocalLane(m_session.setup().lanes[static_cast<std::size_t>(lane)]) ? 1 : 0;
    QString text;
    if (m_session.isSendQueued())
        text = tr("Queued: sent when these end");
    else if (targets == 0)
        text = tr("Send");
    else if (isRunning)
        text = tr("Queue for %n", nullptr, targets);
    else if (unknownPrices == 0)
        text = tr("Send to %n · $0, on this computer", nullptr, targets);
    else if (unknownPrices == targets)
        text = tr("Send to %n · price unknown", nullptr, targets);
    else
        //: %1 is "Send to 3", %2 is "1 price unknown"
        text = tr("%1 · %2").arg(tr("Send to %n", nullptr, targets), tr("%n prices unknown", nullptr, unknownPrices));
    m_send->setText(text);
    m_send->setAccessibleName(text);
    const bool canSend = targets > 0 && !m_session.setup().prompt.empty() && !m_session.isSendQueued();
    m_send->setEnabled(canSend);
    m_send->setToolTip(canSend ? toolTipWithShortcut(tr("Send"), QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)) : QString());
    QString hint;
    if (m_session.setup().lanes.empty())
        hint = tr("Add a pane to begin.");
    else if (targets == 0)
        hint = tr("No pane is chosen.");
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

QRect Composer::cardRect() const
{
    return m_card->geometry();
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Window));
    painter.setPen(QPen(theme.color(m_hasKeyboardFocus ? ColorRole::Action : ColorRole::Outline), m_hasKeyboardFocus ? 2 : 1));
    painter.setBrush(theme.color(ColorRole::Surface));
    const double inset = m_hasKeyboardFocus ? 1.0 : 0.5;
    painter.drawRoundedRect(QRectF(cardRect()).adjusted(inset, inset, -inset, -inset), metrics::kCardRadius, metrics::kCardRadius);
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        Q_EMIT heightChanged();
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setKeyHint(m_send, tr("Ctrl ↵"));
        refresh();
    }
}

void Composer::mousePressEvent(QMouseEvent *event)
{
    // The whole card is the field: a click beside the text goes into it.
    if (cardRect().contains(event->pos()))
        m_prompt->setFocus(Qt::MouseFocusReason);
    QWidget::mousePressEvent(event);
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        const bool isByKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        m_hasKeyboardFocus = event->type() == QEvent::FocusIn && isByKey;
        update();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lineup
