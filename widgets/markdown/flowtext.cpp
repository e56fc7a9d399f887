#include "widgets/markdown/flowtext.h"

#include "widgets/markdown/blockstyle.h"
#include "widgets/markdown/hiddencharacters.h"
#include "widgets/markdown/linktarget.h"
#include "widgets/markdown/markdownblocks.h"
#include "widgets/markdown/utf8.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

namespace lineup::markdown {

namespace {

constexpr int kRunLength = 2000;
constexpr int kLookBackForBlank = 200;
constexpr double kCodePadding = 4.0;
constexpr double kCodeRadius = 4.0;

} // namespace

FlowText::FlowText(const InlineText &content, const BlockStyle &style, Look look)
    : m_style(&style)
    , m_look(std::move(look))
    , m_text(QString::fromUtf8(content.text.data(), static_cast<qsizetype>(content.text.size())))
    , m_shown(m_text)
{
    makeSegments(content);
    m_shown.replace(u'\n', QChar(QChar::LineSeparator));
    const QFontMetricsF metrics(m_look.font);
    m_ascent = metrics.ascent();
    m_descent = metrics.descent();
}

void FlowText::makeSegments(const InlineText &content)
{
    // Byte offsets become UTF-16 offsets in one walk over text and spans.
    std::size_t byte = 0;
    std::size_t unit = 0;
    const std::string_view bytes(content.text);
    const auto unitAt = [&](std::size_t offset) {
        unit += unitOffset(bytes.substr(byte), offset - byte);
        byte = offset;
        return static_cast<int>(unit);
    };
    int done = 0;
    const auto plainUntil = [&](int end) {
        if (end > done)
            m_segments.push_back({done, end - done});
        done = end;
    };
    for (const InlineSpan &span : content.spans) {
        const int begin = unitAt(span.begin);
        const int end = unitAt(span.end);
        plainUntil(begin);
        Segment segment{begin, end - begin, span.flags, span.link};
        if (span.link >= 0) {
            const LinkTarget &target = content.links[static_cast<std::size_t>(span.link)];
            const QStringView label = QStringView(m_text).mid(begin, end - begin);
            segment.linked = checkLink(target.target, label).has_value();
        }
        m_segments.push_back(segment);
        done = end;
    }
    plainUntil(static_cast<int>(m_text.size()));

    for (std::size_t index = 0; index < m_segments.size(); ++index) {
        const Segment segment = m_segments[index];
        const bool strict = (segment.flags & Code) != 0 || segment.link >= 0;
        const bool found = showHiddenCharacters(m_shown, segment.begin, segment.begin + segment.length,
                                                strict ? TextUse::CodeOrLink : TextUse::Prose);
        if (!found)
            continue;
        for (int at = segment.begin; at < segment.begin + segment.length; ++at) {
            if (m_shown[at] == m_text[at])
                continue;
            splitAt(at);
            splitAt(at + 1);
        }
    }
    for (Segment &segment : m_segments)
        segment.hidden = segment.length == 1 && m_shown[segment.begin] != m_text[segment.begin];
    addPadding();
}

/// Makes `position` the beginning of a segment.
void FlowText::splitAt(int position)
{
    for (std::size_t index = 0; index < m_segments.size(); ++index) {
        Segment &segment = m_segments[index];
        if (position <= segment.begin || position >= segment.begin + segment.length)
            continue;
        Segment rest = segment;
        rest.begin = position;
        rest.length = segment.begin + segment.length - position;
        segment.length = position - segment.begin;
        m_segments.insert(m_segments.begin() + static_cast<std::ptrdiff_t>(index) + 1, rest);
        return;
    }
}

/// The ground of code is wider than its text: the characters in front of it and at its end get that much more room.
void FlowText::addPadding()
{
    QList<int> padded; // positions of characters that get room after them
    for (std::size_t index = 0; index < m_segments.size(); ++index) {
        const Segment &segment = m_segments[index];
        const bool code = (segment.flags & Code) != 0;
        const bool codeBefore = index > 0 && (m_segments[index - 1].flags & Code) != 0;
        if (code != codeBefore && segment.begin > 0 && m_text[segment.begin - 1] != u'\n')
            padded << segment.begin - 1;
        if (code && index + 1 == m_segments.size())
            padded << segment.begin + segment.length - 1;
    }
    for (int position : padded) {
        const bool pair = m_text[position].isLowSurrogate() && position > 0;
        splitAt(position - (pair ? 1 : 0));
        splitAt(position + 1);
        for (Segment &segment : m_segments) {
            if (segment.begin + segment.length == position + 1)
                segment.padAfter = true;
        }
    }
}

QTextCharFormat FlowText::formatOf(const Segment &segment) const
{
    QTextCharFormat format;
    QFont font = m_look.font;
    if (segment.flags & Code) {
        font = m_style->inlineCode;
        if (m_look.font.weight() >= QFont::DemiBold)
            font.setWeight(QFont::Medium);
    }
    if (segment.flags & Bold)
        font.setWeight(segment.flags & Code ? QFont::Medium : QFont::Bold);
    if (segment.flags & Italic)
        font.setItalic(true);
    if (segment.flags & Strike)
        font.setStrikeOut(true);
    if (segment.padAfter)
        font.setLetterSpacing(QFont::AbsoluteSpacing, kCodePadding);
    if (segment.linked && !(segment.flags & Image)) {
        format.setForeground(m_style->theme.color(ColorRole::Action));
        font.setUnderline(true);
    }
    if (segment.flags & Image)
        format.setForeground(m_style->theme.color(ColorRole::Text2));
    if (segment.hidden)
        format.setForeground(m_style->theme.color(ColorRole::Warning));
    format.setFont(font);
    return format;
}

void FlowText::reuse(FlowText &old)
{
    if (!(old.m_look.font == m_look.font) || old.m_look.color != m_look.color
        || old.m_look.alignment != m_look.alignment || old.m_style != m_style)
        return;
    // A segment that a run shares must look the same; those behind the first difference are not looked at.
    std::size_t same = 0;
    const std::size_t common = std::min(m_segments.size(), old.m_segments.size());
    while (same < common && m_segments[same] == old.m_segments[same])
        ++same;
    int sameUntil = same == 0 ? 0 : m_segments[same - 1].begin + m_segments[same - 1].length;
    if (same < common && m_segments[same].begin == old.m_segments[same].begin) {
        Segment mine = m_segments[same];
        Segment theirs = old.m_segments[same];
        const int shared = std::min(mine.length, theirs.length);
        mine.length = theirs.length = shared;
        if (mine == theirs)
            sameUntil = mine.begin + shared;
    }
    for (Run &run : old.m_runs) {
        const int end = run.begin + run.given;
        if (end > sameUntil || end >= m_shown.size()
            || QStringView(m_shown).mid(run.begin, run.given) != QStringView(old.m_shown).mid(run.begin, run.given))
            break;
        m_runs.push_back(std::move(run));
    }
    m_runLayouts = old.m_runLayouts;
}

int FlowText::runLength(int begin) const
{
    const int rest = static_cast<int>(m_shown.size()) - begin;
    if (rest <= kRunLength)
        return rest;
    const int end = begin + kRunLength;
    for (int at = end; at > end - kLookBackForBlank; --at) {
        if (m_shown[at - 1] == u' ')
            return at - begin;
    }
    // Not between the parts of one visible character.
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, QStringView(m_shown).mid(begin, kRunLength + 64));
    finder.setPosition(kRunLength);
    const qsizetype boundary = finder.isAtBoundary() ? kRunLength : finder.toPreviousBoundary();
    return boundary > 0 ? static_cast<int>(boundary) : kRunLength;
}

