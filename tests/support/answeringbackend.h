#pragma once

#include "core/ports/chatbackend.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lineup::test {

/// What the scripted backend answers to one request.
struct ScriptedAnswer {
    std::vector<StreamEvent> events;
    StreamEnd end;
    /// False: the events come at once and the end only when the test asks for it (AnsweringBackend::finishAll()) or the answer
    /// is cancelled.
    bool endsByItself = true;
};

/// An answer of words, `tokensIn` and as many tokens out as words, with invented but consistent times: first token after
/// `firstTokenMs`, then one word every `stepMs`.
ScriptedAnswer textAnswer(const std::string &text, int tokensIn = 30, int firstTokenMs = 120, int stepMs = 12);
ScriptedAnswer errorAnswer(Error error, const std::string &textBefore = {});

/// A chat backend that answers from a script: each request takes the answer that the test's function gives for it. What was
/// asked is kept.
class AnsweringBackend final : public ChatBackend {
public:
    using Script = std::function<ScriptedAnswer(const ChatRequest &request)>;

    explicit AnsweringBackend(Script script, bool isLocal = true) : m_script(std::move(script)), m_isLocal(isLocal) {}

    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override;
    QFuture<Result<std::vector<ListedModel>>> listModels() override;
    bool isLocal() const override { return m_isLocal; }

    const std::vector<ChatRequest> &requests() const { return m_requests; }
    void setModels(std::vector<ListedModel> models) { m_models = std::move(models); }
    /// Ends every answer that was left open, as its script says.
    void finishAll();

private:
    class Stream;
    struct Open {
        std::weak_ptr<StreamInbox> inbox;
        StreamEnd end;
        std::shared_ptr<bool> isOver;
    };
    Script m_script;
    bool m_isLocal;
    std::vector<ChatRequest> m_requests;
    std::vector<ListedModel> m_models;
    std::vector<Open> m_open;
};

/// Gives the same scripted backend for every lane, or an error for a kind that the test names.
class AnsweringFactory final : public BackendFactory {
public:
    explicit AnsweringFactory(AnsweringBackend::Script script) : m_backend(std::make_shared<AnsweringBackend>(std::move(script))) {}

    /// The engine of this computer, and any server.
    std::vector<ProviderDescriptor> providers() const override;
    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override;
    AnsweringBackend &backend() { return *m_backend; }
    void failKind(const std::string &kind, Error error);

private:
    std::shared_ptr<AnsweringBackend> m_backend;
    std::vector<std::pair<std::string, Error>> m_failing;
};

} // namespace lineup::test
