#include "backends/providers/openaicompatible/openaicompatiblebackend.h"

#include "backends/net/endpoint.h"
#include "backends/providers/openaicompatible/chatexchange.h"
#include "backends/providers/openaicompatible/errorclassifier.h"
#include "core/base/json.h"

#include <QPromise>

#include <random>

namespace lineup::openaicompatible {

namespace {

constexpr std::size_t kMaxListBytes = std::size_t{16} << 20;

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

/// Reads the whole reply of GET /models and keeps the promise.
class ModelsHandler final : public net::TransferHandler {
public:
    ModelsHandler(std::shared_ptr<QPromise<ModelList>> promise, std::shared_ptr<BackendContext> context, std::string path)
        : m_promise(std::move(promise)), m_context(std::move(context)), m_path(std::move(path))
    {
    }
    void onHead(const net::TransferHead &head) override { m_head = head; }
    net::BodyAction onBody(std::string_view bytes, Steady) override
    {
        m_body += bytes;
        return net::BodyAction::Continue;
    }
    void onEnd(const net::TransferEnd &end) override;

private:
    ModelList result(const net::TransferEnd &end) const;

    std::shared_ptr<QPromise<ModelList>> m_promise;
    std::shared_ptr<BackendContext> m_context;
    std::string m_path; ///< between base URL and "/models"
    net::TransferHead m_head;
    std::string m_body;
};

void requestModels(const std::shared_ptr<BackendContext> &context, std::shared_ptr<QPromise<ModelList>> promise, const std::string &path)
{
    net::TransferRequest transfer;
    transfer.url = context->base.url + path + "/models";
    transfer.headers.add("Accept", "application/json");
    transfer.secretHeaders = context->secrets;
    transfer.clocks.firstByte = std::chrono::seconds(30);
    transfer.clocks.total = std::chrono::seconds(60);
    transfer.compression = net::TransferRequest::Compression::Accept;
    transfer.maxBodyBytes = kMaxListBytes;
    context->io->start(std::move(transfer), std::make_unique<ModelsHandler>(std::move(promise), context, path));
}

ModelList ModelsHandler::result(const net::TransferEnd &end) const
{
    if (end.error)
        return Unexpected{*end.error};
    if (end.outcome != net::TransferEnd::Outcome::Complete)
        return makeError(ErrorCode::StreamCut, "the request was ended before its reply", m_context->subject);
    FailedReply reply{m_head.status, m_head.headers, m_body, m_context->subject, std::chrono::system_clock::now()};
    const bool isPage = looksLikeHtml(m_head.headers.value("content-type"), m_body);
    if (m_head.status < 200 || m_head.status >= 300 || isPage)
        return Unexpected{classify(reply)};
    return modelsIn(m_body);
}

void ModelsHandler::onEnd(const net::TransferEnd &end)
{
    if (m_head.status == 404 && !m_context->base.hasVersion && m_path.empty()) {
        requestModels(m_context, m_promise, "/v1");
        return;
    }
    if (m_head.status >= 200 && m_head.status < 300)
        m_context->learntPath = m_path;
    ModelList list = result(end);
    if (!list) {
        if (list.error().subject.empty())
            list.error().subject = m_context->subject;
        m_context->redactor->redact(list.error());
    }
    m_promise->addResult(std::move(list));
    m_promise->finish();
}

} // namespace

Result<std::shared_ptr<OpenAiCompatibleBackend>> OpenAiCompatibleBackend::create(BackendConfig config, net::IoThread &io,
                                                                                 std::shared_ptr<net::Redactor> redactor)
{
    auto base = apiBase(config.baseUrl);
    if (!base)
        return Unexpected{base.error()};
    const auto endpoint = net::parseEndpoint(base->url);
    if (!endpoint)
        return Unexpected{endpoint.error()};
    if (!config.key.isEmpty() && endpoint->scheme == "http" && !endpoint->isLoopback())
        return makeError(ErrorCode::Tls, "a key goes over plain http to this computer only; use https", endpoint->hostAndPort());
    auto context = std::make_shared<BackendContext>();
    context->base = std::move(*base);
    context->subject = endpoint->hostAndPort();
    context->redactor = std::move(redactor);
    context->io = &io;
    context->random = [engine = std::mt19937(std::random_device{}())]() mutable {
        return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
    };
    if (!config.key.isEmpty()) {
        context->redactor->addSecret(config.key);
        context->secrets.push_back({"Authorization", "Bearer ", config.key});
    }
    return std::shared_ptr<OpenAiCompatibleBackend>(new OpenAiCompatibleBackend(std::move(context), config.isLocal));
}

OpenAiCompatibleBackend::OpenAiCompatibleBackend(std::shared_ptr<BackendContext> context, bool isLocal)
    : m_context(std::move(context)), m_isLocal(isLocal)
{
}

OpenAiCompatibleBackend::~OpenAiCompatibleBackend() = default;

std::unique_ptr<ChatStream> OpenAiCompatibleBackend::start(ChatRequest request, std::shared_ptr<StreamInbox> inbox)
{
    auto exchange = std::make_shared<ChatExchange>(m_context, std::move(request), std::move(inbox), std::chrono::steady_clock::now());
    m_context->io->post([exchange] { exchange->begin(); });
    return std::make_unique<ExchangeStream>(std::move(exchange), *m_context->io);
}

QFuture<ModelList> OpenAiCompatibleBackend::listModels()
{
    auto promise = std::make_shared<QPromise<ModelList>>();
    promise->start();
    m_context->io->post([context = m_context, promise] { requestModels(context, promise, context->learntPath); });
    return promise->future();
}

Result<std::vector<ListedModel>> modelsIn(std::string_view body)
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const nlohmann::json *list = root->is_array() ? &*root : findArray(*root, "data");
    if (!list)
        list = findArray(*root, "models");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    std::vector<ListedModel> models;
    for (const nlohmann::json &item : *list) {
        ListedModel model;
        for (const char *key : {"id", "name", "model"}) {
            if (const std::string *id = findString(item, key); id && model.id.empty())
                model.id = *id;
        }
        for (const char *key : {"context_length", "max_model_len", "max_context_length", "context_window"}) {
            if (!model.contextLength)
                model.contextLength = findInt(item, key);
        }
        if (!model.id.empty())
            models.push_back(std::move(model));
    }
    return models;
}

} // namespace lineup::openaicompatible
