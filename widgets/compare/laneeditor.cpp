#include "widgets/compare/laneeditor.h"

#include "widgets/backends/modelfield.h"
#include "widgets/backends/modelpicker.h"
#include "widgets/backends/optionfields.h"
#include "widgets/common/pagescroll.h"
#include "widgets/common/textlabel.h"
#include "widgets/compare/laneparams.h"
#include "widgets/compare/moreparameters.h"
#include "widgets/compare/promptedit.h"
#include "widgets/models/modelwords.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/metrics.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kMinimumWidth = 580;
constexpr int kPreferredHeight = 660;
constexpr int kStopHeight = 56;
constexpr int kNumberWidth = 160;
constexpr int kSystemMinLines = 3;
constexpr int kSystemMaxLines = 8;
constexpr int kMaxShots = 9999;
constexpr int kLeastCharacters = 16; ///< of a choice

const auto kLocalKind = "local";

enum SystemChoice { SharedSystem, OwnSystem };
enum ShotsChoice { AllShots, NoShots, FirstShots, OwnShots };

/// A request that sets everything, to learn what of it a model does not take.
Parameters everyParameter()
{
    Parameters all;
    all.temperature = 1.0;
    all.topP = 1.0;
    all.topK = 40;
    all.maxTokens = 1;
    all.seed = 1;
    all.presencePenalty = 0.0;
    all.frequencyPenalty = 0.0;
    all.reasoningEffort = "low";
    all.reasoningTokens = 1;
    all.stop = {"."};
    all.jsonSchema = nlohmann::json::object();
    all.tools = {ToolSpec{"tool", {}, nlohmann::json::object()}};
    all.topLogprobs = 1;
    return all;
}

bool contains(const std::vector<Parameter> &all, Parameter wanted)
{
    return std::ranges::find(all, wanted) != all.end();
}

} // namespace

LaneEditor::LaneEditor(Purpose purpose, const LaneSpec &lane, ModelDirectory &models, QString localModel, int sharedShots, QWidget *parent)
    : QDialog(parent), m_purpose(purpose), m_lane(lane), m_models(models), m_localModel(std::move(localModel)), m_sharedShots(sharedShots),
      m_kind(new QComboBox(this)), m_baseUrl(new QLineEdit(this)), m_keyEnv(new QLineEdit(this)), m_modelField(new ModelField(this)),
      m_picker(new ModelPicker(models, m_localModel, this)), m_name(new QLineEdit(this)), m_temperature(new QLineEdit(this)), m_topP(new QLineEdit(this)),
      m_maxTokens(new QLineEdit(this)), m_seed(new QLineEdit(this)), m_stop(new QPlainTextEdit(this)), m_more(new MoreParameters(this)),
      m_systemChoice(new QComboBox(this)), m_system(new PromptEdit(kSystemMinLines, kSystemMaxLines, this)), m_shotsChoice(new QComboBox(this)),
      m_shotsCount(new QSpinBox(this)), m_title(new TextLabel(TypeStep::Page, ColorRole::Text, this)), m_accept(new QPushButton(this)),
      m_cancel(new QPushButton(this))
{
    setObjectName(QStringLiteral("laneEditor"));
    auto *page = new QWidget(this);
    auto *form = makeFormLayout(page);
    form->setContentsMargins(0, 0, metrics::kSpace2, 0);
    buildWhere(form);
    buildParameters(form);
    buildPrompt(form);
    // A long name of a model must not make the page wider than the dialog.
    for (QComboBox *choice : {m_kind, m_systemChoice, m_shotsChoice, static_cast<QComboBox *>(m_modelField)}) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(kLeastCharacters);
    }
    auto *scroll = new PageScroll(this);
    scroll->setWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace6, metrics::kSpace4, metrics::kSpace6, metrics::kSpace4);
    column->setSpacing(metrics::kSpace4);
    column->addWidget(m_title);
    column->addWidget(scroll, 1);
    column->addLayout(buildFoot());
    load();
    retranslate();
    showKind();
    showPrompt();
    showNotTaken();
    watch();
    resize(minimumWidth(), kPreferredHeight);
}

