#include "app/cli/commandio.h"

#include "app/base/interrupts.h"
#include "app/cli/plaintext.h"
#include "widgets/models/errorwords.h"

#include <csignal>

namespace lineup {

void printError(const CommandIo &io, const Error &error)
{
    const ErrorWords words = errorWords(error);
    io.writeMessage("lineup: " + terminalLine(words.happened + QLatin1Char(' ') + words.advice).toStdString() + '\n');
}

int printOutput(const CommandIo &io, std::string_view text)
{
    const auto written = io.writeOutput(text);
    if (written)
        return 0;
    // "lineup compare … | head -1" is no mistake of anybody.
    if (written.error().providerCode == "reader-gone")
        return exitCodeOfSignal(SIGPIPE);
    printError(io, written.error());
    return exitcode::kUsage;
}

ReportWords reportWords(const Error &error)
{
    const ErrorWords words = errorWords(error);
    return {words.happened.toStdString(), words.advice.toStdString()};
}

} // namespace lineup
