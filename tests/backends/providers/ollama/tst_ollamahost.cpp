#include "backends/providers/ollama/ollamahost.h"

#include <QTest>

using namespace lineup;
using ollama::ollamaHost;

/// The forms of Ollama's own envconfig tests, and what people paste.
class TestOllamaHost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<int>("notes");
        const auto row = [](const char *text, const char *url, int notes = 0) { QTest::newRow(text) << QByteArray(url) << notes; };
        row("", "http://127.0.0.1:11434");
        row("   ", "http://127.0.0.1:11434");
        row("1.2.3.4", "http://1.2.3.4:11434");
        row("1.2.3.4:1234", "http://1.2.3.4:1234");
        row(":1234", "http://127.0.0.1:1234");
        row("example.com", "http://example.com:11434");
        row("example.com:1234", "http://example.com:1234");
        row("example.com:66000", "http://example.com:11434");
        row("example.com:0", "http://example.com:11434");
        row("example.com:x", "http://example.com:11434");
        row("example.com:", "http://example.com:11434");
        row("[::1]", "http://[::1]:11434");
        row("[::1]:1337", "http://[::1]:1337");
        row("::1", "http://[::1]:11434");
        row("[::]", "http://[::1]:11434");
        row("::", "http://[::1]:11434");
        row("[0001:002:003:0004::1]:1337", "http://[0001:002:003:0004::1]:1337");
        row(" 1.2.3.4 ", "http://1.2.3.4:11434");
        row("\"1.2.3.4\"", "http://1.2.3.4:11434");
        row("\"' 1.2.3.4'\"", "http://1.2.3.4:11434");
        row("http://1.2.3.4", "http://1.2.3.4:80");
        row("http://1.2.3.4:4321", "http://1.2.3.4:4321");
        row("https://1.2.3.4", "https://1.2.3.4:443");
        row("https://example.com/ollama", "https://example.com:443/ollama");
        row("https://example.com/ollama/", "https://example.com:443/ollama");
        row("ollama.com", "https://ollama.com:443");
        row("https://ollama.com", "https://ollama.com:443");
        row("0.0.0.0", "http://127.0.0.1:11434");
        row("0.0.0.0:8080", "http://127.0.0.1:8080");
        row("http://0.0.0.0:8080", "http://127.0.0.1:8080");
        row("http://h:1/api", "http://h:1", 1);
        row("http://h:1/api/chat", "http://h:1", 1);
        row("http://h:1/v1/", "http://h:1", 1);
        row("http://h:1/x/api/tags", "http://h:1/x", 1);
    }
    void forms()
    {
        QFETCH(QByteArray, url);
        QFETCH(int, notes);
        const auto host = ollamaHost(QTest::currentDataTag());
        QVERIFY(host.has_value());
        QCOMPARE(QByteArray::fromStdString(host->url), url);
        QCOMPARE(static_cast<int>(host->notes.size()), notes);
    }

    void others()
    {
        for (const char *text : {"ftp://h", "unix:///run/x", "http://h/?a=1", "h#b"}) {
            const auto host = ollamaHost(text);
            QVERIFY2(!host && host.error().code == ErrorCode::BadInput, text);
        }
    }
};

QTEST_APPLESS_MAIN(TestOllamaHost)
#include "tst_ollamahost.moc"
