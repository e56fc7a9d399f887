#pragma once

#include "widgets/markdown/markdownblocks.h"

#include <string>
#include <vector>

namespace lineup::test {

/// Blocks as text, one a line, for tables of cases: containers, kind, text with its spans as <b>, <i>, <s>, <c>,
/// <a target>, <img target>. "• " and "1. " mark the first block of an item, "· " a later one, "> " a quote.
inline std::string dump(const markdown::InlineText &text)
{
    using namespace markdown;
    std::string out;
    std::size_t at = 0;
    for (const InlineSpan &span : text.spans) {
        out.append(text.text, at, span.begin - at);
        std::string open;
        std::string close;
        const auto wrap = [&](const std::string &name, const std::string &detail = {}) {
            open += "<" + name + (detail.empty() ? "" : " " + detail) + ">";
            close = "</" + name + ">" + close;
        };
        if (span.link >= 0)
            wrap(span.flags & Image ? "img" : "a", text.links[static_cast<std::size_t>(span.link)].target);
        if (span.flags & Bold)
            wrap("b");
        if (span.flags & Italic)
            wrap("i");
        if (span.flags & Strike)
            wrap("s");
        if (span.flags & Code)
            wrap("c");
        out += open + text.text.substr(span.begin, span.end - span.begin) + close;
        at = span.end;
    }
    out.append(text.text, at);
    std::string escaped;
    for (char character : out)
        escaped += character == '\n' ? "\\n" : character == '\t' ? "\\t" : std::string(1, character);
    return escaped;
}

inline std::string dump(const markdown::Container &container)
{
    using namespace markdown;
    if (container.kind == ContainerKind::Quote)
        return container.first ? "> " : "| ";
    std::string mark = container.kind == ContainerKind::BulletItem ? "•" : std::to_string(container.number) + container.delimiter;
    if (!container.first)
        mark = "·";
    if (container.first && container.task != TaskState::None)
        mark += container.task == TaskState::Done ? "[x]" : "[ ]";
    if (!container.tight)
        mark += "~";
    return mark + " ";
}

inline std::string dump(const markdown::Block &block)
{
    using namespace markdown;
    std::string out;
    for (const Container &container : block.containers)
        out += dump(container);
    switch (block.kind) {
    case BlockKind::Paragraph:
        out += "p: ";
        break;
    case BlockKind::Heading:
        out += "h" + std::to_string(block.level) + ": ";
        break;
    case BlockKind::CodeBlock:
        out += "code(" + block.language + "): ";
        break;
    case BlockKind::ThematicBreak:
        return out + "hr";
    case BlockKind::Plain:
        out += "plain: ";
        break;
    case BlockKind::Table:
        out += "table(";
        for (CellAlignment column : block.columns)
            out += column == CellAlignment::Left ? "l" : column == CellAlignment::Right ? "r" : "c";
        out += "):";
        for (const auto &row : block.rows) {
            out += " /";
            for (const InlineText &cell : row)
                out += " " + dump(cell) + " |";
        }
        return out;
    }
    return out + dump(block.content);
}

inline std::string dump(const std::vector<markdown::Block> &blocks)
{
    std::string out;
    for (const markdown::Block &block : blocks)
        out += dump(block) + "\n";
    return out;
}

} // namespace lineup::test
