#pragma once

#include "widgets/common/filepicker.h"
#include "widgets/models/settingskeeper.h"

#include <QObject>
#include <QStringList>

namespace lineup {

class Workspace;

/// Open, save, recent files and files that are dropped on the window: asks for names where one is needed and turns what
/// happened into words. Nothing here blocks.
class FileCommands : public QObject {
    Q_OBJECT
public:
    /// `window` is the parent of file dialogs. References outlive this.
    FileCommands(Workspace &workspace, SettingsKeeper &settings, FilePicker &picker, QWidget *window);

    void askOpen();
    void open(const QString &path);
    /// To its file, or, when it has none yet, as saveAs().
    void save();
    void saveAs();
    void close(int index);

    /// The suffix of a line-up, without the dot.
    static QString suffix();
    /// Local paths of line-ups among dropped URLs.
    static QStringList lineupsAmong(const QList<QUrl> &urls);

Q_SIGNALS:
    /// Something went wrong: two sentences and the technical part.
    void failed(const QString &happened, const QString &advice, const QString &details);
    /// Something went well, in one sentence.
    void done(const QString &sentence);

private:
    QString pattern() const;
    QString folder() const;
    QString suggestedName() const;

    Workspace &m_workspace;
    SettingsKeeper &m_settings;
    FilePicker &m_picker;
    QWidget *m_window;
};

} // namespace lineup
