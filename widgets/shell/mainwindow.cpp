#include "widgets/shell/mainwindow.h"

#include "widgets/common/announcer.h"
#include "widgets/common/noticebar.h"
#include "widgets/compare/comparepage.h"
#include "widgets/models/backendplaces.h"
#include "widgets/models/comparesession.h"
#include "widgets/models/modeldirectory.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/dialogs.h"
#include "widgets/shell/documenttabs.h"
#include "widgets/shell/enginebar.h"
#include "widgets/shell/filecommands.h"
#include "widgets/shell/menus.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/settingsdialog.h"
#include "widgets/models/settingskeeper.h"
#include "widgets/shell/statusline.h"
#include "widgets/shell/workspace.h"
#include "widgets/theme/appmark.h"
#include "widgets/theme/metrics.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {

using Id = Actions::Id;
constexpr QSize kFirstSize{1440, 900};
constexpr int kTitleBar = 40; // not known before the window is shown
constexpr int kZoomStep = 10;
constexpr int kMinimumZoom = 80;
constexpr int kMaximumZoom = 200;

} // namespace

MainWindow::MainWindow(Workspace &workspace, SettingsKeeper &settings, BackendFactory &backends, const BackendPorts &backendPorts, LocalEngine &engine,
                       EngineSetup &setup, FilePicker &picker, LinkOpener &links, const Clock &clock, QWidget *parent)
    : QMainWindow(parent), m_workspace(workspace), m_settings(settings), m_backendPorts(backendPorts), m_models(new ModelDirectory(backends, this)), m_engine(engine), m_picker(picker), m_links(links),
      m_clock(clock), m_actions(new Actions(this)), m_announcer(new Announcer(this)), m_menus(new Menus(*menuBar(), *m_actions, settings)),
      m_rail(new Rail(m_actions->at(Id::Settings), this)), m_engineBar(new EngineBar(engine, setup, clock, this)), m_problemBar(new NoticeBar(this)),
      m_tabs(new DocumentTabs(*m_actions, this)), m_stack(new QStackedWidget(this)), m_status(new StatusLine(workspace, engine, this)),
      m_files(new FileCommands(workspace, settings, picker, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    new BackendPlaces(m_backendPorts.store, *m_models, this);
    build();
    connectWorkspace();
    connectFileActions();
    connectViewActions();
    connectPaneActions();
    connectRunActions();
    connect(&m_settings, &SettingsKeeper::changed, this, &MainWindow::applySettings);
    for (int index = 0; index < m_workspace.count(); ++index)
        insertPage(index);
    applySettings();
    showCurrent();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    setWindowIcon(appIcon());
    // A screen may be smaller, or its pixels large; a window beyond its edge hides the button that sends.
    setMinimumSize(kMinimumSize.boundedTo(screen()->availableSize() - QSize(0, kTitleBar)));
    setAcceptDrops(true);
    menuBar()->setNativeMenuBar(false);
    for (QAction *action : m_actions->all())
        addAction(action);

    m_problemBar->setObjectName(QStringLiteral("problemBar"));
    m_problemBar->setClosable(true);
    m_problemBar->hide();
    connect(m_problemBar, &NoticeBar::closed, m_problemBar, &QWidget::hide);
    connect(m_engineBar, &EngineBar::leftWithFocus, this, [this] {
        if (page())
            page()->focusPrompt(Qt::OtherFocusReason);
    });
    connect(m_files, &FileCommands::failed, this, &MainWindow::showProblem);
    connect(m_files, &FileCommands::done, m_status, &StatusLine::showMessage);

    auto *centre = new QWidget(this);
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_engineBar);
    column->addWidget(m_problemBar);
    column->addWidget(m_tabs);
    column->addWidget(m_stack, 1);
    column->addWidget(m_status);
    row->addLayout(column, 1);
    setCentralWidget(centre);
    m_announcer->setParent(centre);

    const auto geometry = QByteArray::fromBase64(QByteArray::fromStdString(m_settings.values().windowGeometry));
    if (geometry.isEmpty() || !restoreGeometry(geometry))
        resize(kFirstSize);
}

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::inserted, this, &MainWindow::insertPage);
    connect(&m_workspace, &Workspace::removed, this, &MainWindow::removePage);
    connect(&m_workspace, &Workspace::currentChanged, this, &MainWindow::showCurrent);
    connect(&m_workspace, &Workspace::changed, this, &MainWindow::updateTexts);
    connect(&m_workspace, &Workspace::closedChanged, this, &MainWindow::updateActions);
    connect(m_tabs, &DocumentTabs::currentChanged, &m_workspace, &Workspace::setCurrent);
    connect(m_tabs, &DocumentTabs::closeRequested, m_files, &FileCommands::close);
}

