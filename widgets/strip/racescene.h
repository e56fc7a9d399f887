#pragma once

#include "widgets/models/raceseries.h"
#include "widgets/strip/chartfonts.h"

#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace lineup {

/// What stands on and around the lines of the race: everything of the picture that is not a line.
struct RaceLane {
    int letter = 0; ///< 0 = A
    RaceCurve curve;
    QString value;  ///< beside the letter at the end: "385 · $0.0025"; empty = the letter alone
    bool hasFailed = false;
};

struct RaceScene {
    NiceScale time;
    NiceScale tokens;
    std::vector<RaceLane> lanes;
    std::optional<double> now;    ///< seconds since Send, while something runs
    std::optional<double> cursor; ///< seconds since Send
    QString cursorTime;           ///< "3.20 s"
    std::vector<QString> cursorValues; ///< one a lane, empty = nothing to say
    bool showsThinkingWords = false;   ///< "B thinking ends" beside the open mark

    /// Where a point of the chart lies in `plot`.
    QPointF at(const QPointF &point, const QRectF &plot) const;
};

/// Room that the numbers of the axes need around the plot.
QMarginsF raceMargins(const RaceScene &scene, const ChartFonts &fonts);
/// Width that the widest label needs behind the end of its line.
double raceLabelWidth(const RaceScene &scene, const ChartFonts &fonts);
/// The grid behind the lines.
void paintRaceGrid(QPainter *painter, const RaceScene &scene, const QRectF &plot, const Theme &theme);
/// Axes, first-token ticks, marks, labels, cursor. The lines themselves are the chart's.
void paintRaceScene(QPainter *painter, const RaceScene &scene, const QRectF &plot, const Theme &theme, const ChartFonts &fonts);

} // namespace lineup
