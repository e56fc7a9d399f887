#include "tests/widgets/theme/tokenboard.h"

#include "widgets/theme/appmark.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/panepalette.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace lineup::test {

namespace {

class Marks final : public QWidget {
public:
    Marks() { setMinimumHeight(8 * 24); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme theme = themeOf(this);
        painter.fillRect(rect(), theme.color(ColorRole::Surface));
        for (int pane = 0; pane < kPaneCount; ++pane) {
            const PaneLook look = paneLook(pane, theme);
            const int x = 8 + (pane / 8) * 200;
            const int y = (pane % 8) * 24;
            paintPaneMark(&painter, QRectF(x, y + 5, 14, 14), pane, theme);
            painter.setPen(theme.color(ColorRole::Text));
            painter.setFont(theme.font(TypeStep::Body, QFont::DemiBold));
            painter.drawText(QRect(x + 22, y, 20, 24), Qt::AlignVCenter, QString(look.letter));
            painter.setPen(look.pen());
            painter.drawLine(QPointF(x + 50, y + 12), QPointF(x + 130, y + 12));
            paintPaneMark(&painter, QRectF(x + 130, y + 7, 10, 10), pane, theme);
        }
    }
};

class Mark final : public QWidget {
public:
    Mark() { setFixedSize(24, 24); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintAppMark(&painter, QRectF(2, 2, 20, 20), themeOf(this));
    }
};

QHBoxLayout *row(std::initializer_list<QWidget *> widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(8);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch();
    return layout;
}

QPushButton *button(const QString &text, ButtonRole role, bool enabled = true)
{
    auto *result = new QPushButton(text);
    setButtonRole(result, role);
    result->setEnabled(enabled);
    return result;
}

QLabel *label(const QString &text, const QFont &font)
{
    auto *result = new QLabel(text);
    result->setTextFormat(Qt::PlainText);
    result->setFont(font);
    return result;
}

QHBoxLayout *buttons()
{
    QPushButton *send = button(QStringLiteral("Send to 3 · ≈ $0.004–0.031"), ButtonRole::Primary);
    send->setIcon(icon(QStringLiteral("send"), ColorRole::OnAction));
    setKeyHint(send, QStringLiteral("Ctrl ↵"));
    QPushButton *stop = button(QStringLiteral("Stop all"), ButtonRole::Secondary);
    stop->setIcon(icon(QStringLiteral("square")));
    setControlSize(stop, ControlSize::Small);
    setKeyHint(stop, QStringLiteral("Esc"));
    return row({send, button(QStringLiteral("Send"), ButtonRole::Primary, false),
                button(QStringLiteral("Secondary"), ButtonRole::Secondary), stop,
                button(QStringLiteral("Remove"), ButtonRole::Danger), button(QStringLiteral("Later"), ButtonRole::Flat)});
}

QHBoxLayout *fields()
{
    auto *text = new QLineEdit(QStringLiteral("Text field"));
    auto *hint = new QLineEdit;
    hint->setPlaceholderText(QStringLiteral("Placeholder"));
    auto *wrong = new QLineEdit(QStringLiteral("Wrong"));
    setFieldState(wrong, FieldState::Wrong);
    auto *combo = new QComboBox;
    combo->addItems({QStringLiteral("SmolLM2 135M"), QStringLiteral("Other")});
    auto *spin = new QSpinBox;
    spin->setRange(0, 4096);
    spin->setValue(1024);
    for (QWidget *widget : {static_cast<QWidget *>(text), static_cast<QWidget *>(hint), static_cast<QWidget *>(wrong)})
        widget->setFixedWidth(110);
    return row({text, hint, wrong, combo, spin});
}

QHBoxLayout *toggles()
{
    auto *on = new QCheckBox(QStringLiteral("Checked"));
    on->setChecked(true);
    auto *off = new QCheckBox(QStringLiteral("Off"));
    auto *switchOn = new QCheckBox;
    setSwitchLook(switchOn);
    switchOn->setChecked(true);
    auto *switchOff = new QCheckBox;
    setSwitchLook(switchOff);
    auto *radio = new QRadioButton(QStringLiteral("Radio"));
    radio->setChecked(true);
    auto *segments = new QWidget;
    auto *joined = new QHBoxLayout(segments);
    joined->setSpacing(0);
    joined->setContentsMargins(0, 0, 0, 0);
    const QStringList names{QStringLiteral("Prompt"), QStringLiteral("System"), QStringLiteral("Scroll")};
    for (int index = 0; index < names.size(); ++index) {
        auto *segment = new QPushButton(names[index]);
        segment->setCheckable(true);
        segment->setChecked(index < 2);
        segment->setIcon(icon(index < 2 ? QStringLiteral("link-2") : QStringLiteral("unlink")));
        segment->setIconSize(QSize(14, 14));
        setButtonRole(segment, ButtonRole::Segment);
        setControlSize(segment, ControlSize::Compact);
        setSegmentPosition(segment, index == 0 ? SegmentPosition::First
                                   : index + 1 == names.size() ? SegmentPosition::Last : SegmentPosition::Middle);
        joined->addWidget(segment);
    }
    QPushButton *chip = button(QStringLiteral("temp 0.3"), ButtonRole::Chip);
    setControlSize(chip, ControlSize::Chip);
    chip->setFont(themeOf(chip).font(TypeStep::Label));
    auto *tool = new QToolButton;
    tool->setIcon(icon(QStringLiteral("ellipsis")));
    return row({on, off, switchOn, switchOff, radio, segments, chip, tool});
}

QHBoxLayout *bars()
{
    auto *tabs = new QTabBar;
    for (const QString &name : {QStringLiteral("Race"), QStringLiteral("Phases"), QStringLiteral("Speed")})
        tabs->addTab(name);
    auto *cards = new QTabBar;
    setTabLook(cards, TabLook::Card);
    cards->setTabsClosable(true);
    for (const QString &name : {QStringLiteral("Retry policy for payments"), QStringLiteral("Release notes")})
        cards->addTab(name);
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    slider->setFixedWidth(100);
    auto *progress = new QProgressBar;
    progress->setValue(60);
    progress->setFixedWidth(100);
    return row({tabs, cards, slider, progress});
}

} // namespace

std::unique_ptr<QWidget> makeTokenBoard()
{
    auto board = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(board.get());
    const Theme theme = applicationTheme();
    column->addLayout(row({new Mark, label(QStringLiteral("Lineup tokens"), theme.font(TypeStep::Page))}));
    column->addWidget(new Marks);
    column->addLayout(row({label(QStringLiteral("Section"), theme.font(TypeStep::Section)),
                           label(QStringLiteral("Model name"), theme.font(TypeStep::Name)),
                           label(QStringLiteral("Body and answers"), theme.font(TypeStep::Body)),
                           label(QStringLiteral("Controls"), theme.font(TypeStep::Control)),
                           label(QStringLiteral("Labels"), theme.font(TypeStep::Label)),
                           label(QStringLiteral("84.1 $0.0025"), theme.font(TypeStep::Readout)),
                           label(QStringLiteral("def pay(call):"), theme.font(TypeStep::Code))}));
    column->addLayout(buttons());
    column->addLayout(fields());
    column->addLayout(toggles());
    column->addLayout(bars());
    auto *scroll = new QScrollBar(Qt::Horizontal);
    scroll->setRange(0, 100);
    scroll->setPageStep(60);
    column->addWidget(scroll);
    board->resize(760, board->sizeHint().height());
    return board;
}

} // namespace lineup::test
