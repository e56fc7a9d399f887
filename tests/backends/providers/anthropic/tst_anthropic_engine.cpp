// The installed engine itself, whose server speaks the Messages API as well. LINEUP_ENGINE_DIR names a folder that
// `lineup setup-local` filled.

#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineprocess.h"
#include "backends/providers/anthropic/anthropicprovider.h"
#include "tests/backends/providers/answer.h"

#include <QFuture>
#include <QTemporaryDir>
#include <QTest>

using namespace lineup;
using namespace lineup::test;

namespace {

constexpr int kStartMs = 60000;

ChatRequest question(const std::string &text)
{
    ChatRequest request;
    request.model = "smollm2";
    request.messages = {textMessage(Role::System, "Answer briefly."), textMessage(Role::User, text)};
    request.parameters.temperature = 0;
    request.parameters.maxTokens = 16;
    request.retries = 0;
    return request;
}

} // namespace

class TestAnthropicEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString folder = qEnvironmentVariable("LINEUP_ENGINE_DIR");
        if (folder.isEmpty())
            QSKIP("LINEUP_ENGINE_DIR is not set: no installed engine to run");
        auto installed = installedEngineConfig(folder, builtInEnginePackages());
        QVERIFY2(installed.has_value(), installed ? "" : installed.error().detail.c_str());
        installed->workFolder = m_work.path().toStdString();
        m_engine = std::make_unique<EngineProcess>([config = *installed]() -> Result<EngineConfig> { return config; }, m_clock);
        m_engine->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->state().status, EngineStatus::Ready, kStartMs);
        m_backend = backendWith(m_engine->endpoint()->token);
        QVERIFY(m_backend);
    }
    void cleanupTestCase()
    {
        m_backend.reset();
        m_engine.reset();
    }

    void itAnswersStreamedAndWholeAlike()
    {
        Answer streamed;
        streamed.ask(*m_backend, question("Say hello in Swedish."));
        QVERIFY(streamed.waitForEnd());
        QCOMPARE(std::string(outcomeName(streamed.end->outcome)), std::string("length"));
        QVERIFY(streamed.all<TextDelta>().size() > 3);
        QCOMPARE(streamed.all<UsageReport>().back().usage.output, std::optional<std::int64_t>(16));
        ChatRequest request = question("Say hello in Swedish.");
        request.parameters.streams = false;
        Answer whole;
        whole.ask(*m_backend, request);
        QVERIFY(whole.waitForEnd());
        QCOMPARE(whole.text(), streamed.text());
        QCOMPARE(whole.all<UsageReport>().back().usage.input, streamed.all<UsageReport>().back().usage.input);
    }

    void itCountsWhatItReads()
    {
        const auto count = m_backend->countTokens(question("Say hello.")).result();
        QVERIFY(count);
        Answer answer;
        answer.ask(*m_backend, question("Say hello."));
        QVERIFY(answer.waitForEnd());
        QCOMPARE(answer.all<UsageReport>().back().usage.input, std::optional(*count));
    }

    void itListsItsModel()
    {
        const auto models = m_backend->listModels().result();
        QVERIFY(models);
        QCOMPARE(models->size(), std::size_t(1));
    }

    void aPromptThatDoesNotFit()
    {
        std::string text;
        for (int i = 0; i < 6000; ++i)
            text += "word ";
        Answer answer;
        answer.ask(*m_backend, question(text));
        QVERIFY(answer.waitForEnd());
        QVERIFY(answer.end->error);
        QCOMPARE(answer.end->error->code, ErrorCode::ContextTooLong);
    }

    void anotherKeyIsRefused()
    {
        const auto backend = backendWith(Secret("another"));
        Answer answer;
        answer.ask(*backend, question("Hi"));
        QVERIFY(answer.waitForEnd());
        QVERIFY(answer.end->error);
        QCOMPARE(answer.end->error->code, ErrorCode::Unauthorized);
    }

private:
    std::shared_ptr<ChatBackend> backendWith(Secret key)
    {
        ProviderConfig config;
        config.baseUrl = m_engine->endpoint()->baseUrl;
        config.key = std::move(key);
        ProviderTools tools;
        tools.io = &m_io;
        tools.redactor = std::make_shared<net::Redactor>();
        auto made = anthropic::provider().make(config, tools);
        return made ? *made : nullptr;
    }

    SystemClock m_clock;
    QTemporaryDir m_work;
    net::IoThread m_io;
    std::unique_ptr<EngineProcess> m_engine;
    std::shared_ptr<ChatBackend> m_backend;
};

QTEST_GUILESS_MAIN(TestAnthropicEngine)
#include "tst_anthropic_engine.moc"
