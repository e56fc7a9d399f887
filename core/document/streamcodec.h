#pragma once

#include "core/document/valuecodec.h"
#include "core/run/streamrecord.h"

namespace lineup {

/// The raw stream of an answer as a list of events, each a short list: [microseconds since Send, kind, …].
///
/// | kind | then |
/// | --- | --- |
/// | "t" | text of the answer |
/// | "r" | text of the reasoning |
/// | "refusal" | text |
/// | "tool_call" | index (0…1023), id, name, arguments |
/// | "reply" | {id, model, fingerprint} |
/// | "progress" | "queued", "connecting", "sent" or "reading_prompt"; done; total |
/// | "retry" | attempt that failed, error, wait in ms |
/// | "usage" | usage |
/// | "engine" | {prompt_ms, prompt_tokens, predicted_ms, predicted_tokens, load_ms} |
/// | "finish" | outcome, reason as received |
/// | "raw" | payload as received |
OrderedJson streamJson(const StreamRecord &stream);
StreamRecord readStream(const RecordReader &reader);

} // namespace lineup