void MainWindow::connectFileActions()
{
    const auto on = [this](Id id, auto &&does) { connect(m_actions->at(id), &QAction::triggered, this, does); };
    on(Id::NewLineup, [this] { m_workspace.addEmpty(); });
    on(Id::Open, [this] { m_files->askOpen(); });
    on(Id::OpenExample, [this] { m_workspace.addExample(); });
    on(Id::Save, [this] { m_files->save(); });
    on(Id::SaveAs, [this] { m_files->saveAs(); });
    on(Id::CloseLineup, [this] { m_files->close(m_workspace.current()); });
    on(Id::ReopenLineup, [this] { m_workspace.reopenClosed(); });
    on(Id::Settings, [this] { openSettings(SettingsPage::General); });
    on(Id::Quit, [this] { close(); });
    on(Id::NextLineup, [this] { walkLineups(1); });
    on(Id::PreviousLineup, [this] { walkLineups(-1); });
    on(Id::Shortcuts, [this] { openShortcuts(this, *m_actions); });
    on(Id::About, [this] { openAbout(this); });
    connect(m_menus, &Menus::recentChosen, m_files, &FileCommands::open);
}

void MainWindow::connectViewActions()
{
    const auto on = [this](Id id, auto &&does) { connect(m_actions->at(id), &QAction::triggered, this, does); };
    on(Id::LargerText, [this] { changeZoom(kZoomStep); });
    on(Id::SmallerText, [this] { changeZoom(-kZoomStep); });
    on(Id::NormalText, [this] { changeZoom(0); });
    on(Id::NextRegion, [this] { walkRegions(1); });
    on(Id::PreviousRegion, [this] { walkRegions(-1); });
    on(Id::FoldRail, [this](bool fold) {
        m_railByHand = fold;
        if (m_isWide)
            static_cast<void>(m_settings.change([fold](Settings &settings) { settings.railFolded = fold; }));
        applyRail();
    });
    on(Id::FoldStrip, [this](bool fold) {
        if (page())
            page()->setStripFolded(fold);
    });
    on(Id::ShowLesson, [this](bool show) {
        if (page())
            page()->setLessonShown(show);
    });
    connect(m_actions->colorSchemes(), &QActionGroup::triggered, this, [this](const QAction *chosen) {
        static_cast<void>(m_settings.change([chosen](Settings &settings) { settings.colorScheme = static_cast<ColorScheme>(chosen->data().toInt()); }));
    });
    connect(m_actions->languages(), &QActionGroup::triggered, this, [this](const QAction *chosen) {
        static_cast<void>(m_settings.change([chosen](Settings &settings) { settings.language = chosen->data().toString().toStdString(); }));
    });
}

void MainWindow::connectPaneActions()
{
    const auto onPane = [this](Id id, void (ComparePage::*does)(int)) {
        connect(m_actions->at(id), &QAction::triggered, this, [this, does] {
            if (ComparePage *shown = page(); shown && shown->currentPane() >= 0)
                (shown->*does)(shown->currentPane());
        });
    };
    onPane(Id::EditPane, &ComparePage::editPane);
    onPane(Id::SendPaneAgain, &ComparePage::sendPane);
    onPane(Id::StopPane, &ComparePage::stopPane);
    onPane(Id::CopyAnswer, &ComparePage::copyAnswer);
    onPane(Id::MaximisePane, &ComparePage::toggleMaximised);
    onPane(Id::DuplicatePane, &ComparePage::duplicatePane);
    onPane(Id::RemovePane, &ComparePage::removePane);
    onPane(Id::SpeakPane, &ComparePage::speakPane);
    for (int pane = 0; pane < Actions::kFocusPanes; ++pane) {
        connect(m_actions->focusPane(pane), &QAction::triggered, this, [this, pane] {
            if (page())
                page()->focusPane(pane);
        });
    }
}

void MainWindow::connectRunActions()
{
    const auto onPage = [this](Id id, void (ComparePage::*does)()) {
        connect(m_actions->at(id), &QAction::triggered, this, [this, does] {
            if (page())
                (page()->*does)();
        });
    };
    onPage(Id::AddPane, &ComparePage::addPane);
    onPage(Id::UndoRemove, &ComparePage::undoRemovePane);
    connect(m_actions->at(Id::EditPrompt), &QAction::triggered, this, [this] {
        if (page())
            page()->focusPrompt();
    });
    onPage(Id::EditSystem, &ComparePage::openSystem);
    onPage(Id::EditExamples, &ComparePage::openExamples);
    const auto onSession = [this](Id id, auto &&does) {
        connect(m_actions->at(id), &QAction::triggered, this, [this, does] {
            if (CompareSession *session = m_workspace.currentSession())
                does(*session);
        });
    };
    onSession(Id::Send, [](CompareSession &session) { session.send(); });
    onSession(Id::SendAgain, [](CompareSession &session) { session.sendAgain(); });
    onSession(Id::NextRun, [](CompareSession &session) { session.showRun(session.shownRun() + 1); });
    onSession(Id::PreviousRun, [](CompareSession &session) { session.showRun(session.shownRun() - 1); });
    connect(m_actions->at(Id::StopAll), &QAction::triggered, this, &MainWindow::stop);
}

