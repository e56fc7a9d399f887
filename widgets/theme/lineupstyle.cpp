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

template<typename Option>
const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
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
