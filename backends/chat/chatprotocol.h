#pragma once

#include "backends/chat/failedreply.h"
#include "backends/chat/replyreader.h"
#include "backends/net/transfer.h"
#include "core/chat/chatrequest.h"
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
/// Made on the main thread; afterwards every function is called on the I/O thread, so that what is learnt from replies needs
/// no lock. A call is a TransferRequest with method, URL, headers, secrets and body; the exchange adds the clocks, the proxy
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

    /// A refusal may tell how this server wants it. True when the next call will be another one; asked once for an answer.
    virtual bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, Notes &notes);
    /// The head of a reply to `call`, good or bad; for what adapt() tried.
    virtual void noteHead(const net::TransferRequest &call, const net::TransferHead &head, Notes &notes);

    /// The list of models: `page` is "" for the first, then ModelPage::next. Nothing when the provider has no list.
    virtual std::optional<net::TransferRequest> modelsCall(const std::string &page) = 0;
    /// BadReply when the body is no list.
    virtual Result<ModelPage> readModels(std::string_view body) const = 0;

    /// How many tokens the request's input has for its model; nothing when the provider does not count.
    virtual std::optional<net::TransferRequest> countCall(const ChatRequest &request);
    virtual Result<std::int64_t> readCount(std::string_view body) const;
};

} // namespace lineup::chat
