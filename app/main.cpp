#include "app/cli/standardstreams.h"
#include "app/cli/terminal.h"
#include "app/commandline.h"

#if __has_include("app/gui/gui.h")
#include "app/gui/gui.h"
#endif

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
    if (commandLine) {
        if (const auto *window = std::get_if<GuiOptions>(&commandLine->command)) {
#if __has_include("app/gui/gui.h")
            return runGui(argc, argv, *window);
#else
            (void)window;
            writeStandardError("lineup: This build has no window; \"lineup help compare\" says how to compare in the terminal.\n");
            return exitcode::kUsage;
#endif
        }
    }
    return runTerminal(argc, argv, commandLine, streams);
}
