#include "widgets/compare/comparepage.h"

#include "widgets/common/announcer.h"
#include "widgets/common/linesplitter.h"
#include "widgets/common/marklabel.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/textlabel.h"
#include "widgets/compare/composer.h"
#include "widgets/compare/laneeditor.h"
#include "widgets/compare/lanepane.h"
#include "widgets/compare/panerow.h"
#include "widgets/compare/panestate.h"
#include "widgets/compare/setupsheet.h"
#include "widgets/compare/turnline.h"
#include "widgets/models/comparesession.h"
#include "widgets/strip/runstrip.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace lineup {

namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr double kWarmer = 0.8;
constexpr int kSheetShare = 62;       ///< per cent of the page that the sheet may cover
constexpr int kSheetHeight = 320;
constexpr int kStripShare = 4;        ///< of the height above the composer the strip takes one in so many

enum Part { TopPart, StripPart, ComposerPart };

} // namespace

ComparePage::ComparePage(CompareSession &session, BackendFactory &backends, LocalEngine &engine, const Clock &clock, Announcer &announcer,
                         const QList<QAction *> &paneActions, QWidget *parent)
    : QWidget(parent), m_session(session), m_backends(backends), m_engine(engine), m_clock(clock), m_announcer(announcer),
      m_turnLine(new TurnLine(session, this)), m_removedBar(new NoticeBar(this)), m_undoButton(new QPushButton(this)),
      m_splitter(new LineSplitter(Qt::Vertical, this)), m_top(new QWidget(this)), m_empty(new QWidget(this)),
      m_emptyText(new TextLabel(TypeStep::Section, ColorRole::Text2, this)), m_emptyAdd(new QPushButton(this)), m_emptyExample(new QPushButton(this)),
      m_row(new PaneRow(session, engine, clock, paneActions, this)), m_lesson(new LessonPanel(this)), m_strip(new RunStrip(clock, this)),
      m_composer(new Composer(session, this)), m_sheet(new SetupSheet(session, this))
{
    setObjectName(QStringLiteral("comparePage"));
    build();
    connectParts();
    connectSession();
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        for (LanePane *pane : m_row->panes())
            pane->tick();
    });
    retranslate();
    refreshEmpty();
    refreshLesson();
    showRun();
}

void ComparePage::build()
{
    m_removedBar->setObjectName(QStringLiteral("removedBar"));
    m_undoButton->setObjectName(QStringLiteral("undoRemove"));
    m_removedBar->addButton(m_undoButton);
    m_removedBar->setClosable(true);
    m_removedBar->hide();
    connect(m_undoButton, &QPushButton::clicked, this, &ComparePage::undoRemovePane);
    connect(m_removedBar, &NoticeBar::closed, m_removedBar, &QWidget::hide);

    buildEmpty();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(m_row, 1);
    columns->addWidget(m_empty, 1);
    columns->addWidget(m_lesson);
    auto *top = new QVBoxLayout(m_top);
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(0);
    top->addLayout(columns, 1);
    m_splitter->addWidget(m_top);
    m_splitter->addWidget(m_strip);
    m_splitter->addWidget(m_composer);
    m_splitter->setStretchFactor(TopPart, 1);
    m_splitter->setStretchFactor(StripPart, 0);
    m_splitter->setStretchFactor(ComposerPart, 0);
    m_splitter->setEqualParts(false);
    // The base line that all columns stand on; below it is time.
    m_splitter->setBaseLine(StripPart);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_turnLine);
    page->addWidget(m_removedBar);
    page->addWidget(m_splitter, 1);
    m_sheet->hide();
}

