#include "widgets/backends/backendform.h"

#include "core/cli/backendoption.h"
#include "widgets/backends/modelbrowser.h"
#include "widgets/backends/networkfields.h"
#include "widgets/backends/optionfields.h"
#include "widgets/backends/secretfield.h"
#include "widgets/backends/standinglook.h"
#include "widgets/backends/testcard.h"
#include "widgets/common/chip.h"
#include "widgets/common/foldsection.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/models/lanevalues.h"
#include "widgets/models/backendwords.h"
#include "widgets/models/modeldirectory.h"
#include "widgets/models/modelwords.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QCheckBox>
#include <QEvent>
#include <QFormLayout>
#include <QFuture>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kModelsHeight = 320;

} // namespace

BackendForm::BackendForm(BackendStore &store, BackendList &list, KeyStore &keys, ModelDirectory &models, FilePicker &picker, LinkOpener &links, QWidget *parent)
    : QWidget(parent), m_store(store), m_list(list), m_keys(keys), m_models(models), m_links(links),
      m_title(new ElidedLabel(TypeStep::Section, ColorRole::Text, this)), m_state(new Chip(this)), m_enabled(new QCheckBox(this)),
      m_enabledLabel(new TextLabel(TypeStep::Control, ColorRole::Text2, this)), m_remove(new QPushButton(this)), m_form(nullptr),
      m_name(new QLineEdit(this)), m_provider(new TextLabel(TypeStep::Body, ColorRole::Text, this)), m_baseUrl(new QLineEdit(this)),
      m_key(new SecretField(SecretField::Kind::Key, keys, QStringLiteral("backendKey"), this)), m_keyPage(new QPushButton(this)),
      m_keyEnv(new QLineEdit(this)), m_network(new NetworkFields(keys, picker, this)), m_test(new TestCard(this)),
      m_browser(new ModelBrowser(ModelBrowser::Purpose::Look, models, {}, nullptr)),
      m_modelsFold(new FoldSection(QStringLiteral("backendModels"), m_browser, this))
{
    setObjectName(QStringLiteral("backendForm"));
    build();
    connect(&m_list, &BackendList::backendChanged, this, [this](const std::string &id) {
        if (id == m_id)
            refresh();
    });
    m_keys.keeping().then(this, [this](KeyKeeping keeping) {
        m_keeping = keeping;
        refresh();
    });
    retranslate();
}

QWidget *BackendForm::buildHead()
{
    auto *head = new QWidget(this);
    m_title->setObjectName(QStringLiteral("backendTitle"));
    m_state->setObjectName(QStringLiteral("backendState"));
    m_enabled->setObjectName(QStringLiteral("backendEnabled"));
    m_remove->setObjectName(QStringLiteral("backendRemove"));
    m_enabledLabel->setBuddy(m_enabled);
    setSwitchLook(m_enabled);
    setButtonRole(m_remove, ButtonRole::Danger);
    setControlSize(m_remove, ControlSize::Small);
    m_remove->setIcon(icon(QStringLiteral("trash-2"), ColorRole::Error));
    m_remove->setAutoDefault(false);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::kSpace2);
    row->addWidget(m_title);
    row->addWidget(m_state);
    row->addStretch(1);
    row->addWidget(m_enabledLabel);
    row->addWidget(m_enabled);
    row->addSpacing(metrics::kSpace2);
    row->addWidget(m_remove);
    connect(m_enabled, &QCheckBox::clicked, this, &BackendForm::save);
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_id); });
    return head;
}

