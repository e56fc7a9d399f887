#pragma once

#include "widgets/models/lanefigures.h"

#include <QWidget>

#include <array>

namespace lineup {

class Theme;

/// The readouts under one answer: first token, decode speed, total, tokens in and out, cost. Five in a line where there
/// is room, else in lines of three or two; the row of panes decides for all, so that they stand alike.
class PaneFooter : public QWidget {
    Q_OBJECT
public:
    explicit PaneFooter(QWidget *parent = nullptr);

    void setFigures(const LaneFigures &figures);

    /// The most readouts a line can hold at `width` px: 5, 3 or 2.
    int columnsFor(int width) const;
    void setColumns(int columns);
    int columns() const { return m_columns; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// "First token 0.62 seconds, 84 tokens a second, …": the footer in one sentence.
    QString spoken() const;

Q_SIGNALS:
    /// columnsFor() may answer otherwise than before: a number has become longer.
    void neededWidthChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    enum Readout { FirstToken, Decode, Total, Tokens, CostReadout, Count };
    struct Words {
        QString label;
        QString value;
        QString unit;
        QString mark; ///< where the cost comes from
    };
    void retranslate();
    void updateWords();
    int labelWidth(Readout readout, int columns) const;
    QString tokensText(int columns) const;
    int sampleWidth(Readout readout, int columns) const;
    int neededWidth(int columns) const;
    QRect cell(Readout readout) const;
    int lines(int columns) const { return columns >= Count ? 1 : columns == 3 ? 2 : 3; }
    void paintReadout(QPainter *painter, Readout readout, const QRect &rect, const Theme &theme) const;

    LaneFigures m_figures;
    std::array<Words, Count> m_words;
    QString m_shortTokensLabel;
    int m_columns = Count;
    int m_neededWidth = 0; ///< of one line, as last announced
};

} // namespace lineup
