#include "core/engine/enginefault.h"

#include <QTest>

#include <cerrno>
#include <csignal>

using namespace lineup;

Q_DECLARE_METATYPE(lineup::EngineExit)

class EngineFaultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classify_data();
    void classify();
    void excerptHoldsTheLastLines();
    void excerptIsCappedAtCharacters();
    void restart_data();
    void restart();
    void storage_data();
    void storage();
};

namespace {

EngineExit bySignal(int signal, std::vector<std::string> log = {})
{
    EngineExit exit;
    exit.signal = signal;
    exit.log = std::move(log);
    return exit;
}

EngineExit byCode(int code, std::vector<std::string> log = {})
{
    EngineExit exit;
    exit.exitCode = code;
    exit.log = std::move(log);
    return exit;
}

EngineExit byWord(std::string word, std::string detail = "why", std::vector<std::string> log = {})
{
    EngineExit exit;
    exit.exitCode = 3;
    exit.launcherWord = std::move(word);
    exit.launcherDetail = std::move(detail);
    exit.log = std::move(log);
    return exit;
}

} // namespace

void EngineFaultTest::classify_data()
{
    QTest::addColumn<EngineExit>("exit");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, EngineExit exit, ErrorCode code, const char *word) {
        QTest::newRow(name) << std::move(exit) << int(code) << QString::fromLatin1(word);
    };
    EngineExit notRun;
    notRun.failedToStart = true;
    row("not run", notRun, ErrorCode::EngineMissing, "engine-file-missing");
    row("illegal instruction", bySignal(SIGILL), ErrorCode::EngineCrashed, "illegal-instruction");
    row("illegal instruction beats the log", bySignal(SIGILL, {"failed to load model"}), ErrorCode::EngineCrashed, "illegal-instruction");
    row("killed by the system", bySignal(SIGKILL), ErrorCode::EngineOutOfMemory, "out-of-memory");
    row("segmentation fault", bySignal(SIGSEGV), ErrorCode::EngineCrashed, "signal");
    row("abort after bad_alloc", bySignal(SIGABRT, {"terminate called", "  what():  std::bad_alloc"}), ErrorCode::EngineOutOfMemory, "out-of-memory");
    row("abort on a failed check", bySignal(SIGABRT, {"GGML_ASSERT(n > 0) failed"}), ErrorCode::EngineCrashed, "signal");
    row("library missing, launcher", byWord("library-missing"), ErrorCode::EngineMissing, "library-missing");
    row("engine file missing, launcher", byWord("engine-file-missing"), ErrorCode::EngineMissing, "engine-file-missing");
    row("old Python", byWord("python-missing"), ErrorCode::EngineMissing, "python-missing");
    row("out of memory, launcher", byWord("out-of-memory", ""), ErrorCode::EngineOutOfMemory, "out-of-memory");
    row("disk full, launcher", byWord("disk-full"), ErrorCode::Storage, "disk-full");
    // The lines as the engine of October 2026 writes them.
    row("truncated", byWord("load-failed", "RuntimeError: Failed to init server", {
        "0.00.035.365 E llama_model_load: error loading model: tensor 'blk.16.ffn_down.weight' data is not within the file bounds, model is corrupted or incomplete",
        "0.00.035.408 E srv    load_model: failed to load model, '/x/trunc.gguf'"}), ErrorCode::EngineModelBad, "model-truncated");
    row("truncated in the head", byWord("load-failed", "", {"E read: string length 20 exceeds remaining file size 18 bytes"}), ErrorCode::EngineModelBad, "model-truncated");
    row("not GGUF", byWord("load-failed", "", {"E gguf_init_from_reader: invalid magic characters: 'abcd', expected 'GGUF'"}), ErrorCode::EngineModelBad, "model-not-gguf");
    row("empty model", byWord("load-failed", "", {"E gguf_init_from_reader: failed to read magic", "error loading model: x"}), ErrorCode::EngineModelBad, "model-not-gguf");
    row("unknown architecture", byCode(1, {"error loading model: unknown model architecture: 'new'"}), ErrorCode::EngineModelBad, "model-unsupported");
    row("model missing", byWord("load-failed", "", {"gguf_init_from_file: failed to open GGUF file '/x' (No such file or directory)", "failed to load model"}), ErrorCode::EngineMissing, "model-missing");
    row("some other load failure", byWord("load-failed", "", {"common_init_: failed to load model '/x'"}), ErrorCode::EngineModelBad, "model-unreadable");
    row("port taken", byWord("load-failed", "", {"E srv         start: couldn't bind HTTP server socket, hostname: 127.0.0.1, port: 18777"}), ErrorCode::EngineCrashed, "port-taken");
    row("port taken, errno", byCode(1, {"bind: Address already in use"}), ErrorCode::EngineCrashed, "port-taken");
    row("allocation", byCode(1, {"ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 99999999999", "failed to load model"}), ErrorCode::EngineOutOfMemory, "out-of-memory");
    row("disk full", byCode(1, {"write: No space left on device"}), ErrorCode::Storage, "disk-full");
    row("shared library", byCode(127, {"llama-server: error while loading shared libraries: libcurl.so.4: cannot open shared object file"}), ErrorCode::EngineMissing, "library-missing");
    row("said nothing", byCode(1), ErrorCode::EngineCrashed, "exited");
    row("ended well without being asked", byCode(0), ErrorCode::EngineCrashed, "exited");
    row("unknown word", byWord("rubbish"), ErrorCode::EngineCrashed, "exited");
}

