#include "backends/discovery/localdiscovery.h"
#include "backends/discovery/modelfiles.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lineup;
using namespace lineup::test;

namespace {

std::uint16_t portOf(const TestServer &server)
{
    return static_cast<std::uint16_t>(server.port());
}

/// A GGUF file without tensors: magic, version 3, and what it says of itself.
QByteArray gguf(const QByteArray &architecture, const QByteArray &name)
{
    QByteArray bytes("GGUF");
    const auto number = [&bytes](std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i)
            bytes.append(static_cast<char>(value >> (8 * i)));
    };
    const auto text = [&](const QByteArray &value) {
        number(static_cast<std::uint64_t>(value.size()), 8);
        bytes.append(value);
    };
    constexpr int kString = 8;
    number(3, 4);
    number(0, 8); // tensors
    number(2, 8); // entries
    text("general.architecture");
    number(kString, 4);
    text(architecture);
    text("general.name");
    number(kString, 4);
    text(name);
    // The weights begin at a multiple of 32.
    while (bytes.size() % 32 != 0)
        bytes.append('\0');
    return bytes;
}

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

const auto never = [] { return false; };

} // namespace

class TestLocalDiscovery : public QObject {
    Q_OBJECT
    static std::vector<FoundServer> find(const std::vector<std::uint16_t> &ports, const std::string &ollamaHost = {})
    {
        net::IoThread io;
        LocalDiscovery discovery(io, ports, {}, [&](const std::string &name) -> std::optional<std::string> {
            return name == "OLLAMA_HOST" ? std::optional(ollamaHost) : std::nullopt;
        });
        auto future = discovery.findServers();
        future.waitForFinished();
        return future.result();
    }
    static void playOllama(TestServer &server)
    {
        server.answer([](const RecordedRequest &request) {
            if (request.target == "/")
                return Script{send(reply(200, "text/plain", "Ollama is running"))};
            if (request.target == "/api/version")
                return Script{send(reply(200, "application/json", R"({"version":"0.24.0"})"))};
            if (request.target == "/api/tags")
                return Script{send(reply(200, "application/json", R"({"models":[{"name":"smollm2:135m"}]})"))};
            return Script{send(reply(404, "text/plain", "404 page not found"))};
        });
    }

private Q_SLOTS:
    void whatRunsIsFound()
    {
        TestServer ollama;
        playOllama(ollama);
        TestServer page;
        page.always({send(reply(200, "text/html", "<html>Router</html>"))});
        int closedPort = 0;
        {
            TestServer gone;
            closedPort = gone.port();
        }
        const auto found = find({portOf(page), static_cast<std::uint16_t>(closedPort), portOf(ollama)});
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].software, std::string("Ollama"));
        QCOMPARE(found[0].baseUrl, ollama.url());
        QCOMPARE(found[0].models, std::vector<std::string>{"smollm2:135m"});
    }

    void nothingIsWrittenAndNoKeyGoes()
    {
        TestServer server;
        playOllama(server);
        find({portOf(server)});
        QCOMPARE(server.requests().size(), probePaths().size());
        for (const RecordedRequest &request : server.requests()) {
            QCOMPARE(request.method, std::string("GET"));
            QVERIFY(request.body.empty());
            QVERIFY(request.header("authorization").empty());
        }
    }

    void aSilentServerHoldsNobodyUp()
    {
        TestServer silent;
        silent.always({hold()});
        TestServer ollama;
        playOllama(ollama);
        const auto before = std::chrono::steady_clock::now();
        const auto found = find({portOf(silent), portOf(ollama)});
        QCOMPARE(found.size(), std::size_t(1));
        // Far from 250 ms only so that a crowded machine does not fail it; a hang would never end.
        QVERIFY(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
    }

    void theOwnAddressOfOllamaIsAsked()
    {
        TestServer ollama;
        playOllama(ollama);
        const std::string port = std::to_string(ollama.port());
        for (const std::string &host : {"127.0.0.1:" + port, "http://localhost:" + port, "0.0.0.0:" + port})
            QCOMPARE(find({}, host).size(), std::size_t(1));
        QVERIFY(find({}, "192.0.2.1:" + port).empty()); // another machine is nobody's business
        QVERIFY(find({}, "").empty());
    }

    void modelFilesAreFound()
    {
        QTemporaryDir folder;
        const QString root = folder.path();
        write(root + QStringLiteral("/a/big.gguf"), gguf("llama", "A much longer name of a model"));
        write(root + QStringLiteral("/a/b/c/small.GGUF"), gguf("gemma3", ""));
        write(root + QStringLiteral("/blobs/sha256-1234"), gguf("qwen2", "Qwen of Ollama"));
        write(root + QStringLiteral("/blobs/sha256-5678"), QByteArray("{\"not\":\"a model\"}"));
        write(root + QStringLiteral("/a/mmproj.gguf"), gguf("clip", "Eyes"));
        write(root + QStringLiteral("/a/x-00002-of-00002.gguf"), gguf("llama", "Second part"));
        write(root + QStringLiteral("/a/broken.gguf"), gguf("llama", "Cut").left(20));
        write(root + QStringLiteral("/a/readme.txt"), "GGUF");
        QVERIFY(QFile::link(root + QStringLiteral("/a/big.gguf"), root + QStringLiteral("/link.gguf")));
        QVERIFY(QFile::link(root, root + QStringLiteral("/a/circle")));
        const auto found = modelFilesIn({root.toStdString(), root.toStdString() + "/a", "/nowhere"}, never);
        QCOMPARE(found.size(), std::size_t(3));
        QCOMPARE(found[0].name, std::string("small"));
        QCOMPARE(found[0].architecture, std::string("gemma3"));
        QCOMPARE(found[1].name, std::string("Qwen of Ollama"));
        QCOMPARE(found[2].name, std::string("A much longer name of a model"));
        QVERIFY(found[0].bytes <= found[1].bytes && found[1].bytes <= found[2].bytes);
    }

    void aSearchCanBeStopped()
    {
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("a.gguf")), gguf("llama", "A"));
        QVERIFY(modelFilesIn({folder.path().toStdString()}, [] { return true; }).empty());
    }
};

QTEST_GUILESS_MAIN(TestLocalDiscovery)
#include "tst_localdiscovery.moc"
