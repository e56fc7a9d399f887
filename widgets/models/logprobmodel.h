#pragma once

#include "core/chat/streamevent.h"

#include <QAbstractTableModel>

#include <vector>

namespace lineup {

/// The tokens of an answer with how likely each was, and what else stood at its place: one row a token. Follows an answer that
/// grows.
class LogprobModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TokenColumn, ProbabilityColumn, OthersColumn, ColumnCount };
    Q_ENUM(Column)

    using QAbstractTableModel::QAbstractTableModel;

    /// Adds what is new at the end where `tokens` begins with what is shown; else everything anew.
    void setTokens(const std::vector<TokenLogprobs::Token> &tokens);
    /// The language has changed.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// A token as it can be seen: blanks and line ends become signs, what has no shape a dot.
    static QString visible(const std::string &token);
    /// "93.1 %" of a natural logarithm; "< 0.1 %" for what is next to nothing.
    static QString percent(double logprob);

private:
    std::vector<TokenLogprobs::Token> m_tokens;
};

} // namespace lineup
