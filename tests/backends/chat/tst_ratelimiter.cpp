#include "backends/chat/ratelimiter.h"

#include <QTest>

#include <map>
#include <random>

using namespace lineup;
using namespace lineup::chat;
using namespace std::chrono_literals;

namespace {

using Steady = RateLimiter::Steady;
using Place = RateLimiter::Place;

/// A thread with a clock of its own: time passes only when it is told to.
class FakeThread {
public:
    std::shared_ptr<RateLimiter> limiter(RateLimits limits)
    {
        return std::make_shared<RateLimiter>(
            limits, [this](std::chrono::milliseconds delay, std::function<void()> job) { m_jobs.emplace(m_now + delay, std::move(job)); }, [this] { return m_now; });
    }
    void pass(std::chrono::milliseconds time)
    {
        const Steady until = m_now + time;
        while (!m_jobs.empty() && m_jobs.begin()->first <= until) {
            m_now = std::max(m_now, m_jobs.begin()->first);
            const auto job = std::move(m_jobs.begin()->second);
            m_jobs.erase(m_jobs.begin());
            job();
        }
        m_now = until;
    }
    std::chrono::milliseconds now() const { return std::chrono::duration_cast<std::chrono::milliseconds>(m_now - Steady{}); }
    std::size_t jobs() const { return m_jobs.size(); }

private:
    Steady m_now{};
    std::multimap<Steady, std::function<void()>> m_jobs;
};

/// A request that remembers what it was told.
struct Request {
    RateLimiter::Ticket ticket{};
    std::optional<std::chrono::milliseconds> wentAt;
    std::vector<Place> places;
};

} // namespace

class TestRateLimiter : public QObject {
    Q_OBJECT

    void enter(RateLimiter &limiter, Request &request, std::int64_t tokens = 10)
    {
        request.ticket = limiter.enter(tokens, {[this, &request] { request.wentAt = m_thread->now(); }, [&request](const Place &place) { request.places.push_back(place); }});
        QVERIFY(!request.wentAt); // never from within
    }

private Q_SLOTS:
    void init() { m_thread = std::make_unique<FakeThread>(); }

    void soManyAtOnce()
    {
        const auto limiter = m_thread->limiter({2, {}, {}});
        std::vector<Request> requests(4);
        for (Request &request : requests)
            enter(*limiter, request);
        m_thread->pass(0ms);
        QVERIFY(requests[0].wentAt && requests[1].wentAt && !requests[2].wentAt);
        QVERIFY(requests[0].places.empty() && requests[1].places.empty());
        QCOMPARE(requests[2].places, (std::vector<Place>{{1, 2}}));
        QCOMPARE(requests[3].places, (std::vector<Place>{{2, 2}}));
        m_thread->pass(3h); // no clock helps
        QVERIFY(!requests[2].wentAt);
        limiter->leave(requests[1].ticket, 10);
        m_thread->pass(0ms);
        QVERIFY(requests[2].wentAt && !requests[3].wentAt);
        QCOMPARE(requests[3].places, (std::vector<Place>{{2, 2}, {1, 1}}));
    }

    void soManyAMinute()
    {
        const auto limiter = m_thread->limiter({{}, 2, {}});
        std::vector<Request> requests(5);
        enter(*limiter, requests[0]);
        m_thread->pass(10s);
        for (std::size_t i = 1; i < requests.size(); ++i)
            enter(*limiter, requests[i]);
        m_thread->pass(10min);
        QCOMPARE(requests[0].wentAt, std::optional<std::chrono::milliseconds>(0ms));
        QCOMPARE(requests[1].wentAt, std::optional<std::chrono::milliseconds>(10s));
        QCOMPARE(requests[2].wentAt, std::optional<std::chrono::milliseconds>(60s));
        QCOMPARE(requests[3].wentAt, std::optional<std::chrono::milliseconds>(70s));
        QCOMPARE(requests[4].wentAt, std::optional<std::chrono::milliseconds>(120s));
    }

    void soManyTokensAMinute()
    {
        const auto limiter = m_thread->limiter({{}, {}, 100});
        std::vector<Request> requests(3);
        enter(*limiter, requests[0], 60);
        enter(*limiter, requests[1], 60);
        enter(*limiter, requests[2], 10); // would fit, but nobody overtakes
        m_thread->pass(5s);
        QVERIFY(requests[0].wentAt && !requests[1].wentAt && !requests[2].wentAt);
        m_thread->pass(55s);
        QCOMPARE(requests[1].wentAt, std::optional<std::chrono::milliseconds>(60s));
        QCOMPARE(requests[2].wentAt, std::optional<std::chrono::milliseconds>(60s));
    }

    void usageTakesThePlaceOfTheEstimate()
    {
        const auto limiter = m_thread->limiter({{}, {}, 100});
        Request first;
        Request second;
        enter(*limiter, first, 60);
        m_thread->pass(0ms);
        enter(*limiter, second, 60);
        m_thread->pass(1s);
        QVERIFY(!second.wentAt);
        limiter->leave(first.ticket, 20); // it took less
        m_thread->pass(0ms);
        QCOMPARE(second.wentAt, std::optional<std::chrono::milliseconds>(1s));
        limiter->leave(second.ticket, 500); // it took more
        Request third;
        enter(*limiter, third, 1);
        m_thread->pass(59s);
        QVERIFY(!third.wentAt);
        m_thread->pass(1s);
        QCOMPARE(third.wentAt, std::optional<std::chrono::milliseconds>(61s));
    }

