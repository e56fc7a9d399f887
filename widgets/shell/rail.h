#pragma once

#include <QWidget>

#include <vector>

class QToolButton;
class QAction;
class QVBoxLayout;

namespace lineup {

/// The column at the left with the parts of the program. Parts that do not exist in this version are disabled and say so.
class Rail : public QWidget {
    Q_OBJECT
public:
    /// `settings` is what the button at the foot does.
    explicit Rail(QAction *settings, QWidget *parent = nullptr);

    /// 168 px with words, or 56 px with icons alone.
    void setFolded(bool on);
    bool isFolded() const { return m_isFolded; }
    /// The first button that can be used, for the keyboard.
    QWidget *firstButton() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QToolButton *addEntry(QVBoxLayout *layout, const QString &name, const QString &iconName);
    void retranslate();
    void applyFold();

    QWidget *m_head;
    std::vector<QToolButton *> m_entries; ///< top to bottom, the settings last
    bool m_isFolded = false;
};

} // namespace lineup
