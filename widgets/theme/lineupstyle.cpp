#include "widgets/theme/lineupstyle.h"

#include "widgets/theme/focusring.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/styleparts.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleHintReturnMask>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>
#include <QWindow>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kCheckBoxSide = 16;
constexpr int kSwitchWidth = 32;
constexpr int kSwitchHeight = 20;
constexpr int kSpinButtonWidth = 20;
constexpr int kTipPadding = 6;

template<typename Option>
const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
}

constexpr int kTextFieldFrame = 4;

/// A field of several lines looks like one of one line.
bool isTextField(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget) != nullptr;
}

QColor frameColor(const Theme &theme, const QWidget *widget)
{
    // A frame around something that can be edited or chosen from is the border of a control, others only divide.
    const bool control = widget && widget->focusPolicy() != Qt::NoFocus;
    return theme.color(control ? ColorRole::Outline : ColorRole::Divider);
}

} // namespace

LineupStyle::LineupStyle(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_theme(theme)
{
    setObjectName(QStringLiteral("lineup"));
}

LineupStyle::~LineupStyle() = default;

/// Qt asks for the margins of the focus frame without saying which widget it is around.
bool LineupStyle::ringsInside() const
{
    const FocusRingMode mode = focusRingMode(m_focusRing ? m_focusRing->ringed() : nullptr);
    return mode == FocusRingMode::Inside || mode == FocusRingMode::Area;
}

void LineupStyle::setTheme(const Theme &theme)
{
    m_theme = theme;
}

QPalette LineupStyle::standardPalette() const
{
    return m_theme.toPalette();
}

void LineupStyle::polish(QApplication *application)
{
    QProxyStyle::polish(application);
    m_focusRing = std::make_unique<FocusRing>(application);
}

void LineupStyle::unpolish(QApplication *application)
{
    m_focusRing.reset();
    QProxyStyle::unpolish(application);
}

void LineupStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QScrollBar *>(widget) || qobject_cast<QTabBar *>(widget)
        || widget->inherits("QAbstractSpinBox") || widget->inherits("QSplitterHandle"))
        widget->setAttribute(Qt::WA_Hover);
}

void LineupStyle::polish(QPalette &palette)
{
    // The theme's palette is the whole truth; Fusion's idea of it is not mixed in.
    Q_UNUSED(palette)
}

void LineupStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    using namespace styleparts;
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel:
        paintButtonPanel(painter, *option, m_theme, widget);
        return;
    case PE_FrameFocusRect:
        // The ring of FocusRing shows it for widgets; inside a view the current item needs its own.
        if (qobject_cast<const QAbstractItemView *>(widget) && option->state.testFlag(State_KeyboardFocusChange))
            paintPanel(painter, option->rect, {{}, m_theme.color(ColorRole::Action), {}}, metrics::kChipRadius,
                       SegmentPosition::Only, metrics::kFocusRingWidth);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0)
            paintField(painter, *option, m_theme, widget);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheckIndicator(painter, *option, m_theme, widget);
        return;
    case PE_IndicatorRadioButton:
        paintRadioIndicator(painter, *option, m_theme);
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, m_theme.color(ColorRole::Surface));
        return;
    case PE_FrameMenu:
    case PE_PanelTipLabel: {
        const QColor ground = m_theme.color(ColorRole::Surface);
        paintPanel(painter, option->rect,
                   {element == PE_PanelTipLabel ? ground : QColor(), m_theme.color(ColorRole::Outline), {}}, 0);
        return;
    }
    case PE_Frame:
    case PE_FrameGroupBox:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth <= 0)
            return;
        if (isTextField(widget)) {
            paintField(painter, *option, m_theme, widget);
            return;
        }
        paintPanel(painter, option->rect, {{}, frameColor(m_theme, widget), {}},
                   element == PE_FrameGroupBox ? metrics::kCardRadius : 0);
        return;
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_FrameTabBarBase:
    case PE_PanelStatusBar:
    case PE_PanelMenuBar:
    case PE_FrameDockWidget:
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight: {
        const QString name = element == PE_IndicatorArrowDown ? QStringLiteral("chevron-down")
            : element == PE_IndicatorArrowUp                  ? QStringLiteral("chevron-up")
            : element == PE_IndicatorArrowLeft                ? QStringLiteral("chevron-left")
                                                              : QStringLiteral("chevron-right");
        const bool enabled = option->state.testFlag(State_Enabled);
        const int side = std::min({option->rect.width(), option->rect.height(), metrics::kIconSize});
        paintIcon(painter, option->rect, name, m_theme.color(enabled ? ColorRole::Text2 : ColorRole::Disabled), side);
        return;
    }
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children)) {
            const QString name = option->state.testFlag(State_Open) ? QStringLiteral("chevron-down")
                                                                    : QStringLiteral("chevron-right");
            paintIcon(painter, option->rect, name, m_theme.color(ColorRole::Text2), metrics::kSmallIconSize);
        }
        return;
    case PE_IndicatorTabClose: {
        const bool hovered = option->state.testFlag(State_MouseOver) && option->state.testFlag(State_Enabled);
        if (hovered)
            paintPanel(painter, option->rect, {m_theme.color(ColorRole::Hover), {}, {}}, metrics::kChipRadius);
        paintIcon(painter, option->rect, QStringLiteral("x"), m_theme.color(ColorRole::Text2), 12);
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void LineupStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    using namespace styleparts;
    switch (element) {
    case CE_PushButtonBevel:
        paintButtonPanel(painter, *option, m_theme, widget);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = as<QStyleOptionButton>(option)) {
            paintPushButtonLabel(painter, *button, m_theme, widget);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = as<QStyleOptionToolButton>(option)) {
            QStyleOptionToolButton copy = *button;
            const QColor text = buttonColors(buttonRole(widget), *option, m_theme).text;
            copy.palette.setColor(QPalette::ButtonText, text);
            copy.palette.setColor(QPalette::WindowText, text);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = as<QStyleOptionTab>(option)) {
            paintTabShape(painter, *tab, m_theme, widget);
            return;
        }
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = as<QStyleOptionTab>(option)) {
            QRect iconRect;
            const QRect textRect = subElementRect(SE_TabBarTabText, option, widget);
            if (!tab->icon.isNull()) {
                const int side = tab->iconSize.isValid() ? tab->iconSize.width() : metrics::kIconSize;
                iconRect = QRect(textRect.x() - side - 6, textRect.y() + (textRect.height() - side) / 2, side, side);
            }
            paintTabLabel(painter, *tab, m_theme, textRect, iconRect);
            return;
        }
        break;
    case CE_HeaderSection:
        if (const auto *header = as<QStyleOptionHeader>(option)) {
            paintHeaderSection(painter, *header, m_theme);
            return;
        }
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_theme.color(ColorRole::Well));
        return;
    case CE_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option)) {
            paintMenuItem(painter, *item, m_theme);
            return;
        }
        break;
    case CE_MenuBarItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option)) {
            paintMenuBarItem(painter, *item, m_theme);
            return;
        }
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, m_theme.color(ColorRole::Window));
        return;
    case CE_Splitter: {
        const bool upright = option->state.testFlag(State_Horizontal); // the handle of a horizontal splitter
        const QRect rect = option->rect;
        const QRect line = upright ? QRect(rect.center().x(), rect.y(), 1, rect.height())
                                   : QRect(rect.x(), rect.center().y(), rect.width(), 1);
        painter->fillRect(line, m_theme.color(option->state.testFlag(State_MouseOver) ? ColorRole::Outline
                                                                                       : ColorRole::Divider));
        return;
    }
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel:
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = as<QStyleOptionProgressBar>(option)) {
            paintProgressBar(painter, *bar, m_theme);
            return;
        }
        break;
    case CE_FocusFrame: {
        const double inset = metrics::kFocusRingWidth / 2.0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_theme.color(ColorRole::Action), metrics::kFocusRingWidth));
        painter->setBrush(Qt::NoBrush);
        const double radius = ringsInside() ? 0.0 : metrics::kControlRadius + metrics::kFocusRingGap;
        painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), radius, radius);
        painter->restore();
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void LineupStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    using namespace styleparts;
    switch (control) {
    case CC_ScrollBar:
        if (const auto *bar = as<QStyleOptionSlider>(option)) {
            paintScrollBar(painter, *bar, m_theme, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
            return;
        }
        break;
    case CC_ComboBox:
        if (const auto *box = as<QStyleOptionComboBox>(option)) {
            paintComboBox(painter, *box, m_theme, widget);
            return;
        }
        break;
    case CC_SpinBox:
        if (const auto *box = as<QStyleOptionSpinBox>(option)) {
            paintSpinBox(painter, *box, m_theme, widget, subControlRect(control, option, SC_SpinBoxUp, widget),
                         subControlRect(control, option, SC_SpinBoxDown, widget));
            return;
        }
        break;
    case CC_Slider:
        if (const auto *slider = as<QStyleOptionSlider>(option)) {
            paintSlider(painter, *slider, m_theme, subControlRect(control, option, SC_SliderGroove, widget),
                        subControlRect(control, option, SC_SliderHandle, widget));
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect LineupStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_PushButtonContents:
    case SE_PushButtonFocusRect:
    case SE_PushButtonBevel:
        return option->rect;
    case SE_LineEditContents: {
        const QRect rect = QProxyStyle::subElementRect(element, option, widget);
        const auto *frame = as<QStyleOptionFrame>(option);
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
        if (const auto *bar = as<QStyleOptionSlider>(option)) {
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
        const auto *box = as<QStyleOptionSpinBox>(option);
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
        const auto *button = as<QStyleOptionButton>(option);
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
        if (const auto *item = as<QStyleOptionMenuItem>(option))
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
        return isTextField(widget) ? kTextFieldFrame : 1;
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

int LineupStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_FocusFrame_Mask:
        if (auto *mask = qstyleoption_cast<QStyleHintReturnMask *>(returnData); mask && option) {
            const int width = metrics::kFocusRingWidth + 2; // the round corners reach a little further in
            mask->region = QRegion(option->rect) - QRegion(option->rect.adjusted(width, width, -width, -width));
        }
        return 1;
    case SH_ScrollBar_Transient:
    case SH_Menu_SloppySubMenus:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return hint == SH_Menu_SloppySubMenus ? 1 : 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_MenuBar_AltKeyNavigation:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QIcon LineupStyle::standardIcon(StandardPixmap standardIcon, const QStyleOption *option, const QWidget *widget) const
{
    switch (standardIcon) {
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton:
    case SP_DialogCloseButton:
        return icon(QStringLiteral("x"));
    case SP_MessageBoxInformation:
        return icon(QStringLiteral("info"), ColorRole::Action);
    case SP_MessageBoxWarning:
        return icon(QStringLiteral("triangle-alert"), ColorRole::Warning);
    case SP_MessageBoxCritical:
        return icon(QStringLiteral("circle-alert"), ColorRole::Error);
    case SP_ToolBarHorizontalExtensionButton:
    case SP_ToolBarVerticalExtensionButton:
        return icon(QStringLiteral("ellipsis"));
    default:
        return QProxyStyle::standardIcon(standardIcon, option, widget);
    }
}

namespace {

/// Qt posts the palette change to windows, and tells widgets that have no window yet nothing: a caller that paints or
/// measures right after the switch would see the old colours.
void tellPalette()
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        if (QWindow *window = widget->windowHandle()) {
            QCoreApplication::sendPostedEvents(window, QEvent::ApplicationPaletteChange);
        } else {
            QEvent change(QEvent::ApplicationPaletteChange);
            QCoreApplication::sendEvent(widget, &change);
        }
    }
}

} // namespace

void applyTheme(QApplication &application, const Theme &theme)
{
    Q_UNUSED(application) // the proof that there is one
    auto *style = qobject_cast<LineupStyle *>(QApplication::style());
    if (style) {
        style->setTheme(theme);
    } else {
        style = new LineupStyle(theme);
        QApplication::setStyle(style); // takes ownership
    }
    QApplication::setFont(theme.font(TypeStep::Body));
    const QFont control = theme.font(TypeStep::Control);
    for (const char *name : {"QMenu", "QMenuBar", "QHeaderView", "QStatusBar", "QCheckBox", "QRadioButton"})
        QApplication::setFont(control, name);
    const QFont button = theme.font(TypeStep::Control, QFont::Medium);
    for (const char *name : {"QPushButton", "QToolButton"})
        QApplication::setFont(button, name);
    QApplication::setFont(theme.font(TypeStep::Label), "QTipLabel");
    QApplication::setPalette(theme.toPalette());
    tellPalette();
}

} // namespace lineup
