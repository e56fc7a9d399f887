#include "widgets/backends/backenddelegate.h"

#include "widgets/backends/standinglook.h"
#include "widgets/models/backendlist.h"
#include "widgets/models/backendwords.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace lineup {

namespace {

constexpr int kMarkWidth = 3;
constexpr int kTextLeft = metrics::kSpace4 + metrics::kIconSize + metrics::kSpace3;

void drawLine(QPainter *painter, const QRect &rect, const QFont &font, const QColor &color, const QString &text)
{
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

struct ChipColors {
    ColorRole ground;
    ColorRole text;
    bool hasBorder;
};

ChipColors chipColors(Chip::Tone tone)
{
    switch (tone) {
    case Chip::Tone::Ok: return {ColorRole::OkSoft, ColorRole::Ok, false};
    case Chip::Tone::Warning: return {ColorRole::WarningSoft, ColorRole::Warning, false};
    case Chip::Tone::Error: return {ColorRole::ErrorSoft, ColorRole::Error, false};
    default: return {ColorRole::Surface, ColorRole::Text2, true};
    }
}

/// Returns how much room it took at the right.
int paintChip(QPainter *painter, const QRect &row, const Theme &theme, const StandingLook &look, const QString &word)
{
    const QFont font = theme.font(TypeStep::Label);
    const int width = QFontMetrics(font).horizontalAdvance(word) + 2 * metrics::kSpace2;
    const QRect chip(row.right() - metrics::kSpace3 - width, row.center().y() - metrics::kChipHeight / 2, width, metrics::kChipHeight);
    const ChipColors colors = chipColors(look.tone);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(colors.hasBorder ? QPen(theme.color(ColorRole::Outline), 1) : QPen(Qt::NoPen));
    painter->setBrush(theme.color(colors.ground));
    painter->drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kChipRadius, metrics::kChipRadius);
    painter->setFont(font);
    painter->setPen(theme.color(colors.text));
    painter->drawText(chip, Qt::AlignCenter, word);
    return width + metrics::kSpace3 + metrics::kSpace2;
}

} // namespace

void BackendDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Theme theme = themeOf(option.widget);
    const auto standing = static_cast<BackendList::Standing>(index.data(BackendList::StandingRole).toInt());
    const StandingLook look = lookOf(standing);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, theme.color(isSelected ? ColorRole::ActionSoft : ColorRole::Hover));
    if (isSelected)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), kMarkWidth, option.rect.height()), theme.color(ColorRole::Action));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.color(ColorRole::Divider));
    const int taken = paintChip(painter, option.rect, theme, look, backendwords::standing(standing));
    const int upper = theme.lineHeight(TypeStep::Body, option.widget);
    const int lower = theme.lineHeight(TypeStep::Label, option.widget);
    const QString note = index.data(BackendList::NoteRole).toString();
    const int height = upper + (note.isEmpty() ? 0 : lower);
    const int top = option.rect.top() + (option.rect.height() - height) / 2;
    const int left = option.rect.left() + kTextLeft;
    const int width = option.rect.right() - taken - left;
    drawLine(painter, {left, top, width, upper}, theme.font(TypeStep::Body, QFont::DemiBold), theme.color(ColorRole::Text), index.data().toString());
    drawLine(painter, {left, top + upper, width, lower}, theme.font(TypeStep::Label), theme.color(ColorRole::Text3), note);
    paintIcon(painter, {option.rect.left() + metrics::kSpace4, option.rect.top(), metrics::kIconSize, option.rect.height()}, look.sign, theme.color(look.role));
    painter->restore();
}

QSize BackendDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme theme = themeOf(option.widget);
    return {0, theme.lineHeight(TypeStep::Body, option.widget) + theme.lineHeight(TypeStep::Label, option.widget) + metrics::kSpace4};
}

} // namespace lineup
