#pragma once

#include "core/document/valuecodec.h"
#include "core/run/lane.h"
#include "core/run/laneresult.h"

namespace lineup {

/// One answer as a record, or null for a lane that nothing was sent to.
///
/// What counts is `stream`, the end (`outcome`, `error`, `attempts`, `notes`, `timing`) and `cost`. `served_model`,
/// `response_id`, `text`, `reasoning` and `usage` repeat, for people and scripts, what the stream gives. An answer that still
/// runs is written as interruptedEnd() says.
OrderedJson answerJson(const LaneResult &result, const LaneSpec &lane);

/// Rebuilds an answer by replaying its stream through the reducer; the kept cost stays, whatever a price says now.
LaneResult readAnswer(const RecordReader &reader, const LaneSpec &lane);

/// How an answer ends that was saved, or lost with its program, before it had ended: StreamCut with the detail
/// "interrupted: …", no phases (they were never known), total = time of the last event, attempts as far as the stream tells.
StreamEnd interruptedEnd(const LaneResult &result);

} // namespace lineup
