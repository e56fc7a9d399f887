#include "app/terminal.h"

#include "app/cli/backendscommand.h"
#include "app/cli/backendtestcommand.h"
#include "app/cli/comparecommand.h"
#include "app/cli/conformancecommand.h"
#include "app/cli/helptext.h"
#include "app/cli/modelscommand.h"
#include "app/cli/setupcommand.h"
#include "app/cli/usagewords.h"
#include "app/base/composition.h"
#include "app/base/interrupts.h"
#include "app/base/languages.h"
#include "backends/engine/localmodels.h"
#include "backends/storage/savefilestore.h"
#include "core/base/product.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lineup {

namespace {

ProfilePaths pathsOf(const CommandLine &commandLine)
{
    return commandLine.profile ? profilePathsBelow(*commandLine.profile) : defaultProfilePaths();
}

/// Runs the event loop until the command has finished.
template <class AnyCommand, class... Options>
int runCommand(AnyCommand &command, const Options &...options)
{
    QObject::connect(&command, &AnyCommand::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    // Reads files and perhaps the terminal; up to here a signal ends the program as it does by itself.
    command.start(options...);
    Interrupts interrupts;
    QObject::connect(&interrupts, &Interrupts::interrupted, &command, &AnyCommand::interrupt);
    return QCoreApplication::exec();
}

class Dispatcher {
public:
    Dispatcher(const CommandLine &commandLine, CommandIo io, Languages &languages) : m_commandLine(commandLine), m_io(std::move(io)), m_languages(languages) {}

    int operator()(const CompareOptions &options)
    {
        Composition composition(pathsOf(m_commandLine));
        prepare(composition);
        CompareCommand command(composition.backends(), composition.clock(), m_io);
        return runCommand(command, options);
    }
    int operator()(const ModelsOptions &options)
    {
        Composition composition(pathsOf(m_commandLine));
        prepare(composition);
        ModelsCommand command(composition.backends(), m_io, ModelsProfile{composition.backendStore(), composition.modelLists(), composition.clock()});
        return runCommand(command, options);
    }
    int operator()(const BackendListOptions &options) { return runBackends(options); }
    int operator()(const BackendAddOptions &options) { return runBackends(options); }
    int operator()(const BackendRemoveOptions &options) { return runBackends(options); }
    int operator()(const BackendTestOptions &options)
    {
        Composition composition(pathsOf(m_commandLine));
        prepare(composition);
        BackendTestCommand command(composition.backends(), m_io);
        return runCommand(command, options);
    }
    int operator()(const ConformanceOptions &options)
    {
        Composition composition(pathsOf(m_commandLine));
        prepare(composition);
        ConformanceCommand command(composition.backends(), m_io);
        return runCommand(command, options);
    }
    int operator()(const SetupOptions &options)
    {
        Composition composition(pathsOf(m_commandLine));
        prepare(composition);
        if (composition.isOffline()) {
            printError(m_io, makeError(ErrorCode::Offline, "Lineup is offline").value);
            return exitcode::kFailed;
        }
        const std::vector<LocalModel> &models = builtInLocalModels();
        const LocalModel *model = options.model ? findLocalModel(models, *options.model) : &models.front();
        if (!model) {
            std::string known;
            for (const LocalModel &each : models)
                known += (known.empty() ? "" : ", ") + each.id;
            printError(m_io, makeError(ErrorCode::BadInput, "there is no such model to set up; there are: " + known, *options.model).value);
            return exitcode::kUsage;
        }
        const auto setup = composition.makeModelSetup(*model);
        SetupCommand command(*setup, m_io, options.acceptsTerms, model == &models.front() ? "backend=local" : "backend=local,model=" + model->id);
        return runCommand(command);
    }
    int operator()(const HelpOptions &options) { return printOutput(m_io, helpText(options.topic).toStdString()); }
    int operator()(const VersionOptions &) { return printOutput(m_io, productName() + '\n'); }
    int operator()(const GuiOptions &)
    {
        const QString message = QCoreApplication::translate("Terminal", "There is no display, so no window can be opened. To compare in the terminal: %1.");
        m_io.writeMessage("lineup: " + message.arg(QStringLiteral("lineup help compare")).toStdString() + '\n');
        return exitcode::kUsage;
    }

private:
    void prepare(Composition &composition)
    {
        m_languages.use(composition.settingsAtStart().language);
        if (m_commandLine.isOffline)
            composition.setOffline(true);
    }

    template <class Options>
    int runBackends(const Options &options)
    {
        Composition composition(pathsOf(m_commandLine));
        prepare(composition);
        BackendsCommand command(composition.backends(), composition.backendStore(), composition.keys(), m_io);
        return runCommand(command, options);
    }

    const CommandLine &m_commandLine;
    CommandIo m_io;
    Languages &m_languages;
};

} // namespace

bool hasDisplay(std::span<const std::string_view> arguments)
{
    const auto isPlatform = [](std::string_view argument) { return argument == "-platform" || argument.starts_with("--platform"); };
    if (std::ranges::any_of(arguments, isPlatform))
        return true;
    return std::ranges::any_of(std::array{"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}, [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

CommandIo terminalIo(const StandardStreams &streams)
{
    CommandIo io;
    io.input = {readInputFile, readStandardInput};
    io.readSecretLine = readSecretLine;
    io.writeOutput = [streams](std::string_view bytes) { return writeStandardOutput(bytes, streams); };
    io.writeMessage = writeStandardError;
    io.checkFile = checkOutputFile;
    io.writeFile = [](const std::string &path, const std::string &bytes) { return SaveFileStore().write(path, bytes); };
    io.isMessageTerminal = streams.isErrorTerminal;
    if (streams.isErrorTerminal && streams.isInputTerminal)
        io.askYes = askYesOnTerminal;
    return io;
}

int runTerminal(int &argc, char **argv, const Expected<CommandLine, UsageError> &commandLine, const StandardStreams &streams)
{
    QCoreApplication application(argc, argv);
    Languages languages;
    languages.use({});
    const CommandIo io = terminalIo(streams);
    if (commandLine)
        return std::visit(Dispatcher(*commandLine, io, languages), commandLine->command);
    const ErrorWords words = usageWords(commandLine.error());
    io.writeMessage("lineup: " + words.happened.toStdString() + ' ' + words.advice.toStdString() + '\n');
    return exitcode::kUsage;
}

} // namespace lineup
