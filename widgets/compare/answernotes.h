#pragma once

#include "core/run/laneresult.h"

#include <QString>
#include <QStringList>
#include <QWidget>

class QTableView;

namespace lineup {

class FoldSection;
class LogprobModel;
class TextLabel;

/// What came with an answer besides its words: what a content filter found, and how likely the tokens were. Each is folded away
/// and hidden when there is none.
class AnswerNotes : public QWidget {
    Q_OBJECT
public:
    explicit AnswerNotes(QWidget *parent = nullptr);

    void setResult(const LaneResult &result);
    bool isEmpty() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    std::vector<FilterReport> m_reports;
    std::size_t m_tokens = 0;
    TextLabel *m_filterText;
    FoldSection *m_filter;
    LogprobModel *m_logprobs;
    QTableView *m_table;
    FoldSection *m_likely;
};

/// "Prompt: hate, safe · violence, medium, blocked": one line a report.
QStringList filterLines(const std::vector<FilterReport> &reports);
/// "blocked: violence", or "nothing blocked".
QString filterSummary(const std::vector<FilterReport> &reports);

} // namespace lineup
