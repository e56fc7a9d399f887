#include "widgets/compare/laneeditor.h"

#include "widgets/common/textlabel.h"
#include "widgets/compare/laneparams.h"
#include "widgets/compare/promptedit.h"
#include "widgets/models/errorwords.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QFuture>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kMinimumWidth = 560;
constexpr int kPreferredHeight = 640;
constexpr int kStopHeight = 56;
constexpr int kNumberWidth = 160;
constexpr int kSystemMinLines = 3;
constexpr int kSystemMaxLines = 8;
constexpr int kMaxShots = 9999;
constexpr int kLeastCharacters = 16; ///< of a choice
constexpr int kMaxListed = 1000;

const auto kLocalKind = "local";
const auto kServerKind = "openai-compatible";

enum SystemChoice { SharedSystem, OwnSystem };
enum ShotsChoice { AllShots, NoShots, FirstShots, OwnShots };

/// Scrolls up and down only, so it is as wide as its page needs.
class PageScroll final : public QScrollArea {
public:
    using QScrollArea::QScrollArea;
    QSize minimumSizeHint() const override
    {
        const int page = widget() ? widget()->minimumSizeHint().width() : 0;
        return {page + verticalScrollBar()->sizeHint().width(), QScrollArea::minimumSizeHint().height()};
    }
};

} // namespace

LaneEditor::LaneEditor(Purpose purpose, const LaneSpec &lane, BackendFactory &backends, QString localModel, int sharedShots, QWidget *parent)
    : QDialog(parent), m_purpose(purpose), m_lane(lane), m_backends(backends), m_localModel(std::move(localModel)), m_sharedShots(sharedShots),
      m_kind(new QComboBox(this)), m_baseUrl(new QLineEdit(this)), m_keyEnv(new QLineEdit(this)), m_model(new QComboBox(this)),
      m_list(new QPushButton(this)), m_name(new QLineEdit(this)), m_temperature(new QLineEdit(this)), m_topP(new QLineEdit(this)),
      m_maxTokens(new QLineEdit(this)), m_seed(new QLineEdit(this)), m_stop(new QPlainTextEdit(this)), m_systemChoice(new QComboBox(this)),
      m_system(new PromptEdit(kSystemMinLines, kSystemMaxLines, this)), m_shotsChoice(new QComboBox(this)), m_shotsCount(new QSpinBox(this)),
      m_title(new TextLabel(TypeStep::Page, ColorRole::Text, this)), m_accept(new QPushButton(this)), m_cancel(new QPushButton(this))
{
    setObjectName(QStringLiteral("laneEditor"));
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, metrics::kSpace2, 0);
    form->setHorizontalSpacing(metrics::kSpace4);
    form->setVerticalSpacing(metrics::kSpace3);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildWhere(form);
    buildParameters(form);
    buildPrompt(form);
    // A long name of a model must not make the page wider than the dialog.
    for (QComboBox *choice : {m_kind, m_systemChoice, m_shotsChoice, m_model}) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(kLeastCharacters);
    }
    auto *scroll = new PageScroll(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);

    auto *foot = new QHBoxLayout;
    foot->setSpacing(metrics::kSpace2);
    foot->addStretch(1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace6, metrics::kSpace4, metrics::kSpace6, metrics::kSpace4);
    column->setSpacing(metrics::kSpace4);
    column->addWidget(m_title);
    column->addWidget(scroll, 1);
    column->addLayout(foot);
    m_accept->setObjectName(QStringLiteral("laneAccept"));
    m_cancel->setObjectName(QStringLiteral("laneCancel"));
    m_accept->setDefault(true);
    m_cancel->setAutoDefault(false);
    setButtonRole(m_accept, ButtonRole::Primary);
    connect(m_accept, &QPushButton::clicked, this, &LaneEditor::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    load();
    retranslate();
    showKind();
    showPrompt();
    resize(minimumWidth(), kPreferredHeight);
}

void LaneEditor::fitWidth()
{
    // The width that was set holds, whatever the fields need with large letters or long words.
    setMinimumWidth(std::max(kMinimumWidth, layout()->totalMinimumSize().width()));
}

void LaneEditor::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fitWidth();
}

