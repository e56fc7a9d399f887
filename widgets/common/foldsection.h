#pragma once

#include <QString>
#include <QWidget>

class QPushButton;

namespace lineup {

/// A part of a form that is folded away: a line with its title, and what is inside only while it is open.
class FoldSection : public QWidget {
    Q_OBJECT
public:
    /// Called `name`; its line is called `name` + "Head". Owns `content`.
    FoldSection(const QString &name, QWidget *content, QWidget *parent = nullptr);

    /// `summary` stands behind the title while it is folded: "2 set".
    void setTitle(const QString &title, const QString &summary = {});
    bool isOpen() const;
    void setOpen(bool on);
    QWidget *content() const { return m_content; }

Q_SIGNALS:
    void toggled(bool isOpen);

private:
    void refresh();

    QPushButton *m_head;
    QWidget *m_content;
    QString m_title;
    QString m_summary;
};

} // namespace lineup
