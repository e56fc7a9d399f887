#include "widgets/compare/lessonpanel.h"

#include "core/run/lane.h"
#include "widgets/common/marklabel.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {
constexpr int kWidth = 280;
constexpr int kWatchedPanes = 3;
constexpr auto kFewShot = "few-shot";
}

LessonPanel::LessonPanel(QWidget *parent)
    : QWidget(parent), m_title(new TextLabel(TypeStep::Section, ColorRole::Text, this)), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("lessonPanel"));
    m_title->setWordWrap(true);
    m_close->setObjectName(QStringLiteral("lessonClose"));
    m_close->setIcon(icon(QStringLiteral("x")));
    m_close->setFocusPolicy(Qt::TabFocus);
    setControlSize(m_close, ControlSize::Compact);
    connect(m_close, &QToolButton::clicked, this, &LessonPanel::closed);

    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::kCardPadding, metrics::kSpace3, metrics::kSpace3, metrics::kSpace3);
    column->setSpacing(metrics::kSpace2);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close, 0, Qt::AlignTop);
    column->addLayout(head);
    m_intro = addText(column);
    addRule(column);
    m_watchTitle = addText(column);
    for (int pane = 0; pane < kWatchedPanes; ++pane)
        addWatch(column, pane);
    addRule(column);
    m_tryTitle = addText(column);
    addTry(column, Try::OwnSentence, QStringLiteral("tryOwnSentence"), QStringLiteral("pencil"));
    addTry(column, Try::OneExampleLess, QStringLiteral("tryOneExampleLess"), QStringLiteral("minus"));
    addTry(column, Try::Warmer, QStringLiteral("tryWarmer"), QStringLiteral("sliders-horizontal"));
    addTry(column, Try::AddServer, QStringLiteral("tryAddServer"), QStringLiteral("plus"));
    column->addStretch(1);
    m_note = new TextLabel(TypeStep::Label, ColorRole::Text3, this);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    for (TextLabel *title : {m_watchTitle, m_tryTitle}) {
        title->setWeight(QFont::DemiBold);
        title->setColorRole(ColorRole::Text);
    }

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->addWidget(scroll);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    retranslate();
}

bool LessonPanel::hasLesson(const std::string &lesson)
{
    return lesson == kFewShot;
}

QSize LessonPanel::sizeHint() const
{
    // Wide enough for its buttons in every language: a cut word on a button says nothing.
    int widest = 0;
    for (const QPushButton *button : m_tries)
        widest = std::max(widest, button->sizeHint().width());
    const int around = metrics::kCardPadding + metrics::kSpace3 + 1 + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    return {std::max(kWidth, widest + around), 0};
}

QSize LessonPanel::minimumSizeHint() const
{
    return sizeHint();
}

TextLabel *LessonPanel::addText(QVBoxLayout *layout)
{
    auto *text = new TextLabel(TypeStep::Body, ColorRole::Text2, this);
    text->setWordWrap(true);
    layout->addWidget(text);
    return text;
}

void LessonPanel::addWatch(QVBoxLayout *column, int pane)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::kSpace2);
    auto *mark = new MarkLabel(pane, metrics::kTableMarkSize, this);
    auto *letter = new TextLabel(TypeStep::Body, ColorRole::Text, this);
    letter->setWeight(QFont::DemiBold);
    letter->setText(QString::fromStdString(letterName(pane)));
    auto *text = new TextLabel(TypeStep::Body, ColorRole::Text2, this);
    text->setWordWrap(true);
    auto *marked = new QVBoxLayout;
    marked->setContentsMargins(0, 5, 0, 0);
    marked->addWidget(mark);
    marked->addStretch(1);
    line->addLayout(marked);
    line->addWidget(letter, 0, Qt::AlignTop);
    line->addWidget(text, 1, Qt::AlignTop);
    column->addLayout(line);
    m_watch.push_back(text);
}

void LessonPanel::addRule(QVBoxLayout *layout)
{
    layout->addSpacing(metrics::kSpace1);
    layout->addWidget(new Divider(Qt::Horizontal, this));
    layout->addSpacing(metrics::kSpace1);
}

void LessonPanel::addTry(QVBoxLayout *layout, Try what, const QString &name, const QString &iconName)
{
    auto *button = new QPushButton(this);
    button->setObjectName(name);
    button->setIcon(icon(iconName, ColorRole::Text));
    button->setIconSize(QSize(metrics::kSmallIconSize, metrics::kSmallIconSize));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setControlSize(button, ControlSize::Compact);
    setLeftAligned(button);
    connect(button, &QPushButton::clicked, this, [this, what] { Q_EMIT tried(what); });
    layout->addWidget(button);
    m_tries.push_back(button);
}

void LessonPanel::setCanRemoveExample(bool on)
{
    m_tries[static_cast<std::size_t>(Try::OneExampleLess)]->setEnabled(on);
}

void LessonPanel::retranslate()
{
    m_title->setText(tr("One model, three ways"));
    m_close->setAccessibleName(tr("Close the lesson"));
    m_close->setToolTip(plainToolTip(tr("Close the lesson; the menu View shows it again")));
    m_intro->setText(tr("The same task and the same sentence. B sees one example first, C sees three."));
    m_watchTitle->setText(tr("What to watch"));
    m_watch[0]->setText(tr("talks past the task"));
    m_watch[1]->setText(tr("learns the form, but copies the bicycle"));
    m_watch[2]->setText(tr("form and facts are right; it reads the most tokens"));
    m_tryTitle->setText(tr("Try it"));
    m_tries[0]->setText(tr("Write your own sentence"));
    m_tries[1]->setText(tr("Take one example away"));
    m_tries[2]->setText(tr("Set temperature 0.8"));
    m_tries[3]->setText(tr("Add a pane with your server"));
    for (QPushButton *button : m_tries)
        button->setToolTip(plainToolTip(button->text()));
    m_note->setText(tr("The model is tiny (135 million parameters). Another sentence may turn out otherwise: see for yourself."));
    updateGeometry();
}

void LessonPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), theme.color(ColorRole::Divider));
}

void LessonPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace lineup
