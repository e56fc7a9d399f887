#include "widgets/shell/filecommands.h"

#include "widgets/models/comparesession.h"
#include "widgets/models/errorwords.h"
#include "widgets/shell/workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>

namespace lineup {

namespace {
constexpr int kMaxFileName = 80;
}

FileCommands::FileCommands(Workspace &workspace, SettingsKeeper &settings, FilePicker &picker, QWidget *window)
    : QObject(window), m_workspace(workspace), m_settings(settings), m_picker(picker), m_window(window)
{
    connect(&workspace, &Workspace::opened, this, [this](const QString &path) { m_settings.addRecentFile(path.toStdString()); });
    connect(&workspace, &Workspace::saved, this, [this](const QString &path) {
        m_settings.addRecentFile(path.toStdString());
        Q_EMIT done(tr("Saved as %1").arg(QFileInfo(path).fileName()));
    });
    const auto fail = [this](const QString &, const Error &error) {
        const ErrorWords words = errorWords(error);
        Q_EMIT failed(words.happened, words.advice, errorDetails(error));
    };
    connect(&workspace, &Workspace::openFailed, this, fail);
    connect(&workspace, &Workspace::saveFailed, this, fail);
    connect(&workspace, &Workspace::draftFailed, this, [fail](const Error &error) { fail(QString(), error); });
}

QString FileCommands::suffix()
{
    return QStringLiteral("lineup");
}

QStringList FileCommands::lineupsAmong(const QList<QUrl> &urls)
{
    QStringList paths;
    for (const QUrl &url : urls) {
        if (url.isLocalFile() && url.toLocalFile().endsWith(QLatin1Char('.') + suffix(), Qt::CaseInsensitive))
            paths.push_back(url.toLocalFile());
    }
    return paths;
}

QString FileCommands::pattern() const
{
    return tr("Line-ups (*.lineup)");
}

QString FileCommands::folder() const
{
    const CompareSession *session = m_workspace.currentSession();
    if (session && !session->filePath().isEmpty())
        return QFileInfo(session->filePath()).absolutePath();
    const auto &recent = m_settings.values().recentFiles;
    if (!recent.empty()) {
        const QString folder = QFileInfo(QString::fromStdString(recent.front())).absolutePath();
        if (QFileInfo::exists(folder))
            return folder;
    }
    // Not every home has one, and a dialog that is given a folder that is not there shows its path as a file name.
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo::exists(documents) ? documents : QDir::homePath();
}

QString FileCommands::suggestedName() const
{
    const CompareSession *session = m_workspace.currentSession();
    QString name = session->displayTitle().left(kMaxFileName);
    // What no file system takes, and the dot that would hide the file.
    for (const QChar bad : QStringLiteral("/\\:*?\"<>|\n\r\t"))
        name.replace(bad, QLatin1Char(' '));
    name = name.simplified();
    while (name.startsWith(QLatin1Char('.')))
        name.remove(0, 1);
    return (name.isEmpty() ? tr("Untitled") : name) + QLatin1Char('.') + suffix();
}

void FileCommands::askOpen()
{
    m_picker.askOpen(m_window, {tr("Open a Line-up"), pattern(), folder(), suffix()}, [this](const QString &path) { open(path); });
}

void FileCommands::open(const QString &path)
{
    m_workspace.open(path);
}

void FileCommands::save()
{
    const CompareSession *session = m_workspace.currentSession();
    if (!session)
        return;
    if (session->filePath().isEmpty())
        saveAs();
    else
        m_workspace.save(m_workspace.current(), session->filePath());
}

void FileCommands::saveAs()
{
    CompareSession *session = m_workspace.currentSession();
    if (!session)
        return;
    const QPointer<CompareSession> meant(session);
    m_picker.askSave(m_window, {tr("Save the Line-up"), pattern(), QDir(folder()).filePath(suggestedName()), suffix()}, [this, meant](const QString &path) {
        // It may have been closed while the dialog was open.
        if (const int index = meant ? m_workspace.indexOf(*meant) : -1; index >= 0)
            m_workspace.save(index, path);
    });
}

void FileCommands::close(int index)
{
    if (index < 0 || index >= m_workspace.count())
        return;
    const CompareSession &session = m_workspace.session(index);
    const QString title = session.displayTitle();
    const bool isUnsaved = session.isModified();
    m_workspace.close(index);
    if (isUnsaved)
        Q_EMIT done(tr("Closed “%1”, which was not saved; Ctrl Shift T brings it back.").arg(title));
}

} // namespace lineup
