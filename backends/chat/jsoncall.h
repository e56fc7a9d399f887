#pragma once

#include "backends/chat/exchangecontext.h"

#include <functional>
#include <memory>
#include <string>

namespace lineup::chat {

/// How a call went on the wire, for who wants to know.
struct CallReport {
    net::TransferTiming timing; ///< of the last try
    int status = 0;             ///< 0 = no reply
    bool wasSent = false;
};

/// Sends a small request whose reply is read whole: a list of models, a count. `make` writes the call, again for each try:
/// a refusal goes to ChatProtocol::adapt(), and when that knows better there is one other try.
///
/// `done` gets the body of a 2xx reply, or the redacted error, exactly once and on the I/O thread. First byte 30 s, in all
/// 60 s, 16 MiB. `report`, if there is one, is filled before. To be called on the I/O thread.
void callJson(std::shared_ptr<ExchangeContext> context, std::function<net::TransferRequest()> make, std::function<void(Result<std::string>)> done,
              std::shared_ptr<CallReport> report = nullptr);

} // namespace lineup::chat
