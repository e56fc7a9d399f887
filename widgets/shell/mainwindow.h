#pragma once

#include "core/base/clock.h"
#include "core/ports/chatbackend.h"
#include "core/ports/desktop.h"
#include "core/ports/localengine.h"
#include "widgets/backends/backendports.h"
#include "widgets/common/filepicker.h"

#include <QMainWindow>

#include <optional>
#include <vector>

class QStackedWidget;

namespace lineup {

class Actions;
class Announcer;
class ComparePage;
class DocumentTabs;
class EngineBar;
class FileCommands;
class Menus;
class ModelDirectory;
class NoticeBar;
class Rail;
class SettingsKeeper;
class StatusLine;
class Workspace;

/// The window: arranges its parts and routes what a person does to the one that does it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    static constexpr QSize kMinimumSize{1024, 640};

    /// References outlive the window. The workspace may have line-ups already or get them later.
    MainWindow(Workspace &workspace, SettingsKeeper &settings, BackendFactory &backends, const BackendPorts &backendPorts, LocalEngine &engine,
               EngineSetup &setup, FilePicker &picker, LinkOpener &links, const Clock &clock, QWidget *parent = nullptr);
    ~MainWindow() override;

    const Actions &actions() const { return *m_actions; }
    /// The page of the shown line-up; null when there is none.
    ComparePage *page() const;
    /// Opens a file as if it had been chosen.
    void openFile(const QString &path);
    /// Shows itself above other windows, as far as the desktop allows it.
    void comeToFront();
    /// Says that something is wrong, in a bar that can be closed.
    void showProblem(const QString &happened, const QString &advice, const QString &details);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void connectWorkspace();
    void connectFileActions();
    void connectViewActions();
    void connectPaneActions();
    void connectRunActions();
    void insertPage(int index);
    void removePage(int index);
    void showCurrent();
    void updateTexts();
    void updateActions();
    void applySettings();
    void applyRail();
    void changeZoom(int by);
    void stop();
    void walkRegions(int by);
    void walkLineups(int by);
    enum class SettingsPage { General, Backends };
    void openSettings(SettingsPage page);

    Workspace &m_workspace;
    SettingsKeeper &m_settings;
    BackendPorts m_backendPorts;
    ModelDirectory *m_models;
    LocalEngine &m_engine;
    FilePicker &m_picker;
    LinkOpener &m_links;
    const Clock &m_clock;
    Actions *m_actions;
    Announcer *m_announcer;
    Menus *m_menus;
    Rail *m_rail;
    EngineBar *m_engineBar;
    NoticeBar *m_problemBar;
    DocumentTabs *m_tabs;
    QStackedWidget *m_stack;
    StatusLine *m_status;
    FileCommands *m_files;
    std::vector<ComparePage *> m_pages; ///< in the order of the workspace
    std::optional<bool> m_railByHand;   ///< what a person chose since the window crossed the width where it folds
    bool m_isWide = false;
};

} // namespace lineup
