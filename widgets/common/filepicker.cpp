#include "widgets/common/filepicker.h"

#include <QFileDialog>

namespace lineup {

namespace {

QFileDialog *makeDialog(QWidget *parent, const FilePicker::Question &question, FilePicker::Done done)
{
    auto *dialog = new QFileDialog(parent, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(question.pattern);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [done = std::move(done)](const QString &path) { done(path); });
    return dialog;
}

} // namespace

void DialogFilePicker::askOpen(QWidget *parent, const Question &question, Done done)
{
    QFileDialog *dialog = makeDialog(parent, question, std::move(done));
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    if (!question.suggestedPath.isEmpty())
        dialog->setDirectory(question.suggestedPath);
    dialog->open();
}

void DialogFilePicker::askSave(QWidget *parent, const Question &question, Done done)
{
    QFileDialog *dialog = makeDialog(parent, question, std::move(done));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(question.suffix);
    if (!question.suggestedPath.isEmpty())
        dialog->selectFile(question.suggestedPath);
    dialog->open();
}

} // namespace lineup
