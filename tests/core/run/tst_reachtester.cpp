#include "core/run/reachtester.h"
#include "tests/support/fakeclock.h"

#include <QPromise>
#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

/// Reaches as far as the test says, when it says so.
class FakeBackend final : public ChatBackend {
public:
    std::unique_ptr<ChatStream> start(ChatRequest, std::shared_ptr<StreamInbox>) override { return nullptr; }
    QFuture<Result<std::vector<ListedModel>>> listModels() override { return {}; }
    QFuture<ConnectionReport> reach() override
    {
        m_promise.start();
        return m_promise.future();
    }
    bool isLocal() const override { return false; }
    void answer(const ConnectionReport &report)
    {
        m_promise.addResult(report);
        m_promise.finish();
    }

private:
    QPromise<ConnectionReport> m_promise;
};

class FakeFactory final : public BackendFactory {
public:
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override
    {
        asked = ref;
        if (problem)
            return Unexpected{*problem};
        return std::shared_ptr<ChatBackend>(backend);
    }
    std::vector<ProviderDescriptor> providers() const override { return {}; }

    std::shared_ptr<FakeBackend> backend = std::make_shared<FakeBackend>();
    std::optional<Error> problem;
    BackendRef asked;
};

ConfiguredBackend work()
{
    ConfiguredBackend backend;
    backend.id = "work";
    backend.kind = "openai";
    return backend;
}

} // namespace

class TestReachTester : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasReachedIsTold()
    {
        FakeFactory factory;
        test::FakeClock clock;
        ReachTester tester(factory, clock);
        const auto began = clock.wallNow();
        const auto test = tester.test(work());
        QVERIFY(!test.isFinished());
        QCOMPARE(factory.asked.id, std::string("work"));
        QCOMPARE(factory.asked.kind, std::string("openai"));
        clock.advance(250ms);
        ConnectionReport way;
        way.wasAsked = true;
        way.status = 200;
        way.models = 3;
        factory.backend->answer(way);
        QVERIFY(test.isFinished());
        QCOMPARE(test.result().found, testResultOf(way, false, false));
        QCOMPARE(test.result().found.models, std::optional<std::size_t>(3));
        QVERIFY(!test.result().found.error);
        QCOMPARE(test.result().took, std::chrono::microseconds(250ms));
        QVERIFY(test.result().at == began);
    }

    void whatCannotBeSentIsToldAtOnce()
    {
        FakeFactory factory;
        factory.problem = makeError(ErrorCode::KeyMissing, "no key").value;
        test::FakeClock clock;
        const auto test = ReachTester(factory, clock).test(work());
        QVERIFY(test.isFinished());
        QCOMPARE(test.result().found.error->code, ErrorCode::KeyMissing);
        QVERIFY(test.result().found.hops.at(static_cast<std::size_t>(Hop::Key)).state == HopResult::State::Failed);
    }

    void withoutAListThereIsNothingToAskFor()
    {
        FakeFactory factory;
        test::FakeClock clock;
        ReachTester tester(factory, clock);
        const auto test = tester.test(work());
        factory.backend->answer(ConnectionReport{});
        QCOMPARE(test.result().found.error->code, ErrorCode::BadInput);
        QCOMPARE(test.result().found.error->providerCode, std::optional<std::string>("no-model-list"));
    }
};

QTEST_GUILESS_MAIN(TestReachTester)
#include "tst_reachtester.moc"
