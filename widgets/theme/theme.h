#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include <array>
#include <optional>

class QPaintDevice;
class QWidget;

namespace lineup {

/// What a colour is for. A widget asks for a role and never for a colour; both themes and high contrast follow.
/// Least contrasts were measured on surface, window and well: see the design's colour table.
enum class ColorRole {
    Window,     ///< ground of rail, tab bar, composer and pages
    Surface,    ///< panes, cards, fields
    Well,       ///< code, folded blocks, heads of tables
    Hover,      ///< hovered and pressed ground
    Divider,    ///< 1 px lines; decorative, never the only border of a control
    Outline,    ///< borders of fields, buttons and boxes; thumb of a scroll bar
    Text,       ///< text, base line
    Text2,      ///< secondary text, icons
    Text3,      ///< labels, axes, hints
    Disabled,   ///< disabled text and icons
    Action,     ///< primary button, selection, focus, links; nothing else
    OnAction,   ///< text on the primary button
    ActionSoft, ///< selected ground, first-run bar
    Ok,         ///< always with an icon or a sign
    OkSoft,
    Warning,
    WarningSoft,
    Error,
    ErrorSoft,
    SharedText, ///< shading of the answer map
    Grid,       ///< grid of charts; decorative
    Phase1,     ///< name look-up; token classes
    Phase2,     ///< connection
    Phase3,     ///< TLS
    Phase4,     ///< upload
    CodeKeyword,
    CodeString,
    CodeNumber,
    CodeComment,
};
inline constexpr int kColorRoleCount = 29;

/// Step of the type scale. Sizes are in points, so that they follow the system's resolution.
enum class TypeStep {
    Page,         ///< 15 pt, line 21, semibold: title of a page
    Section,      ///< 12, 18, semibold: titles of panels and cards
    Name,         ///< 10.5, 18, semibold: name of a model in a pane
    Body,         ///< 9.75, 15: answers, fields, rail
    Control,      ///< 9, 12: buttons, tables, tall chips
    Label,        ///< 8.25, 12: labels, axes, chips, hints; nothing is smaller
    Readout,      ///< 9.75, 15, mono, medium: numbers that change
    ReadoutLarge, ///< 15, 21, mono, medium: the number of a big tile
    Code,         ///< 9, 13.5, mono: code, JSON
    Editor,       ///< 9.75, 15, mono: text that is edited as code
};
inline constexpr int kTypeStepCount = 10;

/// Colours and fonts of one look of the program; a value, cheap to copy. Use from the GUI thread.
class Theme {
public:
    enum class Kind { Light, Dark, HighContrast };

    /// The two looks of the design. Fonts are the bundled ones (see registerFonts()).
    static Theme light();
    static Theme dark();

    /// A look that takes window, text and highlight from `system`, for people whose system sets a high-contrast
    /// palette. Borders and dividers become text colour, soft grounds disappear; pane hues stay (the light or the dark
    /// set, by the lightness of the system's window colour), because marks, dashes and feet carry their meaning.
    static Theme highContrast(const QPalette &system);

    Kind kind() const { return m_kind; }

    /// True when text is lighter than the ground it stands on (for high contrast: by the system's palette).
    bool isDark() const { return m_dark; }

    QColor color(ColorRole role) const { return m_colors[static_cast<std::size_t>(role)]; }

    /// Font of a step in its own weight, or in `weight`.
    QFont font(TypeStep step) const { return m_fonts[static_cast<std::size_t>(step)]; }
    QFont font(TypeStep step, QFont::Weight weight) const;

    /// Distance of two base lines of a step in pixels of `device` (its vertical resolution), rounded; at 96 dpi 15 pt
    /// are 20 px. Without a device: 96 dpi.
    int lineHeight(TypeStep step, const QPaintDevice *device = nullptr) const;

    /// The same look with other families; an empty name means the system's UI or fixed font.
    Theme withFonts(const QString &uiFamily, const QString &monoFamily) const;

    /// The same look with every type step multiplied; `factor` is clamped to 0.5 … 3.
    Theme withTextScale(double factor) const;

    double textScale() const { return m_textScale; }

    /// What standard widgets and other styles paint with; disabled text and highlights included.
    QPalette toPalette() const;

    friend bool operator==(const Theme &left, const Theme &right);
    friend bool operator!=(const Theme &left, const Theme &right) { return !(left == right); }

private:
    Theme() = default;
    void makeFonts();

    Kind m_kind = Kind::Light;
    bool m_dark = false;
    double m_textScale = 1.0;
    QString m_uiFamily;
    QString m_monoFamily;
    std::array<QColor, kColorRoleCount> m_colors;
    std::array<QFont, kTypeStepCount> m_fonts;
};

/// The look `widget` is painted in: that of its LineupStyle, else of the application's; without either, light or dark
/// by the palette. A widget that keeps something made from it (an icon, a layout) makes it anew in changeEvent() on
/// QEvent::PaletteChange, QEvent::StyleChange and QEvent::FontChange.
Theme themeOf(const QWidget *widget);

/// The same for the application as a whole.
Theme applicationTheme();

/// `color` laid over `ground` with `alpha` (0 … 1), opaque.
QColor blended(const QColor &color, const QColor &ground, double alpha);

/// Contrast of two opaque colours after WCAG 2.2 ("contrast ratio"), 1 … 21.
double contrastRatio(const QColor &first, const QColor &second);

} // namespace lineup
