#include "widgets/backends/backendspage.h"

#include "widgets/backends/addpanel.h"
#include "widgets/backends/backenddelegate.h"
#include "widgets/backends/backendform.h"
#include "widgets/backends/findpanel.h"
#include "widgets/common/marklabel.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/pagescroll.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/models/backendwords.h"
#include "widgets/models/errorwords.h"
#include "widgets/models/modelwords.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QCheckBox>
#include <QEvent>
#include <QFuture>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kListWidth = 300;
constexpr auto kLocalKind = "local";

std::vector<ProviderDescriptor> addable(const std::vector<ProviderDescriptor> &all)
{
    std::vector<ProviderDescriptor> providers;
    std::ranges::copy_if(all, std::back_inserter(providers), [](const ProviderDescriptor &each) { return each.id != kLocalKind; });
    return providers;
}

} // namespace

BackendsPage::BackendsPage(const BackendPorts &ports, ModelDirectory &models, SettingsKeeper &settings, FilePicker &picker, LinkOpener &links, QWidget *parent)
    : QWidget(parent), m_ports(ports), m_models(models), m_settings(settings),
      m_list(new BackendList(ports.store, ports.keys, ports.tester, models.backends(), this)),
      m_count(new TextLabel(TypeStep::Label, ColorRole::Text3, this)),
      m_find(new QPushButton(this)), m_add(new QPushButton(this)), m_view(new QListView(this)), m_offline(new QCheckBox(this)),
      m_offlineLabel(new TextLabel(TypeStep::Body, ColorRole::Text, this)), m_offlineNote(new TextLabel(TypeStep::Label, ColorRole::Text3, this)),
      m_bar(new NoticeBar(this)), m_undo(new QPushButton(this)), m_stack(new QStackedWidget(this)), m_scroll(new PageScroll(this)),
      m_form(new BackendForm(ports.store, *m_list, ports.keys, models, picker, links)), m_addPanel(new AddPanel(addable(models.providers()))),
      m_findPanel(new FindPanel(ports.discovery, settings, [this](const FoundServer &server) { return isSetUp(server); }))
{
    setObjectName(QStringLiteral("backendsPage"));
    build();
    retranslate();
    if (m_list->rowCount() > 0)
        select(m_list->backend(0).id);
    else
        openAdd();
    if (const auto problem = m_ports.store.problem())
        showProblem(*problem);
}

BackendsPage::~BackendsPage()
{
    for (const ConfiguredBackend &gone : m_removed) {
        for (const std::string &name : {keyname::key(gone.id), keyname::proxy(gone.id), keyname::certificate(gone.id)})
            m_ports.keys.remove(name);
    }
}

QWidget *BackendsPage::buildLeft()
{
    auto *left = new QWidget(this);
    left->setFixedWidth(kListWidth);
    m_find->setObjectName(QStringLiteral("backendsFind"));
    m_add->setObjectName(QStringLiteral("backendsAdd"));
    m_add->setIcon(icon(QStringLiteral("plus")));
    for (QPushButton *button : {m_find, m_add}) {
        button->setAutoDefault(false);
        setControlSize(button, ControlSize::Small);
    }
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::kSpace4, metrics::kSpace3, metrics::kSpace3, metrics::kSpace3);
    head->setSpacing(metrics::kSpace2);
    head->addWidget(m_count, 1);
    head->addWidget(m_find);
    head->addWidget(m_add);
    m_view->setObjectName(QStringLiteral("backendsList"));
    m_view->setModel(m_list);
    m_view->setItemDelegate(new BackendDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setMouseTracking(true);
    setFocusRingMode(m_view, FocusRingMode::Inside);
    m_offline->setObjectName(QStringLiteral("offlineSwitch"));
    setSwitchLook(m_offline);
    m_offlineLabel->setBuddy(m_offline);
    m_offlineNote->setWordWrap(true);
    auto *offline = new QHBoxLayout;
    offline->addWidget(m_offlineLabel, 1);
    offline->addWidget(m_offline);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(metrics::kSpace4, metrics::kSpace3, metrics::kSpace3, metrics::kSpace3);
    foot->setSpacing(metrics::kSpace1);
    foot->addLayout(offline);
    foot->addWidget(m_offlineNote);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new Divider(Qt::Horizontal, left));
    column->addWidget(m_view, 1);
    column->addWidget(new Divider(Qt::Horizontal, left));
    column->addLayout(foot);
    return left;
}