void BackendForm::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace6, metrics::kSpace4, metrics::kSpace6, metrics::kSpace4);
    column->setSpacing(metrics::kSpace4);
    column->addWidget(buildHead());
    auto *page = new QWidget(this);
    m_form = makeFormLayout(page);
    m_nameField = addFormField(m_form, QStringLiteral("backendName"), m_name);
    m_providerField = addFormField(m_form, QStringLiteral("backendProvider"), m_provider);
    m_baseUrlField = addFormField(m_form, QStringLiteral("backendBaseUrl"), m_baseUrl);
    m_options = new OptionFields(m_form, m_form->rowCount(), QStringLiteral("backendOption-"), this);
    m_keyField = addFormField(m_form, QStringLiteral("backendKey"), m_key);
    m_keyEnvField = addFormField(m_form, QStringLiteral("backendKeyEnv"), m_keyEnv);
    m_keyPage->setObjectName(QStringLiteral("backendKeyPage"));
    m_keyPage->setIcon(icon(QStringLiteral("external-link")));
    m_keyPage->setAutoDefault(false);
    setButtonRole(m_keyPage, ButtonRole::Flat);
    setControlSize(m_keyPage, ControlSize::Compact);
    m_keyField.cell->layout()->addWidget(m_keyPage);
    m_keyField.cell->layout()->setAlignment(m_keyPage, Qt::AlignLeft);
    column->addWidget(page);
    column->addWidget(m_test);
    column->addWidget(m_network);
    m_browser->setFixedHeight(kModelsHeight);
    column->addWidget(m_modelsFold);
    column->addStretch(1);
    for (QLineEdit *line : {m_name, m_baseUrl, m_keyEnv})
        connect(line, &QLineEdit::editingFinished, this, &BackendForm::save);
    connect(m_options, &OptionFields::edited, this, &BackendForm::save);
    connect(m_network, &NetworkFields::edited, this, &BackendForm::save);
    connect(m_key, &SecretField::changed, this, [this] {
        m_list.refreshKey(m_id);
        m_models.forget(m_id);
    });
    connect(m_key, &SecretField::guessed, this, &BackendForm::showGuesses);
    connect(m_keyPage, &QPushButton::clicked, this, [this] { m_links.open(m_list.provider(m_list.backend(row()).kind).keyPage); });
    connect(m_test, &TestCard::testRequested, this, [this] {
        save();
        if (row() >= 0)
            m_list.test(row());
    });
    connect(m_modelsFold, &FoldSection::toggled, this, [this](bool isOpen) {
        if (isOpen)
            showModels();
    });
}

void BackendForm::showBackend(const std::string &id)
{
    if (id != m_id)
        m_modelsFold->setOpen(false);
    m_id = id;
    if (row() < 0)
        return;
    load(m_list.backend(row()));
    refresh();
}

void BackendForm::load(const ConfiguredBackend &backend)
{
    m_isLoading = true;
    const ProviderDescriptor provider = m_list.provider(backend.kind);
    m_name->setText(QString::fromStdString(backend.name));
    m_provider->setText(modelwords::providerName(provider));
    m_baseUrl->setText(QString::fromStdString(backend.baseUrl));
    m_baseUrl->setPlaceholderText(provider.defaultBaseUrl.empty() ? QStringLiteral("http://127.0.0.1:8080/v1") : QString::fromStdString(provider.defaultBaseUrl));
    m_options->show(provider, backend.options);
    m_keyEnv->setText(QString::fromStdString(backend.keyEnv));
    m_keyEnv->setPlaceholderText(provider.keyVariables.empty() ? tr("None") : QString::fromStdString(provider.keyVariables.front()));
    m_keyPage->setVisible(!provider.keyPage.empty());
    m_keyPage->setToolTip(plainToolTip(QString::fromStdString(provider.keyPage)));
    m_enabled->setChecked(backend.isEnabled);
    m_network->load(backend);
    m_baseUrlField.showProblem(std::nullopt);
    m_keyEnvField.showProblem(std::nullopt);
    m_isLoading = false;
}

