#pragma once

#include "widgets/markdown/markdownbody.h"

#include <QApplication>
#include <QColor>
#include <QImage>
#include <QMouseEvent>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <string>

namespace lineup::test {

/// Shows `body` as a window of its own, as tall as its text, with `text`.
inline void show(MarkdownBody &body, const std::string &text)
{
    body.setText(text);
    body.resize(392, body.heightForWidth(392));
    body.show();
    QVERIFY(QTest::qWaitForWindowExposed(&body));
    QObject::connect(&body, &MarkdownBody::heightChanged, &body,
                     [&body] { body.resize(body.width(), body.heightForWidth(body.width())); });
}

/// A move of the pointer, at once and wherever the real pointer is.
inline void sendMove(QWidget &widget, QPoint point, Qt::MouseButtons buttons)
{
    QMouseEvent move(QEvent::MouseMove, QPointF(point), widget.mapToGlobal(QPointF(point)), Qt::NoButton, buttons,
                     Qt::NoModifier);
    QApplication::sendEvent(&widget, &move);
}

/// Pixels of a colour.
inline int countOf(const QImage &image, const QColor &color, int tolerance = 2)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - color.red()) <= tolerance && std::abs(pixel.green() - color.green()) <= tolerance
                && std::abs(pixel.blue() - color.blue()) <= tolerance;
        }
    }
    return count;
}

inline int shownButtons(const MarkdownBody &body)
{
    const QList<QToolButton *> buttons = body.findChildren<QToolButton *>(QStringLiteral("copyCode"));
    return int(std::count_if(buttons.begin(), buttons.end(), [](const QToolButton *button) { return button->isVisible(); }));
}

} // namespace lineup::test