std::unique_ptr<QTextLayout> FlowText::makeLayout(int begin, int given, QTextOption::WrapMode wrap) const
{
    auto layout = std::make_unique<QTextLayout>(m_shown.mid(begin, given), m_look.font);
    QTextOption option;
    option.setWrapMode(wrap);
    // The direction of a block is that of its first strong character.
    const bool rightToLeft = m_shown.isRightToLeft();
    option.setTextDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment(m_look.alignment == Qt::AlignLeft && rightToLeft ? Qt::AlignRight | Qt::AlignAbsolute
                                                                        : m_look.alignment | Qt::AlignAbsolute);
    layout->setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const Segment &segment : m_segments) {
        const int from = std::max(segment.begin, begin);
        const int to = std::min(segment.begin + segment.length, begin + given);
        if (to <= from || (segment.flags == 0 && segment.link < 0 && !segment.hidden && !segment.padAfter))
            continue;
        QTextLayout::FormatRange range;
        range.start = from - begin;
        range.length = to - from;
        range.format = formatOf(segment);
        formats << range;
    }
    layout->setFormats(formats);
    return layout;
}

FlowText::Run FlowText::makeRun(int begin, int given, bool last, int width)
{
    Run run;
    run.begin = begin;
    run.given = given;
    run.width = width;
    ++m_runLayouts;
    run.layout = makeLayout(begin, given, QTextOption::WrapAtWordBoundaryOrAnywhere);
    run.layout->setCacheEnabled(true);
    double y = 0;
    run.layout->beginLayout();
    for (QTextLine line = run.layout->createLine(); line.isValid(); line = run.layout->createLine()) {
        line.setLineWidth(width);
        const double height = std::max<double>(m_look.lineHeight, std::ceil(line.height()));
        const double baseLine = y + std::round((height - (m_ascent + m_descent)) / 2.0 + m_ascent);
        line.setPosition(QPointF(0, std::max(y, baseLine - line.ascent())));
        run.lineTops.push_back(y);
        y += height;
    }
    run.layout->endLayout();
    run.lineTops.push_back(y);
    run.length = given;
    run.height = y;
    const int lines = run.layout->lineCount();
    if (!last && lines > 1) {
        // The last line goes on in the next run.
        run.length = run.layout->lineAt(lines - 1).textStart();
        run.lineTops.pop_back();
        run.height = run.lineTops.back();
    }
    return run;
}

