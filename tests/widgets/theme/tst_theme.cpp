#include "tests/widgets/theme/tokenboard.h"

#include "widgets/theme/appmark.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/lineupstyle.h"
#include "widgets/theme/panepalette.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QFocusFrame>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace lineup;

namespace {

/// Pixels of `image` that are nearer to `color` than `tolerance` in each channel.
int countNear(const QImage &image, const QColor &color, int tolerance = 6)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() > 200 && std::abs(pixel.red() - color.red()) <= tolerance
                && std::abs(pixel.green() - color.green()) <= tolerance
                && std::abs(pixel.blue() - color.blue()) <= tolerance)
                ++count;
        }
    }
    return count;
}

Theme themeNamed(const QString &name)
{
    return name == QStringLiteral("dark") ? Theme::dark() : Theme::light();
}

void addThemes()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("light") << QStringLiteral("light");
    QTest::newRow("dark") << QStringLiteral("dark");
}

class CountingWidget final : public QWidget {
public:
    int paletteChanges = 0;

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange)
            ++paletteChanges;
        QWidget::changeEvent(event);
    }
};

} // namespace

class TestTheme final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(registerFonts(), QStringList());
        applyTheme(*qApp, Theme::light());
    }

    void textMeetsContrast_data() { addThemes(); }
    /// WCAG 2.2 AA: 4.5 for text, 3 for borders of controls and marks.
    void textMeetsContrast()
    {
        QFETCH(QString, name);
        const Theme theme = themeNamed(name);
        for (ColorRole ground : {ColorRole::Surface, ColorRole::Window, ColorRole::Well}) {
            for (ColorRole text : {ColorRole::Text, ColorRole::Text2, ColorRole::Text3, ColorRole::Action,
                                   ColorRole::Ok, ColorRole::Warning, ColorRole::Error})
                QVERIFY2(contrastRatio(theme.color(text), theme.color(ground)) >= 4.5,
                         qPrintable(QString::number(int(text))));
            for (ColorRole line : {ColorRole::Outline, ColorRole::Disabled})
                QVERIFY(contrastRatio(theme.color(line), theme.color(ground)) >= 3.0);
        }
        for (auto [text, ground] : {std::pair{ColorRole::OnAction, ColorRole::Action},
                                    {ColorRole::Action, ColorRole::ActionSoft},
                                    {ColorRole::Ok, ColorRole::OkSoft},
                                    {ColorRole::Warning, ColorRole::WarningSoft},
                                    {ColorRole::Error, ColorRole::ErrorSoft},
                                    {ColorRole::CodeKeyword, ColorRole::Well},
                                    {ColorRole::CodeString, ColorRole::Well},
                                    {ColorRole::CodeNumber, ColorRole::Well},
                                    {ColorRole::CodeComment, ColorRole::Well}})
            QVERIFY(contrastRatio(theme.color(text), theme.color(ground)) >= 4.5);
        for (int pane = 0; pane < 8; ++pane)
            QVERIFY(contrastRatio(paneLook(pane, theme).hue, theme.color(ColorRole::Surface)) >= 3.0);
    }

    void contrastRatioMatchesTheStandard()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        // The design's own figure for text 3 on surface, rounded down to one place: 6.1.
        QCOMPARE(int(contrastRatio(QColor(0x59, 0x62, 0x6e), Qt::white) * 10), 61);
    }

    void typeFollowsTheScale()
    {
        const Theme theme = Theme::light();
        QCOMPARE(theme.font(TypeStep::Body).pointSizeF(), 9.75);
        QCOMPARE(theme.font(TypeStep::Page).weight(), int(QFont::DemiBold));
        QCOMPARE(theme.lineHeight(TypeStep::Body), 20);
        QCOMPARE(theme.lineHeight(TypeStep::Code), 18);
        QCOMPARE(theme.withTextScale(2.0).font(TypeStep::Body).pointSizeF(), 19.5);
        QCOMPARE(theme.withTextScale(2.0).lineHeight(TypeStep::Body), 40);
        QCOMPARE(theme.withTextScale(99).textScale(), 3.0);
    }

    void bundledFontsAreFound()
    {
        for (TypeStep step : {TypeStep::Body, TypeStep::Page})
            QCOMPARE(QFontInfo(Theme::light().font(step)).family(), QStringLiteral("Inter"));
        QCOMPARE(QFontInfo(Theme::light().font(TypeStep::Code)).family(), QStringLiteral("JetBrains Mono"));
        QVERIFY(QFontInfo(Theme::light().font(TypeStep::Code)).fixedPitch());
        const Theme system = Theme::light().withFonts(QString(), QString());
        QVERIFY(QFontInfo(system.font(TypeStep::Body)).family() != QStringLiteral("Inter"));
    }

    void panesAreToldApart_data() { addThemes(); }
    /// All 24 marks differ as pictures, and no two of the first eight share a shape or a dash.
    void panesAreToldApart()
    {
        QFETCH(QString, name);
        const Theme theme = themeNamed(name);
        std::set<QByteArray> pictures;
        for (int pane = 0; pane < kPaneCount; ++pane) {
            const PaneLook look = paneLook(pane, theme);
            QCOMPARE(look.letter, QChar(u'A' + pane));
            QCOMPARE(look.lineWidth, pane < 8 ? 2.0 : 1.0);
            const QImage image = paneMarkImage(pane, 14, theme);
            QVERIFY(countNear(image, look.hue, 2) > 8);
            pictures.insert(QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()));
            for (int other = 0; other < std::min(pane, 8) && pane < 8; ++other) {
                QVERIFY(paneLook(other, theme).shape != look.shape);
                QVERIFY(paneLook(other, theme).dash != look.dash);
                QVERIFY(paneLook(other, theme).hue != look.hue);
            }
        }
        QCOMPARE(int(pictures.size()), kPaneCount);
    }

    void paneIndexWrapsAround()
    {
        const Theme theme = Theme::light();
        QCOMPARE(paneLook(24, theme).letter, QChar(u'A'));
        QCOMPARE(paneLook(-1, theme).letter, QChar(u'X'));
        QVERIFY(paneLook(0, theme).dash.isEmpty());
        QCOMPARE(paneLook(3, theme).dash, (QList<qreal>{4, 1.5, 1, 1.5}));
        QCOMPARE(paneLook(8, theme).fill, MarkFill::Open);
        QCOMPARE(paneLook(16, theme).fill, MarkFill::Half);
    }

    /// A half mark has ink on its left and an empty right half inside the outline.
    void fillsLookDifferent()
    {
        const Theme theme = Theme::light();
        const QPoint left(9, 16);
        const QPoint right(22, 16);
        const auto inked = [&](int pane, QPoint point) {
            return paneMarkImage(pane, 32, theme).pixelColor(point).alpha() > 128;
        };
        QVERIFY(inked(1, left) && inked(1, right));
        QVERIFY(!inked(9, left) && !inked(9, right));
        QVERIFY(inked(17, left) && !inked(17, right));
    }

    /// Every bundled file is an SVG that renders in the asked colour.
    void everyIconRenders()
    {
        QVERIFY(hasIcon(QStringLiteral("copy")));
        QDirIterator files(QStringLiteral(":/icons/lucide"), {QStringLiteral("*.svg")});
        int count = 0;
        while (files.hasNext()) {
            const QString name = QFileInfo(files.next()).completeBaseName();
            const QPixmap pixmap = iconPixmap(name, Qt::red, 32, 1.0);
            QVERIFY2(!pixmap.isNull(), qPrintable(name));
            QVERIFY2(countNear(pixmap.toImage(), Qt::red, 40) > 0, qPrintable(name));
            ++count;
        }
        QVERIFY(count > 60);
    }

    void iconsFollowResolution()
    {
        const QPixmap pixmap = iconPixmap(QStringLiteral("copy"), Qt::black, 16, 2.0);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        QCOMPARE(pixmap.devicePixelRatio(), 2.0);
        QCOMPARE(icon(QStringLiteral("copy")).pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
    }

    void unknownIconIsNull()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no such icon")));
        QVERIFY(icon(QStringLiteral("no-such-thing")).isNull());
        QVERIFY(iconPixmap(QStringLiteral("no-such-thing"), Qt::black, 16, 1.0).isNull());
        QVERIFY(iconPixmap(QStringLiteral("../lineup"), Qt::black, 16, 1.0).isNull()
                || !hasIcon(QStringLiteral("../../fonts/Inter-Regular")));
    }

    /// One icon object changes colour with the theme, without being set again.
    void iconsFollowTheTheme()
    {
        const QIcon copy = icon(QStringLiteral("copy"));
        applyTheme(*qApp, Theme::light());
        const QImage light = copy.pixmap(32, 32).toImage();
        applyTheme(*qApp, Theme::dark());
        const QImage dark = copy.pixmap(32, 32).toImage();
        applyTheme(*qApp, Theme::light());
        QVERIFY(countNear(light, Theme::light().color(ColorRole::Text2), 30) > 0);
        QVERIFY(countNear(dark, Theme::dark().color(ColorRole::Text2), 30) > 0);
        QCOMPARE(countNear(dark, Theme::light().color(ColorRole::Text2), 30), 0);
    }

    void switchingRepaintsEveryWidget()
    {
        CountingWidget window;
        auto *field = new QLineEdit(&window);
        window.resize(200, 80);
        field->setGeometry(20, 20, 160, 32);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QImage light = window.grab().toImage();
        applyTheme(*qApp, Theme::dark());
        QCOMPARE(window.paletteChanges, 1);
        const QImage dark = window.grab().toImage();
        QCOMPARE(light.pixelColor(2, 2), Theme::light().color(ColorRole::Window));
        QCOMPARE(dark.pixelColor(2, 2), Theme::dark().color(ColorRole::Window));
        QCOMPARE(dark.pixelColor(100, 30), Theme::dark().color(ColorRole::Surface));
        QCOMPARE(themeOf(&window).kind(), Theme::Kind::Dark);
        applyTheme(*qApp, Theme::light());
        QCOMPARE(window.paletteChanges, 2);
        QCOMPARE(window.grab().toImage(), light);
    }

    void highContrastTakesTheSystemsColours()
    {
        QPalette system;
        system.setColor(QPalette::Window, Qt::black);
        system.setColor(QPalette::Base, Qt::black);
        system.setColor(QPalette::WindowText, Qt::yellow);
        system.setColor(QPalette::Highlight, Qt::cyan);
        system.setColor(QPalette::HighlightedText, Qt::black);
        const Theme theme = Theme::highContrast(system);
        QCOMPARE(theme.kind(), Theme::Kind::HighContrast);
        QVERIFY(theme.isDark());
        QCOMPARE(theme.color(ColorRole::Text3), QColor(Qt::yellow));
        QCOMPARE(theme.color(ColorRole::Outline), QColor(Qt::yellow));
        QCOMPARE(theme.color(ColorRole::Action), QColor(Qt::cyan));
        QCOMPARE(paneLook(0, theme).hue, paneLook(0, Theme::dark()).hue);
    }

    void focusRingIsForTheKeyboardOnly()
    {
        QWidget window;
        auto *row = new QHBoxLayout(&window);
        auto *first = new QPushButton(QStringLiteral("One"));
        auto *second = new QPushButton(QStringLiteral("Two"));
        row->addWidget(first);
        row->addWidget(second);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        QTRY_VERIFY(QApplication::activeWindow() == &window);
        const auto ring = [&window]() -> QFocusFrame * {
            auto *frame = window.findChild<QFocusFrame *>();
            return frame && frame->isVisible() ? frame : nullptr;
        };
        second->setFocus(Qt::MouseFocusReason);
        QVERIFY(!ring());
        QTest::keyClick(second, Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), first);
        QVERIFY(ring());
        QCOMPARE(ring()->widget(), first);
        QVERIFY(ring()->geometry().contains(first->geometry().adjusted(-3, -3, 3, 3)));
        QTest::mouseClick(second, Qt::LeftButton);
        QVERIFY(!ring());
    }

    void ringModeNoneLeavesItToTheWidget()
    {
        QWidget window;
        auto *row = new QHBoxLayout(&window);
        auto *first = new QPushButton(QStringLiteral("One"));
        auto *second = new QPushButton(QStringLiteral("Two"));
        setFocusRingMode(second, FocusRingMode::None);
        row->addWidget(first);
        row->addWidget(second);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        QTRY_VERIFY(QApplication::activeWindow() == &window);
        first->setFocus(Qt::TabFocusReason);
        QTest::keyClick(first, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), second);
        auto *frame = window.findChild<QFocusFrame *>();
        QVERIFY(!frame || !frame->isVisible());
    }

    void buttonsHaveTheirHeights()
    {
        QPushButton normal(QStringLiteral("Stop all"));
        QCOMPARE(normal.sizeHint().height(), 32);
        QPushButton small(QStringLiteral("Stop all"));
        setControlSize(&small, ControlSize::Small);
        QCOMPARE(small.sizeHint().height(), 28);
        QPushButton chip(QStringLiteral("temp 0.3"));
        setButtonRole(&chip, ButtonRole::Chip);
        setControlSize(&chip, ControlSize::Chip);
        chip.setFont(Theme::light().font(TypeStep::Label));
        QVERIFY(chip.sizeHint().height() <= 21);
        const int plain = normal.sizeHint().width();
        setKeyHint(&normal, QStringLiteral("Esc"));
        QVERIFY(normal.sizeHint().width() > plain + 15);
        QLineEdit field;
        QCOMPARE(field.sizeHint().height(), 32);
    }

    void primaryButtonIsFilled()
    {
        QPushButton button(QStringLiteral("Send"));
        setButtonRole(&button, ButtonRole::Primary);
        button.resize(100, 32);
        const QImage image = button.grab().toImage();
        QCOMPARE(image.pixelColor(6, 16), Theme::light().color(ColorRole::Action));
        button.setEnabled(false);
        QCOMPARE(button.grab().toImage().pixelColor(6, 16), Theme::light().color(ColorRole::Surface));
    }

    void scrollBarHasNoArrowsAndReachesBothEnds()
    {
        QScrollBar bar(Qt::Vertical);
        bar.setRange(0, 100);
        bar.setPageStep(100);
        bar.resize(12, 200);
        const QColor thumb = Theme::light().color(ColorRole::Outline);
        QCOMPARE(bar.grab().toImage().pixelColor(6, 10), thumb);
        QVERIFY(bar.grab().toImage().pixelColor(6, 190) != thumb);
        bar.setValue(100);
        QCOMPARE(bar.grab().toImage().pixelColor(6, 190), thumb);
        QVERIFY(bar.grab().toImage().pixelColor(6, 10) != thumb);
    }

    void boardShowsNoThemeLeftover_data() { addThemes(); }
    /// All controls of one board, switched live, look the same as a board made in that theme from the start. Kept as
    /// pictures where LINEUP_GRAB_DIR says.
    void boardShowsNoThemeLeftover()
    {
        QFETCH(QString, name);
        const bool dark = name == QStringLiteral("dark");
        applyTheme(*qApp, dark ? Theme::light() : Theme::dark());
        const auto switched = test::makeTokenBoard();
        switched->grab();
        applyTheme(*qApp, themeNamed(name));
        const auto made = test::makeTokenBoard();
        const QImage picture = made->grab().toImage();
        QCOMPARE(switched->grab().toImage(), picture);
        if (const QString folder = qEnvironmentVariable("LINEUP_GRAB_DIR"); !folder.isEmpty())
            QVERIFY(picture.save(QDir(folder).filePath(QStringLiteral("tokens-%1.png").arg(name))));
        applyTheme(*qApp, Theme::light());
    }

    void markIsSharpAt16Pixels()
    {
        QImage image(16, 16, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintAppMark(&painter, QRectF(0, 0, 16, 16), Theme::light());
        painter.end();
        std::set<QRgb> colors;
        for (int y = 0; y < 16; ++y)
            for (int x = 0; x < 16; ++x)
                colors.insert(image.pixel(x, y));
        QCOMPARE(int(colors.size()), 3); // ground, columns, base line: nothing between
        QVERIFY(!appIcon().pixmap(64, 64).isNull());
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
