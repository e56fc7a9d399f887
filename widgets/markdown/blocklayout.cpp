#include "widgets/markdown/blocklayout.h"

#include "widgets/markdown/blockstyle.h"
#include "widgets/markdown/codelayout.h"
#include "widgets/markdown/markdownblocks.h"
#include "widgets/markdown/tablelayout.h"

#include <QPainter>

namespace lineup::markdown {

namespace {

/// A paragraph, a heading, or text that was not parsed.
class TextBlockLayout final : public BlockLayout {
public:
    TextBlockLayout(const Block &block, const BlockStyle &style)
        : m_flow(block.content, style, lookOf(block, style))
    {
    }

    int layOut(int width) override { return m_flow.layOut(width); }

    void paint(QPainter &painter, const QRect &clip, TextRange selection) override
    {
        m_flow.paint(painter, QPointF(0, 0), clip, selection);
    }

    const QString &text() const override { return m_flow.text(); }
    int positionAt(QPoint point) override { return m_flow.positionAt(point); }
    QRect cursorRect(int position) override { return m_flow.cursorRect(position).toAlignedRect(); }
    LinkPlace linkAt(QPoint point) override { return {m_flow.linkAt(point)}; }
    QRect linkRect(const LinkPlace &place) override { return m_flow.linkRect(place.link).toAlignedRect(); }

    void reuse(BlockLayout &old) override
    {
        if (auto *text = dynamic_cast<TextBlockLayout *>(&old))
            m_flow.reuse(text->m_flow);
    }

private:
    static FlowText::Look lookOf(const Block &block, const BlockStyle &style)
    {
        FlowText::Look look;
        look.font = style.body;
        look.lineHeight = style.bodyLine;
        look.color = style.theme.color(ColorRole::Text);
        for (const Container &container : block.containers) {
            if (container.kind == ContainerKind::Quote)
                look.color = style.theme.color(ColorRole::Text2);
        }
        if (block.kind == BlockKind::Heading) {
            const auto level = static_cast<std::size_t>(std::clamp<int>(block.level, 1, 6) - 1);
            look.font = style.headings[level];
            look.lineHeight = style.headingLines[level];
        }
        return look;
    }

    FlowText m_flow;
};

class RuleLayout final : public BlockLayout {
public:
    explicit RuleLayout(const BlockStyle &style)
        : m_style(&style)
    {
    }

    int layOut(int width) override
    {
        m_width = width;
        return m_style->scaled(kHeight);
    }

    void paint(QPainter &painter, const QRect &, TextRange selection) override
    {
        const ColorRole role = selection.isEmpty() ? ColorRole::Divider : ColorRole::Action;
        painter.fillRect(QRect(0, m_style->scaled(kHeight) / 2, m_width, 1), m_style->theme.color(role));
    }

    const QString &text() const override { return m_text; }
    int positionAt(QPoint) override { return 0; }
    QRect cursorRect(int) override { return {0, 0, 1, m_style->scaled(kHeight)}; }

private:
    static constexpr int kHeight = 9;
    const BlockStyle *m_style;
    QString m_text;
    int m_width = 0;
};

} // namespace

BlockLayout::~BlockLayout() = default;

BlockLayout::LinkPlace BlockLayout::linkAt(QPoint)
{
    return {};
}

QRect BlockLayout::linkRect(const LinkPlace &)
{
    return {};
}

void BlockLayout::setScroll(int)
{
}

void BlockLayout::reuse(BlockLayout &)
{
}

QRect BlockLayout::copyButtonRect(QSize) const
{
    return {};
}

void BlockLayout::setCopyButtonShown(bool)
{
}

std::unique_ptr<BlockLayout> makeBlockLayout(const Block &block, const BlockStyle &style)
{
    switch (block.kind) {
    case BlockKind::CodeBlock:
        return std::make_unique<CodeLayout>(block, style);
    case BlockKind::Table:
        return std::make_unique<TableLayout>(block, style);
    case BlockKind::ThematicBreak:
        return std::make_unique<RuleLayout>(style);
    case BlockKind::Paragraph:
    case BlockKind::Heading:
    case BlockKind::Plain:
        break;
    }
    return std::make_unique<TextBlockLayout>(block, style);
}

} // namespace lineup::markdown
