#include "widgets/markdown/blockbuilder.h"

#include "widgets/markdown/entities.h"

#include <algorithm>
#include <functional>

namespace lineup::markdown {

namespace {

constexpr unsigned kEventsPerClockLook = 256;
constexpr std::size_t kTabStop = 4;

std::string attributeText(const MD_ATTRIBUTE &attribute)
{
    std::string result;
    for (unsigned part = 0; attribute.text && attribute.substr_offsets[part] < attribute.size; ++part) {
        const MD_OFFSET begin = attribute.substr_offsets[part];
        const std::string_view text(attribute.text + begin, attribute.substr_offsets[part + 1] - begin);
        switch (attribute.substr_types[part]) {
        case MD_TEXT_ENTITY:
            result += decodedEntity(text);
            break;
        case MD_TEXT_NULLCHAR:
            result += "\xEF\xBF\xBD";
            break;
        default:
            result += text;
        }
    }
    return result;
}

/// What a reader should know of an image that is not shown: the host it would come from, or its kind of address.
std::string imageOrigin(std::string_view target)
{
    const std::size_t colon = target.find(':');
    if (colon == std::string_view::npos || target.substr(0, colon).find('/') != std::string_view::npos)
        return {};
    if (target.substr(colon + 1, 2) != "//")
        return std::string(target.substr(0, colon + 1));
    const std::string_view rest = target.substr(colon + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#\\"));
    return std::string(authority.empty() ? target.substr(0, colon + 1) : authority);
}

} // namespace

BlockBuilder::BlockBuilder(std::string_view text, std::size_t base, const ParseLimits &limits)
    : m_text(text)
    , m_base(base)
    , m_limits(limits)
    , m_deadline(std::chrono::steady_clock::now() + limits.budget)
{
}

bool BlockBuilder::spendTime()
{
    if (++m_events % kEventsPerClockLook == 0 && std::chrono::steady_clock::now() > m_deadline)
        m_overBudget = true;
    return !m_overBudget;
}

bool BlockBuilder::isInBuffer(const char *text) const
{
    const std::less_equal<const char *> notAfter;
    return notAfter(m_text.data(), text) && !notAfter(m_text.data() + m_text.size(), text);
}

void BlockBuilder::pushContainer(Container container)
{
    if (m_containers.size() < m_limits.nesting)
        m_containers.push_back(container);
    m_containerFresh.push_back(true);
}

void BlockBuilder::popContainer()
{
    if (m_containerFresh.empty())
        return;
    if (m_containerFresh.back()) {
        // An empty item still has a marker, an empty quote a line.
        openLeaf(BlockKind::Paragraph);
        closeLeaf();
    }
    if (m_containerFresh.size() == m_containers.size())
        m_containers.pop_back();
    m_containerFresh.pop_back();
}

void BlockBuilder::openLeaf(BlockKind kind)
{
    closeLeaf();
    m_block = Block();
    m_block.kind = kind;
    m_block.containers = m_containers;
    for (std::size_t index = 0; index < m_containers.size(); ++index)
        m_block.containers[index].first = m_containerFresh[index];
    std::fill(m_containerFresh.begin(), m_containerFresh.end(), false);
    m_open = true;
    m_hasSource = false;
    m_target = &m_block.content;
    m_links.clear();
    m_images.clear();
    m_codeLines.clear();
    m_codeLineOpen = false;
    m_bold = m_italic = m_strike = m_code = 0;
}

void BlockBuilder::ensureLeaf()
{
    // The text of a tight list's items comes without a paragraph around it.
    if (!m_open)
        openLeaf(BlockKind::Paragraph);
}

void BlockBuilder::closeLeaf()
{
    if (!m_open)
        return;
    if (m_block.kind == BlockKind::CodeBlock)
        closeCode();
    const auto begin = static_cast<std::uint32_t>(m_block.sourceBegin);
    const auto makeRelative = [begin](InlineText &text) {
        for (SourcePiece &piece : text.pieces)
            piece.source -= begin;
    };
    makeRelative(m_block.content);
    for (std::vector<InlineText> &row : m_block.rows)
        std::for_each(row.begin(), row.end(), makeRelative);
    m_blocks.push_back(std::move(m_block));
    m_block = Block();
    m_open = false;
    m_target = nullptr;
}

void BlockBuilder::noteSource(const char *source, std::size_t size)
{
    const auto at = static_cast<std::size_t>(source - m_text.data());
    if (!m_hasSource) {
        m_hasSource = true;
        const std::size_t newline = at == 0 ? std::string_view::npos : m_text.rfind('\n', at - 1);
        m_block.sourceBegin = m_base + (newline == std::string_view::npos ? 0 : newline + 1);
        m_block.sourceEnd = m_block.sourceBegin;
    }
    m_block.sourceEnd = std::max(m_block.sourceEnd, m_base + at + size);
}

void BlockBuilder::appendText(std::string_view text, const char *source)
{
    if (!m_target || text.empty())
        return;
    const auto begin = static_cast<std::uint32_t>(m_target->text.size());
    if (source) {
        const auto offset = static_cast<std::uint32_t>(m_base + static_cast<std::size_t>(source - m_text.data()));
        const std::vector<SourcePiece> &pieces = m_target->pieces;
        if (pieces.empty() || offset - pieces.back().source != begin - pieces.back().text)
            m_target->pieces.push_back({begin, offset});
    }
    m_target->text += text;
    const auto end = static_cast<std::uint32_t>(m_target->text.size());
    std::uint8_t flags = 0;
    if (!m_images.empty())
        flags = Image;
    else
        flags = static_cast<std::uint8_t>((m_bold > 0 ? Bold : 0) | (m_italic > 0 ? Italic : 0)
                                          | (m_strike > 0 ? Strike : 0) | (m_code > 0 ? Code : 0));
    const std::int32_t link = m_links.empty() ? -1 : m_links.back();
    if (flags == 0 && link < 0)
        return;
    std::vector<InlineSpan> &spans = m_target->spans;
    if (!spans.empty() && spans.back().end == begin && spans.back().flags == flags && spans.back().link == link)
        spans.back().end = end;
    else
        spans.push_back({begin, end, flags, link});
}

std::int32_t BlockBuilder::addLink(const MD_ATTRIBUTE &target, const MD_ATTRIBUTE &title)
{
    m_target->links.push_back({attributeText(target), attributeText(title)});
    return static_cast<std::int32_t>(m_target->links.size() - 1);
}

int BlockBuilder::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        closeLeaf();
        pushContainer({});
        break;
    case MD_BLOCK_UL: {
        closeLeaf();
        const auto *list = static_cast<const MD_BLOCK_UL_DETAIL *>(detail);
        m_lists.push_back({ContainerKind::BulletItem, list->is_tight != 0, '.', 0});
        break;
    }
    case MD_BLOCK_OL: {
        closeLeaf();
        const auto *list = static_cast<const MD_BLOCK_OL_DETAIL *>(detail);
        m_lists.push_back({ContainerKind::NumberedItem, list->is_tight != 0, list->mark_delimiter, list->start});
        break;
    }
    case MD_BLOCK_LI: {
        closeLeaf();
        const auto *item = static_cast<const MD_BLOCK_LI_DETAIL *>(detail);
        Container container;
        if (!m_lists.empty()) {
            List &list = m_lists.back();
            container.kind = list.kind;
            container.tight = list.tight;
            container.delimiter = list.delimiter;
            container.number = list.kind == ContainerKind::NumberedItem ? list.next++ : 0;
        }
        if (item->is_task)
            container.task = item->task_mark == ' ' ? TaskState::Open : TaskState::Done;
        pushContainer(container);
        break;
    }
    case MD_BLOCK_HR:
        openLeaf(BlockKind::ThematicBreak);
        break;
    case MD_BLOCK_H:
        openLeaf(BlockKind::Heading);
        m_block.level = static_cast<std::uint8_t>(static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_CODE: {
        openLeaf(BlockKind::CodeBlock);
        const auto *code = static_cast<const MD_BLOCK_CODE_DETAIL *>(detail);
        m_block.language = attributeText(code->lang);
        m_fenced = code->fence_char != 0;
        break;
    }
    case MD_BLOCK_P:
        openLeaf(BlockKind::Paragraph);
        break;
    case MD_BLOCK_TABLE:
        openLeaf(BlockKind::Table);
        m_target = nullptr;
        break;
    case MD_BLOCK_TR:
        m_block.rows.emplace_back();
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: {
        if (m_block.rows.empty())
            break;
        m_block.rows.back().emplace_back();
        m_target = &m_block.rows.back().back();
        if (type == MD_BLOCK_TH) {
            const MD_ALIGN align = static_cast<const MD_BLOCK_TD_DETAIL *>(detail)->align;
            m_block.columns.push_back(align == MD_ALIGN_CENTER  ? CellAlignment::Center
                                      : align == MD_ALIGN_RIGHT ? CellAlignment::Right
                                                                : CellAlignment::Left);
        }
        break;
    }
    default:
        break;
    }
    return spendTime() ? 0 : 1;
}

int BlockBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_LI:
        closeLeaf();
        popContainer();
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        closeLeaf();
        if (!m_lists.empty())
            m_lists.pop_back();
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m_target = nullptr;
        break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
        break;
    default:
        closeLeaf();
    }
    return spendTime() ? 0 : 1;
}

