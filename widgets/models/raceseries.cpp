#include "widgets/models/raceseries.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lineup {

namespace {

using Duration = LaneTrack::Duration;

double inSeconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// Appends the events [begin, end) of the track, two points a column.
void appendDecimated(std::vector<QPointF> &points, const std::vector<Duration> &times, std::size_t begin, std::size_t end,
                     const TokenScale &scale, Duration column)
{
    const auto pointAt = [&](std::size_t index) { return QPointF(inSeconds(times[index]), scale.tokensAt(index + 1)); };
    while (begin < end) {
        const Duration columnEnd = (times[begin] / column + 1) * column;
        const auto first = times.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = times.begin() + static_cast<std::ptrdiff_t>(end);
        const auto next = static_cast<std::size_t>(std::lower_bound(first, last, columnEnd) - times.begin());
        points.push_back(pointAt(begin));
        if (next - begin > 1)
            points.push_back(pointAt(next - 1));
        begin = next;
    }
}

/// Where an answer without content stands: on the axis, once it has ended with a failure or was stopped.
std::optional<QPointF> endWithoutContent(const LaneResult &result)
{
    if (!result.end || (result.end->outcome != Outcome::Error && result.end->outcome != Outcome::Cancelled))
        return std::nullopt;
    return QPointF(inSeconds(result.end->trace.total), 0);
}

} // namespace

RaceCurve raceCurve(const LaneTrack &track, const LaneResult &result, Duration now, double secondsPerColumn)
{
    RaceCurve curve;
    const auto &times = track.contentTimes();
    if (times.empty()) {
        curve.end = endWithoutContent(result);
        return curve;
    }
    const TokenScale scale = tokenScale(result);
    curve.isEstimated = scale.isEstimated;
    const Duration column(std::max<std::int64_t>(1, std::llround(secondsPerColumn * 1e6)));
    curve.firstContent = QPointF(inSeconds(times.front()), 0);

    std::size_t answerBegin = 0;
    if (result.reasoningStreamed) {
        answerBegin = result.firstAnswerAt ? track.countBefore(*result.firstAnswerAt) : times.size();
        curve.thinking.push_back(*curve.firstContent);
        appendDecimated(curve.thinking, times, 0, answerBegin, scale, column);
    }
    if (answerBegin < times.size()) {
        if (answerBegin > 0) {
            curve.answer.push_back(curve.thinking.back());
            curve.thinkingEnd = QPointF(inSeconds(times[answerBegin]), scale.tokensAt(answerBegin));
        } else {
            curve.thinking.clear();
            curve.answer.push_back(*curve.firstContent);
        }
        appendDecimated(curve.answer, times, answerBegin, times.size(), scale, column);
    }

    auto &tail = curve.answer.empty() ? curve.thinking : curve.answer;
    if (isRunning(result) && now > times.back())
        tail.emplace_back(inSeconds(now), tail.back().y());
    curve.end = tail.back();
    return curve;
}

std::vector<QPointF> thinned(const std::vector<QPointF> &points, double tolerance)
{
    if (points.size() < 3)
        return points;
    std::vector<QPointF> kept{points.front()};
    constexpr double kSteep = 1e300;
    // Slopes of the lines from the last kept point that pass near enough to every point since.
    double least = -kSteep;
    double greatest = kSteep;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto slopeTo = [&](double y) {
            const double width = points[i].x() - kept.back().x();
            const double height = y - kept.back().y();
            return width > 0 ? height / width : std::copysign(kSteep, height);
        };
        const double slope = slopeTo(points[i].y());
        if (slope < least || slope > greatest) {
            kept.push_back(points[i - 1]);
            least = -kSteep;
            greatest = kSteep;
        }
        least = std::max(least, slopeTo(points[i].y() - tolerance));
        greatest = std::min(greatest, slopeTo(points[i].y() + tolerance));
    }
    kept.push_back(points.back());
    return kept;
}

double raceTokensAt(const LaneTrack &track, const LaneResult &result, Duration at)
{
    return tokenScale(result).tokensAt(track.countBefore(at + Duration(1)));
}

namespace {

/// The least of `steps` × 10^k that is not under `value`.
template <std::size_t N>
double roundedUp(double value, const std::array<double, N> &steps)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : steps) {
        // A hair of tolerance: 0.3 / 0.1 is a little more than 3.
        if (step * decade >= value * (1 - 1e-9))
            return step * decade;
    }
    return 10 * decade;
}

constexpr std::array kTimeSteps{1.0, 2.0, 5.0};

} // namespace

NiceScale timeScale(double seconds, double share)
{
    constexpr double kShortest = 0.1;
    constexpr double kMostSteps = 8;
    static constexpr std::array kEnds{1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0};
    const double maximum = roundedUp(std::max(seconds / share, kShortest), kEnds);
    double step = roundedUp(maximum / kMostSteps, kTimeSteps);
    // The last label stands at the end of the axis, so the steps have to divide it.
    while (std::abs(maximum / step - std::round(maximum / step)) > 1e-6)
        step = roundedUp(step * 1.01, kTimeSteps);
    return {maximum, step};
}

namespace {

template <std::size_t N>
NiceScale steppedScale(double reached, int lines, const std::array<double, N> &steps)
{
    const int most = std::clamp(lines, 2, 9) - 1;
    const double step = roundedUp(reached / most, steps);
    return {step * std::ceil(reached / step * (1 - 1e-9)), step};
}

} // namespace

NiceScale valueScale(double maximum, int lines)
{
    static constexpr std::array kSteps{1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0};
    return steppedScale(std::max(maximum, 1.0), lines, kSteps);
}

NiceScale lengthScale(double maximum, int lines)
{
    static constexpr std::array kSteps{1.0, 2.0, 2.5, 5.0};
    return steppedScale(std::max(maximum, 0.05), lines, kSteps);
}

} // namespace lineup
