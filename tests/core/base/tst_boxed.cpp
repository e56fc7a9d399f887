#include "core/base/boxed.h"
#include "core/chat/streamevent.h"

#include <QTest>

using namespace lineup;

class TestBoxed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsLikeItsValue()
    {
        const Boxed<std::string> box = std::string("abc");
        QCOMPARE(box->size(), std::size_t(3));
        QCOMPARE(*box, std::string("abc"));
        const std::string &text = box;
        QCOMPARE(&text, &*box);
        QCOMPARE(*Boxed<std::string>(), std::string());
    }

    void copiesAreApart()
    {
        Boxed<std::string> first = std::string("a");
        Boxed<std::string> second = first;
        *second += "b";
        QCOMPARE(*first, std::string("a"));
        QCOMPARE(*second, std::string("ab"));
        first = second;
        QVERIFY(first == second);
        *second += "c";
        QVERIFY(!(first == second));
        first = std::move(second);
        QCOMPARE(*first, std::string("abc"));
        second = first;
        QVERIFY2(second == first, "what was moved from can be assigned to");
        Boxed<std::string> &same = first;
        first = same;
        QCOMPARE(*first, std::string("abc"));
    }

    void aStreamEventIsSmall()
    {
        // 160,000 of them wait between two looks of the window in the worst case that is measured (tests/bench).
        QVERIFY2(sizeof(StreamEvent) <= 120, qPrintable(QString::number(sizeof(StreamEvent))));
    }
};

QTEST_APPLESS_MAIN(TestBoxed)
#include "tst_boxed.moc"
