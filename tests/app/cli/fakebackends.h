#pragma once

#include "core/ports/chatbackend.h"

#include <QCoreApplication>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lineup::test {

/// What a scripted backend does with a request.
struct Script {
    std::vector<StreamEvent> events;
    StreamEnd end;
    bool hangs = false;    ///< never ends by itself; cancel() ends it
    bool isDeaf = false;   ///< does not even end when it is cancelled
    Result<std::vector<ListedModel>> models = std::vector<ListedModel>{};
};

/// Pushes its events at once and its end one turn of the event loop later.
class ScriptedStream : public ChatStream {
public:
    ScriptedStream(Script script, std::shared_ptr<StreamInbox> inbox) : m_script(std::move(script)), m_inbox(std::move(inbox))
    {
        m_inbox->push(m_script.events);
        if (!m_script.hangs)
            QMetaObject::invokeMethod(qApp, [inbox = m_inbox, end = m_script.end] { inbox->end(end); }, Qt::QueuedConnection);
    }
    void cancel() override
    {
        if (m_script.isDeaf)
            return;
        StreamEnd end;
        end.outcome = Outcome::Cancelled;
        m_inbox->end(end);
    }

private:
    Script m_script;
    std::shared_ptr<StreamInbox> m_inbox;
};

class ScriptedChatBackend : public ChatBackend {
public:
    explicit ScriptedChatBackend(Script script) : m_script(std::move(script)) {}

    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override
    {
        requests.push_back(std::move(request));
        return std::make_unique<ScriptedStream>(m_script, std::move(inbox));
    }
    QFuture<Result<std::vector<ListedModel>>> listModels() override { return QtFuture::makeReadyFuture(m_script.models); }
    bool isLocal() const override { return false; }

    std::vector<ChatRequest> requests;

private:
    Script m_script;
};

/// Backends by their kind. Kind "nokey" has no key; a kind that is not there is BadInput.
class ScriptedFactory : public BackendFactory {
public:
    void add(const std::string &kind, Script script) { m_backends[kind] = std::make_shared<ScriptedChatBackend>(std::move(script)); }
    ScriptedChatBackend &backend(const std::string &kind) { return *m_backends.at(kind); }

    std::vector<ProviderDescriptor> providers() const override { return {}; }
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override
    {
        if (ref.kind == "nokey")
            return makeError(ErrorCode::KeyMissing, "variable not set", "MY_KEY");
        const auto found = m_backends.find(ref.kind);
        if (found == m_backends.end())
            return makeError(ErrorCode::BadInput, "there is no kind of backend called \"" + ref.kind + '"', "--lane");
        return std::shared_ptr<ChatBackend>(found->second);
    }

private:
    std::map<std::string, std::shared_ptr<ScriptedChatBackend>> m_backends;
};

} // namespace lineup::test
