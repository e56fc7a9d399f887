#pragma once

#include "widgets/theme/theme.h"

#include <QString>
#include <QWidget>

namespace lineup {

/// An icon of 16 px in a colour of the theme, beside words that say the same. Screen readers do not meet it.
class SignLabel : public QWidget {
    Q_OBJECT
public:
    explicit SignLabel(QWidget *parent = nullptr);

    /// An empty name shows nothing and keeps the room.
    void setSign(const QString &iconName, ColorRole role);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_iconName;
    ColorRole m_role = ColorRole::Text2;
};

} // namespace lineup
