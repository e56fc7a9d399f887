#include "core/run/backendtest.h"

#include <QCoreApplication>
#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

class FakeBackend final : public ChatBackend {
public:
    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override
    {
        requests.push_back(std::move(request));
        std::vector<StreamEvent> events{{1ms, TextDelta{"Hi"}}};
        if (!end.error)
            inbox->push(events);
        inbox->end(end);
        return std::make_unique<Stream>();
    }
    QFuture<Result<std::vector<ListedModel>>> listModels() override { return {}; }
    QFuture<ConnectionReport> reach() override
    {
        QPromise<ConnectionReport> promise;
        promise.start();
        promise.addResult(report);
        promise.finish();
        return promise.future();
    }
    bool isLocal() const override { return false; }

    ConnectionReport report;
    StreamEnd end;
    std::vector<ChatRequest> requests;

private:
    class Stream : public ChatStream {
        void cancel() override {}
    };
};

Error httpError(ErrorCode code, int status)
{
    Error error = makeError(code, "x").value;
    error.httpStatus = status;
    return error;
}

} // namespace

class TestBackendTest : public QObject {
    Q_OBJECT

    BackendTestResult run(const std::string &model = {})
    {
        BackendTest test(m_backend, model);
        BackendTestResult result;
        int count = 0;
        connect(&test, &BackendTest::finished, this, [&](const BackendTestResult &found) {
            result = found;
            ++count;
        });
        test.start();
        if (count != 0 || !QTest::qWaitFor([&] { return count > 0; }, 5000))
            QTest::qFail("not finished, or too early", __FILE__, __LINE__);
        QCoreApplication::processEvents();
        if (count != 1)
            QTest::qFail("finished more than once", __FILE__, __LINE__);
        return result;
    }
    static HopResult::State stateOf(const BackendTestResult &result, Hop hop) { return result.hops.at(static_cast<std::size_t>(hop)).state; }

private Q_SLOTS:
    void init()
    {
        m_backend = std::make_shared<FakeBackend>();
        m_backend->report.wasAsked = true;
        m_backend->report.sendsKey = true;
        m_backend->report.status = 200;
        m_backend->report.models = 3;
    }

    void theListAlone()
    {
        const BackendTestResult result = run();
        QVERIFY(!result.error);
        QCOMPARE(result.models, std::optional<std::size_t>(3));
        QCOMPARE(result.status, std::optional(200));
        QCOMPARE(stateOf(result, Hop::Http), HopResult::State::Passed);
        // A list may be public: it proves no key.
        QCOMPARE(stateOf(result, Hop::Key), HopResult::State::NotChecked);
        QVERIFY(m_backend->requests.empty());
    }

    void aModelIsAskedForOneToken()
    {
        const BackendTestResult result = run("m");
        QVERIFY(!result.error);
        QCOMPARE(result.answer, std::string("Hi"));
        QCOMPARE(stateOf(result, Hop::Key), HopResult::State::Passed);
        QCOMPARE(stateOf(result, Hop::Model), HopResult::State::Passed);
        QCOMPARE(m_backend->requests.size(), std::size_t{1});
        QCOMPARE(m_backend->requests[0].model, std::string("m"));
        QCOMPARE(m_backend->requests[0].parameters.maxTokens, std::optional<std::int64_t>(1));
        QCOMPARE(m_backend->requests[0].retries, 0);
    }

    void whatFailsInTheListIsTheEnd()
    {
        m_backend->report.error = httpError(ErrorCode::Unauthorized, 401);
        m_backend->report.status = 401;
        const BackendTestResult result = run("m");
        QCOMPARE(result.error->code, ErrorCode::Unauthorized);
        QCOMPARE(stateOf(result, Hop::Http), HopResult::State::Passed);
        QCOMPARE(stateOf(result, Hop::Key), HopResult::State::Failed);
        QVERIFY(m_backend->requests.empty());
    }

    void aServerWithoutAListIsAskedForAnAnswer()
    {
        m_backend->report.error = httpError(ErrorCode::BadRequest, 404);
        m_backend->report.models.reset();
        QVERIFY(!run("m").error);
        QCOMPARE(m_backend->requests.size(), std::size_t{1});
        QCOMPARE(run().error->code, ErrorCode::BadRequest);
        // A provider that is known to have none.
        m_backend->report = {};
        m_backend->end.trace.dns = 5ms;
        const BackendTestResult result = run("m");
        QVERIFY(!result.error);
        QCOMPARE(result.hops[1].took, std::optional<std::chrono::microseconds>(5ms));
        const BackendTestResult without = run();
        QCOMPARE(without.error->code, ErrorCode::BadInput);
        QVERIFY(without.error->detail.find("name a model") != std::string::npos);
    }

    void aModelThatIsGone()
    {
        m_backend->end.outcome = Outcome::Error;
        m_backend->end.error = httpError(ErrorCode::ModelGone, 404);
        const BackendTestResult result = run("old");
        QCOMPARE(result.error->code, ErrorCode::ModelGone);
        QCOMPARE(result.status, std::optional(404));
        QCOMPARE(stateOf(result, Hop::Model), HopResult::State::Failed);
        QCOMPARE(stateOf(result, Hop::Key), HopResult::State::Passed);
    }

    void destroyedInTheMiddle()
    {
        auto test = std::make_unique<BackendTest>(m_backend, "m");
        bool isCalled = false;
        connect(test.get(), &BackendTest::finished, this, [&] { isCalled = true; });
        test->start();
        test.reset();
        QCoreApplication::processEvents();
        QVERIFY(!isCalled);
    }

private:
    std::shared_ptr<FakeBackend> m_backend;
};

QTEST_GUILESS_MAIN(TestBackendTest)
#include "tst_backendtest.moc"