int BlockBuilder::enterSpan(MD_SPANTYPE type, void *detail)
{
    if (m_block.kind != BlockKind::Table)
        ensureLeaf();
    if (!m_target)
        return 0;
    switch (type) {
    case MD_SPAN_STRONG:
        ++m_bold;
        break;
    case MD_SPAN_EM:
        ++m_italic;
        break;
    case MD_SPAN_DEL:
        ++m_strike;
        break;
    case MD_SPAN_CODE:
        ++m_code;
        break;
    case MD_SPAN_A: {
        const auto *link = static_cast<const MD_SPAN_A_DETAIL *>(detail);
        m_links.push_back(addLink(link->href, link->title));
        break;
    }
    case MD_SPAN_IMG: {
        const auto *image = static_cast<const MD_SPAN_IMG_DETAIL *>(detail);
        m_images.push_back({m_target->text.size(), m_links.empty() ? -1 : m_links.back()});
        m_links.push_back(addLink(image->src, image->title));
        break;
    }
    default:
        break;
    }
    return spendTime() ? 0 : 1;
}

int BlockBuilder::leaveSpan(MD_SPANTYPE type)
{
    if (!m_target)
        return 0;
    const auto leave = [](int &depth) { depth = std::max(0, depth - 1); };
    switch (type) {
    case MD_SPAN_STRONG:
        leave(m_bold);
        break;
    case MD_SPAN_EM:
        leave(m_italic);
        break;
    case MD_SPAN_DEL:
        leave(m_strike);
        break;
    case MD_SPAN_CODE:
        leave(m_code);
        break;
    case MD_SPAN_A:
        if (!m_links.empty())
            m_links.pop_back();
        break;
    case MD_SPAN_IMG:
        leaveImage();
        break;
    default:
        break;
    }
    return spendTime() ? 0 : 1;
}

