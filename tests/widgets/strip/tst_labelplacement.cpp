#include "widgets/strip/labelplacement.h"

#include <QTest>

#include <random>

using namespace lineup;

class TestLabelPlacement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatDoesNotCollideStays()
    {
        const std::vector<QRectF> boxes{{0, 10, 40, 12}, {0, 60, 40, 12}, {100, 12, 40, 12}};
        QVERIFY(placeLabels(boxes, 0, 100) == boxes);
        QVERIFY(placeLabels({}, 0, 100).empty());
    }

    void twoOnOnePlaceGiveWayToBothSides()
    {
        const auto placed = placeLabels({{0, 50, 40, 12}, {0, 50, 40, 12}}, 0, 100);
        QCOMPARE(placed[0].bottom(), placed[1].top());
        QCOMPARE((placed[0].top() + placed[1].bottom()) / 2, 56.0);
    }

    void atTheEdgesTheyStayInside()
    {
        const auto top = placeLabels({{0, -20, 40, 12}, {0, -18, 40, 12}}, 0, 100);
        QCOMPARE(top[0].top(), 0.0);
        QCOMPARE(top[1].top(), 12.0);
        const auto bottom = placeLabels({{0, 95, 40, 12}, {0, 97, 40, 12}}, 0, 100);
        QCOMPARE(bottom[1].bottom(), 100.0);
        QCOMPARE(bottom[0].bottom(), 88.0);
    }

    /// Whatever the boxes are: sizes and x stay; those in one column keep their order, do not overlap and stay inside
    /// as long as there is room for all.
    void anyColumnOfBoxes()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> place(-30, 230);
        for (int round = 0; round < 500; ++round) {
            const int count = 1 + round % 14; // 14 × 14 px fit into 200
            std::vector<QRectF> boxes;
            for (int i = 0; i < count; ++i)
                boxes.emplace_back(i, place(random), 40, 14);
            const auto placed = placeLabels(boxes, 0, 200);
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                QCOMPARE(placed[i].size(), boxes[i].size());
                QCOMPARE(placed[i].left(), boxes[i].left());
                QVERIFY(placed[i].top() >= -1e-6 && placed[i].bottom() <= 200 + 1e-6);
                for (std::size_t j = 0; j < boxes.size(); ++j) {
                    if (boxes[i].top() < boxes[j].top())
                        QVERIFY2(placed[i].bottom() <= placed[j].top() + 1e-6, qPrintable(QString::number(round)));
                }
            }
        }
    }

    void tooManyStayInside()
    {
        const auto placed = placeLabels(std::vector<QRectF>(30, QRectF(0, 50, 40, 14)), 0, 100);
        for (const QRectF &box : placed)
            QVERIFY(box.top() >= -1e-6 && box.bottom() <= 100 + 1e-6);
    }
};

QTEST_APPLESS_MAIN(TestLabelPlacement)
#include "tst_labelplacement.moc"
