#include "app/cli/commandline.h"
#include "app/cli/standardstreams.h"
#include "app/terminal.h"

#include <string_view>
#include <vector>

int main(int argc, char **argv)
{
    using namespace lineup;
    const StandardStreams streams = prepareStandardStreams();
    prepareLocale();
    std::vector<std::string_view> arguments;
    for (int i = 1; i < argc; ++i)
        arguments.emplace_back(argv[i]);
    const auto commandLine = parseCommandLine(arguments);
    if (commandLine && std::holds_alternative<GuiOptions>(commandLine->command) && hasDisplay(arguments)) {
        writeStandardError("lineup: This build has no window; \"lineup help compare\" says how to compare in the terminal.\n");
        return exitcode::kUsage;
    }
    return runTerminal(argc, argv, commandLine, streams);
}
