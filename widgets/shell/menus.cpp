#include "widgets/shell/menus.h"

#include "widgets/common/background.h"
#include "widgets/common/textlabel.h"
#include "widgets/shell/actions.h"
#include "widgets/models/settingskeeper.h"
#include "widgets/theme/metrics.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>

namespace lineup {

namespace {

using Id = Actions::Id;
constexpr int kDocumentWidth = 420;
constexpr int kMaxRecentText = 80;

void addAll(QMenu *menu, const Actions &actions, std::initializer_list<Id> ids)
{
    for (const Id id : ids)
        menu->addAction(actions.at(id));
}

} // namespace

Menus::Menus(QMenuBar &bar, const Actions &actions, SettingsKeeper &settings)
    : QObject(&bar), m_bar(bar), m_actions(actions), m_settings(settings), m_file(bar.addMenu(QString())), m_recent(new QMenu(&bar)),
      m_edit(bar.addMenu(QString())), m_view(bar.addMenu(QString())), m_colors(new QMenu(&bar)), m_language(new QMenu(&bar)),
      m_lineup(bar.addMenu(QString())), m_pane(bar.addMenu(QString())), m_goToPane(new QMenu(&bar)), m_run(bar.addMenu(QString())),
      m_help(bar.addMenu(QString())), m_corner(new QWidget(&bar)), m_document(new ElidedLabel(TypeStep::Control, ColorRole::Text3, m_corner))
{
    build();
    m_document->setObjectName(QStringLiteral("documentText"));
    m_document->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *corner = new QHBoxLayout(m_corner);
    corner->setContentsMargins(metrics::kSpace3, 0, metrics::kSpace3, 0);
    corner->addWidget(m_document);
    bar.setCornerWidget(m_corner, Qt::TopRightCorner);
    connect(m_recent, &QMenu::aboutToShow, this, &Menus::fillRecent);
    // An empty list is disabled and never about to show. Later, since an entry of the list may be what was just chosen.
    connect(&settings, &SettingsKeeper::changed, this, [this](const Settings &before) {
        if (before.recentFiles != m_settings.values().recentFiles)
            QMetaObject::invokeMethod(this, &Menus::fillRecent, Qt::QueuedConnection);
    });
    retranslate();
    fillRecent();
}

QList<QAction *> Menus::paneActions(const Actions &actions)
{
    return {actions.at(Id::EditPane),   actions.at(Id::SendPaneAgain), actions.at(Id::StopPane),     nullptr,
            actions.at(Id::CopyAnswer), actions.at(Id::MaximisePane),  actions.at(Id::DuplicatePane), nullptr,
            actions.at(Id::RemovePane)};
}

void Menus::build()
{
    addAll(m_file, m_actions, {Id::NewLineup, Id::Open});
    m_file->addMenu(m_recent);
    addAll(m_file, m_actions, {Id::OpenExample});
    m_file->addSeparator();
    addAll(m_file, m_actions, {Id::Save, Id::SaveAs});
    m_file->addSeparator();
    addAll(m_file, m_actions, {Id::CloseLineup, Id::ReopenLineup});
    m_file->addSeparator();
    addAll(m_file, m_actions, {Id::Settings, Id::Quit});

    addAll(m_edit, m_actions, {Id::UndoRemove});
    m_edit->addSeparator();
    addAll(m_edit, m_actions, {Id::EditPrompt, Id::EditSystem, Id::EditExamples});

    m_view->addMenu(m_colors);
    m_colors->addActions(m_actions.colorSchemes()->actions());
    m_view->addMenu(m_language);
    m_language->addActions(m_actions.languages()->actions());
    m_view->addSeparator();
    addAll(m_view, m_actions, {Id::LargerText, Id::SmallerText, Id::NormalText});
    m_view->addSeparator();
    addAll(m_view, m_actions, {Id::FoldRail, Id::FoldStrip, Id::ShowLesson});
    m_view->addSeparator();
    addAll(m_view, m_actions, {Id::NextRegion, Id::PreviousRegion});

    addAll(m_lineup, m_actions, {Id::AddPane});
    m_lineup->addSeparator();
    addAll(m_lineup, m_actions, {Id::NextLineup, Id::PreviousLineup});

    for (QAction *action : paneActions(m_actions)) {
        if (action)
            m_pane->addAction(action);
        else
            m_pane->addSeparator();
    }
    m_pane->addSeparator();
    m_pane->addMenu(m_goToPane);
    for (int pane = 0; pane < Actions::kFocusPanes; ++pane)
        m_goToPane->addAction(m_actions.focusPane(pane));
    addAll(m_pane, m_actions, {Id::SpeakPane});

    addAll(m_run, m_actions, {Id::Send, Id::SendAgain, Id::StopAll});
    m_run->addSeparator();
    addAll(m_run, m_actions, {Id::PreviousRun, Id::NextRun});

    addAll(m_help, m_actions, {Id::Shortcuts, Id::About});
}

void Menus::fillRecent()
{
    m_recent->clear();
    std::vector<QString> paths;
    for (const std::string &file : m_settings.values().recentFiles) {
        const QString path = QString::fromStdString(file);
        paths.push_back(path);
        QString text = QFileInfo(path).fileName().left(kMaxRecentText);
        text.replace(QLatin1Char('&'), QLatin1String("&&"));
        QAction *action = m_recent->addAction(text);
        action->setData(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT recentChosen(path); });
    }
    m_recent->setEnabled(!paths.empty());
    // A file that is gone stays in the list, grey: the disk it lies on may come back. Asking may take long on such a disk,
    // so it is asked elsewhere.
    runInBackground(
        *QThreadPool::globalInstance(), this,
        [paths] {
            QStringList missing;
            for (const QString &path : paths) {
                if (!QFileInfo::exists(path))
                    missing.push_back(path);
            }
            return missing;
        },
        [this](const QStringList &missing) {
            for (QAction *action : m_recent->actions()) {
                if (missing.contains(action->data().toString()))
                    action->setEnabled(false);
            }
        });
}

void Menus::setDocumentText(const QString &text)
{
    m_document->setFullText(text);
    // The bar gives the corner the size that it has, not the one that it wants.
    const int width = std::min(kDocumentWidth, m_document->sizeHint().width() + 2 * metrics::kSpace3);
    m_corner->setFixedSize(width, metrics::kMenuHeight);
    m_bar.setCornerWidget(m_corner, Qt::TopRightCorner);
    m_corner->show();
}

void Menus::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_recent->setTitle(tr("Open &Recent"));
    m_edit->setTitle(tr("&Edit"));
    m_view->setTitle(tr("&View"));
    m_colors->setTitle(tr("&Colours"));
    m_language->setTitle(tr("&Language"));
    m_lineup->setTitle(tr("&Line-up"));
    m_pane->setTitle(tr("&Pane"));
    m_goToPane->setTitle(tr("&Go to Pane"));
    m_run->setTitle(tr("&Run"));
    m_help->setTitle(tr("&Help"));
}

} // namespace lineup