int FlowText::layOut(int width)
{
    width = std::max(1, width);
    if (width == m_width && !m_runs.empty())
        return m_height;
    std::vector<Run> old;
    old.swap(m_runs);
    m_width = width;
    double top = 0;
    int begin = 0;
    std::size_t next = 0;
    do {
        const int given = runLength(begin);
        const bool last = begin + given >= m_shown.size();
        while (next < old.size() && old[next].begin < begin)
            ++next;
        Run run;
        if (!last && next < old.size() && old[next].begin == begin && old[next].given == given
            && old[next].width == width && old[next].layout)
            run = std::move(old[next]);
        else
            run = makeRun(begin, given, last, width);
        run.top = top;
        top += run.height;
        begin += last ? given : std::max(1, run.length);
        m_runs.push_back(std::move(run));
        if (last)
            break;
    } while (true);
    m_height = static_cast<int>(std::ceil(top));
    return m_height;
}

FlowText::Widths FlowText::widths() const
{
    const auto layout = makeLayout(0, runLength(0), QTextOption::WordWrap);
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine())
        line.setLineWidth(1e6);
    layout->endLayout();
    return {static_cast<int>(std::ceil(layout->maximumWidth())), static_cast<int>(std::ceil(layout->minimumWidth()))};
}

const FlowText::Run *FlowText::runOf(int position) const
{
    const Run *found = nullptr;
    for (const Run &run : m_runs) {
        if (run.begin > position)
            break;
        found = &run;
    }
    return found;
}

int FlowText::lineOf(const Run &run, int position) const
{
    const int lines = static_cast<int>(run.lineTops.size()) - 1;
    int found = 0;
    for (int line = 0; line < lines; ++line) {
        if (run.layout->lineAt(line).textStart() > position - run.begin)
            break;
        found = line;
    }
    return found;
}

void FlowText::paintGrounds(QPainter &painter, QPointF at, const QRectF &clip) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style->theme.color(ColorRole::Well));
    const double padding = kCodePadding;
    for (std::size_t index = 0; index < m_segments.size(); ++index) {
        if (!(m_segments[index].flags & Code))
            continue;
        const int begin = m_segments[index].begin;
        while (index + 1 < m_segments.size() && (m_segments[index + 1].flags & Code))
            ++index;
        const int end = m_segments[index].begin + m_segments[index].length;
        const QList<QRectF> parts = boxes(begin, end);
        for (const QRectF &part : parts) {
            const QRectF ground = part.translated(at).adjusted(-padding, 1.5, 0, -1.5);
            if (ground.intersects(clip))
                painter.drawRoundedRect(ground, kCodeRadius, kCodeRadius);
        }
    }
}

void FlowText::paint(QPainter &painter, QPointF at, const QRectF &clip, TextRange selection) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintGrounds(painter, at, clip);
    painter.setPen(m_look.color);
    for (const Run &run : m_runs) {
        if (at.y() + run.top + run.height < clip.top())
            continue;
        if (at.y() + run.top > clip.bottom())
            break;
        paintRun(painter, run, at + QPointF(0, run.top), clip, selection);
    }
    painter.restore();
}

