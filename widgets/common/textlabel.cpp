#include "widgets/common/textlabel.h"

#include "widgets/common/tooltips.h"

#include <QEvent>
#include <QFontMetrics>

namespace lineup {

namespace {
/// Eliding 100,000 characters takes 80 ms; nobody sees more than these in one line.
constexpr int kMaxLine = 500;
constexpr int kMinimumCharacters = 4;
}

TextLabel::TextLabel(TypeStep step, ColorRole role, QWidget *parent) : QLabel(parent), m_step(step), m_role(role)
{
    setTextFormat(Qt::PlainText);
    // Said, because in a scroll area a label would take the colour of text fields.
    setForegroundRole(QPalette::WindowText);
    applyLook();
}

void TextLabel::setColorRole(ColorRole role)
{
    if (m_role == role)
        return;
    m_role = role;
    applyLook();
}

void TextLabel::setWeight(QFont::Weight weight)
{
    m_weight = weight;
    applyLook();
}

void TextLabel::applyLook()
{
    const Theme theme = themeOf(this);
    const QFont wanted = m_weight < 0 ? theme.font(m_step) : theme.font(m_step, static_cast<QFont::Weight>(m_weight));
    if (font() != wanted)
        setFont(wanted);
    const QColor color = theme.color(m_role);
    if (palette().color(QPalette::WindowText) != color) {
        QPalette changed = palette();
        changed.setColor(QPalette::WindowText, color);
        setPalette(changed);
    }
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        applyLook();
}

ElidedLabel::ElidedLabel(TypeStep step, ColorRole role, QWidget *parent) : TextLabel(step, role, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setFullText(const QString &text)
{
    if (m_fullText == text)
        return;
    m_fullText = text;
    m_line = text.left(kMaxLine).simplified();
    setAccessibleName(m_line);
    updateGeometry();
    elide();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(m_line) + 1, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(font());
    return {std::min(sizeHint().width(), metrics.averageCharWidth() * kMinimumCharacters), metrics.height()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    TextLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent *event)
{
    TextLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        elide();
    }
}

void ElidedLabel::elide()
{
    const QString shown = QFontMetrics(font()).elidedText(m_line, Qt::ElideRight, width());
    m_isElided = shown != m_line || m_line.size() < m_fullText.simplified().left(kMaxLine + 1).size();
    if (text() != shown)
        setText(shown);
    setToolTip(m_isElided ? plainToolTip(m_fullText) : QString());
}

} // namespace lineup
