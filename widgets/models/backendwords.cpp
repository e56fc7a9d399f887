#include "widgets/models/backendwords.h"

#include <QCoreApplication>

namespace lineup {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BackendWords)
};

} // namespace

QString hopText(Hop hop)
{
    switch (hop) {
    case Hop::Proxy: return Words::tr("Proxy");
    case Hop::Name: return Words::tr("Name look-up");
    case Hop::Connect: return Words::tr("Connection");
    case Hop::Tls: return Words::tr("Encryption (TLS)");
    case Hop::Http: return Words::tr("Reply of the server");
    case Hop::Key: return Words::tr("Key");
    case Hop::Model: return Words::tr("Model");
    }
    return {};
}

QString hopStateText(HopResult::State state)
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

QString keyPlaceText(const KeyPlace &place)
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

QString keyGuessText(const std::vector<KeyGuess> &guesses)
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

QString keptForThisRunText()
{
    return Words::tr("This key is kept until you quit: no key store was found on this computer.");
}

} // namespace lineup