QHBoxLayout *LaneEditor::buildFoot()
{
    auto *foot = new QHBoxLayout;
    foot->setSpacing(metrics::kSpace2);
    foot->addStretch(1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_accept);
    m_accept->setObjectName(QStringLiteral("laneAccept"));
    m_cancel->setObjectName(QStringLiteral("laneCancel"));
    m_accept->setDefault(true);
    m_cancel->setAutoDefault(false);
    setButtonRole(m_accept, ButtonRole::Primary);
    connect(m_accept, &QPushButton::clicked, this, &LaneEditor::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    return foot;
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

void LaneEditor::buildWhere(QFormLayout *form)
{
    fillChoices();
    m_kindLine = addFormField(form, QStringLiteral("laneKind"), m_kind);
    m_baseUrlLine = addFormField(form, QStringLiteral("laneBaseUrl"), m_baseUrl);
    m_keyLine = addFormField(form, QStringLiteral("laneKeyEnv"), m_keyEnv);
    m_options = new OptionFields(form, form->rowCount(), QStringLiteral("laneOption-"), this);
    m_modelLine = addFormField(form, QStringLiteral("laneModel"), m_modelField);
    m_nameLine = addFormField(form, QStringLiteral("laneName"), m_name);
    connect(m_kind, &QComboBox::activated, this, [this] {
        // A model of one provider means nothing at another.
        m_model.clear();
        showOptions({});
        showKind();
        showNotTaken();
    });
    connect(m_modelField, &ModelField::opened, this, &LaneEditor::openPicker);
    connect(m_picker, &ModelPicker::picked, this, &LaneEditor::takeModel);
    connect(m_picker, &ModelPicker::backendsRequested, this, &LaneEditor::backendsRequested);
}

void LaneEditor::buildParameters(QFormLayout *form)
{
    m_temperatureLine = addFormField(form, QStringLiteral("laneTemperature"), m_temperature);
    m_topPLine = addFormField(form, QStringLiteral("laneTopP"), m_topP);
    m_maxTokensLine = addFormField(form, QStringLiteral("laneMaxTokens"), m_maxTokens);
    m_seedLine = addFormField(form, QStringLiteral("laneSeed"), m_seed);
    m_stopLine = addFormField(form, QStringLiteral("laneStop"), m_stop);
    for (QLineEdit *number : {m_temperature, m_topP, m_maxTokens, m_seed}) {
        number->setFixedWidth(kNumberWidth);
        number->parentWidget()->layout()->setAlignment(number, Qt::AlignLeft);
    }
    m_stop->setFixedHeight(kStopHeight);
    m_stop->setTabChangesFocus(true);
    form->addRow(m_more);
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
    m_systemLine = addFormField(form, QStringLiteral("laneSystemChoice"), m_systemChoice);
    m_system->setObjectName(QStringLiteral("laneSystem"));
    m_systemLine.cell->layout()->addWidget(m_system);
    connect(m_system, &PromptEdit::heightChanged, m_system, [this] { m_system->setFixedHeight(m_system->sizeHint().height()); });
    m_system->setFixedHeight(m_system->sizeHint().height());
    m_shotsLine = addFormField(form, QStringLiteral("laneShotsChoice"), m_shotsChoice, m_shotsCount);
}

void LaneEditor::watch()
{
    const auto again = [this] {
        if (m_hasTried)
            collect();
    };
    for (QLineEdit *edit : {m_temperature, m_topP, m_maxTokens, m_seed, m_baseUrl, m_keyEnv}) {
        connect(edit, &QLineEdit::textEdited, this, again);
        connect(edit, &QLineEdit::editingFinished, this, &LaneEditor::showNotTaken);
    }
    connect(m_more, &MoreParameters::typed, this, again);
    connect(m_more, &MoreParameters::edited, this, &LaneEditor::showNotTaken);
    connect(m_options, &OptionFields::edited, this, &LaneEditor::showNotTaken);
}

void LaneEditor::fillChoices()
{
    m_choices.clear();
    for (const ModelPlace &place : m_models.places()) {
        if (place.ref.kind == kLocalKind || place.isSetUp())
            m_choices.push_back(place);
    }
    const auto firstProvider = static_cast<int>(m_choices.size());
    for (const ProviderDescriptor &provider : m_models.providers()) {
        BackendRef ref;
        ref.kind = provider.id;
        if (std::ranges::find(m_choices, ref, &ModelPlace::ref) == m_choices.end())
            m_choices.push_back(m_models.placeOf(ref));
    }
    if (choiceOf(m_lane.backend) < 0) {
        BackendRef ref;
        ref.kind = m_lane.backend.kind;
        ref.id = m_lane.backend.id;
        m_choices.push_back(m_models.placeOf(ref));
    }
    m_kind->clear();
    for (int index = 0; index < static_cast<int>(m_choices.size()); ++index) {
        if (index == firstProvider && index > 1)
            m_kind->insertSeparator(index);
        m_kind->addItem(QString(), index);
    }
}

int LaneEditor::choiceOf(const BackendRef &ref) const
{
    const auto found = std::ranges::find_if(m_choices, [&ref](const ModelPlace &place) {
        return place.ref.id == ref.id && (place.isSetUp() || place.ref.kind == ref.kind);
    });
    return found == m_choices.end() ? -1 : static_cast<int>(found - m_choices.begin());
}

const ModelPlace &LaneEditor::choice() const
{
    return m_choices.at(static_cast<std::size_t>(m_kind->currentData().toInt()));
}

AddressNeed LaneEditor::addressNeed() const
{
    // A backend that was set up has its address there.
    if (choice().ref.kind == kLocalKind || choice().isSetUp())
        return AddressNeed::None;
    const ProviderDescriptor &provider = choice().provider;
    // Of a kind that this version does not know, nobody can say.
    const bool hasOwn = !provider.defaultBaseUrl.empty() || provider.name.empty();
    return !hasOwn ? AddressNeed::Required : AddressNeed::Optional;
}

void LaneEditor::load()
{
    const LaneFields values = fieldsOf(m_lane, locale());
    m_kind->setCurrentIndex(m_kind->findData(std::max(0, choiceOf(m_lane.backend))));
    m_model = m_lane.model;
    m_baseUrl->setText(values.baseUrl);
    m_keyEnv->setText(values.keyEnv);
    showOptions(m_lane.backend.options);
    m_name->setText(QString::fromStdString(m_lane.name));
    m_temperature->setText(values.temperature);
    m_topP->setText(values.topP);
    m_maxTokens->setText(values.maxTokens);
    m_seed->setText(values.seed);
    m_stop->setPlainText(values.stop);
    m_more->load(m_lane.parameters);
    m_systemChoice->setCurrentIndex(m_lane.system ? OwnSystem : SharedSystem);
    m_system->setPrompt(m_lane.system.value_or(std::string()));
    int shots = AllShots;
    if (m_lane.shots) {
        const int *first = std::get_if<int>(&*m_lane.shots);
        shots = !first ? OwnShots : *first == 0 ? NoShots : FirstShots;
        if (first && *first > 0)
            m_shotsCount->setValue(*first);
    }
    m_shotsChoice->setCurrentIndex(m_shotsChoice->findData(shots));
}

void LaneEditor::showOptions(const std::map<std::string, std::string> &values)
{
    m_options->show(choice().isSetUp() ? ProviderDescriptor{} : choice().provider, values);
}

void LaneEditor::showKind()
{
    const bool hasAddress = addressNeed() != AddressNeed::None;
    m_baseUrlLine.setVisible(hasAddress);
    m_keyLine.setVisible(hasAddress);
    m_kindLine.showProblem(std::nullopt);
    const ProviderDescriptor &provider = choice().provider;
    m_baseUrl->setPlaceholderText(provider.defaultBaseUrl.empty() ? QStringLiteral("http://127.0.0.1:11434/v1") : QString::fromStdString(provider.defaultBaseUrl));
    m_keyEnv->setPlaceholderText(provider.keyVariables.empty() ? tr("Name of an environment variable; empty for a server without keys")
                                                               : tr("Empty: from %1").arg(QString::fromStdString(provider.keyVariables.front())));
    showModel();
    retranslateChoices();
}

void LaneEditor::showModel()
{
    m_modelLine.showProblem(std::nullopt);
    if (!m_model.empty()) {
        m_modelField->setShown(QString::fromStdString(m_model));
        return;
    }
    const ModelPlace &place = choice();
    if (place.ref.kind == kLocalKind)
        m_modelField->setShown(m_localModel.isEmpty() ? tr("The local model") : m_localModel);
    else
        m_modelField->setShown(place.provider.isSelfHosted || place.provider.defaultBaseUrl.empty() ? tr("The model that the server has") : tr("Choose a model"));
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

std::optional<BackendRef> LaneEditor::typedBackend() const
{
    if (choice().isSetUp())
        return m_lane.backend.id == choice().ref.id ? m_lane.backend : choice().ref;
    LaneSpec typed;
    typed.backend = choice().ref;
    const LaneProblems problems = applyFields(typed, fields(), addressNeed(), locale());
    if (problems.baseUrl || problems.keyEnv)
        return std::nullopt;
    typed.backend.options = m_options->values();
    return typed.backend;
}

void LaneEditor::openPicker(const QString &typed)
{
    const LaneProblems problems = [this] {
        LaneSpec lane = m_lane;
        return applyFields(lane, fields(), addressNeed(), locale());
    }();
    m_baseUrlLine.showProblem(problems.baseUrl);
    m_keyLine.showProblem(problems.keyEnv);
    const std::optional<BackendRef> current = typedBackend();
    std::vector<ModelPlace> more;
    if (current)
        more.push_back(m_models.placeOf(*current));
    m_picker->openAt(m_modelField, more, current.value_or(BackendRef{}), m_model, typed);
}

void LaneEditor::takeModel(const BackendRef &ref, const std::string &model)
{
    const int index = choiceOf(ref);
    if (index < 0)
        return;
    m_model = model;
    m_kind->setCurrentIndex(m_kind->findData(index));
    m_baseUrl->setText(QString::fromStdString(ref.baseUrl));
    m_keyEnv->setText(QString::fromStdString(ref.keyEnv));
    showOptions(ref.options);
    showKind();
    showNotTaken();
}

const FormField &LaneEditor::fieldOf(Parameter parameter) const
{
    switch (parameter) {
    case Parameter::Temperature: return m_temperatureLine;
    case Parameter::TopP: return m_topPLine;
    case Parameter::MaxTokens: return m_maxTokensLine;
    case Parameter::Seed: return m_seedLine;
    case Parameter::Stop: return m_stopLine;
    default: return *m_more->fieldOf(parameter);
    }
}

void LaneEditor::showNotTaken()
{
    ChatRequest request;
    request.model = m_model;
    LaneSpec lane = m_lane;
    static_cast<void>(applyFields(lane, fields(), addressNeed(), locale()));
    m_more->apply(lane.parameters);
    const Parameters &set = lane.parameters;
    std::vector<Parameter> leftOut;
    std::vector<Parameter> never;
    const std::optional<BackendRef> ref = typedBackend();
    std::shared_ptr<ChatBackend> backend;
    if (ref) {
        if (auto made = m_models.backends().backendFor(*ref))
            backend = *std::move(made);
    }
    if (backend) {
        request.parameters = set;
        leftOut = backend->parametersNotTaken(request);
        request.parameters = everyParameter();
        never = backend->parametersNotTaken(request);
    }
    for (const Parameter each : setParameters(everyParameter())) {
        const bool isLeftOut = contains(leftOut, each);
        fieldOf(each).showNote(isLeftOut                                            ? tr("This model does not take it: it will be left out.")
                               : contains(never, each) && !isSet(set, each) ? tr("Not taken by this model.")
                                                                                : QString());
    }
}

bool LaneEditor::collect()
{
    LaneSpec lane = m_lane;
    const LaneProblems problems = applyFields(lane, fields(), addressNeed(), locale());
    m_baseUrlLine.showProblem(problems.baseUrl);
    m_keyLine.showProblem(problems.keyEnv);
    m_temperatureLine.showProblem(problems.temperature);
    m_topPLine.showProblem(problems.topP);
    m_maxTokensLine.showProblem(problems.maxTokens);
    m_seedLine.showProblem(problems.seed);
    const bool isMoreFine = m_more->collect(lane.parameters);
    const ProviderDescriptor &provider = choice().provider;
    const bool needsModel = m_model.empty() && !provider.isSelfHosted && !provider.defaultBaseUrl.empty();
    m_modelLine.showProblem(needsModel ? std::optional(tr("Choose a model, or write its name.")) : std::nullopt);
    if (!problems.isEmpty() || !isMoreFine || needsModel) {
        focusFirstProblem();
        return false;
    }
    lane.backend = typedBackend().value_or(choice().ref);
    lane.model = m_model;
    lane.name = m_name->text().trimmed().toStdString();
    collectPrompt(lane);
    m_lane = lane;
    return true;
}

void LaneEditor::focusFirstProblem()
{
    if (m_hasTried)
        return;
    for (const FormField *field : {&m_baseUrlLine, &m_keyLine, &m_modelLine, &m_temperatureLine, &m_topPLine, &m_maxTokensLine, &m_seedLine}) {
        if (field->hasProblem()) {
            field->input->setFocus();
            return;
        }
    }
    if (QWidget *input = m_more->firstProblem())
        input->setFocus();
}

void LaneEditor::collectPrompt(LaneSpec &lane) const
{
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
}

void LaneEditor::accept()
{
    const bool isFine = collect();
    m_hasTried = true;
    if (isFine)
        QDialog::accept();
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
    for (int item = 0; item < m_kind->count(); ++item) {
        if (!m_kind->itemData(item).isValid())
            continue; // a separator
        const ModelPlace &place = m_choices[static_cast<std::size_t>(m_kind->itemData(item).toInt())];
        const bool isLocal = place.ref.kind == kLocalKind && !m_localModel.isEmpty();
        m_kind->setItemText(item, isLocal ? tr("This computer (%1)").arg(m_localModel) : place.title());
    }
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
    m_kindLine.setName(tr("Answers on"));
    m_baseUrlLine.setName(tr("Address"));
    m_keyLine.setName(tr("Key variable"));
    m_modelLine.setName(tr("Model"));
    m_nameLine.setName(tr("Name"));
    m_temperatureLine.setName(tr("Temperature"));
    m_topPLine.setName(tr("Top-p"));
    m_maxTokensLine.setName(tr("Most tokens"));
    m_seedLine.setName(tr("Seed"));
    m_stopLine.setName(tr("Stop words"));
    m_systemLine.setName(tr("System prompt"));
    m_shotsLine.setName(tr("Examples"));
    m_system->setAccessibleName(tr("System prompt of this pane"));
    m_shotsCount->setAccessibleName(tr("How many examples"));
    // The keyboard is in the text field inside.
    m_shotsCount->findChild<QLineEdit *>()->setAccessibleName(m_shotsCount->accessibleName());
    m_name->setPlaceholderText(tr("Shown by its model"));
    for (QLineEdit *number : {m_temperature, m_topP, m_maxTokens, m_seed})
        number->setPlaceholderText(tr("Server's own"));
    m_stop->setPlaceholderText(tr("One a line"));
    m_more->retranslate();
    m_options->retranslate();
    showKind();
    if (m_hasTried)
        collect();
}

} // namespace lineup
