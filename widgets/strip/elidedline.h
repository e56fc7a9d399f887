#pragma once

#include "widgets/theme/theme.h"

#include <QString>
#include <QWidget>

namespace lineup {

/// One line of text that gives way to its neighbours: cut with "…" where the room ends, whole in the tooltip. An alert has
/// an icon in front and stands in error colour.
class ElidedLine : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Plain, Alert };

    explicit ElidedLine(QWidget *parent = nullptr);

    void setText(const QString &text, Tone tone = Tone::Plain);
    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }
    void setTheme(const Theme &theme);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int textLeft() const;

    QString m_text;
    Tone m_tone = Tone::Plain;
    Theme m_theme;
};

} // namespace lineup
