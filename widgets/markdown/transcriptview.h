#pragma once

#include "widgets/markdown/markdownbody.h"

#include <QAbstractScrollArea>
#include <QPointer>

#include <vector>

class QPushButton;

namespace lineup {

/// A column of widgets that scrolls: what stands in front of an answer, the answer, notices behind it. Any widget may be
/// put in; those with heightForWidth() get the height they ask for, others that of their size hint, hidden ones no room.
/// A MarkdownBody is told what is in view and lays out no more than that.
///
/// While the reader is at the end the view follows it; scrolled away from the end it stays where it is, and a chip "New
/// text below" goes back. When the width changes, the line at the top of the view stays there.
class TranscriptView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TranscriptView(QWidget *parent = nullptr);
    ~TranscriptView() override;

    /// Takes ownership.
    void addWidget(QWidget *widget);
    /// `index` counts the widgets in order; past the end it is added.
    void insertWidget(int index, QWidget *widget);
    /// Takes the widget out and gives it back to the caller, without a parent.
    void takeWidget(QWidget *widget);
    int count() const { return static_cast<int>(m_widgets.size()); }
    QWidget *widgetAt(int index) const;

    /// Zoom of all answers in it, now and later.
    void setZoom(double zoom);
    double zoom() const { return m_zoom; }

    /// Whether the end is followed.
    bool isFollowing() const { return m_following; }
    /// Whether text came in below while it was not.
    bool hasNewBelow() const { return m_newBelow; }
    void scrollToEnd();
    /// Shows the first of `widgets`, which are in this view, that is not hidden at the top, or as near to it as the end of
    /// the content allows. Holds through changes of size and content until somebody scrolls.
    void showFrom(const std::vector<QWidget *> &widgets);

    /// Scrolls as little as needed to show `area` of `widget`, which is in this view.
    void showArea(const QWidget *widget, const QRect &area);

    QSize sizeHint() const override;

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// What the eye is on: a widget and a place in it.
    struct Anchor {
        QPointer<QWidget> widget;
        int below = 0;
        MarkdownBody::Anchor inBody;
    };

    void adopt(QWidget *widget);
    void scheduleLayout();
    void placeWidgets();
    void placeOnce();
    int startOfShown() const;
    Anchor anchor() const;
    void restore(const Anchor &anchor);
    void tellSpans();
    void setFollowing(bool following);
    void updateChip();
    int heightOf(QWidget *widget, int width) const;
    int maximumScroll() const;

    QWidget *m_content;
    std::vector<QWidget *> m_widgets; ///< children of m_content
    QPushButton *m_chip;
    double m_zoom = 1.0;
    std::vector<QPointer<QWidget>> m_shownFrom; ///< what showFrom() was called with; empty after somebody has scrolled
    bool m_following = true;
    bool m_newBelow = false;
    bool m_placing = false;
    bool m_layoutPending = false;
};

} // namespace lineup
