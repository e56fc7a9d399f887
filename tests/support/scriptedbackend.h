#pragma once

#include "core/ports/chatbackend.h"

#include <QFuture>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lineup::test {

/// One request that reached a ScriptedBackend, and the hand that answers it.
class ScriptedCall {
public:
    ScriptedCall(ChatRequest request_, std::shared_ptr<StreamInbox> inbox) : request(std::move(request_)), m_inbox(std::move(inbox)) {}

    /// Pushes events; false = the inbox asks for a pause.
    bool send(std::vector<StreamEvent> events) { return m_inbox->push(events); }
    bool sendText(std::chrono::microseconds at, std::string text) { return send({{at, TextDelta{std::move(text)}}}); }
    void end(Outcome outcome = Outcome::Finished)
    {
        StreamEnd end;
        end.outcome = outcome;
        m_inbox->end(std::move(end));
    }
    void fail(ErrorCode code)
    {
        StreamEnd end;
        end.outcome = Outcome::Error;
        end.error = Error{};
        end.error->code = code;
        end.error->detail = "scripted";
        m_inbox->end(std::move(end));
    }

    const ChatRequest request;
    int cancels = 0;
    bool isDestroyed = false; ///< the runner let the stream go

private:
    std::shared_ptr<StreamInbox> m_inbox;
};

/// A backend without a network: records what is asked and answers when the test says so, or at once from `script`.
class ScriptedBackend final : public ChatBackend {
public:
    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override
    {
        calls.push_back(std::make_shared<ScriptedCall>(std::move(request), std::move(inbox)));
        if (!script.empty()) {
            calls.back()->send(script);
            calls.back()->end();
        }
        return std::make_unique<Stream>(calls.back());
    }
    QFuture<Result<std::vector<ListedModel>>> listModels() override
    {
        return QtFuture::makeReadyFuture(Result<std::vector<ListedModel>>(models));
    }
    bool isLocal() const override { return local; }

    std::vector<std::shared_ptr<ScriptedCall>> calls;
    std::vector<StreamEvent> script; ///< when not empty: sent within start(), then finished
    std::vector<ListedModel> models;
    bool local = false;

private:
    class Stream final : public ChatStream {
    public:
        explicit Stream(std::shared_ptr<ScriptedCall> call) : m_call(std::move(call)) {}
        ~Stream() override { m_call->isDestroyed = true; }
        void cancel() override
        {
            if (m_call->cancels++ == 0)
                m_call->end(Outcome::Cancelled);
        }

    private:
        std::shared_ptr<ScriptedCall> m_call;
    };
};

/// Gives the backend of each kind; an unknown kind is BadInput.
class ScriptedFactory final : public BackendFactory {
public:
    std::vector<ProviderDescriptor> providers() const override { return {}; }
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override
    {
        const auto found = backends.find(ref.kind);
        if (found == backends.end())
            return makeError(ErrorCode::BadInput, "unknown kind", ref.kind);
        return std::shared_ptr<ChatBackend>(found->second);
    }

    std::map<std::string, std::shared_ptr<ScriptedBackend>> backends;
};

} // namespace lineup::test
