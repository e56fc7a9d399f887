#include "widgets/models/errorwords.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace lineup {

namespace {

/// The translation context of everything here.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ErrorWords)
};

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/// Details are ends of sentences; the sentence brings its own full stop.
QString withoutStop(QString sentence)
{
    while (sentence.endsWith(QLatin1Char('.')) || sentence.endsWith(QLatin1Char(' ')))
        sentence.chop(1);
    return sentence;
}

/// Who was talked to, as the subject of a sentence.
QString server(const Error &error)
{
    return error.subject.empty() ? Words::tr("The server") : text(error.subject);
}

/// The same inside a sentence.
QString serverInside(const Error &error)
{
    return error.subject.empty() ? Words::tr("the server") : text(error.subject);
}

/// What the provider says, else our own detail.
QString reason(const Error &error)
{
    return withoutStop(error.providerMessage && !error.providerMessage->empty() ? text(*error.providerMessage) : text(error.detail));
}

/// " (429)", or nothing: stands before the full stop.
QString status(const Error &error)
{
    return error.httpStatus ? QStringLiteral(" (%1)").arg(*error.httpStatus) : QString();
}

bool isLoopback(const Error &error)
{
    constexpr std::array<std::string_view, 4> kOwnNames{"127.", "localhost", "[::1]", "::1"};
    return std::any_of(kOwnNames.begin(), kOwnNames.end(), [&](std::string_view name) { return std::string_view(error.subject).starts_with(name); });
}

/// A web page begins with a tag; no API of ours does.
bool isWebPage(const Error &error)
{
    if (error.providerCode == "html")
        return true;
    const auto first = error.excerpt.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string::npos && error.excerpt[first] == '<';
}

ErrorWords accessWords(const Error &error)
{
    switch (error.code) {
    case ErrorCode::KeyMissing:
        if (error.subject.empty())
            return {Words::tr("There is no key for this backend."), Words::tr("Put the key into an environment variable and give its name.")};
        return {Words::tr("There is no key: the environment variable %1 is not set.").arg(text(error.subject)),
                Words::tr("Set %1 to the key before Lineup starts, or name another variable.").arg(text(error.subject))};
    case ErrorCode::Unauthorized:
        //: %1 = server, %2 = HTTP status in brackets with a blank before it, or nothing
        return {Words::tr("%1 did not accept the key%2.").arg(server(error), status(error)),
                Words::tr("Check that the key is whole, still valid and made for this service.")};
    case ErrorCode::Forbidden:
        return {Words::tr("%1 does not let this account use the model%2.").arg(server(error), status(error)),
                Words::tr("Choose another model, or another account.")};
    case ErrorCode::Quota:
        return {Words::tr("The account at %1 has no credit left, or its limit is reached.").arg(serverInside(error)),
                Words::tr("Look at the billing page of the provider, or choose another model.")};
    default:
        return {};
    }
}

ErrorWords connectionWords(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NameUnknown:
        return {Words::tr("The name %1 was not found.").arg(serverInside(error)),
                Words::tr("Check the address, that this computer is online, and whether a proxy is needed.")};
    case ErrorCode::ConnectionRefused:
        return {Words::tr("Nothing answers at %1.").arg(serverInside(error)),
                isLoopback(error) ? Words::tr("Check that the server runs on this computer and on this port.")
                                  : Words::tr("Check the address and the port, and that the server runs.")};
    case ErrorCode::Unreachable:
        return {Words::tr("%1 cannot be reached.").arg(server(error)), Words::tr("Check the network, a VPN or a firewall, then send again.")};
    case ErrorCode::Proxy:
        return {Words::tr("The proxy does not let this request through: %1.").arg(reason(error)),
                Words::tr("Check the proxy of the environment: http_proxy, https_proxy and NO_PROXY.")};
    case ErrorCode::Tls:
        return {Words::tr("No secure connection to %1 could be made: %2.").arg(serverInside(error), reason(error)),
                Words::tr("Check the clock of this computer, and name a company certificate in SSL_CERT_FILE if there is one.")};
    case ErrorCode::Offline:
        return {error.subject.empty() ? Words::tr("Lineup is offline: nothing was sent.") : Words::tr("Lineup is offline: nothing was sent to %1.").arg(text(error.subject)),
                Words::tr("Switch offline mode off, or ask a model on this computer.")};
    case ErrorCode::RedirectRefused:
        return {Words::tr("%1 sends this request on to another address, and a request that may carry a key does not follow: %2.").arg(server(error), reason(error)),
                Words::tr("If you trust that address, write it into the base URL.")};
    default:
        return {};
    }
}

