#include "backends/chat/ratelimiter.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lineup::chat {

namespace {

constexpr std::int64_t kCharactersPerToken = 4;

/// Characters of UTF-8: every byte but those that continue one.
std::int64_t charactersOf(std::string_view text)
{
    return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

} // namespace

RateLimiter::RateLimiter(RateLimits limits, Schedule schedule, Now now) : m_limits(limits), m_schedule(std::move(schedule)), m_now(std::move(now)) {}

RateLimiter::Ticket RateLimiter::enter(std::int64_t tokens, Waiter waiter)
{
    const Ticket ticket{++m_lastTicket};
    m_waiting.push_back({ticket, tokens, std::move(waiter), std::nullopt});
    pumpAt(m_now());
    return ticket;
}

void RateLimiter::leave(Ticket ticket, std::int64_t tokens)
{
    std::erase_if(m_waiting, [ticket](const Waiting &waiting) { return waiting.ticket == ticket; });
    const auto sent = std::ranges::find(m_sent, ticket, &Sent::ticket);
    if (sent != m_sent.end()) {
        sent->isRunning = false;
        sent->tokens = tokens;
    }
    if (!m_waiting.empty())
        pumpAt(m_now());
}

/// Not from here: whoever called is in the middle of something.
void RateLimiter::pumpAt(Steady moment)
{
    if (m_nextPump && *m_nextPump <= moment)
        return;
    m_nextPump = moment;
    const auto delay = std::max(std::chrono::ceil<std::chrono::milliseconds>(moment - m_now()), std::chrono::milliseconds(0));
    m_schedule(delay, [weak = weak_from_this(), moment] {
        const auto self = weak.lock();
        if (!self || self->m_nextPump != moment)
            return;
        self->m_nextPump.reset();
        self->pump();
    });
}

void RateLimiter::pump()
{
    while (!m_waiting.empty()) {
        const Steady now = m_now();
        forgetOld(now);
        const auto moment = mayGo(m_waiting.front(), now);
        if (!moment)
            break; // one that runs has to end first
        if (*moment > now) {
            pumpAt(*moment);
            break;
        }
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_sent.push_back({next.ticket, now, next.tokens, true});
        next.waiter.onTurn();
    }
    tellPlaces();
}

void RateLimiter::forgetOld(Steady now)
{
    std::erase_if(m_sent, [now](const Sent &sent) { return !sent.isRunning && now - sent.at >= kWindow; });
}

std::int64_t RateLimiter::running() const
{
    return std::count_if(m_sent.begin(), m_sent.end(), [](const Sent &sent) { return sent.isRunning; });
}

/// The moment from which on the limits of a minute let it go; nothing while too many run.
std::optional<RateLimiter::Steady> RateLimiter::mayGo(const Waiting &next, Steady now) const
{
    if (m_limits.parallelRequests && running() >= *m_limits.parallelRequests)
        return std::nullopt;
    Steady moment = now;
    std::int64_t requests = 0;
    std::int64_t tokens = next.tokens;
    // From the youngest back: the first that makes it too much has to be a minute old.
    for (auto sent = m_sent.rbegin(); sent != m_sent.rend() && now - sent->at < kWindow; ++sent) {
        ++requests;
        tokens += sent->tokens;
        const bool isTooMuch = (m_limits.requestsPerMinute && requests >= *m_limits.requestsPerMinute)
            || (m_limits.tokensPerMinute && tokens > *m_limits.tokensPerMinute);
        if (isTooMuch) {
            moment = std::max(moment, sent->at + kWindow);
            break;
        }
    }
    return moment;
}

void RateLimiter::tellPlaces()
{
    // By copy: whoever is told may leave.
    std::vector<std::pair<std::function<void(const Place &)>, Place>> news;
    for (std::size_t i = 0; i < m_waiting.size(); ++i) {
        const Place place{static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(m_waiting.size())};
        if (m_waiting[i].told == place)
            continue;
        m_waiting[i].told = place;
        news.emplace_back(m_waiting[i].waiter.onPlace, place);
    }
    for (const auto &[tell, place] : news)
        tell(place);
}

std::int64_t estimatedTokens(const ChatRequest &request)
{
    std::int64_t characters = 0;
    for (const Message &message : request.messages) {
        for (const ContentBlock &block : message.blocks) {
            if (const auto *text = std::get_if<TextBlock>(&block))
                characters += charactersOf(text->text);
        }
    }
    return (characters + kCharactersPerToken - 1) / kCharactersPerToken;
}

} // namespace lineup::chat
