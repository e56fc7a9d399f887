#include "core/base/error.h"
#include "core/base/secret.h"

#include <QTest>

using namespace lineup;

class TestError : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasANameAndComesBack()
    {
        for (int i = 0; i <= static_cast<int>(ErrorCode::Offline); ++i) {
            const auto code = static_cast<ErrorCode>(i);
            const auto name = errorCodeName(code);
            QVERIFY2(!name.empty(), qPrintable(QString::number(i)));
            QCOMPARE(errorCodeFromName(name), std::optional(code));
        }
        QVERIFY(!errorCodeFromName("NoSuchCode"));
    }

    void everyTimeoutPhaseHasANameAndComesBack()
    {
        for (int i = 0; i <= static_cast<int>(TimeoutPhase::Total); ++i) {
            const auto phase = static_cast<TimeoutPhase>(i);
            QCOMPARE(timeoutPhaseFromName(timeoutPhaseName(phase)), std::optional(phase));
        }
        QCOMPARE(timeoutPhaseName(TimeoutPhase::FirstByte), std::string_view("firstByte"));
    }

    void expectedHoldsOneHalf()
    {
        Result<int> good = 7;
        QVERIFY(good);
        QCOMPARE(*good, 7);
        Result<int> bad = makeError(ErrorCode::BadReply, "no", "host:1");
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, ErrorCode::BadReply);
        QCOMPARE(bad.error().subject, std::string("host:1"));
        QCOMPARE(bad.value_or(3), 3);
        Result<void> fine;
        QVERIFY(fine);
        Result<void> broken = makeError(ErrorCode::Storage, "full");
        QVERIFY(!broken);
    }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
