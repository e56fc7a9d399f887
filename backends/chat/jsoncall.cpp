#include "backends/chat/jsoncall.h"

#include "backends/chat/errorclassifier.h"

namespace lineup::chat {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{16} << 20;

bool isSuccess(int status) { return status >= 200 && status < 300; }

/// One small request until its body is there.
class JsonCall : public std::enable_shared_from_this<JsonCall> {
public:
    JsonCall(std::shared_ptr<ExchangeContext> context, std::function<net::TransferRequest()> make, std::function<void(Result<std::string>)> done,
             std::shared_ptr<CallReport> report)
        : m_context(std::move(context)), m_make(std::move(make)), m_done(std::move(done)), m_report(std::move(report))
    {
    }

    void begin()
    {
        if (auto error = offlineError(*m_context))
            return end(Unexpected{*std::move(error)});
        if (!m_context->secrets)
            return send();
        m_context->secrets->get([self = shared_from_this(), io = m_context->io](Result<std::vector<net::SecretHeader>> secrets) {
            io->post([self, secrets = std::move(secrets)]() mutable {
                if (!secrets)
                    return self->end(Unexpected{secrets.error()});
                self->m_secrets = *std::move(secrets);
                self->send();
            });
        });
    }

private:
    /// Keeps the call alive while its transfer runs.
    class Handler final : public net::TransferHandler {
    public:
        explicit Handler(std::shared_ptr<JsonCall> call) : m_call(std::move(call)) {}
        void onHead(const net::TransferHead &head) override { m_call->m_head = head; }
        net::BodyAction onBody(std::string_view bytes, Steady) override
        {
            m_call->m_body += bytes;
            return net::BodyAction::Continue;
        }
        void onEnd(const net::TransferEnd &end) override { m_call->onEnd(end); }

    private:
        std::shared_ptr<JsonCall> m_call;
    };

    void send()
    {
        m_head = {};
        m_body.clear();
        net::TransferRequest call = m_make();
        call.headers.add("Accept", "application/json");
        for (const net::SecretHeader &secret : m_secrets)
            call.secretHeaders.push_back(secret);
        addNetworkSettings(call, m_context->network);
        call.clocks.firstByte = std::chrono::seconds(30);
        call.clocks.total = std::chrono::seconds(60);
        call.compression = net::TransferRequest::Compression::Accept;
        call.maxBodyBytes = kMaxBytes;
        m_call = call;
        m_context->io->start(std::move(call), std::make_unique<Handler>(shared_from_this()));
    }

    void onEnd(const net::TransferEnd &transfer)
    {
        if (m_report)
            *m_report = {transfer.timing, m_head.status, true};
        Notes notes;
        if (m_head.status != 0)
            m_context->protocol->noteHead(m_call, m_head, notes);
        auto result = resultOf(transfer);
        if (!result && !m_wasAdapted && m_head.status != 0 && m_context->protocol->adapt(result.error(), m_call, {}, notes)) {
            m_wasAdapted = true;
            return send();
        }
        end(std::move(result));
    }

    Result<std::string> resultOf(const net::TransferEnd &transfer) const
    {
        if (transfer.error)
            return Unexpected{*transfer.error};
        if (transfer.outcome != net::TransferEnd::Outcome::Complete)
            return makeError(ErrorCode::StreamCut, "the request was ended before its reply");
        if (isSuccess(m_head.status) && !looksLikeHtml(m_head.headers.value("content-type"), m_body))
            return m_body;
        return Unexpected{m_context->protocol->errorOf({m_head.status, m_head.headers, m_body, m_context->subject, std::chrono::system_clock::now()})};
    }

    void end(Result<std::string> result)
    {
        if (!result) {
            if (result.error().subject.empty())
                result.error().subject = m_context->subject;
            m_context->redactor->redact(result.error());
        }
        m_done(std::move(result));
    }

    std::shared_ptr<ExchangeContext> m_context;
    std::function<net::TransferRequest()> m_make;
    std::function<void(Result<std::string>)> m_done;
    std::shared_ptr<CallReport> m_report;
    std::vector<net::SecretHeader> m_secrets;
    net::TransferRequest m_call;
    net::TransferHead m_head;
    std::string m_body;
    bool m_wasAdapted = false;
};

} // namespace

void callJson(std::shared_ptr<ExchangeContext> context, std::function<net::TransferRequest()> make, std::function<void(Result<std::string>)> done,
              std::shared_ptr<CallReport> report)
{
    std::make_shared<JsonCall>(std::move(context), std::move(make), std::move(done), std::move(report))->begin();
}

} // namespace lineup::chat
