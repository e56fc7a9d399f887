// First token of the local model through Lineup (runner, local backend, adapter, I/O thread) against plain libcurl, on the
// same running engine, in turns in the same run. Both send the same bytes over a kept connection.
// Usage: LINEUP_ENGINE_DIR=FOLDER bench_localfirsttoken [PAIRS]      goal: median of the differences ≤ 5 ms
//
// FOLDER is one that `lineup setup-local` filled (PROFILE/data/engine).

#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineprocess.h"
#include "backends/local/localchatbackend.h"
#include "backends/registry/registrybackendfactory.h"
#include "backends/net/iothread.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "backends/providers/openaicompatible/wirerequest.h"
#include "core/run/lineuprunner.h"

#include <curl/curl.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace lineup;
using Clocked = std::chrono::steady_clock;

constexpr int kWarmUps = 3;
constexpr int kGoalMs = 5;

double millisecondsSince(Clocked::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clocked::now() - start).count();
}

/// The three-shot pane of the first line-up. With the prompt cache the engine computes one token before the first, without
/// it the whole prompt.
LineupSetup setupWith(bool cachesPrompt)
{
    LineupSetup setup;
    setup.system = "Extract product and colour as JSON.";
    setup.shots = {{"A red bicycle for my daughter.", R"({"product": "bicycle", "colour": "red"})"},
                   {"Two pairs of black shoes.", R"({"product": "shoes", "colour": "black"})"},
                   {"I want the blue lamp.", R"({"product": "lamp", "colour": "blue"})"}};
    setup.prompt = "Please send me a green umbrella.";
    LaneSpec lane;
    lane.parameters.temperature = 0;
    lane.parameters.maxTokens = 4;
    lane.parameters.extra = {{"cache_prompt", cachesPrompt}};
    setup.lanes = {lane};
    return setup;
}

/// One request by plain libcurl; says when the first text came.
class PlainCurl {
public:
    PlainCurl(const EngineEndpoint &endpoint, const LineupSetup &setup)
    {
        ChatRequest request = requestFor(setup, setup.lanes.front());
        request.model = endpoint.modelAlias;
        chat::Notes notes;
        m_body = openaicompatible::chatBody(request, {}, notes);
        m_headers = curl_slist_append(m_headers, "Content-Type: application/json");
        m_headers = curl_slist_append(m_headers, ("Authorization: Bearer " + endpoint.token.reveal()).c_str());
        curl_easy_setopt(m_easy, CURLOPT_URL, (endpoint.baseUrl + "/chat/completions").c_str());
        curl_easy_setopt(m_easy, CURLOPT_PROXY, "");
        curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, m_body.c_str());
        curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &PlainCurl::onBytes);
        curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
    }
    ~PlainCurl()
    {
        curl_easy_cleanup(m_easy);
        curl_slist_free_all(m_headers);
    }
    PlainCurl(const PlainCurl &) = delete;
    PlainCurl &operator=(const PlainCurl &) = delete;

    std::optional<double> firstTokenMs()
    {
        m_reply.clear();
        m_first.reset();
        m_start = Clocked::now();
        if (curl_easy_perform(m_easy) != CURLE_OK)
            return std::nullopt;
        return m_first;
    }

private:
    static std::size_t onBytes(char *bytes, std::size_t size, std::size_t count, void *self)
    {
        auto *curl = static_cast<PlainCurl *>(self);
        if (curl->m_first)
            return size * count;
        curl->m_reply.append(bytes, size * count);
        // The first event has "content":null; the first text is a string that is not empty.
        const std::string_view name = "\"content\":\"";
        const auto at = curl->m_reply.find(name);
        if (at != std::string::npos && curl->m_reply.size() > at + name.size() && curl->m_reply[at + name.size()] != '"')
            curl->m_first = millisecondsSince(curl->m_start);
        return size * count;
    }

    CURL *m_easy = curl_easy_init();
    curl_slist *m_headers = nullptr;
    std::string m_body;
    std::string m_reply;
    Clocked::time_point m_start;
    std::optional<double> m_first;
};

struct Seen {
    double shownMs = 0; ///< Send → the runner says that the lane has text
    double tracedMs = 0; ///< what the lane's own figures say
};

