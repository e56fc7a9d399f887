#include "widgets/models/lanetablemodel.h"

#include <algorithm>

namespace lineup {

namespace {

using format::Exactness;

Exactness exactness(bool isEstimated)
{
    return isEstimated ? Exactness::Estimated : Exactness::Exact;
}

/// Whether a column says the same about both.
bool isSameIn(int column, const LaneFigures &a, const LaneFigures &b)
{
    switch (column) {
    case LaneTableModel::PaneColumn: return a.letter == b.letter && a.hasFailed() == b.hasFailed();
    case LaneTableModel::ModelColumn: return a.model == b.model;
    case LaneTableModel::TokensInColumn: return a.tokensIn == b.tokensIn && a.isInputEstimated == b.isInputEstimated;
    case LaneTableModel::TokensOutColumn: return a.tokensOut == b.tokensOut && a.isOutputEstimated == b.isOutputEstimated;
    case LaneTableModel::SpeedColumn: return a.speedNow == b.speedNow && a.decodeSpeed == b.decodeSpeed;
    case LaneTableModel::EndToEndColumn: return a.endToEndSpeed == b.endToEndSpeed;
    case LaneTableModel::FirstTokenColumn: return a.firstToken == b.firstToken && a.firstReasoning == b.firstReasoning;
    case LaneTableModel::BeforeTextColumn: return a.beforeText == b.beforeText;
    case LaneTableModel::TextColumn: return a.text == b.text;
    case LaneTableModel::TotalColumn: return a.total == b.total;
    case LaneTableModel::CostColumn: return a.cost == b.cost;
    case LaneTableModel::OutcomeColumn: return a.phase == b.phase && a.outcome == b.outcome;
    default: return true;
    }
}

/// Sum of what is known of a cost.
struct CostSum {
    std::optional<Money> sum;
    bool isPartial = false;
    bool isMixed = false; ///< several currencies: there is no sum
    bool isEstimate = false;
    bool isLocal = true;

    void add(const LaneFigures &lane)
    {
        const auto &known = lane.cost.amount ? lane.cost.amount : lane.cost.lowerBound;
        isPartial = isPartial || !lane.cost.amount;
        isEstimate = isEstimate || lane.cost.provenance == CostProvenance::Estimate;
        isLocal = isLocal && lane.cost.provenance == CostProvenance::Local;
        if (!known)
            return;
        // Nothing costs nothing in every currency.
        if (!sum || sum->nano == 0) {
            sum = known;
        } else if (known->nano != 0) {
            const auto both = lineup::add(*sum, *known);
            isMixed = isMixed || !both;
            sum = both ? both : sum;
        }
    }
    Cost cost() const
    {
        if (!sum || isMixed)
            return {};
        if (isPartial)
            return {std::nullopt, sum, CostProvenance::Unknown};
        return {sum, std::nullopt, isLocal ? CostProvenance::Local : isEstimate ? CostProvenance::Estimate : CostProvenance::ListPrice};
    }
};

/// Decimals for a column of costs: two digits of the greatest and one of the least, so that none looks like nothing.
class ColumnDecimals {
public:
    void add(const Cost &cost)
    {
        const auto &known = cost.amount ? cost.amount : cost.lowerBound;
        if (!known || known->nano == 0)
            return;
        m_ofLeast = std::max(m_ofLeast, format::moneyDecimals(*known, 1));
        m_ofGreatest = std::min(m_ofGreatest.value_or(format::moneyDecimals(*known)), format::moneyDecimals(*known));
    }
    int decimals() const { return std::max(m_ofLeast, m_ofGreatest.value_or(2)); }

private:
    int m_ofLeast = 2;
    std::optional<int> m_ofGreatest;
};

} // namespace

LaneTableModel::LaneTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void LaneTableModel::setLanes(std::vector<LaneFigures> lanes)
{
    beginResetModel();
    m_lanes = std::move(lanes);
    m_total = {};
    {
        // Views read everything anew after the reset; the announcements of the sums would come in the middle of it.
        const QSignalBlocker blocker(this);
        updateTotals();
    }
    endResetModel();
}

void LaneTableModel::setLane(int lane, const LaneFigures &figures)
{
    if (lane < 0 || lane >= laneCount())
        return;
    const LaneFigures before = std::exchange(m_lanes[static_cast<std::size_t>(lane)], figures);
    announce(lane, before, figures);
    updateTotals();
}

void LaneTableModel::announce(int row, const LaneFigures &before, const LaneFigures &after)
{
    for (int column = 0; column < ColumnCount; ++column) {
        if (isSameIn(column, before, after))
            continue;
        int last = column;
        while (last + 1 < ColumnCount && !isSameIn(last + 1, before, after))
            ++last;
        Q_EMIT dataChanged(index(row, column), index(row, last));
        column = last;
    }
}

void LaneTableModel::updateTotals()
{
    LaneFigures total;
    CostSum cost;
    bool isRunning = false;
    bool isInputPartial = false;
    ColumnDecimals columnDecimals;
    for (const LaneFigures &lane : m_lanes) {
        if (lane.phase == LanePhase::Idle)
            continue;
        isRunning = isRunning || lane.isRunning();
        isInputPartial = isInputPartial || !lane.tokensIn;
        if (lane.tokensIn)
            total.tokensIn = total.tokensIn.value_or(0) + *lane.tokensIn;
        if (lane.tokensOut)
            total.tokensOut = total.tokensOut.value_or(0) + *lane.tokensOut;
        total.isInputEstimated = total.isInputEstimated || lane.isInputEstimated;
        total.isOutputEstimated = total.isOutputEstimated || lane.isOutputEstimated;
        cost.add(lane);
        columnDecimals.add(lane.cost);
    }
    total.cost = cost.cost();
    const int decimals = columnDecimals.decimals();

    const bool isInputChanged = std::exchange(m_isInputPartial, isInputPartial) != isInputPartial;
    const bool isHeaderChanged = std::exchange(m_isRunning, isRunning) != isRunning;
    const bool areDecimalsChanged = std::exchange(m_moneyDecimals, decimals) != decimals;
    const LaneFigures before = std::exchange(m_total, total);
    if (m_lanes.empty())
        return;
    announce(laneCount(), before, m_total);
    if (isInputChanged)
        Q_EMIT dataChanged(index(laneCount(), TokensInColumn), index(laneCount(), TokensInColumn));
    if (areDecimalsChanged)
        Q_EMIT dataChanged(index(0, CostColumn), index(laneCount(), CostColumn));
    if (isHeaderChanged) {
        Q_EMIT headerDataChanged(Qt::Horizontal, SpeedColumn, CostColumn);
        // The speed of a lane that ended first is shown as soon as nothing runs.
        Q_EMIT dataChanged(index(0, SpeedColumn), index(laneCount(), SpeedColumn));
    }
}

void LaneTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_lanes.empty())
        Q_EMIT dataChanged(index(0, 0), index(laneCount(), ColumnCount - 1));
}

int LaneTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_lanes.empty() ? 0 : laneCount() + 1;
}

int LaneTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

LaneTableModel::Cell LaneTableModel::laneCell(const LaneFigures &lane, int column) const
{
    switch (column) {
    case PaneColumn: return {QString::fromStdString(letterName(lane.letter)), {}};
    case ModelColumn: return {lane.model.empty() ? format::unknown() : QString::fromStdString(lane.model), {}};
    case TokensInColumn: return {format::tokens(lane.tokensIn, exactness(lane.isInputEstimated)), {}};
    case TokensOutColumn: return {format::tokens(lane.tokensOut, exactness(lane.isOutputEstimated)), {}};
    // The unit stands in the header. A lane that has ended has no speed "now".
    case SpeedColumn: return {format::tokensPerSecond(m_isRunning ? lane.speedNow : lane.decodeSpeed).value, {}};
    case EndToEndColumn: return {format::tokensPerSecond(lane.endToEndSpeed).value, {}};
    case FirstTokenColumn: return format::seconds(lane.firstToken);
    case BeforeTextColumn: return format::seconds(lane.beforeText);
    case TextColumn: return format::seconds(lane.text);
    case TotalColumn: return format::seconds(lane.total);
    case CostColumn: return {format::cost(lane.cost, m_moneyDecimals), {}};
    case OutcomeColumn: return {lane.outcome ? format::outcome(*lane.outcome) : format::lanePhase(lane.phase), {}};
    default: return {};
    }
}

LaneTableModel::Cell LaneTableModel::totalCell(int column) const
{
    const QString atLeast = QStringLiteral("≥") + QChar(0x202F);
    switch (column) {
    //: the row of the sums under the rows of the panes
    case PaneColumn: return {tr("All panes"), {}};
    case TokensInColumn: {
        const QString sum = format::tokens(m_total.tokensIn, exactness(m_total.isInputEstimated));
        return {m_isInputPartial && m_total.tokensIn ? atLeast + sum : sum, {}};
    }
    case TokensOutColumn: return {format::tokens(m_total.tokensOut, exactness(m_total.isOutputEstimated)), {}};
    case CostColumn: return {format::cost(m_total.cost, m_moneyDecimals), {}};
    default: return {};
    }
}

LaneTableModel::Cell LaneTableModel::cellAt(const QModelIndex &index) const
{
    return isTotalRow(index.row()) ? totalCell(index.column()) : laneCell(lane(index.row()), index.column());
}

