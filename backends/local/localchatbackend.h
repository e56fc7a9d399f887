#pragma once

#include "core/base/clock.h"
#include "core/ports/chatbackend.h"
#include "core/ports/engineaccess.h"
#include "core/ports/localengine.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// The model on this computer, kind "local": hands requests to the local engine through the adapter that speaks its
/// protocol, and starts the engine when it stands still.
///
/// A request that finds the engine ready goes straight through. One that does not waits (Progress::Queued; the wait is the
/// trace's queue phase, and counts for Clocks::total but for no other clock) until the engine takes requests, or ends with
/// why it will not: EngineMissing at once when nothing is installed, the engine's own error when it crashed for good.
/// Every request is announced to the engine for as long as its ChatStream lives, which is what makes it Busy.
class LocalChatBackend : public ChatBackend {
public:
    /// Makes the adapter for a running engine; called once for each request, because port and token change with each
    /// start of the engine. Its error is the answer.
    using InnerFactory = std::function<Result<std::shared_ptr<ChatBackend>>(const EngineEndpoint &endpoint)>;

    /// One engine of several, and how it is spoken to.
    struct Engine {
        LocalEngine *engine = nullptr;
        EngineAccess *access = nullptr; ///< of the same engine
        InnerFactory makeInner;
    };
    /// Models beside the one of the main engine.
    struct OtherModels {
        /// The engine for a model that a request names; nothing = the main one. Errors are the answer.
        std::function<Result<std::optional<Engine>>(const std::string &model)> engineFor;
        /// Those that are installed, without starting anything.
        std::function<std::vector<ListedModel>()> list;
    };

    /// `engine` and `access` stand for the same engine; they, `clock` and all other engines outlive the backend and its
    /// streams.
    LocalChatBackend(LocalEngine &engine, EngineAccess &access, const Clock &clock, InnerFactory makeInner, OtherModels others = {});

    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override;
    QFuture<Result<std::vector<ListedModel>>> listModels() override;
    bool isLocal() const override { return true; }

private:
    Engine m_main;
    const Clock &m_clock;
    OtherModels m_others;
};

} // namespace lineup
