#pragma once

#include "widgets/models/format.h"
#include "widgets/models/lanefigures.h"

#include <QAbstractTableModel>

#include <vector>

namespace lineup {

/// The lanes of one run as a table, with a row "All panes" under them: the accessible twin of the race, phase and speed
/// charts. Plain values go in, words and numbers come out; a tick announces exactly the cells that changed.
///
/// Headers follow the state: "tok/s now" and "Cost so far" while a lane runs, "Decode, tok/s" and "Cost" afterwards.
class LaneTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        PaneColumn,       ///< letter, or "All panes"
        ModelColumn,
        TokensInColumn,
        TokensOutColumn,
        SpeedColumn,      ///< now while something runs, else decode
        EndToEndColumn,
        FirstTokenColumn,
        BeforeTextColumn, ///< Send → first answer token
        TextColumn,       ///< first → last answer token
        TotalColumn,
        CostColumn,
        OutcomeColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    enum Role {
        /// int, 0 = A: which mark to paint. Invalid in the total row.
        LetterRole = Qt::UserRole,
        /// bool: the row "All panes".
        TotalRowRole,
        /// QString: the unit alone, for cells whose display text ends in one; the number is ValueRole.
        UnitRole,
        /// QString: the display text without its unit.
        ValueRole,
        /// bool: the lane has failed.
        FailedRole,
    };
    Q_ENUM(Role)

    explicit LaneTableModel(QObject *parent = nullptr);

    /// Another run: other lanes, or another number of them. Resets.
    void setLanes(std::vector<LaneFigures> lanes);
    /// One lane's figures at a tick; an index outside is ignored.
    void setLane(int lane, const LaneFigures &figures);
    /// The language has changed: every word is said anew.
    void retranslate();

    int laneCount() const { return static_cast<int>(m_lanes.size()); }
    const LaneFigures &lane(int index) const { return m_lanes.at(static_cast<std::size_t>(index)); }
    bool isRunning() const { return m_isRunning; }
    /// The sums of the total row: tokens, cost; the rest is not set.
    const LaneFigures &total() const { return m_total; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    using Cell = format::Measure;
    Cell laneCell(const LaneFigures &lane, int column) const;
    Cell totalCell(int column) const;
    Cell cellAt(const QModelIndex &index) const;
    bool isTotalRow(int row) const { return row == laneCount(); }
    void announce(int row, const LaneFigures &before, const LaneFigures &after);
    /// Sums, decimals and headers anew; announces what of them changed.
    void updateTotals();

    std::vector<LaneFigures> m_lanes;
    LaneFigures m_total;
    bool m_isInputPartial = false; ///< a lane's input is not known: the sum is a lower bound
    bool m_isRunning = false;
    int m_moneyDecimals = 2;       ///< one for the whole column, so that the points stand under each other
};

} // namespace lineup
