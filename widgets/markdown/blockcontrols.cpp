#include "widgets/markdown/blockcontrols.h"

#include "widgets/markdown/hiddencharacters.h"
#include "widgets/markdown/markdownbody.h"
#include "widgets/markdown/tabledialog.h"
#include "widgets/markdown/tablelayout.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace lineup {

namespace {

constexpr std::size_t kMostButtons = 200;
constexpr int kIcon = 14;

} // namespace

CopyCodeButton::CopyCodeButton(QWidget *parent)
    : QToolButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::ArrowCursor);
    setAutoRaise(true);
    setControlSize(this, ControlSize::Compact);
}

QSize CopyCodeButton::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(text()) + kIcon + 18, std::max(24, metrics.height() + 8)};
}

void CopyCodeButton::setRevealed(bool revealed)
{
    if (revealed == m_revealed)
        return;
    m_revealed = revealed;
    update();
    Q_EMIT seenChanged();
}

void CopyCodeButton::focusInEvent(QFocusEvent *event)
{
    QToolButton::focusInEvent(event);
    Q_EMIT seenChanged();
}

void CopyCodeButton::focusOutEvent(QFocusEvent *event)
{
    QToolButton::focusOutEvent(event);
    Q_EMIT seenChanged();
}

void CopyCodeButton::paintEvent(QPaintEvent *)
{
    if (!isSeen())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(this);
    painter.setPen(QPen(theme.color(ColorRole::Outline), 1));
    painter.setBrush(theme.color(underMouse() || isDown() ? ColorRole::Hover : ColorRole::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QColor ink = theme.color(ColorRole::Text2);
    paintIcon(&painter, QRect(5, 0, kIcon, height()), QStringLiteral("copy"), ink, kIcon);
    painter.setPen(ink);
    painter.setFont(font());
    painter.drawText(rect().adjusted(kIcon + 10, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text());
}

BlockControls::BlockControls(MarkdownBody &body)
    : m_body(body)
{
}

void BlockControls::place(int top, int bottom)
{
    placeButtons();
    placeBars(top, bottom);
    placeTableButtons(top, bottom);
    putInTabOrder();
}

/// Tab meets the buttons after the text, in the order in which they stand, and not in the order in which they were made.
void BlockControls::putInTabOrder()
{
    std::map<std::size_t, QWidget *> byBlock(m_tableButtons.begin(), m_tableButtons.end());
    for (std::size_t index = 0; index < m_buttons.size() && index < m_codeBlocks.size(); ++index)
        byBlock.emplace(m_codeBlocks[index], m_buttons[index]);
    std::vector<QWidget *> order;
    for (const auto &[block, button] : byBlock)
        order.push_back(button);
    if (order == m_tabOrder)
        return;
    m_tabOrder = order;
    QWidget *before = &m_body;
    for (QWidget *button : order) {
        QWidget::setTabOrder(before, button);
        before = button;
    }
}

void BlockControls::makeButton()
{
    auto *button = new CopyCodeButton(&m_body);
    const std::size_t index = m_buttons.size();
    button->setObjectName(QStringLiteral("copyCode"));
    button->setText(MarkdownBody::tr("Copy code"));
    button->setFont(m_body.m_layout.style().label);
    connect(button, &QToolButton::clicked, this, [this, index, button] {
        if (hiddenCharacters(index) > 0)
            offerCopies(index, button->mapToGlobal(QPoint(0, button->height())));
        else
            copyCode(index, true);
    });
    connect(button, &CopyCodeButton::seenChanged, this, [this, index, button] {
        if (index >= m_codeBlocks.size())
            return;
        if (auto *layout = m_body.m_layout.madeBlock(m_codeBlocks[index]))
            layout->setCopyButtonShown(button->isSeen());
        m_body.update(m_body.blockRect(m_codeBlocks[index]));
        if (button->hasFocus())
            Q_EMIT m_body.visibilityWanted(button->geometry());
    });
    button->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(button, &QWidget::customContextMenuRequested, this,
            [this, index, button](QPoint at) { offerCopies(index, button->mapToGlobal(at)); });
    m_buttons.push_back(button);
}

void BlockControls::placeButtons()
{
    const std::vector<markdown::Block> &blocks = m_body.m_document.blocks();
    m_codeBlocks.clear();
    for (std::size_t index = 0; index < blocks.size() && m_codeBlocks.size() < kMostButtons; ++index) {
        if (blocks[index].kind == markdown::BlockKind::CodeBlock)
            m_codeBlocks.push_back(index);
    }
    while (m_buttons.size() > m_codeBlocks.size()) {
        m_buttons.back()->deleteLater();
        m_buttons.back()->hide();
        m_buttons.pop_back();
    }
    while (m_buttons.size() < m_codeBlocks.size())
        makeButton();
    if (m_buttons.empty())
        return;
    const QSize size = m_buttons.front()->sizeHint();
    for (std::size_t index = 0; index < m_buttons.size(); ++index) {
        CopyCodeButton *button = m_buttons[index];
        const QRect room = m_body.blockRect(m_codeBlocks[index]);
        QRect place(QPoint(room.right() - size.width(), room.top()), size);
        if (auto *layout = m_body.m_layout.madeBlock(m_codeBlocks[index])) {
            place = layout->copyButtonRect(size).translated(room.topLeft());
            layout->setCopyButtonShown(button->isSeen());
        }
        if (button->geometry() != place)
            button->setGeometry(place);
        if (button->isHidden())
            button->show();
    }
}

void BlockControls::restyle()
{
    for (CopyCodeButton *button : m_buttons) {
        button->setText(MarkdownBody::tr("Copy code"));
        button->setFont(m_body.m_layout.style().label);
    }
}

void BlockControls::placeBars(int top, int bottom)
{
    std::map<std::size_t, QScrollBar *> bars;
    for (std::size_t index = m_body.m_layout.blockAt(top); index < m_body.m_layout.blockCount(); ++index) {
        const QRect room = m_body.blockRect(index);
        if (room.top() > bottom)
            break;
        auto *layout = m_body.m_layout.madeBlock(index);
        if (!layout || !layout->sideScroll().isNeeded())
            continue;
        const markdown::BlockLayout::SideScroll side = layout->sideScroll();
        QScrollBar *bar = nullptr;
        if (const auto known = m_bars.find(index); known != m_bars.end()) {
            bar = known->second;
            m_bars.erase(known);
        } else {
            bar = new QScrollBar(Qt::Horizontal, &m_body);
            bar->setObjectName(QStringLiteral("blockScroll"));
            bar->setFocusPolicy(Qt::NoFocus);
            bar->setCursor(Qt::ArrowCursor);
            bar->setAccessibleName(MarkdownBody::tr("Scroll sideways"));
            connect(bar, &QScrollBar::valueChanged, this,
                    [this, index](int value) { m_body.scrollSideways(index, value); });
        }
        const QSignalBlocker quiet(bar);
        bar->setRange(0, side.contentWidth - side.viewWidth);
        bar->setPageStep(side.viewWidth);
        bar->setSingleStep(40);
        bar->setValue(layout->scroll());
        bar->setGeometry(side.bar.translated(room.topLeft()));
        bar->show();
        bars.emplace(index, bar);
    }
    for (const auto &[index, bar] : m_bars) {
        bar->hide();
        bar->deleteLater();
    }
    m_bars = std::move(bars);
}

void BlockControls::placeTableButtons(int top, int bottom)
{
    std::map<std::size_t, QToolButton *> buttons;
    for (std::size_t index = m_body.m_layout.blockAt(top); index < m_body.m_layout.blockCount(); ++index) {
        const QRect room = m_body.blockRect(index);
        if (room.top() > bottom)
            break;
        auto *table = dynamic_cast<markdown::TableLayout *>(m_body.m_layout.madeBlock(index));
        if (!table || !table->isCut())
            continue;
        QToolButton *button = nullptr;
        if (const auto known = m_tableButtons.find(index); known != m_tableButtons.end()) {
            button = known->second;
            m_tableButtons.erase(known);
        } else {
            button = new QToolButton(&m_body);
            button->setObjectName(QStringLiteral("openTable"));
            button->setText(MarkdownBody::tr("Open as Table"));
            button->setFont(m_body.m_layout.style().label);
            button->setFocusPolicy(Qt::TabFocus);
            button->setCursor(Qt::ArrowCursor);
            setControlSize(button, ControlSize::Compact);
            connect(button, &QToolButton::clicked, this, [this, index] { openTable(index); });
        }
        const QSize size = button->sizeHint();
        button->setGeometry(QRect(QPoint(room.right() - size.width() + 1, room.bottom() - size.height() + 1), size));
        button->show();
        buttons.emplace(index, button);
    }
    for (const auto &[index, button] : m_tableButtons) {
        button->hide();
        button->deleteLater();
    }
    m_tableButtons = std::move(buttons);
}

void BlockControls::openTable(std::size_t block)
{
    const std::vector<markdown::Block> &blocks = m_body.m_document.blocks();
    if (block >= blocks.size() || blocks[block].kind != markdown::BlockKind::Table)
        return;
    auto *dialog = new TableDialog(blocks[block], m_body.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void BlockControls::hover(QPoint point)
{
    for (std::size_t index = 0; index < m_buttons.size() && index < m_codeBlocks.size(); ++index)
        m_buttons[index]->setRevealed(m_body.blockRect(m_codeBlocks[index]).contains(point));
}

void BlockControls::leave()
{
    for (CopyCodeButton *button : m_buttons)
        button->setRevealed(false);
}

QString BlockControls::codeOf(std::size_t index) const
{
    if (index >= m_codeBlocks.size())
        return {};
    const std::string &code = m_body.m_document.blocks()[m_codeBlocks[index]].content.text;
    return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
}

int BlockControls::hiddenCharacters(std::size_t index) const
{
    return markdown::hiddenCharacterCount(codeOf(index));
}

void BlockControls::copyCode(std::size_t index, bool withHidden)
{
    const QString code = codeOf(index);
    QGuiApplication::clipboard()->setText(withHidden ? code : markdown::withoutHiddenCharacters(code));
}

void BlockControls::offerCopies(std::size_t index, QPoint at)
{
    auto *menu = new QMenu(&m_body);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(MarkdownBody::tr("Copy code")), &QAction::triggered, this,
            [this, index] { copyCode(index, true); });
    connect(menu->addAction(MarkdownBody::tr("Copy without hidden characters")), &QAction::triggered, this,
            [this, index] { copyCode(index, false); });
    menu->popup(at);
}

} // namespace lineup