void BackendForm::save()
{
    if (m_isLoading || row() < 0)
        return;
    ConfiguredBackend backend = m_list.backend(row());
    const QString address = m_baseUrl->text().trimmed();
    // A backend may be kept without an address; the list says that it needs one.
    const auto wrongAddress = problemOfAddress(address, AddressNeed::Optional);
    const auto wrongVariable = problemOfKeyVariable(m_keyEnv->text().trimmed());
    m_baseUrlField.showProblem(wrongAddress);
    m_keyEnvField.showProblem(wrongVariable);
    backend.name = m_name->text().trimmed().toStdString();
    backend.options = m_options->values();
    backend.isEnabled = m_enabled->isChecked();
    const bool isNetworkFine = m_network->collect(backend);
    if (wrongAddress || wrongVariable || !isNetworkFine)
        return;
    backend.baseUrl = address.toStdString();
    backend.keyEnv = m_keyEnv->text().trimmed().toStdString();
    const Result<void> checked = checkBackend(backend);
    const Result<void> kept = checked ? m_store.put(backend) : checked;
    if (!kept)
        Q_EMIT failed(kept.error());
}

void BackendForm::refresh()
{
    if (row() < 0)
        return;
    const ConfiguredBackend &backend = m_list.backend(row());
    const BackendList::Standing standing = m_list.standing(row());
    const StandingLook look = lookOf(standing);
    m_title->setFullText(backendwords::nameOf(backend));
    m_state->setContent(look.tone, backendwords::standing(standing), look.chipIcon);
    const KeyStatus &key = m_list.keyStatus(row());
    const bool isSet = key.from == KeyStatus::From::Store || key.from == KeyStatus::From::OtherAddress;
    m_key->setPlace(keyname::key(backend.id), m_list.keyOrigin(backend));
    m_key->setStatus(backendwords::keySentence(key, m_keeping), isSet);
    const bool canTest = standing != BackendList::Standing::NeedsAddress && standing != BackendList::Standing::NeedsKey && standing != BackendList::Standing::Off;
    m_test->setReport(m_list.report(row()), standing == BackendList::Standing::Testing, canTest);
    const BackendTestReport *report = m_list.report(row());
    m_modelsFold->setTitle(tr("Models"), report && report->found.models ? tr("%n listed", nullptr, static_cast<int>(*report->found.models)) : QString());
}

void BackendForm::showGuesses(const std::vector<KeyGuess> &guesses)
{
    const std::string kind = row() < 0 ? std::string() : m_list.backend(row()).kind;
    const bool isKnown = !guesses.empty() && guesses.front().isCertain;
    if (isKnown && guesses.front().kind != kind)
        m_key->setNote(tr("This looks like a key of %1. It is kept for this backend all the same if you press Enter.").arg(QString::fromStdString(guesses.front().name)));
}

void BackendForm::showModels()
{
    if (row() < 0)
        return;
    BackendRef ref;
    ref.kind = m_list.backend(row()).kind;
    ref.id = m_id;
    m_browser->setPlaces({m_models.placeOf(ref)}, ref, {});
}

void BackendForm::focusWhatIsMissing()
{
    const BackendList::Standing standing = row() < 0 ? BackendList::Standing::Off : m_list.standing(row());
    QWidget *wanted = m_name;
    if (standing == BackendList::Standing::NeedsAddress)
        wanted = m_baseUrl;
    else if (row() >= 0 && m_list.provider(m_list.backend(row()).kind).needsKey)
        wanted = m_key->line();
    wanted->setFocus(Qt::OtherFocusReason);
}

void BackendForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    refresh();
}

void BackendForm::retranslate()
{
    m_enabledLabel->setText(tr("Use in line-ups"));
    m_enabled->setAccessibleName(tr("Use in line-ups"));
    m_remove->setText(tr("Remove"));
    m_nameField.setName(tr("Name"));
    m_providerField.setName(tr("Provider"));
    m_baseUrlField.setName(tr("Address"));
    m_keyField.setName(tr("Key"));
    m_key->setTexts(tr("Key"), tr("Paste a key"));
    m_keyEnvField.setName(tr("Key variable"));
    m_keyEnvField.showNote(tr("Name of the environment variable that is read when no key is entered."));
    m_keyPage->setText(tr("Where keys are made"));
    m_options->retranslate();
    m_modelsFold->setTitle(tr("Models"));
}

} // namespace lineup
