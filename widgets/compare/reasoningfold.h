#pragma once

#include "core/run/laneresult.h"

#include <QWidget>

class QPushButton;

namespace lineup {

class MarkdownBody;

/// What the model thought, folded into one line: "Thought for 2.4 s · 186 tokens". Opens below it.
class ReasoningFold : public QWidget {
    Q_OBJECT
public:
    explicit ReasoningFold(QWidget *parent = nullptr);

    /// Hidden when there is no reasoning.
    void setResult(const LaneResult &result);
    void setZoom(double zoom);
    bool isOpen() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refreshTitle();
    void place();

    QPushButton *m_head;
    MarkdownBody *m_body;
    std::optional<std::chrono::microseconds> m_duration;
    std::optional<std::int64_t> m_tokens;
    bool m_isThinking = false;
};

/// Shows `text` in `body`, appending where that is enough: cheap for an answer that grows.
void showGrowing(MarkdownBody &body, const std::string &text);

} // namespace lineup