ErrorWords serviceWords(const Error &error)
{
    switch (error.code) {
    case ErrorCode::RateLimited: {
        const QString happened = Words::tr("%1 has received too many requests%2.").arg(server(error), status(error));
        if (!error.retryAfter)
            return {happened, Words::tr("Wait a little, then send again.")};
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*error.retryAfter).count();
        return {happened, Words::tr("It can be tried again in %n second(s).", nullptr, static_cast<int>(std::min<std::int64_t>(seconds, 1'000'000)))};
    }
    case ErrorCode::ProviderDown:
        return {Words::tr("%1 has a problem on its side%2.").arg(server(error), status(error)),
                Words::tr("Send again in a while; the provider's status page may say more.")};
    case ErrorCode::ModelGone:
        return {Words::tr("%1 does not offer this model: %2.").arg(server(error), reason(error)),
                Words::tr("Choose a model that the server lists.")};
    case ErrorCode::BadRequest:
        return {Words::tr("%1 does not take the request: %2.").arg(server(error), reason(error)),
                Words::tr("Change or remove what it names; not every model takes every setting.")};
    case ErrorCode::ContextTooLong:
        return {Words::tr("The prompt is longer than this model reads: %1.").arg(reason(error)),
                Words::tr("Shorten the prompt or the examples, or choose a model that reads more.")};
    case ErrorCode::ContentFiltered:
        return {error.subject.empty() ? Words::tr("A content filter stopped the request: %1.").arg(reason(error))
                                      : Words::tr("A content filter of %1 stopped the request: %2.").arg(text(error.subject), reason(error)),
                Words::tr("Change the wording of the prompt or of the examples.")};
    default:
        return {};
    }
}

ErrorWords replyWords(const Error &error)
{
    switch (error.code) {
    case ErrorCode::BadReply:
        if (isWebPage(error))
            return {Words::tr("%1 answered with a web page, not with an API.").arg(server(error)),
                    Words::tr("Check the base URL, which often ends in /v1; the sign-in page of a network answers like this too.")};
        return {Words::tr("%1 answered in a form that Lineup does not understand: %2.").arg(server(error), reason(error)),
                Words::tr("Check that the address belongs to an API of the chosen kind.")};
    case ErrorCode::StreamCut:
        // A run that ended with its program, or was saved while it ran, has no server to blame.
        return {error.subject.empty() ? Words::tr("The answer was cut off before it was complete.")
                                      : Words::tr("The connection to %1 ended before the answer was complete.").arg(text(error.subject)),
                Words::tr("Send again for a whole answer.")};
    case ErrorCode::TooLarge:
        return {Words::tr("%1 goes beyond a limit of Lineup: %2.").arg(server(error), withoutStop(text(error.detail))),
                Words::tr("Ask for less, or use a smaller file.")};
    default:
        return {};
    }
}

ErrorWords timeoutWords(const Error &error)
{
    if (!error.timeoutPhase)
        return {Words::tr("%1 did not answer in time.").arg(server(error)), Words::tr("Send again, or allow more time.")};
    switch (*error.timeoutPhase) {
    case TimeoutPhase::Connect:
        return {Words::tr("%1 did not take the connection in time.").arg(server(error)),
                Words::tr("Check the address and the network, or raise the connect time-out.")};
    case TimeoutPhase::FirstByte:
        return {Words::tr("%1 took the request but sent nothing back in time.").arg(server(error)),
                Words::tr("Send again, or raise the first-byte time-out for slow models.")};
    case TimeoutPhase::Idle:
        return {Words::tr("%1 fell silent in the middle of the answer, with the connection open.").arg(server(error)),
                Words::tr("Send again, or raise the idle time-out.")};
    case TimeoutPhase::Content:
        return {Words::tr("%1 kept the connection alive but sent no text for too long.").arg(server(error)),
                Words::tr("Send again, or raise the limit.")};
    case TimeoutPhase::Total:
        return {error.subject.empty() ? Words::tr("The answer took longer than the total time-out.")
                                      : Words::tr("The answer of %1 took longer than the total time-out.").arg(text(error.subject)),
                Words::tr("Raise the total time-out, or ask for a shorter answer.")};
    }
    return {};
}

