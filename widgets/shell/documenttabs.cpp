#include "widgets/shell/documenttabs.h"

#include "widgets/common/tooltips.h"
#include "widgets/shell/actions.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>

namespace lineup {

namespace {

constexpr int kMaxTabWidth = 260;
constexpr int kMaxTitle = 200;
constexpr int kDotSize = 6;

/// Tabs that leave room for each other and draw the dot of an unsaved line-up before the title.
class CardTabs final : public QTabBar {
public:
    using QTabBar::QTabBar;

protected:
    QSize tabSizeHint(int index) const override
    {
        QSize size = QTabBar::tabSizeHint(index);
        size.setWidth(std::min(size.width(), kMaxTabWidth));
        return size;
    }
};

/// The × of a tab. Tool buttons in a tab bar get a ground from Qt's own style, so this paints itself.
class TabClose final : public QAbstractButton {
public:
    explicit TabClose(QWidget *parent) : QAbstractButton(parent)
    {
        setObjectName(QStringLiteral("closeTabButton"));
        setFocusPolicy(Qt::NoFocus); // Ctrl W does it with the keyboard
        setAttribute(Qt::WA_Hover);
        setFixedSize(metrics::kTargetSize, metrics::kTargetSize);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme theme = themeOf(this);
        if (underMouse() || isDown()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.color(ColorRole::Hover));
            painter.drawRoundedRect(rect().adjusted(2, 2, -2, -2), metrics::kChipRadius, metrics::kChipRadius);
        }
        paintIcon(&painter, rect(), QStringLiteral("x"), theme.color(ColorRole::Text2), metrics::kChipIconSize);
    }
};

QIcon dotIcon(const QWidget *widget)
{
    constexpr int kSide = metrics::kChipIconSize;
    const qreal ratio = widget->devicePixelRatioF();
    QPixmap pixmap(QSize(kSide, kSide) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(widget).color(ColorRole::Text2));
    painter.drawEllipse(QRectF((kSide - kDotSize) / 2.0, (kSide - kDotSize) / 2.0, kDotSize, kDotSize));
    return QIcon(pixmap);
}

} // namespace

DocumentTabs::DocumentTabs(const Actions &actions, QWidget *parent)
    : QWidget(parent), m_actions(actions), m_bar(new CardTabs(this)), m_add(new QToolButton(this)), m_addPane(new QPushButton(this))
{
    setObjectName(QStringLiteral("documentTabs"));
    m_bar->setObjectName(QStringLiteral("lineupTabs"));
    m_bar->setExpanding(false);
    m_bar->setDrawBase(false);
    m_bar->setElideMode(Qt::ElideRight);
    m_bar->setUsesScrollButtons(true);
    m_bar->setIconSize(QSize(metrics::kChipIconSize, metrics::kChipIconSize));
    setTabLook(m_bar, TabLook::Card);
    setFocusRingMode(m_bar, FocusRingMode::Inside);
    connect(m_bar, &QTabBar::currentChanged, this, &DocumentTabs::currentChanged);

    QAction *newLineup = actions.at(Actions::Id::NewLineup);
    m_add->setObjectName(QStringLiteral("newLineupButton"));
    m_add->setIcon(icon(QStringLiteral("plus")));
    m_add->setFocusPolicy(Qt::TabFocus);
    m_add->setFixedSize(metrics::kSmallButtonHeight, metrics::kSmallButtonHeight);
    connect(m_add, &QToolButton::clicked, newLineup, &QAction::trigger);

    QAction *addPane = actions.at(Actions::Id::AddPane);
    m_addPane->setObjectName(QStringLiteral("addPaneButton"));
    m_addPane->setIcon(icon(QStringLiteral("plus"), ColorRole::Text));
    m_addPane->setIconSize(QSize(metrics::kSmallIconSize, metrics::kSmallIconSize));
    setControlSize(m_addPane, ControlSize::Small);
    connect(m_addPane, &QPushButton::clicked, addPane, &QAction::trigger);
    connect(addPane, &QAction::enabledChanged, m_addPane, &QPushButton::setEnabled);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kSpace3, 0, metrics::kSpace2, 0);
    layout->setSpacing(metrics::kSpace1);
    layout->addWidget(m_bar, 0, Qt::AlignBottom);
    layout->addWidget(m_add);
    layout->addStretch(1);
    layout->addWidget(m_addPane);
    setFixedHeight(metrics::kTabBarHeight);
    setTabOrder(m_bar, m_add);
    setTabOrder(m_add, m_addPane);
    retranslate();
}

