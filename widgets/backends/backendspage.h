#pragma once

#include "core/ports/desktop.h"
#include "widgets/backends/backendports.h"
#include "widgets/common/filepicker.h"
#include "widgets/models/backendlist.h"
#include "widgets/models/modeldirectory.h"
#include "widgets/models/settingskeeper.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QListView;
class QPushButton;
class QStackedWidget;

namespace lineup {

class AddPanel;
class BackendForm;
class FindPanel;
class NoticeBar;
class PageScroll;
class TextLabel;

/// Where models answer: the backends that the person has set up, at the right the one that is chosen, or how another is added or
/// found. Every change is kept at once; what is removed can be brought back while the page is open.
class BackendsPage : public QWidget {
    Q_OBJECT
public:
    /// References outlive the page.
    BackendsPage(const BackendPorts &ports, ModelDirectory &models, SettingsKeeper &settings, FilePicker &picker, LinkOpener &links, QWidget *parent = nullptr);
    /// The keys of what was removed and not brought back are forgotten.
    ~BackendsPage() override;

    BackendList &list() { return *m_list; }
    void openAdd();
    void openFind();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Part { FormPart, AddPart, FindPart };
    QWidget *buildLeft();
    void build();
    void select(const std::string &id);
    void showSelected();
    void add(ConfiguredBackend backend, const Secret &key);
    void addServer(const FoundServer &server);
    bool isSetUp(const FoundServer &server) const;
    void remove(const std::string &id);
    void undoRemove();
    void showProblem(const Error &error);
    void showCount();
    void retranslate();

    BackendPorts m_ports;
    ModelDirectory &m_models;
    SettingsKeeper &m_settings;
    BackendList *m_list;
    std::vector<ConfiguredBackend> m_removed; ///< the newest last
    TextLabel *m_count;
    QPushButton *m_find;
    QPushButton *m_add;
    QListView *m_view;
    QCheckBox *m_offline;
    TextLabel *m_offlineLabel;
    TextLabel *m_offlineNote;
    NoticeBar *m_bar;
    QPushButton *m_undo;
    QStackedWidget *m_stack;
    PageScroll *m_scroll;
    BackendForm *m_form;
    AddPanel *m_addPanel;
    FindPanel *m_findPanel;
};

} // namespace lineup
