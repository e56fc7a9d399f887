#include "widgets/models/comparesession.h"

#include <QFileInfo>

#include <algorithm>

namespace lineup {

namespace {
constexpr int kMaxLanes = 24;
const LaneResult kNoResult{};
}

CompareSession::CompareSession(BackendFactory &backends, const Clock &clock, std::string madeWith, QObject *parent)
    : QObject(parent), m_runner(backends, clock, std::move(madeWith))
{
    connect(&m_runner, &LineupRunner::lanesChanged, this, &CompareSession::onStreamed);
    connect(&m_runner, &LineupRunner::laneEnded, this, [this](int result) {
        keepRun();
        setModified(true);
        if (const int lane = laneByLetter(run().setup.lanes[result].letter); lane >= 0)
            Q_EMIT laneEnded(lane);
    });
    connect(&m_runner, &LineupRunner::finished, this, [this] {
        Q_EMIT runFinished();
        if (m_queued && !isRunning()) {
            const LineupSetup next = std::move(*m_queued);
            clearQueue();
            startRun(next);
        }
    });
}

CompareSession::~CompareSession()
{
    m_runner.disconnect(this);
}

void CompareSession::onStreamed(const std::vector<int> &results)
{
    // It may have been saved in the middle of the run: what comes after that is not in the file.
    setModified(true);
    std::vector<int> lanes;
    for (const int result : results) {
        if (const int lane = laneByLetter(run().setup.lanes[result].letter); lane >= 0)
            lanes.push_back(lane);
    }
    Q_EMIT resultsChanged(lanes);
}

void CompareSession::setDocument(LineupDocument document, const QString &filePath, Saved saved)
{
    m_document = std::move(document);
    m_filePath = filePath;
    m_trash.clear();
    m_unchecked.clear();
    m_queued.reset();
    m_liveRun = -1;
    m_shownRun = runCount() - 1;
    m_isFromRecord = m_shownRun >= 0;
    m_runner.show(m_isFromRecord ? m_document.runs.back() : Run{});
    setModified(saved == Saved::No);
    Q_EMIT documentReplaced();
}

void CompareSession::markSaved(const QString &filePath)
{
    m_filePath = filePath;
    setModified(false);
    Q_EMIT titleChanged();
}

QString CompareSession::displayTitle() const
{
    if (!m_document.title.empty())
        return QString::fromStdString(m_document.title);
    if (!m_filePath.isEmpty())
        return QFileInfo(m_filePath).completeBaseName();
    return tr("Untitled");
}

void CompareSession::setModified(bool on)
{
    if (m_isModified == on)
        return;
    m_isModified = on;
    Q_EMIT modifiedChanged();
}

void CompareSession::setTitle(const QString &title)
{
    if (title.toStdString() == m_document.title)
        return;
    m_document.title = title.toStdString();
    setModified(true);
    Q_EMIT titleChanged();
}

void CompareSession::setPrompt(const std::string &prompt)
{
    if (prompt == m_document.setup.prompt)
        return;
    m_document.setup.prompt = prompt;
    setModified(true);
    Q_EMIT setupChanged();
}

void CompareSession::setSystem(const std::string &system)
{
    if (system == m_document.setup.system)
        return;
    m_document.setup.system = system;
    setModified(true);
    Q_EMIT setupChanged();
}

void CompareSession::setShots(const std::vector<Shot> &shots)
{
    if (shots == m_document.setup.shots)
        return;
    m_document.setup.shots = shots;
    setModified(true);
    Q_EMIT setupChanged();
}

void CompareSession::setLayoutValue(const std::string &key, const nlohmann::json &value)
{
    // Sizes alone are no reason to ask "save?" at the end; they go into the file with the next save.
    m_document.layout[key] = value;
}

int CompareSession::addLane(LaneSpec lane)
{
    auto &lanes = m_document.setup.lanes;
    if (lanes.size() >= kMaxLanes)
        return -1;
    std::vector<int> used;
    for (const LaneSpec &other : lanes)
        used.push_back(other.letter);
    lane.letter = nextLetter(used, m_document.retiredLetters);
    lanes.push_back(std::move(lane));
    setModified(true);
    Q_EMIT lanesReset();
    return static_cast<int>(lanes.size()) - 1;
}

void CompareSession::updateLane(int lane, LaneSpec spec)
{
    LaneSpec &present = m_document.setup.lanes.at(lane);
    spec.letter = present.letter;
    if (spec == present)
        return;
    present = std::move(spec);
    setModified(true);
    Q_EMIT setupChanged();
}

void CompareSession::removeLane(int lane)
{
    auto &lanes = m_document.setup.lanes;
    if (lane < 0 || lane >= static_cast<int>(lanes.size()))
        return;
    stopLane(lane);
    m_trash.push_back({lanes[lane], lane});
    m_document.retiredLetters.push_back(lanes[lane].letter);
    lanes.erase(lanes.begin() + lane);
    setModified(true);
    Q_EMIT lanesReset();
}

void CompareSession::undoRemoveLane()
{
    if (m_trash.empty() || m_document.setup.lanes.size() >= kMaxLanes)
        return;
    Removed removed = std::move(m_trash.back());
    m_trash.pop_back();
    auto &lanes = m_document.setup.lanes;
    std::erase(m_document.retiredLetters, removed.lane.letter);
    // All 24 letters may have been in use since: then the lane comes back with another one.
    if (laneByLetter(removed.lane.letter) >= 0) {
        std::vector<int> used;
        for (const LaneSpec &other : lanes)
            used.push_back(other.letter);
        removed.lane.letter = nextLetter(used, m_document.retiredLetters);
    }
    lanes.insert(lanes.begin() + std::min<std::ptrdiff_t>(removed.index, static_cast<std::ptrdiff_t>(lanes.size())), std::move(removed.lane));
    setModified(true);
    Q_EMIT lanesReset();
}

QString CompareSession::removedName() const
{
    return m_trash.empty() ? QString() : QString::fromStdString(letterName(m_trash.back().lane.letter));
}

bool CompareSession::isSendTarget(int lane) const
{
    return std::find(m_unchecked.begin(), m_unchecked.end(), setup().lanes.at(lane).letter) == m_unchecked.end();
}

void CompareSession::setSendTarget(int lane, bool on)
{
    if (isSendTarget(lane) == on)
        return;
    const int letter = setup().lanes.at(lane).letter;
    if (on)
        std::erase(m_unchecked, letter);
    else
        m_unchecked.push_back(letter);
    Q_EMIT sendTargetsChanged();
}

int CompareSession::sendTargetCount() const
{
    int count = 0;
    for (int lane = 0; lane < static_cast<int>(setup().lanes.size()); ++lane)
        count += isSendTarget(lane) ? 1 : 0;
    return count;
}

LineupSetup CompareSession::targetSetup() const
{
    LineupSetup sent = setup();
    std::erase_if(sent.lanes, [this](const LaneSpec &lane) {
        return std::find(m_unchecked.begin(), m_unchecked.end(), lane.letter) != m_unchecked.end();
    });
    return sent;
}

void CompareSession::startRun(const LineupSetup &sent)
{
    keepRun();
    m_isFromRecord = false;
    m_document.runs.emplace_back();
    m_liveRun = m_shownRun = runCount() - 1;
    m_runner.start(sent);
    keepRun();
    setModified(true);
    Q_EMIT shownRunChanged();
    Q_EMIT runStarted();
}

void CompareSession::send()
{
    if (setup().prompt.empty() || sendTargetCount() == 0)
        return;
    if (!isRunning()) {
        startRun(targetSetup());
        return;
    }
    m_queued = targetSetup();
    Q_EMIT sendQueuedChanged();
}

void CompareSession::sendAgain()
{
    if (m_shownRun < 0 || isRunning() || sendTargetCount() == 0 || run().setup.prompt.empty())
        return;
    LineupSetup sent = targetSetup();
    sent.prompt = run().setup.prompt;
    startRun(sent);
}

void CompareSession::clearQueue()
{
    if (!m_queued)
        return;
    m_queued.reset();
    Q_EMIT sendQueuedChanged();
}

void CompareSession::sendLane(int lane)
{
    const LaneSpec &spec = setup().lanes.at(static_cast<std::size_t>(lane));
    const LineupSetup &shown = run().setup;
    const bool isSameQuestion = m_liveRun >= 0 && m_liveRun == m_shownRun && shown.prompt == setup().prompt && shown.system == setup().system
        && shown.shots == setup().shots;
    int result = resultIndex(lane);
    const bool isSameLane = result >= 0 && shown.lanes[static_cast<std::size_t>(result)] == spec;
    if (isSameQuestion && (isSameLane || !isRunning())) {
        if (!isSameLane) {
            // Other settings or a new pane, but the same question: it joins the run, so that it stands beside the others.
            Run joined = run();
            if (result < 0) {
                result = static_cast<int>(joined.results.size());
                joined.setup.lanes.push_back(spec);
                joined.results.emplace_back();
            } else {
                joined.setup.lanes[static_cast<std::size_t>(result)] = spec;
            }
            m_runner.show(joined);
        }
        m_runner.restartLane(result);
        keepRun();
        setModified(true);
        Q_EMIT runStarted();
        return;
    }
    if (setup().prompt.empty())
        return;
    LineupSetup sent = setup();
    sent.lanes = {spec};
    if (isRunning()) {
        m_queued = std::move(sent);
        Q_EMIT sendQueuedChanged();
        return;
    }
    startRun(sent);
}

void CompareSession::stopLane(int lane)
{
    m_runner.cancelLane(resultIndex(lane));
}

void CompareSession::stopAll()
{
    clearQueue();
    m_runner.cancelAll();
}

bool CompareSession::isLaneRunning(int lane) const
{
    return m_runner.isLaneRunning(resultIndex(lane));
}

void CompareSession::keepRun()
{
    if (m_liveRun >= 0 && m_liveRun < runCount() && m_liveRun == m_shownRun)
        m_document.runs[m_liveRun] = m_runner.run();
}

void CompareSession::showRun(int index)
{
    if (index < 0 || index >= runCount() || index == m_shownRun || isRunning())
        return;
    keepRun();
    m_shownRun = index;
    m_isFromRecord = index != m_liveRun;
    m_runner.show(m_document.runs[index]);
    Q_EMIT shownRunChanged();
}

int CompareSession::laneByLetter(int letter) const
{
    const auto &lanes = setup().lanes;
    const auto found = std::find_if(lanes.begin(), lanes.end(), [letter](const LaneSpec &lane) { return lane.letter == letter; });
    return found == lanes.end() ? -1 : static_cast<int>(found - lanes.begin());
}

int CompareSession::resultIndex(int lane) const
{
    if (lane < 0 || lane >= static_cast<int>(setup().lanes.size()))
        return -1;
    const auto &sent = run().setup.lanes;
    const int letter = setup().lanes[lane].letter;
    for (int i = 0; i < static_cast<int>(run().results.size()); ++i) {
        if (sent[i].letter == letter)
            return i;
    }
    return -1;
}

const LaneResult &CompareSession::result(int lane) const
{
    const int index = resultIndex(lane);
    return index < 0 ? kNoResult : run().results[index];
}

LineupDocument fewShotExample()
{
    LineupDocument document;
    document.title = "Zero-shot, one-shot, few-shot";
    document.lesson = "few-shot";
    document.setup.system = "Extract product and colour as JSON.";
    document.setup.shots = {
        {"A red bicycle for my daughter.", R"({"product":"bicycle","colour":"red"})"},
        {"Two pairs of black shoes.", R"({"product":"shoes","colour":"black"})"},
        {"I want the blue lamp.", R"({"product":"lamp","colour":"blue"})"},
    };
    document.setup.prompt = "Please send me a green umbrella.";
    int letter = 0;
    for (const int shots : {0, 1, 3}) {
        LaneSpec lane;
        lane.parameters.temperature = 0.0;
        lane.parameters.maxTokens = 96;
        lane.shots = shots;
        lane.letter = letter++;
        document.setup.lanes.push_back(lane);
    }
    return document;
}

} // namespace lineup
