#pragma once

#include "widgets/theme/theme.h"

#include <QProxyStyle>

#include <memory>

class QApplication;

class QApplication;

namespace lineup {

class FocusRing;

/// The look of all standard widgets, painted from a Theme over Qt's Fusion style. One style object instead of style
/// sheets: a switch between light and dark is a palette change and a repaint, nothing is polished again.
///
/// Which of its looks a widget has is said with controlroles.h. Keyboard focus is a ring above the focused widget.
class LineupStyle final : public QProxyStyle {
    Q_OBJECT
public:
    explicit LineupStyle(const Theme &theme);
    ~LineupStyle() override;

    const Theme &theme() const { return m_theme; }

    /// Paints in `theme` from now on. Does not repaint by itself: applyTheme() does.
    void setTheme(const Theme &theme);

    QPalette standardPalette() const override;
    void polish(QApplication *application) override;
    void unpolish(QApplication *application) override;
    void polish(QWidget *widget) override;
    void polish(QPalette &palette) override;
    using QProxyStyle::unpolish;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                         const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;
    QIcon standardIcon(StandardPixmap standardIcon, const QStyleOption *option = nullptr,
                       const QWidget *widget = nullptr) const override;

private:
    bool ringsInside() const;

    Theme m_theme;
    std::unique_ptr<FocusRing> m_focusRing;
};

/// Gives the whole application the look `theme`: style, palette and fonts (body for everything, control for buttons,
/// menus and tables). Called again it switches live: every widget gets PaletteChange and is painted anew, and those
/// whose font changed get FontChange. Palettes have changed when it returns.
void applyTheme(QApplication &application, const Theme &theme);

} // namespace lineup
