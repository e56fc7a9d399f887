#include "backends/providers/ollama/ollamapull.h"

#include "backends/chat/errorclassifier.h"
#include "backends/net/endpoint.h"
#include "backends/providers/wire/reading.h"

#include <algorithm>
#include <atomic>

namespace lineup::ollama {

namespace {

using nlohmann::json;

/// A model has a handful.
constexpr std::size_t kMostLayers = 1000;
constexpr std::size_t kMaxErrorBytes = std::size_t{1} << 20;
/// Checking the sum of a large file takes minutes in which the server says nothing.
constexpr std::chrono::minutes kIdle{10};

bool isSuccess(int status) { return status >= 200 && status < 300; }

} // namespace

Result<void> PullReader::feed(std::string_view bytes)
{
    if (auto fed = m_lines.feed(bytes, *this); !fed && !m_error)
        m_error = fed.error();
    return m_error ? Result<void>(Unexpected{*m_error}) : Result<void>();
}

Result<void> PullReader::finish()
{
    if (auto ended = m_lines.finish(*this); !ended && !m_error)
        m_error = ended.error();
    return m_error ? Result<void>(Unexpected{*m_error}) : Result<void>();
}

void PullReader::onNdjsonLine(std::string_view line, std::size_t, bool atEnd)
{
    if (m_error || m_isDone)
        return;
    auto read = readLine(line);
    // The last line of a stream that was cut in the middle of it is the cut, not a bad one.
    if (!read && !(atEnd && read.error().code == ErrorCode::BadReply))
        m_error = read.error();
}

Result<void> PullReader::readLine(std::string_view line)
{
    const auto step = parseJson(line, kReplyJsonDepth, ErrorCode::BadReply);
    if (!step)
        return Unexpected{step.error()};
    if (findValue(*step, "error"))
        return Unexpected{chat::classify(wire::failureInStream(line))};
    if (!step->is_object())
        return makeError(ErrorCode::BadReply, "a line of the stream is not a JSON object");
    m_progress.status = wire::stringOf(*step, "status");
    m_isDone = m_progress.status == "success";
    const std::string digest = wire::stringOf(*step, "digest");
    if (digest.empty() || (m_layers.size() >= kMostLayers && !m_layers.contains(digest)))
        return {};
    Layer &layer = m_layers[digest];
    layer.total = findInt(*step, "total").value_or(layer.total);
    layer.completed = std::min(findInt(*step, "completed").value_or(layer.completed), layer.total);
    m_progress.completed = m_progress.total = 0;
    for (const auto &[name, each] : m_layers) {
        m_progress.completed += each.completed;
        m_progress.total += each.total;
    }
    return {};
}

/// Who is told; let go of when the download is given up.
struct OllamaPull::Listener {
    std::atomic<bool> isListening{true};
    OnProgress onProgress;
    OnEnd onEnd;
};

class OllamaPull::Handler final : public net::TransferHandler {
public:
    Handler(std::shared_ptr<Listener> listener, std::string subject) : m_listener(std::move(listener)), m_subject(std::move(subject)) {}

    void onHead(const net::TransferHead &head) override { m_head = head; }
    net::BodyAction onBody(std::string_view bytes, Steady) override
    {
        if (!isSuccess(m_head.status)) {
            m_body += bytes.substr(0, kMaxErrorBytes - std::min(kMaxErrorBytes, m_body.size()));
            return net::BodyAction::Continue;
        }
        m_read = m_reader.feed(bytes);
        return m_read ? net::BodyAction::Continue : net::BodyAction::Abort;
    }
    void onBodyRead() override
    {
        if (m_listener->isListening && m_told != m_reader.progress()) {
            m_told = m_reader.progress();
            m_listener->onProgress(m_told);
        }
    }
    void onEnd(const net::TransferEnd &end) override
    {
        auto result = resultOf(end);
        onBodyRead();
        if (!result && result.error().subject.empty())
            result = Unexpected{withSubject(result.error())};
        if (m_listener->isListening)
            m_listener->onEnd(std::move(result));
    }

private:
    Error withSubject(Error error) const
    {
        error.subject = m_subject;
        return error;
    }
    Result<void> resultOf(const net::TransferEnd &end)
    {
        if (m_head.status != 0 && !isSuccess(m_head.status))
            return Unexpected{chat::classify({m_head.status, m_head.headers, m_body, m_subject, std::chrono::system_clock::now()})};
        if (m_read)
            m_read = m_reader.finish();
        if (!m_read || m_reader.isDone())
            return m_read;
        if (end.error)
            return Unexpected{*end.error};
        return makeError(ErrorCode::StreamCut, "the download ended before it was complete");
    }

    std::shared_ptr<Listener> m_listener;
    std::string m_subject;
    net::TransferHead m_head;
    std::string m_body; ///< of an error
    PullReader m_reader;
    Result<void> m_read;
    PullProgress m_told;
};

OllamaPull::OllamaPull(net::IoThread &io, const std::string &baseUrl, std::vector<net::SecretHeader> secrets, const std::string &model,
                       OnProgress onProgress, OnEnd onEnd)
    : m_io(io), m_listener(std::make_shared<Listener>())
{
    m_listener->onProgress = std::move(onProgress);
    m_listener->onEnd = std::move(onEnd);
    const auto endpoint = net::parseEndpoint(baseUrl);
    net::TransferRequest call;
    call.method = "POST";
    call.url = baseUrl + "/api/pull";
    call.headers = {{"Content-Type", "application/json"}, {"Accept", "application/x-ndjson"}};
    call.secretHeaders = std::move(secrets);
    call.body = dumpJson({{"model", model}, {"stream", true}});
    call.clocks.idle = kIdle;
    m_transfer = m_io.start(std::move(call), std::make_unique<Handler>(m_listener, endpoint ? endpoint->hostAndPort() : baseUrl));
}

OllamaPull::~OllamaPull()
{
    m_listener->isListening = false;
    m_io.cancel(m_transfer);
}

} // namespace lineup::ollama
