#include "widgets/shell/settingsdialog.h"

#include "widgets/common/marklabel.h"
#include "widgets/common/textlabel.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/metrics.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace lineup {

namespace {
constexpr int kMinimumWidth = 520;
constexpr int kMinimumZoom = 80;
constexpr int kMaximumZoom = 200;
constexpr int kZoomStep = 10;
constexpr int kFieldWidth = 220;
}

SettingsDialog::SettingsDialog(SettingsKeeper &settings, FilePicker &picker, QString installedModel, QWidget *parent)
    : QDialog(parent), m_settings(settings), m_picker(picker), m_installedModel(std::move(installedModel)),
      m_lookTitle(new TextLabel(TypeStep::Section, ColorRole::Text, this)), m_engineTitle(new TextLabel(TypeStep::Section, ColorRole::Text, this)),
      m_schemeLabel(new TextLabel(TypeStep::Body, ColorRole::Text2, this)), m_languageLabel(new TextLabel(TypeStep::Body, ColorRole::Text2, this)),
      m_zoomLabel(new TextLabel(TypeStep::Body, ColorRole::Text2, this)), m_motionLabel(new TextLabel(TypeStep::Body, ColorRole::Text2, this)),
      m_modelLabel(new TextLabel(TypeStep::Body, ColorRole::Text2, this)), m_programLabel(new TextLabel(TypeStep::Body, ColorRole::Text2, this)),
      m_engineHint(new TextLabel(TypeStep::Label, ColorRole::Text3, this)), m_scheme(new QComboBox(this)), m_language(new QComboBox(this)),
      m_zoom(new QSpinBox(this)), m_motion(new QCheckBox(this)), m_installed(new QRadioButton(this)), m_own(new QRadioButton(this)),
      m_modelPath(new QLineEdit(this)), m_chooseModel(new QPushButton(this)), m_programPath(new QLineEdit(this)),
      m_chooseProgram(new QPushButton(this)), m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace6, metrics::kSpace6, metrics::kSpace6, metrics::kSpace4);
    column->setSpacing(metrics::kSpace4);
    const auto addForm = [&](TextLabel *title) {
        column->addWidget(title);
        auto *form = new QFormLayout;
        form->setHorizontalSpacing(metrics::kSpace4);
        form->setVerticalSpacing(metrics::kSpace3);
        form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        column->addLayout(form);
        return form;
    };
    buildAppearance(addForm(m_lookTitle));
    column->addWidget(new Divider(Qt::Horizontal, this));
    buildEngine(addForm(m_engineTitle));
    column->addStretch(1);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_close);
    column->addLayout(foot);
    m_close->setObjectName(QStringLiteral("settingsClose"));
    m_close->setDefault(true);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
    load();
    connect(&m_settings, &SettingsKeeper::changed, this, &SettingsDialog::load);
}

