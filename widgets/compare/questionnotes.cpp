#include "widgets/compare/questionnotes.h"

#include "widgets/common/accessiblerole.h"
#include "widgets/common/tooltips.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace lineup {

namespace {

constexpr int kNotePadding = 10;
constexpr int kNoteTop = 8;
constexpr int kShownCharacters = 360;
constexpr int kMaxCharacters = 20000;
constexpr int kCellPadding = 10;
constexpr int kCellTop = 6;
constexpr int kMaxCell = 240;
constexpr std::size_t kMaxRows = 6;
constexpr double kInputShare = 0.5;

QSizePolicy heightForWidthPolicy()
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    return policy;
}

QString cellText(const std::string &text)
{
    QString cell = QString::fromStdString(text).left(kMaxCell).simplified();
    if (static_cast<qsizetype>(text.size()) > kMaxCell)
        cell += QStringLiteral("…");
    // Compact JSON has no blanks: it may break after a comma or colon. Only what is painted; nothing copies this.
    cell.replace(QStringLiteral("\",\""), QStringLiteral("\",\u200B\""));
    cell.replace(QStringLiteral("\":\""), QStringLiteral("\":\u200B\""));
    return cell;
}

/// Lays `text` out between words, and within one only where it alone is too long; paints it when there is a painter.
/// Returns its height.
int layOutText(const QFont &font, const QString &text, const QRect &place, QPainter *painter)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1, place.width()));
        line.setPosition(QPointF(0, y));
        y += line.height();
    }
    layout.endLayout();
    if (painter)
        layout.draw(painter, place.topLeft());
    return static_cast<int>(std::ceil(y));
}

} // namespace

SystemNote::SystemNote(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("systemNote"));
    setAccessibleRole(this, QAccessible::StaticText);
    setSizePolicy(heightForWidthPolicy());
    hide();
}

void SystemNote::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_isOpen = false;
    refresh();
}

void SystemNote::refresh()
{
    setVisible(!m_text.isEmpty());
    setFocusPolicy(isLong() ? Qt::TabFocus : Qt::NoFocus);
    setCursor(isLong() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(plainToolTip(isLong() ? (m_isOpen ? tr("Show less") : tr("Show all of it")) : QString()));
    setAccessibleName(tr("System prompt: %1").arg(m_text.left(kMaxCharacters)));
    updateGeometry();
    update();
}

bool SystemNote::isLong() const
{
    return m_text.size() > kShownCharacters;
}

QString SystemNote::shownText() const
{
    if (!isLong())
        return m_text;
    return m_isOpen ? m_text.left(kMaxCharacters) : m_text.left(kShownCharacters).trimmed() + QStringLiteral("…");
}

int SystemNote::layOut(int width, QPainter *painter) const
{
    const Theme theme = themeOf(this);
    const QString lead = tr("System:");
    QString whole = lead + QLatin1Char(' ') + shownText();
    whole.replace(QLatin1Char('\n'), QChar::LineSeparator);
    QTextLayout layout(whole, theme.font(TypeStep::Control));
    QTextCharFormat bold;
    bold.setFontWeight(QFont::DemiBold);
    layout.setFormats({{0, static_cast<int>(lead.size()), bold}});
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1, width - 2 * kNotePadding));
        line.setPosition(QPointF(0, y));
        y += line.height();
    }
    layout.endLayout();
    if (painter) {
        painter->setPen(theme.color(ColorRole::Text));
        layout.draw(painter, QPointF(kNotePadding, kNoteTop));
    }
    return static_cast<int>(std::ceil(y)) + 2 * kNoteTop;
}

int SystemNote::heightForWidth(int width) const
{
    return layOut(width, nullptr);
}

QSize SystemNote::sizeHint() const
{
    return {metrics::kPaneMinimumWidth, heightForWidth(metrics::kPaneComfortableWidth)};
}

void SystemNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Well));
    painter.drawRoundedRect(rect(), metrics::kControlRadius, metrics::kControlRadius);
    layOut(width(), &painter);
}

void SystemNote::toggle()
{
    if (!isLong())
        return;
    m_isOpen = !m_isOpen;
    refresh();
}

void SystemNote::mousePressEvent(QMouseEvent *event)
{
    toggle();
    QWidget::mousePressEvent(event);
}

