#pragma once

#include "app/contract/contractcommands.h"
#include "backends/net/transfer.h"

namespace lineup::contract {

/// net::IoThread: one request, and what becomes of it as values of the output in their order:
/// {"type":"sent"}, {"type":"head","status","http_version","headers":[[name,value]…]}, {"type":"body","bytes","text"} for each
/// piece as it was read, {"type":"end","outcome","error"}. Refused unless the reply came whole.
/// Returns when the transfer has ended; `print` is called on the I/O thread.
Verdict runFetch(net::TransferRequest request, const Print &print);

/// "complete", "closed_early", "cancelled", "aborted", "failed".
const char *outcomeWord(net::TransferEnd::Outcome outcome);

} // namespace lineup::contract
