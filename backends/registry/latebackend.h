#pragma once

#include "core/base/clock.h"
#include "core/ports/chatbackend.h"

#include <QFuture>

#include <functional>
#include <memory>

namespace lineup {

/// A backend whose key is still being asked for: answers wait for it (Progress::Queued; the wait is the trace's queue phase and
/// counts for Clocks::total but for no other clock), then go to the backend that is made with it, or fail with why there is none.
/// Main thread.
class LateBackend final : public ChatBackend {
public:
    using Made = Result<std::shared_ptr<ChatBackend>>;

    /// `whenReady` is finished when make() can be called; `make` may be called any number of times then. `clock` outlives the
    /// backend and its streams.
    LateBackend(QFuture<void> whenReady, std::function<Made()> make, const Clock &clock);

    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override;
    QFuture<Result<std::vector<ListedModel>>> listModels() override;
    QFuture<Result<ListedModel>> describeModel(std::string id) override;
    QFuture<Result<std::int64_t>> countTokens(ChatRequest request) override;
    /// Nothing is known before the key is there.
    std::vector<Parameter> parametersNotTaken(const ChatRequest &request) const override;
    QFuture<ConnectionReport> reach() override;
    bool isLocal() const override { return false; }

private:
    QFuture<void> m_whenReady;
    std::function<Made()> m_make;
    const Clock &m_clock;
};

} // namespace lineup
