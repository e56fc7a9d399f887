#include "app/cli/helptext.h"

#include <QCoreApplication>

namespace lineup {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HelpText)
};

// Commands, options and names of settings are the same in every language; only the words around them are translated, so
// that a translation can never break a column or an option.

struct Line {
    const char *left;
    const char *right; ///< translated; null = only the left side
};

constexpr int kIndent = 2;
constexpr int kRightColumn = 30;

QString linesText(std::initializer_list<Line> lines)
{
    QString text;
    for (const Line &line : lines) {
        QString row = QString(kIndent, QLatin1Char(' ')) + QString::fromUtf8(line.left);
        if (line.right)
            row = row.leftJustified(kRightColumn - 1) + QLatin1Char(' ') + QCoreApplication::translate("HelpText", line.right);
        text += row + QLatin1Char('\n');
    }
    return text;
}

QString section(const QString &title, std::initializer_list<Line> lines)
{
    return QLatin1Char('\n') + title + QLatin1Char('\n') + linesText(lines);
}

QString programHelp()
{
    return Words::tr("Lineup compares language models side by side.") + QStringLiteral("\n\n")
        + linesText({
            {"lineup [FILE.lineup …]", QT_TRANSLATE_NOOP("HelpText", "open the window")},
            {"lineup compare …", QT_TRANSLATE_NOOP("HelpText", "run a comparison in the terminal")},
            {"lineup models …", QT_TRANSLATE_NOOP("HelpText", "list the models that a backend serves")},
            {"lineup backends …", QT_TRANSLATE_NOOP("HelpText", "set up, test and list backends")},
            {"lineup conformance …", QT_TRANSLATE_NOOP("HelpText", "show what a backend really does")},
            {"lineup setup-local", QT_TRANSLATE_NOOP("HelpText", "install the local model, which needs no key")},
            {"lineup help COMMAND", QT_TRANSLATE_NOOP("HelpText", "the options of a command")},
            {"lineup --version", QT_TRANSLATE_NOOP("HelpText", "print the version")},
        })
        + section(Words::tr("Everywhere:"), {{"--profile DIR", QT_TRANSLATE_NOOP("HelpText", "keep settings and the local model in this folder")},
                                             {"--offline", QT_TRANSLATE_NOOP("HelpText", "send nothing to another computer")}});
}

