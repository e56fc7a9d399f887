#include "widgets/markdown/markdowndocument.h"

#include "widgets/markdown/utf8.h"

#include <algorithm>

namespace lineup::markdown {

namespace {

constexpr std::size_t kLabelLimit = 1000; // a reference label has at most 999 characters

std::size_t lineStart(std::string_view text, std::size_t at)
{
    const std::size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return newline == std::string_view::npos ? 0 : newline + 1;
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

/// Whether a line that begins with `line` can only begin a block of its own after an empty line: it continues no list
/// (which a marker or an indentation would), and defines nothing. The text may be cut anywhere.
bool standsAlone(std::string_view line)
{
    if (line.empty())
        return false;
    const char first = line.front();
    switch (first) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '>':
    case '[':
    case '`': // md4c 0.4.8 may take a fence for text when an open fence in a list stands before it
    case '~':
        return false;
    case '-':
    case '+':
    case '*':
        return line.size() > 1 && std::string_view(" \t\r\n").find(line[1]) == std::string_view::npos;
    default:
        break;
    }
    if (!isDigit(first))
        return true;
    std::size_t end = 0;
    while (end < line.size() && isDigit(line[end]))
        ++end;
    return end < line.size() && line[end] != '.' && line[end] != ')';
}

/// Whether `at` begins a line that follows an empty one.
bool followsBlankLine(std::string_view text, std::size_t at)
{
    if (at == 0)
        return true;
    const std::size_t begin = lineStart(text, at - 1);
    return text.substr(begin, at - begin).find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Whether `line` (without its newline) closes a fence of `length` marks.
bool closesFence(std::string_view line, char mark, std::size_t length)
{
    std::size_t at = 0;
    while (at < line.size() && at < 4 && line[at] == ' ')
        ++at;
    if (at > 3)
        return false;
    std::size_t marks = 0;
    while (at < line.size() && line[at] == mark) {
        ++at;
        ++marks;
    }
    return marks >= length && line.find_first_not_of(" \t", at) == std::string_view::npos;
}

/// Whether the label that "]:" at `at` ends begins its line, apart from marks of quotes and items.
bool labelBeginsLine(std::string_view text, std::size_t at)
{
    const std::size_t least = at > kLabelLimit * 4 ? at - kLabelLimit * 4 : 0;
    std::size_t open = at;
    while (open > least) {
        --open;
        const bool escaped = open > 0 && text[open - 1] == '\\';
        if (text[open] == '[' && !escaped)
            break;
        if (text[open] == ']' && !escaped)
            return false;
    }
    if (text[open] != '[')
        return false;
    const std::string_view before = text.substr(lineStart(text, open), open - lineStart(text, open));
    return before.find_first_not_of(" \t>-+*0123456789.)[xX]") == std::string_view::npos; // marks, task boxes too
}

} // namespace

MarkdownDocument::MarkdownDocument(const ParseLimits &limits)
    : m_limits(limits)
{
}

BlockChange MarkdownDocument::setText(std::string_view bytes)
{
    std::vector<Block> old = std::move(m_blocks);
    m_blocks.clear();
    m_held.clear();
    const std::size_t held = incompleteTail(bytes);
    m_held.assign(bytes.substr(bytes.size() - held));
    m_text = validUtf8(bytes.substr(0, bytes.size() - held));
    m_settledBytes = m_settledBlocks = 0;
    m_overBudget = false;
    m_definesReferences = mayDefineReference(0);
    reparseTail();

    const std::size_t common = std::min(old.size(), m_blocks.size());
    std::size_t front = 0;
    while (front < common && looksSame(old[front], m_blocks[front]))
        ++front;
    std::size_t back = 0;
    while (back < common - front && looksSame(old[old.size() - 1 - back], m_blocks[m_blocks.size() - 1 - back]))
        ++back;
    return {front, old.size() - front - back, m_blocks.size() - front - back};
}

BlockChange MarkdownDocument::append(std::string_view bytes)
{
    if (bytes.empty())
        return {m_blocks.size(), 0, 0};
    if (m_held.empty() && incompleteTail(bytes) == 0)
        return grow(validUtf8(bytes));
    std::string joined = m_held;
    joined += bytes;
    const std::size_t held = incompleteTail(joined);
    m_held.assign(joined, joined.size() - held, held);
    joined.resize(joined.size() - held);
    return grow(validUtf8(joined));
}

BlockChange MarkdownDocument::finish()
{
    if (m_held.empty())
        return {m_blocks.size(), 0, 0};
    const std::string rest = validUtf8(m_held);
    m_held.clear();
    return grow(rest);
}

BlockChange MarkdownDocument::grow(std::string_view added)
{
    if (added.empty())
        return {m_blocks.size(), 0, 0};
    const std::size_t oldSize = m_text.size();
    m_text += added;
    if (!m_definesReferences && mayDefineReference(oldSize == 0 ? 0 : oldSize - 1)) {
        m_definesReferences = true;
        m_settledBytes = m_settledBlocks = 0;
    }
    if (growFence(oldSize)) {
        m_lastParsed = 0;
        return {m_blocks.size() - 1, 1, 1};
    }
    return reparseTail();
}

BlockChange MarkdownDocument::reparseTail()
{
    const std::size_t size = m_text.size() - m_settledBytes;
    ParseResult parsed;
    if (m_overBudget) {
        // It took too long once and would take longer now.
        parsed.blocks.push_back(plainBlock(std::string_view(m_text).substr(m_settledBytes), m_settledBytes));
        m_lastParsed = 0;
    } else {
        parsed = parseMarkdown(m_text.c_str() + m_settledBytes, size, m_settledBytes, m_limits);
        m_lastParsed = size;
        m_overBudget = parsed.overBudget;
    }

    std::size_t same = 0;
    const std::size_t oldTail = m_blocks.size() - m_settledBlocks;
    while (same < oldTail && same < parsed.blocks.size()
           && m_blocks[m_settledBlocks + same] == parsed.blocks[same])
        ++same;
    const BlockChange change{m_settledBlocks + same, oldTail - same, parsed.blocks.size() - same};
    m_blocks.resize(m_settledBlocks + same);
    std::move(parsed.blocks.begin() + static_cast<std::ptrdiff_t>(same), parsed.blocks.end(),
              std::back_inserter(m_blocks));
    settle();
    findOpenFence();
    return change;
}

bool MarkdownDocument::mayDefineReference(std::size_t from) const
{
    for (std::size_t at = m_text.find("]:", from); at != std::string::npos; at = m_text.find("]:", at + 1)) {
        if (labelBeginsLine(m_text, at))
            return true;
    }
    return false;
}

bool MarkdownDocument::startsSettledBlock(const Block &block) const
{
    return block.containers.empty() && block.kind != BlockKind::CodeBlock && block.sourceEnd > block.sourceBegin
        && followsBlankLine(m_text, block.sourceBegin)
        && standsAlone(std::string_view(m_text).substr(block.sourceBegin));
}

void MarkdownDocument::settle()
{
    if (m_definesReferences || m_overBudget)
        return;
    for (std::size_t index = m_blocks.size(); index-- > m_settledBlocks + 1;) {
        const Block &block = m_blocks[index];
        if (block.sourceBegin > m_settledBytes && startsSettledBlock(block)) {
            m_settledBytes = block.sourceBegin;
            m_settledBlocks = index;
            return;
        }
    }
}

void MarkdownDocument::findOpenFence()
{
    m_fence = {};
    if (m_blocks.empty())
        return;
    const Block &block = m_blocks.back();
    if (block.kind != BlockKind::CodeBlock || !block.containers.empty() || block.sourceBegin == 0
        || block.sourceEnd <= block.sourceBegin || block.content.pieces.size() != 1
        || block.content.pieces.front().source != 0)
        return;
    const std::string_view text(m_text);
    const std::size_t fence = lineStart(text, block.sourceBegin - 1);
    const char mark = text[fence];
    std::size_t length = 0;
    while ((mark == '`' || mark == '~') && text[fence + length] == mark)
        ++length;
    // Open means that the code is everything below its fence.
    const std::string_view rest = text.substr(block.sourceEnd);
    if (length < 3 || (!rest.empty() && rest != "\n") || block.content.text.size() != block.sourceEnd - block.sourceBegin)
        return;
    m_fence = {block.sourceBegin, mark, length};
}

bool MarkdownDocument::growFence(std::size_t oldSize)
{
    if (m_fence.codeBegin == 0 || m_text.size() - m_settledBytes > m_limits.blockBytes)
        return false;
    const std::string_view text(m_text);
    const std::size_t from = std::max(m_fence.codeBegin, lineStart(text, oldSize));
    if (text.find('\r', oldSize) != std::string_view::npos || text.find('\0', oldSize) != std::string_view::npos)
        return false;
    for (std::size_t at = from; at < text.size();) {
        const std::size_t newline = std::min(text.find('\n', at), text.size());
        if (closesFence(text.substr(at, newline - at), m_fence.mark, m_fence.length))
            return false;
        at = newline + 1;
    }
    std::size_t end = text.size();
    if (text[end - 1] == '\n')
        --end;
    Block &block = m_blocks.back();
    const std::size_t have = block.content.text.size();
    block.content.text.append(text, m_fence.codeBegin + have, end - m_fence.codeBegin - have);
    block.sourceEnd = end;
    return true;
}

} // namespace lineup::markdown
