#pragma once

#include <QObject>
#include <QStringList>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace lineup {

class Actions;
class ElidedLabel;
class SettingsKeeper;

/// The menu bar, and at its right which line-up is shown and whether it is saved.
class Menus : public QObject {
    Q_OBJECT
public:
    Menus(QMenuBar &bar, const Actions &actions, SettingsKeeper &settings);

    /// "Retry policy.lineup — Saved".
    void setDocumentText(const QString &text);
    void retranslate();
    /// What the ⋯ menu of a pane holds; null = a separator.
    static QList<QAction *> paneActions(const Actions &actions);

Q_SIGNALS:
    void recentChosen(const QString &path);

private:
    void build();
    void fillRecent();

    QMenuBar &m_bar;
    const Actions &m_actions;
    SettingsKeeper &m_settings;
    QMenu *m_file;
    QMenu *m_recent;
    QMenu *m_edit;
    QMenu *m_view;
    QMenu *m_colors;
    QMenu *m_language;
    QMenu *m_lineup;
    QMenu *m_pane;
    QMenu *m_goToPane;
    QMenu *m_run;
    QMenu *m_help;
    QWidget *m_corner;
    ElidedLabel *m_document;
};

} // namespace lineup
