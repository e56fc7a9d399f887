#pragma once

#include "core/backend/configuredbackend.h"
#include "core/ports/keystore.h"
#include "widgets/common/filepicker.h"
#include "widgets/common/formfield.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace lineup {

class FoldSection;
class SecretField;

/// How the requests of one backend go out, and how much it may be asked at once: two folded parts of its form.
class NetworkFields : public QWidget {
    Q_OBJECT
public:
    /// References outlive it.
    NetworkFields(KeyStore &keys, FilePicker &picker, QWidget *parent = nullptr);

    void load(const ConfiguredBackend &backend);
    /// Puts the fields into `backend`; false, with the problems shown, when something cannot be used.
    bool collect(ConfiguredBackend &backend);

Q_SIGNALS:
    /// The person has changed something and left it.
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildNetwork();
    void buildLimits();
    QLineEdit *addLine(QFormLayout *form, FormField &field, const QString &name);
    /// A line with a button that asks for a file.
    QLineEdit *addFile(FormField &field, const QString &name, QPushButton *&choose);
    void chooseFile(QLineEdit *line, const QString &title);
    void showProxy();
    void showSummaries();
    void showSecrets();
    void showSecret(SecretField *field, const std::string &name);
    bool collectLimits(RateLimits &limits);
    void retranslate();

    KeyStore &m_keys;
    FilePicker &m_picker;
    std::string m_backendId;
    QWidget *m_networkPage;
    QWidget *m_limitsPage;
    QFormLayout *m_network;
    QFormLayout *m_limits;
    FoldSection *m_networkFold;
    FoldSection *m_limitsFold;
    QComboBox *m_proxy;
    QLineEdit *m_proxyUrl = nullptr;
    QLineEdit *m_noProxy = nullptr;
    SecretField *m_proxySecret;
    QLineEdit *m_caFile = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_certificateKey = nullptr;
    SecretField *m_certificateSecret;
    QPushButton *m_chooseCa = nullptr;
    QPushButton *m_chooseCertificate = nullptr;
    QPushButton *m_chooseKey = nullptr;
    QCheckBox *m_http11;
    QLineEdit *m_parallel = nullptr;
    QLineEdit *m_requests = nullptr;
    QLineEdit *m_tokens = nullptr;
    FormField m_proxyField, m_proxyUrlField, m_noProxyField, m_proxySecretField, m_caField, m_certificateField, m_certificateKeyField,
        m_certificateSecretField, m_http11Field, m_parallelField, m_requestsField, m_tokensField;
};

} // namespace lineup