ErrorWords engineWords(const Error &error)
{
    switch (error.code) {
    case ErrorCode::EngineMissing:
        return {Words::tr("The local model is not installed."), Words::tr("Set it up with the button in the window or with “lineup setup-local”.")};
    case ErrorCode::EngineModelBad:
        return {Words::tr("The model file is damaged or is no model: %1.").arg(error.subject.empty() ? withoutStop(text(error.detail)) : text(error.subject)),
                Words::tr("Set the local model up again, or choose another file.")};
    case ErrorCode::EngineOutOfMemory:
        return {Words::tr("There is not enough memory for the local model."), Words::tr("Close other programs, or choose a smaller model.")};
    case ErrorCode::EngineCrashed:
        return {Words::tr("The local engine stopped unexpectedly: %1.").arg(withoutStop(text(error.detail))),
                Words::tr("Start it again; if it stops again, the last lines of its log say why.")};
    default:
        return {};
    }
}

QString badInputAdvice(const Error &error)
{
    const std::string code = error.providerCode.value_or("");
    if (code == "unknown-setting" || code == "bad-value" || code == "bad-lane")
        return Words::tr("“lineup help compare” lists the settings of a lane.");
    if (code == "bad-backend")
        return Words::tr("“lineup help backends” lists the settings of a backend.");
    return Words::tr("Correct it, then try again.");
}

ErrorWords inputWords(const Error &error)
{
    if (error.code == ErrorCode::Storage) {
        if (error.subject.empty())
            return {Words::tr("A file cannot be read or written: %1.").arg(withoutStop(text(error.detail))), Words::tr("Check the folder, its rights and the free space.")};
        return {Words::tr("%1 cannot be read or written: %2.").arg(text(error.subject), withoutStop(text(error.detail))),
                Words::tr("Check the path, the rights and the free space.")};
    }
    if (error.subject.empty())
        return {Words::tr("What was given cannot be used: %1.").arg(withoutStop(text(error.detail))), badInputAdvice(error)};
    return {Words::tr("%1 cannot be used: %2.").arg(text(error.subject), withoutStop(text(error.detail))), badInputAdvice(error)};
}

ErrorWords wordsByCode(const Error &error)
{
    switch (error.code) {
    case ErrorCode::KeyMissing:
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::Quota: return accessWords(error);
    case ErrorCode::NameUnknown:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::Unreachable:
    case ErrorCode::Proxy:
    case ErrorCode::Tls:
    case ErrorCode::RedirectRefused:
    case ErrorCode::Offline: return connectionWords(error);
    case ErrorCode::RateLimited:
    case ErrorCode::ProviderDown:
    case ErrorCode::ModelGone:
    case ErrorCode::BadRequest:
    case ErrorCode::ContextTooLong:
    case ErrorCode::ContentFiltered: return serviceWords(error);
    case ErrorCode::BadReply:
    case ErrorCode::StreamCut:
    case ErrorCode::TooLarge: return replyWords(error);
    case ErrorCode::Timeout: return timeoutWords(error);
    case ErrorCode::EngineMissing:
    case ErrorCode::EngineModelBad:
    case ErrorCode::EngineOutOfMemory:
    case ErrorCode::EngineCrashed: return engineWords(error);
    case ErrorCode::Storage:
    case ErrorCode::BadInput: return inputWords(error);
    }
    return {};
}

struct ReasonWords {
    std::string_view reason; ///< Error::providerCode
    const char *happened;    ///< %1 = subject, else detail
    const char *advice;
};

