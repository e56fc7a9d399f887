#pragma once

#include "core/base/clock.h"
#include "tests/support/fakebackends.h"
#include "tests/support/fakedesktop.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakestores.h"
#include "tests/support/answeringbackend.h"
#include "tests/widgets/shell/fakefilepicker.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/firstrun.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/models/settingskeeper.h"
#include "widgets/shell/workspace.h"

#include <memory>

namespace lineup::test {

/// What the three panes of the built-in example answer, as the model that comes with the program does.
ScriptedAnswer lessonAnswer(const ChatRequest &request);

/// A whole window on fakes. What outlives a program (settings, drafts, files) may be handed from one fixture to the next,
/// so that a second start can be tested.
struct Disk {
    FakeSettingsStore settings;
    FakeFileStore files;
    DraftDisk drafts;
};

class WindowFixture {
public:
    explicit WindowFixture(Disk &disk, AnsweringBackend::Script script = lessonAnswer, EngineStatus engineStatus = EngineStatus::Ready);
    ~WindowFixture();

    /// Opens what was open, or the example, and shows the window at `size`.
    void start(QSize size = {1440, 900});
    CompareSession &session() const { return *workspace.currentSession(); }
    /// The only child of that name that is of type T; fails the test when there is none.
    template <class T>
    T *find(const char *name) const
    {
        T *found = window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no child called %s", name);
        return found;
    }

    Disk &disk;
    SystemClock clock;
    SettingsKeeper settings;
    FakeEngine engine;
    FakeSetup setup;
    FakeFilePicker picker;
    FakeLinkOpener links;
    FakeColorScheme system;
    std::unique_ptr<Appearance> appearance;
    AnsweringFactory backends;
    FakeBackendPorts backendPorts;
    Workspace workspace;
    std::unique_ptr<FirstRun> firstRun;
    std::unique_ptr<MainWindow> window;
};

} // namespace lineup::test
