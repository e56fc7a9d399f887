#include "app/cli/progressline.h"

#include "app/cli/plaintext.h"
#include "app/cli/standardstreams.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace lineup {

namespace {

constexpr int kUsualColumns = 80;

int terminalColumns()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsualColumns;
}

} // namespace

void ProgressLine::show(const QString &text)
{
    if (!m_isTerminal || text == m_shown)
        return;
    m_shown = text;
    QString line = terminalLine(text);
    const int columns = terminalColumns();
    while (terminalWidth(line) >= columns)
        line.chop(1);
    // Carriage return and "erase to the end of the line" (ECMA-48, EL).
    writeStandardError("\r\x1B[K" + line.toStdString());
}

void ProgressLine::clear()
{
    if (m_isTerminal && !m_shown.isEmpty())
        writeStandardError("\r\x1B[K");
    m_shown.clear();
}

} // namespace lineup