void FlowText::paintRun(QPainter &painter, const Run &run, QPointF at, const QRectF &clip, TextRange selection) const
{
    QTextLayout::FormatRange selected;
    selected.start = std::max(selection.begin - run.begin, 0);
    selected.length = std::min(selection.end - run.begin, run.length) - selected.start;
    selected.format.setForeground(m_style->theme.color(ColorRole::OnAction));
    for (std::size_t index = 0; index + 1 < run.lineTops.size(); ++index) {
        const double top = at.y() + run.lineTops[index];
        const double height = run.lineTops[index + 1] - run.lineTops[index];
        if (top + height < clip.top() || top > clip.bottom())
            continue;
        const QTextLine line = run.layout->lineAt(static_cast<int>(index));
        line.draw(&painter, at);
        const int from = std::max(selected.start, line.textStart());
        const int to = std::min(selected.start + selected.length, line.textStart() + line.textLength());
        if (to <= from)
            continue;
        const double left = line.cursorToX(from);
        const double right = line.cursorToX(to);
        const QRectF box(at.x() + std::min(left, right), top, std::abs(right - left), height);
        painter.save();
        painter.setClipRect(box, Qt::IntersectClip);
        painter.fillRect(box, m_style->theme.color(ColorRole::Action));
        run.layout->draw(&painter, at, {selected}, box);
        painter.restore();
    }
}

int FlowText::positionAt(QPointF point) const
{
    if (m_runs.empty())
        return 0;
    const Run *run = &m_runs.front();
    for (const Run &candidate : m_runs) {
        if (candidate.top > point.y())
            break;
        run = &candidate;
    }
    const double y = point.y() - run->top;
    const int lines = static_cast<int>(run->lineTops.size()) - 1;
    int line = 0;
    while (line + 1 < lines && run->lineTops[static_cast<std::size_t>(line) + 1] <= y)
        ++line;
    const QTextLine textLine = run->layout->lineAt(line);
    int position = textLine.xToCursor(point.x());
    // The end of a broken line is the beginning of the next: stay in front of the blank it was broken at.
    const int end = textLine.textStart() + textLine.textLength();
    if (position >= end && run->begin + end < m_text.size() && position > textLine.textStart())
        --position;
    return std::clamp(run->begin + position, 0, static_cast<int>(m_text.size()));
}

QRectF FlowText::cursorRect(int position) const
{
    const Run *run = runOf(position);
    if (!run)
        return QRectF(0, 0, 1, m_look.lineHeight);
    const int line = lineOf(*run, position);
    const double x = run->layout->lineAt(line).cursorToX(position - run->begin);
    const auto index = static_cast<std::size_t>(line);
    return QRectF(x, run->top + run->lineTops[index], 1, run->lineTops[index + 1] - run->lineTops[index]);
}

int FlowText::linkAt(QPointF point) const
{
    for (const Segment &segment : m_segments) {
        if (segment.link < 0 || !segment.linked)
            continue;
        const QList<QRectF> parts = boxes(segment.begin, segment.begin + segment.length);
        if (std::any_of(parts.begin(), parts.end(), [point](const QRectF &part) { return part.contains(point); }))
            return segment.link;
    }
    return -1;
}

QRectF FlowText::linkRect(int link) const
{
    for (const Segment &segment : m_segments) {
        if (segment.link != link || !segment.linked)
            continue;
        const QList<QRectF> parts = boxes(segment.begin, segment.begin + segment.length);
        if (!parts.isEmpty())
            return parts.front();
    }
    return {};
}

QList<QRectF> FlowText::boxes(int begin, int end) const
{
    QList<QRectF> result;
    for (const Run &run : m_runs) {
        const int lines = static_cast<int>(run.lineTops.size()) - 1;
        if (run.begin + run.length <= begin)
            continue;
        if (run.begin >= end)
            break;
        for (int index = 0; index < lines; ++index) {
            const QTextLine line = run.layout->lineAt(index);
            const int from = std::max(begin - run.begin, line.textStart());
            const int to = std::min(end - run.begin, line.textStart() + line.textLength());
            if (to <= from)
                continue;
            const double left = line.cursorToX(from);
            const double right = line.cursorToX(to);
            const auto at = static_cast<std::size_t>(index);
            result << QRectF(std::min(left, right), run.top + run.lineTops[at], std::abs(right - left),
                             run.lineTops[at + 1] - run.lineTops[at]);
        }
    }
    return result;
}

} // namespace lineup::markdown
