#include "backends/providers/wire/refusals.h"

#include <QTest>

using namespace lineup;
using nlohmann::json;
using wire::Optional;
using wire::Refusals;

class TestRefusals : public QObject {
    Q_OBJECT
private:
    const std::vector<Optional> m_parameters{{"temperature", {"temperature"}}, {"topK", {"topk", "top_k"}}, {"seed", {"seed"}}};

private Q_SLOTS:
    void nothingIsTakenOutBeforeItIsRefused()
    {
        json body{{"temperature", 1}};
        chat::Notes notes;
        Refusals().takeOut("m", body, notes);
        QVERIFY(body.contains("temperature"));
        QVERIFY(notes.empty());
    }

    void whatIsRefusedIsTakenOutOfThatModelsRequests()
    {
        Refusals refusals;
        json body{{"temperature", 1}, {"topK", 4}, {"messages", json::array()}};
        QVERIFY(refusals.learn("m", body, m_parameters, "unknown name \"topk\", and temperature is deprecated"));
        chat::Notes notes;
        json other = body;
        refusals.takeOut("other", other, notes);
        QCOMPARE(other.size(), body.size());
        refusals.takeOut("m", body, notes);
        QCOMPARE(body.size(), std::size_t(1));
        QCOMPARE(notes, (chat::Notes{"temperature: not taken by this model", "topK: not taken by this model"}));
    }

    void onlyWhatWasSentIsLearnt()
    {
        Refusals refusals;
        QVERIFY(!refusals.learn("m", json{{"topK", 4}}, m_parameters, "temperature is too high"));
        QVERIFY(!refusals.learn("m", json{{"topK", 4}}, m_parameters, ""));
        QVERIFY(!refusals.learn("m", json::object(), m_parameters, "topk"));
    }

    void theSameAgainIsNoNews()
    {
        Refusals refusals;
        QVERIFY(refusals.learn("m", json{{"seed", 4}}, m_parameters, "seed"));
        QVERIFY(!refusals.learn("m", json{{"seed", 4}}, m_parameters, "seed"));
    }

    void theTextOfARefusal()
    {
        Error error;
        error.httpStatus = 400;
        error.excerpt = "{\"x\":\"TopK\"}";
        QCOMPARE(wire::refusalText(error), std::string("{\"x\":\"topk\"}"));
        error.providerMessage = "`Temperature` IS bad";
        QCOMPARE(wire::refusalText(error), std::string("`temperature` is bad"));
        error.httpStatus = 422;
        QVERIFY(!wire::refusalText(error).empty());
        for (const int status : {401, 404, 429, 500}) {
            error.httpStatus = status;
            QVERIFY(wire::refusalText(error).empty());
        }
        error.httpStatus.reset();
        QVERIFY(wire::refusalText(error).empty());
    }
};

QTEST_APPLESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
