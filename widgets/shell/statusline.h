#pragma once

#include "core/ports/localengine.h"

#include <QWidget>

namespace lineup {

class ElidedLabel;
class TextLabel;
class Workspace;

/// The line at the foot of the window: how the local engine is, whether the shown line-up needs the network, and when the
/// draft was kept.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    StatusLine(Workspace &workspace, LocalEngine &engine, QWidget *parent = nullptr);

    /// Says something at the right until the next draft is kept, e.g. "Saved as x.lineup".
    void showMessage(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void followSession();
    void refresh();
    QString engineWords() const;
    QString networkWords() const;

    Workspace &m_workspace;
    LocalEngine &m_engine;
    TextLabel *m_engineLabel;
    ElidedLabel *m_network;
    ElidedLabel *m_message;
    QString m_lastMessage;
};

} // namespace lineup