void BlockBuilder::leaveImage()
{
    if (m_images.empty() || m_links.empty())
        return;
    const LinkTarget &image = m_target->links[static_cast<std::size_t>(m_links.back())];
    const std::string origin = imageOrigin(image.target);
    const bool named = m_target->text.size() > m_images.back().textBegin;
    if (!origin.empty())
        appendText((named ? " (" : "(") + origin + ")", nullptr);
    else if (!named)
        appendText(image.target, nullptr);
    m_images.pop_back();
    m_links.pop_back();
}

int BlockBuilder::text(MD_TEXTTYPE type, const char *text, std::size_t size)
{
    const std::string_view view(text, size);
    const char *source = isInBuffer(text) ? text : nullptr;
    if (m_block.kind == BlockKind::CodeBlock && m_open) {
        if (source)
            noteSource(source, size);
        codeText(text, size);
        return spendTime() ? 0 : 1;
    }
    if (m_block.kind != BlockKind::Table)
        ensureLeaf();
    if (source)
        noteSource(source, size);
    switch (type) {
    case MD_TEXT_NULLCHAR:
        appendText("\xEF\xBF\xBD", source);
        break;
    case MD_TEXT_BR:
        appendText("\n", nullptr);
        break;
    case MD_TEXT_SOFTBR:
        appendText(" ", nullptr);
        break;
    case MD_TEXT_ENTITY:
        appendText(decodedEntity(view), source);
        break;
    default:
        appendText(view, source);
    }
    return spendTime() ? 0 : 1;
}

