#include "app/cli/standardstreams.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace lineup {

namespace {

constexpr std::size_t kMostInputBytes = 256U * 1024 * 1024;

Unexpected<Error> storageError(int number, std::string subject)
{
    Error error;
    error.code = ErrorCode::Storage;
    error.detail = std::strerror(number);
    error.subject = std::move(subject);
    if (number == EPIPE)
        error.providerCode = "reader-gone";
    else if (number == ENOSPC || number == EDQUOT)
        error.providerCode = "disk-full";
    return Unexpected{std::move(error)};
}

/// A pipe that someone else made non-blocking.
bool waitForRoom(int descriptor)
{
    pollfd waiting{descriptor, POLLOUT, 0};
    return ::poll(&waiting, 1, -1) > 0 || errno == EINTR;
}

Result<std::string> readAll(int descriptor, const std::string &subject)
{
    std::string bytes;
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count == 0)
            return bytes;
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return storageError(errno, subject);
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        if (bytes.size() > kMostInputBytes)
            return makeError(ErrorCode::TooLarge, "more than 256 MiB", subject);
    }
}

constexpr char kInterrupt = 0x03;
constexpr char kEndOfInput = 0x04;
constexpr char kBackspace = 0x08;
constexpr char kDelete = 0x7F;
constexpr std::size_t kLongestSecret = 16U * 1024;

/// The terminal of the standard input, as long as it lives without echo; nothing when that is no terminal. Keys come one by
/// one and Ctrl+C as a byte, so that the echo can be put back before the program ends.
class SilentTerminal {
public:
    explicit SilentTerminal(const std::string &prompt) : m_isOne(::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (!m_isOne)
            return;
        writeStandardError(prompt);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal() { restore(); }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    bool isOne() const { return m_isOne; }
    void restore() const
    {
        if (!m_isOne)
            return;
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &m_before);
        writeStandardError("\n");
    }

private:
    termios m_before{};
    bool m_isOne;
};

} // namespace

StandardStreams prepareStandardStreams()
{
    StandardStreams streams;
    streams.isOutputOpen = ::fcntl(STDOUT_FILENO, F_GETFD) != -1;
    // open() gives the lowest free descriptor, so that going upwards fills exactly the gaps.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) == -1 && ::open("/dev/null", O_RDWR) != descriptor)
            std::abort();
    }
    std::signal(SIGPIPE, SIG_IGN);
    streams.isOutputTerminal = ::isatty(STDOUT_FILENO) == 1;
    streams.isErrorTerminal = ::isatty(STDERR_FILENO) == 1;
    streams.isInputTerminal = ::isatty(STDIN_FILENO) == 1;
    return streams;
}

void prepareLocale()
{
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    // LC_ALL wins over everything else where it is set; else the one category is enough.
    const char *all = std::getenv("LC_ALL");
    ::setenv(all && *all ? "LC_ALL" : "LC_CTYPE", "C.UTF-8", 1);
    std::setlocale(LC_CTYPE, "");
}

Result<void> writeStandardOutput(std::string_view bytes, const StandardStreams &streams)
{
    if (!streams.isOutputOpen)
        return storageError(EBADF, "standard output");
    while (!bytes.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (count < 0 && (errno == EINTR || (errno == EAGAIN && waitForRoom(STDOUT_FILENO))))
            continue;
        if (count < 0)
            return storageError(errno, "standard output");
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

void writeStandardError(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(STDERR_FILENO, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

bool askYesOnTerminal(std::string_view question)
{
    writeStandardError(question);
    std::string line;
    char c = 0;
    // Byte by byte: what stands behind the line end belongs to somebody else.
    while (::read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
        line += c;
    return QString::fromStdString(line).trimmed().compare(QLatin1StringView("yes"), Qt::CaseInsensitive) == 0;
}

Result<std::string> readStandardInput()
{
    return readAll(STDIN_FILENO, "standard input");
}

Result<std::string> readSecretLine(const std::string &prompt)
{
    const SilentTerminal terminal(prompt);
    std::string line;
    char byte = 0;
    // Byte by byte: what follows belongs to whoever reads next.
    while (line.size() < kLongestSecret) {
        const ssize_t count = ::read(STDIN_FILENO, &byte, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return storageError(errno, "standard input");
        if (count == 0 || byte == '\n' || (terminal.isOne() && byte == kEndOfInput))
            break;
        if (terminal.isOne() && byte == kInterrupt) {
            terminal.restore();
            ::raise(SIGINT);
        } else if (terminal.isOne() && (byte == kDelete || byte == kBackspace)) {
            if (!line.empty())
                line.pop_back();
        } else {
            line += byte;
        }
    }
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

Result<std::string> readInputFile(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return storageError(errno, path);
    struct stat status {};
    auto bytes = ::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode) ? Result<std::string>(storageError(EISDIR, path))
                                                                              : readAll(descriptor, path);
    ::close(descriptor);
    return bytes;
}

Result<void> checkOutputFile(const std::string &path)
{
    const QFileInfo file(QFile::decodeName(path.c_str()));
    const QByteArray folder = QFile::encodeName(file.absolutePath());
    if (file.isDir())
        return storageError(EISDIR, path);
    if (::access(folder.constData(), W_OK) != 0)
        return storageError(errno, path);
    return {};
}

} // namespace lineup
