#include "widgets/backends/modelpicker.h"

#include "widgets/backends/modelbrowser.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 500;

} // namespace

ModelPicker::ModelPicker(ModelDirectory &directory, QString localModel, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_directory(directory), m_browser(new ModelBrowser(ModelBrowser::Purpose::Choose, directory, std::move(localModel), this)),
      m_backends(makeFootButton(QStringLiteral("modelBackends"), this))
{
    setObjectName(QStringLiteral("modelPicker"));
    setFrameShape(QFrame::StyledPanel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace2, metrics::kSpace2, metrics::kSpace2, metrics::kSpace1);
    column->addWidget(m_browser);
    m_browser->addFootButton(m_backends);
    connect(m_browser, &ModelBrowser::chosen, this, [this](const BackendRef &ref, const std::string &model) {
        hide();
        Q_EMIT picked(ref, model);
    });
    connect(m_backends, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT backendsRequested();
    });
    retranslate();
}

void ModelPicker::openAt(QWidget *anchor, const std::vector<ModelPlace> &more, const BackendRef &current, const std::string &currentModel, const QString &typed)
{
    std::vector<ModelPlace> places = m_directory.places();
    for (const ModelPlace &each : more) {
        if (std::ranges::find(places, each.ref, &ModelPlace::ref) == places.end())
            places.push_back(each);
    }
    m_browser->setPlaces(std::move(places), current, currentModel, typed);
    place(anchor);
    show();
    m_browser->focusSearch(Qt::PopupFocusReason);
}

void ModelPicker::place(QWidget *anchor)
{
    const QRect screen = anchor->screen()->availableGeometry();
    const QRect from(anchor->mapToGlobal(QPoint(0, 0)), anchor->size());
    const int below = screen.bottom() - from.bottom() - metrics::kSpace2;
    const int above = from.top() - screen.top() - metrics::kSpace2;
    const bool goesDown = below >= std::min(kHeight, above);
    const int height = std::min(kHeight, goesDown ? below : above);
    const int width = std::min(std::max(kWidth, anchor->width()), screen.width());
    const int left = std::clamp(from.left(), screen.left(), std::max(screen.left(), screen.right() - width));
    const int top = goesDown ? from.bottom() + metrics::kSpace1 : from.top() - metrics::kSpace1 - height;
    setGeometry(left, top, width, height);
}

void ModelPicker::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

void ModelPicker::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ModelPicker::retranslate()
{
    setAccessibleName(tr("Choose a model"));
    m_backends->setText(tr("Backends…"));
    m_backends->setToolTip(tr("Set up where models answer"));
}

} // namespace lineup
