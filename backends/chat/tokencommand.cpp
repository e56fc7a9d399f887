#include "backends/chat/tokencommand.h"

#include "backends/chat/printedtoken.h"
#include "backends/engine/processgroup.h"
#include "core/base/text.h"

#include <QProcess>
#include <QTimer>

#include <csignal>
#include <mutex>
#include <unistd.h>

namespace lineup::chat {

namespace {

constexpr std::chrono::minutes kKeptUnknown{5};
constexpr std::chrono::minutes kBeforeExpiry{5};
constexpr qsizetype kMaxComplaintBytes = 300;

} // namespace

/// What all threads see of a command.
struct TokenCommand::State {
    using Clock = std::chrono::system_clock;

    const Options options;
    const std::shared_ptr<net::Redactor> redactor;

    std::mutex mutex;
    Secret token;
    Clock::time_point keptUntil{};
    bool wasKept = false; ///< the token that went out last is older than the question
    bool isRunning = false;
    std::vector<Done> waiting;

    State(Options chosen, std::shared_ptr<net::Redactor> known) : options(std::move(chosen)), redactor(std::move(known)) {}

    std::vector<net::SecretHeader> headers(const Secret &secret) const { return {{options.headerName, options.prefix, secret}}; }

    void end(Result<PrintedToken> printed)
    {
        std::vector<Done> asking;
        {
            const std::lock_guard lock(mutex);
            isRunning = false;
            asking.swap(waiting);
            if (printed) {
                const auto now = Clock::now();
                token = printed->token;
                keptUntil = printed->expiresAt ? *printed->expiresAt - kBeforeExpiry : now + kKeptUnknown;
                wasKept = false;
            }
        }
        if (printed)
            redactor->addSecret(printed->token);
        else
            redactor->redact(printed.error());
        for (const Done &done : asking) {
            if (printed)
                done(headers(printed->token));
            else
                done(Unexpected{printed.error()});
        }
    }
};

/// The child, on the main thread.
class TokenCommand::Runner final : public QObject {
public:
    Runner(QStringList command, std::shared_ptr<State> state) : m_command(std::move(command)), m_state(std::move(state))
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { fail("it did not end in time"); });
    }
    ~Runner() override { stopChild(); }

    void run()
    {
        m_output.clear();
        m_process = std::make_unique<QProcess>();
        const pid_t parent = ::getpid();
        m_process->setChildProcessModifier([parent] { becomeOwnGroup(parent); });
        m_process->setStandardInputFile(QProcess::nullDevice());
        connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &Runner::read);
        connect(m_process.get(), &QProcess::finished, this, &Runner::onFinished);
        // Queued: a program that cannot be run is reported from inside QProcess::start().
        connect(
            m_process.get(), &QProcess::errorOccurred, this,
            [this](QProcess::ProcessError error) {
                if (error == QProcess::FailedToStart && m_process)
                    fail("it could not be started: " + m_process->errorString().toStdString());
            },
            Qt::QueuedConnection);
        m_timer.start(m_state->options.timeLimit);
        m_process->start(m_command.first(), m_command.mid(1));
    }

private:
    void read()
    {
        m_output += m_process->readAllStandardOutput();
        if (static_cast<std::size_t>(m_output.size()) > m_state->options.maxOutputBytes)
            fail("it printed too much");
    }

    void onFinished(int exitCode, QProcess::ExitStatus status)
    {
        read();
        if (!m_process)
            return;
        if (status != QProcess::NormalExit)
            return fail("it was ended by a signal");
        if (exitCode != 0) {
            const QByteArray complaint = m_process->readAllStandardError().left(kMaxComplaintBytes).trimmed();
            return fail("it ended with the code " + std::to_string(exitCode) + (complaint.isEmpty() ? "" : ": " + sanitizeUtf8(complaint.toStdString())));
        }
        end(printedToken({m_output.constData(), static_cast<std::size_t>(m_output.size())}, State::Clock::now()));
    }

    void fail(const std::string &why) { end(makeError(ErrorCode::KeyMissing, "the token command gave no token: " + why)); }

    void end(Result<PrintedToken> printed)
    {
        m_timer.stop();
        stopChild();
        m_output.fill('\0');
        m_output.clear();
        if (!printed)
            printed.error().subject = m_command.first().toStdString();
        m_state->end(std::move(printed));
    }

    /// One that still runs goes, with whatever it had started itself.
    void stopChild()
    {
        if (!m_process)
            return;
        m_process->disconnect(this);
        // This may be a slot of the process.
        QProcess *process = m_process.release();
        if (process->state() == QProcess::NotRunning)
            return process->deleteLater();
        if (const qint64 group = process->processId(); group > 1)
            ::kill(static_cast<pid_t>(-group), SIGKILL);
        process->kill();
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
    }

    const QStringList m_command;
    const std::shared_ptr<State> m_state;
    std::unique_ptr<QProcess> m_process;
    QTimer m_timer{this};
    QByteArray m_output;
};

Result<std::shared_ptr<TokenCommand>> TokenCommand::make(const std::string &commandLine, std::shared_ptr<net::Redactor> redactor)
{
    return make(commandLine, std::move(redactor), Options());
}

Result<std::shared_ptr<TokenCommand>> TokenCommand::make(const std::string &commandLine, std::shared_ptr<net::Redactor> redactor, Options options)
{
    QStringList command = QProcess::splitCommand(QString::fromStdString(commandLine));
    if (command.isEmpty() || command.first().isEmpty())
        return makeError(ErrorCode::BadInput, "the token command names no program", "token-command");
    auto state = std::make_shared<State>(std::move(options), std::move(redactor));
    std::unique_ptr<Runner, DeleteLater> runner(new Runner(std::move(command), state));
    return std::shared_ptr<TokenCommand>(new TokenCommand(std::move(state), std::move(runner)));
}

TokenCommand::TokenCommand(std::shared_ptr<State> state, std::unique_ptr<Runner, DeleteLater> runner)
    : m_state(std::move(state)), m_runner(std::move(runner))
{
}

TokenCommand::~TokenCommand() = default;

void TokenCommand::DeleteLater::operator()(Runner *runner) const
{
    runner->deleteLater();
}

void TokenCommand::get(Done done)
{
    std::unique_lock lock(m_state->mutex);
    if (!m_state->token.isEmpty() && State::Clock::now() < m_state->keptUntil) {
        m_state->wasKept = true;
        auto headers = m_state->headers(m_state->token);
        lock.unlock();
        return done(std::move(headers));
    }
    m_state->waiting.push_back(std::move(done));
    if (std::exchange(m_state->isRunning, true))
        return;
    QMetaObject::invokeMethod(m_runner.get(), [runner = m_runner.get()] { runner->run(); }, Qt::QueuedConnection);
}

bool TokenCommand::forget()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->token = Secret();
    return std::exchange(m_state->wasKept, false);
}

} // namespace lineup::chat
