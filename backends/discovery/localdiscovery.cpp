#include "backends/discovery/localdiscovery.h"

#include "backends/discovery/modelfiles.h"
#include "backends/net/endpoint.h"

#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <memory>

namespace lineup {

namespace {

/// A list of models may be long; nobody has one of megabytes.
constexpr std::size_t kMaxReplyBytes = std::size_t{1} << 20;

/// All that is being asked at once. I/O thread only.
struct Search {
    struct Server {
        std::string origin;
        std::vector<ProbeReply> replies;
    };
    std::vector<Server> servers;
    std::size_t open = 0; ///< requests without an end
    std::shared_ptr<QPromise<std::vector<FoundServer>>> promise;

    void oneEnded()
    {
        if (--open > 0)
            return;
        std::vector<FoundServer> found;
        for (const Server &server : servers) {
            if (auto identity = identifyServer(server.origin, server.replies))
                found.push_back(*std::move(identity));
        }
        promise->addResult(std::move(found));
        promise->finish();
    }
};

class ProbeHandler final : public net::TransferHandler {
public:
    ProbeHandler(std::shared_ptr<Search> search, std::size_t server, std::string path) : m_search(std::move(search)), m_server(server)
    {
        m_reply.path = std::move(path);
    }
    void onHead(const net::TransferHead &head) override { m_reply.status = head.status; }
    net::BodyAction onBody(std::string_view bytes, Steady) override
    {
        m_reply.body += bytes;
        return net::BodyAction::Continue;
    }
    void onEnd(const net::TransferEnd &end) override
    {
        if (end.outcome == net::TransferEnd::Outcome::Complete)
            m_search->servers[m_server].replies.push_back(std::move(m_reply));
        m_search->oneEnded();
    }

private:
    std::shared_ptr<Search> m_search;
    std::size_t m_server;
    ProbeReply m_reply;
};

net::TransferRequest probe(const std::string &url)
{
    net::TransferRequest request;
    request.url = url;
    request.clocks.connect = LocalDiscovery::kTimeLimit;
    request.clocks.firstByte = LocalDiscovery::kTimeLimit;
    request.clocks.total = LocalDiscovery::kTimeLimit;
    request.maxBodyBytes = kMaxReplyBytes;
    request.proxy = ""; // never over another machine
    return request;
}

/// "0.0.0.0:11434", "localhost", "http://127.0.0.1:8000": Ollama's own forms. Nothing for another machine.
std::optional<std::uint16_t> localPortOf(std::string host)
{
    if (host.empty())
        return std::nullopt;
    if (host.find("://") == std::string::npos)
        host.insert(0, "http://");
    const auto endpoint = net::parseEndpoint(host);
    const bool isLocal = endpoint && (endpoint->isLoopback() || endpoint->host == "0.0.0.0" || endpoint->host == "::");
    if (!isLocal)
        return std::nullopt;
    const bool hasPort = endpoint->port != 80 || host.find(":80", host.find("://") + 3) != std::string::npos;
    constexpr std::uint16_t kOllamaPort = 11434;
    return hasPort ? static_cast<std::uint16_t>(endpoint->port) : kOllamaPort;
}

} // namespace

LocalDiscovery::LocalDiscovery(net::IoThread &io, std::vector<std::uint16_t> ports, std::vector<std::string> folders, Environment environment)
    : m_io(io), m_ports(std::move(ports)), m_folders(std::move(folders)), m_environment(std::move(environment))
{
}

std::vector<std::uint16_t> LocalDiscovery::usualPorts()
{
    return {11434, 1234, 8080, 1337, 5001, 8000};
}

QFuture<std::vector<FoundServer>> LocalDiscovery::findServers()
{
    auto search = std::make_shared<Search>();
    search->promise = std::make_shared<QPromise<std::vector<FoundServer>>>();
    search->promise->start();
    QFuture<std::vector<FoundServer>> future = search->promise->future();
    std::vector<std::uint16_t> ports = m_ports;
    if (const auto own = localPortOf(m_environment("OLLAMA_HOST").value_or("")); own && std::ranges::find(ports, *own) == ports.end())
        ports.insert(ports.begin(), *own);
    for (const std::uint16_t port : ports)
        search->servers.push_back({"http://127.0.0.1:" + std::to_string(port), {}});
    search->open = search->servers.size() * probePaths().size();
    if (search->open == 0) {
        search->open = 1;
        search->oneEnded();
        return future;
    }
    for (std::size_t server = 0; server < search->servers.size(); ++server) {
        for (const std::string &path : probePaths())
            m_io.start(probe(search->servers[server].origin + path), std::make_unique<ProbeHandler>(search, server, path));
    }
    return future;
}

QFuture<std::vector<FoundModelFile>> LocalDiscovery::findModelFiles()
{
    auto promise = std::make_shared<QPromise<std::vector<FoundModelFile>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, folders = m_folders] {
        promise->addResult(modelFilesIn(folders, [&promise] { return promise->isCanceled(); }));
        promise->finish();
    });
    return promise->future();
}

} // namespace lineup