void BackendsPage::build()
{
    m_bar->setObjectName(QStringLiteral("backendsBar"));
    m_undo->setObjectName(QStringLiteral("backendsUndo"));
    m_undo->setAutoDefault(false);
    m_bar->addButton(m_undo);
    m_bar->setClosable(true);
    m_bar->hide();
    m_scroll->setWidget(m_form);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_addPanel);
    m_stack->addWidget(m_findPanel);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_bar);
    right->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildLeft());
    row->addWidget(new Divider(Qt::Vertical, this));
    row->addLayout(right, 1);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &BackendsPage::showSelected);
    connect(m_view, &QListView::clicked, this, &BackendsPage::showSelected);
    connect(m_list, &QAbstractItemModel::modelReset, this, &BackendsPage::showCount);
    connect(m_list, &QAbstractItemModel::dataChanged, this, &BackendsPage::showCount);
    connect(m_find, &QPushButton::clicked, this, &BackendsPage::openFind);
    connect(m_add, &QPushButton::clicked, this, &BackendsPage::openAdd);
    connect(m_undo, &QPushButton::clicked, this, &BackendsPage::undoRemove);
    connect(m_bar, &NoticeBar::closed, m_bar, &QWidget::hide);
    connect(m_form, &BackendForm::removeRequested, this, &BackendsPage::remove);
    connect(m_form, &BackendForm::failed, this, &BackendsPage::showProblem);
    connect(m_addPanel, &AddPanel::chosen, this, [this](const std::string &kind, const Secret &key) {
        ConfiguredBackend backend;
        backend.kind = kind;
        add(backend, key);
    });
    connect(m_addPanel, &AddPanel::lookRequested, this, &BackendsPage::openFind);
    connect(m_addPanel, &AddPanel::cancelled, this, &BackendsPage::showSelected);
    connect(m_findPanel, &FindPanel::cancelled, this, &BackendsPage::showSelected);
    connect(m_findPanel, &FindPanel::serverChosen, this, &BackendsPage::addServer);
    connect(m_findPanel, &FindPanel::fileChosen, this, [this](const FoundModelFile &file) {
        static_cast<void>(m_settings.change([&file](Settings &settings) { settings.engineModelPath = file.path; }));
    });
    connect(m_offline, &QCheckBox::toggled, this, [this](bool on) { static_cast<void>(m_settings.change([on](Settings &settings) { settings.isOffline = on; })); });
    const auto loadOffline = [this] {
        const QSignalBlocker quiet(m_offline);
        m_offline->setChecked(m_settings.values().isOffline);
    };
    connect(&m_settings, &SettingsKeeper::changed, this, loadOffline);
    loadOffline();
}

void BackendsPage::openAdd()
{
    m_stack->setCurrentIndex(AddPart);
    m_addPanel->begin();
}

void BackendsPage::openFind()
{
    m_stack->setCurrentIndex(FindPart);
    m_findPanel->begin();
}

void BackendsPage::select(const std::string &id)
{
    const int row = m_list->rowOf(id);
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_list->index(row));
    showSelected();
}

void BackendsPage::showSelected()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid()) {
        if (m_stack->currentIndex() == FindPart || m_list->rowCount() == 0)
            openAdd();
        return;
    }
    m_form->showBackend(m_list->backend(current.row()).id);
    m_stack->setCurrentIndex(FormPart);
}

void BackendsPage::add(ConfiguredBackend backend, const Secret &key)
{
    const ProviderDescriptor provider = m_list->provider(backend.kind);
    // Not the id of one that was removed and may come back: its key lies under that name.
    std::vector<ConfiguredBackend> taken = m_ports.store.backends();
    taken.insert(taken.end(), m_removed.begin(), m_removed.end());
    backend.id = freeBackendId(backend.kind, taken);
    if (backend.name.empty())
        backend.name = modelwords::providerName(provider).toStdString();
    const Result<void> kept = m_ports.store.put(backend);
    if (!kept) {
        showProblem(kept.error());
        return;
    }
    select(backend.id);
    m_form->focusWhatIsMissing();
    if (key.isEmpty())
        return;
    m_ports.keys.write(keyname::key(backend.id), StoredKey{key, m_list->keyOrigin(backend)}).then(this, [this, id = backend.id](const Result<KeyKeeping> &written) {
        if (!written)
            showProblem(written.error());
        m_list->refreshKey(id);
        m_models.forget(id);
    });
}