LaneEditor::Field LaneEditor::addField(QFormLayout *form, const QString &name, QWidget *input, QWidget *beside)
{
    Field field;
    field.input = input;
    field.label = new TextLabel(TypeStep::Body, ColorRole::Text2, this);
    field.label->setFixedHeight(metrics::kFieldHeight);
    field.label->setBuddy(input);
    field.problem = new TextLabel(TypeStep::Label, ColorRole::Error, this);
    field.problem->setObjectName(name + QStringLiteral("Problem"));
    field.problem->setWordWrap(true);
    field.problem->hide();
    input->setObjectName(name);
    field.cell = new QWidget(this);
    auto *column = new QVBoxLayout(field.cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kSpace1);
    if (beside) {
        auto *row = new QHBoxLayout;
        row->setSpacing(metrics::kSpace2);
        row->addWidget(input, 1);
        row->addWidget(beside);
        column->addLayout(row);
    } else {
        column->addWidget(input);
    }
    column->addWidget(field.problem);
    form->addRow(field.label, field.cell);
    return field;
}

void LaneEditor::buildWhere(QFormLayout *form)
{
    m_kind->addItem(QString(), QLatin1String(kLocalKind));
    m_kind->addItem(QString(), QLatin1String(kServerKind));
    connect(m_kind, &QComboBox::activated, this, &LaneEditor::showKind);
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_list->setObjectName(QStringLiteral("laneListModels"));
    m_list->setAutoDefault(false);
    connect(m_list, &QPushButton::clicked, this, &LaneEditor::listModels);
    m_kindField = addField(form, QStringLiteral("laneKind"), m_kind);
    m_baseUrlField = addField(form, QStringLiteral("laneBaseUrl"), m_baseUrl);
    m_keyField = addField(form, QStringLiteral("laneKeyEnv"), m_keyEnv);
    m_modelField = addField(form, QStringLiteral("laneModel"), m_model, m_list);
    m_nameField = addField(form, QStringLiteral("laneName"), m_name);
}

void LaneEditor::buildParameters(QFormLayout *form)
{
    m_temperatureField = addField(form, QStringLiteral("laneTemperature"), m_temperature);
    m_topPField = addField(form, QStringLiteral("laneTopP"), m_topP);
    m_maxTokensField = addField(form, QStringLiteral("laneMaxTokens"), m_maxTokens);
    m_seedField = addField(form, QStringLiteral("laneSeed"), m_seed);
    m_stopField = addField(form, QStringLiteral("laneStop"), m_stop);
    for (QLineEdit *number : {m_temperature, m_topP, m_maxTokens, m_seed}) {
        number->setFixedWidth(kNumberWidth);
        number->parentWidget()->layout()->setAlignment(number, Qt::AlignLeft);
    }
    m_stop->setFixedHeight(kStopHeight);
    m_stop->setTabChangesFocus(true);
    for (QLineEdit *edit : {m_temperature, m_topP, m_maxTokens, m_seed, m_baseUrl, m_keyEnv}) {
        connect(edit, &QLineEdit::textEdited, this, [this] {
            if (m_hasTried)
                collect();
        });
    }
}

void LaneEditor::buildPrompt(QFormLayout *form)
{
    for (const int choice : {SharedSystem, OwnSystem})
        m_systemChoice->addItem(QString(), choice);
    for (const int choice : {AllShots, NoShots, FirstShots})
        m_shotsChoice->addItem(QString(), choice);
    if (m_lane.shots && std::holds_alternative<std::vector<Shot>>(*m_lane.shots))
        m_shotsChoice->addItem(QString(), OwnShots);
    m_shotsCount->setObjectName(QStringLiteral("laneShotsCount"));
    m_shotsCount->setRange(1, kMaxShots);
    connect(m_systemChoice, &QComboBox::activated, this, &LaneEditor::showPrompt);
    connect(m_shotsChoice, &QComboBox::activated, this, &LaneEditor::showPrompt);
    m_systemField = addField(form, QStringLiteral("laneSystemChoice"), m_systemChoice);
    m_system->setObjectName(QStringLiteral("laneSystem"));
    m_systemField.cell->layout()->addWidget(m_system);
    connect(m_system, &PromptEdit::heightChanged, m_system, [this] { m_system->setFixedHeight(m_system->sizeHint().height()); });
    m_system->setFixedHeight(m_system->sizeHint().height());
    m_shotsField = addField(form, QStringLiteral("laneShotsChoice"), m_shotsChoice, m_shotsCount);
}

bool LaneEditor::isServer() const
{
    return m_kind->currentData().toString() != QLatin1String(kLocalKind);
}

