#pragma once

#include "core/ports/localengine.h"
#include "core/run/lane.h"

#include <QObject>

class QWidget;

namespace lineup {

class CompareSession;
class LaneEditor;
class ModelDirectory;
class ModelPicker;

/// Opens the forms by which the panes of one line-up are added and changed, and does what they say.
class PaneForms : public QObject {
    Q_OBJECT
public:
    /// References outlive it; `page` is what the forms belong to.
    PaneForms(CompareSession &session, ModelDirectory &models, LocalEngine &engine, QWidget *page);

    /// The form for another pane, filled as the last one.
    void add();
    /// The form for a pane on a server.
    void addServer();
    void edit(int lane);
    /// The choice of another model for a pane, below `anchor`.
    void chooseModel(int lane, QWidget *anchor);

Q_SIGNALS:
    void added(int lane);
    void backendsRequested();

private:
    void open(LaneEditor *editor);
    int laneOf(int letter) const;
    QString localModel() const;
    int sharedShots() const;

    CompareSession &m_session;
    ModelDirectory &m_models;
    LocalEngine &m_engine;
    QWidget *m_page;
    ModelPicker *m_picker = nullptr; ///< made when it is wanted first
    int m_pickedLetter = -1;         ///< of the pane that it is open for
};

} // namespace lineup
