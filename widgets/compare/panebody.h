#pragma once

#include "core/run/lane.h"
#include "core/run/laneresult.h"
#include "widgets/compare/panestate.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace lineup {

class ExamplesNote;
class MarkdownBody;
class NoticeBlock;
class ReasoningFold;
class SystemNote;
class TextLabel;
class TranscriptView;

/// The middle of a pane: what was sent, the thoughts, the answer, and what there is to say about it, in one scroll.
class PaneBody : public QWidget {
    Q_OBJECT
public:
    /// Under this height there is no reading, px.
    static constexpr int kLeastHeight = 88;

    explicit PaneBody(QWidget *parent = nullptr);

    /// Name of the whole for a screen reader.
    void setTranscriptName(const QString &name);
    void setQuestion(const QString &system, const std::vector<Shot> &shots);
    /// Cheap while the answer grows.
    void setAnswer(const LaneResult &result);
    void setNotice(const std::optional<PaneNotice> &notice);
    /// Another model than the one that was asked for has answered.
    void setMismatch(const std::optional<QString> &sentence);
    /// Size of the answer's text in per cent.
    void setZoom(int percent);
    void focusTranscript();
    /// A record is read from the beginning of its answer, a live answer is followed at its end.
    void goToAnswer();
    void goToEnd();

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stopRequested();
    void sendRequested();
    /// A link of the answer was clicked; nothing was opened.
    void linkClicked(const QString &url);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refreshHeading();

    TranscriptView *m_view;
    NoticeBlock *m_mismatch;
    SystemNote *m_system;
    ExamplesNote *m_examples;
    TextLabel *m_heading;
    ReasoningFold *m_reasoning;
    MarkdownBody *m_answer;
    TextLabel *m_calls;
    NoticeBlock *m_notice;
    bool m_hasAnswer = false;
};

} // namespace lineup
