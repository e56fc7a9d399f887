#pragma once

#include "core/base/clock.h"

#include <QWidget>

#include <string>
#include <vector>

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace lineup {

class TextLabel;

/// The panel beside a built-in lesson: what it shows, what to watch in each pane, what to try next. Its words are those of
/// the lesson with this id; a line-up without a lesson has no panel.
class LessonPanel : public QWidget {
    Q_OBJECT
public:
    /// What the person can try; the page does it.
    enum class Try { OwnSentence, OneExampleLess, Warmer, AddServer };

    explicit LessonPanel(QWidget *parent = nullptr);

    static bool hasLesson(const std::string &lesson);
    /// Whether "take one example away" makes sense now.
    void setCanRemoveExample(bool on);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void tried(lineup::LessonPanel::Try what);
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    TextLabel *addText(QVBoxLayout *layout);
    /// What to watch in one pane: its mark, its letter, words.
    void addWatch(QVBoxLayout *column, int pane);
    void addRule(QVBoxLayout *layout);
    void addTry(QVBoxLayout *layout, Try what, const QString &name, const QString &iconName);
    void retranslate();

    TextLabel *m_title;
    QToolButton *m_close;
    TextLabel *m_intro;
    TextLabel *m_watchTitle;
    std::vector<TextLabel *> m_watch; ///< for pane A, B, C
    TextLabel *m_tryTitle;
    std::vector<QPushButton *> m_tries;
    TextLabel *m_note;
};

} // namespace lineup