QString compareHelp()
{
    return linesText({{"lineup compare --lane SETTINGS … --prompt TEXT [OPTIONS]", nullptr}, {"lineup compare FILE.lineup [OPTIONS]", nullptr}})
        + section(Words::tr("Options:"),
                  {{"--lane SETTINGS", QT_TRANSLATE_NOOP("HelpText", "one answer; may be given any number of times")},
                   {"--prompt TEXT|@FILE|-", QT_TRANSLATE_NOOP("HelpText", "the prompt; - reads the standard input")},
                   {"--system TEXT|@FILE", QT_TRANSLATE_NOOP("HelpText", "the system text")},
                   {"--shots FILE.jsonl", QT_TRANSLATE_NOOP("HelpText", "examples, one {\"input\": …, \"output\": …} a line")},
                   {"--repeat N", QT_TRANSLATE_NOOP("HelpText", "run everything N times (1 to 1000)")},
                   {"--format table|json|markdown", QT_TRANSLATE_NOOP("HelpText", "how to print the result")},
                   {"--save FILE.lineup", QT_TRANSLATE_NOOP("HelpText", "keep the line-up with its answers")}})
        + section(Words::tr("Settings of a lane, separated by commas (\\, is a comma inside a value):"),
                  {{"backend=local", QT_TRANSLATE_NOOP("HelpText", "the local model")},
                   {"backend=NAME", QT_TRANSLATE_NOOP("HelpText", "a backend that is set up: “lineup backends”")},
                   {"kind=KIND", QT_TRANSLATE_NOOP("HelpText", "a provider: openai, anthropic, ollama, openai-compatible, …")},
                   {"base-url=URL model=NAME", nullptr},
                   {"api-version= deployment= organization= project= region= token-command= option.NAME=", nullptr},
                   {"", QT_TRANSLATE_NOOP("HelpText", "settings of the provider's own")},
                   {"key-env=VARIABLE", QT_TRANSLATE_NOOP("HelpText", "the environment variable that holds the key")},
                   {"name=TEXT", QT_TRANSLATE_NOOP("HelpText", "what the lane is called")},
                   {"temperature= top-p= top-k= max-tokens= seed= stop=", nullptr},
                   {"presence-penalty= frequency-penalty= reasoning-effort= reasoning-tokens= logprobs=N", nullptr},
                   {"stream=true|false", QT_TRANSLATE_NOOP("HelpText", "false: the whole answer in one piece")},
                   {"json-schema=@FILE", QT_TRANSLATE_NOOP("HelpText", "the answer keeps to this JSON Schema")},
                   {"tools=@FILE", QT_TRANSLATE_NOOP("HelpText", "functions that the model may ask for; none is run")},
                   {"system=TEXT|@FILE", QT_TRANSLATE_NOOP("HelpText", "instead of --system")},
                   {"shots=K|FILE", QT_TRANSLATE_NOOP("HelpText", "the first K of --shots, or a file of its own")},
                   {"connect-timeout= first-byte-timeout= idle-timeout= total-timeout=", nullptr},
                   {"", QT_TRANSLATE_NOOP("HelpText", "seconds")},
                   {"retries=N", QT_TRANSLATE_NOOP("HelpText", "further attempts after the first (0 to 10)")},
                   {"json.NAME=VALUE", QT_TRANSLATE_NOOP("HelpText", "a member of the request as it is")},
                   {"price-input= price-output=", QT_TRANSLATE_NOOP("HelpText", "US dollars per million tokens")}})
        + section(Words::tr("Exit codes:"),
                  {{"0", QT_TRANSLATE_NOOP("HelpText", "every lane finished")},
                   {"2", QT_TRANSLATE_NOOP("HelpText", "wrong usage, or a file that cannot be read")},
                   {"3", QT_TRANSLATE_NOOP("HelpText", "some lane did not finish; the others are printed")},
                   {"130", QT_TRANSLATE_NOOP("HelpText", "interrupted; what came is printed")}})
        + section(Words::tr("Examples:"),
                  {{"lineup compare --lane backend=local --prompt \"Hello\"", nullptr},
                   {"lineup compare --lane backend=local,temperature=0 --lane backend=local,temperature=1 --prompt @question.txt --format json", nullptr}});
}

QString modelsHelp()
{
    return linesText({{"lineup models [--backend NAME] [--lane SETTINGS] [--refresh] [--format table|json]", nullptr}}) + QLatin1Char('\n')
        + Words::tr("Without an option: the models of the local engine and of every backend that is set up. --lane takes the settings of “lineup help "
                    "compare”. Lists of providers are kept for a day; --refresh asks again.")
        + QLatin1Char('\n')
        + section(Words::tr("Example:"), {{"lineup models --lane kind=openai-compatible,base-url=http://127.0.0.1:8080/v1", nullptr}});
}

