#include "app/cli/commandline.h"
#include "app/cli/standardstreams.h"
#include "app/coredumps.h"
#include "app/gui/gui.h"
#include "app/terminal.h"

#include <string_view>
#include <vector>

int main(int argc, char **argv)
{
    using namespace lineup;
    forbidCoreDumps();
    const StandardStreams streams = prepareStandardStreams();
    prepareLocale();
    std::vector<std::string_view> arguments;
    for (int i = 1; i < argc; ++i)
        arguments.emplace_back(argv[i]);
    const auto commandLine = parseCommandLine(arguments);
    if (commandLine && hasDisplay(arguments)) {
        if (const auto *window = std::get_if<GuiOptions>(&commandLine->command))
            return runGui(argc, argv, *window);
    }
    return runTerminal(argc, argv, commandLine, streams);
}