void SettingsDialog::buildAppearance(QFormLayout *form)
{
    m_scheme->setObjectName(QStringLiteral("settingsScheme"));
    for (const ColorScheme scheme : {ColorScheme::System, ColorScheme::Light, ColorScheme::Dark})
        m_scheme->addItem(QString(), static_cast<int>(scheme));
    connect(m_scheme, &QComboBox::activated, this, [this] {
        static_cast<void>(m_settings.change([this](Settings &settings) { settings.colorScheme = static_cast<ColorScheme>(m_scheme->currentData().toInt()); }));
    });
    m_language->setObjectName(QStringLiteral("settingsLanguage"));
    for (const char *code : {"", "en", "ru"})
        m_language->addItem(QString(), QLatin1String(code));
    connect(m_language, &QComboBox::activated, this, [this] {
        static_cast<void>(m_settings.change([this](Settings &settings) { settings.language = m_language->currentData().toString().toStdString(); }));
    });
    m_zoom->setObjectName(QStringLiteral("settingsZoom"));
    m_zoom->setRange(kMinimumZoom, kMaximumZoom);
    m_zoom->setSingleStep(kZoomStep);
    connect(m_zoom, &QSpinBox::valueChanged, this, [this](int percent) {
        static_cast<void>(m_settings.change([percent](Settings &settings) { settings.answerZoomPercent = percent; }));
    });
    m_motion->setObjectName(QStringLiteral("settingsReducedMotion"));
    setSwitchLook(m_motion);
    connect(m_motion, &QCheckBox::toggled, this, [this](bool on) {
        static_cast<void>(m_settings.change([on](Settings &settings) { settings.reducedMotion = on; }));
    });
    for (QWidget *field : {static_cast<QWidget *>(m_scheme), static_cast<QWidget *>(m_language), static_cast<QWidget *>(m_zoom)})
        field->setMinimumWidth(kFieldWidth);
    m_schemeLabel->setBuddy(m_scheme);
    m_languageLabel->setBuddy(m_language);
    m_zoomLabel->setBuddy(m_zoom);
    m_motionLabel->setBuddy(m_motion);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->addRow(m_schemeLabel, m_scheme);
    form->addRow(m_languageLabel, m_language);
    form->addRow(m_zoomLabel, m_zoom);
    form->addRow(m_motionLabel, m_motion);
}

void SettingsDialog::buildEngine(QFormLayout *form)
{
    m_installed->setObjectName(QStringLiteral("settingsInstalledModel"));
    m_own->setObjectName(QStringLiteral("settingsOwnModel"));
    m_modelPath->setObjectName(QStringLiteral("settingsModelPath"));
    m_programPath->setObjectName(QStringLiteral("settingsProgramPath"));
    m_chooseModel->setObjectName(QStringLiteral("settingsChooseModel"));
    m_chooseProgram->setObjectName(QStringLiteral("settingsChooseProgram"));
    m_engineHint->setWordWrap(true);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_installed);
    form->addRow(m_own);
    form->addRow(m_modelLabel, pathRow(m_modelPath, m_chooseModel));
    form->addRow(m_programLabel, pathRow(m_programPath, m_chooseProgram));
    form->addRow(m_engineHint);
    m_modelLabel->setBuddy(m_modelPath);
    m_programLabel->setBuddy(m_programPath);
    connect(m_installed, &QRadioButton::clicked, this, &SettingsDialog::applyEngine);
    connect(m_own, &QRadioButton::clicked, this, &SettingsDialog::applyEngine);
    connect(m_modelPath, &QLineEdit::editingFinished, this, &SettingsDialog::applyEngine);
    connect(m_programPath, &QLineEdit::editingFinished, this, &SettingsDialog::applyEngine);
    connect(m_chooseModel, &QPushButton::clicked, this, [this] { choose(m_modelPath, tr("Choose a Model File"), tr("Models (*.gguf)")); });
    connect(m_chooseProgram, &QPushButton::clicked, this, [this] { choose(m_programPath, tr("Choose llama-server"), tr("All files (*)")); });
}

QWidget *SettingsDialog::pathRow(QLineEdit *field, QPushButton *choose)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kSpace2);
    layout->addWidget(field, 1);
    layout->addWidget(choose);
    choose->setAutoDefault(false);
    return row;
}

void SettingsDialog::choose(QLineEdit *field, const QString &title, const QString &pattern)
{
    m_picker.askOpen(this, {title, pattern, field->text(), {}}, [this, field](const QString &path) {
        field->setText(path);
        applyEngine();
    });
}

void SettingsDialog::applyEngine()
{
    const bool isOwn = m_own->isChecked();
    m_modelPath->setEnabled(isOwn);
    m_chooseModel->setEnabled(isOwn);
    // "A model of yours" without a file is not a choice yet: nothing changes until there is one.
    if (isOwn && m_modelPath->text().trimmed().isEmpty() && m_programPath->text().trimmed().toStdString() == m_settings.values().engineProgram)
        return;
    static_cast<void>(m_settings.change([this, isOwn](Settings &settings) {
        settings.engineModelPath = isOwn ? m_modelPath->text().trimmed().toStdString() : std::string();
        settings.engineProgram = m_programPath->text().trimmed().toStdString();
    }));
}