void ComparePage::buildEmpty()
{
    m_empty->setObjectName(QStringLiteral("emptyLineup"));
    m_emptyAdd->setObjectName(QStringLiteral("emptyAddPane"));
    m_emptyExample->setObjectName(QStringLiteral("emptyOpenExample"));
    m_emptyAdd->setIcon(icon(QStringLiteral("plus"), ColorRole::OnAction));
    setButtonRole(m_emptyAdd, ButtonRole::Primary);
    auto *emptyButtons = new QHBoxLayout;
    emptyButtons->addStretch(1);
    emptyButtons->addWidget(m_emptyAdd);
    emptyButtons->addWidget(m_emptyExample);
    emptyButtons->addStretch(1);
    auto *emptyColumn = new QVBoxLayout(m_empty);
    emptyColumn->setSpacing(metrics::kSpace4);
    emptyColumn->addStretch(1);
    emptyColumn->addWidget(m_emptyText, 0, Qt::AlignHCenter);
    emptyColumn->addLayout(emptyButtons);
    emptyColumn->addStretch(1);
    connect(m_emptyAdd, &QPushButton::clicked, this, &ComparePage::addPane);
    connect(m_emptyExample, &QPushButton::clicked, this, &ComparePage::openExampleRequested);
}

void ComparePage::connectParts()
{
    connect(m_splitter, &LineSplitter::movedByPerson, this, [this] { m_isComposerSized = true; });
    connect(m_splitter, &LineSplitter::resetRequested, this, [this] {
        m_isComposerSized = false;
        fitParts();
    });
    connect(m_splitter, &QSplitter::splitterMoved, this, &ComparePage::placeSheet);
    connect(m_turnLine, &TurnLine::againRequested, &m_session, &CompareSession::sendAgain);
    connect(m_composer, &Composer::sendRequested, &m_session, &CompareSession::send);
    connect(m_composer, &Composer::systemRequested, this, [this] { isSheetOpen() ? openSheet(false) : openSystem(); });
    connect(m_composer, &Composer::examplesRequested, this, [this] { isSheetOpen() ? openSheet(false) : openExamples(); });
    connect(m_composer, &Composer::heightChanged, this, &ComparePage::fitParts);
    connect(m_sheet, &SetupSheet::closed, this, [this] { openSheet(false); });
    connect(m_strip, &RunStrip::stopAllRequested, &m_session, &CompareSession::stopAll);
    connect(m_row, &PaneRow::leastHeightChanged, this, &ComparePage::fitParts);
    connect(m_strip, &RunStrip::foldedChanged, this, [this] {
        m_isStripAutoFolded = false;
        fitParts();
        Q_EMIT stateChanged();
    });
    connect(m_lesson, &LessonPanel::closed, this, [this] { setLessonShown(false); });
    connect(m_lesson, &LessonPanel::tried, this, &ComparePage::onTry);
    connect(m_row, &PaneRow::editRequested, this, &ComparePage::editPane);
    connect(m_row, &PaneRow::sendRequested, this, &ComparePage::sendPane);
    connect(m_row, &PaneRow::stopRequested, &m_session, &CompareSession::stopLane);
    connect(m_row, &PaneRow::linkClicked, this, &ComparePage::linkClicked);
    connect(m_row, &PaneRow::maximisedChanged, this, &ComparePage::stateChanged);
}

void ComparePage::connectSession()
{
    connect(&m_session, &CompareSession::documentReplaced, this, [this] {
        m_removedBar->hide();
        refreshEmpty();
        refreshLesson();
        showRun();
        Q_EMIT stateChanged();
    });
    connect(&m_session, &CompareSession::lanesReset, this, [this] {
        refreshEmpty();
        refreshLesson();
        Q_EMIT stateChanged();
    });
    connect(&m_session, &CompareSession::setupChanged, this, &ComparePage::refreshLesson);
    connect(&m_session, &CompareSession::shownRunChanged, this, &ComparePage::showRun);
    connect(&m_session, &CompareSession::runStarted, this, [this] {
        m_removedBar->hide();
        m_tick.start();
        showRun();
    });
    connect(&m_session, &CompareSession::resultsChanged, this, [this](const std::vector<int> &lanes) {
        std::vector<int> results;
        for (const int lane : lanes) {
            if (const int result = m_session.resultIndex(lane); result >= 0)
                results.push_back(result);
        }
        m_strip->updateLanes(results);
    });
    connect(&m_session, &CompareSession::laneEnded, this, &ComparePage::onLaneEnded);
    connect(&m_session, &CompareSession::runFinished, this, &ComparePage::onRunFinished);
}

