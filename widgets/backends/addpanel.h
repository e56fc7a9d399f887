#pragma once

#include "core/backend/providerdescriptor.h"
#include "core/cli/keyshape.h"

#include <QWidget>

#include <string>
#include <vector>

class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace lineup {

class TextLabel;

/// Where another backend is chosen: by a key, of which it is proposed whose it is, or from the list of providers. Nothing is
/// sent and nothing is kept before the person has chosen.
class AddPanel : public QWidget {
    Q_OBJECT
public:
    /// `providers` without the engine of this application.
    explicit AddPanel(std::vector<ProviderDescriptor> providers, QWidget *parent = nullptr);

    /// Empty again, with the keyboard in the field for the key.
    void begin();

Q_SIGNALS:
    /// A provider was chosen; `key` is what was pasted for it, or empty.
    void chosen(const std::string &kind, const lineup::Secret &key);
    void lookRequested();
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void retranslate();
    void read();
    void choose(const std::string &kind);
    bool isKnown(const std::string &kind) const;

    std::vector<ProviderDescriptor> m_providers;
    TextLabel *m_title;
    TextLabel *m_keyLabel;
    QLineEdit *m_key;
    TextLabel *m_guess;
    std::vector<QPushButton *> m_proposals; ///< as many as a key may have owners
    std::vector<std::string> m_proposed;    ///< kinds, in the order of m_proposals
    TextLabel *m_listLabel;
    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_look;
    QPushButton *m_cancel;
};

} // namespace lineup
