#include "widgets/models/logprobmodel.h"

#include "widgets/models/format.h"

#include <algorithm>
#include <cmath>

namespace lineup {

namespace {
constexpr double kLeastShare = 0.001;
constexpr double kPercent = 100.0;
constexpr std::size_t kMostOthers = 20;
}

QString LogprobModel::visible(const std::string &token)
{
    QString shown;
    for (const QChar each : QString::fromStdString(token)) {
        if (each == QLatin1Char(' '))
            shown += QChar(0x2423); // open box
        else if (each == QLatin1Char('\n') || each == QLatin1Char('\r'))
            shown += QChar(0x21B5);
        else if (each == QLatin1Char('\t'))
            shown += QChar(0x21E5);
        else if (!each.isSurrogate() && !each.isPrint())
            shown += QChar(0x00B7);
        else
            shown += each;
    }
    return shown;
}

QString LogprobModel::percent(double logprob)
{
    const double share = std::exp(logprob);
    if (!(share >= kLeastShare))
        return tr("< %1 %").arg(format::number(kLeastShare * kPercent, 1));
    return tr("%1 %").arg(format::number(share * kPercent, 1));
}

void LogprobModel::setTokens(const std::vector<TokenLogprobs::Token> &tokens)
{
    if (tokens == m_tokens)
        return;
    const bool grows = tokens.size() > m_tokens.size() && std::equal(m_tokens.begin(), m_tokens.end(), tokens.begin());
    if (grows) {
        beginInsertRows({}, rowCount(), static_cast<int>(tokens.size()) - 1);
        m_tokens.insert(m_tokens.end(), tokens.begin() + rowCount(), tokens.end());
        endInsertRows();
        return;
    }
    beginResetModel();
    m_tokens = tokens;
    endResetModel();
}

void LogprobModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_tokens.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int LogprobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tokens.size());
}

int LogprobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogprobModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const TokenLogprobs::Token &token = m_tokens[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case TokenColumn: return visible(token.token);
    case ProbabilityColumn: return percent(token.logprob);
    case OthersColumn: {
        QStringList others;
        for (const TokenLogprobs::Choice &each : token.top) {
            if (each.token != token.token && static_cast<std::size_t>(others.size()) < kMostOthers)
                //: a token that could have stood there, and how likely it was
                others << tr("%1 %2").arg(visible(each.token), percent(each.logprob));
        }
        return others.join(QStringLiteral(" · "));
    }
    default: return {};
    }
}

QVariant LogprobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TokenColumn: return tr("Token");
    //: head of a column: how likely a token was
    case ProbabilityColumn: return tr("Likely");
    //: head of a column: other tokens at the same place
    case OthersColumn: return tr("Others");
    default: return {};
    }
}

} // namespace lineup
