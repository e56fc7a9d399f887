#pragma once

#include "core/ports/backendtester.h"

#include <QFrame>

#include <optional>
#include <vector>

class QGridLayout;
class QPlainTextEdit;
class QPushButton;

namespace lineup {

class FoldSection;
class SignLabel;
class TextLabel;

/// The test of a backend: each stretch of the way and how it went, the reason where one failed, and what to do.
class TestCard : public QFrame {
    Q_OBJECT
public:
    explicit TestCard(QWidget *parent = nullptr);

    /// Null before the first test.
    void setReport(const BackendTestReport *report, bool isTesting, bool canTest);

Q_SIGNALS:
    void testRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line {
        SignLabel *sign;
        TextLabel *hop;
        TextLabel *state;
        TextLabel *took;
    };
    void retranslate();
    Line &line(std::size_t index);
    std::vector<HopResult> shownHops() const;
    void showSteps();
    void showError();

    std::optional<BackendTestReport> m_report;
    bool m_isTesting = false;
    TextLabel *m_title;
    TextLabel *m_what;
    TextLabel *m_when;
    QPushButton *m_test;
    QGridLayout *m_grid;
    std::vector<Line> m_lines;
    TextLabel *m_happened;
    TextLabel *m_advice;
    QPlainTextEdit *m_detailsText;
    QPushButton *m_copy;
    FoldSection *m_details;
};

} // namespace lineup
