#pragma once

#include <QLabel>
#include <QString>

namespace lineup {

/// What a chip says with its colours; the words and, where given, the icon say the same.
enum class ChipTone {
    Neutral, ///< well ground, divider border: a setting, a count
    Outline, ///< no ground, outline border: where a cost comes from
    Action,  ///< action on its soft ground: chosen
    Ok,
    Warning,
    Error,
};

/// A small label in a rounded frame, 20 px high at 100 %: "estimate", "sent to all 3", "ready". Plain text whatever it
/// holds; not elided and not focusable. A chip that can be clicked is a QPushButton with ButtonRole::Chip.
class ChipLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ChipLabel(const QString &text = {}, ChipTone tone = ChipTone::Neutral, QWidget *parent = nullptr);

    ChipTone tone() const { return m_tone; }
    void setTone(ChipTone tone);

    /// Name of a Lucide icon in front of the text; empty for none.
    QString iconName() const { return m_iconName; }
    void setIconName(const QString &name);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ChipTone m_tone;
    QString m_iconName;
};

} // namespace lineup
