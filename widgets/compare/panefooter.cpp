#include "widgets/compare/panefooter.h"

#include "widgets/common/accessiblerole.h"
#include "widgets/common/tooltips.h"
#include "widgets/models/format.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kTop = 8;
constexpr int kLineHeight = 40;
constexpr int kBottom = 4;
constexpr int kLabelHeight = 16;
constexpr int kValueHeight = 20;
constexpr int kGap = 12;
constexpr int kMaxSpread = 44; ///< room between readouts beyond the gap
constexpr int kUnitGap = 4;
constexpr int kMarkPadding = 4;
constexpr int kMarkHeight = 16;

} // namespace

PaneFooter::PaneFooter(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("paneFooter"));
    setAccessibleRole(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    retranslate();
}

void PaneFooter::setFigures(const LaneFigures &figures)
{
    if (m_figures == figures)
        return;
    m_figures = figures;
    updateWords();
}

void PaneFooter::retranslate()
{
    m_words[FirstToken].label = tr("First token");
    m_words[Decode].label = tr("Decode");
    m_words[Total].label = tr("Total");
    m_words[Tokens].label = tr("Tokens in / out");
    m_shortTokensLabel = tr("In / out");
    m_words[CostReadout].label = tr("Cost");
    updateWords();
    updateGeometry();
}

void PaneFooter::updateWords()
{
    const auto set = [this](Readout readout, const format::Measure &measure) {
        m_words[readout].value = measure.value;
        m_words[readout].unit = measure.unit;
    };
    set(FirstToken, format::seconds(m_figures.firstToken));
    set(Decode, format::tokensPerSecond(m_figures.isRunning() ? m_figures.speedNow : m_figures.decodeSpeed));
    set(Total, format::seconds(m_figures.total));
    m_words[Tokens].value = tokensText(m_columns);
    m_words[CostReadout].value = format::cost(m_figures.cost);
    // A pane that was never sent has no cost and so nothing to say about where it comes from.
    const bool hasCost = m_figures.cost.amount || m_figures.cost.lowerBound || m_figures.phase == LanePhase::Ended;
    m_words[CostReadout].mark = hasCost ? format::costProvenance(m_figures.cost.provenance) : QString();
    setAccessibleName(spoken());
    update();
    if (const int needed = neededWidth(Count); needed != m_neededWidth) {
        m_neededWidth = needed;
        Q_EMIT neededWidthChanged();
    }
}

QString PaneFooter::tokensText(int columns) const
{
    if (!m_figures.tokensIn && !m_figures.tokensOut)
        return format::unknown();
    const auto exactness = [](bool isEstimated) { return isEstimated ? format::Exactness::Estimated : format::Exactness::Exact; };
    const QString in = format::tokens(m_figures.tokensIn, exactness(m_figures.isInputEstimated));
    const QString out = format::tokens(m_figures.tokensOut, exactness(m_figures.isOutputEstimated));
    //: Tokens of the question and of the answer
    return columns < Count ? tr("%1/%2").arg(in, out) : tr("%1 / %2").arg(in, out);
}

QString PaneFooter::spoken() const
{
    QStringList parts;
    if (m_figures.firstToken)
        parts.push_back(tr("First token %1").arg(format::spokenSeconds(*m_figures.firstToken)));
    const std::optional<double> speed = m_figures.isRunning() ? m_figures.speedNow : m_figures.decodeSpeed;
    if (speed)
        parts.push_back(format::spokenTokensPerSecond(*speed));
    if (m_figures.total)
        parts.push_back(tr("total %1").arg(format::spokenSeconds(*m_figures.total)));
    if (m_figures.tokensIn)
        parts.push_back(tr("%n tokens in", nullptr, static_cast<int>(*m_figures.tokensIn)));
    if (m_figures.tokensOut)
        parts.push_back(tr("%n tokens out", nullptr, static_cast<int>(*m_figures.tokensOut)));
    if (m_figures.cost.amount)
        //: %1 is an amount of money, %2 where it comes from: "0.25 cents, estimate"
        parts.push_back(tr("%1, %2").arg(format::spokenMoney(*m_figures.cost.amount), format::costProvenance(m_figures.cost.provenance)));
    return parts.isEmpty() ? tr("No figures yet") : parts.join(QStringLiteral(", "));
}