void ComparePage::showRun()
{
    if (m_session.shownRun() < 0)
        m_strip->clear();
    else
        m_strip->setRun(m_session.run(), m_session.startedAt(), m_session.isShownFromRecord() ? RunOrigin::Recorded : RunOrigin::Live);
}

void ComparePage::onLaneEnded(int lane)
{
    if (LanePane *ended = m_row->pane(lane))
        ended->refresh();
    const int result = m_session.resultIndex(lane);
    if (result >= 0)
        m_announcer.say(spokenEnd(m_session.run().setup.lanes[static_cast<std::size_t>(result)], m_session.result(lane)));
}

void ComparePage::onRunFinished()
{
    m_tick.stop();
    m_strip->runEnded();
    const Run &run = m_session.run();
    int ended = 0;
    int fastest = -1;
    for (int index = 0; index < static_cast<int>(run.results.size()); ++index) {
        const LaneResult &result = run.results[static_cast<std::size_t>(index)];
        ended += result.end ? 1 : 0;
        const bool isFirst = fastest < 0 || run.results[static_cast<std::size_t>(fastest)].firstAnswerAt > result.firstAnswerAt;
        if (result.firstAnswerAt && isFirst)
            fastest = index;
    }
    if (ended < 2)
        return;
    if (fastest >= 0)
        m_announcer.say(tr("All %n panes ended. Fastest first token: %1.", nullptr, ended)
                            .arg(QString::fromStdString(letterName(run.setup.lanes[static_cast<std::size_t>(fastest)].letter))));
    else
        m_announcer.say(tr("All %n panes ended.", nullptr, ended));
}

int ComparePage::currentPane() const
{
    return m_row->current();
}

bool ComparePage::isPaneFocused() const
{
    const QWidget *focus = window()->focusWidget();
    return focus && m_row->isAncestorOf(focus);
}

void ComparePage::focusPane(int lane)
{
    if (LanePane *wanted = m_row->pane(lane)) {
        m_row->setCurrent(lane);
        m_row->reveal(lane);
        wanted->focusInside();
    }
}

void ComparePage::focusPrompt(Qt::FocusReason reason)
{
    m_composer->focusPrompt(reason);
}

void ComparePage::openSystem()
{
    openSheet(true);
    m_sheet->focusSystem();
}

void ComparePage::openExamples()
{
    openSheet(true);
    m_sheet->focusExamples();
}

bool ComparePage::isSheetOpen() const
{
    return !m_sheet->isHidden();
}

void ComparePage::openSheet(bool on)
{
    m_composer->setSheetOpen(on);
    if (isSheetOpen() == on)
        return;
    m_sheet->setVisible(on);
    if (on) {
        placeSheet();
        m_sheet->raise();
    } else {
        m_composer->focusPrompt(Qt::OtherFocusReason);
    }
}

void ComparePage::placeSheet()
{
    if (!isSheetOpen())
        return;
    const int bottom = m_composer->mapTo(this, QPoint(0, 0)).y() + metrics::kSpace1;
    const int height = std::min(std::max(kSheetHeight, m_sheet->minimumSizeHint().height()), this->height() * kSheetShare / 100);
    m_sheet->setGeometry(metrics::kSpace3, bottom - height, width() - 2 * metrics::kSpace3, height);
}

void ComparePage::addPane()
{
    const auto &lanes = m_session.setup().lanes;
    LaneSpec lane = lanes.empty() ? LaneSpec{} : lanes.back();
    lane.name.clear();
    openEditor(new LaneEditor(LaneEditor::Purpose::Add, lane, m_backends, QString::fromStdString(m_engine.state().modelName),
                              static_cast<int>(m_session.setup().shots.size()), this));
}

