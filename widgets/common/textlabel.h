#pragma once

#include "widgets/theme/theme.h"

#include <QLabel>

namespace lineup {

/// Plain text in one step of the type scale and one colour role; follows a switch of the theme. Never rich text, so that
/// nothing a model or a server says can be read as markup.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    explicit TextLabel(TypeStep step, ColorRole role = ColorRole::Text, QWidget *parent = nullptr);

    void setColorRole(ColorRole role);
    ColorRole colorRole() const { return m_role; }
    /// Another weight than the step's own.
    void setWeight(QFont::Weight weight);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyLook();

    TypeStep m_step;
    ColorRole m_role;
    int m_weight = -1; ///< -1 = the step's own
};

/// One line of plain text that gives way: shortened with "…" when there is no room, then with the whole text as tooltip.
class ElidedLabel : public TextLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(TypeStep step, ColorRole role = ColorRole::Text, QWidget *parent = nullptr);

    /// Line breaks are shown as spaces. Text beyond 500 characters is not laid out.
    void setFullText(const QString &text);
    QString fullText() const { return m_fullText; }
    bool isElided() const { return m_isElided; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();

    QString m_fullText;
    QString m_line; ///< the first 500 characters in one line
    bool m_isElided = false;
};

} // namespace lineup
