#include "widgets/theme/theme.h"

#include "widgets/theme/lineupstyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPaintDevice>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace lineup {

namespace {

struct RoleColors {
    ColorRole role;
    QRgb light;
    QRgb dark;
};

// In the order of ColorRole, checked below. Source: the design's table of colour roles.
constexpr std::array<RoleColors, kColorRoleCount> kRoleColors{{
    {ColorRole::Window, 0xffeceef1, 0xff17191c},
    {ColorRole::Surface, 0xffffffff, 0xff1e2125},
    {ColorRole::Well, 0xfff5f6f8, 0xff262a2f},
    {ColorRole::Hover, 0xffe3e6ea, 0xff2d3137},
    {ColorRole::Divider, 0xffd6dae0, 0xff353a41},
    {ColorRole::Outline, 0xff7c8590, 0xff78818d},
    {ColorRole::Text, 0xff14171c, 0xffeceef1},
    {ColorRole::Text2, 0xff3f4752, 0xffc5cbd3},
    {ColorRole::Text3, 0xff59626e, 0xffa0a8b3},
    {ColorRole::Disabled, 0xff7c8590, 0xff757d89},
    {ColorRole::Action, 0xff2b50c8, 0xff9db2ff},
    {ColorRole::OnAction, 0xffffffff, 0xff10131a},
    {ColorRole::ActionSoft, 0xffe7ecfb, 0xff2b3352},
    {ColorRole::Ok, 0xff1a7440, 0xff6ccb92},
    {ColorRole::OkSoft, 0xffe4f3ea, 0xff1f3328},
    {ColorRole::Warning, 0xff855300, 0xffe8b75a},
    {ColorRole::WarningSoft, 0xfffbefd9, 0xff3a2f1b},
    {ColorRole::Error, 0xffb3261e, 0xffff8f85},
    {ColorRole::ErrorSoft, 0xfffce8e6, 0xff412624},
    {ColorRole::SharedText, 0xffe2e6eb, 0xff343a42},
    {ColorRole::Grid, 0xffe4e7eb, 0xff2c3036},
    {ColorRole::Phase1, 0xff858d98, 0xff727a86},
    {ColorRole::Phase2, 0xff6a727e, 0xff8f97a2},
    {ColorRole::Phase3, 0xff4d5560, 0xffb2b9c3},
    {ColorRole::Phase4, 0xff2d333c, 0xffd8dde3},
    {ColorRole::CodeKeyword, 0xff7a2e9d, 0xffd3a3f0},
    {ColorRole::CodeString, 0xff1a6a3c, 0xff8fd6a8},
    {ColorRole::CodeNumber, 0xff8a4b00, 0xffebbf7a},
    {ColorRole::CodeComment, 0xff59626e, 0xffa0a8b3},
}};

constexpr bool rolesAreInOrder()
{
    for (std::size_t index = 0; index < kRoleColors.size(); ++index) {
        if (static_cast<std::size_t>(kRoleColors[index].role) != index)
            return false;
    }
    return true;
}
static_assert(rolesAreInOrder());

struct StepShape {
    TypeStep step;
    double points;
    double linePoints;
    QFont::Weight weight;
    bool mono;
};

// In the order of TypeStep. Source: the design's type scale.
constexpr std::array<StepShape, kTypeStepCount> kSteps{{
    {TypeStep::Page, 15, 21, QFont::DemiBold, false},
    {TypeStep::Section, 12, 18, QFont::DemiBold, false},
    {TypeStep::Name, 10.5, 18, QFont::DemiBold, false},
    {TypeStep::Body, 9.75, 15, QFont::Normal, false},
    {TypeStep::Control, 9, 12, QFont::Normal, false},
    {TypeStep::Label, 8.25, 12, QFont::Normal, false},
    {TypeStep::Readout, 9.75, 15, QFont::Medium, true},
    {TypeStep::ReadoutLarge, 15, 21, QFont::Medium, true},
    {TypeStep::Code, 9, 13.5, QFont::Normal, true},
    {TypeStep::Editor, 9.75, 15, QFont::Normal, true},
}};

constexpr bool stepsAreInOrder()
{
    for (std::size_t index = 0; index < kSteps.size(); ++index) {
        if (static_cast<std::size_t>(kSteps[index].step) != index)
            return false;
    }
    return true;
}
static_assert(stepsAreInOrder());

constexpr double kPointsPerInch = 72.0;
constexpr double kPlainDpi = 96.0;

QString defaultUiFamily()
{
    return QStringLiteral("Inter");
}

QString defaultMonoFamily()
{
    return QStringLiteral("JetBrains Mono");
}

/// WCAG 2.2, "relative luminance".
double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

Theme Theme::light()
{
    Theme theme;
    theme.m_uiFamily = defaultUiFamily();
    theme.m_monoFamily = defaultMonoFamily();
    for (const RoleColors &entry : kRoleColors)
        theme.m_colors[static_cast<std::size_t>(entry.role)] = QColor::fromRgb(entry.light);
    theme.makeFonts();
    return theme;
}

Theme Theme::dark()
{
    Theme theme = light();
    theme.m_kind = Kind::Dark;
    theme.m_dark = true;
    for (const RoleColors &entry : kRoleColors)
        theme.m_colors[static_cast<std::size_t>(entry.role)] = QColor::fromRgb(entry.dark);
    return theme;
}

Theme Theme::highContrast(const QPalette &system)
{
    const QColor ground = system.color(QPalette::Window);
    const QColor text = system.color(QPalette::WindowText);
    Theme theme = luminance(text) > luminance(ground) ? dark() : light();
    theme.m_kind = Kind::HighContrast;
    const auto set = [&theme](ColorRole role, const QColor &color) {
        theme.m_colors[static_cast<std::size_t>(role)] = color;
    };
    set(ColorRole::Window, ground);
    set(ColorRole::Surface, system.color(QPalette::Base));
    for (ColorRole role : {ColorRole::Well, ColorRole::Hover, ColorRole::SharedText, ColorRole::OkSoft,
                           ColorRole::WarningSoft, ColorRole::ErrorSoft, ColorRole::ActionSoft})
        set(role, system.color(QPalette::Base));
    for (ColorRole role : {ColorRole::Text, ColorRole::Text2, ColorRole::Text3, ColorRole::Outline, ColorRole::Divider,
                           ColorRole::Ok, ColorRole::Warning, ColorRole::Error, ColorRole::CodeKeyword,
                           ColorRole::CodeString, ColorRole::CodeNumber, ColorRole::CodeComment})
        set(role, text);
    set(ColorRole::Disabled, system.color(QPalette::Disabled, QPalette::WindowText));
    set(ColorRole::Action, system.color(QPalette::Highlight));
    set(ColorRole::OnAction, system.color(QPalette::HighlightedText));
    return theme;
}

QFont Theme::font(TypeStep step, QFont::Weight weight) const
{
    QFont result = font(step);
    result.setWeight(weight);
    return result;
}

int Theme::lineHeight(TypeStep step, const QPaintDevice *device) const
{
    const double dpi = device ? device->logicalDpiY() : kPlainDpi;
    const double points = kSteps[static_cast<std::size_t>(step)].linePoints * m_textScale;
    return static_cast<int>(std::lround(points * dpi / kPointsPerInch));
}

Theme Theme::withFonts(const QString &uiFamily, const QString &monoFamily) const
{
    Theme result = *this;
    result.m_uiFamily = uiFamily;
    result.m_monoFamily = monoFamily;
    result.makeFonts();
    return result;
}

Theme Theme::withTextScale(double factor) const
{
    Theme result = *this;
    result.m_textScale = std::clamp(factor, 0.5, 3.0);
    result.makeFonts();
    return result;
}

void Theme::makeFonts()
{
    for (const StepShape &shape : kSteps) {
        const QString &family = shape.mono ? m_monoFamily : m_uiFamily;
        QFont font = QFontDatabase::systemFont(shape.mono ? QFontDatabase::FixedFont : QFontDatabase::GeneralFont);
        if (!family.isEmpty())
            font.setFamilies({family, font.family()});
        font.setPointSizeF(shape.points * m_textScale);
        font.setWeight(shape.weight);
        font.setItalic(false);
        font.setStyleHint(shape.mono ? QFont::Monospace : QFont::SansSerif);
        m_fonts[static_cast<std::size_t>(shape.step)] = font;
    }
}

QPalette Theme::toPalette() const
{
    QPalette palette;
    const auto set = [&palette, this](QPalette::ColorRole role, ColorRole ours) {
        palette.setColor(QPalette::All, role, color(ours));
    };
    set(QPalette::Window, ColorRole::Window);
    set(QPalette::WindowText, ColorRole::Text);
    set(QPalette::Base, ColorRole::Surface);
    set(QPalette::AlternateBase, ColorRole::Well);
    set(QPalette::Text, ColorRole::Text);
    set(QPalette::PlaceholderText, ColorRole::Text3);
    set(QPalette::Button, ColorRole::Surface);
    set(QPalette::ButtonText, ColorRole::Text);
    set(QPalette::BrightText, ColorRole::Error);
    set(QPalette::Highlight, ColorRole::Action);
    set(QPalette::HighlightedText, ColorRole::OnAction);
    set(QPalette::Link, ColorRole::Action);
    set(QPalette::LinkVisited, ColorRole::Action);
    set(QPalette::ToolTipBase, ColorRole::Surface);
    set(QPalette::ToolTipText, ColorRole::Text);
    set(QPalette::Light, ColorRole::Surface);
    set(QPalette::Midlight, ColorRole::Hover);
    set(QPalette::Mid, ColorRole::Divider);
    set(QPalette::Dark, ColorRole::Outline);
    set(QPalette::Shadow, ColorRole::Text3);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                     QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, color(ColorRole::Disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(ColorRole::Hover));
    return palette;
}

bool operator==(const Theme &left, const Theme &right)
{
    return left.m_kind == right.m_kind && left.m_dark == right.m_dark && left.m_colors == right.m_colors
        && left.m_fonts == right.m_fonts;
}

Theme themeOf(const QWidget *widget)
{
    if (widget) {
        if (const auto *style = qobject_cast<const LineupStyle *>(widget->style()))
            return style->theme();
        if (!qobject_cast<const LineupStyle *>(QApplication::style())) {
            const QPalette palette = widget->palette();
            const bool dark = luminance(palette.color(QPalette::WindowText)) > luminance(palette.color(QPalette::Window));
            return dark ? Theme::dark() : Theme::light();
        }
    }
    return applicationTheme();
}

Theme applicationTheme()
{
    if (const auto *style = qobject_cast<const LineupStyle *>(QApplication::style()))
        return style->theme();
    const QPalette palette = QApplication::palette();
    const bool dark = luminance(palette.color(QPalette::WindowText)) > luminance(palette.color(QPalette::Window));
    return dark ? Theme::dark() : Theme::light();
}

QColor blended(const QColor &color, const QColor &ground, double alpha)
{
    const auto mix = [alpha](double over, double under) { return over * alpha + under * (1.0 - alpha); };
    return QColor::fromRgbF(static_cast<float>(mix(color.redF(), ground.redF())),
                            static_cast<float>(mix(color.greenF(), ground.greenF())),
                            static_cast<float>(mix(color.blueF(), ground.blueF())));
}

double contrastRatio(const QColor &first, const QColor &second)
{
    const double one = luminance(first);
    const double two = luminance(second);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

} // namespace lineup