ComparePage *MainWindow::page() const
{
    const int current = m_workspace.current();
    return current >= 0 && current < static_cast<int>(m_pages.size()) ? m_pages[static_cast<std::size_t>(current)] : nullptr;
}

void MainWindow::insertPage(int index)
{
    CompareSession &session = m_workspace.session(index);
    auto *made = new ComparePage(session, *m_models, m_engine, m_clock, *m_announcer, Menus::paneActions(*m_actions), m_stack);
    made->setZoom(m_settings.values().answerZoomPercent);
    made->setReducedMotion(m_settings.values().reducedMotion);
    connect(made, &ComparePage::linkClicked, this, [this](const QString &url) { openLinkQuestion(this, url, m_links); });
    connect(made, &ComparePage::stateChanged, this, &MainWindow::updateActions);
    connect(made, &ComparePage::backendsRequested, this, [this] { openSettings(SettingsPage::Backends); });
    connect(made, &ComparePage::openExampleRequested, this, [this] { m_workspace.addExample(); });
    for (const auto signal : {&CompareSession::runStarted, &CompareSession::runFinished, &CompareSession::shownRunChanged, &CompareSession::setupChanged,
                              &CompareSession::sendTargetsChanged, &CompareSession::sendQueuedChanged, &CompareSession::lanesReset})
        connect(&session, signal, this, &MainWindow::updateActions);
    m_pages.insert(m_pages.begin() + index, made);
    m_stack->insertWidget(index, made);
    m_tabs->insertTab(index);
    updateTexts();
}

void MainWindow::removePage(int index)
{
    ComparePage *gone = m_pages[static_cast<std::size_t>(index)];
    m_pages.erase(m_pages.begin() + index);
    m_tabs->removeTab(index);
    m_stack->removeWidget(gone);
    delete gone; // before its session, which goes when this returns
    updateTexts();
}

void MainWindow::showCurrent()
{
    ComparePage *shown = page();
    if (!shown)
        return;
    m_stack->setCurrentWidget(shown);
    m_tabs->setCurrent(m_workspace.current());
    updateTexts();
    updateActions();
    shown->focusPrompt(Qt::OtherFocusReason);
}

void MainWindow::updateTexts()
{
    if (m_tabs->count() != m_workspace.count())
        return;
    for (int index = 0; index < m_workspace.count(); ++index)
        m_tabs->setTab(index, m_workspace.session(index).displayTitle(), m_workspace.session(index).isModified());
    const CompareSession *session = m_workspace.currentSession();
    if (!session)
        return;
    const QString name = session->filePath().isEmpty() ? session->displayTitle() : QFileInfo(session->filePath()).fileName();
    QString state = tr("Saved");
    if (session->isModified())
        state = tr("Not saved");
    else if (session->filePath().isEmpty())
        state = session->document().lesson.empty() ? tr("new") : tr("example");
    //: The name of a line-up and whether it is saved, at the right of the menu bar
    m_menus->setDocumentText(tr("%1 — %2").arg(name, state));
    //: Title of the window; [*] is where the sign of an unsaved line-up stands
    setWindowTitle(tr("%1[*] — Lineup").arg(session->displayTitle().replace(QLatin1String("[*]"), QLatin1String("[*][*]"))));
    setWindowModified(session->isModified());
}

