#pragma once

#include "widgets/theme/theme.h"

#include <QString>
#include <QWidget>

class QAbstractButton;
class QHBoxLayout;
class QPlainTextEdit;
class QToolButton;

namespace lineup {

class TextLabel;

/// A slim bar across the page that says one thing and offers at most a few buttons; the window stays usable below it.
class NoticeBar : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Info, Warning, Error };

    explicit NoticeBar(QWidget *parent = nullptr);

    /// `title` is bold and says what happened, `text` what can be done; either may be empty. Plain text.
    void setContent(Tone tone, const QString &title, const QString &text);
    QString title() const;
    QString text() const;
    /// Buttons stand behind the text in the order they were added; the bar owns them.
    void addButton(QAbstractButton *button);
    /// A widget between text and buttons, e.g. a progress bar; the bar owns it.
    void addMiddle(QWidget *widget);
    /// Technical text behind a "Details" button, monospaced and selectable; empty takes the button away.
    void setDetails(const QString &details);
    void setClosable(bool on);

Q_SIGNALS:
    /// The person closed it. The owner decides what that means; the bar does not hide itself.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Tone m_tone = Tone::Info;
    QWidget *m_icon;
    TextLabel *m_title;
    TextLabel *m_text;
    QHBoxLayout *m_buttons;
    QHBoxLayout *m_middle;
    QToolButton *m_detailsButton;
    QToolButton *m_close;
    QPlainTextEdit *m_details;
};

} // namespace lineup
