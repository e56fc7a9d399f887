#pragma once

#include "core/document/lineupdocument.h"
#include "core/run/lineuprunner.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace lineup {

/// One open line-up: the document, the run that is shown, and what a person can do with both. The page and its panes show
/// it and call it; it knows no widget and no disk.
///
/// Lanes are addressed by their index in document().setup.lanes. The shown run may have been made with fewer or other
/// lanes (it is history); result() matches by the lane's letter.
class CompareSession : public QObject {
    Q_OBJECT
public:
    CompareSession(BackendFactory &backends, const Clock &clock, std::string madeWith, QObject *parent = nullptr);
    ~CompareSession() override;

    /// While a run is under way its answers stand in the document as they were at the last keepProgress() or end of a lane.
    const LineupDocument &document() const { return m_document; }
    /// Puts what has streamed so far into the document; a copy, so not for every batch.
    void keepProgress() { keepRun(); }
    const LineupSetup &setup() const { return m_document.setup; }
    /// Whether a document that comes in differs from its file.
    enum class Saved { Yes, No };
    /// Replaces everything; shows the last run. Cancels what runs.
    void setDocument(LineupDocument document, const QString &filePath, Saved saved = Saved::Yes);

    QString filePath() const { return m_filePath; }
    /// After a successful save.
    void markSaved(const QString &filePath);
    /// It differs from its file although nothing is edited now: it was edited while it was being saved.
    void markEdited() { setModified(true); }
    bool isModified() const { return m_isModified; }
    /// The title, else the file's name, else a translated "Untitled".
    QString displayTitle() const;

    // Editing. Each marks the document modified and says what changed.
    void setTitle(const QString &title);
    void setPrompt(const std::string &prompt);
    void setSystem(const std::string &system);
    void setShots(const std::vector<Shot> &shots);
    void setLayoutValue(const std::string &key, const nlohmann::json &value);
    /// Adds behind the last lane and gives it a letter. Returns its index; 24 lanes at most, then -1.
    int addLane(LaneSpec lane);
    void updateLane(int lane, LaneSpec spec);
    /// The lane and its shown answer go to the trash; undoRemoveLane() brings the newest back to its place.
    void removeLane(int lane);
    void undoRemoveLane();
    bool canUndoRemove() const { return !m_trash.empty(); }
    /// Letter of the lane that undoRemoveLane() would bring back.
    QString removedName() const;
    /// Whether Send goes to this lane too. New lanes: yes.
    bool isSendTarget(int lane) const;
    void setSendTarget(int lane, bool on);
    int sendTargetCount() const;

    // Running.
    /// Sends to every target lane. Does nothing without a target or with an empty prompt. While a run is under way it is
    /// queued as it stands now and sent when that run ends; a second one replaces it.
    void send();
    /// Sends the prompt of the shown run once more, everything else as it is edited now. Does nothing while a run is under
    /// way or when none is shown.
    void sendAgain();
    bool isSendQueued() const { return m_queued.has_value(); }
    /// Sends one lane. With the question of the shown run unchanged the answer joins that run, replacing the lane's earlier
    /// one; else, and in a run of the past, it is a run of its own (queued while another is under way).
    void sendLane(int lane);
    void stopLane(int lane);
    /// Stops every lane and forgets what is queued.
    void stopAll();
    bool isRunning() const { return m_runner.isRunning(); }
    bool isLaneRunning(int lane) const;

    // What is shown.
    /// Number of kept runs and which is shown (0-based; -1 = none yet).
    int runCount() const { return static_cast<int>(m_document.runs.size()); }
    int shownRun() const { return m_shownRun; }
    void showRun(int index);
    /// The shown run, or an empty one.
    const Run &run() const { return m_runner.run(); }
    /// Index into run().results for a lane of the setup; -1 when the shown run has no such lane.
    int resultIndex(int lane) const;
    /// The lane's shown answer; an empty one (LanePhase::Idle) when there is none.
    const LaneResult &result(int lane) const;
    /// True when the shown answer was read from a file or is an older run, i.e. not made just now.
    bool isShownFromRecord() const { return m_isFromRecord; }
    Clock::Steady startedAt() const { return m_runner.startedAt(); }

Q_SIGNALS:
    void documentReplaced();
    void titleChanged();
    void modifiedChanged();
    void setupChanged();       ///< system, shots, prompt or a lane's settings
    void lanesReset();         ///< lanes were added or removed; rebuild panes, keeping those whose letter stays
    void sendTargetsChanged();
    void sendQueuedChanged();
    void runStarted();
    void resultsChanged(const std::vector<int> &lanes); ///< indexes into setup().lanes
    void laneEnded(int lane);
    void runFinished();
    void shownRunChanged();

private:
    struct Removed {
        LaneSpec lane;
        int index = 0;
    };
    void setModified(bool on);
    /// The setup with the lanes that Send goes to.
    LineupSetup targetSetup() const;
    void startRun(const LineupSetup &sent);
    void clearQueue();
    void keepRun();
    void onStreamed(const std::vector<int> &results);
    int laneByLetter(int letter) const;

    LineupRunner m_runner;
    LineupDocument m_document;
    QString m_filePath;
    std::vector<Removed> m_trash;
    std::vector<int> m_unchecked; ///< letters that Send leaves out
    std::optional<LineupSetup> m_queued; ///< sent when the present run ends
    int m_shownRun = -1;
    int m_liveRun = -1; ///< index in the document of the run that the runner works on, -1 = none
    bool m_isModified = false;
    bool m_isFromRecord = false;
};

/// The built-in first line-up: the same model three times with 0, 1 and 3 examples. Its texts were tried with this model and
/// are not translated; `lesson` names the panel that explains it.
LineupDocument fewShotExample();

} // namespace lineup
