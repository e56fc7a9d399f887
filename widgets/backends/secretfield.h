#pragma once

#include "core/cli/keyshape.h"
#include "core/ports/keystore.h"

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

class QLineEdit;
class QPushButton;

namespace lineup {

class TextLabel;

/// Where a key or a password is entered. Says whether there is one and never shows it: what is typed is hidden, goes to the key
/// store and is wiped from the field.
class SecretField : public QWidget {
    Q_OBJECT
public:
    enum class Kind {
        Key,      ///< as it is pasted: quotes, "Bearer " and "NAME=" around it are dropped
        Password, ///< as it is typed
    };

    /// `keys` outlives the field. Its parts are called `name` + "Line", "Enter", "Forget", "Status", "Note".
    SecretField(Kind kind, KeyStore &keys, const QString &name, QWidget *parent = nullptr);

    /// What it is kept as in the key store, and the address that it is for. Wipes what was typed.
    void setPlace(std::string storeName, std::string origin);
    const std::string &origin() const { return m_origin; }
    /// What is said of the secret now; `isSet` = it can be forgotten.
    void setStatus(const QString &sentence, bool isSet);
    /// What stands under the field, such as whose key was recognised.
    void setNote(const QString &note);
    /// Names the field for a screen reader and says what is to be put in.
    void setTexts(const QString &name, const QString &placeholder);
    QLineEdit *line() const { return m_line; }

Q_SIGNALS:
    /// Entered or forgotten; the key store has it.
    void changed();
    /// Something that reads as a key was pasted. A proposal of whose it is: nothing was sent or kept.
    void guessed(const std::vector<lineup::KeyGuess> &guesses);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void read();
    void enter();
    void forget();
    void showProblem(const QString &text);

    Kind m_kind;
    KeyStore &m_keys;
    std::string m_storeName;
    std::string m_origin;
    TextLabel *m_status;
    QLineEdit *m_line;
    QPushButton *m_enter;
    QPushButton *m_forget;
    TextLabel *m_note;
};

} // namespace lineup
