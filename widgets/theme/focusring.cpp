#include "widgets/theme/focusring.h"

#include "widgets/theme/controlroles.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QFocusEvent>

namespace lineup {

FocusRing::FocusRing(QApplication *application)
{
    application->installEventFilter(this);
}

FocusRing::~FocusRing()
{
    delete m_frame;
}

QWidget *FocusRing::ringed() const
{
    return m_frame ? m_frame->widget() : nullptr;
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (!widget || widget != QApplication::focusWidget())
            break;
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason)
            showAround(widget);
        else if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason
                 && reason != Qt::MenuBarFocusReason)
            hide();
        break;
    }
    case QEvent::FocusOut:
        if (watched == m_focused)
            hide();
        break;
    case QEvent::MouseButtonPress:
        hide();
        break;
    default:
        break;
    }
    return false;
}

void FocusRing::showAround(QWidget *widget)
{
    QWidget *focused = widget;
    if (focusRingMode(widget) == FocusRingMode::Area) {
        while (widget && !qobject_cast<QAbstractScrollArea *>(widget))
            widget = widget->parentWidget();
        if (!widget)
            widget = focused;
    }
    if (focusRingMode(widget) == FocusRingMode::None || widget->isWindow()) {
        hide();
        return;
    }
    // The frame becomes a child of a parent of `widget` and dies with it: made anew when that has happened.
    if (!m_frame) {
        m_frame = new QFocusFrame;
        m_frame->setObjectName(QStringLiteral("focusRing"));
    }
    m_focused = focused;
    m_frame->setWidget(widget);
}

void FocusRing::hide()
{
    if (m_frame && m_frame->widget())
        m_frame->setWidget(nullptr);
    m_focused = nullptr;
}

} // namespace lineup
