#include "widgets/compare/answernotes.h"

#include "widgets/common/foldsection.h"
#include "widgets/common/textlabel.h"
#include "widgets/models/logprobmodel.h"
#include "widgets/theme/metrics.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kTableHeight = 200;
constexpr int kMaxWord = 80;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lineup::AnswerNotes)
};

/// A word of the provider's, as it came and short enough for a line.
QString theirs(const std::string &word)
{
    return QString::fromStdString(word).simplified().left(kMaxWord);
}

QString categoryText(const FilterReport::Category &category)
{
    QStringList parts{theirs(category.name), theirs(category.severity), category.isBlocked ? Words::tr("blocked") : QString()};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace

QStringList filterLines(const std::vector<FilterReport> &reports)
{
    QStringList lines;
    for (const FilterReport &report : reports) {
        QStringList categories;
        for (const FilterReport::Category &each : report.categories)
            categories << categoryText(each);
        const QString all = categories.join(QStringLiteral(" · "));
        //: what a content filter found in the prompt; %1 is a list of categories
        lines << (report.isOfPrompt ? Words::tr("Prompt: %1").arg(all)
                                    //: what a content filter found in the answer
                                    : Words::tr("Answer: %1").arg(all));
    }
    lines.removeDuplicates();
    return lines;
}

QString filterSummary(const std::vector<FilterReport> &reports)
{
    QStringList blocked;
    for (const FilterReport &report : reports) {
        for (const FilterReport::Category &each : report.categories) {
            if (each.isBlocked)
                blocked << theirs(each.name);
        }
    }
    blocked.removeDuplicates();
    //: what a content filter blocked; %1 is a list of categories
    return blocked.isEmpty() ? Words::tr("nothing blocked") : Words::tr("blocked: %1").arg(blocked.join(QStringLiteral(", ")));
}

AnswerNotes::AnswerNotes(QWidget *parent)
    : QWidget(parent), m_filterText(new TextLabel(TypeStep::Control, ColorRole::Text2)),
      m_filter(new FoldSection(QStringLiteral("answerFilter"), m_filterText, this)), m_logprobs(new LogprobModel(this)), m_table(new QTableView),
      m_likely(new FoldSection(QStringLiteral("answerLikely"), m_table, this))
{
    setObjectName(QStringLiteral("answerNotes"));
    m_filterText->setObjectName(QStringLiteral("answerFilterText"));
    m_filterText->setWordWrap(true);
    m_filterText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table->setObjectName(QStringLiteral("answerLikelyTable"));
    m_table->setModel(m_logprobs);
    m_table->setFixedHeight(kTableHeight);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kSpace1);
    column->addWidget(m_filter);
    column->addWidget(m_likely);
    m_filter->hide();
    m_likely->hide();
    connect(m_likely, &FoldSection::toggled, m_table, [this](bool isOpen) {
        if (isOpen)
            m_table->resizeColumnsToContents();
    });
    retranslate();
}

bool AnswerNotes::isEmpty() const
{
    return m_reports.empty() && m_tokens == 0;
}

void AnswerNotes::setResult(const LaneResult &result)
{
    if (result.filterReports == m_reports && result.logprobs.size() == m_tokens && result.phase != LanePhase::Ended)
        return;
    m_reports = result.filterReports;
    m_tokens = result.logprobs.size();
    m_logprobs->setTokens(result.logprobs);
    m_filter->setVisible(!m_reports.empty());
    m_likely->setVisible(m_tokens > 0);
    retranslate();
}

void AnswerNotes::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_logprobs->retranslate();
        retranslate();
    }
}

void AnswerNotes::retranslate()
{
    m_filterText->setText(filterLines(m_reports).join(QLatin1Char('\n')));
    m_filter->setTitle(tr("Content filter"), filterSummary(m_reports));
    m_likely->setTitle(tr("Log probabilities"), tr("%n tokens", nullptr, static_cast<int>(m_tokens)));
    m_table->setAccessibleName(tr("Log probabilities"));
    m_table->setFont(themeOf(this).font(TypeStep::Code));
}

} // namespace lineup