int DocumentTabs::count() const
{
    return m_bar->count();
}

int DocumentTabs::current() const
{
    return m_bar->currentIndex();
}

void DocumentTabs::insertTab(int index)
{
    const QSignalBlocker quiet(m_bar);
    m_bar->insertTab(index, QString());
    auto *close = new TabClose(m_bar);
    connect(close, &QAbstractButton::clicked, this, [this, close] {
        if (const int tab = indexOfClose(close); tab >= 0)
            Q_EMIT closeRequested(tab);
    });
    m_bar->setTabButton(index, QTabBar::RightSide, close);
}

int DocumentTabs::indexOfClose(const QWidget *button) const
{
    for (int tab = 0; tab < m_bar->count(); ++tab) {
        if (m_bar->tabButton(tab, QTabBar::RightSide) == button)
            return tab;
    }
    return -1;
}

void DocumentTabs::removeTab(int index)
{
    const QSignalBlocker quiet(m_bar);
    m_bar->removeTab(index);
}

void DocumentTabs::setCurrent(int index)
{
    const QSignalBlocker quiet(m_bar);
    m_bar->setCurrentIndex(index);
}

void DocumentTabs::setTab(int index, const QString &title, bool isModified)
{
    QString shown = title.left(kMaxTitle).simplified();
    shown.replace(QLatin1Char('&'), QLatin1String("&&"));
    m_bar->setTabText(index, shown);
    m_bar->setTabIcon(index, isModified ? dotIcon(this) : QIcon());
    m_bar->updateGeometry(); // a bar that was laid out for an empty title would show none of a long one
    m_bar->setTabToolTip(index, plainToolTip(title));
    //: Name of a tab for a screen reader; %1 is the title of a line-up
    m_bar->setAccessibleTabName(index, isModified ? tr("%1, not saved").arg(title.left(kMaxTitle)) : title.left(kMaxTitle));
    if (QWidget *close = m_bar->tabButton(index, QTabBar::RightSide)) {
        close->setAccessibleName(tr("Close %1").arg(title.left(kMaxTitle)));
        close->setToolTip(toolTipWithShortcut(tr("Close line-up"), m_actions.at(Actions::Id::CloseLineup)->shortcut().toString(QKeySequence::NativeText)));
    }
}

void DocumentTabs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(ColorRole::Divider));
}

void DocumentTabs::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        for (int tab = 0; tab < m_bar->count(); ++tab) {
            if (!m_bar->tabIcon(tab).isNull())
                m_bar->setTabIcon(tab, dotIcon(this));
        }
    }
}

void DocumentTabs::retranslate()
{
    const auto keysOf = [this](Actions::Id id) { return m_actions.at(id)->shortcut().toString(QKeySequence::NativeText); };
    m_bar->setAccessibleName(tr("Open line-ups"));
    for (QToolButton *scroll : m_bar->findChildren<QToolButton *>())
        scroll->setAccessibleName(scroll->arrowType() == Qt::LeftArrow ? tr("Show tabs further left") : tr("Show tabs further right"));
    m_add->setAccessibleName(tr("New line-up"));
    m_add->setToolTip(toolTipWithShortcut(tr("New line-up"), keysOf(Actions::Id::NewLineup)));
    m_addPane->setText(tr("Add pane"));
    m_addPane->setAccessibleName(tr("Add pane"));
    m_addPane->setToolTip(toolTipWithShortcut(tr("Add a pane with another model or other settings"), keysOf(Actions::Id::AddPane)));
}

} // namespace lineup
