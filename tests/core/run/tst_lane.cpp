#include "core/document/setupcodec.h"
#include "core/run/lane.h"

#include <QTest>

#include <numeric>

using namespace lineup;

namespace {

const std::vector<Shot> kShots{{"q1", "a1"}, {"q2", "a2"}, {"q3", "a3"}};

LineupSetup setupOf(std::string system, std::vector<Shot> shots, std::string prompt)
{
    return {std::move(system), std::move(shots), std::move(prompt), {}};
}

/// "S:be brief U:q1 A:a1 U:go"
std::string turns(const ChatRequest &request)
{
    std::string text;
    for (const Message &message : request.messages) {
        text += text.empty() ? "" : " ";
        text += static_cast<char>(std::toupper(roleName(message.role).front()));
        text += ':' + plainText(message);
    }
    return text;
}

std::vector<int> range(int from, int to)
{
    std::vector<int> numbers(static_cast<std::size_t>(to - from));
    std::iota(numbers.begin(), numbers.end(), from);
    return numbers;
}

} // namespace

class TestLane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequestIsSystemExamplesPrompt()
    {
        LaneSpec lane;
        QCOMPARE(turns(requestFor(setupOf("be brief", kShots, "go"), lane)), std::string("S:be brief U:q1 A:a1 U:q2 A:a2 U:q3 A:a3 U:go"));
        QCOMPARE(turns(requestFor(setupOf("", {}, "go"), lane)), std::string("U:go"));
        lane.system = "own";
        QCOMPARE(turns(requestFor(setupOf("be brief", {}, "go"), lane)), std::string("S:own U:go"));
        lane.system = "";
        QCOMPARE(turns(requestFor(setupOf("be brief", {}, "go"), lane)), std::string("U:go"));
    }

    void examplesOfALane()
    {
        const LineupSetup setup = setupOf("", kShots, "go");
        LaneSpec lane;
        QCOMPARE(shotsOf(setup, lane), kShots);
        const std::pair<int, std::size_t> counts[] = {{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 3}, {1000, 3}, {-1, 0}};
        for (const auto &[asked, given] : counts) {
            lane.shots = asked;
            QCOMPARE(shotsOf(setup, lane), (std::vector<Shot>{kShots.begin(), kShots.begin() + static_cast<std::ptrdiff_t>(given)}));
        }
        lane.shots = std::vector<Shot>{{"own", "answer"}};
        QCOMPARE(turns(requestFor(setup, lane)), std::string("U:own A:answer U:go"));
        lane.shots = std::vector<Shot>{};
        QCOMPARE(turns(requestFor(setup, lane)), std::string("U:go"));
    }

    void theRestOfALaneGoesAlong()
    {
        LaneSpec lane;
        lane.model = "m";
        lane.parameters.temperature = 0;
        lane.parameters.extra = {{"min_p", 0.1}};
        lane.clocks.idle = std::chrono::milliseconds(5);
        lane.retries = 7;
        const ChatRequest request = requestFor(setupOf("", {}, "go"), lane);
        QCOMPARE(request.model, lane.model);
        QVERIFY(request.parameters == lane.parameters);
        QVERIFY(request.clocks == lane.clocks);
        QCOMPARE(request.retries, 7);
    }

    void letters()
    {
        QCOMPARE(letterName(0), std::string("A"));
        QCOMPARE(letterName(23), std::string("X"));
        QCOMPARE(letterName(25), std::string("Z"));
        QCOMPARE(letterName(26), std::string("27"));
        for (int letter = 0; letter < 200; ++letter)
            QCOMPARE(letterFromName(letterName(letter)), std::optional(letter));
        for (const char *name : {"", "a", "AA", "0", "1", "26", "-1", "27x", " 27", "99999999999999"})
            QVERIFY2(!letterFromName(name), name);
    }

    void theNextLetter()
    {
        QCOMPARE(nextLetter({}, {}), 0);
        QCOMPARE(nextLetter({0, 1, 3}, {}), 2);
        // B was removed: it comes back only when all of A…X were used.
        QCOMPARE(nextLetter({0, 2}, {1}), 3);
        QCOMPARE(nextLetter(range(2, 24), {0, 1}), 0);
        QCOMPARE(nextLetter(range(1, 24), {0, 1}), 0);
        QCOMPARE(nextLetter(range(0, 24), {}), 24);
        QCOMPARE(nextLetter(range(0, 30), {}), 30);
        QCOMPARE(nextLetter({}, range(0, 24)), 0);
    }

    /// Adding and removing for long never gives a letter twice at a time.
    void lettersStayUnique()
    {
        std::vector<int> used;
        std::vector<int> retired;
        for (int step = 0; step < 500; ++step) {
            if (step % 3 == 2) {
                const auto victim = used.begin() + step % static_cast<int>(used.size());
                retired.push_back(*victim);
                used.erase(victim);
                continue;
            }
            const int letter = nextLetter(used, retired);
            QVERIFY(std::find(used.begin(), used.end(), letter) == used.end());
            used.push_back(letter);
        }
    }
};

QTEST_APPLESS_MAIN(TestLane)
#include "tst_lane.moc"
