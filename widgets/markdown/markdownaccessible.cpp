#include "widgets/markdown/markdownaccessible.h"

#include "widgets/markdown/markdownbody.h"
#include "widgets/markdown/utf8.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>

namespace lineup {

namespace {

/// Offsets are UTF-16 units of the text as the model wrote it.
class AccessibleMarkdown final : public QAccessibleWidget, public QAccessibleTextInterface {
public:
    explicit AccessibleMarkdown(MarkdownBody *body)
        : QAccessibleWidget(body, QAccessible::EditableText)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? content() : QAccessibleWidget::text(kind);
    }

    void selection(int index, int *start, int *end) const override
    {
        const auto [begin, stop] = body()->selectedBytes();
        *start = index == 0 ? toUnits(begin) : 0;
        *end = index == 0 ? toUnits(stop) : 0;
    }

    int selectionCount() const override { return body()->hasSelection() ? 1 : 0; }
    void addSelection(int start, int end) override { setSelection(0, start, end); }
    void removeSelection(int) override { body()->clearSelection(); }
    void setSelection(int, int start, int end) override { body()->selectBytes(toBytes(start), toBytes(end)); }

    int cursorPosition() const override { return toUnits(body()->selectedBytes().second); }
    void setCursorPosition(int position) override { body()->selectBytes(toBytes(position), toBytes(position)); }

    QString text(int start, int end) const override
    {
        const QString all = content();
        return all.mid(start, std::max(0, end - start));
    }
    int characterCount() const override { return static_cast<int>(content().size()); }

    QRect characterRect(int offset) const override
    {
        const QRect rect = body()->rectOfByte(toBytes(offset));
        const QRect next = body()->rectOfByte(toBytes(offset + 1));
        const int width = next.top() == rect.top() ? std::max(1, next.left() - rect.left()) : 8;
        return {body()->mapToGlobal(rect.topLeft()), QSize(width, rect.height())};
    }

    int offsetAtPoint(const QPoint &point) const override
    {
        return toUnits(body()->byteAt(body()->mapFromGlobal(point)));
    }

    void scrollToSubstring(int start, int) override { body()->showByte(toBytes(start)); }

    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    MarkdownBody *body() const { return static_cast<MarkdownBody *>(widget()); }

    QString content() const
    {
        const std::string &text = body()->text();
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    int toUnits(std::size_t bytes) const { return static_cast<int>(markdown::unitOffset(body()->text(), bytes)); }
    std::size_t toBytes(int units) const
    {
        return markdown::byteOffset(body()->text(), static_cast<std::size_t>(std::max(0, units)));
    }
};

QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (className == QLatin1StringView("lineup::MarkdownBody")) {
        if (auto *body = qobject_cast<MarkdownBody *>(object))
            return new AccessibleMarkdown(body);
    }
    return nullptr;
}

} // namespace

void registerMarkdownAccessibility()
{
    QAccessible::installFactory(makeAccessible); // Qt keeps one entry for one function
}

} // namespace lineup
