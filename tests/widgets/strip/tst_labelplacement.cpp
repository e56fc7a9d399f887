#include "widgets/strip/labelplacement.h"

#include <QTest>

#include <random>

using namespace lineup;

namespace {

constexpr double kMark = 12;
const QRectF kRoom(0, 0, 400, 120);

QRectF markBox(const QPointF &centre)
{
    return {centre.x() - kMark / 2, centre.y() - kMark / 2, kMark, kMark};
}

/// What is painted of a label.
QRectF ink(const QRectF &label)
{
    return label.adjusted(0, 3, 0, -3);
}

void verifyClear(const std::vector<LabelWish> &wishes, const std::vector<QRectF> &placed)
{
    QCOMPARE(placed.size(), wishes.size());
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (placed[i].isEmpty())
            continue;
        QCOMPARE(placed[i].size(), wishes[i].size);
        QVERIFY(kRoom.contains(ink(placed[i])));
        for (const LabelWish &other : wishes) {
            QVERIFY(!markBox(other.mark).intersects(ink(placed[i])));
            QVERIFY(!other.hasCross || !markBox(crossOver(other.mark, kMark)).intersects(ink(placed[i])));
        }
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(placed[j].isEmpty() || !placed[j].intersects(placed[i]));
    }
}

} // namespace

class TestLabelPlacement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLabelStandsBehindItsMark()
    {
        const auto placed = placeLabels({{{100, 60}, {60, 14}, true}}, kRoom, kMark);
        QCOMPARE(placed.at(0), QRectF(110, 53, 60, 14));
        QVERIFY(placeLabels({}, kRoom, kMark).empty());
    }

    void marksAtOnePlaceHaveTheirLabelsOneOverTheOther()
    {
        const std::vector<LabelWish> wishes{{{100, 60}, {60, 14}}, {{101, 62}, {60, 14}}, {{100, 61}, {60, 14}}};
        const auto placed = placeLabels(wishes, kRoom, kMark);
        verifyClear(wishes, placed);
        for (const QRectF &box : placed) {
            QVERIFY(!box.isEmpty());
            QVERIFY(box.left() >= 100 + kMark / 2);
        }
    }

    /// Three that end within a few pixels, one of them failed: as a run of three short answers looks.
    void marksInARow()
    {
        const std::vector<LabelWish> wishes{{{123, 60}, {80, 14}, true}, {{101, 65}, {80, 14}}, {{116, 66}, {80, 14}}};
        const auto placed = placeLabels(wishes, kRoom, kMark);
        verifyClear(wishes, placed);
        QVERIFY(std::none_of(placed.begin(), placed.end(), [](const QRectF &box) { return box.isEmpty(); }));
    }

    void aCrowdIsNeverWrittenOver()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 500; ++round) {
            std::uniform_real_distribution<double> x(0, round % 2 == 0 ? 400 : 40);
            std::uniform_real_distribution<double> y(0, 120);
            std::vector<LabelWish> wishes;
            for (int each = 0; each < 1 + round % 24; ++each)
                wishes.push_back({{x(random), y(random)}, {20.0 + each * 3, 14}, each % 3 == 0});
            verifyClear(wishes, placeLabels(wishes, kRoom, kMark));
        }
    }

    void withoutAFreePlaceThereIsNoLabel()
    {
        const std::vector<LabelWish> wishes(30, LabelWish{{100, 60}, {60, 14}});
        const auto placed = placeLabels(wishes, kRoom, kMark);
        verifyClear(wishes, placed);
        QVERIFY(!placed.front().isEmpty());
        QVERIFY(placed.back().isEmpty());
        QVERIFY(placeLabels({{{100, 60}, {600, 14}}}, kRoom, kMark).at(0).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLabelPlacement)
#include "tst_labelplacement.moc"
