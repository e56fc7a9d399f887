#pragma once

#include <QWidget>

class QAction;
class QPushButton;
class QTabBar;
class QToolButton;

namespace lineup {

class Actions;

/// The line-ups that are open, as tabs with a dot where something is not saved, and what can be done with the shown one at
/// the right. Knows titles only; the window says what they are.
class DocumentTabs : public QWidget {
    Q_OBJECT
public:
    explicit DocumentTabs(const Actions &actions, QWidget *parent = nullptr);

    int count() const;
    int current() const;
    void insertTab(int index);
    void removeTab(int index);
    void setCurrent(int index);
    /// A title may be anything a person or a file says; it is shown as plain text, shortened when long.
    void setTab(int index, const QString &title, bool isModified);
    QTabBar *bar() const { return m_bar; }

Q_SIGNALS:
    void currentChanged(int index);
    void closeRequested(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    int indexOfClose(const QWidget *button) const;

    const Actions &m_actions;
    QTabBar *m_bar;
    QToolButton *m_add;
    QPushButton *m_addPane;
};

} // namespace lineup
