#include "widgets/compare/panebody.h"

#include "widgets/common/textlabel.h"
#include "widgets/compare/noticeblock.h"
#include "widgets/compare/questionnotes.h"
#include "widgets/compare/reasoningfold.h"
#include "widgets/markdown/markdownbody.h"
#include "widgets/markdown/transcriptview.h"

#include <QEvent>
#include <QStringList>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kMaxCallText = 2000;
constexpr double kPercent = 100.0;

/// Answer and refusal in the order they came; a refusal is an answer too.
std::string spokenText(const Message &answer)
{
    std::string text;
    for (const ContentBlock &block : answer.blocks) {
        if (const auto *plain = std::get_if<TextBlock>(&block))
            text += plain->text;
        else if (const auto *refusal = std::get_if<RefusalBlock>(&block))
            text += refusal->text;
    }
    return text;
}

QString callsText(const Message &answer)
{
    QStringList calls;
    for (const ContentBlock &block : answer.blocks) {
        if (const auto *call = std::get_if<ToolCallBlock>(&block))
            calls.push_back(QString::fromStdString(call->name).left(kMaxCallText) + QLatin1Char('(')
                            + QString::fromStdString(call->arguments).left(kMaxCallText) + QLatin1Char(')'));
    }
    return calls.join(QLatin1Char('\n'));
}

} // namespace

PaneBody::PaneBody(QWidget *parent)
    : QWidget(parent), m_view(new TranscriptView(this)), m_mismatch(new NoticeBlock), m_system(new SystemNote), m_examples(new ExamplesNote),
      m_heading(new TextLabel(TypeStep::Control, ColorRole::Text)), m_reasoning(new ReasoningFold), m_answer(new MarkdownBody),
      m_calls(new TextLabel(TypeStep::Code, ColorRole::Text)), m_notice(new NoticeBlock)
{
    m_view->setObjectName(QStringLiteral("transcript"));
    m_answer->setObjectName(QStringLiteral("answer"));
    m_mismatch->setObjectName(QStringLiteral("mismatch"));
    m_heading->setWeight(QFont::DemiBold);
    m_calls->setWordWrap(true);
    for (QWidget *part : {static_cast<QWidget *>(m_mismatch), static_cast<QWidget *>(m_system), static_cast<QWidget *>(m_examples),
                          static_cast<QWidget *>(m_heading), static_cast<QWidget *>(m_reasoning), static_cast<QWidget *>(m_answer),
                          static_cast<QWidget *>(m_calls), static_cast<QWidget *>(m_notice)})
        m_view->addWidget(part);
    for (QWidget *part : {static_cast<QWidget *>(m_mismatch), static_cast<QWidget *>(m_heading), static_cast<QWidget *>(m_answer),
                          static_cast<QWidget *>(m_calls), static_cast<QWidget *>(m_notice)})
        part->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    connect(m_notice, &NoticeBlock::stopRequested, this, &PaneBody::stopRequested);
    connect(m_notice, &NoticeBlock::sendRequested, this, &PaneBody::sendRequested);
    connect(m_answer, &MarkdownBody::linkActivated, this, [this](const QUrl &url) { Q_EMIT linkClicked(QString::fromLatin1(url.toEncoded())); });
    retranslate();
}

void PaneBody::setTranscriptName(const QString &name)
{
    m_view->setAccessibleName(name);
    m_answer->setAccessibleName(name);
}

void PaneBody::setQuestion(const QString &system, const std::vector<Shot> &shots)
{
    m_system->setText(system);
    m_examples->setShots(shots);
    refreshHeading();
}

void PaneBody::setAnswer(const LaneResult &result)
{
    const std::string text = spokenText(result.answer);
    showGrowing(*m_answer, text);
    const bool isStreaming = result.phase == LanePhase::Streaming;
    m_answer->setStreaming(isStreaming);
    if (result.phase == LanePhase::Ended)
        m_answer->finish();
    m_answer->setVisible(!text.empty());
    m_reasoning->setResult(result);
    const QString calls = callsText(result.answer);
    m_calls->setText(calls);
    m_calls->setVisible(!calls.isEmpty());
    m_hasAnswer = result.hasContent();
    refreshHeading();
}

void PaneBody::refreshHeading()
{
    // Without anything in front of it the answer needs no heading.
    m_heading->setVisible(m_hasAnswer && (!m_system->isHidden() || !m_examples->isHidden()));
}

void PaneBody::setNotice(const std::optional<PaneNotice> &notice)
{
    m_notice->setVisible(notice.has_value());
    if (notice)
        m_notice->setNotice(*notice);
}

void PaneBody::setMismatch(const std::optional<QString> &sentence)
{
    m_mismatch->setVisible(sentence.has_value());
    if (!sentence)
        return;
    PaneNotice notice;
    notice.tone = PaneNotice::Tone::Warning;
    notice.iconName = QStringLiteral("triangle-alert");
    notice.title = *sentence;
    m_mismatch->setNotice(notice);
}

void PaneBody::setZoom(int percent)
{
    m_view->setZoom(percent / kPercent);
    m_reasoning->setZoom(percent / kPercent);
}

void PaneBody::focusTranscript()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void PaneBody::goToAnswer()
{
    m_view->showFrom({m_heading, m_answer, m_notice});
}

void PaneBody::goToEnd()
{
    m_view->scrollToEnd();
}

QSize PaneBody::minimumSizeHint() const
{
    return {0, kLeastHeight};
}

void PaneBody::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PaneBody::retranslate()
{
    m_heading->setText(tr("Answer"));
}

} // namespace lineup
