#include "app/cli/standardstreams.h"
#include "app/contract/contractcommands.h"
#include "app/contract/fetchcommand.h"
#include "app/contract/sseservice.h"
#include "core/base/json.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// lineup-contract: lets public contract suites drive the parsers and the transport of the product. docs/contract.md tells how.

namespace {

using namespace lineup;
using namespace lineup::contract;

constexpr std::string_view kUsageText = "usage: lineup-contract sse [--chunks] [--flush-at-end] [--departures]\n"
                                        "       lineup-contract ndjson|json|utf8 [--chunks]\n"
                                        "       lineup-contract redact [--chunks] [--secret-env VARIABLE]...\n"
                                        "       lineup-contract fetch URL [--method GET|POST] [--header 'Name: value']... [--gzip]\n"
                                        "                                 [--connect-ms N] [--first-byte-ms N] [--idle-ms N] [--total-ms N]\n"
                                        "       lineup-contract serve [--port N]\n";

Verdict usage()
{
    std::fwrite(kUsageText.data(), 1, kUsageText.size(), stderr);
    return kUsage;
}

void printLine(const nlohmann::json &value)
{
    const std::string line = dumpJson(value) + '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

/// The arguments behind the command's name; each is taken out when it is asked for, so that what is left was not understood.
class Arguments {
public:
    explicit Arguments(std::vector<std::string> rest) : m_rest(std::move(rest)) {}

    bool flag(std::string_view name)
    {
        const auto found = std::find(m_rest.begin(), m_rest.end(), name);
        if (found == m_rest.end())
            return false;
        m_rest.erase(found);
        return true;
    }
    std::optional<std::string> value(std::string_view name)
    {
        const auto found = std::find(m_rest.begin(), m_rest.end(), name);
        if (found == m_rest.end() || std::next(found) == m_rest.end())
            return std::nullopt;
        std::string value = *std::next(found);
        m_rest.erase(found, found + 2);
        return value;
    }
    std::optional<std::string> positional()
    {
        if (m_rest.empty() || m_rest.front().starts_with("--"))
            return std::nullopt;
        std::string value = m_rest.front();
        m_rest.erase(m_rest.begin());
        return value;
    }
    /// A number of milliseconds, into `target`; false when it is none.
    template <class Target>
    bool milliseconds(std::string_view name, Target &target)
    {
        const auto text = value(name);
        const auto count = text ? number(*text) : std::nullopt;
        if (count)
            target = std::chrono::milliseconds(*count);
        return !text || count;
    }
    bool isEmpty() const { return m_rest.empty(); }

private:
    std::vector<std::string> m_rest;
};

int redact(Arguments &arguments)
{
    const bool isInChunks = arguments.flag("--chunks");
    std::vector<std::string> secrets;
    while (const auto name = arguments.value("--secret-env")) {
        const char *secret = std::getenv(name->c_str());
        if (!secret)
            return usage();
        secrets.emplace_back(secret);
    }
    ContractInput input(stdin, isInChunks);
    return arguments.isEmpty() ? runRedact(input, secrets, printLine) : usage();
}

int fetch(Arguments &arguments)
{
    const auto url = arguments.positional();
    if (!url)
        return usage();
    net::TransferRequest request;
    request.url = *url;
    request.method = arguments.value("--method").value_or("GET");
    while (const auto header = arguments.value("--header")) {
        const auto colon = header->find(':');
        if (colon == std::string::npos)
            return usage();
        request.headers.add(header->substr(0, colon), std::string(trimmed(std::string_view(*header).substr(colon + 1))));
    }
    if (arguments.flag("--gzip"))
        request.compression = net::TransferRequest::Compression::Accept;
    const bool isRight = arguments.milliseconds("--connect-ms", request.clocks.connect) && arguments.milliseconds("--first-byte-ms", request.clocks.firstByte)
        && arguments.milliseconds("--idle-ms", request.clocks.idle) && arguments.milliseconds("--total-ms", request.clocks.total);
    if (!isRight || !arguments.isEmpty() || (request.method != "GET" && request.method != "POST"))
        return usage();
    if (request.method == "POST") {
        auto body = ContractInput(stdin, false).whole();
        if (!body)
            return kUsage;
        request.body = *std::move(body);
    }
    return runFetch(std::move(request), printLine);
}

int serve(Arguments &arguments, int &argc, char **argv)
{
    const auto port = number(arguments.value("--port").value_or("0"));
    if (!port || *port > 65535 || !arguments.isEmpty())
        return usage();
    QCoreApplication application(argc, argv);
    net::IoOptions options;
    // The suite's streams and what is told about them go to one and the same origin.
    options.maxTransfersPerOrigin = options.maxTransfers;
    net::IoThread io(options);
    SseService service(io);
    if (!service.listen(*port)) {
        std::fprintf(stderr, "lineup-contract: cannot listen on port %d\n", *port);
        return kRefused;
    }
    QObject::connect(&service, &SseService::stopped, &application, &QCoreApplication::quit);
    printLine({{"listening", "http://127.0.0.1:" + std::to_string(service.port())}});
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    prepareStandardStreams();
    prepareLocale();
    if (argc < 2)
        return usage();
    const std::string_view command = argv[1];
    Arguments arguments(std::vector<std::string>(argv + 2, argv + argc));
    if (command == "redact")
        return redact(arguments);
    if (command == "fetch")
        return fetch(arguments);
    if (command == "serve")
        return serve(arguments, argc, argv);
    ContractInput input(stdin, arguments.flag("--chunks"));
    const bool flushAtEnd = command == "sse" && arguments.flag("--flush-at-end");
    const bool withDepartures = command == "sse" && arguments.flag("--departures");
    if (!arguments.isEmpty())
        return usage();
    if (command == "sse")
        return runSse(input, flushAtEnd, withDepartures, printLine);
    if (command == "ndjson")
        return runNdjson(input, printLine);
    if (command == "json")
        return runJson(input);
    return command == "utf8" ? runUtf8(input, printLine) : usage();
}
