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

QString hop(TestHop hop)
{
    switch (hop) {
    //: a stretch of the test of a backend
    case TestHop::Proxy: return Words::tr("Proxy");
    //: a stretch of the test of a backend: the look-up of the host's name
    case TestHop::Name: return Words::tr("Name");
    //: a stretch of the test of a backend: the connection
    case TestHop::Connect: return Words::tr("Connect");
    case TestHop::Tls: return Words::tr("TLS");
    //: a stretch of the test of a backend: the server's reply
    case TestHop::Answer: return Words::tr("Answer");
    //: a stretch of the test of a backend: the API key
    case TestHop::Key: return Words::tr("Key");
    //: a stretch of the test of a backend: the list of models
    case TestHop::Models: return Words::tr("Models");
    }
    return {};
}

QString hopFailed(TestHop hop)
{
    switch (hop) {
    case TestHop::Proxy: return Words::tr("the proxy refuses");
    case TestHop::Name: return Words::tr("name not found");
    case TestHop::Connect: return Words::tr("no connection");
    case TestHop::Tls: return Words::tr("no secure connection");
    case TestHop::Answer: return Words::tr("no usable answer");
    case TestHop::Key: return Words::tr("key not accepted");
    case TestHop::Models: return Words::tr("models not listed");
    }
    return {};
}

QString stepState(TestStep::State state)
{
    switch (state) {
    //: a stretch of the test of a backend
    case TestStep::State::Passed: return Words::tr("passed");
    case TestStep::State::Failed: return Words::tr("failed");
    case TestStep::State::NotTried: return Words::tr("not tried");
    }
    return {};
}

} // namespace lineup::backendwords
