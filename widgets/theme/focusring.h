#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

class QApplication;

namespace lineup {

/// Shows the ring around the widget that has keyboard focus: only when focus came by Tab, Shift Tab or a shortcut, and
/// until the mouse is used. Watches the application; owned by the style.
class FocusRing final : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QApplication *application);
    ~FocusRing() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

    /// The widget that has the ring now; null when none.
    QWidget *ringed() const;

private:
    void showAround(QWidget *widget);
    void hide();

    QPointer<QFocusFrame> m_frame;
    QPointer<QWidget> m_focused; ///< may be inside the widget that has the ring
};

} // namespace lineup
