#include "app/cli/setupcommand.h"

#include "app/base/interrupts.h"
#include "widgets/models/format.h"

#include <QStringList>

#include <csignal>

namespace lineup {

using Phase = SetupProgress::Phase;

SetupCommand::SetupCommand(EngineSetup &setup, CommandIo io, bool acceptsTerms, std::string lane, QObject *parent)
    : QObject(parent), m_setup(setup), m_io(std::move(io)), m_acceptsTerms(acceptsTerms), m_lane(std::move(lane)), m_progress(m_io.isMessageTerminal)
{
}

void SetupCommand::start()
{
    const auto begin = [this] {
        if (m_hasFinished)
            return;
        if (m_setup.isInstalled()) {
            say(tr("The local model is already installed."));
            return finish(exitcode::kSuccess);
        }
        connect(&m_setup, &EngineSetup::progressChanged, this, &SetupCommand::onProgress);
        m_setup.start();
    };
    QMetaObject::invokeMethod(this, begin, Qt::QueuedConnection);
}

void SetupCommand::interrupt(int signalNumber)
{
    m_signal = signalNumber;
    switch (m_setup.progress().phase) {
    case Phase::Idle:
    case Phase::Done:
    case Phase::Failed:
    case Phase::Cancelled: return finish(exitCodeOfSignal(signalNumber));
    default: m_setup.cancel();
    }
}

void SetupCommand::onProgress(const SetupProgress &progress)
{
    if (m_hasFinished)
        return;
    showStep(progress);
    switch (progress.phase) {
    case Phase::Downloading: showItems(progress); break;
    case Phase::Done: finish(exitcode::kSuccess); break;
    case Phase::AwaitingTerms: askForTerms(); break;
    case Phase::Cancelled: finish(exitCodeOfSignal(m_signal.value_or(SIGINT))); break;
    case Phase::Failed:
        m_progress.clear();
        if (progress.error)
            printError(m_io, *progress.error);
        finish(exitcode::kFailed);
        break;
    default: break;
    }
}

void SetupCommand::showStep(const SetupProgress &progress)
{
    if (progress.phase == m_shownPhase)
        return;
    m_shownPhase = progress.phase;
    switch (progress.phase) {
    case Phase::Checking: return say(tr("Looking at what is there already"));
    case Phase::Downloading:
        for (const SetupItem &item : progress.items) {
            if (item.doneBytes >= item.totalBytes)
                continue;
            //: %1 = what is downloaded, %2 = its size, %3 = its licence
            say(tr("Downloading %1: %2, licence %3").arg(QString::fromStdString(item.name), format::bytes(item.totalBytes).text(), QString::fromStdString(item.licence)));
        }
        return;
    case Phase::Verifying: return say(tr("Comparing the checksums"));
    case Phase::Installing: return say(tr("Installing"));
    case Phase::Done: return say(tr("The local model is ready. Try: %1").arg(QStringLiteral("lineup compare --lane %1 --prompt \"Hello\"").arg(QString::fromStdString(m_lane))));
    case Phase::Cancelled: return say(tr("Stopped; finished downloads are kept for the next try."));
    default: return;
    }
}

void SetupCommand::askForTerms()
{
    const auto terms = m_setup.terms();
    if (!terms)
        return;
    const QString model = QString::fromStdString(terms->model);
    m_progress.clear();
    m_io.writeMessage(terms->text + "\n\n");
    if (!m_acceptsTerms) {
        if (!m_io.askYes) {
            //: %1 = name of a model, %2 = an option
            say(tr("%1 comes under these terms. Read them; if you accept them, run the same command with %2.").arg(model, QStringLiteral("--accept-terms")));
            return finish(exitcode::kUsage);
        }
        //: %1 = name of a model; "yes" is typed in English
        if (!m_io.askYes(tr("%1 comes under these terms. Type “yes” if you accept them: ").arg(model).toStdString())) {
            say(tr("Not accepted; nothing of the model was brought."));
            return finish(exitcode::kUsage);
        }
    }
    // Inside a signal of the set-up: it goes on afterwards.
    QMetaObject::invokeMethod(this, [this] { m_setup.acceptTerms(); }, Qt::QueuedConnection);
}

void SetupCommand::showItems(const SetupProgress &progress)
{
    QStringList parts;
    for (const SetupItem &item : progress.items) {
        //: %1 = what is downloaded, %2 = size so far, %3 = whole size
        const QString part = tr("%1: %2 of %3").arg(QString::fromStdString(item.name), format::bytes(item.doneBytes).text(), format::bytes(item.totalBytes).text());
        parts.push_back(part);
        if (m_progress.isTerminal() || item.totalBytes <= 0)
            continue;
        int &shown = m_shownTenths[item.name];
        const int tenth = static_cast<int>(10 * item.doneBytes / item.totalBytes);
        if (tenth > shown) {
            shown = tenth;
            say(part);
        }
    }
    m_progress.show(parts.join(QStringLiteral("; ")));
}

void SetupCommand::say(const QString &line)
{
    m_progress.clear();
    m_io.writeMessage(line.toStdString() + '\n');
}

void SetupCommand::finish(int exitCode)
{
    if (m_hasFinished)
        return;
    m_hasFinished = true;
    m_progress.clear();
    Q_EMIT finished(exitCode);
}

} // namespace lineup