int PaneFooter::labelWidth(Readout readout, int columns) const
{
    const QFontMetrics label(themeOf(this).font(TypeStep::Label));
    return label.horizontalAdvance(readout == Tokens && columns < Count ? m_shortTokensLabel : m_words[readout].label) + 1;
}

int PaneFooter::sampleWidth(Readout readout, int columns) const
{
    const Theme theme = themeOf(this);
    const QFontMetrics value(theme.font(TypeStep::Readout));
    const QFontMetrics unit(theme.font(TypeStep::Label));
    // Widths of what usually stands there and not of what does now, so that readouts stay where they are while they grow;
    // what is longer than usual has its own.
    const auto measure = [&](const QString &number, const QString &unitText) {
        return value.horizontalAdvance(number) + (unitText.isEmpty() ? 0 : kUnitGap + unit.horizontalAdvance(unitText));
    };
    int width = 0;
    switch (readout) {
    case FirstToken:
    case Total: {
        const format::Measure sample = format::seconds(std::chrono::milliseconds(8880));
        width = measure(sample.value, sample.unit);
        break;
    }
    case Decode: {
        const format::Measure sample = format::tokensPerSecond(88.8);
        width = measure(sample.value, sample.unit);
        break;
    }
    case Tokens:
        width = measure(columns < Count ? QStringLiteral("888/888") : QStringLiteral("888 / 888"), {});
        if (columns >= Count)
            width = std::max(width, value.horizontalAdvance(tokensText(columns)));
        break;
    case CostReadout: {
        const bool isLocal = m_figures.cost.provenance == CostProvenance::Local || m_words[CostReadout].mark.isEmpty();
        const QString mark = isLocal ? format::costProvenance(CostProvenance::Local) : m_words[CostReadout].mark;
        width = std::max(measure(isLocal ? QStringLiteral("$0") : QStringLiteral("$0.0088"), {}), measure(m_words[CostReadout].value, {}))
            + kUnitGap + 2 * kMarkPadding + unit.horizontalAdvance(mark);
        break;
    }
    case Count:
        break;
    }
    return std::max(width, labelWidth(readout, columns)) + 1;
}

int PaneFooter::neededWidth(int columns) const
{
    int all = (columns - 1) * kGap;
    for (int readout = 0; readout < columns; ++readout)
        all += sampleWidth(static_cast<Readout>(readout), columns);
    return all;
}

int PaneFooter::columnsFor(int width) const
{
    const int room = width - 2 * metrics::kPanePadding;
    const auto widest = [this](std::initializer_list<Readout> readouts, int columns) {
        int result = 0;
        for (const Readout readout : readouts)
            result = std::max(result, sampleWidth(readout, columns));
        return result;
    };
    if (neededWidth(Count) <= room)
        return Count;
    const int three = widest({FirstToken, Tokens}, 3) + widest({Decode}, 3) + widest({Total}, 3) + 2 * kGap;
    const int twoLast = widest({FirstToken, Tokens}, 3) + kGap + widest({CostReadout}, 3);
    return three <= room && twoLast <= room ? 3 : 2;
}

void PaneFooter::setColumns(int columns)
{
    if (m_columns == columns)
        return;
    m_columns = columns;
    updateWords();
    updateGeometry();
}

QSize PaneFooter::sizeHint() const
{
    return {metrics::kPaneMinimumWidth, kTop + lines(m_columns) * kLineHeight + kBottom};
}

QSize PaneFooter::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

