#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/styleparts.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionHeader>
#include <QStyleOptionMenuItem>
#include <QStyleOptionSlider>
#include <QStyleOptionTab>
#include <QWidget>

#include <algorithm>

namespace lineup::styleparts {

namespace {

constexpr int kMenuIconColumn = 28;
constexpr int kMenuRightPadding = 12;
constexpr int kMenuShortcutGap = 24;
constexpr int kMenuArrowColumn = 20;
constexpr int kSeparatorHeight = 9;

bool vertical(const QStyleOptionTab &option)
{
    return option.shape == QTabBar::RoundedWest || option.shape == QTabBar::RoundedEast
        || option.shape == QTabBar::TriangularWest || option.shape == QTabBar::TriangularEast;
}

} // namespace

void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option, const Theme &theme, const QRect &thumb)
{
    if (option.minimum == option.maximum)
        return;
    const bool active = option.state.testFlag(QStyle::State_MouseOver)
        || (option.activeSubControls & QStyle::SC_ScrollBarSlider);
    const double width = active ? metrics::kScrollBarWidth : metrics::kScrollBarWidth - 2;
    QRectF bar(thumb);
    if (option.orientation == Qt::Vertical)
        bar = QRectF(bar.center().x() - width / 2, bar.top() + 2, width, std::max(0.0, bar.height() - 4));
    else
        bar = QRectF(bar.left() + 2, bar.center().y() - width / 2, std::max(0.0, bar.width() - 4), width);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const bool pressed = option.state.testFlag(QStyle::State_Sunken)
        && (option.activeSubControls & QStyle::SC_ScrollBarSlider);
    painter->setBrush(theme.color(pressed ? ColorRole::Text3 : ColorRole::Outline));
    painter->drawRoundedRect(bar, width / 2, width / 2);
    painter->restore();
}

void paintTabShape(QPainter *painter, const QStyleOptionTab &option, const Theme &theme, const QWidget *widget)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled);
    const QRect rect = option.rect;
    painter->save();
    if (tabLook(widget) == TabLook::Card && !vertical(option)) {
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF card = QRectF(rect).adjusted(0.5, 4.5, -0.5, 8);
        painter->setClipRect(rect);
        if (selected) {
            painter->setPen(QPen(theme.color(ColorRole::Divider), 1));
            painter->setBrush(theme.color(ColorRole::Surface));
            painter->drawRoundedRect(card, metrics::kControlRadius, metrics::kControlRadius);
        } else if (hovered) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(ColorRole::Hover));
            painter->drawRoundedRect(card.adjusted(2, 1, -2, -13), metrics::kControlRadius, metrics::kControlRadius);
        }
    } else if (selected) {
        constexpr int kLine = 2;
        const QRect line = option.shape == QTabBar::RoundedWest || option.shape == QTabBar::TriangularWest
            ? QRect(rect.right() - kLine + 1, rect.y(), kLine, rect.height())
            : option.shape == QTabBar::RoundedEast || option.shape == QTabBar::TriangularEast
                ? QRect(rect.x(), rect.y(), kLine, rect.height())
                : QRect(rect.x(), rect.bottom() - kLine + 1, rect.width(), kLine);
        painter->fillRect(line, theme.color(ColorRole::Action));
    } else if (hovered) {
        paintPanel(painter, rect.adjusted(2, 3, -2, -5), {theme.color(ColorRole::Hover), {}, {}},
                   metrics::kControlRadius);
    }
    painter->restore();
}

void paintTabLabel(QPainter *painter, const QStyleOptionTab &option, const Theme &theme, const QRect &textRect,
                   const QRect &iconRect)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (!option.icon.isNull())
        option.icon.paint(painter, iconRect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled,
                          selected ? QIcon::On : QIcon::Off);
    QFont font = painter->font();
    font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(theme.color(!enabled ? ColorRole::Disabled : selected ? ColorRole::Text : ColorRole::Text2));
    const QString text = QFontMetrics(font).elidedText(option.text, Qt::ElideRight, textRect.width(),
                                                       Qt::TextShowMnemonic);
    painter->drawText(textRect, Qt::AlignCenter | Qt::TextHideMnemonic, text);
    painter->restore();
}

void paintHeaderSection(QPainter *painter, const QStyleOptionHeader &option, const Theme &theme)
{
    painter->fillRect(option.rect, theme.color(ColorRole::Well));
    const QColor line = theme.color(ColorRole::Divider);
    if (option.orientation == Qt::Horizontal)
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1), line);
    else
        painter->fillRect(QRect(option.rect.right(), option.rect.y(), 1, option.rect.height()), line);
}

QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), kSeparatorHeight};
    const QFontMetrics fontMetrics(option.font);
    const int height = std::max(metrics::kMenuHeight, fontMetrics.height() + 8);
    const qsizetype tab = option.text.indexOf(u'\t');
    int width = kMenuIconColumn + kMenuRightPadding + kMenuArrowColumn
        + fontMetrics.size(Qt::TextShowMnemonic | Qt::TextSingleLine, option.text.left(tab < 0 ? option.text.size() : tab))
              .width();
    if (tab >= 0)
        width += kMenuShortcutGap + fontMetrics.horizontalAdvance(option.text.mid(tab + 1));
    return {std::max(width, 120), height};
}

void paintMenuItem(QPainter *painter, const QStyleOptionMenuItem &option, const Theme &theme)
{
    painter->save();
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(option.rect.x() + 8, option.rect.center().y(), option.rect.width() - 16, 1),
                          theme.color(ColorRole::Divider));
        painter->restore();
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (enabled && option.state.testFlag(QStyle::State_Selected))
        paintPanel(painter, option.rect.adjusted(4, 1, -4, -1), {theme.color(ColorRole::Hover), {}, {}},
                   metrics::kChipRadius);
    const QColor ink = theme.color(enabled ? ColorRole::Text : ColorRole::Disabled);
    const QRect column(option.rect.x() + 4, option.rect.y(), kMenuIconColumn - 4, option.rect.height());
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        paintIcon(painter, column, QStringLiteral("check"), ink, metrics::kSmallIconSize);
    else if (!option.icon.isNull())
        option.icon.paint(painter, QRect(column.center().x() - 7, column.center().y() - 7, 16, 16), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
    QRect text = option.rect.adjusted(kMenuIconColumn, 0, -kMenuRightPadding, 0);
    painter->setFont(option.font);
    painter->setPen(ink);
    const qsizetype tab = option.text.indexOf(u'\t');
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextShowMnemonic,
                      option.text.left(tab < 0 ? option.text.size() : tab));
    if (tab >= 0) {
        painter->setPen(theme.color(enabled ? ColorRole::Text3 : ColorRole::Disabled));
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, option.text.mid(tab + 1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, QRect(option.rect.right() - kMenuArrowColumn, option.rect.y(), 14, option.rect.height()),
                  QStringLiteral("chevron-right"), ink, metrics::kSmallIconSize);
    painter->restore();
}

void paintMenuBarItem(QPainter *painter, const QStyleOptionMenuItem &option, const Theme &theme)
{
    painter->save();
    painter->fillRect(option.rect, theme.color(ColorRole::Window));
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool active = enabled && (option.state & (QStyle::State_Selected | QStyle::State_Sunken));
    if (active)
        paintPanel(painter, option.rect.adjusted(1, 2, -1, -2), {theme.color(ColorRole::Hover), {}, {}},
                   metrics::kChipRadius);
    painter->setPen(theme.color(enabled ? ColorRole::Text : ColorRole::Disabled));
    painter->drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
    painter->restore();
}

} // namespace lineup::styleparts
