#include "backends/chat/protocolbackend.h"

#include "backends/chat/chatexchange.h"
#include "backends/chat/jsoncall.h"

#include <QPromise>

#include <iterator>

namespace lineup::chat {

namespace {

/// A list that never ends is no list.
constexpr int kMaxPages = 100;

class ExchangeStream final : public ChatStream {
public:
    ExchangeStream(std::shared_ptr<ChatExchange> exchange, net::IoThread &io) : m_exchange(std::move(exchange)), m_io(io) {}
    ~ExchangeStream() override
    {
        m_exchange->silence();
        cancel();
    }
    void cancel() override
    {
        m_io.post([exchange = m_exchange] { exchange->cancel(); });
    }

private:
    std::shared_ptr<ChatExchange> m_exchange;
    net::IoThread &m_io;
};

using ModelList = Result<std::vector<ListedModel>>;

/// What was read of a reply, an error in it as people may see it.
template <class T>
Result<T> told(const ExchangeContext &context, Result<T> read)
{
    if (!read) {
        read.error().subject = context.subject;
        context.redactor->redact(read.error());
    }
    return read;
}

/// Walks the pages of a list of models. I/O thread only.
class ModelListing : public std::enable_shared_from_this<ModelListing> {
public:
    ModelListing(std::shared_ptr<ExchangeContext> context, std::shared_ptr<QPromise<ModelList>> promise)
        : m_context(std::move(context)), m_promise(std::move(promise))
    {
    }

    void next(const std::string &page)
    {
        if (!m_context->protocol->modelsCall(page))
            return end(std::move(m_models));
        callJson(
            m_context, [protocol = m_context->protocol, page] { return *protocol->modelsCall(page); },
            [self = shared_from_this()](Result<std::string> body) { self->take(std::move(body)); });
    }

private:
    void take(Result<std::string> body)
    {
        if (!body)
            return end(Unexpected{body.error()});
        auto page = told(*m_context, m_context->protocol->readModels(*body));
        if (!page)
            return end(Unexpected{page.error()});
        std::ranges::move(page->models, std::back_inserter(m_models));
        if (page->next.empty() || ++m_pages >= kMaxPages)
            return end(std::move(m_models));
        next(page->next);
    }
    void end(ModelList list)
    {
        m_promise->addResult(std::move(list));
        m_promise->finish();
    }

    std::shared_ptr<ExchangeContext> m_context;
    std::shared_ptr<QPromise<ModelList>> m_promise;
    std::vector<ListedModel> m_models;
    int m_pages = 0;
};

/// The first page of the list over a connection of its own. I/O thread only.
void askForList(const std::shared_ptr<ExchangeContext> &context, const std::shared_ptr<QPromise<ConnectionReport>> &promise)
{
    const auto end = [promise](ConnectionReport report) {
        promise->addResult(std::move(report));
        promise->finish();
    };
    ConnectionReport start;
    start.isSecure = context->isSecure;
    start.isProxied = context->isOutward && context->network.proxy && !context->network.proxy->empty();
    start.sendsKey = context->sendsKey;
    const auto first = context->protocol->modelsCall("");
    if (!first)
        return end(std::move(start));
    start.wasAsked = true;
    const auto make = [protocol = context->protocol] {
        net::TransferRequest call = *protocol->modelsCall("");
        call.onNewConnection = true;
        return call;
    };
    const auto wire = std::make_shared<CallReport>();
    const auto done = [context, start, wire, end](const Result<std::string> &body) mutable {
        start.name = wire->timing.dns;
        start.connect = wire->timing.connect;
        start.tls = wire->timing.tls;
        start.answer = wire->timing.headers;
        if (wire->status != 0)
            start.status = wire->status;
        auto page = body ? context->protocol->readModels(*body) : Result<ModelPage>(Unexpected{body.error()});
        if (page) {
            start.models = page->models.size();
        } else {
            start.error = page.error();
            if (start.error->subject.empty())
                start.error->subject = context->subject;
            context->redactor->redact(*start.error);
        }
        end(std::move(start));
    };
    callJson(context, make, done, wire);
}

} // namespace

ProtocolBackend::ProtocolBackend(std::shared_ptr<ExchangeContext> context, bool isLocal) : m_context(std::move(context)), m_isLocal(isLocal) {}

ProtocolBackend::~ProtocolBackend() = default;

std::unique_ptr<ChatStream> ProtocolBackend::start(ChatRequest request, std::shared_ptr<StreamInbox> inbox)
{
    auto exchange = std::make_shared<ChatExchange>(m_context, std::move(request), std::move(inbox), std::chrono::steady_clock::now());
    m_context->io->post([exchange] { exchange->begin(); });
    return std::make_unique<ExchangeStream>(std::move(exchange), *m_context->io);
}

QFuture<ModelList> ProtocolBackend::listModels()
{
    auto promise = std::make_shared<QPromise<ModelList>>();
    promise->start();
    m_context->io->post([context = m_context, promise] { std::make_shared<ModelListing>(context, promise)->next({}); });
    return promise->future();
}

QFuture<Result<ListedModel>> ProtocolBackend::describeModel(std::string id)
{
    auto promise = std::make_shared<QPromise<Result<ListedModel>>>();
    promise->start();
    m_context->io->post([context = m_context, promise, id = std::move(id)] {
        const auto end = [promise, id](Result<ListedModel> model) {
            if (model)
                model->id = id;
            promise->addResult(std::move(model));
            promise->finish();
        };
        if (!context->protocol->describeCall(id))
            return end(ListedModel{});
        callJson(
            context, [protocol = context->protocol, id] { return *protocol->describeCall(id); },
            [context, end](Result<std::string> body) {
                end(body ? told(*context, context->protocol->readDescription(*body)) : Result<ListedModel>(Unexpected{body.error()}));
            });
    });
    return promise->future();
}

QFuture<Result<std::int64_t>> ProtocolBackend::countTokens(ChatRequest request)
{
    using Count = Result<std::int64_t>;
    auto promise = std::make_shared<QPromise<Count>>();
    promise->start();
    m_context->io->post([context = m_context, promise, request = std::move(request)] {
        const auto end = [promise](Count count) {
            promise->addResult(std::move(count));
            promise->finish();
        };
        if (!context->protocol->countCall(request))
            return end(makeError(ErrorCode::BadRequest, "this kind of backend does not count tokens", context->subject));
        const auto read = [context, end](Result<std::string> body) {
            end(body ? told(*context, context->protocol->readCount(*body)) : Count(Unexpected{body.error()}));
        };
        callJson(
            context, [protocol = context->protocol, request] { return *protocol->countCall(request); },
            [context, read](Result<std::string> body) {
                auto second = body ? context->protocol->secondCountCall(*body) : std::nullopt;
                if (!second)
                    return read(std::move(body));
                callJson(context, [second = *std::move(second)] { return second; }, read);
            });
    });
    return promise->future();
}

std::vector<Parameter> ProtocolBackend::parametersNotTaken(const ChatRequest &request) const
{
    return m_context->protocol->parametersNotTaken(request);
}

QFuture<ConnectionReport> ProtocolBackend::reach()
{
    auto promise = std::make_shared<QPromise<ConnectionReport>>();
    promise->start();
    m_context->io->post([context = m_context, promise] { askForList(context, promise); });
    return promise->future();
}

} // namespace lineup::chat
