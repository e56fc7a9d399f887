#include "widgets/backends/modelfield.h"

#include <QKeyEvent>
#include <QWheelEvent>

namespace lineup {

ModelField::ModelField(QWidget *parent) : QComboBox(parent)
{
    addItem(QString());
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void ModelField::setShown(const QString &text)
{
    setItemText(0, text);
}

void ModelField::showPopup()
{
    Q_EMIT opened(QString());
}

void ModelField::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool isTyping = !text.isEmpty() && text.front().isPrint() && !text.front().isSpace() && !event->modifiers().testFlag(Qt::ControlModifier)
        && !event->modifiers().testFlag(Qt::AltModifier);
    if (isTyping)
        Q_EMIT opened(text);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT opened(QString());
    else
        QComboBox::keyPressEvent(event);
}

void ModelField::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace lineup
