#include "app/cli/conformancecommand.h"

#include "core/base/json.h"
#include "tests/app/cli/fakeio.h"
#include "tests/core/conformance/playedendpoint.h"

#include <QSignalSpy>
#include <QTest>

using namespace lineup;
using test::PlayedEndpoint;

namespace {

/// "good" does everything, "bad" ignores limits of tokens, "nokey" has no key; "nowhere" is no kind at all.
class PlayedFactory final : public BackendFactory {
public:
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override
    {
        if (ref.kind == "nokey")
            return makeError(ErrorCode::KeyMissing, "the variable is not set", "MY_KEY");
        if (ref.kind != "good" && ref.kind != "bad")
            return makeError(ErrorCode::BadInput, "there is no such kind", ref.kind);
        auto endpoint = std::make_shared<PlayedEndpoint>();
        endpoint->change = [this](const ChatRequest &, test::ScriptedAnswer &) { onQuestion(); };
        if (ref.kind == "bad") {
            endpoint->change = [](const ChatRequest &request, test::ScriptedAnswer &answer) {
                if (request.parameters.maxTokens == 16 && plainText(request.messages.back()) == conformance::prompts::kCountOn)
                    answer = test::textAnswer("one, two");
            };
        }
        made.push_back(endpoint);
        return std::shared_ptr<ChatBackend>(endpoint);
    }
    std::vector<ProviderDescriptor> providers() const override
    {
        std::vector<ProviderDescriptor> all(3);
        all[0].id = "good";
        all[0].capabilities[Capability::Vision] = {false, CapabilitySource::Provider};
        all[1].id = "nokey";
        all[2].id = "bad";
        return all;
    }
    std::vector<std::shared_ptr<PlayedEndpoint>> made;
    std::function<void()> onQuestion = [] {};
};

} // namespace

class TestConformanceCommand : public QObject {
    Q_OBJECT

    static int run(BackendFactory &factory, test::FakeIo &fake, const ConformanceOptions &options)
    {
        ConformanceCommand command(factory, fake.io());
        QSignalSpy finished(&command, &ConformanceCommand::finished);
        command.start(options);
        return finished.wait(20000) && finished.count() == 1 ? finished.front().front().toInt() : -1;
    }

private Q_SLOTS:
    void aGoodEndpoint()
    {
        PlayedFactory factory;
        test::FakeIo fake;
        QCOMPARE(run(factory, fake, {{"kind=good,name=Mine"}, false, {}, ConformanceFormat::Table}), 0);
        const QString table = QString::fromStdString(fake.output);
        QVERIFY2(table.startsWith(QStringLiteral("== Mine · good-model ==\nstream *")), qPrintable(table));
        QVERIFY2(table.contains(QStringLiteral("not supported by Lineup or the provider")), qPrintable(table));
        QVERIFY2(table.contains(QStringLiteral("Required: 12 of 12 passed. All: 18 passed, 0 failed, 1 not supported, 0 skipped.")), qPrintable(table));
    }

    void aRequiredCheckThatFailsIsCode3()
    {
        PlayedFactory factory;
        test::FakeIo fake;
        QCOMPARE(run(factory, fake, {{"backend=bad", "backend=good"}, false, {"max_tokens", "usage"}, ConformanceFormat::Json}), 3);
        const auto json = parseJson(fake.output, 16);
        QVERIFY(json);
        QCOMPARE((*json)["reports"].size(), std::size_t(2));
        QCOMPARE((*json)["reports"][0]["checks"].size(), std::size_t(2));
        QCOMPARE((*json)["reports"][0]["checks"][0]["state"].get<std::string>(), std::string("failed"));
        QCOMPARE((*json)["reports"][1]["good"].get<bool>(), true);
    }

    void oneThatCannotBeAsked()
    {
        PlayedFactory factory;
        test::FakeIo fake;
        QCOMPARE(run(factory, fake, {{"backend=nokey"}, false, {}, ConformanceFormat::Table}), 3);
        QVERIFY2(fake.output.find("== nokey ==\n-- ") == 0 && fake.output.find("MY_KEY") != std::string::npos, fake.output.c_str());
    }

    void everything()
    {
        PlayedFactory factory;
        test::FakeIo fake;
        // Named and in everything, but checked once; what only lacks a key is told and no failure.
        QCOMPARE(run(factory, fake, {{"backend=good"}, true, {"usage"}, ConformanceFormat::Junit}), 0);
        QVERIFY2(fake.output.find("<testsuite name=\"nokey\" tests=\"19\" failures=\"0\" skipped=\"19\"") != std::string::npos, fake.output.c_str());
        QVERIFY(fake.output.find("<testsuite name=\"good\"") == fake.output.rfind("<testsuite name=\"good\""));
        QVERIFY(fake.output.find("<testsuite name=\"bad\"") != std::string::npos);
    }

    void wrongSettings()
    {
        PlayedFactory factory;
        for (const char *lane : {"kind=nowhere", "nonsense"}) {
            test::FakeIo fake;
            QCOMPARE(run(factory, fake, {{lane}, false, {}, ConformanceFormat::Table}), 2);
            QVERIFY(fake.output.empty() && !fake.messages.empty());
        }
    }

    void theLanesOwnParametersAreSent()
    {
        class Recorder final : public BackendFactory {
        public:
            Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &) override { return std::shared_ptr<ChatBackend>(endpoint); }
            std::vector<ProviderDescriptor> providers() const override { return {}; }
            std::shared_ptr<PlayedEndpoint> endpoint = std::make_shared<PlayedEndpoint>();
        } factory;
        std::vector<ChatRequest> requests;
        factory.endpoint->change = [&requests](const ChatRequest &request, test::ScriptedAnswer &) { requests.push_back(request); };
        test::FakeIo fake;
        QCOMPARE(run(factory, fake, {{"kind=any,model=mine,temperature=0.5,json.user=me,retries=0"}, false, {"usage"}, ConformanceFormat::Table}), 0);
        QCOMPARE(requests.size(), std::size_t(1));
        QCOMPARE(requests.front().model, std::string("mine"));
        QCOMPARE(requests.front().parameters.temperature, std::optional(0.5));
        QCOMPARE(requests.front().parameters.extra["user"].get<std::string>(), std::string("me"));
        QCOMPARE(requests.front().retries, 0);
    }

    void interruptedItPrintsNothing()
    {
        PlayedFactory factory;
        test::FakeIo fake;
        ConformanceCommand command(factory, fake.io());
        QSignalSpy finished(&command, &ConformanceCommand::finished);
        bool isAsked = false;
        factory.onQuestion = [&] {
            if (!std::exchange(isAsked, true))
                QMetaObject::invokeMethod(&command, [&command] { command.interrupt(2); }, Qt::QueuedConnection);
        };
        command.start({{"backend=good"}, false, {}, ConformanceFormat::Table});
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.front().front().toInt(), 130);
        QCoreApplication::processEvents();
        QVERIFY(fake.output.empty());
        QCOMPARE(finished.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestConformanceCommand)
#include "tst_conformancecommand.moc"
