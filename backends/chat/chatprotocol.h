#pragma once

#include "backends/chat/failedreply.h"
#include "backends/chat/replyreader.h"
#include "backends/net/transfer.h"
#include "core/chat/chatrequest.h"
#include "core/chat/streamevent.h"
#include "core/ports/chatbackend.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::chat {

/// Things that were forgiven, left out or changed on the way, in English, for StreamEnd::notes.
using Notes = std::vector<std::string>;

/// One page of a list of models.
struct ModelPage {
    std::vector<ListedModel> models;
    /// Given to modelsCall() for the page after it; empty = this was the last.
    std::string next;
};

/// How one provider's chat API is written and read: everything that a provider has of its own. One object for each backend.
///
/// Made on the main thread; afterwards every function but parametersNotTaken() is called on the I/O thread, so that what is
/// learnt from replies needs no lock. A call is a TransferRequest with method, URL, headers, secrets and body; the exchange adds the clocks, the proxy
/// and what else the backend's settings say.
class ChatProtocol {
public:
    virtual ~ChatProtocol();

    /// The request for an answer. BadInput for a request that this protocol cannot say at all; a parameter that it or the
    /// model does not take is left out with a word in `notes`. Called again for each attempt.
    virtual Result<net::TransferRequest> chatCall(const ChatRequest &request, Notes &notes) = 0;
    virtual std::unique_ptr<ReplyReader> makeReader(const ChatRequest &request) const = 0;
    /// What a failed reply means; default: classify().
    virtual Error errorOf(const FailedReply &reply) const;

    /// What a failed reply says beside its error and belongs into the record (what a filter found); default: nothing.
    virtual std::vector<EventBody> eventsOf(const FailedReply &reply) const;

    /// A refusal may tell how this server wants it. True when the next call will be another one; asked at most four times for an answer.
    virtual bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, Notes &notes);
    /// The head of a reply to `call`, good or bad; for what adapt() tried.
    virtual void noteHead(const net::TransferRequest &call, const net::TransferHead &head, Notes &notes);

    /// The list of models: `page` is "" for the first, then ModelPage::next. Nothing when the provider has no list.
    virtual std::optional<net::TransferRequest> modelsCall(const std::string &page) = 0;
    /// BadReply when the body is no list.
    virtual Result<ModelPage> readModels(std::string_view body) const = 0;

    /// ChatBackend::parametersNotTaken(); default: none. The one function that is called on the main thread, also while others
    /// run: whatever it reads of what was learnt has a lock of its own.
    virtual std::vector<Parameter> parametersNotTaken(const ChatRequest &request) const;

    /// What there is to know of one model beyond the list; nothing when the provider has no such call.
    virtual std::optional<net::TransferRequest> describeCall(const std::string &model);
    /// BadReply when the body says nothing of a model. The id stays the one that was asked for.
    virtual Result<ListedModel> readDescription(std::string_view body) const;

    /// How many tokens the request's input has for its model; nothing when the provider does not count.
    virtual std::optional<net::TransferRequest> countCall(const ChatRequest &request);
    virtual Result<std::int64_t> readCount(std::string_view body) const;
    /// For a count that takes two calls: the second, made of the reply to countCall(). Nothing (the default) when one does.
    virtual std::optional<net::TransferRequest> secondCountCall(std::string_view body) const;
};

} // namespace lineup::chat
