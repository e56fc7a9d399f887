#include "widgets/shell/firstrun.h"

#include "widgets/compare/lessonpanel.h"
#include "widgets/models/comparesession.h"
#include "widgets/shell/workspace.h"

namespace lineup {

FirstRun::FirstRun(Workspace &workspace, SettingsKeeper &settings, LocalEngine &engine, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_settings(settings), m_engine(engine)
{
    connect(&m_engine, &LocalEngine::stateChanged, this, &FirstRun::look);
    connect(&m_workspace, &Workspace::currentChanged, this, &FirstRun::look);
    look();
}

void FirstRun::look()
{
    if (m_settings.values().firstRunDone || m_engine.state().status != EngineStatus::Ready)
        return;
    CompareSession *session = m_workspace.currentSession();
    if (!session || !LessonPanel::hasLesson(session->document().lesson) || session->isRunning())
        return;
    const bool isKept = m_settings.change([](Settings &settings) { settings.firstRunDone = true; }).has_value();
    // Whoever sent something already needs no demonstration.
    if (isKept && session->runCount() == 0)
        session->send();
}

} // namespace lineup