    void aRequestLargerThanTheLimitGoesAlone()
    {
        const auto limiter = m_thread->limiter({{}, {}, 100});
        Request small;
        Request large;
        Request after;
        enter(*limiter, small, 1);
        enter(*limiter, large, 1000);
        enter(*limiter, after, 1);
        m_thread->pass(5min);
        QCOMPARE(small.wentAt, std::optional<std::chrono::milliseconds>(0ms));
        QCOMPARE(large.wentAt, std::optional<std::chrono::milliseconds>(60s));
        QCOMPARE(after.wentAt, std::optional<std::chrono::milliseconds>(120s));
    }

    void whoLeavesMakesRoom()
    {
        const auto limiter = m_thread->limiter({1, {}, {}});
        std::vector<Request> requests(3);
        for (Request &request : requests)
            enter(*limiter, request);
        m_thread->pass(0ms);
        limiter->leave(requests[1].ticket, 0);
        m_thread->pass(0ms);
        QVERIFY(!requests[1].wentAt);
        QCOMPARE(requests[2].places, (std::vector<Place>{{2, 2}, {1, 1}}));
        limiter->leave(requests[0].ticket, 0);
        m_thread->pass(0ms);
        QVERIFY(!requests[1].wentAt && requests[2].wentAt);
        limiter->leave(requests[2].ticket, 0);
        limiter->leave(requests[2].ticket, 0); // twice is harmless
        m_thread->pass(0ms);
    }

    void whoIsToldMayLeaveAtOnce()
    {
        const auto limiter = m_thread->limiter({1, {}, {}});
        Request first;
        enter(*limiter, first);
        RateLimiter::Ticket second{};
        second = limiter->enter(1, {[] { QFAIL("it left"); }, [&](const Place &) { limiter->leave(second, 0); }});
        Request third;
        enter(*limiter, third);
        m_thread->pass(0ms);
        limiter->leave(first.ticket, 0);
        m_thread->pass(0ms);
        QVERIFY(third.wentAt);
    }

    void itsTimerOutlivesNothing()
    {
        auto limiter = m_thread->limiter({{}, 1, {}});
        Request first;
        Request second;
        enter(*limiter, first);
        enter(*limiter, second);
        m_thread->pass(0ms);
        limiter.reset();
        m_thread->pass(2min);
        QVERIFY(!second.wentAt);
    }

    /// Whatever comes when: within any minute no limit is passed, and everybody goes in order.
    void anyTrafficKeepsTheLimits()
    {
        std::mt19937 random(7);
        const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
        for (int round = 0; round < 50; ++round) {
            m_thread = std::make_unique<FakeThread>();
            const RateLimits limits{1 + below(3), 1 + below(6), 50 + below(100)};
            const auto limiter = m_thread->limiter(limits);
            struct Went {
                std::chrono::milliseconds at;
                std::int64_t tokens;
            };
            std::vector<Went> went;
            int running = 0;
            std::vector<RateLimiter::Ticket> tickets(40);
            std::vector<int> order;
            for (int i = 0; i < 40; ++i) {
                const std::int64_t tokens = 1 + below(40);
                tickets[static_cast<std::size_t>(i)] = limiter->enter(tokens, {[&, i, tokens] {
                                                                                   order.push_back(i);
                                                                                   went.push_back({m_thread->now(), tokens});
                                                                                   ++running;
                                                                                   QVERIFY(running <= *limits.parallelRequests);
                                                                               },
                                                                               [](const Place &) {}});
                m_thread->pass(std::chrono::milliseconds(below(20'000)));
                for (std::size_t done = went.size(); running > 0 && below(2) == 0;) {
                    limiter->leave(tickets[static_cast<std::size_t>(order[done - static_cast<std::size_t>(running)])], went[done - static_cast<std::size_t>(running)].tokens);
                    --running;
                }
            }
            for (int guard = 0; order.size() < 40 && guard < 1000; ++guard) {
                if (running > 0) {
                    const std::size_t oldest = order.size() - static_cast<std::size_t>(running);
                    limiter->leave(tickets[static_cast<std::size_t>(order[oldest])], went[oldest].tokens);
                    --running;
                }
                m_thread->pass(10s);
            }
            QCOMPARE(order.size(), std::size_t{40});
            QVERIFY(std::is_sorted(order.begin(), order.end()));
            for (std::size_t first = 0; first < went.size(); ++first) {
                std::int64_t requests = 0;
                std::int64_t tokens = 0;
                for (std::size_t i = first; i < went.size() && went[i].at - went[first].at < 60s; ++i) {
                    ++requests;
                    tokens += went[i].tokens;
                }
                QVERIFY(requests <= *limits.requestsPerMinute);
                QVERIFY(tokens <= *limits.tokensPerMinute);
            }
        }
    }

    void estimates()
    {
        ChatRequest request;
        QCOMPARE(estimatedTokens(request), std::int64_t{0});
        request.messages = {textMessage(Role::System, "12345"), textMessage(Role::User, "абв")};
        QCOMPARE(estimatedTokens(request), std::int64_t{2}); // 8 characters, whatever their bytes
    }

private:
    std::unique_ptr<FakeThread> m_thread;
};

QTEST_APPLESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
