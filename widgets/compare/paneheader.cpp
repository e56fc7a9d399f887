#include "widgets/compare/paneheader.h"

#include "widgets/common/marklabel.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/compare/laneparams.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace lineup {

namespace {
constexpr int kTop = 7;
constexpr int kMaxChips = 3;
constexpr int kMaximiseWidth = 280;
}

PaneHeader::PaneHeader(int letter, QMenu *menu, QWidget *parent)
    : QWidget(parent), m_mark(new MarkLabel(letter, metrics::kHeaderMarkSize, this)),
      m_letter(new TextLabel(TypeStep::Name, ColorRole::Text, this)), m_name(new ElidedLabel(TypeStep::Name, ColorRole::Text, this)),
      m_provider(new ElidedLabel(TypeStep::Control, ColorRole::Text3, this)),
      m_providerBelow(new ElidedLabel(TypeStep::Label, ColorRole::Text3, this)), m_ownPrompt(new QToolButton(this)),
      m_maximise(new QToolButton(this)), m_menuButton(new QToolButton(this)), m_state(new Chip(this)), m_changed(new Chip(this)),
      m_chipRow(new QHBoxLayout), m_examples(new QPushButton(this))
{
    m_letter->setText(QString::fromStdString(letterName(letter)));
    m_name->setObjectName(QStringLiteral("paneModel"));
    m_state->setObjectName(QStringLiteral("paneState"));
    m_examples->setObjectName(QStringLiteral("paneExamples"));
    m_ownPrompt->setObjectName(QStringLiteral("paneOwnPrompt"));
    m_maximise->setObjectName(QStringLiteral("paneMaximise"));
    m_menuButton->setObjectName(QStringLiteral("paneMenu"));
    m_ownPrompt->setIcon(icon(QStringLiteral("unlink-2")));
    m_menuButton->setIcon(icon(QStringLiteral("ellipsis")));
    // Not QToolButton::setMenu(): that paints an arrow beside the three dots.
    connect(m_menuButton, &QToolButton::clicked, menu, [this, menu] {
        menu->popup(m_menuButton->mapToGlobal(QPoint(m_menuButton->width() - menu->sizeHint().width(), m_menuButton->height())));
    });
    for (QToolButton *button : {m_ownPrompt, m_maximise, m_menuButton}) {
        button->setFocusPolicy(Qt::TabFocus);
        setControlSize(button, ControlSize::Compact);
    }
    connect(m_maximise, &QToolButton::clicked, this, &PaneHeader::maximiseRequested);
    connect(m_ownPrompt, &QToolButton::clicked, this, &PaneHeader::editRequested);
    connect(m_examples, &QPushButton::clicked, this, &PaneHeader::editRequested);
    setButtonRole(m_examples, ButtonRole::Chip);
    setControlSize(m_examples, ControlSize::Chip);

    auto *first = new QHBoxLayout;
    first->setSpacing(metrics::kSpace2);
    first->addWidget(m_mark);
    first->addWidget(m_letter);
    first->addWidget(m_name, 0);
    first->addWidget(m_provider, 0);
    first->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace1);
    for (QToolButton *button : {m_ownPrompt, m_maximise, m_menuButton})
        buttons->addWidget(button);
    first->addLayout(buttons);

    auto *second = new QHBoxLayout;
    second->setSpacing(metrics::kSpace2);
    second->addWidget(m_providerBelow, 0);
    second->addWidget(m_state, 0);
    second->addWidget(m_changed, 0);
    second->addStretch(1);
    m_chipRow->setSpacing(metrics::kSpace1);
    m_chipRow->addWidget(m_examples);
    second->addLayout(m_chipRow);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kPanePadding, kTop, metrics::kSpace2, kTop);
    column->setSpacing(2);
    column->addLayout(first);
    column->addLayout(second);
    setMinimumHeight(metrics::kPaneHeaderHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_changed->hide();
    retranslate();
    arrange();
}

QWidget *PaneHeader::menuButton() const
{
    return m_menuButton;
}

QSize PaneHeader::minimumSizeHint() const
{
    // The parts give way or fold; the row of panes decides how narrow a pane may become.
    return {0, std::max(metrics::kPaneHeaderHeight, QWidget::minimumSizeHint().height())};
}

void PaneHeader::setLane(const LineupSetup &setup, const LaneSpec &lane, const QString &localModel)
{
    if (lane == m_lane && setup.shots == m_setup.shots && localModel == m_localModel && !m_name->fullText().isEmpty())
        return;
    m_setup.shots = setup.shots;
    m_lane = lane;
    m_localModel = localModel;
    retranslate();
}

void PaneHeader::setState(Chip::Tone tone, const QString &text, const QString &iconName, const QString &hint)
{
    m_state->setContent(tone, text, iconName);
    m_state->setHint(hint);
    fitSecondLine();
}

void PaneHeader::setChangedSinceAnswer(bool on)
{
    m_changed->setVisible(on);
    fitSecondLine();
}

void PaneHeader::setMaximised(bool on)
{
    m_isMaximised = on;
    retranslate();
}

QPushButton *PaneHeader::chipButton(std::size_t index)
{
    while (m_chips.size() <= index) {
        auto *chip = new QPushButton(this);
        chip->setObjectName(QStringLiteral("paneParameter"));
        setButtonRole(chip, ButtonRole::Chip);
        setControlSize(chip, ControlSize::Chip);
        connect(chip, &QPushButton::clicked, this, &PaneHeader::editRequested);
        m_chipRow->addWidget(chip);
        // It may be made long after the transcript, and Tab meets it before that all the same.
        setTabOrder(m_chips.empty() ? static_cast<QWidget *>(m_examples) : m_chips.back(), chip);
        m_chips.push_back(chip);
    }
    return m_chips[index];
}

