#include "widgets/compare/paneforms.h"

#include "widgets/backends/modelpicker.h"
#include "widgets/compare/laneeditor.h"
#include "widgets/models/comparesession.h"
#include "widgets/models/modeldirectory.h"

namespace lineup {

PaneForms::PaneForms(CompareSession &session, ModelDirectory &models, LocalEngine &engine, QWidget *page)
    : QObject(page), m_session(session), m_models(models), m_engine(engine), m_page(page)
{
}

QString PaneForms::localModel() const
{
    return QString::fromStdString(m_engine.state().modelName);
}

int PaneForms::sharedShots() const
{
    return static_cast<int>(m_session.setup().shots.size());
}

int PaneForms::laneOf(int letter) const
{
    const auto &lanes = m_session.setup().lanes;
    for (std::size_t index = 0; index < lanes.size(); ++index) {
        if (lanes[index].letter == letter)
            return static_cast<int>(index);
    }
    return -1;
}

void PaneForms::add()
{
    const auto &lanes = m_session.setup().lanes;
    LaneSpec lane = lanes.empty() ? LaneSpec{} : lanes.back();
    lane.name.clear();
    open(new LaneEditor(LaneEditor::Purpose::Add, lane, m_models, localModel(), sharedShots(), m_page));
}

void PaneForms::addServer()
{
    LaneSpec lane;
    lane.backend.kind = "openai-compatible";
    open(new LaneEditor(LaneEditor::Purpose::Add, lane, m_models, localModel(), sharedShots(), m_page));
}

void PaneForms::edit(int lane)
{
    if (lane < 0 || lane >= static_cast<int>(m_session.setup().lanes.size()))
        return;
    open(new LaneEditor(LaneEditor::Purpose::Edit, m_session.setup().lanes[static_cast<std::size_t>(lane)], m_models, localModel(), sharedShots(), m_page));
}

void PaneForms::open(LaneEditor *editor)
{
    editor->setAttribute(Qt::WA_DeleteOnClose);
    const int letter = editor->lane().letter;
    const bool isNew = editor->purpose() == LaneEditor::Purpose::Add;
    connect(editor, &LaneEditor::backendsRequested, this, &PaneForms::backendsRequested);
    connect(editor, &QDialog::accepted, this, [this, editor, letter, isNew] {
        if (isNew)
            Q_EMIT added(m_session.addLane(editor->lane()));
        else if (const int lane = laneOf(letter); lane >= 0)
            m_session.updateLane(lane, editor->lane());
    });
    editor->open();
}

void PaneForms::chooseModel(int lane, QWidget *anchor)
{
    const auto &lanes = m_session.setup().lanes;
    if (lane < 0 || lane >= static_cast<int>(lanes.size()))
        return;
    if (!m_picker) {
        m_picker = new ModelPicker(m_models, localModel(), m_page);
        connect(m_picker, &ModelPicker::backendsRequested, this, &PaneForms::backendsRequested);
        connect(m_picker, &ModelPicker::picked, this, [this](const BackendRef &ref, const std::string &model) {
            const int picked = laneOf(m_pickedLetter);
            if (picked < 0)
                return;
            LaneSpec spec = m_session.setup().lanes[static_cast<std::size_t>(picked)];
            spec.backend = ref;
            spec.model = model;
            m_session.updateLane(picked, spec);
        });
    }
    const LaneSpec &spec = lanes[static_cast<std::size_t>(lane)];
    m_pickedLetter = spec.letter;
    // The servers of the other panes too: they were chosen once.
    std::vector<ModelPlace> places;
    for (const LaneSpec &each : lanes)
        places.push_back(m_models.placeOf(each.backend));
    m_picker->openAt(anchor, places, spec.backend, spec.model);
}

} // namespace lineup
