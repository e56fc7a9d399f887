#include "widgets/markdown/codelayout.h"

#include "widgets/markdown/blockstyle.h"
#include "widgets/markdown/hiddencharacters.h"
#include "widgets/markdown/markdownblocks.h"
#include "widgets/theme/icons.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lineup::markdown {

namespace {

constexpr int kPartLength = 1000;
constexpr int kTabColumns = 4;
constexpr int kPaddingX = 11;
constexpr int kPaddingY = 8;
constexpr int kRadius = 6;
constexpr int kBarHeight = 12;
constexpr int kKeptLines = 400;
constexpr int kSpareColumns = 2;

/// Whether a fixed-width font shows a character in two columns (the blocks of Unicode's East Asian Width W and F, emoji).
bool isWide(char32_t codePoint)
{
    return (codePoint >= 0x1100 && codePoint <= 0x115F) || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3) || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F) || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
        || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF) || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
}

int columnsOf(QStringView text, int start = 0)
{
    int column = start;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar unit = text[at];
        if (unit == u'\t') {
            column += kTabColumns - column % kTabColumns;
        } else if (unit.isHighSurrogate() && at + 1 < text.size()) {
            column += isWide(QChar::surrogateToUcs4(unit, text[at + 1])) ? 2 : 1;
            ++at;
        } else {
            column += isWide(unit.unicode()) ? 2 : 1;
        }
    }
    return column - start;
}

ColorRole roleOf(CodeToken token)
{
    switch (token) {
    case CodeToken::Keyword:
        return ColorRole::CodeKeyword;
    case CodeToken::String:
        return ColorRole::CodeString;
    case CodeToken::Number:
        return ColorRole::CodeNumber;
    case CodeToken::Comment:
        return ColorRole::CodeComment;
    }
    return ColorRole::Text;
}

QString hiddenNotice(int count)
{
    return QCoreApplication::translate("lineup::MarkdownBody", "%n hidden character(s)", nullptr, count);
}

} // namespace

CodeLayout::CodeLayout(const Block &block, const BlockStyle &style)
    : m_style(&style)
    , m_language(QString::fromUtf8(block.language.data(), static_cast<qsizetype>(block.language.size())).left(40))
    , m_rules(languageRules(m_language))
    , m_text(QString::fromUtf8(block.content.text.data(), static_cast<qsizetype>(block.content.text.size())))
{
}

void CodeLayout::reuse(BlockLayout &old)
{
    auto *code = dynamic_cast<CodeLayout *>(&old);
    if (!code || code->m_style != m_style || code->m_language != m_language || !m_text.startsWith(code->m_text)
        || code->m_lines.empty())
        return;
    // All but the last line stay as they are.
    m_lines = std::move(code->m_lines);
    const int from = m_lines.back().begin;
    m_lines.pop_back();
    m_states = std::move(code->m_states);
    m_states.resize(std::min(m_states.size(), m_lines.size()));
    m_columns = code->m_columns;
    m_lexedEver = code->m_lexedEver;
    m_scroll = code->m_scroll;
    m_width = code->m_width;
    m_hidden = code->m_hidden + hiddenCharacterCount(QStringView(m_text).mid(code->m_text.size()));
    splitLines(from);
}

void CodeLayout::splitLines(int from)
{
    const int size = static_cast<int>(m_text.size());
    for (int begin = from; begin <= size;) {
        const qsizetype newline = m_text.indexOf(u'\n', begin);
        const int end = newline < 0 ? size : static_cast<int>(newline);
        Line line;
        line.begin = begin;
        line.length = end - begin;
        line.columns = columnsOf(QStringView(m_text).mid(begin, end - begin));
        m_columns = std::max(m_columns, line.columns);
        m_lines.push_back(std::move(line));
        begin = end + 1;
    }
}

int CodeLayout::textTop() const
{
    return m_style->scaled(kPaddingY) + (m_hidden > 0 ? m_style->bodyLine : 0);
}

int CodeLayout::textLeft() const
{
    return m_style->scaled(kPaddingX);
}

int CodeLayout::contentWidth() const
{
    return (m_columns + kSpareColumns) * m_style->codeColumn;
}

int CodeLayout::layOut(int width)
{
    if (m_lines.empty())
        splitLines(0);
    if (m_hidden < 0)
        m_hidden = hiddenCharacterCount(m_text);
    m_width = width;
    setScroll(m_scroll);
    const int bar = sideScroll().isNeeded() ? m_style->scaled(kBarHeight) - m_style->scaled(kPaddingY) / 2 : 0;
    return textTop() + static_cast<int>(m_lines.size()) * m_style->codeLine + m_style->scaled(kPaddingY) + bar;
}

BlockLayout::SideScroll CodeLayout::sideScroll() const
{
    SideScroll side;
    side.viewWidth = std::max(1, m_width - 2 * textLeft());
    side.contentWidth = contentWidth();
    if ((m_columns)*m_style->codeColumn <= side.viewWidth)
        side.contentWidth = side.viewWidth;
    if (side.isNeeded()) {
        const int bottom = textTop() + static_cast<int>(m_lines.size()) * m_style->codeLine;
        side.bar = QRect(textLeft(), bottom, side.viewWidth, m_style->scaled(kBarHeight));
    }
    return side;
}

