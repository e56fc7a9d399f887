#pragma once

#include "core/backend/configuredbackend.h"
#include "core/cli/keyshape.h"
#include "core/ports/desktop.h"
#include "core/ports/keystore.h"
#include "widgets/common/filepicker.h"
#include "widgets/common/formfield.h"
#include "widgets/models/backendlist.h"

#include <QWidget>

#include <string>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace lineup {

class Chip;
class ElidedLabel;
class FoldSection;
class ModelBrowser;
class ModelDirectory;
class NetworkFields;
class OptionFields;
class SecretField;
class TestCard;
class TextLabel;

/// One backend that was set up: its settings as a form made of its provider's descriptor, its key, its test, its models. What is
/// changed is kept when the person leaves the field.
class BackendForm : public QWidget {
    Q_OBJECT
public:
    /// References outlive the form.
    BackendForm(BackendStore &store, BackendList &list, KeyStore &keys, ModelDirectory &models, FilePicker &picker, LinkOpener &links, QWidget *parent = nullptr);

    /// Shows another backend, or none for an id that is not there.
    void showBackend(const std::string &id);
    const std::string &shownId() const { return m_id; }
    /// Puts the keyboard where something is missing: the address, the key, else the name.
    void focusWhatIsMissing();

Q_SIGNALS:
    void removeRequested(const std::string &id);
    void failed(const lineup::Error &error);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildHead();
    void load(const ConfiguredBackend &backend);
    void save();
    /// Key, state and test, which change without the form.
    void refresh();
    void showGuesses(const std::vector<KeyGuess> &guesses);
    void showModels();
    void retranslate();
    int row() const { return m_list.rowOf(m_id); }

    BackendStore &m_store;
    BackendList &m_list;
    KeyStore &m_keys;
    ModelDirectory &m_models;
    LinkOpener &m_links;
    std::string m_id;
    bool m_isLoading = false;
    std::optional<KeyKeeping> m_keeping;
    ElidedLabel *m_title;
    Chip *m_state;
    QCheckBox *m_enabled;
    TextLabel *m_enabledLabel;
    QPushButton *m_remove;
    QFormLayout *m_form;
    QLineEdit *m_name;
    TextLabel *m_provider;
    QLineEdit *m_baseUrl;
    OptionFields *m_options = nullptr;
    SecretField *m_key;
    QPushButton *m_keyPage;
    QLineEdit *m_keyEnv;
    FormField m_nameField, m_providerField, m_baseUrlField, m_keyField, m_keyEnvField;
    NetworkFields *m_network;
    TestCard *m_test;
    ModelBrowser *m_browser;
    FoldSection *m_modelsFold;
};

} // namespace lineup