namespace {

/// What a cell says when the pointer rests on it: how the figure came about.
QString hint(const LaneFigures &lane, int column, bool isRunning)
{
    switch (column) {
    case LaneTableModel::ModelColumn: return QString::fromStdString(lane.model);
    case LaneTableModel::TokensOutColumn:
        if (lane.isOutputEstimated)
            return LaneTableModel::tr("Counted by the pieces that came. The server has not reported tokens.");
        return {};
    case LaneTableModel::SpeedColumn:
        if (!isRunning && !lane.decodeSpeed && lane.outcome)
            return LaneTableModel::tr("No decode speed: it needs a known count of at least 8 tokens.");
        return {};
    case LaneTableModel::FirstTokenColumn:
        if (lane.firstReasoning)
            //: tooltip; %1 a time ("0.94 s")
            return LaneTableModel::tr("First thinking after %1").arg(format::seconds(lane.firstReasoning).text());
        return {};
    case LaneTableModel::CostColumn:
        //: tooltip of a cost; %1 the exact amount, %2 where it comes from ("estimate", "list price")
        if (lane.cost.amount)
            return LaneTableModel::tr("%1, %2").arg(format::exactMoney(*lane.cost.amount), format::costProvenance(lane.cost.provenance));
        return format::costProvenance(lane.cost.provenance);
    default: return {};
    }
}

QString spoken(const LaneFigures &lane, int column, const QString &shown)
{
    const auto duration = [&]() -> std::optional<LaneFigures::Duration> {
        switch (column) {
        case LaneTableModel::FirstTokenColumn: return lane.firstToken;
        case LaneTableModel::BeforeTextColumn: return lane.beforeText;
        case LaneTableModel::TextColumn: return lane.text;
        case LaneTableModel::TotalColumn: return lane.total;
        default: return std::nullopt;
        }
    }();
    if (duration)
        return format::spokenSeconds(*duration);
    if (column == LaneTableModel::CostColumn && lane.cost.amount)
        return format::spokenMoney(*lane.cost.amount);
    //: read aloud in place of the dash for a value that is not known
    return shown == format::unknown() ? LaneTableModel::tr("not known") : shown;
}

} // namespace

QVariant LaneTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const bool isTotal = isTotalRow(index.row());
    switch (role) {
    case Qt::DisplayRole: return cellAt(index).text();
    case ValueRole: return cellAt(index).value;
    case UnitRole: return cellAt(index).unit;
    case TotalRowRole: return isTotal;
    case LetterRole: return isTotal ? QVariant() : lane(index.row()).letter;
    case FailedRole: return !isTotal && lane(index.row()).hasFailed();
    case Qt::ToolTipRole: return isTotal ? QString() : hint(lane(index.row()), index.column(), m_isRunning);
    case Qt::AccessibleTextRole: return spoken(isTotal ? m_total : lane(index.row()), index.column(), cellAt(index).text());
    case Qt::TextAlignmentRole: {
        const bool isText = index.column() == PaneColumn || index.column() == ModelColumn || index.column() == OutcomeColumn;
        return QVariant::fromValue(Qt::Alignment((isText ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter));
    }
    default: return {};
    }
}

QVariant LaneTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return QAbstractTableModel::headerData(section, orientation, role);
    if (role == Qt::TextAlignmentRole) {
        const bool isText = section == PaneColumn || section == ModelColumn || section == OutcomeColumn;
        return QVariant::fromValue(Qt::Alignment((isText ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    //: head of a table column: the letter of the pane
    case PaneColumn: return tr("Pane");
    //: head of a table column
    case ModelColumn: return tr("Model");
    //: head of a table column: tokens of the prompt
    case TokensInColumn: return tr("Tokens in");
    //: head of a table column: tokens of the answer
    case TokensOutColumn: return tr("Tokens out");
    //: head of a table column: tokens a second over the last moments
    case SpeedColumn:
        if (m_isRunning)
            return tr("tok/s now");
        //: head of a table column: tokens a second from first to last token
        return tr("Decode, tok/s");
    //: head of a table column: tokens divided by the whole time
    case EndToEndColumn: return tr("End to end, tok/s");
    //: head of a table column: time until the first token
    case FirstTokenColumn: return tr("First token");
    //: head of a table column: time from Send to the first text of the answer
    case BeforeTextColumn: return tr("Before text");
    //: head of a table column: time during which text came
    case TextColumn: return tr("Text");
    //: head of a table column: whole time
    case TotalColumn: return tr("Total");
    //: head of a table column: cost while answers still run
    case CostColumn:
        if (m_isRunning)
            return tr("Cost so far");
        //: head of a table column
        return tr("Cost");
    //: head of a table column: how the answer ended
    case OutcomeColumn: return tr("Outcome");
    default: return {};
    }
}

} // namespace lineup
