#include "app/cli/backendscommand.h"

#include "app/base/interrupts.h"
#include "app/cli/plaintext.h"
#include "core/cli/backendoption.h"
#include "core/cli/nearestname.h"
#include "widgets/models/backendwords.h"
#include "widgets/models/errorwords.h"

#include <algorithm>

namespace lineup {

namespace {

Error badBackend(std::string subject, std::string detail)
{
    Error error = makeError(ErrorCode::BadInput, std::move(detail), std::move(subject)).value;
    error.providerCode = "bad-backend";
    return error;
}

BackendRef named(const std::string &id)
{
    BackendRef ref;
    ref.kind.clear();
    ref.id = id;
    return ref;
}

const ProviderDescriptor *findKind(const std::vector<ProviderDescriptor> &kinds, const std::string &kind)
{
    const auto found = std::ranges::find(kinds, kind, &ProviderDescriptor::id);
    return found == kinds.end() ? nullptr : &*found;
}

std::vector<std::string> optionNames(const std::vector<ProviderDescriptor> &kinds)
{
    std::vector<std::string> names;
    for (const ProviderDescriptor &kind : kinds) {
        for (const ProviderOption &option : kind.options)
            names.push_back(option.id);
    }
    return names;
}

Error noSuchBackend(const std::string &id, const std::vector<ConfiguredBackend> &backends)
{
    std::vector<std::string_view> names;
    for (const ConfiguredBackend &backend : backends)
        names.push_back(backend.id);
    const auto meant = nearestName(id, names);
    return badBackend(id, "no backend of that name is set up" + (meant ? " (did you mean \"" + std::string(*meant) + "\"?)" : std::string()));
}

QString line(const std::string &text)
{
    return terminalLine(QString::fromStdString(text));
}

} // namespace

BackendsCommand::BackendsCommand(BackendFactory &factory, BackendStore &backends, KeyStore &keys, CommandIo io, QObject *parent)
    : QObject(parent), m_factory(factory), m_backends(backends), m_keys(keys), m_io(std::move(io))
{
}

void BackendsCommand::begin(std::function<void()> action)
{
    QMetaObject::invokeMethod(
        this,
        [this, action = std::move(action)] {
            if (!m_hasFinished)
                action();
        },
        Qt::QueuedConnection);
}

void BackendsCommand::start(const BackendListOptions &options)
{
    m_format = options.format;
    begin([this] {
        for (const ConfiguredBackend &backend : m_backends.backends())
            m_listings.push_back({backend, {}});
        if (const auto problem = m_backends.problem())
            printError(m_io, *problem);
        listNext(0);
    });
}

void BackendsCommand::listNext(std::size_t index)
{
    if (index == m_listings.size())
        return printList();
    m_keys.read(keyname::key(m_listings[index].backend.id)).then(this, [this, index](const Result<std::optional<StoredKey>> &key) {
        m_listings[index].key = placeOf(m_listings[index].backend, key && key->has_value());
        listNext(index + 1);
    });
}

KeyPlace BackendsCommand::placeOf(const ConfiguredBackend &backend, bool isEntered) const
{
    using Source = KeyPlace::Source;
    if (isEntered)
        return {Source::Entered, {}};
    if (const auto variable = m_factory.keyVariable(named(backend.id)))
        return {Source::Environment, *variable};
    const std::vector<ProviderDescriptor> kinds = m_factory.providers();
    const ProviderDescriptor *kind = findKind(kinds, backend.kind);
    const bool isNeeded = !backend.keyEnv.empty() || (kind && kind->needsKey);
    return {isNeeded ? Source::None : Source::NotNeeded, {}};
}

void BackendsCommand::printList()
{
    if (m_format == ReportFormat::Json)
        return finish(printOutput(m_io, backendsJsonText(m_listings)));
    if (m_listings.empty())
        return finish(printOutput(m_io, tr("No backend is set up. “lineup help backends” shows how.").toStdString() + '\n'));
    std::vector<std::vector<QString>> rows{{tr("Backend"), tr("Kind"), tr("Address"), tr("Key"), QString()}};
    for (const BackendListing &listing : m_listings) {
        const ConfiguredBackend &backend = listing.backend;
        //: of an address: that of the provider itself
        const QString address = backend.baseUrl.empty() ? tr("the provider's own") : line(backend.baseUrl);
        //: of a backend
        const QString state = backend.isEnabled ? QString() : tr("switched off");
        rows.push_back({line(backend.id), line(backend.kind), address, terminalLine(backendwords::keyPlace(listing.key)), state});
    }
    using enum Alignment;
    finish(printOutput(m_io, alignedColumns(rows, {Left, Left, Left, Left, Left}).toStdString()));
}

void BackendsCommand::start(const BackendAddOptions &options)
{
    const auto problem = prepare(options);
    begin([this, problem] {
        if (problem)
            return fail(*problem, exitcode::kUsage);
        if (m_secrets.empty())
            return keep();
        // Nothing is changed before it is known that the secrets can be kept.
        m_keys.keeping().then(this, [this](KeyKeeping keeping) {
            if (keeping == KeyKeeping::ForGood)
                return keep();
            Error none = badBackend("", "there is no key store on this computer");
            none.providerCode = "no-key-store";
            fail(none, exitcode::kFailed);
        });
    });
}

std::optional<Error> BackendsCommand::prepare(const BackendAddOptions &options)
{
    const std::vector<ConfiguredBackend> backends = m_backends.backends();
    const ConfiguredBackend *kept = findBackend(backends, options.id);
    if (kept && !options.isUpdate)
        return badBackend(options.id, "a backend of that name is set up already; --update changes it");
    if (!kept && options.isUpdate)
        return noSuchBackend(options.id, backends);
    if (kept)
        m_backend = *kept;
    m_backend.id = options.id;
    const auto unread = readSecrets(options);
    if (unread)
        return unread;
    auto read = parseBackendOption(m_backend, options.settings, optionNames(m_factory.providers()));
    if (!read) {
        sayWhoseKey(read.error());
        return read.error();
    }
    m_backend = *std::move(read);
    if (auto problem = checkKind())
        return problem;
    if (options.readsProxyLogin && m_backend.network.proxy != NetworkChoice::Proxy::Own)
        return badBackend("--read-proxy-login", "it needs proxy=ADDRESS");
    if (options.readsPassPhrase && m_backend.network.clientCertificate.empty())
        return badBackend("--read-pass-phrase", "it needs client-certificate=FILE");
    return std::nullopt;
}

/// Before the settings are looked at: a key that is recognised may say what is missing there.
std::optional<Error> BackendsCommand::readSecrets(const BackendAddOptions &options)
{
    if (options.readsKey) {
        const auto text = readSecret(tr("Key: "));
        if (!text)
            return text.error();
        auto pasted = readPastedKey(text->reveal());
        if (!pasted)
            return pasted.error();
        m_guesses = pasted->guesses;
        m_secrets.push_back({keyname::key(options.id), {std::move(pasted->key), {}}});
    }
    const auto readPlain = [&](bool isWanted, const QString &prompt, const std::string &name) -> std::optional<Error> {
        if (!isWanted)
            return std::nullopt;
        auto text = readSecret(prompt);
        if (!text)
            return text.error();
        if (text->isEmpty())
            return badBackend("standard input", "it is empty");
        m_secrets.push_back({name, {*std::move(text), {}}});
        return std::nullopt;
    };
    if (auto problem = readPlain(options.readsProxyLogin, tr("Proxy (user:password): "), keyname::proxy(options.id)))
        return problem;
    return readPlain(options.readsPassPhrase, tr("Pass phrase of the certificate's key: "), keyname::certificate(options.id));
}

Result<Secret> BackendsCommand::readSecret(const QString &prompt)
{
    auto text = m_io.readSecretLine(prompt.toStdString());
    return text ? Result<Secret>(Secret(*std::move(text))) : Result<Secret>(Unexpected{text.error()});
}

std::optional<Error> BackendsCommand::checkKind() const
{
    const std::vector<ProviderDescriptor> kinds = m_factory.providers();
    const ProviderDescriptor *kind = findKind(kinds, m_backend.kind);
    if (!kind) {
        std::vector<std::string_view> names;
        for (const ProviderDescriptor &each : kinds) {
            if (each.id != "local")
                names.push_back(each.id);
        }
        const auto meant = nearestName(m_backend.kind, names);
        std::string all;
        for (const std::string_view name : names)
            all += (all.empty() ? "" : ", ") + std::string(name);
        return badBackend(m_backend.kind, meant ? "there is no such kind of backend (did you mean \"" + std::string(*meant) + "\"?)"
                                                : "there is no such kind of backend; there are: " + all);
    }
    for (const auto &[id, value] : m_backend.options) {
        if (std::ranges::find(kind->options, id, &ProviderOption::id) == kind->options.end())
            return badBackend(id, kind->name + " has no such setting");
    }
    if (m_backend.baseUrl.empty() && kind->defaultBaseUrl.empty() && kind->baseUrlVariables.empty() && kind->options.empty())
        return badBackend("base-url", "this kind of backend needs its address");
    return std::nullopt;
}

/// The kind is missing or another one: only a proposal, the person decides.
void BackendsCommand::sayWhoseKey(const Error &error) const
{
    if (m_guesses.empty() || error.subject != "kind")
        return;
    QString text = backendwords::keyGuess(m_guesses);
    if (!m_guesses.front().kind.empty())
        text += QLatin1Char(' ') + tr("If it is: %1").arg(QStringLiteral("kind=") + QString::fromStdString(m_guesses.front().kind));
    say(text);
}

void BackendsCommand::keep()
{
    if (const auto kept = m_backends.put(m_backend); !kept)
        return fail(kept.error(), exitcode::kUsage);
    if (!m_guesses.empty() && m_guesses.front().isCertain && m_guesses.front().kind != m_backend.kind)
        say(backendwords::keyGuess(m_guesses));
    writeNext(0);
}

void BackendsCommand::writeNext(std::size_t index)
{
    if (index == m_secrets.size()) {
        say(tr("The backend %1 is set up. To test it: %2").arg(line(m_backend.id), QStringLiteral("lineup backends test ") + line(m_backend.id)));
        return finish(exitcode::kSuccess);
    }
    NewSecret &secret = m_secrets[index];
    if (secret.name == keyname::key(m_backend.id))
        secret.key.origin = m_factory.keyOrigin(named(m_backend.id));
    else
        secret.key.origin = secret.name == keyname::proxy(m_backend.id) ? m_backend.network.proxyUrl : m_backend.network.clientCertificate;
    m_keys.write(secret.name, secret.key).then(this, [this, index](const Result<KeyKeeping> &kept) {
        if (!kept)
            return fail(kept.error(), exitcode::kFailed);
        writeNext(index + 1);
    });
}

void BackendsCommand::start(const BackendRemoveOptions &options)
{
    begin([this, id = options.id] {
        const std::vector<ConfiguredBackend> backends = m_backends.backends();
        if (!findBackend(backends, id))
            return fail(noSuchBackend(id, backends), exitcode::kUsage);
        if (const auto removed = m_backends.remove(id); !removed)
            return fail(removed.error(), exitcode::kUsage);
        m_names = {keyname::key(id), keyname::proxy(id), keyname::certificate(id)};
        removeNext(0);
    });
}

/// All of them, whatever happens to one.
void BackendsCommand::removeNext(std::size_t index)
{
    if (index == m_names.size())
        return finish(m_exitCode);
    m_keys.remove(m_names[index]).then(this, [this, index](const Result<void> &removed) {
        if (!removed) {
            printError(m_io, removed.error());
            m_exitCode = exitcode::kFailed;
        }
        removeNext(index + 1);
    });
}

void BackendsCommand::interrupt(int signalNumber)
{
    finish(exitCodeOfSignal(signalNumber));
}

void BackendsCommand::say(const QString &text) const
{
    m_io.writeMessage(terminalLine(text).toStdString() + '\n');
}

void BackendsCommand::fail(const Error &error, int exitCode)
{
    Error shown = error;
    // The settings of a backend are read like those of a lane, but stand elsewhere in the help.
    for (const char *reason : {"bad-lane", "bad-value", "unknown-setting"}) {
        if (shown.providerCode == reason)
            shown.providerCode = "bad-backend";
    }
    printError(m_io, shown);
    finish(exitCode);
}

void BackendsCommand::finish(int exitCode)
{
    if (m_hasFinished)
        return;
    m_hasFinished = true;
    Q_EMIT finished(exitCode);
}

} // namespace lineup
