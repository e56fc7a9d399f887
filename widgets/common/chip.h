#pragma once

#include "widgets/theme/theme.h"

#include <QString>
#include <QWidget>

namespace lineup {

/// A word of state or of origin in a line of 20 px: "✓ served gpt-6.1", "failed", "estimate". Not a control.
/// Gives way like ElidedLabel; the colour never stands alone, an icon or the word carries the meaning.
class Chip : public QWidget {
    Q_OBJECT
public:
    enum class Tone {
        Plain,   ///< text alone, in label colour
        Neutral, ///< on a well ground with a divider border
        Outlined,///< with an outline: where a number comes from
        Ok,      ///< text in ok colour, no ground
        Warning, ///< on warning ground
        Error,   ///< on error ground
    };

    explicit Chip(QWidget *parent = nullptr);

    /// `iconName` may be empty. The text is the accessible name too.
    void setContent(Tone tone, const QString &text, const QString &iconName = {});
    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }
    bool hasIcon() const { return !m_iconName.isEmpty(); }
    /// Shows the icon alone; the text moves to the tooltip.
    void setFolded(bool on);
    /// Whole text under the pointer instead of the text that is shown.
    void setHint(const QString &hint);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int padding() const;
    int iconRoom() const;
    void updateTip();

    Tone m_tone = Tone::Plain;
    QString m_text;
    QString m_hint;
    QString m_iconName;
    bool m_isFolded = false;
};

} // namespace lineup
