#include "backends/net/iothread.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "backends/registry/allproviders.h"
#include "backends/registry/registrybackendfactory.h"
#include "core/conformance/conformancereport.h"
#include "core/conformance/conformancerun.h"
#include "core/base/json.h"
#include "tests/peers/conformancetable.h"
#include "tests/peers/endpoints.h"
#include "tests/peers/peerprocess.h"
#include "tests/peers/runningengine.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace lineup;
using namespace lineup::test;
using conformance::CheckState;

namespace {

constexpr const char *kKeyVariable = "LINEUP_PEER_TEST_KEY";
constexpr const char *kKey = "lineup-peer-test-key-0123456789";
/// The engine computes: on two busy cores the checks may take minutes.
constexpr int kRunMs = 600'000;

} // namespace

/// The adapters against servers that others have written, with the checks of `lineup conformance`.
///
/// A peer that cannot be had is skipped with its reason. The run says how many ran, and fails when the package clients work and
/// none did. With LINEUP_CONFORMANCE_OUT set, what was found is written there for tools/conformance.
class TestPeers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_factory = std::make_unique<RegistryBackendFactory>(providers(), ProviderTools{&m_io, m_redactor, [](const std::string &name) {
                                                                                            return name == kKeyVariable ? std::optional<std::string>(kKey) : std::nullopt;
                                                                                        }});
        const auto node = m_cache.node();
        m_aimock = node ? m_cache.aimock() : InstalledPeer(Unexpected{node.error()});
        m_node = node.value_or(QString());
        m_katan = m_cache.katan();
    }

    /// A required check fails here, unless the list of endpoints says why it must.
    void endpoint_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < peerEndpoints().size(); ++i)
            QTest::newRow(peerEndpoints()[i].name.c_str()) << static_cast<int>(i);
    }
    void endpoint()
    {
        QFETCH(int, index);
        const PeerEndpoint &endpoint = peerEndpoints()[static_cast<std::size_t>(index)];
        const auto all = m_factory->providers();
        if (std::ranges::find(all, endpoint.kind, &ProviderDescriptor::id) == all.end())
            QFAIL(qPrintable(QStringLiteral("no backend of the kind %1").arg(QString::fromStdString(endpoint.kind))));
        QString address;
        std::unique_ptr<PeerProcess> process;
        if (const auto absence = start(endpoint, address, process)) {
            if (absence->isExcused)
                QSKIP(qPrintable(QStringLiteral("SKIPPED PEER: ") + absence->why));
            QFAIL(qPrintable(absence->why));
        }
        const auto report = check(endpoint, address.toStdString());
        QVERIFY2(report, "the checks did not come to an end");
        m_reports.push_back({endpoint.name, *report});
        m_peersThatRan.insert(endpoint.peer);
        const QStringList problems = judge(endpoint, *report);
        QVERIFY2(problems.isEmpty(), qPrintable(QLatin1Char('\n') + problems.join(QLatin1Char('\n'))));
    }

    void theTableInTheDocumentationIsTrue()
    {
        QFile file(qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/docs/conformance.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto table = readConformanceTable(QString::fromUtf8(file.readAll()));
        QVERIFY(!table.empty());
        QStringList problems;
        for (const auto &[name, report] : m_reports) {
            const auto column = table.find(name);
            if (column == table.end()) {
                problems << QString::fromStdString(name) + QStringLiteral(" has no column");
                continue;
            }
            for (const auto &row : report.rows) {
                const auto written = column->second.find(row.check);
                if (written == column->second.end() || written->second != mark(row.result.state))
                    problems << QString::fromStdString(name + ", " + row.check + ": the table has ") + QString::fromStdString(written == column->second.end() ? "nothing" : written->second)
                            + QString::fromStdString(", seen was " + std::string(checkStateName(row.result.state)));
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("\ntools/conformance writes it anew:\n") + problems.join(QLatin1Char('\n'))));
    }

    void cleanupTestCase()
    {
        std::printf("PEERS: %zu of 3 ran, with %zu APIs\n", m_peersThatRan.size(), m_reports.size());
        std::fflush(stdout);
        writeReports();
        const bool canInstall = m_aimock.has_value() || m_katan.has_value();
        QVERIFY2(!canInstall || !m_peersThatRan.empty(), "the package clients work, but no peer ran");
        for (const auto *absent : {&m_aimock, &m_katan})
            QVERIFY2(*absent || absent->error().isExcused, *absent ? "" : qPrintable(absent->error().why));
        m_engine.reset();
    }

private:
    std::vector<Provider> providers()
    {
        std::vector<Provider> all = allProviders();
        const QString folder = qEnvironmentVariable("LINEUP_ENGINE_DIR");
        if (folder.isEmpty())
            return all;
        m_engine = std::make_unique<RunningEngine>(folder);
        const auto local = m_engine->backend([this](const EngineEndpoint &endpoint) {
            return openaicompatible::makeBackend({endpoint.baseUrl, endpoint.token, true, false}, m_io, m_redactor);
        });
        ProviderDescriptor descriptor;
        descriptor.id = "local";
        descriptor.needsKey = false;
        all.push_back({descriptor, [local](const ProviderConfig &, const ProviderTools &) { return Result<std::shared_ptr<ChatBackend>>(local); }});
        return all;
    }

    /// Brings the peer of an endpoint up, or says why it is not there.
    std::optional<PeerAbsence> start(const PeerEndpoint &endpoint, QString &address, std::unique_ptr<PeerProcess> &process)
    {
        if (endpoint.peer == PeerEndpoint::Peer::Engine)
            return startEngine(address);
        const InstalledPeer &installed = endpoint.peer == PeerEndpoint::Peer::Aimock ? m_aimock : m_katan;
        if (!installed)
            return installed.error();
        // A new one for each API: aimock counts how often it was asked.
        process = endpoint.peer == PeerEndpoint::Peer::Aimock ? PeerProcess::startAimock(*installed, m_node)
                                                              : PeerProcess::startKatan(*installed, QString::fromStdString(endpoint.katanApi), QString::fromLatin1(kKey));
        if (!process)
            return PeerAbsence{QStringLiteral("the peer does not come up"), false};
        address = process->address();
        return std::nullopt;
    }

    std::optional<PeerAbsence> startEngine(QString &address)
    {
        if (!m_engine)
            return PeerAbsence{QStringLiteral("the local engine, because LINEUP_ENGINE_DIR is not set"), true};
        m_engine->process().start();
        const bool isUp = QTest::qWaitFor([this] { return m_engine->process().endpoint().has_value(); }, 120'000);
        if (!isUp)
            return PeerAbsence{QStringLiteral("the local engine does not come up"), false};
        address = QString::fromStdString(m_engine->process().endpoint()->baseUrl);
        address.chop(static_cast<int>(std::string_view("/v1").size()));
        return std::nullopt;
    }

    std::optional<conformance::Report> check(const PeerEndpoint &endpoint, const std::string &address)
    {
        BackendRef ref;
        ref.kind = endpoint.kind;
        ref.options = endpoint.options;
        conformance::Subject subject;
        if (endpoint.peer == PeerEndpoint::Peer::Engine && endpoint.kind != "local") {
            subject.backend = engineBackend(endpoint, address);
        } else {
            ref.baseUrl = endpoint.kind == "local" ? "" : address + endpoint.path;
            ref.keyEnv = endpoint.kind == "local" ? "" : kKeyVariable;
            const auto backend = m_factory->backendFor(ref);
            if (!backend) {
                qWarning("%s", backend.error().detail.c_str());
                return std::nullopt;
            }
            subject.backend = *backend;
        }
        const auto all = m_factory->providers();
        subject.capabilities = std::ranges::find(all, endpoint.kind, &ProviderDescriptor::id)->capabilities;
        subject.base.model = endpoint.model;
        subject.base.retries = 0;
        conformance::ConformanceRun run(endpoint.name, ref, std::move(subject), endpoint.only);
        QSignalSpy finished(&run, &conformance::ConformanceRun::finished);
        run.start();
        return finished.wait(kRunMs) ? std::optional(run.report()) : std::nullopt;
    }

    /// The engine's token is new at each start, so no variable has it.
    std::shared_ptr<ChatBackend> engineBackend(const PeerEndpoint &endpoint, const std::string &address)
    {
        for (const Provider &provider : allProviders()) {
            if (provider.descriptor.id != endpoint.kind)
                continue;
            ProviderConfig config;
            config.baseUrl = address + endpoint.path;
            config.key = m_engine->process().endpoint()->token;
            const auto backend = provider.make(config, {&m_io, m_redactor, [](const std::string &) { return std::nullopt; }});
            return backend ? *backend : nullptr;
        }
        return nullptr;
    }

    static QStringList judge(const PeerEndpoint &endpoint, const conformance::Report &report)
    {
        QStringList problems;
        std::printf("%s\n", endpoint.name.c_str());
        for (const auto &row : report.rows) {
            std::printf("  %-18s %-13s %s\n", row.check.c_str(), std::string(checkStateName(row.result.state)).c_str(), row.result.seen.c_str());
            const bool isException = endpoint.exceptions.contains(row.check);
            const bool hasPassed = row.result.state == CheckState::Passed;
            if (isException && hasPassed)
                problems << QString::fromStdString(row.check + " passes and needs no exception");
            else if (row.isRequired && !hasPassed && !isException)
                problems << QString::fromStdString(row.check + ' ' + std::string(checkStateName(row.result.state)) + ": " + row.result.seen);
        }
        std::fflush(stdout);
        return problems;
    }

    void writeReports() const
    {
        const QString path = qEnvironmentVariable("LINEUP_CONFORMANCE_OUT");
        if (path.isEmpty())
            return;
        nlohmann::json all = nlohmann::json::array();
        for (const auto &[name, report] : m_reports) {
            const auto endpoint = std::ranges::find(peerEndpoints(), name, &PeerEndpoint::name);
            nlohmann::json rows = nlohmann::json::array();
            for (const auto &row : report.rows)
                rows.push_back({{"id", row.check}, {"required", row.isRequired}, {"mark", mark(row.result.state)}, {"state", checkStateName(row.result.state)},
                                {"seen", row.result.seen}, {"said_by", row.result.saidBy}});
            all.push_back({{"name", name}, {"kind", endpoint->kind}, {"peer", peerWords(endpoint->peer)}, {"exceptions", endpoint->exceptions}, {"checks", std::move(rows)}});
        }
        nlohmann::json kinds = nlohmann::json::array();
        for (const Provider &provider : allProviders())
            kinds.push_back({{"id", provider.descriptor.id}, {"name", provider.descriptor.name}});
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(dumpJson({{"kinds", std::move(kinds)}, {"endpoints", std::move(all)}}, 1)));
    }

    static std::string peerWords(PeerEndpoint::Peer peer)
    {
        switch (peer) {
        case PeerEndpoint::Peer::Engine: {
            std::string words = "the local engine";
            for (const EnginePackage &package : builtInEnginePackages())
                words += (words == "the local engine" ? " (" : ", ") + package.name + ' ' + package.version;
            return words + ')';
        }
        case PeerEndpoint::Peer::Aimock: return std::string("@copilotkit/aimock ") + PeerCache::kAimockVersion;
        case PeerEndpoint::Peer::Katan: break;
        }
        return std::string("llm-katan ") + PeerCache::kKatanVersion + ", echo";
    }

    net::IoThread m_io;
    std::shared_ptr<net::Redactor> m_redactor = std::make_shared<net::Redactor>();
    PeerCache m_cache;
    InstalledPeer m_aimock = Unexpected{PeerAbsence{}};
    InstalledPeer m_katan = Unexpected{PeerAbsence{}};
    QString m_node;
    std::unique_ptr<RunningEngine> m_engine;
    std::unique_ptr<RegistryBackendFactory> m_factory;
    std::vector<std::pair<std::string, conformance::Report>> m_reports;
    std::set<PeerEndpoint::Peer> m_peersThatRan;
};

QTEST_GUILESS_MAIN(TestPeers)
#include "tst_peers.moc"
