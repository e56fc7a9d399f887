#include "app/contract/fetchcommand.h"

#include "backends/net/iothread.h"
#include "core/base/text.h"

#include <future>
#include <utility>

namespace lineup::contract {

namespace {

nlohmann::json errorValue(const std::optional<Error> &error)
{
    if (!error)
        return nullptr;
    nlohmann::json value{{"code", errorCodeName(error->code)}, {"detail", sanitizeUtf8(error->detail)}};
    if (error->timeoutPhase)
        value["phase"] = timeoutPhaseName(*error->timeoutPhase);
    return value;
}

class Printer final : public net::TransferHandler {
public:
    Printer(const Print &print, std::promise<Verdict> verdict) : m_print(print), m_verdict(std::move(verdict)) {}

    void onSent(Steady) override { m_print({{"type", "sent"}}); }
    void onHead(const net::TransferHead &head) override
    {
        nlohmann::json fields = nlohmann::json::array();
        for (const Headers::Field &field : head.headers.fields())
            fields.push_back({sanitizeUtf8(field.name), sanitizeUtf8(field.value)});
        m_print({{"type", "head"}, {"status", head.status}, {"http_version", head.httpVersion}, {"headers", std::move(fields)}});
    }
    net::BodyAction onBody(std::string_view bytes, Steady) override
    {
        m_print({{"type", "body"}, {"bytes", bytes.size()}, {"text", sanitizeUtf8(bytes)}});
        return net::BodyAction::Continue;
    }
    void onEnd(const net::TransferEnd &end) override
    {
        m_print({{"type", "end"}, {"outcome", outcomeWord(end.outcome)}, {"error", errorValue(end.error)}});
        m_verdict.set_value(end.outcome == net::TransferEnd::Outcome::Complete ? kAccepted : kRefused);
    }

private:
    const Print &m_print;
    std::promise<Verdict> m_verdict;
};

} // namespace

Verdict runFetch(net::TransferRequest request, const Print &print)
{
    std::promise<Verdict> promise;
    std::future<Verdict> verdict = promise.get_future();
    net::IoThread io;
    io.start(std::move(request), std::make_unique<Printer>(print, std::move(promise)));
    return verdict.get();
}

const char *outcomeWord(net::TransferEnd::Outcome outcome)
{
    using Outcome = net::TransferEnd::Outcome;
    switch (outcome) {
    case Outcome::Complete: return "complete";
    case Outcome::ClosedEarly: return "closed_early";
    case Outcome::Cancelled: return "cancelled";
    case Outcome::Aborted: return "aborted";
    case Outcome::Failed: break;
    }
    return "failed";
}

} // namespace lineup::contract