void CodeLayout::setScroll(int x)
{
    const SideScroll side = sideScroll();
    m_scroll = std::clamp(x, 0, std::max(0, side.contentWidth - side.viewWidth));
}

QRect CodeLayout::copyButtonRect(QSize wanted) const
{
    const int margin = m_style->scaled(4);
    return QRect(QPoint(m_width - margin - wanted.width(), margin), wanted);
}

void CodeLayout::lexUntil(int line)
{
    if (!m_rules)
        return;
    const int last = std::min(line, static_cast<int>(m_lines.size()) - 1);
    for (int index = static_cast<int>(m_states.size()); index <= last; ++index) {
        Line &entry = m_lines[static_cast<std::size_t>(index)];
        entry.spans.clear();
        const LexState before = m_states.empty() ? 0 : m_states.back();
        m_states.push_back(lexLine(*m_rules, before, QStringView(m_text).mid(entry.begin, entry.length), &entry.spans));
        ++m_lexedEver;
    }
}

void CodeLayout::ensureParts(Line &line) const
{
    if (!line.parts.empty())
        return;
    const QStringView text = QStringView(m_text).mid(line.begin, line.length);
    Part part;
    do {
        int end = std::min(part.begin + kPartLength, line.length);
        if (end < line.length && text[end].isLowSurrogate())
            --end;
        part.length = end - part.begin;
        const int column = part.column + columnsOf(text.mid(part.begin, part.length), part.column);
        line.parts.push_back(std::move(part));
        part = Part{end, 0, column, nullptr};
    } while (part.begin < line.length);
}

std::unique_ptr<QTextLayout> CodeLayout::makeLayout(const Line &line, const Part &part) const
{
    const QString exact = m_text.mid(line.begin + part.begin, part.length);
    QString shown = exact;
    showHiddenCharacters(shown, 0, shown.size(), TextUse::CodeOrLink);
    auto layout = std::make_unique<QTextLayout>(shown, m_style->code);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(kTabColumns * m_style->codeColumn);
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    QList<QTextLayout::FormatRange> formats;
    const auto addFormat = [&](qsizetype from, qsizetype to, ColorRole role) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(std::max<qsizetype>(from - part.begin, 0));
        range.length = static_cast<int>(std::min<qsizetype>(to - part.begin, part.length)) - range.start;
        range.format.setForeground(m_style->theme.color(role));
        if (range.length > 0)
            formats << range;
    };
    for (const CodeSpan &span : line.spans)
        addFormat(span.begin, span.begin + span.length, roleOf(span.token));
    for (int at = 0; at < part.length; ++at) {
        if (shown[at] != exact[at])
            addFormat(part.begin + at, part.begin + at + 1, ColorRole::Warning);
    }
    layout->setFormats(formats);
    layout->beginLayout();
    QTextLine textLine = layout->createLine();
    textLine.setLineWidth(1e7);
    textLine.setPosition(QPointF(0, std::round((m_style->codeLine - textLine.height()) / 2.0)));
    layout->endLayout();
    return layout;
}

QTextLine CodeLayout::textLine(const Line &line, Part &part) const
{
    if (!part.layout)
        part.layout = makeLayout(line, part);
    return part.layout->lineAt(0);
}

void CodeLayout::dropFarParts(int first, int last)
{
    if (static_cast<int>(m_lines.size()) < 2 * kKeptLines)
        return;
    for (int index = 0; index < static_cast<int>(m_lines.size()); ++index) {
        if (index < first - kKeptLines || index > last + kKeptLines)
            m_lines[static_cast<std::size_t>(index)].parts.clear();
    }
}

void CodeLayout::paintLine(QPainter &painter, int index, TextRange selection)
{
    Line &line = m_lines[static_cast<std::size_t>(index)];
    ensureParts(line);
    const int y = textTop() + index * m_style->codeLine;
    const double viewLeft = textLeft();
    const double viewRight = m_width - textLeft();
    for (Part &part : line.parts) {
        const double x = textLeft() - m_scroll + static_cast<double>(part.column) * m_style->codeColumn;
        if (x > viewRight)
            break;
        const int next = part.column + columnsOf(QStringView(m_text).mid(line.begin + part.begin, part.length), part.column);
        if (x + static_cast<double>(next - part.column) * m_style->codeColumn < viewLeft)
            continue;
        const QTextLine text = textLine(line, part);
        text.draw(&painter, QPointF(x, y));
        QTextLayout::FormatRange selected;
        const int begin = line.begin + part.begin;
        selected.start = std::max(selection.begin - begin, 0);
        const int end = std::min(selection.end - begin, part.length);
        selected.length = end - selected.start;
        if (selected.length <= 0)
            continue;
        selected.format.setForeground(m_style->theme.color(ColorRole::OnAction));
        const double left = text.cursorToX(selected.start);
        const QRectF box(x + left, y, text.cursorToX(end) - left, m_style->codeLine);
        painter.save();
        painter.setClipRect(box, Qt::IntersectClip);
        painter.fillRect(box, m_style->theme.color(ColorRole::Action));
        part.layout->draw(&painter, QPointF(x, y), {selected}, box);
        painter.restore();
    }
    // A selected line end shows as a narrow box, so that empty lines are seen to be selected.
    const int end = line.begin + line.length;
    if (selection.begin <= end && selection.end > end) {
        const double x = textLeft() - m_scroll + static_cast<double>(line.columns) * m_style->codeColumn;
        painter.fillRect(QRectF(x, y, m_style->codeColumn / 2.0, m_style->codeLine),
                         m_style->theme.color(ColorRole::Action));
    }
}

