#pragma once

#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QString>

namespace lineup {

/// A line of text that can be pressed and gives way like ElidedLabel, with a small arrow behind it: it opens a choice.
class ElidedButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit ElidedButton(TypeStep step, QWidget *parent = nullptr);

    /// Text beyond 500 characters is not laid out.
    void setFullText(const QString &text);
    QString fullText() const { return m_fullText; }
    bool isElided() const;
    /// What pressing it does, for the tooltip and a screen reader; the name is the text.
    void setHint(const QString &hint);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    int textRoom() const;
    void updateTip();

    TypeStep m_step;
    QString m_fullText;
    QString m_line;
    QString m_hint;
};

} // namespace lineup