void LaneEditor::load()
{
    const LaneFields values = fieldsOf(m_lane, locale());
    m_kind->setCurrentIndex(isLocalLane(m_lane) ? 0 : 1);
    m_baseUrl->setText(values.baseUrl);
    m_keyEnv->setText(values.keyEnv);
    m_model->setEditText(QString::fromStdString(m_lane.model));
    m_name->setText(QString::fromStdString(m_lane.name));
    m_temperature->setText(values.temperature);
    m_topP->setText(values.topP);
    m_maxTokens->setText(values.maxTokens);
    m_seed->setText(values.seed);
    m_stop->setPlainText(values.stop);
    m_systemChoice->setCurrentIndex(m_lane.system ? OwnSystem : SharedSystem);
    m_system->setPrompt(m_lane.system.value_or(std::string()));
    int choice = AllShots;
    if (m_lane.shots) {
        const int *first = std::get_if<int>(&*m_lane.shots);
        choice = !first ? OwnShots : *first == 0 ? NoShots : FirstShots;
        if (first && *first > 0)
            m_shotsCount->setValue(*first);
    }
    m_shotsChoice->setCurrentIndex(m_shotsChoice->findData(choice));
}

void LaneEditor::showKind()
{
    const bool server = isServer();
    for (const Field *field : {&m_baseUrlField, &m_keyField, &m_modelField}) {
        field->label->setVisible(server);
        field->cell->setVisible(server);
    }
    showProblem(m_kindField, std::nullopt);
    retranslateChoices();
}

void LaneEditor::showPrompt()
{
    m_system->setVisible(m_systemChoice->currentData().toInt() == OwnSystem);
    m_shotsCount->setVisible(m_shotsChoice->currentData().toInt() == FirstShots);
    fitWidth();
}

LaneFields LaneEditor::fields() const
{
    return {m_baseUrl->text(), m_keyEnv->text(), m_temperature->text(), m_topP->text(), m_maxTokens->text(), m_seed->text(), m_stop->toPlainText()};
}

void LaneEditor::showProblem(const Field &field, const std::optional<QString> &problem)
{
    field.problem->setText(problem.value_or(QString()));
    field.problem->setVisible(problem.has_value());
    setFieldState(field.input, problem ? FieldState::Wrong : FieldState::Plain);
    field.input->setAccessibleDescription(problem.value_or(QString()));
}

bool LaneEditor::collect()
{
    LaneSpec lane = m_lane;
    lane.backend.kind = m_kind->currentData().toString().toStdString();
    const LaneProblems problems = applyFields(lane, fields(), isServer(), locale());
    showProblem(m_baseUrlField, problems.baseUrl);
    showProblem(m_keyField, problems.keyEnv);
    showProblem(m_temperatureField, problems.temperature);
    showProblem(m_topPField, problems.topP);
    showProblem(m_maxTokensField, problems.maxTokens);
    showProblem(m_seedField, problems.seed);
    if (!problems.isEmpty()) {
        for (const Field *field : {&m_baseUrlField, &m_keyField, &m_temperatureField, &m_topPField, &m_maxTokensField, &m_seedField}) {
            if (!m_hasTried && !field->problem->text().isEmpty()) {
                field->input->setFocus();
                break;
            }
        }
        return false;
    }
    lane.model = isServer() ? m_model->currentText().trimmed().toStdString() : std::string();
    lane.name = m_name->text().trimmed().toStdString();
    lane.system.reset();
    if (m_systemChoice->currentData().toInt() == OwnSystem)
        lane.system = m_system->prompt();
    switch (m_shotsChoice->currentData().toInt()) {
    case AllShots:
        lane.shots.reset();
        break;
    case NoShots:
        lane.shots = 0;
        break;
    case FirstShots:
        lane.shots = m_shotsCount->value();
        break;
    default:
        break; // its own list stays
    }
    m_lane = lane;
    return true;
}

void LaneEditor::accept()
{
    const bool isFine = collect();
    m_hasTried = true;
    if (isFine)
        QDialog::accept();
}

void LaneEditor::listModels()
{
    LaneSpec asked = m_lane;
    asked.backend.kind = m_kind->currentData().toString().toStdString();
    const LaneProblems problems = applyFields(asked, fields(), isServer(), locale());
    showProblem(m_baseUrlField, problems.baseUrl);
    showProblem(m_keyField, problems.keyEnv);
    if (problems.baseUrl || problems.keyEnv)
        return;
    const Result<std::shared_ptr<ChatBackend>> backend = m_backends.backendFor(asked.backend);
    if (!backend) {
        showModels(Unexpected{backend.error()});
        return;
    }
    m_list->setEnabled(false);
    m_list->setText(tr("Asking…"));
    // The backend lives as long as its answer is awaited.
    (*backend)->listModels().then(this, [this, held = *backend](const Result<std::vector<ListedModel>> &models) { showModels(models); });
}