void BackendsPage::addServer(const FoundServer &server)
{
    ConfiguredBackend backend;
    backend.kind = server.kind;
    backend.name = server.software;
    backend.baseUrl = server.baseUrl;
    add(backend, {});
}

bool BackendsPage::isSetUp(const FoundServer &server) const
{
    const std::string origin = modelwords::originOf(server.baseUrl);
    for (int row = 0; row < m_list->rowCount(); ++row) {
        const ConfiguredBackend &backend = m_list->backend(row);
        const std::string address = backend.baseUrl.empty() ? m_list->provider(backend.kind).defaultBaseUrl : backend.baseUrl;
        if (modelwords::originOf(address) == origin)
            return true;
    }
    return false;
}

void BackendsPage::remove(const std::string &id)
{
    const int row = m_list->rowOf(id);
    if (row < 0)
        return;
    const ConfiguredBackend gone = m_list->backend(row);
    if (const auto removed = m_ports.store.remove(id); !removed) {
        showProblem(removed.error());
        return;
    }
    m_removed.push_back(gone);
    m_bar->setContent(NoticeBar::Tone::Info, tr("%1 was removed.").arg(backendwords::nameOf(gone)), tr("Its key is forgotten when this window is closed."));
    m_undo->show();
    m_bar->show();
    if (m_list->rowCount() > 0)
        select(m_list->backend(std::min(row, m_list->rowCount() - 1)).id);
    else
        openAdd();
}

void BackendsPage::undoRemove()
{
    if (m_removed.empty())
        return;
    const ConfiguredBackend back = m_removed.back();
    if (const auto kept = m_ports.store.put(back); !kept) {
        showProblem(kept.error());
        return;
    }
    m_removed.pop_back();
    m_bar->setVisible(!m_removed.empty());
    if (!m_removed.empty())
        m_bar->setContent(NoticeBar::Tone::Info, tr("%1 was removed.").arg(backendwords::nameOf(m_removed.back())), {});
    select(back.id);
}

void BackendsPage::showProblem(const Error &error)
{
    const ErrorWords words = errorWords(error);
    m_bar->setContent(NoticeBar::Tone::Error, words.happened, words.advice);
    m_bar->setDetails(errorDetails(error));
    m_undo->hide();
    m_bar->show();
}

void BackendsPage::showCount()
{
    const int all = m_list->rowCount();
    //: of backends: how many are ready, or that there is none
    m_count->setText(all == 0 ? tr("None yet") : tr("%1 of %2 ready").arg(m_list->readyCount()).arg(all));
}

void BackendsPage::keyPressEvent(QKeyEvent *event)
{
    const bool isUndo = event->matches(QKeySequence::Undo) && !m_removed.empty();
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isUndo)
        undoRemove();
    else if (event->key() == Qt::Key_Delete && m_view->hasFocus() && m_view->currentIndex().isValid())
        remove(m_list->backend(m_view->currentIndex().row()).id);
    else if (!isReturn) // a field that was left with Enter does not close the window
        QWidget::keyPressEvent(event);
}

void BackendsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void BackendsPage::retranslate()
{
    m_find->setText(tr("Find…"));
    m_find->setToolTip(tr("Look for model servers and model files on this computer"));
    m_add->setText(tr("Add"));
    m_view->setAccessibleName(tr("Backends"));
    m_undo->setText(tr("Undo"));
    m_offlineLabel->setText(tr("Offline"));
    m_offline->setAccessibleName(tr("Offline"));
    m_offlineNote->setText(tr("Nothing leaves this computer; panes on it still work."));
    m_offline->setAccessibleDescription(m_offlineNote->text());
    m_list->retranslate();
    showCount();
}

} // namespace lineup
