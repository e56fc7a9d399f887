/// What one frame of the race strip costs the GUI thread: eight answers of 20,000 events each, painted into an image
/// under the offscreen platform; CPU time of the thread. Peers in the same run: an empty frame of the same size, and a chart that is given every
/// point instead of two a pixel column.
#include "widgets/strip/racechart.h"
#include "widgets/strip/runstrip.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/lineupstyle.h"

#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace lineup;

namespace {

constexpr int kLanes = 8;
constexpr int kEvents = 20'000;
constexpr double kSpeed = 1000; // tokens a second: 20 s
constexpr int kFrames = 60;

struct Figures {
    double median = 0;
    double worst = 0;
};

/// CPU time of this thread: what other programs do meanwhile is not counted.
double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

Figures measured(int rounds, const std::function<void(int)> &work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const double start = threadMilliseconds();
        work(round);
        times.push_back(threadMilliseconds() - start);
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times.back()};
}

void print(const char *name, const Figures &figures)
{
    std::printf("%-44s median %8.2f ms   worst %8.2f ms\n", name, figures.median, figures.worst);
}

/// Stands still; the run is fed by hand.
class StillClock final : public Clock {
public:
    Steady now() const override { return m_now; }
    Wall wallNow() const override { return {}; }
    void set(double seconds) { m_now = Steady(std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6))); }

private:
    Steady m_now{};
};

/// The events of one answer, applied up to a moment: what a live run does.
class Feed {
public:
    Feed()
    {
        for (int lane = 0; lane < kLanes; ++lane) {
            LaneSpec spec;
            spec.letter = lane;
            spec.model = "model";
            m_run.setup.lanes.push_back(spec);
            m_run.results.emplace_back();
        }
    }
    Run &run() { return m_run; }
    void advance(double until)
    {
        for (; m_next < kEvents && time(m_next) <= until; ++m_next) {
            for (int lane = 0; lane < kLanes; ++lane)
                apply(m_run.results[static_cast<std::size_t>(lane)], {at(lane), TextDelta{"word "}});
        }
    }

private:
    static double time(int index) { return 0.5 + index / kSpeed; }
    /// Uneven, as tokens come: each pane faster and slower at its own moments, and every event a little off.
    std::chrono::microseconds at(int lane) const
    {
        const double sway = 0.25 * std::sin(m_next * 0.0011 * (lane + 1)) + 0.03 * ((m_next * 7919 + lane * 104729) % 101) / 101.0;
        return std::chrono::microseconds(static_cast<std::int64_t>((time(m_next) + sway) * 1e6));
    }

    Run m_run;
    int m_next = 0;
};

void benchStrip(const QSize &size, StripView view, const char *name)
{
    Feed feed;
    StillClock clock;
    RunStrip strip(clock);
    strip.resize(size);
    const double longest = kEvents / kSpeed;
    feed.advance(longest - 2);
    clock.set(longest - 2);
    strip.setRun(feed.run(), {});
    strip.setView(view);
    strip.show();
    QCoreApplication::processEvents();
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    const std::vector<int> all{0, 1, 2, 3, 4, 5, 6, 7};
    const auto frameTime = [&](int frame) { return longest - 2 + frame / 30.0; };
    const Figures update = measured(kFrames, [&](int frame) {
        feed.advance(frameTime(frame));
        clock.set(frameTime(frame));
        strip.updateLanes(all);
        strip.runEnded(); // the refresh that a timer would make
    });
    const Figures paint = measured(kFrames, [&](int frame) {
        feed.advance(frameTime(frame));
        clock.set(frameTime(frame));
        strip.updateLanes(all);
        strip.runEnded();
        strip.render(&image);
    });
    std::printf("%s, %d x %d\n", name, size.width(), size.height());
    print("  take in the news", update);
    print("  take in the news and paint", paint);
}

void benchEveryPoint(const QSize &size)
{
    QChartView view;
    view.resize(size);
    view.chart()->legend()->hide();
    QList<QPointF> points;
    for (int i = 0; i < kEvents; ++i)
        points.append({0.5 + i / kSpeed, double(i)});
    QList<QLineSeries *> lines;
    for (int lane = 0; lane < kLanes; ++lane) {
        auto *line = new QLineSeries(view.chart());
        view.chart()->addSeries(line);
        lines.append(line);
    }
    view.chart()->createDefaultAxes();
    view.show();
    QCoreApplication::processEvents();
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    print("peer: every point in a plain chart", measured(5, [&](int) {
              for (QLineSeries *line : std::as_const(lines))
                  line->replace(points);
              static_cast<QWidget &>(view).render(&image);
          }));
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    registerFonts();
    applyTheme(application, Theme::light());
    std::printf("%d lanes, %d events each, Qt %s\n", kLanes, kEvents, qVersion());
    benchStrip({1272, 165}, StripView::Race, "race");
    benchStrip({1272, 165}, StripView::Phases, "phases");
    benchStrip({1272, 165}, StripView::Speed, "speed");
    benchStrip({1750, 232}, StripView::Race, "race and phases");
    benchEveryPoint({860, 130});
    QWidget empty;
    empty.resize(1272, 165);
    empty.show();
    QImage image(empty.size(), QImage::Format_ARGB32_Premultiplied);
    print("floor: an empty widget of that size", measured(kFrames, [&](int) { empty.render(&image); }));
    return 0;
}