void SystemNote::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        toggle();
    else
        QWidget::keyPressEvent(event);
}

void SystemNote::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        refresh();
}

ExamplesNote::ExamplesNote(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("examplesNote"));
    setAccessibleRole(this, QAccessible::StaticText);
    setSizePolicy(heightForWidthPolicy());
    hide();
}

void ExamplesNote::setShots(const std::vector<Shot> &shots)
{
    if (shots == m_shots)
        return;
    m_shots = shots;
    refresh();
}

void ExamplesNote::refresh()
{
    m_rows.clear();
    QStringList spoken;
    for (const Shot &shot : m_shots) {
        if (m_rows.size() == kMaxRows)
            break;
        m_rows.push_back({cellText(shot.input), cellText(shot.output)});
        //: An example read aloud: what goes in, what comes out
        spoken.push_back(tr("%1: %2").arg(m_rows.back().input, m_rows.back().output));
    }
    const auto count = static_cast<int>(m_shots.size());
    m_title = tr("%n examples in front", nullptr, count);
    const int more = count - static_cast<int>(m_rows.size());
    m_more = more > 0 ? tr("and %n more", nullptr, more) : QString();
    setAccessibleName(m_title + QStringLiteral(". ") + spoken.join(QStringLiteral(". ")));
    setVisible(count > 0);
    updateGeometry();
    update();
}

int ExamplesNote::inputWidth(int width) const
{
    return static_cast<int>(width * kInputShare);
}

int ExamplesNote::rowHeight(const Row &row, int width) const
{
    const Theme theme = themeOf(this);
    const QFont font = theme.font(TypeStep::Control);
    const int input = layOutText(font, row.input, QRect(0, 0, inputWidth(width) - 2 * kCellPadding, 0), nullptr);
    const int output = layOutText(font, row.output, QRect(0, 0, width - inputWidth(width) - 2 * kCellPadding, 0), nullptr);
    return std::max(input, output) + 2 * kCellTop;
}

int ExamplesNote::heightForWidth(int width) const
{
    const QFontMetrics title(themeOf(this).font(TypeStep::Control, QFont::DemiBold));
    int height = title.height() + 2 * kCellTop + 1;
    for (const Row &row : m_rows)
        height += rowHeight(row, width) + 1;
    if (!m_more.isEmpty())
        height += title.height() + 2 * kCellTop;
    return height + 1;
}

QSize ExamplesNote::sizeHint() const
{
    return {metrics::kPaneMinimumWidth, heightForWidth(metrics::kPaneComfortableWidth)};
}

void ExamplesNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(this);
    const QFont words = theme.font(TypeStep::Control);
    const QFont bold = theme.font(TypeStep::Control, QFont::DemiBold);
    const int headHeight = QFontMetrics(bold).height() + 2 * kCellTop;
    const int split = inputWidth(width());

    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kChipRadius, metrics::kChipRadius);
    painter.save();
    painter.setClipPath(frame);
    painter.fillRect(QRect(0, 0, width(), headHeight), theme.color(ColorRole::Well));
    painter.restore();
    painter.setFont(bold);
    painter.setPen(theme.color(ColorRole::Text2));
    painter.drawText(QRect(kCellPadding, 0, width() - 2 * kCellPadding, headHeight), Qt::AlignVCenter, m_title);
    int y = headHeight;
    for (const Row &row : m_rows) {
        painter.fillRect(QRect(1, y, width() - 2, 1), theme.color(ColorRole::Divider));
        ++y;
        const int height = rowHeight(row, width());
        painter.setPen(theme.color(ColorRole::Text));
        layOutText(words, row.input, QRect(kCellPadding, y + kCellTop, split - 2 * kCellPadding, height), &painter);
        layOutText(words, row.output, QRect(split + kCellPadding, y + kCellTop, width() - split - 2 * kCellPadding, height), &painter);
        y += height;
    }
    if (!m_more.isEmpty()) {
        painter.fillRect(QRect(1, y, width() - 2, 1), theme.color(ColorRole::Divider));
        painter.setFont(words);
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRect(kCellPadding, y, width() - 2 * kCellPadding, headHeight), Qt::AlignVCenter, m_more);
    }
    painter.setPen(QPen(theme.color(ColorRole::Divider), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(frame);
}

void ExamplesNote::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace lineup
