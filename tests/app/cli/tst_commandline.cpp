#include "app/cli/helptext.h"
#include "app/cli/usagewords.h"
#include "app/cli/commandline.h"

#include <QTest>

using namespace lineup;
using Problem = UsageError::Problem;

namespace {

Expected<CommandLine, UsageError> parsed(std::initializer_list<std::string_view> arguments)
{
    const std::vector<std::string_view> list(arguments);
    return parseCommandLine(list);
}

UsageError errorOf(std::initializer_list<std::string_view> arguments)
{
    const auto result = parsed(arguments);
    if (result)
        qFatal("no error");
    return result.error();
}

CompareOptions compareOptions(std::initializer_list<std::string_view> arguments)
{
    const auto result = parsed(arguments);
    if (!result || !std::holds_alternative<CompareOptions>(result->command))
        qFatal("not compare");
    return std::get<CompareOptions>(result->command);
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutACommandItIsTheWindow()
    {
        QCOMPARE(parsed({})->command, Command(GuiOptions{}));
        QCOMPARE(parsed({"a.lineup", "/tmp/b"})->command, Command(GuiOptions{{"a.lineup", "/tmp/b"}, {}}));
        QCOMPARE(parsed({"--profile", "p", "a.lineup"})->command, Command(GuiOptions{{"a.lineup"}, "p"}));
        QCOMPARE(parsed({"-platform", "offscreen", "a.lineup"})->command, Command(GuiOptions{{"a.lineup"}, {}}));
        QCOMPARE(parsed({"--", "--odd.lineup"})->command, Command(GuiOptions{{"--odd.lineup"}, {}}));
    }

    void backendsTakesAnAction()
    {
        QCOMPARE(parsed({"backends"})->command, Command(BackendListOptions{}));
        QCOMPARE(parsed({"backends", "list", "--format", "json"})->command, Command(BackendListOptions{ReportFormat::Json}));
        BackendAddOptions add;
        add.id = "work";
        add.settings = "kind=openai";
        QCOMPARE(parsed({"backends", "add", "work", "kind=openai"})->command, Command(add));
        add.isUpdate = add.readsKey = add.readsProxyLogin = add.readsPassPhrase = true;
        QCOMPARE(parsed({"backends", "add", "--read-key", "--update", "work", "kind=openai", "--read-proxy-login", "--read-pass-phrase"})->command, Command(add));
        add = {};
        add.id = "work";
        QCOMPARE(parsed({"backends", "add", "work"})->command, Command(add));
        QCOMPARE(parsed({"backends", "remove", "work"})->command, Command(BackendRemoveOptions{"work"}));
        QCOMPARE(parsed({"backends", "test", "work"})->command, Command(BackendTestOptions{"backend=work", ReportFormat::Table}));
        QCOMPARE(parsed({"backends", "test", "kind=x,base-url=u", "--model", "m", "--format=json"})->command,
                 Command(BackendTestOptions{"kind=x,base-url=u,model=m", ReportFormat::Json}));
        QCOMPARE(parsed({"--profile", "p", "backends"})->profile, std::optional<std::string>("p"));
    }

    void offlineIsForThisRun()
    {
        QVERIFY(!parsed({"models"})->isOffline);
        QVERIFY(parsed({"models", "--offline"})->isOffline);
        QVERIFY(parsed({"compare", "--lane", "backend=local", "--prompt", "x", "--offline"})->isOffline);
        QVERIFY(parsed({"backends", "test", "work", "--offline"})->isOffline);
        QVERIFY(!parsed({"backends", "list", "--offline"}));
        QVERIFY(std::get<ModelsOptions>(parsed({"models", "--refresh"})->command).refresh);
    }

    void compareTakesLanesAndOptions()
    {
        CompareOptions expected;
        expected.lanes = {"backend=local", "kind=x"};
        expected.system = "s";
        expected.shots = "f.jsonl";
        expected.prompt = "-";
        expected.repeat = 3;
        expected.format = ReportFormat::Json;
        expected.savePath = "o.lineup";
        QCOMPARE(compareOptions({"compare", "--lane", "backend=local", "--system=s", "--lane=kind=x", "--shots", "f.jsonl", "--prompt", "-", "--repeat", "3", "--format",
                                 "json", "--save", "o.lineup"}),
                 expected);
    }

    void compareTakesADocument()
    {
        CompareOptions expected;
        expected.document = "a.lineup";
        expected.format = ReportFormat::Markdown;
        QCOMPARE(compareOptions({"compare", "a.lineup", "--format", "markdown"}), expected);
        QCOMPARE(compareOptions({"compare", "--format=markdown", "--", "a.lineup"}), expected);
    }

    void valuesMayLookLikeAnything()
    {
        QCOMPARE(compareOptions({"compare", "--prompt", "-5 degrees"}).prompt, std::optional<std::string>("-5 degrees"));
        QCOMPARE(compareOptions({"compare", "--prompt="}).prompt, std::optional<std::string>(""));
        QCOMPARE(compareOptions({"compare", "--prompt=--lane"}).prompt, std::optional<std::string>("--lane"));
        QCOMPARE(compareOptions({"compare", "--prompt", "a=b"}).prompt, std::optional<std::string>("a=b"));
        QCOMPARE(compareOptions({"compare", "--prompt", "Привет"}).prompt, std::optional<std::string>("Привет"));
        QCOMPARE(compareOptions({"compare", "--save", "\xFF.lineup"}).savePath, std::optional<std::string>("\xFF.lineup"));
    }

    void theProfileMayStandBeforeTheCommand()
    {
        QCOMPARE(parsed({"--profile", "p", "compare", "a.lineup"})->profile, std::optional<std::string>("p"));
        QCOMPARE(parsed({"--profile=p", "setup-local"})->profile, std::optional<std::string>("p"));
        QCOMPARE(parsed({"models", "--profile", "p"})->profile, std::optional<std::string>("p"));
    }

    void modelsTakesBackendsAndLanes()
    {
        QCOMPARE(parsed({"models"})->command, Command(ModelsOptions{}));
        QCOMPARE(parsed({"models", "--backend", "local", "--lane", "kind=x", "--format", "json"})->command,
                 Command(ModelsOptions{{"backend=local", "kind=x"}, ReportFormat::Json}));
    }

    void conformanceNamesWhatToCheck()
    {
        QCOMPARE(parsed({"conformance", "--all"})->command, Command(ConformanceOptions{{}, true, {}, ConformanceFormat::Table}));
        QCOMPARE(parsed({"conformance", "--backend", "local", "--lane", "kind=x", "--check", "stop", "--check", "seed", "--format", "junit"})->command,
                 Command(ConformanceOptions{{"backend=local", "kind=x"}, false, {"stop", "seed"}, ConformanceFormat::Junit}));
        QCOMPARE(parsed({"conformance"}).error().problem, UsageError::Problem::MissingValue);
        QCOMPARE(parsed({"conformance", "--all", "--format", "markdown"}).error().suggestion, std::string("table, json or junit"));
        const UsageError unknown = parsed({"conformance", "--all", "--check", "speed"}).error();
        QCOMPARE(unknown.problem, UsageError::Problem::BadValue);
        QVERIFY(unknown.suggestion.starts_with("one of stream, whole, stop, "));
        QCOMPARE(parsed({"conformance", "--all", "more"}).error().problem, UsageError::Problem::UnexpectedArgument);
    }

    void helpAndVersion()
    {
        QCOMPARE(parsed({"--version"})->command, Command(VersionOptions{}));
        QCOMPARE(parsed({"--help"})->command, Command(HelpOptions{}));
        QCOMPARE(parsed({"-h"})->command, Command(HelpOptions{}));
        QCOMPARE(parsed({"help"})->command, Command(HelpOptions{}));
        for (const std::string_view command : {"compare", "models", "backends", "conformance", "setup-local"}) {
            QCOMPARE(parsed({"help", command})->command, Command(HelpOptions{std::string(command)}));
            QCOMPARE(parsed({command, "--help"})->command, Command(HelpOptions{std::string(command)}));
        }
        QCOMPARE(parsed({"setup-local"})->command, Command(SetupOptions{}));
    }

    void helpNamesEverySettingOfALane()
    {
        const QString help = helpText("compare");
        for (const char *name : {"--lane", "--prompt", "--system", "--shots", "--repeat", "--format", "--save", "base-url=", "model=", "key-env=", "name=", "temperature=",
                                 "top-p=", "top-k=", "max-tokens=", "seed=", "stop=", "presence-penalty=", "frequency-penalty=", "reasoning-effort=", "system=", "shots=",
                                 "connect-timeout=", "first-byte-timeout=", "idle-timeout=", "total-timeout=", "retries=", "json.NAME=", "price-input=", "price-output="})
            QVERIFY2(help.contains(QLatin1String(name)), name);
        for (const char *name : {"backend=NAME", "kind=KIND", "option.NAME=", "api-version=", "reasoning-tokens=", "logprobs=", "stream=", "json-schema=", "tools="})
            QVERIFY2(help.contains(QLatin1String(name)), name);
        const QString backends = helpText("backends");
        for (const char *name : {"list", "add", "test", "remove", "--update", "--read-key", "--read-proxy-login", "--read-pass-phrase", "--model", "kind=", "name=", "base-url=",
                                 "key-env=", "enabled=", "proxy=", "no-proxy=", "ca-file=", "client-certificate=", "client-key=", "header.NAME=", "http1-only=",
                                 "parallel-requests=", "requests-per-minute=", "tokens-per-minute=", "option.NAME="})
            QVERIFY2(backends.contains(QLatin1String(name)), name);
        QVERIFY(helpText("models").contains(QLatin1String("--refresh")));
        for (const char *topic : {"", "models", "backends", "setup-local", "compare"})
            QVERIFY(helpText(topic).endsWith(QLatin1Char('\n')));
    }

    void mistakes_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("problem");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("suggestion");
        const auto row = [](const QString &arguments, Problem problem, const char *name, const char *suggestion = "") {
            QTest::newRow(qPrintable(arguments)) << arguments.split(QLatin1Char(' ')) << static_cast<int>(problem) << QByteArray(name) << QByteArray(suggestion);
        };
        row(QStringLiteral("comapre"), Problem::UnknownCommand, "comapre", "compare");
        row(QStringLiteral("wibble"), Problem::UnknownCommand, "wibble");
        row(QStringLiteral("help wibble"), Problem::UnknownCommand, "wibble");
        row(QStringLiteral("backends wibble"), Problem::UnknownCommand, "backends wibble");
        row(QStringLiteral("backends add"), Problem::MissingArgument, "backends add");
        row(QStringLiteral("backends test"), Problem::MissingArgument, "backends test");
        row(QStringLiteral("backends remove a b"), Problem::UnexpectedArgument, "b");
        row(QStringLiteral("backends list a"), Problem::UnexpectedArgument, "a");
        row(QStringLiteral("backends add a --model m"), Problem::UnknownOption, "--model");
        row(QStringLiteral("backends list --format markdown"), Problem::BadValue, "--format", "table or json");
        row(QStringLiteral("backends tset work"), Problem::UnknownCommand, "backends tset", "test");
        row(QStringLiteral("--wibble"), Problem::UnknownOption, "--wibble");
        row(QStringLiteral("--verison"), Problem::UnknownOption, "--verison", "--version");
        row(QStringLiteral("compare --promt x"), Problem::UnknownOption, "--promt", "--prompt");
        row(QStringLiteral("compare --promt=x"), Problem::UnknownOption, "--promt", "--prompt");
        row(QStringLiteral("compare -x"), Problem::UnknownOption, "-x");
        row(QStringLiteral("compare --prompt"), Problem::MissingValue, "--prompt");
        row(QStringLiteral("compare --save --format json"), Problem::MissingValue, "--save");
        row(QStringLiteral("compare --prompt a --prompt b"), Problem::GivenTwice, "--prompt");
        row(QStringLiteral("compare --help=yes"), Problem::UnexpectedValue, "--help");
        row(QStringLiteral("compare --repeat 0"), Problem::BadValue, "--repeat", "a whole number from 1 to 1000");
        row(QStringLiteral("compare --repeat many"), Problem::BadValue, "--repeat", "a whole number from 1 to 1000");
        row(QStringLiteral("compare --format xml"), Problem::BadValue, "--format", "table, json or markdown");
        row(QStringLiteral("models --format markdown"), Problem::BadValue, "--format", "table or json");
        row(QStringLiteral("compare a.lineup b.lineup"), Problem::UnexpectedArgument, "b.lineup");
        row(QStringLiteral("compare a.lineup --lane backend=local"), Problem::UnexpectedArgument, "a.lineup");
        row(QStringLiteral("models x"), Problem::UnexpectedArgument, "x");
        row(QStringLiteral("setup-local now"), Problem::UnexpectedArgument, "now");
    }
    void mistakes()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, problem);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, suggestion);
        std::vector<std::string> owned;
        for (const QString &argument : arguments)
            owned.push_back(argument.toStdString());
        const std::vector<std::string_view> views(owned.begin(), owned.end());
        const auto result = parseCommandLine(views);
        QVERIFY(!result);
        QCOMPARE(static_cast<int>(result.error().problem), problem);
        QCOMPARE(QByteArray::fromStdString(result.error().name), name);
        QCOMPARE(QByteArray::fromStdString(result.error().suggestion), suggestion);
        const ErrorWords words = usageWords(result.error());
        QVERIFY2(words.happened.endsWith(QLatin1Char('.')) && words.happened.contains(QString::fromUtf8(name)), qPrintable(words.happened));
        QVERIFY2(words.advice.contains(QLatin1String("lineup ")) && words.advice.contains(QString::fromUtf8(problem == static_cast<int>(Problem::BadValue) ? "" : suggestion)),
                 qPrintable(words.advice));
    }

    void textMustBeUtf8()
    {
        QCOMPARE(errorOf({"compare", "--prompt", "\xFF"}).problem, Problem::NotUtf8);
        QCOMPARE(errorOf({"compare", "--lane", "backend=local,name=\xFF"}).problem, Problem::NotUtf8);
        QCOMPARE(errorOf({"compare", "--\xFF"}).problem, Problem::NotUtf8);
    }

    void keysAreNeverRepeated()
    {
        const std::string key = "sk-planted-7fA9planted";
        for (const UsageError &error :
             {errorOf({"compare", "--key", key}), errorOf({"compare", "--api-key=" + key}), errorOf({"compare", "--" + key}), errorOf({"compare", key}), errorOf({key}),
              errorOf({"compare", "--token", key}), errorOf({"models", key}), errorOf({"--api-key", key}), errorOf({"compare", "--frobnicate=" + key})}) {
            const ErrorWords words = usageWords(error);
            QVERIFY2(!words.happened.contains(QLatin1String("7fA9")) && !words.advice.contains(QLatin1String("7fA9")), qPrintable(words.happened));
        }
        QCOMPARE(errorOf({"compare", "--api-key=x"}).problem, Problem::KeyInArgument);
        QVERIFY(usageWords(errorOf({"compare", "--key", "x"})).advice.contains(QLatin1String("key-env=")));
    }

    void namesCannotSteerTheTerminal()
    {
        const ErrorWords words = usageWords(errorOf({"compare", "--x\x1B[2J"}));
        QVERIFY(!words.happened.contains(QChar(0x1B)));
    }
};

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
