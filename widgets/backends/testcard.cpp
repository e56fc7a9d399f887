#include "widgets/backends/testcard.h"

#include "widgets/common/foldsection.h"
#include "widgets/common/signlabel.h"
#include "widgets/common/textlabel.h"
#include "widgets/models/backendwords.h"
#include "widgets/models/errorwords.h"
#include "widgets/models/format.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kDetailsHeight = 96;

struct StepLook {
    QString icon;
    ColorRole role;
};

StepLook lookOf(HopResult::State state)
{
    switch (state) {
    case HopResult::State::Passed: return {QStringLiteral("check"), ColorRole::Ok};
    case HopResult::State::Failed: return {QStringLiteral("circle-alert"), ColorRole::Error};
    case HopResult::State::NotReached:
    case HopResult::State::NotChecked: break;
    }
    return {QStringLiteral("minus"), ColorRole::Text3};
}

} // namespace

TestCard::TestCard(QWidget *parent)
    : QFrame(parent), m_title(new TextLabel(TypeStep::Section, ColorRole::Text, this)), m_what(new TextLabel(TypeStep::Label, ColorRole::Text3, this)),
      m_when(new TextLabel(TypeStep::Label, ColorRole::Text3, this)), m_test(new QPushButton(this)), m_grid(new QGridLayout),
      m_happened(new TextLabel(TypeStep::Body, ColorRole::Error, this)), m_advice(new TextLabel(TypeStep::Body, ColorRole::Text2, this))
{
    setObjectName(QStringLiteral("testCard"));
    setFrameShape(QFrame::StyledPanel);
    m_test->setObjectName(QStringLiteral("backendTest"));
    m_test->setIcon(icon(QStringLiteral("refresh-cw")));
    m_test->setAutoDefault(false);
    m_happened->setObjectName(QStringLiteral("testHappened"));
    m_happened->setWeight(QFont::DemiBold);
    m_happened->setWordWrap(true);
    m_advice->setObjectName(QStringLiteral("testAdvice"));
    m_advice->setWordWrap(true);
    m_what->setWordWrap(true);
    auto *details = new QWidget;
    m_detailsText = new QPlainTextEdit(details);
    m_detailsText->setObjectName(QStringLiteral("testDetailsText"));
    m_detailsText->setReadOnly(true);
    m_detailsText->setFixedHeight(kDetailsHeight);
    m_detailsText->setTabChangesFocus(true);
    m_copy = new QPushButton(details);
    m_copy->setObjectName(QStringLiteral("testCopy"));
    m_copy->setAutoDefault(false);
    setControlSize(m_copy, ControlSize::Compact);
    auto *inside = new QVBoxLayout(details);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_detailsText);
    inside->addWidget(m_copy, 0, Qt::AlignLeft);
    m_details = new FoldSection(QStringLiteral("testDetails"), details, this);

    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::kSpace2);
    head->addWidget(m_title);
    head->addWidget(m_what, 1);
    head->addWidget(m_when);
    head->addWidget(m_test);
    m_grid->setHorizontalSpacing(metrics::kSpace3);
    m_grid->setVerticalSpacing(metrics::kSpace1);
    m_grid->setColumnStretch(2, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kCardPadding, metrics::kSpace3, metrics::kCardPadding, metrics::kSpace3);
    column->setSpacing(metrics::kSpace2);
    column->addLayout(head);
    column->addLayout(m_grid);
    column->addWidget(m_happened);
    column->addWidget(m_advice);
    column->addWidget(m_details);
    connect(m_test, &QPushButton::clicked, this, &TestCard::testRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QStringList{m_happened->text(), m_advice->text(), m_detailsText->toPlainText()}.join(QLatin1Char('\n')));
    });
    retranslate();
}

