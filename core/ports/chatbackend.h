#pragma once

#include "core/backend/connectionreport.h"
#include "core/backend/providerdescriptor.h"
#include "core/chat/chatrequest.h"
#include "core/chat/listedmodel.h"
#include "core/chat/parameter.h"
#include "core/pricing/price.h"
#include "core/run/lane.h"
#include "core/run/streaminbox.h"

#include <QFuture>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

struct ModelFacts;

/// The handle on one running answer. Destroying it cancels silently: nothing more reaches the inbox.
class ChatStream {
public:
    virtual ~ChatStream() = default;
    /// Asks for the end; idempotent, never blocks. The inbox ends with Outcome::Cancelled unless it ended before.
    virtual void cancel() = 0;
};

/// One place that answers chat requests.
class ChatBackend {
public:
    virtual ~ChatBackend() = default;

    /// Starts an answer. Events and, exactly once, the end arrive in `inbox`; failures of every kind arrive there too.
    /// Called on the main thread; returns at once.
    virtual std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) = 0;
    /// What the backend says it can serve; empty for one that has no list.
    virtual QFuture<Result<std::vector<ListedModel>>> listModels() = 0;
    /// What the server says of one model beyond its list, in one request of its own, so that a long list need not wait for
    /// it. By default, and where the server says nothing more, a model of which nothing is known but its id.
    virtual QFuture<Result<ListedModel>> describeModel(std::string id);
    /// How many input tokens the request has, told by the server without answering it. BadRequest when it cannot count.
    virtual QFuture<Result<std::int64_t>> countTokens(ChatRequest request);
    /// Which of the parameters that the request sets would be left out, because its model or the protocol does not take them:
    /// what is known beforehand, and what the model's refusals have taught since. Quick; on the main thread.
    virtual std::vector<Parameter> parametersNotTaken(const ChatRequest &request) const;
    /// Asks for the list of models over a connection of its own and tells how far that came. Fails in the report, never otherwise.
    /// Without a list nothing is asked (ConnectionReport::wasAsked). The default knows no times.
    virtual QFuture<ConnectionReport> reach();
    /// True when nothing it does leaves this computer and nothing is charged.
    virtual bool isLocal() const = 0;
};

/// Finds the backend that a lane names: one that is set up, or a kind of the registry, with its key.
class BackendFactory {
public:
    virtual ~BackendFactory() = default;
    /// BadInput for an unknown name or kind, for settings that cannot be used, and for a backend that is switched off
    /// ("backend-off"); KeyMissing for a key that is not there. A key that a key store has to be asked for comes later: the
    /// backend is there at once, its answers wait for the key, and fail with what this would have said.
    virtual Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) = 0;
    /// Every kind there is, in the order in which they are shown.
    virtual std::vector<ProviderDescriptor> providers() const = 0;

    /// `ref` with what its id says: `kind` of the backend that is set up by that id; a kind that was named like a backend becomes
    /// that kind. BadInput when there is neither. A reference without id stays as it is.
    virtual Result<BackendRef> completed(BackendRef ref) const;
    /// Where a key of this backend goes to, for StoredKey::origin: "scheme://host:port", "" for the provider's own address.
    virtual std::string keyOrigin(const BackendRef &ref) const;
    /// The environment variable that gives the key when none was entered; nothing when none is set.
    virtual std::optional<std::string> keyVariable(const BackendRef &ref) const;
    /// The published price of a model at that backend; nothing when none is known. Never the person's own.
    virtual std::optional<PriceRule> listPrice(const BackendRef &ref, const std::string &model) const;
    /// What is known of a model at that backend, see core/catalog/modelfacts.h. `listed` is what the backend says of it; may be
    /// null. By default without a catalog.
    virtual ModelFacts modelFacts(const BackendRef &ref, const std::string &model, const ListedModel *listed) const;
};

} // namespace lineup
