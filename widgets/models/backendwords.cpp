#include "widgets/models/backendwords.h"

#include "widgets/models/errorwords.h"

#include <QCoreApplication>

namespace lineup::backendwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lineup::BackendWords)
};

} // namespace

QString nameOf(const ConfiguredBackend &backend)
{
    return QString::fromStdString(backend.name.empty() ? backend.id : backend.name);
}

QString standing(BackendList::Standing standing)
{
    switch (standing) {
    //: state of a backend: switched off by the person
    case BackendList::Standing::Off: return Words::tr("off");
    //: state of a backend
    case BackendList::Standing::NeedsAddress: return Words::tr("needs an address");
    case BackendList::Standing::NeedsKey: return Words::tr("needs a key");
    case BackendList::Standing::NotTested: return Words::tr("not tested");
    case BackendList::Standing::Testing: return Words::tr("testing");
    case BackendList::Standing::Failed: return Words::tr("failed");
    case BackendList::Standing::Ready: return Words::tr("ready");
    }
    return {};
}

QString keyShort(const KeyStatus &status)
{
    switch (status.from) {
    case KeyStatus::From::Store: return Words::tr("key entered");
    case KeyStatus::From::OtherAddress: return Words::tr("key of another address");
    case KeyStatus::From::Variable: return Words::tr("key from %1").arg(QString::fromStdString(status.variable));
    case KeyStatus::From::Unreadable: return Words::tr("key store does not answer");
    case KeyStatus::From::None: return Words::tr("no key yet");
    case KeyStatus::From::Asking:
    case KeyStatus::From::NotNeeded: break;
    }
    return {};
}

QString keySentence(const KeyStatus &status, std::optional<KeyKeeping> keeping)
{
    switch (status.from) {
    case KeyStatus::From::Asking: return Words::tr("Asking the key store…");
    case KeyStatus::From::NotNeeded: return Words::tr("Not set, and not needed by most servers of this kind.");
    case KeyStatus::From::Store:
        if (keeping == KeyKeeping::ThisRun)
            return Words::tr("Set until Lineup ends: this computer has no key store. It is never written to a file.");
        return Words::tr("Set. It lies in the key store of the system, never in files, exports or logs.");
    case KeyStatus::From::OtherAddress:
        return status.origin.empty() ? Words::tr("The key was entered for the provider's own address and goes nowhere else. Enter it again for this one.")
                                     : Words::tr("The key was entered for %1 and goes nowhere else. Enter it again for this address.").arg(QString::fromStdString(status.origin));
    case KeyStatus::From::Variable: return Words::tr("From the environment variable %1, used in place and never copied.").arg(QString::fromStdString(status.variable));
    case KeyStatus::From::Unreadable: {
        const ErrorWords words = status.error ? errorWords(*status.error) : ErrorWords{};
        //: a key store that cannot be asked; %1 is the reason, a sentence
        return Words::tr("The key store does not answer. %1 Unlock it, or use an environment variable.").arg(words.happened);
    }
    case KeyStatus::From::None:
        if (keeping == KeyKeeping::ThisRun)
            return Words::tr("Not set. This computer has no key store: what you enter is forgotten when Lineup ends.");
        return Words::tr("Not set. What you enter goes into the key store of the system.");
    }
    return {};
}

QString keyPlace(const KeyPlace &place)
{
    switch (place.source) {
    //: of a key: it lies in the key store
    case KeyPlace::Source::Entered: return Words::tr("entered");
    //: of a key: %1 = environment variable
    case KeyPlace::Source::Environment: return Words::tr("from %1").arg(QString::fromStdString(place.variable));
    //: of a key
    case KeyPlace::Source::None: return Words::tr("not set");
    //: of a key
    case KeyPlace::Source::NotNeeded: return Words::tr("not needed");
    }
    return {};
}

QString keyGuess(const std::vector<KeyGuess> &guesses)
{
    if (guesses.empty())
        return {};
    const QString first = QString::fromStdString(guesses.front().name);
    if (guesses.front().isCertain)
        return Words::tr("This looks like a key of %1.").arg(first);
    if (guesses.size() == 1)
        return Words::tr("This may be a key of %1.").arg(first);
    return Words::tr("This may be a key of %1 or %2.").arg(first, QString::fromStdString(guesses[1].name));
}

QString keptForThisRun()
{
    return Words::tr("This key is kept until you quit: no key store was found on this computer.");
}

QString hop(Hop hop)
{
    switch (hop) {
    //: one step of a connection test
    case Hop::Proxy: return Words::tr("Proxy");
    //: one step of a connection test
    case Hop::Name: return Words::tr("Name look-up");
    //: one step of a connection test
    case Hop::Connect: return Words::tr("Connection");
    case Hop::Tls: return Words::tr("Encryption (TLS)");
    case Hop::Http: return Words::tr("Reply of the server");
    //: one step of a connection test: the API key
    case Hop::Key: return Words::tr("Key");
    case Hop::Model: return Words::tr("Model");
    }
    return {};
}

QString hopFailed(Hop hop)
{
    switch (hop) {
    case Hop::Proxy: return Words::tr("the proxy refuses");
    case Hop::Name: return Words::tr("name not found");
    case Hop::Connect: return Words::tr("no connection");
    case Hop::Tls: return Words::tr("no secure connection");
    case Hop::Http: return Words::tr("no usable answer");
    case Hop::Key: return Words::tr("key not accepted");
    case Hop::Model: return Words::tr("model not served");
    }
    return {};
}

QString hopState(HopResult::State state)
{
    switch (state) {
    //: of one step of a connection test
    case HopResult::State::Passed: return Words::tr("fine");
    //: of one step of a connection test
    case HopResult::State::Failed: return Words::tr("failed");
    //: of one step of a connection test: an earlier one failed
    case HopResult::State::NotReached: return Words::tr("not reached");
    //: of one step of a connection test
    case HopResult::State::NotChecked: return Words::tr("not checked");
    }
    return {};
}

} // namespace lineup::backendwords
