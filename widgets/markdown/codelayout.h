#pragma once

#include "widgets/markdown/blocklayout.h"
#include "widgets/markdown/codelexer.h"

#include <QString>
#include <QTextLayout>

#include <memory>
#include <vector>

namespace lineup::markdown {

/// A code block: a well with the language's name, coloured by line, scrolled sideways inside. Lines have one height, so
/// that nothing has to be laid out but what is seen; a block that grows keeps its lines and the state of its lexer.
class CodeLayout final : public BlockLayout {
public:
    CodeLayout(const Block &block, const BlockStyle &style);

    int layOut(int width) override;
    void paint(QPainter &painter, const QRect &clip, TextRange selection) override;
    const QString &text() const override { return m_text; }
    int positionAt(QPoint point) override;
    QRect cursorRect(int position) override;
    SideScroll sideScroll() const override;
    void setScroll(int x) override;
    int scroll() const override { return m_scroll; }
    void reuse(BlockLayout &old) override;
    QRect copyButtonRect(QSize wanted) const override;
    void setCopyButtonShown(bool shown) override { m_copyButtonShown = shown; }

    int hiddenCharacters() const { return m_hidden; }

    /// Lines whose colours had to be found so far, for tests.
    int lexedLines() const { return m_lexedEver; }

private:
    /// A piece of a line with a layout of its own, because the cost of a layout grows faster than its text.
    struct Part {
        int begin = 0;  ///< in the line
        int length = 0;
        int column = 0; ///< where it begins
        std::unique_ptr<QTextLayout> layout; ///< made when it is seen
    };
    struct Line {
        int begin = 0;
        int length = 0;
        int columns = 0; ///< tabs go to stops of four, wide characters count two
        std::vector<Part> parts; ///< empty until the line is seen
        QList<CodeSpan> spans;
    };

    void splitLines(int from);
    void lexUntil(int line);
    void ensureParts(Line &line) const;
    QTextLine textLine(const Line &line, Part &part) const;
    std::unique_ptr<QTextLayout> makeLayout(const Line &line, const Part &part) const;
    void dropFarParts(int first, int last);
    int lineAtY(int y) const;
    int lineOfPosition(int position) const;
    int textTop() const;
    int textLeft() const;
    int contentWidth() const;
    void paintLine(QPainter &painter, int index, TextRange selection);
    void paintLabel(QPainter &painter);
    void paintHiddenNotice(QPainter &painter);

    const BlockStyle *m_style;
    QString m_language;
    const LanguageRules *m_rules = nullptr;
    QString m_text;
    std::vector<Line> m_lines;
    std::vector<LexState> m_states; ///< after each lexed line
    int m_lexedEver = 0;
    int m_columns = 0;
    int m_hidden = -1; ///< not counted yet
    int m_width = 0;
    int m_scroll = 0;
    bool m_copyButtonShown = false;
};

} // namespace lineup::markdown
