#include "widgets/models/lanetrack.h"

#include <algorithm>
#include <cmath>

namespace lineup {

void LaneTrack::update(const LaneResult &result)
{
    const bool hasShrunk = result.stream.size() < m_cursor;
    const bool isAnother = !m_times.empty() && result.firstContentAt != m_times.front();
    if (hasShrunk || isAnother)
        clear();
    result.stream.visitFrom(
        m_cursor,
        [this](Duration at) { m_times.push_back(m_times.empty() ? at : std::max(at, m_times.back())); },
        [this](const StreamEvent &event) { note(event); });
    m_cursor = result.stream.size();
}

void LaneTrack::note(const StreamEvent &event)
{
    if (!m_times.empty())
        return;
    const auto *progress = std::get_if<Progress>(&event.body);
    if (!progress || progress->step == Progress::Step::Queued)
        return;
    if (!m_queueEnd)
        m_queueEnd = event.at;
    if (progress->step == Progress::Step::Connecting) {
        m_attemptStart = event.at;
        m_sentAt.reset();
    } else if (!m_sentAt) {
        m_sentAt = event.at;
    }
}

std::size_t LaneTrack::countBefore(Duration when) const
{
    return static_cast<std::size_t>(std::lower_bound(m_times.begin(), m_times.end(), when) - m_times.begin());
}

bool isRunning(const LaneResult &result)
{
    return result.phase != LanePhase::Idle && result.phase != LanePhase::Ended;
}

namespace {

/// The reported output, unless it is an early report that the stream has passed since (some providers open with
/// "output: 1" and close with the sum; a cut stream never closes).
std::optional<std::int64_t> trustedOutput(const LaneResult &result)
{
    if (!result.usage || !result.usage->output)
        return std::nullopt;
    const std::int64_t output = *result.usage->output;
    const bool endedByItself = result.end && result.end->outcome != Outcome::Error && result.end->outcome != Outcome::Cancelled
        && result.end->outcome != Outcome::Budget;
    if (!endedByItself && output < static_cast<std::int64_t>(result.contentEvents))
        return std::nullopt;
    return output;
}

} // namespace

TokenScale tokenScale(const LaneResult &result)
{
    const auto output = trustedOutput(result);
    if (!output || result.contentEvents == 0)
        return {};
    const std::int64_t reasoning = result.reasoningStreamed ? 0 : result.usage->reasoning.value_or(0);
    const std::int64_t hidden = std::clamp<std::int64_t>(reasoning, 0, std::max<std::int64_t>(*output, 0));
    const auto streamed = static_cast<double>(std::max<std::int64_t>(*output - hidden, 0));
    return {static_cast<double>(hidden), streamed / static_cast<double>(result.contentEvents),
            result.usage->source == UsageSource::Estimated};
}

OutputCount outputCount(const LaneResult &result)
{
    if (const auto output = trustedOutput(result))
        return {output, result.usage->source == UsageSource::Estimated};
    if (result.hasContent())
        return {static_cast<std::int64_t>(result.contentEvents), true};
    return {};
}

} // namespace lineup
