#include "widgets/shell/actions.h"

#include "core/settings/settings.h"
#include "widgets/theme/icons.h"

#include <QKeySequence>

namespace lineup {

namespace {

using Id = Actions::Id;

struct Row {
    Id id;
    const char *name; ///< objectName
    const char *text;
    const char *keys; ///< portable text; "" = none
    const char *icon; ///< "" = none
};

// Words are marked here and translated in retranslate(). Keys: the design's keyboard table; where it names none, the
// usual ones of the desktop.
constexpr std::array<Row, Actions::kCount> kRows{{
    {Id::NewLineup, "actionNewLineup", QT_TRANSLATE_NOOP("lineup::Actions", "&New Line-up"), "Ctrl+T", "file-plus"},
    {Id::Open, "actionOpen", QT_TRANSLATE_NOOP("lineup::Actions", "&Open…"), "Ctrl+O", "folder-open"},
    {Id::OpenExample, "actionOpenExample", QT_TRANSLATE_NOOP("lineup::Actions", "Open &Example"), "", "graduation-cap"},
    {Id::Save, "actionSave", QT_TRANSLATE_NOOP("lineup::Actions", "&Save"), "Ctrl+S", "save"},
    {Id::SaveAs, "actionSaveAs", QT_TRANSLATE_NOOP("lineup::Actions", "Save &As…"), "Ctrl+Shift+S", ""},
    {Id::CloseLineup, "actionCloseLineup", QT_TRANSLATE_NOOP("lineup::Actions", "&Close Line-up"), "Ctrl+W", "x"},
    {Id::ReopenLineup, "actionReopenLineup", QT_TRANSLATE_NOOP("lineup::Actions", "&Reopen Closed Line-up"), "Ctrl+Shift+T", "history"},
    {Id::Settings, "actionSettings", QT_TRANSLATE_NOOP("lineup::Actions", "Se&ttings…"), "Ctrl+,", "settings"},
    {Id::Quit, "actionQuit", QT_TRANSLATE_NOOP("lineup::Actions", "&Quit"), "Ctrl+Q", ""},
    {Id::UndoRemove, "actionUndoRemove", QT_TRANSLATE_NOOP("lineup::Actions", "&Undo Remove Pane"), "Ctrl+Z", "undo-2"},
    {Id::EditPrompt, "actionEditPrompt", QT_TRANSLATE_NOOP("lineup::Actions", "Edit &Prompt"), "Ctrl+L", "pencil"},
    {Id::EditSystem, "actionEditSystem", QT_TRANSLATE_NOOP("lineup::Actions", "Edit &System Prompt"), "Ctrl+Shift+L", ""},
    {Id::EditExamples, "actionEditExamples", QT_TRANSLATE_NOOP("lineup::Actions", "Edit E&xamples"), "Ctrl+Shift+E", ""},
    {Id::FoldRail, "actionFoldRail", QT_TRANSLATE_NOOP("lineup::Actions", "Fold &Rail"), "Ctrl+\\", "panel-left"},
    {Id::FoldStrip, "actionFoldStrip", QT_TRANSLATE_NOOP("lineup::Actions", "Fold Race &Strip"), "Ctrl+J", ""},
    {Id::ShowLesson, "actionShowLesson", QT_TRANSLATE_NOOP("lineup::Actions", "&Lesson"), "", "lightbulb"},
    {Id::LargerText, "actionLargerText", QT_TRANSLATE_NOOP("lineup::Actions", "&Larger Answers"), "Ctrl++", "zoom-in"},
    {Id::SmallerText, "actionSmallerText", QT_TRANSLATE_NOOP("lineup::Actions", "S&maller Answers"), "Ctrl+-", "zoom-out"},
    {Id::NormalText, "actionNormalText", QT_TRANSLATE_NOOP("lineup::Actions", "&Normal Size"), "Ctrl+0", ""},
    {Id::NextRegion, "actionNextRegion", QT_TRANSLATE_NOOP("lineup::Actions", "Next &Region"), "F6", ""},
    {Id::PreviousRegion, "actionPreviousRegion", QT_TRANSLATE_NOOP("lineup::Actions", "Pre&vious Region"), "Shift+F6", ""},
    {Id::NextLineup, "actionNextLineup", QT_TRANSLATE_NOOP("lineup::Actions", "&Next Line-up"), "Ctrl+Tab", ""},
    {Id::PreviousLineup, "actionPreviousLineup", QT_TRANSLATE_NOOP("lineup::Actions", "&Previous Line-up"), "Ctrl+Shift+Tab", ""},
    {Id::NextRun, "actionNextRun", QT_TRANSLATE_NOOP("lineup::Actions", "Next R&un"), "Alt+Right", "chevron-right"},
    {Id::PreviousRun, "actionPreviousRun", QT_TRANSLATE_NOOP("lineup::Actions", "Previous Ru&n"), "Alt+Left", "chevron-left"},
    {Id::AddPane, "actionAddPane", QT_TRANSLATE_NOOP("lineup::Actions", "&Add Pane…"), "Ctrl+Shift+N", "plus"},
    {Id::MaximisePane, "actionMaximisePane", QT_TRANSLATE_NOOP("lineup::Actions", "&Maximise Pane"), "F11", "maximize-2"},
    {Id::EditPane, "actionEditPane", QT_TRANSLATE_NOOP("lineup::Actions", "&Edit Settings…"), "F2", "sliders-horizontal"},
    {Id::SendPaneAgain, "actionSendPaneAgain", QT_TRANSLATE_NOOP("lineup::Actions", "&Send Again to This Pane"), "Ctrl+Shift+R", "refresh-cw"},
    {Id::StopPane, "actionStopPane", QT_TRANSLATE_NOOP("lineup::Actions", "S&top This Pane"), "", "square"},
    {Id::CopyAnswer, "actionCopyAnswer", QT_TRANSLATE_NOOP("lineup::Actions", "&Copy Answer"), "Ctrl+Shift+C", "copy"},
    {Id::DuplicatePane, "actionDuplicatePane", QT_TRANSLATE_NOOP("lineup::Actions", "&Duplicate"), "Ctrl+D", "columns-3"},
    {Id::RemovePane, "actionRemovePane", QT_TRANSLATE_NOOP("lineup::Actions", "&Remove Pane"), "Ctrl+Shift+Del", "trash-2"},
    {Id::SpeakPane, "actionSpeakPane", QT_TRANSLATE_NOOP("lineup::Actions", "Rea&d State of Pane"), "Ctrl+Alt+P", ""},
    {Id::Send, "actionSend", QT_TRANSLATE_NOOP("lineup::Actions", "&Send"), "Ctrl+Return", "send"},
    {Id::SendAgain, "actionSendAgain", QT_TRANSLATE_NOOP("lineup::Actions", "Send the Last Prompt A&gain"), "Ctrl+R", "refresh-cw"},
    {Id::StopAll, "actionStopAll", QT_TRANSLATE_NOOP("lineup::Actions", "S&top All"), "Esc", "square"},
    {Id::Shortcuts, "actionShortcuts", QT_TRANSLATE_NOOP("lineup::Actions", "&Keyboard Shortcuts"), "F1", "keyboard"},
    {Id::About, "actionAbout", QT_TRANSLATE_NOOP("lineup::Actions", "&About Lineup"), "", "info"},
}};

constexpr bool rowsAreInOrder()
{
    for (std::size_t index = 0; index < kRows.size(); ++index) {
        if (static_cast<std::size_t>(kRows[index].id) != index)
            return false;
    }
    return true;
}
static_assert(rowsAreInOrder());

QAction *addChoice(QActionGroup *group, const QVariant &data, const QString &name)
{
    auto *action = new QAction(group);
    action->setObjectName(name);
    action->setCheckable(true);
    action->setData(data);
    return action;
}

} // namespace

Actions::Actions(QObject *parent) : QObject(parent), m_colorSchemes(new QActionGroup(this)), m_languages(new QActionGroup(this))
{
    for (const Row &row : kRows) {
        auto *action = new QAction(this);
        action->setObjectName(QLatin1String(row.name));
        if (row.icon[0] != '\0')
            action->setIcon(icon(QLatin1String(row.icon)));
        QList<QKeySequence> keys;
        if (row.keys[0] != '\0')
            keys.push_back(QKeySequence(QLatin1String(row.keys), QKeySequence::PortableText));
        // The same key without Shift, as most keyboards have it, and the one beside the numbers.
        if (row.id == Id::LargerText)
            keys.push_back(QKeySequence(Qt::CTRL | Qt::Key_Equal));
        if (row.id == Id::Send)
            keys.push_back(QKeySequence(Qt::CTRL | Qt::Key_Enter));
        action->setShortcuts(keys);
        m_actions[static_cast<std::size_t>(row.id)] = action;
    }
    for (const Id id : {Id::FoldRail, Id::FoldStrip, Id::ShowLesson, Id::MaximisePane})
        at(id)->setCheckable(true);
    at(Id::Quit)->setMenuRole(QAction::QuitRole);
    at(Id::About)->setMenuRole(QAction::AboutRole);
    at(Id::Settings)->setMenuRole(QAction::PreferencesRole);
    for (int pane = 0; pane < kFocusPanes; ++pane) {
        auto *action = new QAction(this);
        action->setObjectName(QStringLiteral("actionFocusPane%1").arg(pane + 1));
        action->setShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + pane)));
        m_focusPanes[static_cast<std::size_t>(pane)] = action;
    }
    addChoice(m_colorSchemes, static_cast<int>(ColorScheme::System), QStringLiteral("actionThemeSystem"));
    addChoice(m_colorSchemes, static_cast<int>(ColorScheme::Light), QStringLiteral("actionThemeLight"));
    addChoice(m_colorSchemes, static_cast<int>(ColorScheme::Dark), QStringLiteral("actionThemeDark"));
    addChoice(m_languages, QString(), QStringLiteral("actionLanguageSystem"));
    addChoice(m_languages, QStringLiteral("en"), QStringLiteral("actionLanguageEnglish"));
    addChoice(m_languages, QStringLiteral("ru"), QStringLiteral("actionLanguageRussian"));
    retranslate();
}

std::vector<QAction *> Actions::all() const
{
    std::vector<QAction *> result(m_actions.begin(), m_actions.end());
    result.insert(result.end(), m_focusPanes.begin(), m_focusPanes.end());
    return result;
}

void Actions::retranslate()
{
    for (const Row &row : kRows)
        at(row.id)->setText(tr(row.text));
    for (int pane = 0; pane < kFocusPanes; ++pane)
        focusPane(pane)->setText(tr("Go to Pane &%1").arg(pane + 1));
    const QList<QAction *> schemes = m_colorSchemes->actions();
    schemes[0]->setText(tr("As the &System"));
    schemes[1]->setText(tr("&Light"));
    schemes[2]->setText(tr("&Dark"));
    const QList<QAction *> languages = m_languages->actions();
    languages[0]->setText(tr("As the &System"));
    // A language is written in itself, so that a person who cannot read the present one finds it.
    languages[1]->setText(QStringLiteral("English"));
    languages[2]->setText(QStringLiteral("Русский"));
}

} // namespace lineup
