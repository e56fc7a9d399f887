#include "widgets/strip/stripheader.h"

#include "widgets/common/tooltips.h"
#include "widgets/strip/phasepaint.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kLeastWidth = 480;
constexpr int kGaps = 48; ///< margins, divider and the spaces around caption and legend

ChartLegend::Entry phaseEntry(PhaseKind kind, const QString &text)
{
    return {text, [kind](QPainter &painter, const QRectF &box, const Theme &theme) {
                // Text has the hue of each pane; the swatch stands for all of them.
                paintPhase(painter, kind, box, theme.color(ColorRole::Text), theme);
            }};
}

} // namespace

StripHeader::StripHeader(QWidget *parent)
    : QWidget(parent), m_theme(themeOf(this)), m_tabs(new QTabBar(this)), m_divider(new QFrame(this)), m_caption(new ElidedLine(this)),
      m_totals(new ElidedLine(this)), m_legend(new ChartLegend(this)), m_time(new QLabel(this)), m_words(new QLabel(this)),
      m_stop(new QPushButton(this)), m_fold(new QToolButton(this))
{
    m_tabs->setObjectName(QStringLiteral("stripTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setUsesScrollButtons(false);
    setTabLook(m_tabs, TabLook::Underline);
    m_divider->setFixedSize(metrics::kDividerWidth, metrics::kSpace4);
    m_divider->setAutoFillBackground(true);
    m_caption->setObjectName(QStringLiteral("stripCaption"));
    m_totals->setObjectName(QStringLiteral("stripTotals"));
    m_time->setTextFormat(Qt::PlainText);
    m_words->setTextFormat(Qt::PlainText);
    m_time->setObjectName(QStringLiteral("stripTime"));
    m_words->setObjectName(QStringLiteral("stripStatus"));
    m_stop->setObjectName(QStringLiteral("stopAllButton"));
    setButtonRole(m_stop, ButtonRole::Secondary);
    setControlSize(m_stop, ControlSize::Compact);
    m_stop->setIconSize({metrics::kChipIconSize, metrics::kChipIconSize});
    setKeyHint(m_stop, QStringLiteral("Esc"));
    m_fold->setObjectName(QStringLiteral("foldButton"));
    m_fold->setAutoRaise(true);
    m_fold->setFixedSize(metrics::kTargetSize, metrics::kTargetSize);

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(metrics::kSpace3 - 4, 0, metrics::kSpace3 - 4, 0);
    line->setSpacing(metrics::kSpace2);
    line->addWidget(m_tabs, 0, Qt::AlignBottom);
    line->addWidget(m_divider);
    line->addSpacing(metrics::kSpace1);
    line->addWidget(m_caption);
    line->addWidget(m_totals);
    m_beforeLegend = line->count();
    line->addStretch();
    line->addWidget(m_legend);
    line->addStretch();
    line->addSpacing(metrics::kSpace1);
    auto *status = new QHBoxLayout;
    status->setSpacing(metrics::kSpace1);
    status->addWidget(m_time);
    status->addWidget(m_words);
    line->addLayout(status);
    line->addWidget(m_stop);
    line->addWidget(m_fold);
    setFixedHeight(metrics::kStripFoldedHeight);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        const auto view = static_cast<StripView>(m_tabs->tabData(index).toInt());
        if (index < 0 || view == m_view)
            return;
        setView(view);
        Q_EMIT viewChanged(view);
    });
    connect(m_stop, &QPushButton::clicked, this, &StripHeader::stopAllRequested);
    connect(m_fold, &QToolButton::clicked, this, &StripHeader::foldToggled);
    setTheme(m_theme);
    retranslate();
    setRunning(false);
}

void StripHeader::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_caption->setTheme(theme);
    m_totals->setTheme(theme);
    m_legend->setTheme(theme);
    QPalette line = m_divider->palette();
    line.setColor(QPalette::Window, theme.color(ColorRole::Divider));
    m_divider->setPalette(line);
    QFont numbers = theme.font(TypeStep::Code);
    m_time->setFont(numbers);
    m_words->setFont(theme.font(TypeStep::Control));
    m_tabs->setFont(theme.font(TypeStep::Control));
    m_stop->setIcon(icon(QStringLiteral("square"), ColorRole::Text));
    updateParts();
}

void StripHeader::retranslate()
{
    //: accessible name of the tabs of the strip
    m_tabs->setAccessibleName(tr("Charts of the run"));
    //: button: every pane that answers stops
    m_stop->setText(tr("Stop all"));
    m_stop->setToolTip(tr("Stop all (Esc)"));
    rebuildTabs();
    updateCaption();
    updateLegend();
    updateParts();
}

void StripHeader::rebuildTabs()
{
    const QSignalBlocker blocker(m_tabs);
    std::vector<StripView> views{StripView::Race, StripView::Phases, StripView::Speed};
    if (m_width == StripWidth::Wide)
        views.erase(views.begin() + 1);
    while (m_tabs->count() > static_cast<int>(views.size()))
        m_tabs->removeTab(m_tabs->count() - 1);
    for (std::size_t i = 0; i < views.size(); ++i) {
        const int index = static_cast<int>(i);
        const QString text = stripwords::tabText(views[i], m_width);
        if (index == m_tabs->count())
            m_tabs->addTab(text);
        m_tabs->setTabText(index, text);
        m_tabs->setTabData(index, static_cast<int>(views[i]));
        if (views[i] == m_view)
            m_tabs->setCurrentIndex(index);
    }
}

