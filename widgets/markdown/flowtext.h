#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QTextLayout>

#include <memory>
#include <vector>

class QPainter;

namespace lineup::markdown {

struct BlockStyle;
struct InlineText;

/// A part of a selection inside one text: UTF-16 units [begin, end).
struct TextRange {
    int begin = 0;
    int end = 0;

    bool isEmpty() const { return end <= begin; }
};

/// One text of an answer (a paragraph, a heading, a cell) as laid-out lines. The text is cut into runs of at most 2,000
/// characters, each with its own layout, because the cost of a layout grows faster than its text; runs meet at line
/// ends, so that nothing is seen of it. When a text grows, runs that did not change are kept.
class FlowText {
public:
    /// What a text looks like apart from its spans.
    struct Look {
        QFont font;
        int lineHeight = 20; ///< px between base lines; more where a fallback font needs it
        QColor color;
        Qt::Alignment alignment = Qt::AlignLeft;
    };

    FlowText(const InlineText &content, const BlockStyle &style, Look look);
    FlowText(FlowText &&) noexcept = default;
    FlowText &operator=(FlowText &&) noexcept = default;
    ~FlowText() = default;

    /// Takes over the laid-out runs of `old` that stay as they are.
    void reuse(FlowText &old);

    /// Breaks lines at `width` px; cheap when nothing changed. Returns the height.
    int layOut(int width);

    int height() const { return m_height; }

    /// Width of the widest line when nothing has to be broken, and of the widest word; both measured on the first 2,000
    /// characters, in px.
    struct Widths {
        int natural = 0;
        int word = 0;
    };
    Widths widths() const;

    /// The text as it is selected: the content's, not what is painted for hidden characters.
    const QString &text() const { return m_text; }

    /// Paints at `at`, only what meets `clip` (in the painter's coordinates).
    void paint(QPainter &painter, QPointF at, const QRectF &clip, TextRange selection) const;

    /// Position nearest to `point`, relative to the top left of the text.
    int positionAt(QPointF point) const;

    /// Place of the caret in front of `position`, 1 px wide.
    QRectF cursorRect(int position) const;

    /// Index of the link of the content that is painted at `point`, −1 for none.
    int linkAt(QPointF point) const;

    /// Box around the first line of a link; empty for a link that may not be followed.
    QRectF linkRect(int link) const;

    /// Bounding boxes of the lines of [begin, end).
    QList<QRectF> boxes(int begin, int end) const;

    /// Layouts that had to be made so far, for tests.
    int runLayouts() const { return m_runLayouts; }

private:
    struct Segment { ///< a part that is set in one way
        int begin = 0;
        int length = 0;
        int flags = 0;
        int link = -1;
        bool linked = false; ///< the link may be followed
        bool hidden = false; ///< placeholders
        bool padAfter = false; ///< room for the ground of code that begins or ends here
        friend bool operator==(const Segment &, const Segment &) = default;
    };
    struct Run {
        int begin = 0;
        int length = 0;     ///< of the text that its lines show
        int given = 0;      ///< of the text that the layout was made from
        int width = 0;
        double top = 0;
        double height = 0;
        std::vector<double> lineTops; ///< one more than lines
        std::unique_ptr<QTextLayout> layout;
    };

    void makeSegments(const InlineText &content);
    void addPadding();
    void splitAt(int position);
    QTextCharFormat formatOf(const Segment &segment) const;
    std::unique_ptr<QTextLayout> makeLayout(int begin, int given, QTextOption::WrapMode wrap) const;
    Run makeRun(int begin, int given, bool last, int width);
    int runLength(int begin) const;
    const Run *runOf(int position) const;
    int lineOf(const Run &run, int position) const;
    void paintRun(QPainter &painter, const Run &run, QPointF at, const QRectF &clip, TextRange selection) const;
    void paintGrounds(QPainter &painter, QPointF at, const QRectF &clip) const;

    const BlockStyle *m_style;
    Look m_look;
    QString m_text;
    QString m_shown; ///< the same length; placeholders, line separators
    std::vector<Segment> m_segments;
    std::vector<Run> m_runs;
    int m_width = -1;
    int m_height = 0;
    int m_runLayouts = 0;
    double m_ascent = 0;
    double m_descent = 0;
};

} // namespace lineup::markdown