TestCard::Line &TestCard::line(std::size_t index)
{
    while (m_lines.size() <= index) {
        Line made{new SignLabel(this), new TextLabel(TypeStep::Control, ColorRole::Text, this), new TextLabel(TypeStep::Control, ColorRole::Text2, this),
                  new TextLabel(TypeStep::Readout, ColorRole::Text, this)};
        const auto row = static_cast<int>(m_lines.size());
        made.hop->setObjectName(QStringLiteral("testHop%1").arg(row));
        made.state->setObjectName(QStringLiteral("testState%1").arg(row));
        m_grid->addWidget(made.sign, row, 0);
        m_grid->addWidget(made.hop, row, 1);
        m_grid->addWidget(made.state, row, 2);
        m_grid->addWidget(made.took, row, 3, Qt::AlignRight);
        m_lines.push_back(made);
    }
    return m_lines[index];
}

void TestCard::setReport(const BackendTestReport *report, bool isTesting, bool canTest)
{
    m_report = report ? std::optional(*report) : std::nullopt;
    m_isTesting = isTesting;
    m_test->setEnabled(canTest && !isTesting);
    retranslate();
}

/// The way without what this backend does not have on it. The model is asked for by no test here.
std::vector<HopResult> TestCard::shownHops() const
{
    std::vector<HopResult> hops = m_report ? m_report->found.hops : std::vector<HopResult>{};
    std::erase_if(hops, [](const HopResult &hop) {
        if (hop.state == HopResult::State::NotReached)
            return hop.hop == Hop::Proxy || hop.hop == Hop::Model;
        return hop.state == HopResult::State::NotChecked && hop.hop != Hop::Key;
    });
    return hops;
}

void TestCard::showSteps()
{
    const std::vector<HopResult> hops = shownHops();
    const std::size_t count = hops.size();
    for (std::size_t index = 0; index < std::max(count, m_lines.size()); ++index) {
        const Line &shown = line(index);
        const bool isUsed = index < count && !m_isTesting;
        for (QWidget *part : {static_cast<QWidget *>(shown.sign), static_cast<QWidget *>(shown.hop), static_cast<QWidget *>(shown.state),
                              static_cast<QWidget *>(shown.took)})
            part->setVisible(isUsed);
        if (!isUsed)
            continue;
        const HopResult &step = hops[index];
        const StepLook look = lookOf(step.state);
        shown.sign->setSign(look.icon, look.role);
        shown.hop->setText(backendwords::hop(step.hop));
        const bool hasModels = step.hop == Hop::Http && step.state == HopResult::State::Passed && m_report->found.models;
        shown.state->setText(hasModels ? tr("%n models listed", nullptr, static_cast<int>(*m_report->found.models)) : backendwords::hopState(step.state));
        shown.state->setColorRole(step.state == HopResult::State::Failed ? ColorRole::Error : ColorRole::Text2);
        shown.took->setText(step.took ? format::milliseconds(step.took).text() : QString());
    }
}

void TestCard::showError()
{
    const bool hasFailed = m_report && m_report->found.error && !m_isTesting;
    for (QWidget *part : {static_cast<QWidget *>(m_happened), static_cast<QWidget *>(m_advice), static_cast<QWidget *>(m_details)})
        part->setVisible(hasFailed);
    if (!hasFailed)
        return;
    const ErrorWords words = errorWords(*m_report->found.error);
    m_happened->setText(words.happened);
    m_advice->setText(words.advice);
    m_detailsText->setPlainText(errorDetails(*m_report->found.error));
}

void TestCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        m_detailsText->setFont(themeOf(this).font(TypeStep::Code));
}

void TestCard::retranslate()
{
    m_title->setText(tr("Connection test"));
    m_what->setText(tr("Asks for the list of models; costs nothing."));
    m_test->setText(m_isTesting ? tr("Testing…") : m_report ? tr("Test again") : tr("Test"));
    //: how long a test took, and when it was
    m_when->setText(m_report && !m_isTesting ? tr("%1, at %2").arg(format::milliseconds(m_report->took).text(),
                                                                  format::timeOfDay(QDateTime::fromSecsSinceEpoch(std::chrono::system_clock::to_time_t(m_report->at)).time()))
                                             : QString());
    m_details->setTitle(tr("Details"));
    m_copy->setText(tr("Copy for support"));
    m_detailsText->setAccessibleName(tr("Details"));
    m_detailsText->setFont(themeOf(this).font(TypeStep::Code));
    showSteps();
    showError();
}

} // namespace lineup
