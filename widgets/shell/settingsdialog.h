#pragma once

#include "core/ports/desktop.h"
#include "widgets/backends/backendports.h"
#include "widgets/common/filepicker.h"
#include "widgets/models/settingskeeper.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QStackedWidget;
class QTabBar;

namespace lineup {

class ModelDirectory;
class TextLabel;

/// The settings of the program: a page of few, and one for the backends. Every change holds at once and is kept; there is nothing
/// to confirm.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// References outlive the dialog. `installedModel` names the model that the set-up brings.
    SettingsDialog(SettingsKeeper &settings, FilePicker &picker, QString installedModel, const BackendPorts &backends, ModelDirectory &models,
                   LinkOpener &links, QWidget *parent = nullptr);

    /// Shows the page for the backends instead of the first.
    void showBackends();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildGeneral();
    void fitSize();
    void buildAppearance(QFormLayout *form);
    void buildEngine(QFormLayout *form);
    QWidget *pathRow(QLineEdit *field, QPushButton *choose);
    void choose(QLineEdit *field, const QString &title, const QString &pattern);
    void applyEngine();
    void load();
    void retranslate();

    SettingsKeeper &m_settings;
    FilePicker &m_picker;
    QString m_installedModel;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    TextLabel *m_lookTitle;
    TextLabel *m_engineTitle;
    TextLabel *m_schemeLabel;
    TextLabel *m_languageLabel;
    TextLabel *m_zoomLabel;
    TextLabel *m_motionLabel;
    TextLabel *m_modelLabel;
    TextLabel *m_programLabel;
    TextLabel *m_engineHint;
    QComboBox *m_scheme;
    QComboBox *m_language;
    QSpinBox *m_zoom;
    QCheckBox *m_motion;
    QRadioButton *m_installed;
    QRadioButton *m_own;
    QLineEdit *m_modelPath;
    QPushButton *m_chooseModel;
    QLineEdit *m_programPath;
    QPushButton *m_chooseProgram;
    QPushButton *m_close;
};

} // namespace lineup
