#include "tests/support/fakedirectory.h"
#include "tests/widgets/shell/windowfixture.h"
#include "widgets/backends/modelbrowser.h"
#include "widgets/backends/modelpicker.h"
#include "widgets/compare/lanepane.h"
#include "widgets/models/comparesession.h"
#include "widgets/models/modelrows.h"
#include "widgets/theme/fonts.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace lineup::test {

namespace {

std::vector<ListedModel> many(int count)
{
    std::vector<ListedModel> models;
    for (int number = 0; number < count; ++number) {
        ListedModel model;
        model.id = "model-" + std::to_string(1000 + number);
        models.push_back(model);
    }
    return models;
}

} // namespace

/// Choosing a model with the keyboard and the mouse.
class TestModelPicker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(registerFonts().isEmpty()); }

    void init()
    {
        m_factory = std::make_unique<ListingFactory>();
        m_factory->add(localProvider(), {});
        m_cloud = &m_factory->add(cloudProvider(), many(1000));
        m_models = std::make_unique<ModelDirectory>(*m_factory);
        m_models->setPlaces({m_models->placeOf({"local", "", ""}), m_models->placeOf({"cloud", "", ""})});
        m_anchor = std::make_unique<QWidget>();
        m_anchor->resize(300, 40);
        m_anchor->show();
        m_picker = new ModelPicker(*m_models, QStringLiteral("SmolLM2"), m_anchor.get());
    }
    void cleanup() { m_anchor.reset(); }

    void typeArrowsEnter()
    {
        open();
        QSignalSpy picked(m_picker, &ModelPicker::picked);
        QTest::keyClicks(search(), QStringLiteral("mod 142"));
        QCOMPARE(m_picker->findChild<QLabel *>(QStringLiteral("modelSearch")), nullptr);
        QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("model-1142"));
        QTest::keyClick(search(), Qt::Key_Down);
        QVERIFY(list()->hasFocus()); // a screen reader reads the rows from here on
        QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("model-1420"));
        QTest::keyClick(list(), Qt::Key_Up);
        QTest::keyClick(list(), Qt::Key_Up);
        QVERIFY(search()->hasFocus());
        QTest::keyClick(search(), Qt::Key_Down);
        QTest::keyClick(list(), Qt::Key_2); // typing goes on searching
        QVERIFY(search()->hasFocus());
        QCOMPARE(search()->text(), QStringLiteral("mod 1422"));
        QTest::keyClick(search(), Qt::Key_Return);
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked.front().at(0).value<BackendRef>(), (BackendRef{"cloud", "", ""}));
        QCOMPARE(picked.front().at(1).value<std::string>(), std::string("model-1422"));
        QVERIFY(!m_picker->isVisible());
    }

    void escapeLeavesEverything()
    {
        open();
        QSignalSpy picked(m_picker, &ModelPicker::picked);
        QTest::keyClicks(search(), QStringLiteral("model"));
        QTest::keyClick(search(), Qt::Key_Escape);
        QVERIFY(!m_picker->isVisible());
        QCOMPARE(picked.size(), 0);
        // Opened again it begins anew.
        open();
        QCOMPARE(search()->text(), QString());
    }

    void headingsAreNeverChosen()
    {
        open();
        const auto isHeading = [this] { return list()->currentIndex().data(ModelRows::KindRole).toInt() == static_cast<int>(ModelRows::Kind::Place); };
        list()->setFocus();
        for (const Qt::Key key : {Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_PageDown, Qt::Key_Down}) {
            QTest::keyClick(list(), key);
            QVERIFY(list()->currentIndex().isValid() && !isHeading());
        }
    }

    void aNameOfOnesOwnIsTaken()
    {
        open();
        QSignalSpy picked(m_picker, &ModelPicker::picked);
        QTest::keyClicks(search(), QStringLiteral("my-tuned-model"));
        QTest::keyClick(search(), Qt::Key_Enter);
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked.front().at(1).value<std::string>(), std::string("my-tuned-model"));
    }

    void aListThatFailedIsAskedAgainAndStaysOpen()
    {
        Error error;
        error.code = ErrorCode::NameUnknown;
        error.detail = "no such host";
        error.subject = "api.cloud.example";
        m_factory->failures.emplace("cloud", error);
        open();
        QTRY_COMPARE(list()->currentIndex().data(ModelRows::KindRole).toInt(), static_cast<int>(ModelRows::Kind::Failed));
        m_factory->failures.clear();
        QTest::keyClick(search(), Qt::Key_Return);
        QVERIFY(m_picker->isVisible());
        QTRY_COMPARE(list()->currentIndex().data().toString(), QStringLiteral("model-1000"));
        QTest::keyClick(search(), Qt::Key_F5);
        QTRY_COMPARE(m_cloud->asked, 2);
    }

    void onlyRowsInViewAreAskedFor()
    {
        // The work of painting depends on what is seen, not on how long the list is.
        class Counting final : public ModelRows {
        public:
            using ModelRows::ModelRows;
            QVariant data(const QModelIndex &index, int role) const override
            {
                rows.insert(index.row());
                return ModelRows::data(index, role);
            }
            mutable std::set<int> rows;
        };
        Counting rows(*m_models, {});
        rows.setPlaces(m_models->places(), {"cloud", "", ""}, "");
        QTRY_COMPARE(rows.modelCount(), 1000);
        open();
        list()->setUniformItemSizes(false);
        QListView view;
        view.setModel(&rows);
        view.setItemDelegate(list()->itemDelegate());
        view.setLayoutMode(QListView::Batched);
        view.resize(600, 400);
        rows.rows.clear();
        view.grab();
        QVERIFY2(rows.rows.size() < 150, qPrintable(QString::number(rows.rows.size())));
    }

    void namesForAScreenReader()
    {
        open();
        QVERIFY(!m_picker->accessibleName().isEmpty());
        QVERIFY(!search()->accessibleName().isEmpty());
        QVERIFY(!list()->accessibleName().isEmpty());
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(list());
        QVERIFY(spoken->childCount() > 3);
        QCOMPARE(spoken->child(0)->text(QAccessible::Name), QStringLiteral("Cloud Nine, api.cloud.example"));
        QCOMPARE(spoken->child(1)->text(QAccessible::Name), QStringLiteral("model-1000, remote"));
    }

    void thePanesNameOpensIt()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        ListedModel other;
        other.id = "other-model";
        fixture.backends.backend().setModels({other});
        fixture.start();
        auto *name = fixture.find<LanePane>("paneB")->findChild<QAbstractButton *>(QStringLiteral("paneModel"));
        QVERIFY(name);
        QTest::keyClick(name, Qt::Key_Return);
        auto *picker = fixture.window->findChild<ModelPicker *>();
        QVERIFY(picker && picker->isVisible());
        auto *line = picker->findChild<QLineEdit *>(QStringLiteral("modelSearch"));
        QTest::keyClicks(line, QStringLiteral("other"));
        QTRY_COMPARE(picker->findChild<QListView *>(QStringLiteral("modelList"))->currentIndex().data().toString(), QStringLiteral("other-model"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(fixture.session().setup().lanes[1].model, std::string("other-model"));
        QVERIFY(fixture.session().setup().lanes[0].model.empty());
        // From there to the settings of the backends.
        QTest::keyClick(name, Qt::Key_Return);
        QTest::mouseClick(picker->findChild<QPushButton *>(QStringLiteral("modelBackends")), Qt::LeftButton);
        QTRY_VERIFY(fixture.window->findChild<QWidget *>(QStringLiteral("backendsPage")));
        QVERIFY(fixture.find<QWidget>("backendsPage")->isVisible());
    }

private:
    void open()
    {
        m_picker->openAt(m_anchor.get(), {}, {"cloud", "", ""}, "");
        QTRY_VERIFY(m_picker->isVisible() && list()->model()->rowCount() > 2);
    }
    QLineEdit *search() const { return m_picker->findChild<QLineEdit *>(QStringLiteral("modelSearch")); }
    QListView *list() const { return m_picker->findChild<QListView *>(QStringLiteral("modelList")); }

    std::unique_ptr<ListingFactory> m_factory;
    ListingBackend *m_cloud = nullptr;
    std::unique_ptr<ModelDirectory> m_models;
    std::unique_ptr<QWidget> m_anchor;
    ModelPicker *m_picker = nullptr;
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestModelPicker)
#include "tst_modelpicker.moc"