void PaneHeader::rebuildChips()
{
    const QString examples = examplesChip(m_setup, m_lane);
    m_examples->setText(examples);
    m_examples->setVisible(!examples.isEmpty());
    m_examples->setAccessibleName(tr("Examples of this pane: %1").arg(examples));
    QStringList words = parameterChips(m_lane);
    const QString all = words.join(QStringLiteral(", "));
    if (m_isNarrow && words.size() > 1) {
        //: Chip: this many settings differ from the server's own
        words = {tr("%n params", nullptr, static_cast<int>(words.size()))};
    } else if (words.size() > kMaxChips) {
        const auto rest = words.size() - (kMaxChips - 1);
        words = words.mid(0, kMaxChips - 1);
        //: Chip: so many more settings
        words.push_back(tr("+%1").arg(rest));
    }
    for (std::size_t index = 0; index < std::max(m_chips.size(), static_cast<std::size_t>(words.size())); ++index) {
        QPushButton *chip = chipButton(index);
        const bool isUsed = index < static_cast<std::size_t>(words.size());
        chip->setVisible(isUsed);
        if (!isUsed)
            continue;
        chip->setText(words[static_cast<qsizetype>(index)]);
        chip->setToolTip(plainToolTip(all));
        chip->setAccessibleName(tr("Settings of this pane: %1").arg(all));
    }
}

void PaneHeader::arrange()
{
    m_isNarrow = width() < metrics::kPaneComfortableWidth;
    m_provider->setVisible(!m_isNarrow);
    // F11 and the menu do it too; in a very narrow pane the name needs the room more.
    m_maximise->setVisible(width() >= kMaximiseWidth);
    m_changed->setFolded(m_isNarrow);
    rebuildChips();
    fitSecondLine();
}

int PaneHeader::neededWidth() const
{
    int needed = metrics::kPanePadding + metrics::kSpace2 + 2 * metrics::kSpace2;
    for (const QPushButton *chip : m_chips)
        needed += chip->isHidden() ? 0 : chip->sizeHint().width() + metrics::kSpace1;
    if (!m_examples->isHidden())
        needed += m_examples->sizeHint().width() + metrics::kSpace1;
    if (!m_changed->isHidden())
        needed += m_changed->sizeHint().width() + metrics::kSpace2;
    return needed;
}

bool PaneHeader::hasRoomForProvider() const
{
    // Beside a state in words there is no room in most panes.
    const bool isStateShort = m_state->tone() == Chip::Tone::Ok;
    const int provider = m_providerBelow->sizeHint().width() + metrics::kSpace2;
    return !m_isNarrow || (isStateShort && neededWidth() + metrics::kChipIconSize + provider <= width());
}

void PaneHeader::setProviderAllowed(bool on)
{
    if (m_isProviderAllowed == on)
        return;
    m_isProviderAllowed = on;
    fitSecondLine();
}

void PaneHeader::fitSecondLine()
{
    // What may go, in the order in which it goes: the provider, the word of the state.
    const bool mayFold = m_isNarrow && m_state->hasIcon();
    m_state->setFolded(mayFold && m_state->tone() == Chip::Tone::Ok);
    m_providerBelow->setVisible(m_isNarrow && m_isProviderAllowed && hasRoomForProvider());
    if (mayFold && neededWidth() + m_state->sizeHint().width() > width())
        m_state->setFolded(true);
}

void PaneHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < metrics::kPaneComfortableWidth;
    const bool hasMaximise = width() >= kMaximiseWidth;
    if (isNarrow == m_isNarrow && hasMaximise != m_maximise->isHidden())
        fitSecondLine();
    else
        arrange();
}

void PaneHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeOf(this).color(ColorRole::Divider));
}

void PaneHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PaneHeader::retranslate()
{
    m_name->setFullText(laneTitle(m_lane, m_localModel));
    m_provider->setFullText(laneProvider(m_lane));
    m_providerBelow->setFullText(laneProvider(m_lane));
    const bool hasOwn = m_lane.system.has_value() || (m_lane.shots && std::holds_alternative<std::vector<Shot>>(*m_lane.shots));
    m_ownPrompt->setVisible(hasOwn);
    const QString own = m_lane.system ? tr("This pane has a system prompt of its own") : tr("This pane has examples of its own");
    m_ownPrompt->setToolTip(plainToolTip(own));
    m_ownPrompt->setAccessibleName(own);
    m_changed->setContent(Chip::Tone::Neutral, tr("settings changed since"), QStringLiteral("history"));
    m_changed->setHint(tr("The answer below was made with earlier settings of this pane."));
    const QString maximise = m_isMaximised ? tr("Show all panes") : tr("Maximise this pane");
    m_maximise->setIcon(icon(m_isMaximised ? QStringLiteral("minimize-2") : QStringLiteral("maximize-2")));
    m_maximise->setAccessibleName(maximise);
    m_maximise->setToolTip(toolTipWithShortcut(maximise, QKeySequence(Qt::Key_F11).toString(QKeySequence::NativeText)));
    m_menuButton->setAccessibleName(tr("Menu of this pane"));
    m_menuButton->setToolTip(plainToolTip(tr("Edit, send again, copy, duplicate, remove")));
    rebuildChips();
    fitSecondLine();
}

} // namespace lineup
