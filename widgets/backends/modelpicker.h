#pragma once

#include "widgets/models/modeldirectory.h"

#include <QFrame>

#include <string>
#include <vector>

class QPushButton;

namespace lineup {

class ModelBrowser;

/// All models of all backends to choose one from, in a window of its own below the control that opened it. Esc leaves things as
/// they are.
class ModelPicker : public QFrame {
    Q_OBJECT
public:
    /// `directory` outlives the picker; `localModel` names the engine's own model.
    ModelPicker(ModelDirectory &directory, QString localModel, QWidget *parent);

    /// Shows itself below `anchor`, or above where there is more room. Offers the places of the directory, and those of `more`
    /// that are not among them; asks for the lists that are missing. `typed` is searched for.
    void openAt(QWidget *anchor, const std::vector<ModelPlace> &more, const BackendRef &current, const std::string &currentModel, const QString &typed = {});

Q_SIGNALS:
    void picked(const lineup::BackendRef &ref, const std::string &model);
    /// The person wants to set up a backend.
    void backendsRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void place(QWidget *anchor);

    ModelDirectory &m_directory;
    ModelBrowser *m_browser;
    QPushButton *m_backends;
};

} // namespace lineup