void CodeLayout::paint(QPainter &painter, const QRect &clip, TextRange selection)
{
    const int height = layOut(m_width);
    const Theme &theme = m_style->theme;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(ColorRole::Divider), 1));
    painter.setBrush(theme.color(ColorRole::Well));
    painter.drawRoundedRect(QRectF(0.5, 0.5, m_width - 1, height - 1), kRadius, kRadius);
    if (m_hidden > 0)
        paintHiddenNotice(painter);
    const int first = lineAtY(clip.top());
    const int last = lineAtY(clip.bottom());
    lexUntil(last);
    painter.save();
    painter.setClipRect(QRect(textLeft(), 0, m_width - 2 * textLeft(), height), Qt::IntersectClip);
    painter.setPen(theme.color(ColorRole::Text));
    for (int index = first; index <= last; ++index)
        paintLine(painter, index, selection);
    painter.restore();
    if (!m_copyButtonShown)
        paintLabel(painter);
    painter.restore();
    dropFarParts(first, last);
}

void CodeLayout::paintLabel(QPainter &painter)
{
    if (m_language.isEmpty())
        return;
    const QFontMetrics metrics(m_style->label);
    const int width = metrics.horizontalAdvance(m_language);
    const QRect box(m_width - textLeft() - width, textTop(), width, m_style->codeLine);
    // A long first line runs under the name.
    painter.fillRect(box.adjusted(-m_style->scaled(6), 0, 0, 0), m_style->theme.color(ColorRole::Well));
    painter.setFont(m_style->label);
    painter.setPen(m_style->theme.color(ColorRole::Text3));
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, m_language);
}

void CodeLayout::paintHiddenNotice(QPainter &painter)
{
    const QColor ink = m_style->theme.color(ColorRole::Warning);
    const int side = m_style->scaled(12);
    const QRect row(textLeft(), m_style->scaled(kPaddingY) / 2, m_width - 2 * textLeft(), m_style->bodyLine);
    paintIcon(&painter, QRect(row.x(), row.y(), side, row.height()), QStringLiteral("triangle-alert"), ink, side);
    painter.setFont(m_style->label);
    painter.setPen(ink);
    painter.drawText(row.adjusted(side + m_style->scaled(5), 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                     hiddenNotice(m_hidden));
}

int CodeLayout::lineAtY(int y) const
{
    const int line = static_cast<int>(std::floor(static_cast<double>(y - textTop()) / m_style->codeLine));
    return std::clamp(line, 0, static_cast<int>(m_lines.size()) - 1);
}

int CodeLayout::lineOfPosition(int position) const
{
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), position,
                                        [](int value, const Line &line) { return value < line.begin; });
    return std::max(0, static_cast<int>(after - m_lines.begin()) - 1);
}

int CodeLayout::positionAt(QPoint point)
{
    Line &line = m_lines[static_cast<std::size_t>(lineAtY(point.y()))];
    ensureParts(line);
    const double x = point.x() - textLeft() + m_scroll;
    Part *part = &line.parts.front();
    for (Part &candidate : line.parts) {
        if (static_cast<double>(candidate.column) * m_style->codeColumn > x)
            break;
        part = &candidate;
    }
    const double left = static_cast<double>(part->column) * m_style->codeColumn;
    return line.begin + std::min(line.length, part->begin + textLine(line, *part).xToCursor(x - left));
}

QRect CodeLayout::cursorRect(int position)
{
    const int index = lineOfPosition(position);
    Line &line = m_lines[static_cast<std::size_t>(index)];
    ensureParts(line);
    const int offset = std::clamp(position - line.begin, 0, line.length);
    Part *part = &line.parts.front();
    for (Part &candidate : line.parts) {
        if (candidate.begin > offset)
            break;
        part = &candidate;
    }
    const double x = static_cast<double>(part->column) * m_style->codeColumn
        + textLine(line, *part).cursorToX(offset - part->begin);
    return {textLeft() - m_scroll + static_cast<int>(std::lround(x)), textTop() + index * m_style->codeLine, 1,
            m_style->codeLine};
}

} // namespace lineup::markdown
