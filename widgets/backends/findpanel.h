#pragma once

#include "core/ports/discovery.h"
#include "widgets/models/settingskeeper.h"

#include <QWidget>

#include <functional>
#include <vector>

class QPushButton;
class QVBoxLayout;

namespace lineup {

class TextLabel;

/// Looks for what this computer has already: model servers that answer, and model files. Asks once whether it may.
class FindPanel : public QWidget {
    Q_OBJECT
public:
    /// Whether a server that was found is set up already.
    using KnownCheck = std::function<bool(const FoundServer &server)>;

    /// References outlive the panel.
    FindPanel(Discovery &discovery, SettingsKeeper &settings, KnownCheck isKnown, QWidget *parent = nullptr);

    /// Asks for the permission, or looks at once when it was given before.
    void begin();

Q_SIGNALS:
    void serverChosen(const lineup::FoundServer &server);
    /// A model file is to be the one of the local engine.
    void fileChosen(const lineup::FoundModelFile &file);
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void allow();
    void look();
    void showFound();
    void addHeading(const QString &text);
    void addResult(const QString &name, const QString &title, const QString &note, const QString &button, const std::function<void()> &does);
    void retranslate();

    Discovery &m_discovery;
    SettingsKeeper &m_settings;
    KnownCheck m_isKnown;
    std::vector<FoundServer> m_servers;
    std::vector<FoundModelFile> m_files;
    int m_waiting = 0; ///< searches under way
    bool m_hasLooked = false;
    TextLabel *m_title;
    TextLabel *m_text;
    QWidget *m_results;
    QVBoxLayout *m_list;
    QPushButton *m_look;
    QPushButton *m_back;
};

} // namespace lineup
