#include "core/backend/connectionreport.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

/// "name+ connect+ tls! …": + passed, ! failed, - not reached, ? not checked.
std::string summary(const std::vector<HopResult> &hops)
{
    std::string text;
    for (const HopResult &hop : hops) {
        constexpr std::string_view kMarks = "+!-?";
        text += (text.empty() ? "" : " ") + std::string(hopName(hop.hop)) + kMarks[static_cast<std::size_t>(hop.state)];
    }
    return text;
}

ConnectionReport good()
{
    ConnectionReport report;
    report.wasAsked = true;
    report.isSecure = true;
    report.sendsKey = true;
    report.name = 1ms;
    report.connect = 2ms;
    report.tls = 3ms;
    report.answer = 4ms;
    report.status = 200;
    report.models = 7;
    return report;
}

ConnectionReport failed(ErrorCode code, std::optional<TimeoutPhase> phase = std::nullopt)
{
    ConnectionReport report = good();
    report.error = makeError(code, "x").value;
    report.error->timeoutPhase = phase;
    return report;
}

} // namespace

class TestConnectionReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWell()
    {
        QCOMPARE(summary(hopsOf(good(), false, false)), std::string("proxy? name+ connect+ tls+ http+ key? model?"));
        QCOMPARE(summary(hopsOf(good(), true, true)), std::string("proxy? name+ connect+ tls+ http+ key+ model+"));
        ConnectionReport plain = good();
        plain.isSecure = false;
        plain.isProxied = true;
        plain.sendsKey = false;
        QCOMPARE(summary(hopsOf(plain, true, true)), std::string("proxy+ name+ connect+ tls? http+ key? model+"));
        const auto hops = hopsOf(good(), true, true);
        QCOMPARE(hops[1].took, std::optional<std::chrono::microseconds>(1ms));
        QCOMPARE(hops[4].took, std::optional<std::chrono::microseconds>(4ms));
        QVERIFY(!hops[5].took);
    }

    void theHopThatFails_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("hops");
        const auto row = [](ErrorCode code, const char *hops) { QTest::newRow(std::string(errorCodeName(code)).c_str()) << static_cast<int>(code) << QByteArray(hops); };
        row(ErrorCode::Proxy, "proxy! name- connect- tls- http- key- model-");
        row(ErrorCode::NameUnknown, "proxy? name! connect- tls- http- key- model-");
        row(ErrorCode::ConnectionRefused, "proxy? name+ connect! tls- http- key- model-");
        row(ErrorCode::Unreachable, "proxy? name+ connect! tls- http- key- model-");
        row(ErrorCode::Tls, "proxy? name+ connect+ tls! http- key- model-");
        row(ErrorCode::ProviderDown, "proxy? name+ connect+ tls+ http! key- model-");
        row(ErrorCode::BadReply, "proxy? name+ connect+ tls+ http! key- model-");
        row(ErrorCode::RedirectRefused, "proxy? name+ connect+ tls+ http! key- model-");
        row(ErrorCode::Unauthorized, "proxy? name+ connect+ tls+ http+ key! model-");
        row(ErrorCode::Quota, "proxy? name+ connect+ tls+ http+ key! model-");
        row(ErrorCode::ModelGone, "proxy? name+ connect+ tls+ http+ key+ model!");
        // Found before anything is sent.
        row(ErrorCode::KeyMissing, "proxy- name- connect- tls- http- key! model-");
        row(ErrorCode::Offline, "proxy- name- connect- tls- http- key- model-");
        row(ErrorCode::BadInput, "proxy- name- connect- tls- http- key- model-");
    }
    void theHopThatFails()
    {
        QFETCH(int, code);
        QFETCH(QByteArray, hops);
        QCOMPARE(summary(hopsOf(failed(static_cast<ErrorCode>(code)), true, true)), hops.toStdString());
    }

    void timeouts()
    {
        QCOMPARE(hopOf(*failed(ErrorCode::Timeout, TimeoutPhase::Connect).error), std::optional(Hop::Connect));
        QCOMPARE(hopOf(*failed(ErrorCode::Timeout, TimeoutPhase::FirstByte).error), std::optional(Hop::Http));
        QCOMPARE(hopOf(*failed(ErrorCode::Timeout, TimeoutPhase::Total).error), std::optional(Hop::Http));
    }

    void whatWasNotAskedIsNotReached()
    {
        QCOMPARE(summary(hopsOf({}, false, false)), std::string("proxy- name- connect- tls- http- key- model-"));
    }

    void everyNameIsItsOwn()
    {
        QCOMPARE(hopName(Hop::Proxy), std::string_view("proxy"));
        QCOMPARE(hopName(Hop::Model), std::string_view("model"));
        QCOMPARE(hopStateName(HopResult::State::NotChecked), std::string_view("not checked"));
    }
};

QTEST_APPLESS_MAIN(TestConnectionReport)
#include "tst_connectionreport.moc"
