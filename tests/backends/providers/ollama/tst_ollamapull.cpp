#include "backends/providers/ollama/ollamapull.h"
#include "tests/support/httpreply.h"
#include "tests/support/streamcuts.h"
#include "tests/support/testserver.h"

#include <QTest>

#include <mutex>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;
using ollama::OllamaPull;
using ollama::PullProgress;
using ollama::PullReader;

namespace {

/// Two layers side by side, the second without `completed` at first.
const std::string kDownload = "{\"status\":\"pulling manifest\"}\n"
                              "{\"status\":\"pulling aaa\",\"digest\":\"sha256:aaa\",\"total\":1000}\n"
                              "{\"status\":\"pulling aaa\",\"digest\":\"sha256:aaa\",\"total\":1000,\"completed\":400}\n"
                              "{\"status\":\"pulling bbb\",\"digest\":\"sha256:bbb\",\"total\":50,\"completed\":50}\n"
                              "{\"status\":\"pulling aaa\",\"digest\":\"sha256:aaa\",\"total\":1000,\"completed\":1000}\n"
                              "{\"status\":\"verifying sha256 digest\"}\n"
                              "{\"status\":\"writing manifest\"}\n"
                              "{\"status\":\"success\"}\n";

std::string ndjson(const std::string &body)
{
    return head(200, {{"Content-Type", "application/x-ndjson"}, {"Transfer-Encoding", "chunked"}}) + chunk(body) + lastChunk();
}

/// A download and what it has said.
struct Download {
    explicit Download(TestServer &server)
        : pull(std::make_unique<OllamaPull>(
            io, server.url(), std::vector<net::SecretHeader>{}, "smollm2:135m",
            [this](const PullProgress &progress) {
                const std::lock_guard lock(mutex);
                news.push_back(progress);
            },
            [this](Result<void> result) {
                const std::lock_guard lock(mutex);
                ends.push_back(result ? "done" : std::string(errorCodeName(result.error().code)) + " " + result.error().subject);
            }))
    {
    }
    std::string end()
    {
        const bool hasEnded = QTest::qWaitFor([this] {
            const std::lock_guard lock(mutex);
            return !ends.empty();
        });
        const std::lock_guard lock(mutex);
        return hasEnded && ends.size() == 1 ? ends.front() : "no end, or several";
    }

    net::IoThread io;
    std::mutex mutex;
    std::vector<PullProgress> news;
    std::vector<std::string> ends;
    std::unique_ptr<OllamaPull> pull;
};

} // namespace

class TestOllamaPull : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCut()
    {
        const auto check = [](const std::vector<std::string_view> &pieces) {
            PullReader reader;
            for (const std::string_view piece : pieces)
                QVERIFY(reader.feed(piece).has_value());
            QVERIFY(reader.finish().has_value());
            QVERIFY(reader.isDone());
            QCOMPARE(reader.progress(), (PullProgress{"success", 1050, 1050}));
        };
        forEveryCut(kDownload, check);
    }

    void stepByStep()
    {
        PullReader reader;
        std::vector<std::int64_t> completed;
        std::string_view rest = kDownload;
        while (!rest.empty()) {
            const auto end = rest.find('\n') + 1;
            QVERIFY(reader.feed(rest.substr(0, end)).has_value());
            completed.push_back(reader.progress().completed);
            rest.remove_prefix(end);
        }
        QCOMPARE(completed, (std::vector<std::int64_t>{0, 0, 400, 450, 1050, 1050, 1050, 1050}));
    }

    void whatIsNotOfTheProtocol()
    {
        PullReader error;
        const auto failed = error.feed("{\"error\":\"pull model manifest: file does not exist\"}\n");
        QVERIFY(!failed && failed.error().providerMessage == "pull model manifest: file does not exist");
        for (const char *line : {"nonsense\n", "[1]\n"}) {
            PullReader reader;
            const auto read = reader.feed(line);
            QVERIFY2(!read && read.error().code == ErrorCode::BadReply, line);
        }
        PullReader cut;
        QVERIFY(cut.feed("{\"status\":\"pulling manifest\"}\n{\"sta").has_value());
        QVERIFY(cut.finish().has_value());
        QVERIFY(!cut.isDone());
        PullReader odd;
        QVERIFY(odd.feed("{\"status\":3,\"digest\":\"d\",\"total\":10,\"completed\":99}\n").has_value());
        QCOMPARE(odd.progress(), (PullProgress{"", 10, 10}));
    }

    void aDownload()
    {
        TestServer server;
        server.always({sendInPieces(ndjson(kDownload), 40, 1ms)});
        Download download(server);
        QCOMPARE(download.end(), std::string("done"));
        QCOMPARE(download.news.back(), (PullProgress{"success", 1050, 1050}));
        QVERIFY(download.news.size() > 3);
        const RecordedRequest seen = server.requests().at(0);
        QCOMPARE(seen.target, std::string("/api/pull"));
        QCOMPARE(seen.body, std::string(R"({"model":"smollm2:135m","stream":true})"));
    }

    void ends_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("an error in the stream") << QByteArray::fromStdString(ndjson("{\"status\":\"pulling manifest\"}\n{\"error\":\"no\"}\n")) << QByteArray("ProviderDown");
        QTest::newRow("no success") << QByteArray::fromStdString(ndjson("{\"status\":\"pulling manifest\"}\n")) << QByteArray("StreamCut");
        QTest::newRow("no such call") << QByteArray::fromStdString(reply(404, "text/plain", "404 page not found")) << QByteArray("BadReply");
        QTest::newRow("a failed request") << QByteArray::fromStdString(reply(500, "application/json", "{\"error\":\"x\"}")) << QByteArray("ProviderDown");
    }
    void ends()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, end);
        TestServer server;
        server.always({send(bytes.toStdString())});
        Download download(server);
        QCOMPARE(QByteArray::fromStdString(download.end()), end + " 127.0.0.1:" + QByteArray::number(server.port()));
    }

    /// Nobody who waits, no download: the server sees the connection go.
    void givenUp()
    {
        TestServer server;
        server.always({send(head(200, {{"Content-Type", "application/x-ndjson"}, {"Transfer-Encoding", "chunked"}}) + chunk("{\"status\":\"pulling manifest\"}\n")), hold()});
        Download download(server);
        QVERIFY(QTest::qWaitFor([&] {
            const std::lock_guard lock(download.mutex);
            return !download.news.empty();
        }));
        download.pull.reset();
        QVERIFY(QTest::qWaitFor([&] { return server.closedByClient() == 1; }));
        const std::lock_guard lock(download.mutex);
        QVERIFY(download.ends.empty());
    }
};

QTEST_GUILESS_MAIN(TestOllamaPull)
#include "tst_ollamapull.moc"
