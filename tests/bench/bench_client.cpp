#include "backends/net/iothread.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "core/base/json.h"
#include "tests/bench/tokenserver.h"
#include "tests/peers/peercache.h"

#include <QCoreApplication>
#include <QProcess>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

// CPU time per 1,000 tokens of the real adapter against the official OpenAI client for Node, each in its own process and in
// turns, from one server: 8 streams of 200 tokens a second (goal: at most 0.15 times), and 8 × 20,000 tokens as fast as they go
// (at most 0.05 times). The start of Node is not counted, and each side has one round to get warm.
//
// Usage: LINEUP_SOURCE_DIR=. bench_client [ROUNDS]

namespace {

using namespace lineup;
using bench::TokenServer;

constexpr int kStreams = 8;

struct Load {
    const char *model;
    int tokens; ///< of one stream
    double goal;
};
constexpr Load kLoads[]{{TokenServer::kPaced, TokenServer::kPacedTokens, 0.15}, {TokenServer::kFlood, TokenServer::kFloodTokens, 0.05}};

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Taken {
    double cpuSeconds = 0;
    std::int64_t tokens = 0;
};

/// Drained 30 times a second, as the window does.
Taken takeOurs(ChatBackend &backend, const Load &load)
{
    const double before = cpuSeconds();
    std::vector<std::shared_ptr<StreamInbox>> inboxes;
    std::vector<std::unique_ptr<ChatStream>> streams;
    ChatRequest request;
    request.model = load.model;
    request.messages = {textMessage(Role::User, "Go")};
    for (int i = 0; i < kStreams; ++i) {
        inboxes.push_back(std::make_shared<StreamInbox>());
        streams.push_back(backend.start(request, inboxes.back()));
    }
    Taken taken;
    StreamInbox::Delivery delivery;
    for (int open = kStreams; open > 0;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(33));
        for (const auto &inbox : inboxes) {
            inbox->drain(delivery);
            delivery.record.forEach([&taken](const StreamEvent &event) { taken.tokens += std::holds_alternative<TextDelta>(event.body) ? 1 : 0; });
            open -= delivery.end ? 1 : 0;
        }
    }
    taken.cpuSeconds = cpuSeconds() - before;
    return taken;
}

std::optional<Taken> takeTheirs(QProcess &node, const Load &load)
{
    node.write(QByteArray(load.model) + ' ' + QByteArray::number(kStreams) + '\n');
    while (!node.canReadLine()) {
        if (!node.waitForReadyRead(120'000))
            return std::nullopt;
    }
    const auto value = parseJson(node.readLine().trimmed().toStdString(), 8);
    const auto seconds = value ? findDouble(*value, "cpu_seconds") : std::nullopt;
    const auto tokens = value ? findInt(*value, "tokens") : std::nullopt;
    return seconds && tokens ? std::optional(Taken{*seconds, *tokens}) : std::nullopt;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// False when an answer was not whole.
bool compare(ChatBackend &backend, QProcess &node, const Load &load, int rounds)
{
    const std::int64_t wanted = std::int64_t{kStreams} * load.tokens;
    std::vector<double> ours, theirs, ratios;
    for (int round = 0; round <= rounds; ++round) {
        const Taken our = takeOurs(backend, load);
        const auto their = takeTheirs(node, load);
        if (!their || our.tokens != wanted || their->tokens != wanted) {
            std::printf("%s: the answers are not whole (%lld and %lld of %lld tokens)\n", load.model, static_cast<long long>(our.tokens),
                        static_cast<long long>(their ? their->tokens : -1), static_cast<long long>(wanted));
            return false;
        }
        if (round == 0)
            continue; // to get warm
        const double thousands = static_cast<double>(wanted) / 1000;
        ours.push_back(1000 * our.cpuSeconds / thousands);
        theirs.push_back(1000 * their->cpuSeconds / thousands);
        ratios.push_back(our.cpuSeconds / their->cpuSeconds);
        std::printf("%s, round %d: %.3f ms and %.3f ms of CPU per 1,000 tokens, ratio %.4f\n", load.model, round, ours.back(), theirs.back(), ratios.back());
        std::fflush(stdout);
    }
    std::printf("%s: %d streams x %d tokens, medians of %d rounds: Lineup %.3f ms, openai for Node %s %.3f ms per 1,000 tokens, ratio %.4f (%.4f to %.4f; goal %.2f: %s)\n", load.model,
                kStreams, load.tokens, rounds, median(ours), test::PeerCache::kOpenaiVersion, median(theirs), median(ratios), *std::ranges::min_element(ratios),
                *std::ranges::max_element(ratios), load.goal, median(ratios) <= load.goal ? "reached" : "missed");
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const TokenServer server;
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
    test::PeerCache cache;
    const auto program = cache.node();
    const auto package = cache.openaiClient();
    if (!program || !package || rounds < 1) {
        std::printf("not shown: %s\n", qPrintable(!program ? program.error().why : !package ? package.error().why : QStringLiteral("no rounds")));
        return EXIT_FAILURE;
    }
    QProcess node;
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QString script = qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/tests/bench/openai_client.mjs");
    node.start(*program, {script, package->path(), QString::fromStdString(server.url())});
    if (!node.waitForStarted() || !node.waitForReadyRead(30'000) || node.readLine().trimmed() != "ready") {
        std::printf("not shown: the client for Node does not start\n");
        return EXIT_FAILURE;
    }
    net::IoOptions options;
    options.maxTransfersPerOrigin = kStreams;
    net::IoThread io(options);
    const auto backend = openaicompatible::makeBackend({server.url(), {}, true, false}, io, std::make_shared<net::Redactor>());
    bool isWhole = backend.has_value();
    for (const Load &load : kLoads)
        isWhole = isWhole && compare(**backend, node, load, rounds);
    node.closeWriteChannel();
    node.waitForFinished(5'000);
    return isWhole ? EXIT_SUCCESS : EXIT_FAILURE;
}