/// One request through the runner, as the window makes it.
std::optional<Seen> throughLineup(LineupRunner &runner, const LineupSetup &setup)
{
    QEventLoop loop;
    Seen seen;
    QObject::connect(&runner, &LineupRunner::finished, &loop, &QEventLoop::quit);
    const auto start = Clocked::now();
    const auto changed = QObject::connect(&runner, &LineupRunner::lanesChanged, &loop, [&] {
        if (seen.shownMs == 0 && runner.run().results.front().hasContent())
            seen.shownMs = millisecondsSince(start);
    });
    runner.start(setup);
    loop.exec();
    const LaneResult &result = runner.run().results.front();
    if (seen.shownMs == 0 || !result.end || !result.end->trace.firstToken)
        return std::nullopt;
    seen.tracedMs = std::chrono::duration<double, std::milli>(*result.end->trace.firstToken).count();
    return seen;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

bool compare(LineupRunner &runner, const EngineEndpoint &endpoint, bool cachesPrompt, int pairs)
{
    const LineupSetup setup = setupWith(cachesPrompt);
    PlainCurl plain(endpoint, setup);
    std::vector<double> curlTimes, shownTimes, tracedTimes, differences;
    for (int pair = -kWarmUps; pair < pairs; ++pair) {
        // Whoever comes second has the warmer caches: in turns.
        const bool isCurlFirst = pair % 2 == 0;
        std::optional<double> curlMs = isCurlFirst ? plain.firstTokenMs() : std::nullopt;
        const std::optional<Seen> seen = throughLineup(runner, setup);
        if (!isCurlFirst)
            curlMs = plain.firstTokenMs();
        if (!curlMs || !seen) {
            std::fputs("bench_localfirsttoken: a request was not answered\n", stderr);
            return false;
        }
        if (pair < 0)
            continue;
        curlTimes.push_back(*curlMs);
        shownTimes.push_back(seen->shownMs);
        tracedTimes.push_back(seen->tracedMs);
        differences.push_back(seen->shownMs - *curlMs);
    }
    std::printf("prompt cache %s, median of %d pairs: libcurl %.1f ms, Lineup %.1f ms (its own figure says %.1f ms), difference %+.1f ms (%+.1f to %+.1f; goal <= %+d ms)\n",
                cachesPrompt ? "on " : "off", pairs, median(curlTimes), median(shownTimes), median(tracedTimes), median(differences),
                *std::min_element(differences.begin(), differences.end()), *std::max_element(differences.begin(), differences.end()), kGoalMs);
    return true;
}

bool becomesReady(EngineProcess &engine)
{
    QEventLoop loop;
    QObject::connect(&engine, &LocalEngine::stateChanged, &loop, [&loop](const EngineState &state) {
        if (state.status == EngineStatus::Ready || state.status == EngineStatus::Crashed || state.status == EngineStatus::Absent)
            loop.quit();
    });
    QTimer::singleShot(60000, &loop, &QEventLoop::quit);
    engine.start();
    loop.exec();
    return engine.endpoint().has_value();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int pairs = argc > 1 ? std::max(1, std::atoi(argv[1])) : 15;
    const QString folder = qEnvironmentVariable("LINEUP_ENGINE_DIR");
    if (folder.isEmpty()) {
        std::fputs("bench_localfirsttoken: LINEUP_ENGINE_DIR is not set: no installed engine to measure. Run `lineup setup-local` and name "
                   "the folder PROFILE/data/engine.\n", stderr);
        return 2;
    }
    auto config = installedEngineConfig(folder, builtInEnginePackages());
    if (!config) {
        std::fprintf(stderr, "bench_localfirsttoken: no engine in LINEUP_ENGINE_DIR: %s\n", config.error().detail.c_str());
        return 2;
    }
    const QTemporaryDir work;
    config->workFolder = work.path().toStdString();
    const SystemClock clock;
    EngineProcess engine([config] { return config; }, clock);
    if (!becomesReady(engine)) {
        std::fputs("bench_localfirsttoken: the engine does not become ready\n", stderr);
        return 1;
    }
    net::IoThread io;
    const auto redactor = std::make_shared<net::Redactor>();
    const auto local = std::make_shared<LocalChatBackend>(engine, engine, clock, [&](const EngineEndpoint &endpoint) {
        return openaicompatible::makeBackend({endpoint.baseUrl, endpoint.token, true, false}, io, redactor);
    });
    ProviderDescriptor descriptor;
    descriptor.id = "local";
    descriptor.needsKey = false;
    RegistryBackendFactory factory({{descriptor, [local](const ProviderConfig &, const ProviderTools &) { return Result<std::shared_ptr<ChatBackend>>(local); }}},
                                   {&io, redactor, RegistryBackendFactory::systemEnvironment()});
    LineupRunner runner(factory, clock, "bench");
    const bool isMeasured = compare(runner, *engine.endpoint(), true, pairs) && compare(runner, *engine.endpoint(), false, pairs);
    std::printf("engine: %s; %s\n", config->modelName.c_str(), curl_version());
    return isMeasured ? 0 : 1;
}
