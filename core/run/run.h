#pragma once

#include "core/run/lane.h"
#include "core/run/laneresult.h"

#include <chrono>
#include <string>
#include <vector>

namespace lineup {

/// One press of Send: the setup as it was sent and what each lane answered.
struct Run {
    LineupSetup setup;                               ///< a copy: later edits do not change what was sent
    std::chrono::system_clock::time_point startedAt; ///< millisecond resolution
    std::string madeWith;                            ///< "Lineup 0.1.0"
    std::vector<LaneResult> results;                 ///< same order and size as setup.lanes

    bool operator==(const Run &) const = default;
};

} // namespace lineup
