#include "tests/support/fakedirectory.h"
#include "widgets/models/modelrows.h"
#include "widgets/models/modelwords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace lineup::test {

namespace {

using Kind = ModelRows::Kind;

std::vector<ListedModel> numbered(int count)
{
    std::vector<ListedModel> models;
    for (int number = 0; number < count; ++number) {
        ListedModel model;
        model.id = (number % 10 == 3 ? "gpt-" : "other-") + std::to_string(1000 + number);
        models.push_back(model);
    }
    return models;
}

ListedModel listed(const std::string &id, const std::string &name = {})
{
    ListedModel model;
    model.id = id;
    model.name = name;
    return model;
}

/// "[Cloud Nine] GPT Terra, …": headings in brackets, everything else by its title.
QString outline(const ModelRows &rows)
{
    QStringList lines;
    for (int row = 0; row < rows.rowCount(); ++row) {
        const QString title = rows.index(row).data().toString();
        lines << (rows.row(row).kind == Kind::Place ? QLatin1Char('[') + title + QLatin1Char(']') : title);
    }
    return lines.join(QStringLiteral(", "));
}

Error refusedKey()
{
    Error error;
    error.code = ErrorCode::Unauthorized;
    error.detail = "401";
    error.subject = "api.cloud.example";
    return error;
}

} // namespace

class TestModelRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_factory = std::make_unique<ListingFactory>();
        m_local = &m_factory->add(localProvider(), {listed("SmolLM2")});
        m_cloud = &m_factory->add(cloudProvider(), {listed("zeta-2"), listed("gpt-terra", "GPT Terra"), listed("old-gpt")});
        ModelFacts old;
        old.displayName = "Old GPT";
        old.status = ModelStatus::Retired;
        old.statusDate = "2026-02-03";
        m_factory->facts["old-gpt"] = old;
        ModelFacts terra;
        terra.displayName = "GPT Terra";
        terra.contextLength = 1'050'000;
        terra.openness = Openness::Proprietary;
        PriceRule price;
        price.input = 1'000'000'000;
        price.output = 5'000'000'000;
        price.asOf = "2026-10-27";
        terra.price = price;
        m_factory->facts["gpt-terra"] = terra;
        m_directory = std::make_unique<ModelDirectory>(*m_factory);
        m_directory->setPlaces({m_directory->placeOf({"local", "", ""}), m_directory->placeOf({"cloud", "", ""})});
    }

    void placesAreGroupedAndThePanesOwnStandsFirst()
    {
        ModelRows rows(*m_directory, QStringLiteral("SmolLM2 135M"));
        QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
        rows.setPlaces(m_directory->places(), {"cloud", "", ""}, "gpt-terra");
        QTRY_COMPARE(outline(rows), QStringLiteral("[Cloud Nine], GPT Terra, zeta-2, Old GPT, [This computer], SmolLM2 135M, SmolLM2"));
        QCOMPARE(rows.bestRow(), 1);
        QVERIFY(rows.index(1).data(ModelRows::CurrentRole).toBool());
        QVERIFY(!rows.isChoosable(0));
        QCOMPARE(rows.refOf(2), (BackendRef{"cloud", "", ""}));
        QCOMPARE(rows.modelOf(2), std::string("zeta-2"));
        QCOMPARE(rows.modelOf(5), std::string()); // the engine's own model needs no name
    }

    void aRowSaysWhatIsKnownAndWhatIsNot()
    {
        ModelRows rows(*m_directory, {});
        rows.setPlaces(m_directory->places(), {"cloud", "", ""}, "");
        QTRY_COMPARE(rows.modelCount(), 4);
        const QModelIndex terra = rows.index(1);
        QCOMPARE(terra.data(ModelRows::NoteRole).toString(), QStringLiteral("gpt-terra · proprietary · remote"));
        QCOMPARE(terra.data(ModelRows::ContextRole).toString(), QStringLiteral("1.05M"));
        QCOMPARE(terra.data(ModelRows::PriceRole).toString(), QStringLiteral("$1.00 / $5.00"));
        QCOMPARE(terra.data(ModelRows::PriceBasisRole).toString(), QStringLiteral("per 1M, 27 Oct 2026"));
        QCOMPARE(terra.data(ModelRows::StatusRole).toString(), QString());
        QCOMPARE(terra.data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("GPT Terra, gpt-terra · proprietary · remote, context 1.05M, $1.00 / $5.00, per 1M, 27 Oct 2026"));
        const QModelIndex zeta = rows.index(2);
        QCOMPARE(zeta.data(ModelRows::NoteRole).toString(), QStringLiteral("remote"));
        QCOMPARE(zeta.data(ModelRows::PriceRole).toString(), QString());
        // What is not in use any more comes last and says so in words.
        QCOMPARE(rows.index(3).data(ModelRows::StatusRole).toString(), QStringLiteral("retired on 3 Feb 2026"));
    }

    void theSearchTakesWordsInAnyOrder_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("found");
        const QString own = QStringLiteral(", Use “%1” as the model's name");
        QTest::newRow("name") << QStringLiteral("terra gpt") << QStringLiteral("[Cloud Nine], GPT Terra") + own.arg(QStringLiteral("terra gpt"));
        QTest::newRow("begin first") << QStringLiteral("GPT") << QStringLiteral("[Cloud Nine], GPT Terra, Old GPT") + own.arg(QStringLiteral("GPT"));
        QTest::newRow("place") << QStringLiteral("nine z") << QStringLiteral("[Cloud Nine], zeta-2") + own.arg(QStringLiteral("nine z"));
        QTest::newRow("whole id") << QStringLiteral("zeta-2") << QStringLiteral("[Cloud Nine], zeta-2");
        QTest::newRow("other place") << QStringLiteral("smol") << QStringLiteral("[This computer], SmolLM2") + own.arg(QStringLiteral("smol"));
        QTest::newRow("nothing") << QStringLiteral("qqq") << QStringLiteral("Use “qqq” as the model's name");
    }
    void theSearchTakesWordsInAnyOrder()
    {
        QFETCH(QString, query);
        ModelRows rows(*m_directory, {});
        rows.setPlaces(m_directory->places(), {"cloud", "", ""}, "");
        QTRY_COMPARE(rows.modelCount(), 4);
        for (int length = 1; length <= query.size(); ++length)
            rows.setQuery(query.left(length));
        QTEST(outline(rows), "found");
        rows.setQuery(QString());
        QCOMPARE(rows.modelCount(), 4);
        // At once instead of letter by letter.
        rows.setQuery(query);
        QTEST(outline(rows), "found");
    }

    void aKeystrokeLooksAtNoMoreThanItMust()
    {
        // A frame is 16 ms; comparing a thousand short texts once is well under one. What is counted is that it is once.
        m_cloud->list = numbered(1000);
        ModelRows rows(*m_directory, {});
        rows.setPlaces(m_directory->places(), {"cloud", "", ""}, "");
        QTRY_COMPARE(rows.modelCount(), 1001);
        rows.setQuery(QStringLiteral("g"));
        QCOMPARE(rows.examined(), std::size_t(1001));
        QCOMPARE(rows.modelCount(), 100);
        rows.setQuery(QStringLiteral("gp"));
        QCOMPARE(rows.examined(), std::size_t(100)); // only what matched before
        rows.setQuery(QStringLiteral("gpt 13"));
        QVERIFY(rows.examined() <= 100);
        const int narrowed = rows.modelCount();
        rows.setQuery(QStringLiteral("gpt"));
        QCOMPARE(rows.examined(), std::size_t(1001)); // shorter: anew, once
        rows.setQuery(QStringLiteral("gpt 13"));
        QCOMPARE(rows.modelCount(), narrowed);
    }

    void theStatesOfAListAreSaid()
    {
        m_cloud->waits = true;
        m_factory->failures.emplace("local", refusedKey());
        ModelRows rows(*m_directory, {});
        rows.setPlaces(m_directory->places(), {"cloud", "", ""}, "");
        QCOMPARE(rows.row(1).kind, Kind::Asking);
        QVERIFY(!rows.isChoosable(1));
        QTRY_COMPARE(rows.row(rows.rowCount() - 1).kind, Kind::Failed);
        QVERIFY(!rows.index(rows.rowCount() - 1).data().toString().isEmpty());
        QVERIFY(!rows.index(rows.rowCount() - 1).data(ModelRows::NoteRole).toString().isEmpty());
        m_cloud->list = std::vector<ListedModel>{};
        m_cloud->answer();
        QTRY_COMPARE(rows.row(1).kind, Kind::Empty);
        // Trying again reaches the backend once it works.
        m_factory->failures.clear();
        rows.ask(rows.rowCount() - 1);
        QTRY_COMPARE(m_local->asked, 1);
        QTRY_COMPARE(rows.modelCount(), 1);
    }

    void listsAreAskedForOnceAndAnewOnDemand()
    {
        {
            ModelRows rows(*m_directory, {});
            rows.setPlaces(m_directory->places(), {"cloud", "", ""}, "");
            QTRY_COMPARE(rows.modelCount(), 4);
        }
        ModelRows rows(*m_directory, {});
        rows.setPlaces(m_directory->places(), {"cloud", "", ""}, "");
        QCOMPARE(rows.modelCount(), 4); // kept
        QCOMPARE(m_cloud->asked, 1);
        m_cloud->list = std::vector<ListedModel>{listed("new-1")};
        rows.refresh();
        QTRY_COMPARE(rows.modelCount(), 2);
        QCOMPARE(m_cloud->asked, 2);
    }

    void whatABackendListedIsForgottenWithItsSettings()
    {
        BackendRef ref{"cloud", "", ""};
        ref.id = "mine";
        ModelRows rows(*m_directory, {});
        rows.setPlaces({m_directory->placeOf(ref)}, ref, "");
        QTRY_COMPARE(rows.modelCount(), 3);
        m_directory->forget("other");
        QCOMPARE(rows.modelCount(), 3);
        m_directory->forget("mine");
        QCOMPARE(rows.modelCount(), 0);
        QCOMPARE(rows.row(1).kind, Kind::NotAsked);
        // An answer to a question of before is not taken for one of now.
        m_cloud->waits = true;
        rows.ask(1);
        m_directory->forget("mine");
        m_cloud->answer();
        QTest::qWait(0);
        QCOMPARE(rows.modelCount(), 0);
    }

    void aPlaceThatNobodyOffersIsTakenFromTheLane()
    {
        const ModelPlace place = m_directory->placeOf({"made-up", "http://127.0.0.1:1234/v1", ""});
        QCOMPARE(place.title(), QStringLiteral("made-up"));
        QCOMPARE(place.address(), QStringLiteral("127.0.0.1:1234"));
        QVERIFY(place.isLocal);
        QVERIFY(!m_directory->placeOf({"cloud", "", ""}).isLocal);
        QCOMPARE(m_directory->placeOf({"cloud", "", ""}).address(), QStringLiteral("api.cloud.example"));
    }

    void words()
    {
        const QLocale english(QLocale::English);
        QCOMPARE(modelwords::tokensShort(512, english), QStringLiteral("512"));
        QCOMPARE(modelwords::tokensShort(8192, english), QStringLiteral("8K"));
        QCOMPARE(modelwords::tokensShort(131072, english), QStringLiteral("131K"));
        QCOMPARE(modelwords::tokensShort(1048576, english), QStringLiteral("1.05M"));
        QCOMPARE(modelwords::tokensShort(10'000'000, english), QStringLiteral("10M"));
        PriceRule half;
        half.input = 150'000'000;
        QCOMPARE(modelwords::price(half, english), QStringLiteral("$0.15 / –"));
        QCOMPARE(modelwords::price(std::nullopt, english), QString());
        QCOMPARE(modelwords::priceBasis(half, english), QStringLiteral("per 1M tokens"));
        QCOMPARE(modelwords::status(ModelStatus::Deprecated, "2027-03-01", english), QStringLiteral("deprecated, ends 1 Mar 2027"));
        QCOMPARE(modelwords::status(ModelStatus::Retired, "", english), QStringLiteral("retired"));
        QCOMPARE(modelwords::hostOf("https://api.example:8443/v1"), QStringLiteral("api.example:8443"));
        QVERIFY(!modelwords::isLoopback("https://127.evil.example/"));
        QVERIFY(modelwords::isLoopback("http://[::1]:80/"));
    }

private:
    std::unique_ptr<ListingFactory> m_factory;
    ListingBackend *m_local = nullptr;
    ListingBackend *m_cloud = nullptr;
    std::unique_ptr<ModelDirectory> m_directory;
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestModelRows)
#include "tst_modelrows.moc"