void MainWindow::updateActions()
{
    const CompareSession *session = m_workspace.currentSession();
    const ComparePage *shown = page();
    const bool hasPane = session && !session->setup().lanes.empty();
    const bool isRunning = session && session->isRunning();
    const int current = shown ? shown->currentPane() : -1;
    const auto enable = [this](Id id, bool on) { m_actions->at(id)->setEnabled(on); };
    enable(Id::ReopenLineup, m_workspace.canReopen());
    enable(Id::UndoRemove, session && session->canUndoRemove());
    for (const Id id : {Id::EditPane, Id::SendPaneAgain, Id::CopyAnswer, Id::MaximisePane, Id::DuplicatePane, Id::RemovePane, Id::SpeakPane})
        enable(id, hasPane);
    enable(Id::StopPane, isRunning);
    enable(Id::Send, session && session->sendTargetCount() > 0 && !session->setup().prompt.empty());
    enable(Id::SendAgain, session && !isRunning && session->shownRun() >= 0 && session->sendTargetCount() > 0);
    enable(Id::StopAll, isRunning);
    enable(Id::PreviousRun, session && !isRunning && session->shownRun() > 0);
    enable(Id::NextRun, session && !isRunning && session->shownRun() >= 0 && session->shownRun() + 1 < session->runCount());
    enable(Id::ShowLesson, shown && shown->hasLesson());
    for (int pane = 0; pane < Actions::kFocusPanes; ++pane)
        m_actions->focusPane(pane)->setEnabled(session && pane < static_cast<int>(session->setup().lanes.size()));
    m_actions->at(Id::ShowLesson)->setChecked(shown && shown->isLessonShown());
    m_actions->at(Id::FoldStrip)->setChecked(shown && shown->isStripFolded());
    m_actions->at(Id::MaximisePane)->setChecked(current >= 0 && shown->isMaximised());
}

void MainWindow::applySettings()
{
    const Settings &values = m_settings.values();
    for (ComparePage *each : m_pages) {
        each->setZoom(values.answerZoomPercent);
        each->setReducedMotion(values.reducedMotion);
    }
    for (QAction *action : m_actions->colorSchemes()->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(values.colorScheme));
    for (QAction *action : m_actions->languages()->actions())
        action->setChecked(action->data().toString().toStdString() == values.language);
    applyRail();
}

void MainWindow::applyRail()
{
    const bool isFolded = m_railByHand.value_or(!m_isWide || m_settings.values().railFolded);
    m_rail->setFolded(isFolded);
    m_actions->at(Id::FoldRail)->setChecked(isFolded);
}

void MainWindow::changeZoom(int by)
{
    static_cast<void>(m_settings.change([by](Settings &settings) {
        settings.answerZoomPercent = by == 0 ? 100 : std::clamp(settings.answerZoomPercent + by, kMinimumZoom, kMaximumZoom);
    }));
}

void MainWindow::stop()
{
    CompareSession *session = m_workspace.currentSession();
    if (!session)
        return;
    // In a pane Esc means that pane first.
    const ComparePage *shown = page();
    if (shown->isPaneFocused() && session->isLaneRunning(shown->currentPane()))
        session->stopLane(shown->currentPane());
    else
        session->stopAll();
}

void MainWindow::walkLineups(int by)
{
    if (const int count = m_workspace.count(); count > 1)
        m_workspace.setCurrent((m_workspace.current() + by + count) % count);
}

void MainWindow::walkRegions(int by)
{
    QList<QWidget *> regions{m_rail, m_tabs};
    if (page())
        regions += page()->regions();
    const QWidget *focus = focusWidget();
    int present = -1;
    for (int index = 0; index < regions.size(); ++index) {
        if (focus && (regions[index] == focus || regions[index]->isAncestorOf(focus)))
            present = index;
    }
    const auto next = static_cast<int>((present + by + regions.size()) % regions.size());
    QWidget *region = regions[present < 0 ? 0 : next];
    if (region == m_rail)
        m_rail->firstButton()->setFocus(Qt::ShortcutFocusReason);
    else if (region == m_tabs)
        m_tabs->bar()->setFocus(Qt::ShortcutFocusReason);
    else
        page()->focusRegion(region);
}

void MainWindow::openSettings(SettingsPage page)
{
    auto *dialog = new SettingsDialog(m_settings, m_picker, QString::fromStdString(m_engine.state().modelName), m_backendPorts, *m_models, m_links, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (page == SettingsPage::Backends)
        dialog->showBackends();
    dialog->open();
}

void MainWindow::openFile(const QString &path)
{
    m_files->open(path);
}

void MainWindow::comeToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showProblem(const QString &happened, const QString &advice, const QString &details)
{
    m_problemBar->setContent(NoticeBar::Tone::Error, happened, advice);
    m_problemBar->setDetails(details);
    m_problemBar->show();
    m_announcer->say(happened);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    const bool isWide = width() >= metrics::kRailFoldBelow;
    if (isWide == m_isWide)
        return;
    m_isWide = isWide;
    m_railByHand.reset();
    applyRail();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    setLocale(QLocale());
    m_actions->retranslate();
    m_menus->retranslate();
    updateTexts();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    static_cast<void>(m_settings.change([this](Settings &settings) { settings.windowGeometry = saveGeometry().toBase64().toStdString(); }));
    m_workspace.flush();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!FileCommands::lineupsAmong(event->mimeData()->urls()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QString &path : FileCommands::lineupsAmong(event->mimeData()->urls()))
        m_files->open(path);
    event->acceptProposedAction();
}

} // namespace lineup