void BlockBuilder::codeText(const char *text, std::size_t size)
{
    if (!m_codeLineOpen) {
        m_codeLines.emplace_back();
        m_codeLineOpen = true;
    }
    CodeLine &line = m_codeLines.back();
    if (isInBuffer(text)) {
        // A NUL inside a line comes as a piece of its own: the line is all from its first byte to its last.
        if (!line.text)
            line.text = text;
        line.size = static_cast<std::size_t>(text + size - line.text);
    } else if (size == 1 && *text == '\n') {
        m_codeLineOpen = false;
    } else {
        line.indent += size; // md4c writes the columns in front of a line as spaces
    }
}

void BlockBuilder::closeCode()
{
    if (m_codeLines.empty())
        return;
    if (m_fenced && m_block.containers.empty() && m_containerFresh.empty() && takeCodeFromSource())
        return;
    for (std::size_t index = 0; index < m_codeLines.size(); ++index) {
        if (index > 0)
            appendText("\n", nullptr);
        appendCodeLine(m_codeLines[index]);
    }
}

/// For a fence at the left edge the code is exactly the lines of the source below the fence.
bool BlockBuilder::takeCodeFromSource()
{
    std::size_t firstWithText = 0;
    while (firstWithText < m_codeLines.size() && !m_codeLines[firstWithText].text)
        ++firstWithText;
    if (firstWithText == m_codeLines.size())
        return false;
    const auto lineStart = [this](std::size_t at) {
        const std::size_t newline = at == 0 ? std::string_view::npos : m_text.rfind('\n', at - 1);
        return newline == std::string_view::npos ? 0 : newline + 1;
    };
    std::size_t begin = lineStart(static_cast<std::size_t>(m_codeLines[firstWithText].text - m_text.data()));
    for (std::size_t back = 0; back < firstWithText; ++back) {
        if (begin == 0)
            return false;
        begin = lineStart(begin - 1);
    }
    if (begin == 0)
        return false;
    const std::size_t fence = lineStart(begin - 1);
    if (m_text[fence] != '`' && m_text[fence] != '~')
        return false; // an indented fence takes its indentation off every line
    std::size_t end = begin;
    for (std::size_t line = 0; line < m_codeLines.size() && end < m_text.size(); ++line) {
        const std::size_t newline = m_text.find('\n', end);
        end = newline == std::string_view::npos ? m_text.size() : newline + 1;
    }
    std::string_view code = m_text.substr(begin, end - begin);
    if (code.find('\r') != std::string_view::npos)
        return false;
    if (!code.empty() && code.back() == '\n')
        code.remove_suffix(1);
    noteSource(code.data(), code.size());
    m_block.sourceBegin = std::min(m_block.sourceBegin, m_base + begin);
    appendText(code, code.data());
    return true;
}

void BlockBuilder::appendCodeLine(const CodeLine &line)
{
    if (!line.text) {
        appendText(std::string(line.indent, ' '), nullptr);
        return;
    }
    // The blanks of the source in front of the text, as far as they make up exactly the wanted columns: a tab stays one.
    const auto at = static_cast<std::size_t>(line.text - m_text.data());
    std::size_t start = at;
    while (start > 0 && m_text[start - 1] != '\n' && m_text[start - 1] != '\r')
        --start;
    std::size_t column = 0;
    std::vector<std::size_t> columns;
    for (std::size_t index = start; index < at; ++index) {
        columns.push_back(column);
        column = m_text[index] == '\t' ? column - column % kTabStop + kTabStop : column + 1;
    }
    std::size_t from = at;
    while (from > start && (m_text[from - 1] == ' ' || m_text[from - 1] == '\t')
           && column - columns[from - 1 - start] <= line.indent)
        --from;
    const std::size_t taken = from == at ? 0 : column - columns[from - start];
    if (taken < line.indent)
        appendText(std::string(line.indent - taken, ' '), nullptr);
    appendText(m_text.substr(from, at - from + line.size), m_text.data() + from);
}

} // namespace lineup::markdown
