#pragma once

#include "core/run/lane.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace lineup {

/// What stands in front of an answer, painted by itself: nothing in it is read as markup.

/// "System: …" on a well. Long prompts are shown in part until they are clicked.
class SystemNote : public QWidget {
    Q_OBJECT
public:
    explicit SystemNote(QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isLong() const;
    QString shownText() const;
    int layOut(int width, QPainter *painter) const;
    void toggle();
    void refresh();

    QString m_text;
    bool m_isOpen = false;
};

/// The examples that were sent before the prompt: inputs and outputs in a table, the first six of them.
class ExamplesNote : public QWidget {
    Q_OBJECT
public:
    explicit ExamplesNote(QWidget *parent = nullptr);

    void setShots(const std::vector<Shot> &shots);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Row {
        QString input;
        QString output;
    };
    int rowHeight(const Row &row, int width) const;
    int inputWidth(int width) const;
    void refresh();

    std::vector<Shot> m_shots;
    QString m_title;
    QString m_more; ///< "and 4 more"; empty when all are shown
    std::vector<Row> m_rows;
};

} // namespace lineup