void EngineFaultTest::classify()
{
    QFETCH(EngineExit, exit);
    QFETCH(int, code);
    QFETCH(QString, word);
    exit.subject = "a model";
    const Error error = classifyEngineExit(exit);
    QCOMPARE(int(error.code), code);
    QCOMPARE(QString::fromStdString(error.providerCode.value_or("")), word);
    QVERIFY(!error.detail.empty());
    QCOMPARE(error.subject, std::string("a model"));
}

void EngineFaultTest::excerptHoldsTheLastLines()
{
    std::vector<std::string> log;
    for (int i = 0; i < 50; ++i)
        log.push_back("line " + std::to_string(i));
    const Error error = classifyEngineExit(byCode(1, log));
    QVERIFY(error.excerpt.starts_with("line 30\n"));
    QVERIFY(error.excerpt.ends_with("line 49\n"));
}

void EngineFaultTest::excerptIsCappedAtCharacters()
{
    std::string line;
    for (int i = 0; i < 600; ++i)
        line += "\xD1\x8F";
    for (int more = 0; more < 3; ++more) {
        const Error error = classifyEngineExit(byCode(1, std::vector<std::string>(10, line + std::string(static_cast<std::size_t>(more), 'x'))));
        QVERIFY(error.excerpt.size() <= 4096);
        QVERIFY(error.excerpt.size() > 4000);
        QCOMPARE(QString::fromUtf8(error.excerpt.c_str()).toUtf8().toStdString(), error.excerpt);
    }
}

void EngineFaultTest::restart_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("helps");
    const auto row = [](ErrorCode code, std::string_view word, bool helps) {
        QTest::newRow(std::string(word).c_str()) << int(code) << QString::fromUtf8(word.data(), qsizetype(word.size())) << helps;
    };
    row(ErrorCode::EngineCrashed, enginefault::kExited, true);
    row(ErrorCode::EngineCrashed, enginefault::kSignal, true);
    row(ErrorCode::EngineCrashed, enginefault::kPortTaken, true);
    row(ErrorCode::EngineCrashed, enginefault::kForeignServer, true);
    row(ErrorCode::EngineCrashed, enginefault::kStartTimeout, true);
    row(ErrorCode::EngineCrashed, enginefault::kIllegalInstruction, false);
    row(ErrorCode::EngineModelBad, enginefault::kModelTruncated, false);
    row(ErrorCode::EngineMissing, enginefault::kLibraryMissing, false);
    row(ErrorCode::EngineOutOfMemory, enginefault::kOutOfMemory, false);
    row(ErrorCode::Storage, enginefault::kDiskFull, false);
}

void EngineFaultTest::restart()
{
    QFETCH(int, code);
    QFETCH(QString, word);
    QFETCH(bool, helps);
    QCOMPARE(engineRestartMayHelp(engineError(static_cast<ErrorCode>(code), word.toStdString(), "x")), helps);
}

void EngineFaultTest::storage_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("word");
    QTest::newRow("full") << ENOSPC << QStringLiteral("disk-full");
    QTest::newRow("quota") << EDQUOT << QStringLiteral("disk-full");
    QTest::newRow("read-only") << EROFS << QStringLiteral("read-only");
    QTest::newRow("not allowed") << EACCES << QStringLiteral("read-only");
}

void EngineFaultTest::storage()
{
    QFETCH(int, number);
    QFETCH(QString, word);
    const Error error = storageError(number, "file");
    QCOMPARE(int(error.code), int(ErrorCode::Storage));
    QCOMPARE(QString::fromStdString(*error.providerCode), word);
    QCOMPARE(error.subject, std::string("file"));
}

QTEST_APPLESS_MAIN(EngineFaultTest)
#include "tst_enginefault.moc"
