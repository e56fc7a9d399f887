#pragma once

#include "core/run/lane.h"

#include <QComboBox>

#include <string>

namespace lineup {

/// A field that names a model and opens a picker like a list: by a click, the keys that open lists, or typing. Looks and sounds
/// like any other list field.
class ModelField : public QComboBox {
    Q_OBJECT
public:
    explicit ModelField(QWidget *parent = nullptr);

    /// What stands in the field.
    void setShown(const QString &text);

    void showPopup() override;

Q_SIGNALS:
    /// The person wants to choose; `typed` is what they began to write.
    void opened(const QString &typed);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    /// Scrolling a form must not change it.
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace lineup
