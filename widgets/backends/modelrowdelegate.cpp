#include "widgets/backends/modelrowdelegate.h"

#include "widgets/common/tooltips.h"
#include "widgets/models/modelrows.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace lineup {

namespace {

using Kind = ModelRows::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lineup::ModelRowDelegate)
};

constexpr int kTextIndent = metrics::kSpace2 + metrics::kIconSize + metrics::kSpace2;
constexpr int kContextCharacters = 9;
constexpr int kPriceCharacters = 16;
constexpr int kLineGap = 2;

/// One row on its way to the screen.
class RowPainter {
public:
    RowPainter(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
        : m_painter(painter), m_option(option), m_index(index), m_theme(themeOf(option.widget)),
          m_upper(m_theme.lineHeight(TypeStep::Body, option.widget)), m_lower(m_theme.lineHeight(TypeStep::Label, option.widget))
    {
        m_top = option.rect.top() + (option.rect.height() - m_upper - m_lower - kLineGap) / 2;
        m_left = option.rect.left() + kTextIndent;
        m_right = option.rect.right() - metrics::kSpace2;
    }

    void paintHeading()
    {
        const QRect line(m_option.rect.left() + metrics::kSpace2, m_option.rect.top(), m_option.rect.width() - 2 * metrics::kSpace2, m_option.rect.height());
        const QString title = text(Qt::DisplayRole);
        const int used = drawText(line, TypeStep::Control, QFont::DemiBold, ColorRole::Text, title, Qt::AlignLeft);
        const int models = m_index.data(ModelRows::CountRole).toInt();
        const QString count = models < 0 ? QString() : Words::tr("%n models", nullptr, models);
        const int counted = drawText(line, TypeStep::Label, QFont::Normal, ColorRole::Text3, count, Qt::AlignRight);
        QRect middle = line;
        middle.setLeft(line.left() + used + metrics::kSpace2);
        middle.setRight(line.right() - counted - metrics::kSpace2);
        drawText(middle, TypeStep::Label, QFont::Normal, ColorRole::Text3, text(ModelRows::NoteRole), Qt::AlignLeft);
    }

    void paintRow(Kind kind)
    {
        paintGround();
        if (kind == Kind::Model)
            paintFigures();
        else if (kind == Kind::Failed || kind == Kind::NotAsked)
            m_right -= drawText(m_option.rect.adjusted(0, 0, -metrics::kSpace3, 0), TypeStep::Control, QFont::Medium, ColorRole::Action,
                                kind == Kind::Failed ? Words::tr("Try again") : Words::tr("Ask"), Qt::AlignRight)
                + 2 * metrics::kSpace3;
        paintSign(kind);
        paintTitle(kind);
        const QString note = text(ModelRows::NoteRole);
        drawText({m_left, m_top + m_upper + kLineGap, m_right - m_left, m_lower}, TypeStep::Label, QFont::Normal, ColorRole::Text3, note, Qt::AlignLeft);
    }

private:
    QString text(int role) const { return m_index.data(role).toString(); }

    /// Returns the width that the text took.
    int drawText(const QRect &rect, TypeStep step, QFont::Weight weight, ColorRole role, const QString &text, Qt::Alignment side)
    {
        if (text.isEmpty() || rect.width() <= 0)
            return 0;
        m_painter->setFont(m_theme.font(step, weight));
        m_painter->setPen(m_theme.color(role));
        const QFontMetrics metrics(m_painter->font());
        const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width());
        m_painter->drawText(rect, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
        return metrics.horizontalAdvance(shown);
    }

    void paintGround()
    {
        const bool isSelected = m_option.state.testFlag(QStyle::State_Selected);
        if (!isSelected && !m_option.state.testFlag(QStyle::State_MouseOver))
            return;
        m_painter->setRenderHint(QPainter::Antialiasing);
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(m_theme.color(isSelected ? ColorRole::ActionSoft : ColorRole::Hover));
        m_painter->drawRoundedRect(m_option.rect, metrics::kControlRadius, metrics::kControlRadius);
    }

    /// Context and price, each with what it means below it; unknown is said in words.
    void paintFigures()
    {
        const QFontMetrics readout(m_theme.font(TypeStep::Readout));
        const QFontMetrics label(m_theme.font(TypeStep::Label, QFont::Normal));
        const auto column = [&](int characters, const QString &figure, const QString &meaning) {
            const int width = std::max(readout.averageCharWidth() * characters, label.horizontalAdvance(meaning) + 1);
            const QRect upper(m_right - width, m_top, width, m_upper);
            const QRect lower(m_right - width, m_top + m_upper + kLineGap, width, m_lower);
            drawText(upper, TypeStep::Readout, QFont::Medium, ColorRole::Text, figure, Qt::AlignRight);
            drawText(lower, TypeStep::Label, QFont::Normal, ColorRole::Text3, meaning, Qt::AlignRight);
            m_right -= width + metrics::kSpace3;
        };
        const QString price = text(ModelRows::PriceRole);
        const QString context = text(ModelRows::ContextRole);
        const QString basis = text(ModelRows::PriceBasisRole);
        column(kPriceCharacters, price, basis.isEmpty() ? Words::tr("price not known") : basis);
        column(kContextCharacters, context, context.isEmpty() ? Words::tr("context not known") : Words::tr("context"));
    }

    void paintSign(Kind kind)
    {
        const QRect place(m_option.rect.left() + metrics::kSpace2, m_top, metrics::kIconSize, m_upper);
        if (m_index.data(ModelRows::CurrentRole).toBool())
            paintIcon(m_painter, place, QStringLiteral("check"), m_theme.color(ColorRole::Text));
        else if (kind == Kind::Failed)
            paintIcon(m_painter, place, QStringLiteral("circle-alert"), m_theme.color(ColorRole::Error));
        else if (kind == Kind::OwnName)
            paintIcon(m_painter, place, QStringLiteral("pencil"), m_theme.color(ColorRole::Text2));
        else if (kind == Kind::Asking)
            paintIcon(m_painter, place, QStringLiteral("hourglass"), m_theme.color(ColorRole::Text3));
    }

    void paintTitle(Kind kind)
    {
        const bool isQuiet = kind == Kind::Asking || kind == Kind::Empty;
        const QString note = text(ModelRows::NoteRole);
        QRect line(m_left, note.isEmpty() && kind != Kind::Model ? m_option.rect.top() : m_top, m_right - m_left,
                   note.isEmpty() && kind != Kind::Model ? m_option.rect.height() : m_upper);
        const QString status = text(ModelRows::StatusRole);
        const QFont statusFont = m_theme.font(TypeStep::Label);
        const int statusWidth = status.isEmpty() ? 0 : std::min(QFontMetrics(statusFont).horizontalAdvance(status) + 2 * metrics::kSpace1 + 2, line.width() * 2 / 3);
        QRect name = line;
        name.setRight(line.right() - (statusWidth > 0 ? statusWidth + metrics::kSpace2 : 0));
        const ColorRole role = kind == Kind::Failed ? ColorRole::Error : isQuiet || !status.isEmpty() ? ColorRole::Text2 : ColorRole::Text;
        const QFont::Weight weight = kind == Kind::Model || kind == Kind::ServersOwn ? QFont::DemiBold : QFont::Normal;
        const int used = drawText(name, TypeStep::Body, weight, role, text(Qt::DisplayRole), Qt::AlignLeft);
        if (statusWidth > 0)
            paintStatus({name.left() + used + metrics::kSpace2, line.top(), statusWidth, line.height()}, status);
    }

    /// "retired": a word in a frame, in the colours of every other chip.
    void paintStatus(const QRect &rect, const QString &status)
    {
        const QRectF frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
        m_painter->setRenderHint(QPainter::Antialiasing);
        m_painter->setPen(QPen(m_theme.color(ColorRole::Outline), 1));
        m_painter->setBrush(m_theme.color(ColorRole::Well));
        m_painter->drawRoundedRect(frame, metrics::kChipRadius, metrics::kChipRadius);
        drawText(rect.adjusted(metrics::kSpace1, 0, -metrics::kSpace1 + 1, 0), TypeStep::Label, QFont::Normal, ColorRole::Text2, status, Qt::AlignLeft);
    }

    QPainter *m_painter;
    const QStyleOptionViewItem &m_option;
    const QModelIndex &m_index;
    Theme m_theme;
    int m_upper;
    int m_lower;
    int m_top = 0;
    int m_left = 0;
    int m_right = 0;
};

Kind kindOf(const QModelIndex &index)
{
    return static_cast<Kind>(index.data(ModelRows::KindRole).toInt());
}

} // namespace

void ModelRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    RowPainter row(painter, option, index);
    if (kindOf(index) == Kind::Place)
        row.paintHeading();
    else
        row.paintRow(kindOf(index));
    painter->restore();
}

QSize ModelRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = themeOf(option.widget);
    const int upper = theme.lineHeight(TypeStep::Body, option.widget);
    const int lower = theme.lineHeight(TypeStep::Label, option.widget);
    if (kindOf(index) == Kind::Place)
        return {0, upper + metrics::kSpace3};
    return {0, upper + lower + kLineGap + metrics::kSpace2};
}

bool ModelRowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (!event || event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), plainToolTip(index.data(Qt::AccessibleTextRole).toString()), view, view->visualRect(index));
    return true;
}

} // namespace lineup
