#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace lineup {

/// Asks the person for a file. Never blocks: the answer comes through `done`, and not at all when the person gives up or
/// `parent` is destroyed before.
class FilePicker {
public:
    /// `pattern` is a file dialog's filter, e.g. "Line-ups (*.lineup)".
    struct Question {
        QString title;
        QString pattern;
        QString suggestedPath; ///< a folder, or a file for saving
        QString suffix;        ///< added to a name without one when saving, without the dot
    };
    using Done = std::function<void(const QString &path)>;

    virtual ~FilePicker() = default;
    virtual void askOpen(QWidget *parent, const Question &question, Done done) = 0;
    virtual void askSave(QWidget *parent, const Question &question, Done done) = 0;
};

/// FilePicker with the desktop's own file dialog.
class DialogFilePicker final : public FilePicker {
public:
    void askOpen(QWidget *parent, const Question &question, Done done) override;
    void askSave(QWidget *parent, const Question &question, Done done) override;
};

} // namespace lineup