void ComparePage::editPane(int lane)
{
    if (lane < 0 || lane >= static_cast<int>(m_session.setup().lanes.size()))
        return;
    openEditor(new LaneEditor(LaneEditor::Purpose::Edit, m_session.setup().lanes[static_cast<std::size_t>(lane)], m_backends,
                              QString::fromStdString(m_engine.state().modelName), static_cast<int>(m_session.setup().shots.size()), this));
}

void ComparePage::openEditor(LaneEditor *editor)
{
    editor->setAttribute(Qt::WA_DeleteOnClose);
    const int letter = editor->lane().letter;
    const bool isNew = editor->purpose() == LaneEditor::Purpose::Add;
    connect(editor, &QDialog::accepted, this, [this, editor, letter, isNew] {
        if (isNew) {
            focusPane(m_session.addLane(editor->lane()));
            return;
        }
        const auto &lanes = m_session.setup().lanes;
        for (std::size_t index = 0; index < lanes.size(); ++index) {
            if (lanes[index].letter == letter)
                m_session.updateLane(static_cast<int>(index), editor->lane());
        }
    });
    editor->open();
}

void ComparePage::duplicatePane(int lane)
{
    const auto &lanes = m_session.setup().lanes;
    if (lane >= 0 && lane < static_cast<int>(lanes.size()))
        focusPane(m_session.addLane(lanes[static_cast<std::size_t>(lane)]));
}

void ComparePage::removePane(int lane)
{
    if (lane < 0 || lane >= static_cast<int>(m_session.setup().lanes.size()))
        return;
    const bool hadFocus = isPaneFocused();
    m_session.removeLane(lane);
    showRemovedBar();
    // Else the keyboard would be where the window puts it, on a border.
    if (const int left = static_cast<int>(m_session.setup().lanes.size()); hadFocus && left > 0)
        focusPane(std::min(lane, left - 1));
    else if (hadFocus)
        m_emptyAdd->setFocus(Qt::OtherFocusReason);
}

void ComparePage::undoRemovePane()
{
    m_session.undoRemoveLane();
    if (m_session.canUndoRemove())
        showRemovedBar();
    else
        m_removedBar->hide();
}

void ComparePage::showRemovedBar()
{
    m_removedBar->setContent(NoticeBar::Tone::Info, tr("Pane %1 removed.").arg(m_session.removedName()), {});
    m_removedBar->show();
}

void ComparePage::toggleMaximised(int lane)
{
    m_row->toggleMaximised(lane);
}

void ComparePage::copyAnswer(int lane)
{
    if (const LanePane *wanted = m_row->pane(lane))
        QGuiApplication::clipboard()->setText(wanted->answerText());
}

void ComparePage::speakPane(int lane)
{
    if (const LanePane *wanted = m_row->pane(lane))
        m_announcer.say(wanted->spoken());
}

void ComparePage::sendPane(int lane)
{
    if (lane >= 0 && lane < static_cast<int>(m_session.setup().lanes.size()))
        m_session.sendLane(lane);
}

void ComparePage::stopPane(int lane)
{
    m_session.stopLane(lane);
}

bool ComparePage::isMaximised() const
{
    return m_row->isMaximised();
}

void ComparePage::onTry(LessonPanel::Try what)
{
    switch (what) {
    case LessonPanel::Try::OwnSentence:
        m_composer->writeAnother();
        return;
    case LessonPanel::Try::OneExampleLess:
        openExamples();
        m_sheet->removeLastExample();
        return;
    case LessonPanel::Try::Warmer:
        for (int lane = 0; lane < static_cast<int>(m_session.setup().lanes.size()); ++lane) {
            LaneSpec warmer = m_session.setup().lanes[static_cast<std::size_t>(lane)];
            warmer.parameters.temperature = kWarmer;
            m_session.updateLane(lane, warmer);
        }
        m_composer->focusPrompt(Qt::OtherFocusReason);
        return;
    case LessonPanel::Try::AddServer: {
        LaneSpec lane;
        lane.backend.kind = "openai-compatible";
        openEditor(new LaneEditor(LaneEditor::Purpose::Add, lane, m_backends, QString::fromStdString(m_engine.state().modelName),
                                  static_cast<int>(m_session.setup().shots.size()), this));
        return;
    }
    }
}

