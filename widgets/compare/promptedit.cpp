#include "widgets/compare/promptedit.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace lineup {

namespace {
constexpr int kDocumentMargin = 2;
constexpr int kSlack = 4; ///< QPlainTextEdit scrolls by whole lines and wants a little more than they take
/// Beyond this many characters the lines are not counted one by one: the field is at its greatest height anyway.
constexpr int kManyCharacters = 20000;
}

PromptEdit::PromptEdit(int minLines, int maxLines, QWidget *parent) : QPlainTextEdit(parent), m_minLines(minLines), m_maxLines(maxLines), m_lines(minLines)
{
    setTabChangesFocus(true);
    setFont(themeOf(this).font(TypeStep::Body));
    document()->setDocumentMargin(kDocumentMargin);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        follow();
        if (!m_isLoading)
            Q_EMIT promptEdited();
    });
}

std::string PromptEdit::prompt() const
{
    return toPlainText().toStdString();
}

void PromptEdit::setPrompt(const std::string &text)
{
    const QString wanted = QString::fromStdString(text);
    if (toPlainText() == wanted)
        return;
    const QScopedValueRollback<bool> loading(m_isLoading, true);
    setPlainText(wanted);
    moveCursor(QTextCursor::End);
}

void PromptEdit::focusAndSelect()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void PromptEdit::follow()
{
    int lines = 0;
    if (document()->characterCount() > kManyCharacters) {
        lines = m_maxLines;
    } else {
        for (QTextBlock block = document()->begin(); block.isValid() && lines < m_maxLines; block = block.next()) {
            // The layout of a line that was never shown does not exist yet; asking for its place makes it.
            static_cast<void>(blockBoundingRect(block));
            lines += std::max(1, block.lineCount());
        }
    }
    lines = std::clamp(lines, m_minLines, m_maxLines);
    if (lines == m_lines)
        return;
    m_lines = lines;
    updateGeometry();
    Q_EMIT heightChanged();
}

int PromptEdit::heightOf(int lines) const
{
    const QMargins margins = contentsMargins();
    const double line = QFontMetricsF(font()).lineSpacing();
    return static_cast<int>(std::ceil(lines * std::ceil(line))) + 2 * kDocumentMargin + 2 * frameWidth() + margins.top() + margins.bottom() + kSlack;
}

QSize PromptEdit::sizeHint() const
{
    return {QPlainTextEdit::sizeHint().width(), heightOf(m_lines)};
}

QSize PromptEdit::minimumSizeHint() const
{
    return {80, heightOf(m_minLines)};
}

void PromptEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    follow();
}

bool PromptEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

void PromptEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        const QFont wanted = themeOf(this).font(TypeStep::Body);
        if (font() != wanted)
            setFont(wanted);
    }
}

} // namespace lineup
