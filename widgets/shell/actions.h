#pragma once

#include <QAction>
#include <QActionGroup>
#include <QObject>

#include <array>
#include <vector>

namespace lineup {

/// Everything a person can do, once: menus, buttons and shortcuts share these objects. They know no window; the window
/// connects and enables them.
class Actions : public QObject {
    Q_OBJECT
public:
    enum class Id {
        NewLineup,
        Open,
        OpenExample,
        Save,
        SaveAs,
        CloseLineup,
        ReopenLineup,
        Settings,
        Quit,
        UndoRemove,
        EditPrompt,
        EditSystem,
        EditExamples,
        FoldRail,
        FoldStrip,
        ShowLesson,
        LargerText,
        SmallerText,
        NormalText,
        NextRegion,
        PreviousRegion,
        NextLineup,
        PreviousLineup,
        NextRun,
        PreviousRun,
        AddPane,
        MaximisePane,
        EditPane,
        SendPaneAgain,
        StopPane,
        CopyAnswer,
        DuplicatePane,
        RemovePane,
        SpeakPane,
        Send,
        SendAgain,
        StopAll,
        Shortcuts,
        About,
    };
    static constexpr int kCount = static_cast<int>(Id::About) + 1;
    static constexpr int kFocusPanes = 9;

    explicit Actions(QObject *parent = nullptr);

    QAction *at(Id id) const { return m_actions[static_cast<std::size_t>(id)]; }
    /// Alt+1…9, 0-based.
    QAction *focusPane(int pane) const { return m_focusPanes[static_cast<std::size_t>(pane)]; }
    /// System, light, dark: exclusive, data() is the ColorScheme as int.
    QActionGroup *colorSchemes() const { return m_colorSchemes; }
    /// data() is the language code, "" for the system's.
    QActionGroup *languages() const { return m_languages; }
    /// All of them, for a window to add so that shortcuts work where no menu shows them.
    std::vector<QAction *> all() const;

    /// Sets the words again after a change of language.
    void retranslate();

private:
    std::array<QAction *, kCount> m_actions{};
    std::array<QAction *, kFocusPanes> m_focusPanes{};
    QActionGroup *m_colorSchemes;
    QActionGroup *m_languages;
};

} // namespace lineup