QString backendsHelp()
{
    return linesText({{"lineup backends [list] [--format table|json]", nullptr},
                      {"lineup backends add NAME SETTINGS [--update] [--read-key]", nullptr},
                      {"lineup backends test NAME|SETTINGS [--model MODEL] [--format table|json]", nullptr},
                      {"lineup backends remove NAME", nullptr}})
        + section(Words::tr("Options:"),
                  {{"--update", QT_TRANSLATE_NOOP("HelpText", "change one that is set up; what is not named stays")},
                   {"--read-key", QT_TRANSLATE_NOOP("HelpText", "read the key from the standard input, for the key store")},
                   {"--read-proxy-login", QT_TRANSLATE_NOOP("HelpText", "the same for user:password of the proxy")},
                   {"--read-pass-phrase", QT_TRANSLATE_NOOP("HelpText", "the same for the key of the client certificate")}})
        + section(Words::tr("Settings of a backend, separated by commas (\\, is a comma inside a value):"),
                  {{"kind=KIND", QT_TRANSLATE_NOOP("HelpText", "a provider: openai, anthropic, ollama, openai-compatible, …")},
                   {"name=TEXT base-url=URL enabled=true|false", nullptr},
                   {"key-env=VARIABLE", QT_TRANSLATE_NOOP("HelpText", "the environment variable that holds the key")},
                   {"api-version= deployment= organization= project= region= token-command= option.NAME=", nullptr},
                   {"", QT_TRANSLATE_NOOP("HelpText", "settings of the provider's own")},
                   {"proxy=system|none|URL", QT_TRANSLATE_NOOP("HelpText", "http, https, socks5 or socks5h")},
                   {"no-proxy=LIST ca-file=FILE client-certificate=FILE client-key=FILE", nullptr},
                   {"header.NAME=VALUE", QT_TRANSLATE_NOOP("HelpText", "sent with every request; no secrets")},
                   {"http1-only=true|false", QT_TRANSLATE_NOOP("HelpText", "for proxies that hold streams back")},
                   {"parallel-requests= requests-per-minute= tokens-per-minute=", nullptr},
                   {"", QT_TRANSLATE_NOOP("HelpText", "at most so many; none = no limit")}})
        + section(Words::tr("Examples:"),
                  {{"lineup backends add work kind=openai --read-key", nullptr},
                   {"lineup backends add box \"kind=openai-compatible,base-url=http://127.0.0.1:8080/v1,parallel-requests=1\"", nullptr},
                   {"lineup backends test work --model gpt-4.1-mini", nullptr},
                   {"lineup compare --lane backend=work,model=gpt-4.1-mini --prompt \"Hello\"", nullptr}});
}

QString conformanceHelp()
{
    return linesText({{"lineup conformance --backend KIND|--lane SETTINGS|--all [OPTIONS]", nullptr}}) + QLatin1Char('\n')
        + Words::tr("Sends some twenty-five short questions to each backend, one after another, and prints what it really does. A service charges for them "
                    "as for any others.")
        + QLatin1Char('\n')
        + section(Words::tr("Options:"),
                  {{"--backend KIND", QT_TRANSLATE_NOOP("HelpText", "a backend that needs no more than its kind; may be given any number of times")},
                   {"--lane SETTINGS", QT_TRANSLATE_NOOP("HelpText", "any other, with the settings of “lineup help compare”")},
                   {"--all", QT_TRANSLATE_NOOP("HelpText", "every backend that can be asked without more being said")},
                   {"--check NAME", QT_TRANSLATE_NOOP("HelpText", "only this check; may be given any number of times")},
                   {"--format table|json|junit", QT_TRANSLATE_NOOP("HelpText", "how to print the result")}})
        + section(Words::tr("Exit codes:"),
                  {{"0", QT_TRANSLATE_NOOP("HelpText", "no required check failed")},
                   {"2", QT_TRANSLATE_NOOP("HelpText", "wrong usage, or a file that cannot be read")},
                   {"3", QT_TRANSLATE_NOOP("HelpText", "a required check failed, or a backend could not be asked")},
                   {"130", QT_TRANSLATE_NOOP("HelpText", "interrupted; nothing is printed")}})
        + section(Words::tr("Example:"), {{"lineup conformance --lane kind=openai-compatible,base-url=http://127.0.0.1:8080/v1,model=NAME --format json", nullptr}});
}

QString setupHelp()
{
    return linesText({{"lineup setup-local [--model NAME] [--accept-terms] [--profile DIR]", nullptr}}) + QLatin1Char('\n')
        + Words::tr("Downloads the local engine and a small model (about 130 MB together) into your own data folder and checks them. Nothing is installed "
                    "into the system. Interrupted downloads go on where they were.")
        + QLatin1Char('\n') + QLatin1Char('\n')
        + Words::tr("--model gemma-3-270m brings a second model (about 240 MB) under terms of its own, which are shown first and have to be accepted. Panes "
                    "with model=gemma-3-270m then answer beside the first model.")
        + QLatin1Char('\n');
}

} // namespace

QString helpText(const std::string &topic)
{
    if (topic == "compare")
        return compareHelp();
    if (topic == "models")
        return modelsHelp();
    if (topic == "backends")
        return backendsHelp();
    if (topic == "conformance")
        return conformanceHelp();
    return topic == "setup-local" ? setupHelp() : programHelp();
}

} // namespace lineup
