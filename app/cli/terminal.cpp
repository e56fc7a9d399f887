#include "app/cli/terminal.h"

#include "app/cli/comparecommand.h"
#include "app/cli/helptext.h"
#include "app/cli/interrupts.h"
#include "app/cli/modelscommand.h"
#include "app/cli/setupcommand.h"
#include "app/cli/usagewords.h"
#include "app/composition.h"
#include "app/languages.h"
#include "backends/storage/savefilestore.h"
#include "core/base/product.h"

#include <QCoreApplication>

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
    Interrupts interrupts;
    QObject::connect(&interrupts, &Interrupts::interrupted, &command, &AnyCommand::interrupt);
    QObject::connect(&command, &AnyCommand::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    command.start(options...);
    return QCoreApplication::exec();
}

class Dispatcher {
public:
    Dispatcher(const CommandLine &commandLine, CommandIo io) : m_commandLine(commandLine), m_io(std::move(io)) {}

    int operator()(const CompareOptions &options)
    {
        Composition composition(pathsOf(m_commandLine));
        CompareCommand command(composition.backends(), composition.clock(), m_io);
        return runCommand(command, options);
    }
    int operator()(const ModelsOptions &options)
    {
        Composition composition(pathsOf(m_commandLine));
        ModelsCommand command(composition.backends(), m_io);
        return runCommand(command, options);
    }
    int operator()(const SetupOptions &)
    {
        Composition composition(pathsOf(m_commandLine));
        SetupCommand command(composition.engineSetup(), m_io);
        return runCommand(command);
    }
    int operator()(const HelpOptions &options) { return printOutput(m_io, helpText(options.topic).toStdString()); }
    int operator()(const VersionOptions &) { return printOutput(m_io, productName() + '\n'); }
    /// The window is main's.
    int operator()(const GuiOptions &) { return exitcode::kUsage; }

private:
    const CommandLine &m_commandLine;
    CommandIo m_io;
};

} // namespace

CommandIo terminalIo(const StandardStreams &streams)
{
    CommandIo io;
    io.input = {readInputFile, readStandardInput};
    io.writeOutput = [streams](std::string_view bytes) { return writeStandardOutput(bytes, streams); };
    io.writeMessage = writeStandardError;
    io.checkFile = checkOutputFile;
    io.writeFile = [](const std::string &path, const std::string &bytes) { return SaveFileStore().write(path, bytes); };
    io.isMessageTerminal = streams.isErrorTerminal;
    return io;
}

int runTerminal(int &argc, char **argv, const Expected<CommandLine, UsageError> &commandLine, const StandardStreams &streams)
{
    QCoreApplication application(argc, argv);
    Languages languages;
    languages.use({});
    const CommandIo io = terminalIo(streams);
    if (commandLine)
        return std::visit(Dispatcher(*commandLine, io), commandLine->command);
    const ErrorWords words = usageWords(commandLine.error());
    io.writeMessage("lineup: " + words.happened.toStdString() + ' ' + words.advice.toStdString() + '\n');
    return exitcode::kUsage;
}

} // namespace lineup
