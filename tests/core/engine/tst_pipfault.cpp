#include "core/engine/pipfault.h"

#include <QTest>

using namespace lineup;

class PipFaultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classify_data();
    void classify();
    void keepsTheLineThatSaysIt();
    void capsWhatItKeeps();
};

namespace {

const std::string kNone = "ERROR: Could not find a version that satisfies the requirement xllamacpp==2026.10.11549 (from versions: none)";
const std::string kNoMatch = "ERROR: No matching distribution found for xllamacpp==2026.10.11549";

std::string retrying(const std::string &reason)
{
    return "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by '" + reason
        + "': /simple/xllamacpp/";
}

} // namespace

void PipFaultTest::classify_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const std::vector<std::string> &lines, ErrorCode code, const char *word) {
        QStringList list;
        for (const std::string &line : lines)
            list.append(QString::fromStdString(line));
        QTest::newRow(name) << list << int(code) << QString::fromLatin1(word);
    };
    row("no pip", {"/usr/bin/python3: No module named pip"}, ErrorCode::EngineMissing, "pip-missing");
    row("no name", {retrying("NewConnectionError('<…>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')"), kNone, kNoMatch},
        ErrorCode::NameUnknown, "name-unknown");
    row("unknown name", {retrying("NewConnectionError('<…>: [Errno -2] Name or service not known')"), kNone, kNoMatch}, ErrorCode::NameUnknown, "name-unknown");
    row("refused", {retrying("NewConnectionError('<…>: Failed to establish a new connection: [Errno 111] Connection refused')"), kNone, kNoMatch},
        ErrorCode::ConnectionRefused, "connection-refused");
    row("proxy refused", {retrying("ProxyError('Cannot connect to proxy.', NewConnectionError('<…>: [Errno 111] Connection refused'))"), kNone, kNoMatch},
        ErrorCode::Proxy, "proxy");
    row("no route", {retrying("NewConnectionError('<…>: [Errno 101] Network is unreachable')"), kNone, kNoMatch}, ErrorCode::Unreachable, "unreachable");
    row("timed out", {retrying("ReadTimeoutError(\"HTTPSConnectionPool(host='m', port=443): Read timed out. (read timeout=15)\")"), kNone, kNoMatch},
        ErrorCode::Unreachable, "timed-out");
    row("certificate", {retrying("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))"), kNone, kNoMatch},
        ErrorCode::Tls, "certificate");
    row("cut", {"pip._vendor.urllib3.exceptions.ProtocolError: (\"Connection broken: IncompleteRead(1 bytes read)\")"}, ErrorCode::Unreachable, "connection-cut");
    row("mirror wants a password", {"ERROR: HTTP error 401 while getting x", "401 Client Error: Unauthorized for url: https://mirror.example/simple/"},
        ErrorCode::Unauthorized, "mirror-401");
    row("mirror broken", {"503 Server Error: Service Unavailable for url: https://mirror.example/"}, ErrorCode::ProviderDown, "mirror-5xx");
    row("not offered", {kNone, kNoMatch}, ErrorCode::EngineMissing, "package-not-offered");
    row("wrong hash", {"ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated", "   Expected sha256 c54f", "   Got        c54e"},
        ErrorCode::BadReply, "hash-mismatch");
    row("disk full", {"    content_file.write(chunk)", "OSError: [Errno 28] No space left on device"}, ErrorCode::Storage, "disk-full");
    row("disk full, short", {"ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"}, ErrorCode::Storage, "disk-full");
    row("read-only", {"OSError: [Errno 30] Read-only file system: '/x'"}, ErrorCode::Storage, "read-only");
    row("not allowed", {"PermissionError: [Errno 13] Permission denied: '/x'"}, ErrorCode::Storage, "read-only");
    row("something else", {"Traceback", "ValueError: x"}, ErrorCode::BadReply, "exited");
    row("nothing", {}, ErrorCode::BadReply, "exited");
}

void PipFaultTest::classify()
{
    QFETCH(QStringList, lines);
    QFETCH(int, code);
    QFETCH(QString, word);
    std::vector<std::string> log;
    for (const QString &line : lines)
        log.push_back(line.toStdString());
    const Error error = classifyPipFailure(log, 1, "xllamacpp");
    QCOMPARE(int(error.code), code);
    QCOMPARE(QString::fromStdString(error.providerCode.value_or("")), word);
    QCOMPARE(error.subject, std::string("xllamacpp"));
    QVERIFY(!error.detail.empty());
}

void PipFaultTest::keepsTheLineThatSaysIt()
{
    const Error error = classifyPipFailure({"first", "OSError: [Errno 28] No space left on device", "last"}, 2, "x");
    QCOMPARE(error.detail, std::string("OSError: [Errno 28] No space left on device"));
    QCOMPARE(error.excerpt, std::string("first\nOSError: [Errno 28] No space left on device\nlast\n"));
    QVERIFY(classifyPipFailure({}, 2, "x").detail.find('2') != std::string::npos);
}

void PipFaultTest::capsWhatItKeeps()
{
    const std::vector<std::string> log(100, "No space left on device" + std::string(1000, 'x'));
    const Error error = classifyPipFailure(log, 1, "x");
    QVERIFY(error.detail.size() <= 300);
    QVERIFY(error.excerpt.size() <= 4096);
}

QTEST_APPLESS_MAIN(PipFaultTest)
#include "tst_pipfault.moc"