QRect PaneFooter::cell(Readout readout) const
{
    const int room = width() - 2 * metrics::kPanePadding;
    int column = readout;
    int line = 0;
    if (m_columns == 3) {
        line = readout >= Tokens ? 1 : 0;
        column = readout - line * 3;
    } else if (m_columns == 2) {
        line = readout / 2;
        column = readout % 2;
    }
    int left = 0;
    if (m_columns >= Count) {
        int used = 0;
        for (int each = 0; each < Count; ++each)
            used += sampleWidth(static_cast<Readout>(each), m_columns);
        const int spread = std::clamp((room - used) / (Count - 1), kGap, kGap + kMaxSpread);
        for (int before = 0; before < column; ++before)
            left += sampleWidth(static_cast<Readout>(before), m_columns) + spread;
    } else if (m_columns == 3) {
        const std::array<int, 3> widths{std::max(sampleWidth(FirstToken, 3), sampleWidth(Tokens, 3)), sampleWidth(Decode, 3), sampleWidth(Total, 3)};
        const int spread = std::clamp((room - widths[0] - widths[1] - widths[2]) / 2, kGap, kGap + kMaxSpread);
        for (int before = 0; before < column; ++before)
            left += widths[static_cast<std::size_t>(before)] + spread;
        // The cost has the rest of its line: it gives way to a long count instead of standing on it.
        if (readout == CostReadout) {
            const QFontMetrics value(themeOf(this).font(TypeStep::Readout));
            left = std::max(left, value.horizontalAdvance(m_words[Tokens].value) + kGap);
        }
    } else {
        left = column * (room + kGap) / m_columns;
    }
    return {metrics::kPanePadding + left, kTop + line * kLineHeight, width() - metrics::kPanePadding - left, kLabelHeight + kValueHeight};
}

void PaneFooter::paintReadout(QPainter *painter, Readout readout, const QRect &rect, const Theme &theme) const
{
    const Words &words = m_words[readout];
    painter->setFont(theme.font(TypeStep::Label));
    painter->setPen(theme.color(ColorRole::Text3));
    const QRect labelRect(rect.x(), rect.y(), rect.width(), kLabelHeight);
    painter->drawText(labelRect, Qt::AlignLeft | Qt::AlignVCenter, readout == Tokens && m_columns < Count ? m_shortTokensLabel : words.label);

    const QFont valueFont = theme.font(TypeStep::Readout);
    const QFontMetrics value(valueFont);
    QRect line(rect.x(), rect.y() + kLabelHeight, rect.width(), kValueHeight);
    painter->setFont(valueFont);
    painter->setPen(theme.color(ColorRole::Text));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, words.value);
    line.setLeft(line.left() + value.horizontalAdvance(words.value) + kUnitGap);
    const QFont smallFont = theme.font(TypeStep::Label);
    const QFontMetrics small(smallFont);
    painter->setFont(smallFont);
    if (!words.unit.isEmpty()) {
        painter->setPen(theme.color(ColorRole::Text3));
        // On the base line of the number.
        const int base = line.center().y() + 1 + (value.ascent() - value.descent()) / 2;
        painter->drawText(line.left(), base, words.unit);
    }
    if (!words.mark.isEmpty()) {
        const int width = small.horizontalAdvance(words.mark) + 2 * kMarkPadding;
        const QRectF mark(line.left() + 0.5, line.center().y() - kMarkHeight / 2 + 1.5, width, kMarkHeight - 1);
        painter->setPen(QPen(theme.color(ColorRole::Outline), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(mark, metrics::kChipRadius - 1, metrics::kChipRadius - 1);
        painter->setPen(theme.color(ColorRole::Text2));
        painter->drawText(mark, Qt::AlignCenter, words.mark);
    }
}

void PaneFooter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(this);
    painter.fillRect(QRect(0, 0, width(), 1), theme.color(ColorRole::Divider));
    for (int readout = 0; readout < Count; ++readout)
        paintReadout(&painter, static_cast<Readout>(readout), cell(static_cast<Readout>(readout)), theme);
}

bool PaneFooter::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString tip = spoken();
    // A cell reaches to the right edge, so the last one that contains the point is the one under the pointer.
    for (int readout = Count - 1; readout >= 0; --readout) {
        if (!cell(static_cast<Readout>(readout)).contains(help->pos()))
            continue;
        if (readout == Decode)
            tip = tr("Decode speed: tokens after the first, divided by the time from the first to the last. Under 8 tokens it is not known.");
        else if (readout == FirstToken)
            tip = tr("From the request to the first word of the answer.");
        break;
    }
    QToolTip::showText(help->globalPos(), plainToolTip(tip), this);
    return true;
}

void PaneFooter::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace lineup
