#include "widgets/shell/rail.h"

#include "widgets/common/tooltips.h"
#include "widgets/theme/appmark.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kEntryHeight = 32;
constexpr int kHeadHeight = 44;
constexpr int kMarkSize = 20;
constexpr int kMargin = 8;
constexpr int kIconLeft = 12;
constexpr int kBarWidth = 3;
constexpr int kBarHeight = 16;

struct Entry {
    const char *name;
    const char *icon;
    const char *text;
};

// The parts of the program in the order of the design; the first is the only one of this version.
constexpr Entry kEntries[] = {
    {"railCompare", "columns-3", QT_TRANSLATE_NOOP("lineup::Rail", "Compare")},
    {"railPrompts", "braces", QT_TRANSLATE_NOOP("lineup::Rail", "Prompts")},
    {"railCatalog", "library", QT_TRANSLATE_NOOP("lineup::Rail", "Catalog")},
    {"railEvaluate", "scale", QT_TRANSLATE_NOOP("lineup::Rail", "Evaluate")},
    {"railKnowledge", "book-open", QT_TRANSLATE_NOOP("lineup::Rail", "Knowledge")},
    {"railTune", "sliders-horizontal", QT_TRANSLATE_NOOP("lineup::Rail", "Tune")},
    {"railDeploy", "rocket", QT_TRANSLATE_NOOP("lineup::Rail", "Deploy")},
    {"railUsage", "chart-column", QT_TRANSLATE_NOOP("lineup::Rail", "Usage")},
    {"railLearn", "graduation-cap", QT_TRANSLATE_NOOP("lineup::Rail", "Learn")},
};

/// One line of the rail: a bar at the edge and a card when it is the present part.
class RailButton final : public QToolButton {
public:
    RailButton(QString iconName, QWidget *parent) : QToolButton(parent), m_iconName(std::move(iconName))
    {
        setFixedHeight(kEntryHeight);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFocusRingMode(this, FocusRingMode::Inside);
    }
    void setFolded(bool on)
    {
        m_isFolded = on;
        update();
    }
    QSize sizeHint() const override { return {metrics::kRailFoldedWidth - 2 * kMargin, kEntryHeight}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme theme = themeOf(this);
        const QRectF card = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        if (isChecked()) {
            painter.setPen(QPen(theme.color(ColorRole::Divider), 1));
            painter.setBrush(theme.color(ColorRole::Surface));
            painter.drawRoundedRect(card, metrics::kControlRadius, metrics::kControlRadius);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.color(ColorRole::Action));
            painter.drawRoundedRect(QRectF(0, (height() - kBarHeight) / 2.0, kBarWidth, kBarHeight), 1.5, 1.5);
        } else if (isEnabled() && (underMouse() || isDown())) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.color(ColorRole::Hover));
            painter.drawRoundedRect(card, metrics::kControlRadius, metrics::kControlRadius);
        }
        const ColorRole role = !isEnabled() ? ColorRole::Disabled : isChecked() ? ColorRole::Text : ColorRole::Text2;
        const int left = m_isFolded ? (width() - metrics::kIconSize) / 2 : kIconLeft;
        paintIcon(&painter, QRect(left, 0, metrics::kIconSize, height()), m_iconName, theme.color(role));
        if (m_isFolded)
            return;
        const QFont font = theme.font(TypeStep::Body, isChecked() ? QFont::DemiBold : QFont::Medium);
        painter.setFont(font);
        painter.setPen(theme.color(role));
        const QRect words(left + metrics::kIconSize + metrics::kSpace3, 0, width() - left - metrics::kIconSize - metrics::kSpace4, height());
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(font).elidedText(text(), Qt::ElideRight, words.width()));
    }

private:
    QString m_iconName;
    bool m_isFolded = false;
};

/// Mark and name of the program.
class RailHead final : public QWidget {
public:
    explicit RailHead(QWidget *parent) : QWidget(parent) { setFixedHeight(kHeadHeight); }
    void setFolded(bool on)
    {
        m_isFolded = on;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme theme = themeOf(this);
        const int left = m_isFolded ? (width() - kMarkSize) / 2 : kMargin;
        const int top = (height() - kMarkSize) / 2 - 2;
        paintAppMark(&painter, QRectF(left, top, kMarkSize, kMarkSize), theme);
        if (m_isFolded)
            return;
        painter.setFont(theme.font(TypeStep::Section));
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(QRect(left + kMarkSize + kMargin, top - 2, width(), kMarkSize + 4), Qt::AlignVCenter, QStringLiteral("Lineup"));
    }

private:
    bool m_isFolded = false;
};

} // namespace

Rail::Rail(QAction *settings, QWidget *parent) : QWidget(parent), m_head(new RailHead(this))
{
    setObjectName(QStringLiteral("rail"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, 0, kMargin, kMargin);
    layout->setSpacing(metrics::kSpace1);
    layout->addWidget(m_head);
    for (const Entry &entry : kEntries) {
        QToolButton *button = addEntry(layout, QLatin1String(entry.name), QLatin1String(entry.icon));
        button->setEnabled(false);
    }
    QToolButton *compare = m_entries.front();
    compare->setEnabled(true);
    compare->setCheckable(true);
    compare->setChecked(true);
    connect(compare, &QToolButton::clicked, compare, [compare] { compare->setChecked(true); });
    layout->addStretch();
    QToolButton *foot = addEntry(layout, QStringLiteral("railSettings"), QStringLiteral("settings"));
    connect(foot, &QToolButton::clicked, settings, &QAction::trigger);
    retranslate();
    applyFold();
}

QToolButton *Rail::addEntry(QVBoxLayout *layout, const QString &name, const QString &iconName)
{
    auto *button = new RailButton(iconName, this);
    button->setObjectName(name);
    layout->addWidget(button);
    m_entries.push_back(button);
    return button;
}

void Rail::setFolded(bool on)
{
    if (m_isFolded == on)
        return;
    m_isFolded = on;
    applyFold();
}

QWidget *Rail::firstButton() const
{
    return m_entries.front();
}

void Rail::applyFold()
{
    setFixedWidth(m_isFolded ? metrics::kRailFoldedWidth : metrics::kRailWidth);
    static_cast<RailHead *>(m_head)->setFolded(m_isFolded);
    for (QToolButton *button : m_entries)
        static_cast<RailButton *>(button)->setFolded(m_isFolded);
    retranslate();
}

void Rail::retranslate()
{
    for (std::size_t index = 0; index < m_entries.size(); ++index) {
        QToolButton *button = m_entries[index];
        const QString text = index < std::size(kEntries) ? tr(kEntries[index].text) : tr("Settings");
        button->setText(text);
        button->setAccessibleName(text);
        if (button->isEnabled())
            button->setToolTip(m_isFolded ? plainToolTip(text) : QString());
        else
            //: %1 is the name of a part of the program that is yet to come
            button->setToolTip(plainToolTip(m_isFolded ? tr("%1: not in this version").arg(text) : tr("Not in this version")));
    }
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Window));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.color(ColorRole::Divider));
}

void Rail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QWidget::keyPressEvent(event);
}

} // namespace lineup
