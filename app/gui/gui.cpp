#include "app/gui/gui.h"

#include "app/base/composition.h"
#include "app/base/interrupts.h"
#include "app/base/languages.h"
#include "app/gui/singleinstance.h"
#include "backends/desktop/desktoplinkopener.h"
#include "backends/desktop/portalcolorscheme.h"
#include "backends/storage/filedraftstore.h"
#include "backends/storage/savefilestore.h"
#include "core/base/product.h"
#include "widgets/common/filepicker.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/firstrun.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/models/settingskeeper.h"
#include "widgets/shell/workspace.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QCoreApplication>
#include <QEvent>
#include <QFileInfo>
#include <QScreen>
#include <QTimer>

namespace lineup {

namespace {

ProfilePaths pathsOf(const GuiOptions &options)
{
    return options.profile ? profilePathsBelow(*options.profile) : defaultProfilePaths();
}

/// The words of the window's surroundings.
struct GuiWords {
    Q_DECLARE_TR_FUNCTIONS(lineup::GuiWords)
};

QStringList absoluteFiles(const GuiOptions &options)
{
    QStringList files;
    for (const std::string &file : options.files)
        files.push_back(QFileInfo(QString::fromStdString(file)).absoluteFilePath());
    return files;
}

void openAll(MainWindow &window, const QStringList &files)
{
    for (const QString &file : files)
        window.openFile(file);
}

void followLaterStarts(SingleInstance &instance, MainWindow &window)
{
    QObject::connect(&instance, &SingleInstance::filesRequested, &window, [&window](const QStringList &files) {
        openAll(window, files);
        window.comeToFront();
    });
}

/// Each draft slot in a folder of its own; the first in the profile itself.
ProfilePaths pathsOfDraft(ProfilePaths paths, int slot)
{
    if (slot > 0)
        paths.dataFolder += "/drafts/" + std::to_string(slot);
    return paths;
}

/// Takes another engine or model into use as soon as it is chosen.
void followEngineChoice(SettingsKeeper &settings, Composition &composition, QObject *context)
{
    LocalEngine &engine = composition.engine();
    QObject::connect(&settings, &SettingsKeeper::changed, context, [&settings, &composition, &engine, context](const Settings &before) {
        const Settings &now = settings.values();
        if (now.engineProgram == before.engineProgram && now.engineModelPath == before.engineModelPath)
            return;
        composition.useEngineOf(now);
        const EngineStatus status = engine.state().status;
        if (status != EngineStatus::Starting && status != EngineStatus::Ready && status != EngineStatus::Busy) {
            engine.start();
            return;
        }
        auto *once = new QObject(context);
        QObject::connect(&engine, &LocalEngine::stateChanged, once, [&engine, once](const EngineState &state) {
            if (state.status == EngineStatus::Stopped) {
                once->deleteLater();
                engine.start();
            }
        });
        engine.stop();
    });
}

/// A window that does not fit the screen, with its title bar, fills it.
void showFitting(QWidget &window)
{
    constexpr int kTitleBar = 40; // not known before the window is shown
    const QSize room = window.screen()->availableSize() - QSize(0, kTitleBar);
    if (window.width() > room.width() || window.height() > room.height())
        window.showMaximized();
    else
        window.show();
}

/// Ends the program when the window has been painted for the first time.
class FirstPaint : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        return false;
    }
};

} // namespace

int runGui(int &argc, char **argv, const GuiOptions &options)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Lineup"));
    QApplication::setDesktopFileName(QStringLiteral("lineup"));
    registerFonts();

    const ProfilePaths paths = pathsOf(options);
    SingleInstance instance(QString::fromStdString(paths.dataFolder));
    const SingleInstance::Role role = instance.begin(absoluteFiles(options));
    if (role == SingleInstance::Role::HandedOver)
        return 0;

    Composition composition(paths);
    SettingsKeeper settings(composition.settingsStore());
    Languages languages;
    languages.use(settings.values().language);
    QObject::connect(&settings, &SettingsKeeper::changed, &application, [&](const Settings &before) {
        if (settings.values().language != before.language)
            languages.use(settings.values().language);
    });
    PortalColorScheme system;
    Appearance appearance(application, settings, system);

    SaveFileStore files;
    DesktopLinkOpener links;
    DialogFilePicker picker;
    const auto makeDrafts = [&composition, role](int slot) -> std::unique_ptr<DraftStore> {
        // The drafts belong to the window that has the profile.
        if (role == SingleInstance::Role::Beside)
            return nullptr;
        return std::make_unique<FileDraftStore>(pathsOfDraft(composition.paths(), slot), composition.clock());
    };
    Workspace workspace(composition.backends(), files, makeDrafts, composition.clock(), productName());
    const BackendPorts ports{composition.backendStore(), composition.keys(), composition.backendTester(), composition.discovery()};
    MainWindow window(workspace, settings, composition.backends(), ports, composition.engine(), composition.engineSetup(), picker, links,
                      composition.clock());
    QObject::connect(&settings, &SettingsKeeper::changed, &window, [&] { composition.setOffline(settings.values().isOffline); });
    followEngineChoice(settings, composition, &window);
    FirstPaint firstPaint;
    const bool endsAtFirstPaint = qEnvironmentVariableIsSet("LINEUP_EXIT_AT_FIRST_PAINT");
    if (endsAtFirstPaint)
        window.installEventFilter(&firstPaint);
    // A session that ends, or Ctrl C in the terminal, closes the window as a person does: what is open is kept.
    Interrupts interrupts;
    QObject::connect(&interrupts, &Interrupts::interrupted, &window, [&window] {
        window.close();
        QCoreApplication::quit();
    });
    workspace.start();
    openAll(window, absoluteFiles(options));
    showFitting(window);
    followLaterStarts(instance, window);
    if (role == SingleInstance::Role::Beside)
        window.showProblem(GuiWords::tr("Another window of Lineup is open and does not answer."),
                           GuiWords::tr("Save what you write here: it is not kept by itself."), {});

    FirstRun firstRun(workspace, settings, composition.engine());
    // The window first: the engine takes a moment and needs no one to wait for it.
    if (!endsAtFirstPaint)
        QTimer::singleShot(0, &window, [&composition] { composition.engine().start(); });
    const int exitCode = QApplication::exec();
    workspace.flush();
    return exitCode;
}

} // namespace lineup