void LaneEditor::showModels(const Result<std::vector<ListedModel>> &models)
{
    m_list->setEnabled(true);
    m_list->setText(tr("List models"));
    if (!models) {
        const ErrorWords words = errorWords(models.error());
        //: %1 says what happened, %2 what to do; two sentences
        showProblem(m_modelField, tr("%1 %2").arg(words.happened, words.advice));
        return;
    }
    showProblem(m_modelField, models->empty() ? std::optional(tr("The server lists no models. Write the name.")) : std::nullopt);
    const QString typed = m_model->currentText();
    m_model->clear();
    for (const ListedModel &model : *models) {
        if (m_model->count() < kMaxListed)
            m_model->addItem(QString::fromStdString(model.id));
    }
    m_model->setEditText(typed.isEmpty() && m_model->count() > 0 ? m_model->itemText(0) : typed);
    if (m_model->count() > 1 && isVisible())
        m_model->showPopup();
}

void LaneEditor::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fitWidth();
    }
}

void LaneEditor::retranslateChoices()
{
    const QString local = m_localModel.isEmpty() ? tr("This computer") : tr("This computer (%1)").arg(m_localModel);
    m_kind->setItemText(0, local);
    m_kind->setItemText(1, tr("OpenAI-compatible server"));
    m_systemChoice->setItemText(SharedSystem, tr("The line-up's"));
    m_systemChoice->setItemText(OwnSystem, tr("Its own"));
    m_shotsChoice->setItemText(AllShots, tr("All of the line-up's (%1)").arg(m_sharedShots));
    m_shotsChoice->setItemText(NoShots, tr("None"));
    m_shotsChoice->setItemText(FirstShots, tr("The first of the line-up's"));
    if (m_shotsChoice->count() > OwnShots)
        m_shotsChoice->setItemText(OwnShots, tr("Its own list"));
}

void LaneEditor::retranslate()
{
    const QString letter = QString::fromStdString(letterName(m_lane.letter));
    const QString title = m_purpose == Purpose::Add ? tr("Add a pane") : tr("Settings of pane %1").arg(letter);
    setWindowTitle(title);
    m_title->setText(title);
    m_accept->setText(m_purpose == Purpose::Add ? tr("Add pane") : tr("Save"));
    m_cancel->setText(tr("Cancel"));
    m_list->setText(tr("List models"));
    const auto name = [](const Field &field, const QString &text) {
        field.label->setText(text);
        field.input->setAccessibleName(text);
    };
    name(m_kindField, tr("Answers on"));
    name(m_baseUrlField, tr("Address"));
    name(m_keyField, tr("Key variable"));
    name(m_modelField, tr("Model"));
    name(m_nameField, tr("Name"));
    name(m_temperatureField, tr("Temperature"));
    name(m_topPField, tr("Top-p"));
    name(m_maxTokensField, tr("Most tokens"));
    name(m_seedField, tr("Seed"));
    name(m_stopField, tr("Stop words"));
    name(m_systemField, tr("System prompt"));
    name(m_shotsField, tr("Examples"));
    m_system->setAccessibleName(tr("System prompt of this pane"));
    m_shotsCount->setAccessibleName(tr("How many examples"));
    // The keyboard is in the text field inside.
    m_shotsCount->findChild<QLineEdit *>()->setAccessibleName(m_shotsCount->accessibleName());
    m_baseUrl->setPlaceholderText(QStringLiteral("http://127.0.0.1:11434/v1"));
    m_keyEnv->setPlaceholderText(tr("Name of an environment variable; empty for a server without keys"));
    m_name->setPlaceholderText(tr("Shown by its model"));
    for (QLineEdit *number : {m_temperature, m_topP, m_maxTokens, m_seed})
        number->setPlaceholderText(tr("Server's own"));
    m_stop->setPlaceholderText(tr("One a line"));
    m_model->lineEdit()->setPlaceholderText(tr("As the server calls it; empty for a server with one model"));
    m_model->lineEdit()->setAccessibleName(m_modelField.label->text());
    retranslateChoices();
    if (m_hasTried)
        collect();
}

} // namespace lineup
