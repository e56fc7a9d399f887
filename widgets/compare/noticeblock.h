#pragma once

#include "widgets/compare/panestate.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace lineup {

class TextLabel;

/// A PaneNotice as a part of the pane's transcript: sign and title, a sentence, at most three buttons, details on demand.
class NoticeBlock : public QWidget {
    Q_OBJECT
public:
    explicit NoticeBlock(QWidget *parent = nullptr);

    void setNotice(const PaneNotice &notice);
    const PaneNotice &notice() const { return m_notice; }

Q_SIGNALS:
    void stopRequested();
    /// Send this pane once more, or for the first time.
    void sendRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void copyForSupport() const;

    PaneNotice m_notice;
    class NoticeSign *m_sign;
    TextLabel *m_title;
    TextLabel *m_text;
    QPushButton *m_stop;
    QPushButton *m_send;
    QPushButton *m_detailsButton;
    QPushButton *m_copy;
    QPlainTextEdit *m_details;
};

} // namespace lineup
