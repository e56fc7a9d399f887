#include "tests/support/fakebackends.h"
#include "tests/support/fakedirectory.h"
#include "widgets/models/backendlist.h"
#include "widgets/models/backendplaces.h"
#include "widgets/models/backendwords.h"
#include "widgets/models/errorwords.h"
#include "widgets/models/modelwords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace lineup::test {

namespace {

using Standing = BackendList::Standing;
using From = KeyStatus::From;

ConfiguredBackend cloud(const std::string &id = "cloud")
{
    ConfiguredBackend backend;
    backend.id = id;
    backend.name = "My cloud";
    backend.kind = "cloud";
    return backend;
}

BackendTestReport reportOf(std::optional<Error> error, std::size_t models = 0)
{
    BackendTestReport report;
    if (!error)
        report.found.models = models;
    report.found.error = std::move(error);
    return report;
}

Error errorOf(ErrorCode code)
{
    Error error;
    error.code = code;
    error.detail = "scripted";
    return error;
}

} // namespace

class TestBackendList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_ports = std::make_unique<FakeBackendPorts>();
        m_factory = std::make_unique<ListingFactory>();
        for (const ProviderDescriptor &each : {localProvider(), cloudProvider(), serverProvider()})
            m_factory->add(each, {});
    }

    void whereTheKeyIs()
    {
        m_ports->store.list = {cloud()};
        auto list = makeList();
        QAbstractItemModelTester tester(list.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(list->keyStatus(0).from, From::None);
        QCOMPARE(list->standing(0), Standing::NeedsKey);
        // The first of the provider's own variables that is set.
        m_factory->variables = {"CLOUD_TOKEN"};
        list->refreshKey("cloud");
        QTRY_COMPARE(list->keyStatus(0).from, From::Variable);
        QCOMPARE(list->keyStatus(0).variable, std::string("CLOUD_TOKEN"));
        QCOMPARE(list->standing(0), Standing::NotTested);
        QCOMPARE(list->index(0).data(BackendList::NoteRole).toString(), QStringLiteral("key from CLOUD_TOKEN"));
        // What was entered comes first.
        m_ports->keys.entries["cloud"] = StoredKey{Secret("sk-canary"), ""};
        list->refreshKey("cloud");
        QTRY_COMPARE(list->keyStatus(0).from, From::Store);
        // It is bound to the address that it was entered for.
        ConfiguredBackend moved = cloud();
        moved.baseUrl = "https://elsewhere.example";
        QVERIFY(m_ports->store.put(moved));
        QTRY_COMPARE(list->keyStatus(0).from, From::OtherAddress);
        QCOMPARE(list->standing(0), Standing::NeedsKey);
        m_ports->keys.entries["cloud"].origin = "https://elsewhere.example:443";
        list->refreshKey("cloud");
        QTRY_COMPARE(list->keyStatus(0).from, From::Store);
        m_ports->keys.problem = errorOf(ErrorCode::KeyMissing);
        list->refreshKey("cloud");
        QTRY_COMPARE(list->keyStatus(0).from, From::Unreadable);
        for (const From from : {From::Asking, From::NotNeeded, From::Store, From::OtherAddress, From::Variable, From::Unreadable, From::None}) {
            const QString said = backendwords::keySentence({from, "CLOUD_TOKEN", "https://a.example:443", errorOf(ErrorCode::KeyMissing)}, KeyKeeping::ForGood);
            QVERIFY(!said.isEmpty() && !said.contains(QLatin1String("canary")));
        }
    }

    void aNamedVariableIsTheOnlyOne()
    {
        ConfiguredBackend backend = cloud();
        backend.keyEnv = "MY_KEY";
        m_ports->store.list = {backend};
        m_factory->variables = {"CLOUD_API_KEY"};
        auto list = makeList();
        QTRY_COMPARE(list->keyStatus(0).from, From::None);
        m_factory->variables = {"MY_KEY"};
        list->refreshKey("cloud");
        QTRY_COMPARE(list->keyStatus(0).variable, std::string("MY_KEY"));
    }

    void whatATestFoundHoldsUntilSomethingChanges()
    {
        m_ports->store.list = {cloud()};
        m_factory->variables = {"CLOUD_API_KEY"};
        auto list = makeList();
        QTRY_COMPARE(list->standing(0), Standing::NotTested);
        list->test(0);
        QCOMPARE(list->standing(0), Standing::Testing);
        list->test(0); // not twice at once
        QCOMPARE(m_ports->tester.tested.size(), std::size_t(1));
        m_ports->tester.answer(reportOf(std::nullopt, 12));
        QTRY_COMPARE(list->standing(0), Standing::Ready);
        QCOMPARE(list->readyCount(), 1);
        QCOMPARE(list->index(0).data(BackendList::NoteRole).toString(), QStringLiteral("12 models · key from CLOUD_API_KEY"));
        list->test(0);
        m_ports->tester.answer(reportOf(errorOf(ErrorCode::NameUnknown)));
        QTRY_COMPARE(list->standing(0), Standing::Failed);
        QVERIFY(list->index(0).data(BackendList::NoteRole).toString().startsWith(QStringLiteral("name not found")));
        // What stopped before the first hop says itself.
        list->test(0);
        m_ports->tester.answer(reportOf(errorOf(ErrorCode::Offline)));
        QTRY_VERIFY(list->index(0).data(BackendList::NoteRole).toString().startsWith(errorWords(errorOf(ErrorCode::Offline)).happened));
        ConfiguredBackend changed = cloud();
        changed.options = {{"region", "eu"}};
        QVERIFY(m_ports->store.put(changed));
        QTRY_COMPARE(list->standing(0), Standing::NotTested);
    }

    void aReportOfOldSettingsIsDropped()
    {
        m_ports->store.list = {cloud()};
        m_factory->variables = {"CLOUD_API_KEY"};
        auto list = makeList();
        QTRY_COMPARE(list->standing(0), Standing::NotTested);
        list->test(0);
        ConfiguredBackend changed = cloud();
        changed.baseUrl = "https://b.example";
        QVERIFY(m_ports->store.put(changed));
        m_ports->tester.answer(reportOf(std::nullopt, 3));
        QTRY_COMPARE(list->standing(0), Standing::NotTested);
        QVERIFY(!list->report(0));
    }

    void states()
    {
        ConfiguredBackend off = cloud("off");
        off.isEnabled = false;
        ConfiguredBackend nowhere;
        nowhere.id = "nowhere";
        nowhere.kind = "openai-compatible";
        m_ports->store.list = {off, nowhere};
        auto list = makeList();
        QCOMPARE(list->standing(0), Standing::Off);
        QCOMPARE(list->standing(1), Standing::NeedsAddress);
        QCOMPARE(list->index(1).data().toString(), QStringLiteral("nowhere"));
        QSignalSpy resets(list.get(), &QAbstractItemModel::modelReset);
        QVERIFY(m_ports->store.remove("off"));
        QCOMPARE(list->rowCount(), 1);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(list->rowOf("off"), -1);
    }

    void placesAreWhatCanBeUsed()
    {
        ModelDirectory models(*m_factory);
        BackendPlaces places(m_ports->store, models);
        QCOMPARE(names(models), QStringLiteral("This computer"));
        m_factory->variables = {"CLOUD_API_KEY"};
        ConfiguredBackend server;
        server.id = "box";
        server.name = "The box";
        server.kind = "openai-compatible";
        server.baseUrl = "http://127.0.0.1:8080/v1";
        QVERIFY(m_ports->store.put(server));
        // A provider whose key is in the environment needs no set-up.
        QCOMPARE(names(models), QStringLiteral("This computer, The box, Cloud Nine"));
        QCOMPARE(models.places()[1].address(), QStringLiteral("127.0.0.1:8080"));
        QVERIFY(models.places()[1].isLocal);
        QVERIFY(m_ports->store.put(cloud()));
        QCOMPARE(names(models), QStringLiteral("This computer, The box, My cloud"));
        ConfiguredBackend off = cloud();
        off.isEnabled = false;
        QVERIFY(m_ports->store.put(off));
        QCOMPARE(names(models), QStringLiteral("This computer, The box"));
        // A lane that names it still knows what it is.
        BackendRef ref;
        ref.kind = "cloud";
        ref.id = "gone";
        QCOMPARE(models.placeOf(ref).title(), QStringLiteral("gone"));
    }

    void origins()
    {
        QCOMPARE(modelwords::originOf("https://API.example.com/v1/"), std::string("https://api.example.com:443"));
        QCOMPARE(modelwords::originOf("http://127.0.0.1:11434"), std::string("http://127.0.0.1:11434"));
        QCOMPARE(modelwords::originOf("http://[::1]/x"), std::string("http://[::1]:80"));
        QCOMPARE(modelwords::originOf(""), std::string());
    }

private:
    std::unique_ptr<BackendList> makeList()
    {
        return std::make_unique<BackendList>(m_ports->store, m_ports->keys, m_ports->tester, *m_factory);
    }
    static QString names(const ModelDirectory &models)
    {
        QStringList all;
        for (const ModelPlace &place : models.places())
            all << place.title();
        return all.join(QStringLiteral(", "));
    }

    std::unique_ptr<FakeBackendPorts> m_ports;
    std::unique_ptr<ListingFactory> m_factory;
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestBackendList)
#include "tst_backendlist.moc"
