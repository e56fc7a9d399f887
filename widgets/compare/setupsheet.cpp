#include "widgets/compare/setupsheet.h"

#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/compare/exampleseditor.h"
#include "widgets/compare/promptedit.h"
#include "widgets/models/comparesession.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace lineup {

namespace {
constexpr int kSystemMinLines = 5;
constexpr int kSystemMaxLines = 40;
constexpr int kSystemShare = 2;
constexpr int kExamplesShare = 3;
}

SetupSheet::SetupSheet(CompareSession &session, QWidget *parent)
    : QFrame(parent), m_session(session), m_systemTitle(new TextLabel(TypeStep::Body, ColorRole::Text, this)),
      m_systemHint(new TextLabel(TypeStep::Label, ColorRole::Text3, this)), m_system(new PromptEdit(kSystemMinLines, kSystemMaxLines, this)),
      m_examplesTitle(new TextLabel(TypeStep::Body, ColorRole::Text, this)), m_examplesHint(new TextLabel(TypeStep::Label, ColorRole::Text3, this)),
      m_examples(new ExamplesEditor(this)), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("setupSheet"));
    m_system->setObjectName(QStringLiteral("systemEdit"));
    m_systemTitle->setWeight(QFont::DemiBold);
    m_examplesTitle->setWeight(QFont::DemiBold);
    m_systemHint->setWordWrap(true);
    m_examplesHint->setWordWrap(true);
    m_close->setObjectName(QStringLiteral("setupSheetClose"));
    m_close->setIcon(icon(QStringLiteral("x")));
    m_close->setFocusPolicy(Qt::TabFocus);
    setControlSize(m_close, ControlSize::Compact);
    connect(m_close, &QToolButton::clicked, this, &SetupSheet::closed);

    auto *left = new QVBoxLayout;
    left->setSpacing(metrics::kSpace2);
    left->addWidget(m_systemTitle);
    left->addWidget(m_system, 1);
    left->addWidget(m_systemHint);
    auto *head = new QHBoxLayout;
    head->addWidget(m_examplesTitle, 1);
    head->addWidget(m_close);
    auto *right = new QVBoxLayout;
    right->setSpacing(metrics::kSpace2);
    right->addLayout(head);
    right->addWidget(m_examples, 1);
    right->addWidget(m_examplesHint);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kCardPadding, metrics::kSpace3, metrics::kSpace3, metrics::kSpace3);
    row->setSpacing(metrics::kSpace4);
    row->addLayout(left, kSystemShare);
    row->addLayout(right, kExamplesShare);

    connect(m_system, &PromptEdit::promptEdited, this, [this] { m_session.setSystem(m_system->prompt()); });
    connect(m_examples, &ExamplesEditor::shotsEdited, this, [this] { m_session.setShots(m_examples->shots()); });
    connect(&m_session, &CompareSession::documentReplaced, this, &SetupSheet::load);
    connect(&m_session, &CompareSession::setupChanged, this, &SetupSheet::load);
    retranslate();
    load();
}

void SetupSheet::load()
{
    m_system->setPrompt(m_session.setup().system);
    m_examples->setShots(m_session.setup().shots);
}

void SetupSheet::focusSystem()
{
    m_system->setFocus(Qt::ShortcutFocusReason);
}

void SetupSheet::focusExamples()
{
    m_examples->findChild<QWidget *>(m_session.setup().shots.empty() ? QStringLiteral("exampleAdd") : QStringLiteral("examplesTable"))
        ->setFocus(Qt::ShortcutFocusReason);
}

void SetupSheet::removeLastExample()
{
    m_examples->removeLast();
}

bool SetupSheet::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QFrame::event(event);
}

void SetupSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QFrame::keyPressEvent(event);
}

void SetupSheet::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(this);
    painter.setPen(QPen(theme.color(ColorRole::Outline), 1));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kCardRadius, metrics::kCardRadius);
}

void SetupSheet::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SetupSheet::retranslate()
{
    m_systemTitle->setText(tr("System prompt"));
    m_system->setAccessibleName(tr("System prompt"));
    m_system->setPlaceholderText(tr("Write what the model should always know."));
    m_systemHint->setText(tr("Goes to every pane that has no system prompt of its own."));
    m_examplesTitle->setText(tr("Examples"));
    m_examplesHint->setText(tr("Each becomes a turn of yours and an answer, before the prompt. A pane may send only the first of them."));
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(toolTipWithShortcut(tr("Close"), QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)));
}

} // namespace lineup