void ComparePage::setZoom(int percent)
{
    m_row->setZoom(percent);
}

void ComparePage::setReducedMotion(bool on)
{
    m_strip->setReducedMotion(on);
}

void ComparePage::setLessonShown(bool on)
{
    m_isLessonShown = on;
    refreshLesson();
    Q_EMIT stateChanged();
}

bool ComparePage::hasLesson() const
{
    return LessonPanel::hasLesson(m_session.document().lesson);
}

bool ComparePage::isLessonShown() const
{
    return hasLesson() && m_isLessonShown;
}

void ComparePage::refreshLesson()
{
    m_lesson->setVisible(isLessonShown());
    m_lesson->setCanRemoveExample(!m_session.setup().shots.empty());
}

void ComparePage::refreshEmpty()
{
    const bool isEmpty = m_session.setup().lanes.empty();
    m_row->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
}

bool ComparePage::isStripFolded() const
{
    return m_strip->isFolded();
}

void ComparePage::setStripFolded(bool on)
{
    m_strip->setFolded(on);
    m_isStripAutoFolded = false;
    fitParts();
    Q_EMIT stateChanged();
}

QList<QWidget *> ComparePage::regions() const
{
    return {m_row, m_strip, m_composer};
}

void ComparePage::focusRegion(QWidget *region)
{
    if (region == m_row && m_row->current() >= 0)
        focusPane(m_row->current());
    else if (region == m_composer)
        m_composer->focusPrompt(Qt::ShortcutFocusReason);
    else if (QWidget *first = region->nextInFocusChain())
        first->isAncestorOf(region) ? region->setFocus(Qt::ShortcutFocusReason) : first->setFocus(Qt::ShortcutFocusReason);
}

void ComparePage::fitParts()
{
    const int whole = m_splitter->height();
    if (whole <= 0)
        return;
    const int composer = m_isComposerSized ? m_splitter->sizes().at(ComposerPart) : m_composer->preferredHeight(m_composer->width());
    const bool isTight = whole - composer - m_row->leastHeight() < metrics::kStripMinimumHeight;
    // Short of height the strip folds first; when there is room again it comes back, unless a person folded it.
    if (isTight && !m_strip->isFolded()) {
        m_isStripAutoFolded = true;
        const QSignalBlocker quiet(m_strip);
        m_strip->setFolded(true);
    } else if (!isTight && m_isStripAutoFolded) {
        m_isStripAutoFolded = false;
        const QSignalBlocker quiet(m_strip);
        m_strip->setFolded(false);
    }
    if (m_isComposerSized)
        return;
    const int strip = m_strip->isFolded() ? metrics::kStripFoldedHeight
                                          : std::clamp(m_strip->sizeHint().height(), metrics::kStripMinimumHeight,
                                                       std::max(metrics::kStripMinimumHeight, std::min(metrics::kStripMaximumHeight, (whole - composer) / kStripShare)));
    m_splitter->setSizes({std::max(1, whole - strip - composer), strip, composer});
    placeSheet();
}

void ComparePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitParts();
    placeSheet();
}

void ComparePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isSheetOpen())
        openSheet(false);
    else
        QWidget::keyPressEvent(event);
}

void ComparePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ComparePage::retranslate()
{
    m_undoButton->setText(tr("Undo"));
    m_emptyText->setText(tr("Add a pane to begin."));
    m_emptyAdd->setText(tr("Add pane"));
    m_emptyExample->setText(tr("Open an example"));
    m_splitter->setHandleName(tr("Border between panes, strip and prompt"));
    if (!m_removedBar->isHidden())
        showRemovedBar();
}

} // namespace lineup