/// Reasons that our own readers, engine and set-up (core/engine/enginefault.h) give and that say more than their code.
constexpr std::array kReasons{
    ReasonWords{"key-in-argument",
                QT_TRANSLATE_NOOP("ErrorWords", "A key stands in an argument, where every program on this computer can read it."),
                QT_TRANSLATE_NOOP("ErrorWords", "Put the key into an environment variable and write key-env=NAME; this key is now in the history of the shell.")},
    ReasonWords{"no-model-list",
                QT_TRANSLATE_NOOP("ErrorWords", "This provider has no list of models, which a test asks for."),
                QT_TRANSLATE_NOOP("ErrorWords", "Name a model to test it with: a pane, or “lineup backends test NAME --model MODEL”.")},
    ReasonWords{"bad-key",
                QT_TRANSLATE_NOOP("ErrorWords", "This is no key: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Copy the key alone from the page of the provider, then try again.")},
    ReasonWords{"secret-header",
                QT_TRANSLATE_NOOP("ErrorWords", "The header field %1 looks like a secret, and settings are kept in a plain file."),
                QT_TRANSLATE_NOOP("ErrorWords", "Enter it as the key of the backend, which goes into the key store, and leave the field out.")},
    ReasonWords{"proxy-password",
                QT_TRANSLATE_NOOP("ErrorWords", "The address of the proxy holds a user name or a password, and settings are kept in a plain file."),
                QT_TRANSLATE_NOOP("ErrorWords", "Write the address alone, and enter user and password apart: they go into the key store.")},
    ReasonWords{"no-key-store",
                QT_TRANSLATE_NOOP("ErrorWords", "No key store was found on this computer, so a key cannot be kept."),
                QT_TRANSLATE_NOOP("ErrorWords", "Put the key into an environment variable and write key-env=NAME, or install one: GNOME Keyring, KeePassXC or KWallet.")},
    ReasonWords{"key-detached",
                QT_TRANSLATE_NOOP("ErrorWords", "The key of this backend was entered for another address than %1, so it was not sent there."),
                QT_TRANSLATE_NOOP("ErrorWords", "If the new address is right, enter the key again.")},
    ReasonWords{"key-store-locked",
                QT_TRANSLATE_NOOP("ErrorWords", "The key store of this computer gives no key: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Unlock it, then send again.")},
    ReasonWords{"backend-off",
                QT_TRANSLATE_NOOP("ErrorWords", "The backend %1 is switched off."),
                QT_TRANSLATE_NOOP("ErrorWords", "Switch it on, or choose another one.")},
    ReasonWords{"no-lanes",
                QT_TRANSLATE_NOOP("ErrorWords", "There is nothing to compare."),
                QT_TRANSLATE_NOOP("ErrorWords", "Give at least one --lane, or a .lineup document; “lineup help compare” shows how.")},
    ReasonWords{"no-prompt",
                QT_TRANSLATE_NOOP("ErrorWords", "There is no prompt to send."),
                QT_TRANSLATE_NOOP("ErrorWords", "Give one with --prompt TEXT, --prompt @FILE, or --prompt - for the standard input.")},
    ReasonWords{"not-text",
                QT_TRANSLATE_NOOP("ErrorWords", "This is not text in UTF-8: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Save it as UTF-8, then try again.")},
    ReasonWords{"illegal-instruction",
                QT_TRANSLATE_NOOP("ErrorWords", "This processor lacks an instruction that the local engine needs."),
                QT_TRANSLATE_NOOP("ErrorWords", "Choose a llama-server that was built for this computer, or a model on a server.")},
    ReasonWords{"port-taken",
                QT_TRANSLATE_NOOP("ErrorWords", "The local engine found no free port on this computer."),
                QT_TRANSLATE_NOOP("ErrorWords", "Start it again in a moment, or close programs that hold many ports.")},
    ReasonWords{"start-timeout",
                QT_TRANSLATE_NOOP("ErrorWords", "The local engine did not become ready in time."),
                QT_TRANSLATE_NOOP("ErrorWords", "Start it again when the computer is less busy, or choose a smaller model.")},
    ReasonWords{"engine-file-missing",
                QT_TRANSLATE_NOOP("ErrorWords", "A file of the local engine is missing: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Set the local model up again.")},
    ReasonWords{"python-missing",
                QT_TRANSLATE_NOOP("ErrorWords", "The local engine needs Python 3.10 or newer, which is not on this computer."),
                QT_TRANSLATE_NOOP("ErrorWords", "Install it; on Debian: sudo apt install python3 python3-pip.")},
    ReasonWords{"pip-missing",
                QT_TRANSLATE_NOOP("ErrorWords", "The set-up needs pip, the installer of Python, which is not on this computer."),
                QT_TRANSLATE_NOOP("ErrorWords", "Install it; on Debian: sudo apt install python3-pip.")},
    ReasonWords{"library-missing",
                QT_TRANSLATE_NOOP("ErrorWords", "The local engine needs a library of the system that is missing: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Install it; on Debian: sudo apt install libgomp1.")},
    ReasonWords{"architecture-unsupported",
                QT_TRANSLATE_NOOP("ErrorWords", "There is no ready-made local engine for this kind of computer: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Choose a llama-server that was built for this computer, or a model on a server.")},
    ReasonWords{"package-not-offered",
                QT_TRANSLATE_NOOP("ErrorWords", "The package source of this computer does not offer %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Check which source pip uses, or choose a llama-server and a model file of your own.")},
    ReasonWords{"model-missing",
                QT_TRANSLATE_NOOP("ErrorWords", "The model file is missing: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Set the local model up again, or choose another file.")},
    ReasonWords{"model-not-gguf",
                QT_TRANSLATE_NOOP("ErrorWords", "This is no model file in the GGUF format: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Choose a file that ends in .gguf.")},
    ReasonWords{"model-truncated",
                QT_TRANSLATE_NOOP("ErrorWords", "The model file is cut short: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Set the local model up again, or copy the file once more.")},
    ReasonWords{"model-unsupported",
                QT_TRANSLATE_NOOP("ErrorWords", "The local engine is too old for this model: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Choose another model, or a newer llama-server.")},
    ReasonWords{"model-unreadable",
                QT_TRANSLATE_NOOP("ErrorWords", "The local engine cannot load this model file: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Choose another file; the engine's log says what it did not like.")},
    ReasonWords{"foreign-server",
                QT_TRANSLATE_NOOP("ErrorWords", "Another program answers where the local engine should."),
                QT_TRANSLATE_NOOP("ErrorWords", "Start it again; it then takes another port.")},
    ReasonWords{"disk-full",
                QT_TRANSLATE_NOOP("ErrorWords", "There is no space left on the disk: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Free some space, then try again.")},
    ReasonWords{"read-only",
                QT_TRANSLATE_NOOP("ErrorWords", "This place cannot be written to: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Check the rights of the folder, or use another profile folder.")},
    ReasonWords{"system-place",
                QT_TRANSLATE_NOOP("ErrorWords", "The set-up writes only into a folder of yours, never into a place of the system: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "Run it as yourself, not as root.")},
    ReasonWords{"setup-busy",
                QT_TRANSLATE_NOOP("ErrorWords", "The local model is being set up already, by another Lineup."),
                QT_TRANSLATE_NOOP("ErrorWords", "Wait until that one has finished.")},
    ReasonWords{"hash-mismatch",
                QT_TRANSLATE_NOOP("ErrorWords", "A download is not the file that was expected: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "It was removed; try again, and check the network if it happens twice.")},
    ReasonWords{"damaged",
                QT_TRANSLATE_NOOP("ErrorWords", "A download cannot be unpacked: %1."),
                QT_TRANSLATE_NOOP("ErrorWords", "It was removed; try again.")},
};

/// Empty for a reason that is not known here, and for what a server calls its own errors.
ErrorWords wordsByReason(const Error &error)
{
    if (!error.providerCode || error.httpStatus)
        return {};
    const auto found = std::find_if(kReasons.begin(), kReasons.end(), [&](const ReasonWords &words) { return words.reason == *error.providerCode; });
    if (found == kReasons.end())
        return {};
    const QString subject = error.subject.empty() ? withoutStop(text(error.detail)) : text(error.subject);
    const QString happened = QCoreApplication::translate("ErrorWords", found->happened);
    return {happened.contains(QLatin1String("%1")) ? happened.arg(subject) : happened, QCoreApplication::translate("ErrorWords", found->advice)};
}

} // namespace

ErrorWords errorWords(const Error &error)
{
    const ErrorWords words = wordsByReason(error);
    return words.happened.isEmpty() ? wordsByCode(error) : words;
}

QString errorDetails(const Error &error)
{
    const auto name = errorCodeName(error.code);
    QString code = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    if (error.timeoutPhase) {
        const auto phase = timeoutPhaseName(*error.timeoutPhase);
        code += QLatin1Char('/') + QString::fromLatin1(phase.data(), static_cast<qsizetype>(phase.size()));
    }
    QStringList lines{code + QLatin1String(": ") + text(error.detail)};
    if (!error.subject.empty())
        lines.push_back(QLatin1String("subject: ") + text(error.subject));
    if (error.httpStatus)
        lines.push_back(QLatin1String("HTTP status: ") + QString::number(*error.httpStatus));
    if (error.providerCode)
        lines.push_back(QLatin1String("code: ") + text(*error.providerCode));
    if (error.providerMessage)
        lines.push_back(QLatin1String("message: ") + text(*error.providerMessage));
    if (error.requestId)
        lines.push_back(QLatin1String("request id: ") + text(*error.requestId));
    if (error.retryAfter)
        lines.push_back(QLatin1String("retry after: ") + QString::number(static_cast<double>(error.retryAfter->count()) / 1000) + QLatin1String(" s"));
    if (!error.excerpt.empty())
        lines.push_back(QLatin1String("received: ") + text(error.excerpt));
    return lines.join(QLatin1Char('\n'));
}

} // namespace lineup
