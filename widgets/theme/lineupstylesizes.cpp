// Sizes and places of LineupStyle; what it paints is in lineupstyle.cpp.

#include "widgets/theme/lineupstyle.h"

#include "widgets/theme/controlroles.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/styleparts.h"

#include <QStyleOption>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kCheckBoxSide = 16;
constexpr int kSwitchWidth = 32;
constexpr int kSwitchHeight = 20;
constexpr int kSpinButtonWidth = 20;
constexpr int kTextFieldFrame = 4;
constexpr int kTipPadding = 6;

} // namespace

QRect LineupStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_PushButtonContents:
    case SE_PushButtonFocusRect:
    case SE_PushButtonBevel:
        return option->rect;
    case SE_LineEditContents: {
        const QRect rect = QProxyStyle::subElementRect(element, option, widget);
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        return frame && frame->lineWidth > 0 ? rect.adjusted(6, 0, -6, 0) : rect;
    }
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect LineupStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                  const QWidget *widget) const
{
    const QRect rect = option->rect;
    if (control == CC_ScrollBar) {
        // No arrows: the groove is the whole bar.
        if (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine)
            return {};
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const bool upright = bar->orientation == Qt::Vertical;
            const int length = upright ? rect.height() : rect.width();
            const double range = static_cast<double>(bar->maximum) - bar->minimum;
            const int least = std::min(length, pixelMetric(PM_ScrollBarSliderMin, option, widget));
            const int thumb = range <= 0 ? length
                                         : std::max(least, static_cast<int>(length * (bar->pageStep
                                                                                      / (range + bar->pageStep))));
            const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                                      bar->upsideDown);
            const auto part = [&](int from, int size) {
                return upright ? QRect(rect.x(), rect.y() + from, rect.width(), size)
                               : QRect(rect.x() + from, rect.y(), size, rect.height());
            };
            switch (subControl) {
            case SC_ScrollBarSlider:
                return part(start, thumb);
            case SC_ScrollBarSubPage:
                return part(0, start);
            case SC_ScrollBarAddPage:
                return part(start + thumb, length - start - thumb);
            case SC_ScrollBarGroove:
                return rect;
            default:
                break;
            }
        }
    }
    if (control == CC_SpinBox) {
        const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        const int buttons = box && box->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : kSpinButtonWidth;
        const int half = rect.height() / 2;
        switch (subControl) {
        case SC_SpinBoxUp:
            return {rect.right() - buttons - 1, rect.y() + 2, buttons, half - 2};
        case SC_SpinBoxDown:
            return {rect.right() - buttons - 1, rect.y() + half, buttons, rect.height() - half - 2};
        case SC_SpinBoxEditField:
            return rect.adjusted(8, 1, -buttons - 2, -1);
        default:
            return rect;
        }
    }
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return rect.adjusted(9, 1, -metrics::kSmallIconSize - 12, -1);
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize LineupStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                    const QWidget *widget) const
{
    const ControlSize size = controlSize(widget);
    const auto atLeast = [size](int height, int padding) { return std::max(controlHeight(size), height + padding); };
    switch (type) {
    case CT_PushButton: {
        const bool chip = buttonRole(widget) == ButtonRole::Chip || size == ControlSize::Chip;
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool iconOnly = button && button->text.isEmpty();
        const int height = atLeast(contents.height(), chip ? 4 : 8);
        if (iconOnly)
            return {height, height};
        int width = contents.width() + (chip ? 14 : 26) + styleparts::keyHintWidth(widget, m_theme);
        if (button && !button->icon.isNull())
            width += 3;
        if (button && button->features.testFlag(QStyleOptionButton::HasMenu))
            width += 6;
        return {width, height};
    }
    case CT_ToolButton: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, contents, widget);
        const bool small = size == ControlSize::Compact || size == ControlSize::Chip;
        const int side = small ? metrics::kTargetSize : controlHeight(ControlSize::Small);
        return {std::max(base.width(), side), std::max(contents.height() + 8, side)};
    }
    case CT_LineEdit:
        return {contents.width() + 12, atLeast(option->fontMetrics.height(), 10)};
    case CT_ComboBox: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {base.width() + 14, atLeast(option->fontMetrics.height(), 10)};
    }
    case CT_SpinBox:
        return {contents.width() + kSpinButtonWidth + 14, atLeast(option->fontMetrics.height(), 10)};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return styleparts::menuItemSize(*item, contents);
        break;
    case CT_MenuBarItem:
        return {contents.width() + 18, std::max(metrics::kMenuHeight, contents.height() + 8)};
    case CT_TabBarTab:
        return {contents.width() + 8, std::max(contents.height(), 30)};
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {base.width() + 2, std::max(base.height(), metrics::kTargetSize)};
    }
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {base.width(), std::max(base.height(), 28)};
    }
    case CT_ProgressBar:
        return {contents.width(), 14};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

int LineupStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return metrics::kScrollBarGutter;
    case PM_ScrollBarSliderMin:
        return 24;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SplitterWidth:
        return metrics::kSplitterGrab;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return ringsInside() ? 0 : metrics::kFocusRingWidth + metrics::kFocusRingGap;
    case PM_IndicatorWidth:
        return hasSwitchLook(widget) ? kSwitchWidth : kCheckBoxSide;
    case PM_IndicatorHeight:
        return hasSwitchLook(widget) ? kSwitchHeight : kCheckBoxSide;
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return kCheckBoxSide;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return metrics::kSpace2;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return metrics::kIconSize;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarItemSpacing:
    case PM_MenuPanelWidth:
        return metric == PM_MenuPanelWidth ? 1 : 0;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuHMargin:
        return 0;
    case PM_MenuBarHMargin:
        return metrics::kSpace1;
    case PM_MenuBarVMargin:
        return 0;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return 20;
    case PM_DefaultFrameWidth:
        // Wide enough that the square text area stays inside the round corners of the field.
        return styleparts::isTextField(widget) ? kTextFieldFrame : 1;
    case PM_ToolTipLabelFrameWidth:
        return kTipPadding;
    case PM_SliderThickness:
    case PM_SliderLength:
    case PM_SliderControlThickness:
        return 18;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

} // namespace lineup