void SettingsDialog::load()
{
    const Settings &values = m_settings.values();
    const QSignalBlocker quietZoom(m_zoom);
    const QSignalBlocker quietMotion(m_motion);
    m_scheme->setCurrentIndex(m_scheme->findData(static_cast<int>(values.colorScheme)));
    m_language->setCurrentIndex(std::max(0, m_language->findData(QString::fromStdString(values.language))));
    m_zoom->setValue(values.answerZoomPercent);
    m_motion->setChecked(values.reducedMotion);
    const bool isOwn = !values.engineModelPath.empty();
    if (isOwn || !m_own->isChecked()) {
        m_installed->setChecked(!isOwn);
        m_own->setChecked(isOwn);
    }
    if (isOwn)
        m_modelPath->setText(QString::fromStdString(values.engineModelPath));
    m_programPath->setText(QString::fromStdString(values.engineProgram));
    m_modelPath->setEnabled(m_own->isChecked());
    m_chooseModel->setEnabled(m_own->isChecked());
}

/// Minimum sizes that are set hold, whatever the fields need; the last text wraps, so that the height follows the width.
void SettingsDialog::fitSize()
{
    setMinimumWidth(std::max(kMinimumWidth, layout()->totalMinimumSize().width()));
    if (layout()->hasHeightForWidth())
        setMinimumHeight(layout()->totalHeightForWidth(width()));
}

void SettingsDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fitSize();
}

void SettingsDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    fitSize();
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fitSize();
    }
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    m_lookTitle->setText(tr("Look and language"));
    m_engineTitle->setText(tr("Model on this computer"));
    m_schemeLabel->setText(tr("Colours"));
    m_scheme->setItemText(0, tr("As the system"));
    m_scheme->setItemText(1, tr("Light"));
    m_scheme->setItemText(2, tr("Dark"));
    m_languageLabel->setText(tr("Language"));
    m_language->setItemText(0, tr("As the system"));
    m_language->setItemText(1, QStringLiteral("English"));
    m_language->setItemText(2, QStringLiteral("Русский"));
    m_zoomLabel->setText(tr("Size of answers"));
    //: After a number: per cent
    m_zoom->setSuffix(tr(" %"));
    m_motionLabel->setText(tr("Less movement"));
    m_installed->setText(m_installedModel.isEmpty() ? tr("The model that Lineup sets up") : tr("The model that Lineup sets up (%1)").arg(m_installedModel));
    m_own->setText(tr("A model of yours"));
    m_modelLabel->setText(tr("Model file"));
    m_programLabel->setText(tr("llama-server"));
    m_modelPath->setPlaceholderText(tr("A GGUF file"));
    m_programPath->setPlaceholderText(tr("Empty: the engine that Lineup sets up"));
    m_chooseModel->setText(tr("Choose…"));
    m_chooseProgram->setText(tr("Choose…"));
    m_chooseModel->setAccessibleName(tr("Choose a model file"));
    m_chooseProgram->setAccessibleName(tr("Choose the llama-server program"));
    m_engineHint->setText(tr("The engine answers on this computer only. It starts anew when one of these changes."));
    m_close->setText(tr("Close"));
    const std::pair<QWidget *, TextLabel *> named[] = {{m_scheme, m_schemeLabel}, {m_language, m_languageLabel}, {m_zoom, m_zoomLabel},
                                                      {m_motion, m_motionLabel}, {m_modelPath, m_modelLabel}, {m_programPath, m_programLabel}};
    for (const auto &[field, label] : named)
        field->setAccessibleName(label->text());
    // The keyboard is in the text field inside.
    m_zoom->findChild<QLineEdit *>()->setAccessibleName(m_zoomLabel->text());
}

} // namespace lineup