void StripHeader::setView(StripView view)
{
    // A wide strip shows the phases beside the race.
    m_view = m_width == StripWidth::Wide && view == StripView::Phases ? StripView::Race : view;
    rebuildTabs();
    updateCaption();
    updateLegend();
}

void StripHeader::setStripWidth(StripWidth width)
{
    if (width == m_width)
        return;
    m_width = width;
    setView(m_view);
}

void StripHeader::setFolded(bool folded)
{
    m_isFolded = folded;
    updateParts();
}

void StripHeader::setPhaseKinds(std::vector<PhaseKind> kinds)
{
    if (kinds == m_kinds)
        return;
    m_kinds = std::move(kinds);
    updateLegend();
}

void StripHeader::setFailure(const QString &sentence)
{
    if (sentence == m_failure)
        return;
    m_failure = sentence;
    updateCaption();
    updateParts();
}

void StripHeader::updateCaption()
{
    if (m_failure.isEmpty())
        m_caption->setText(stripwords::caption(m_view, m_width));
    else
        m_caption->setText(m_failure, ElidedLine::Tone::Alert);
}

void StripHeader::updateLegend()
{
    std::vector<ChartLegend::Entry> entries;
    if (m_view == StripView::Speed) {
        const auto filled = [](QPainter &painter, const QRectF &box, const Theme &theme) {
            painter.fillRect(box.adjusted(0, 2, 0, -2), theme.color(ColorRole::Text));
        };
        const auto outlined = [](QPainter &painter, const QRectF &box, const Theme &theme) {
            painter.setPen(theme.color(ColorRole::Text));
            painter.drawRect(box.adjusted(0.5, 2.5, -0.5, -2.5));
        };
        //: legend: the full bar is the speed from first to last token
        entries.push_back({tr("decode, first to last token"), filled});
        //: legend: the outlined bar is the speed over the whole time
        entries.push_back({tr("end to end, from Send"), outlined});
    } else if (m_view == StripView::Phases || m_width == StripWidth::Wide) {
        for (const PhaseKind kind : m_kinds) {
            //: legend: this part of a bar has the colour of its pane
            entries.push_back(phaseEntry(kind, kind == PhaseKind::Text ? tr("text (pane colour)") : phaseName(kind)));
        }
    }
    m_legend->setEntries(std::move(entries));
    updateParts();
}

void StripHeader::updateParts()
{
    m_tabs->setVisible(!m_isFolded);
    m_caption->setVisible(!m_isFolded && !m_caption->text().isEmpty());
    m_legend->setVisible(!m_isFolded && m_legend->sizeHint().width() > 0);
    m_divider->setVisible(!m_isFolded && (m_caption->isVisibleTo(this) || m_legend->isVisibleTo(this)));
    m_totals->setVisible(m_isFolded);
    // The legend stands behind the tabs, and in a wide strip over the phases.
    auto *line = static_cast<QHBoxLayout *>(layout());
    line->setStretch(m_beforeLegend, m_width == StripWidth::Wide ? 1 : 0);
    line->setStretch(m_beforeLegend + 2, m_width == StripWidth::Wide ? 0 : 1);
    m_fold->setIcon(icon(m_isFolded ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    const QString action = m_isFolded ? tr("Unfold the strip") : tr("Fold the strip");
    m_fold->setToolTip(plainToolTip(action));
    m_fold->setAccessibleName(action);
    giveLegendItsRoom();
}

QSize StripHeader::minimumSizeHint() const
{
    return {kLeastWidth, metrics::kStripFoldedHeight};
}

void StripHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    giveLegendItsRoom();
}

void StripHeader::giveLegendItsRoom()
{
    // The legend explains what is painted, the caption what a tab already names: so the caption is cut first.
    int others = 0;
    for (const QWidget *part : std::initializer_list<const QWidget *>{m_tabs, m_time, m_words, m_stop, m_fold}) {
        if (part->isVisibleTo(this))
            others += part->sizeHint().width() + metrics::kSpace2;
    }
    const int room = width() - others - kGaps;
    m_legend->setMinimumWidth(std::clamp(m_legend->sizeHint().width(), 0, std::max(room, 0)));
}

void StripHeader::setStatus(const QString &time, const QString &words)
{
    m_time->setText(time);
    m_time->setVisible(!time.isEmpty());
    m_words->setVisible(!words.isEmpty());
    // The time stands in its own font; the dot belongs to the words.
    m_words->setText(time.isEmpty() ? words : QStringLiteral("· ") + words);
    m_words->setAccessibleName(words);
    giveLegendItsRoom();
}

void StripHeader::setTotals(const QString &line)
{
    m_totals->setText(line);
}

void StripHeader::setRunning(bool running)
{
    if (m_stop->isVisibleTo(this) == running)
        return;
    m_stop->setVisible(running);
    giveLegendItsRoom();
}

} // namespace lineup
