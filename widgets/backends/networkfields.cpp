#include "widgets/backends/networkfields.h"

#include "widgets/backends/secretfield.h"
#include "widgets/common/foldsection.h"
#include "widgets/models/fieldvalues.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/metrics.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QFuture>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace lineup {

namespace {

using Proxy = NetworkChoice::Proxy;

constexpr int kNumberWidth = 160;
constexpr std::int64_t kMostRequests = 10'000;
constexpr std::int64_t kMostTokens = 1'000'000'000;

bool isProxyAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QStringList schemes{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("socks5"), QStringLiteral("socks5h")};
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && schemes.contains(url.scheme().toLower());
}

} // namespace

NetworkFields::NetworkFields(KeyStore &keys, FilePicker &picker, QWidget *parent)
    : QWidget(parent), m_keys(keys), m_picker(picker), m_networkPage(new QWidget), m_limitsPage(new QWidget), m_network(makeFormLayout(m_networkPage)),
      m_limits(makeFormLayout(m_limitsPage)), m_networkFold(new FoldSection(QStringLiteral("backendNetwork"), m_networkPage, this)),
      m_limitsFold(new FoldSection(QStringLiteral("backendLimits"), m_limitsPage, this)), m_proxy(new QComboBox(m_networkPage)),
      m_proxySecret(new SecretField(SecretField::Kind::Password, keys, QStringLiteral("proxySecret"), m_networkPage)),
      m_certificateSecret(new SecretField(SecretField::Kind::Password, keys, QStringLiteral("certificateSecret"), m_networkPage)),
      m_http11(new QCheckBox(m_networkPage))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(m_networkFold);
    column->addWidget(m_limitsFold);
    buildNetwork();
    buildLimits();
    retranslate();
}

QLineEdit *NetworkFields::addLine(QFormLayout *form, FormField &field, const QString &name)
{
    auto *line = new QLineEdit(form->parentWidget());
    field = addFormField(form, name, line);
    connect(line, &QLineEdit::editingFinished, this, &NetworkFields::edited);
    return line;
}

QLineEdit *NetworkFields::addFile(FormField &field, const QString &name, QPushButton *&choose)
{
    auto *line = new QLineEdit(m_networkPage);
    choose = new QPushButton(m_networkPage);
    choose->setObjectName(name + QStringLiteral("Choose"));
    choose->setAutoDefault(false);
    field = addFormField(m_network, name, line, choose);
    connect(line, &QLineEdit::editingFinished, this, &NetworkFields::edited);
    connect(choose, &QPushButton::clicked, this, [this, line, field] { chooseFile(line, field.input->accessibleName()); });
    return line;
}

void NetworkFields::buildNetwork()
{
    for (const Proxy each : {Proxy::System, Proxy::None, Proxy::Own})
        m_proxy->addItem(QString(), static_cast<int>(each));
    m_proxyField = addFormField(m_network, QStringLiteral("backendProxy"), m_proxy);
    connect(m_proxy, &QComboBox::activated, this, [this] {
        showProxy();
        Q_EMIT edited();
    });
    m_proxyUrl = addLine(m_network, m_proxyUrlField, QStringLiteral("backendProxyUrl"));
    m_noProxy = addLine(m_network, m_noProxyField, QStringLiteral("backendNoProxy"));
    m_proxySecretField = addFormField(m_network, QStringLiteral("backendProxySecret"), m_proxySecret);
    m_caFile = addFile(m_caField, QStringLiteral("backendCaFile"), m_chooseCa);
    m_certificate = addFile(m_certificateField, QStringLiteral("backendCertificate"), m_chooseCertificate);
    m_certificateKey = addFile(m_certificateKeyField, QStringLiteral("backendCertificateKey"), m_chooseKey);
    m_certificateSecretField = addFormField(m_network, QStringLiteral("backendCertificateSecret"), m_certificateSecret);
    setSwitchLook(m_http11);
    m_http11Field = addFormField(m_network, QStringLiteral("backendHttp11"), m_http11);
    connect(m_http11, &QCheckBox::clicked, this, &NetworkFields::edited);
    for (SecretField *secret : {m_proxySecret, m_certificateSecret})
        connect(secret, &SecretField::changed, this, &NetworkFields::showSecrets);
}

void NetworkFields::buildLimits()
{
    m_parallel = addLine(m_limits, m_parallelField, QStringLiteral("backendParallel"));
    m_requests = addLine(m_limits, m_requestsField, QStringLiteral("backendRequests"));
    m_tokens = addLine(m_limits, m_tokensField, QStringLiteral("backendTokens"));
    for (QLineEdit *line : {m_parallel, m_requests, m_tokens}) {
        line->setFixedWidth(kNumberWidth);
        line->parentWidget()->layout()->setAlignment(line, Qt::AlignLeft);
    }
}

void NetworkFields::chooseFile(QLineEdit *line, const QString &title)
{
    m_picker.askOpen(this, {title, tr("Certificates (*.pem *.crt *.cer *.key *.p12 *.pfx)"), line->text(), {}}, [this, line](const QString &path) {
        line->setText(path);
        Q_EMIT edited();
    });
}

void NetworkFields::load(const ConfiguredBackend &backend)
{
    const bool isOther = backend.id != m_backendId;
    m_backendId = backend.id;
    const NetworkChoice &network = backend.network;
    m_proxy->setCurrentIndex(m_proxy->findData(static_cast<int>(network.proxy)));
    m_proxyUrl->setText(QString::fromStdString(network.proxyUrl));
    m_noProxy->setText(QString::fromStdString(network.noProxy));
    m_caFile->setText(QString::fromStdString(network.caFile));
    m_certificate->setText(QString::fromStdString(network.clientCertificate));
    m_certificateKey->setText(QString::fromStdString(network.clientKey));
    m_http11->setChecked(network.http11Only);
    m_parallel->setText(fieldvalues::wholeText(backend.limits.parallelRequests));
    m_requests->setText(fieldvalues::wholeText(backend.limits.requestsPerMinute));
    m_tokens->setText(fieldvalues::wholeText(backend.limits.tokensPerMinute));
    for (const FormField *field : {&m_proxyUrlField, &m_parallelField, &m_requestsField, &m_tokensField})
        field->showProblem(std::nullopt);
    if (isOther) {
        m_networkFold->setOpen(false);
        m_limitsFold->setOpen(false);
    }
    m_proxySecret->setPlace(keyname::proxy(backend.id), network.proxyUrl);
    m_certificateSecret->setPlace(keyname::certificate(backend.id), network.clientCertificate);
    showSecrets();
    showProxy();
    showSummaries();
}

void NetworkFields::showSecrets()
{
    showSecret(m_proxySecret, keyname::proxy(m_backendId));
    showSecret(m_certificateSecret, keyname::certificate(m_backendId));
}

void NetworkFields::showSecret(SecretField *field, const std::string &name)
{
    m_keys.read(name).then(field, [this, field, name](const Result<std::optional<StoredKey>> &stored) {
        // Another backend may be shown by now.
        if (name != keyname::proxy(m_backendId) && name != keyname::certificate(m_backendId))
            return;
        const bool isSet = stored && stored->has_value();
        const bool isForHere = isSet && (*stored)->origin == field->origin();
        field->setStatus(isForHere ? tr("Set.") : isSet ? tr("Entered for another one. Enter it again.") : QString(), isSet);
    });
}

void NetworkFields::showProxy()
{
    const bool isOwn = static_cast<Proxy>(m_proxy->currentData().toInt()) == Proxy::Own;
    for (const FormField *field : {&m_proxyUrlField, &m_noProxyField, &m_proxySecretField})
        field->setVisible(isOwn);
}

void NetworkFields::showSummaries()
{
    QStringList network;
    const auto proxy = static_cast<Proxy>(m_proxy->currentData().toInt());
    if (proxy == Proxy::None)
        network << tr("no proxy");
    else if (proxy == Proxy::Own)
        network << tr("own proxy");
    if (!m_caFile->text().isEmpty())
        network << tr("own authority");
    if (!m_certificate->text().isEmpty())
        network << tr("client certificate");
    if (m_http11->isChecked())
        network << QStringLiteral("HTTP/1.1");
    m_networkFold->setTitle(tr("Network"), network.join(QStringLiteral(", ")));
    int limits = 0;
    for (const QLineEdit *line : {m_parallel, m_requests, m_tokens})
        limits += line->text().trimmed().isEmpty() ? 0 : 1;
    //: behind "Limits": how many of them are set
    m_limitsFold->setTitle(tr("Limits"), limits == 0 ? QString() : tr("%n set", nullptr, limits));
}

bool NetworkFields::collectLimits(RateLimits &limits)
{
    const QString problem = tr("Write a whole number from 1 on, or nothing.");
    const auto parallel = fieldvalues::applyWhole(limits.parallelRequests, m_parallel->text(), {1, kMostRequests}, problem, locale());
    const auto requests = fieldvalues::applyWhole(limits.requestsPerMinute, m_requests->text(), {1, kMostRequests}, problem, locale());
    const auto tokens = fieldvalues::applyWhole(limits.tokensPerMinute, m_tokens->text(), {1, kMostTokens}, problem, locale());
    m_parallelField.showProblem(parallel);
    m_requestsField.showProblem(requests);
    m_tokensField.showProblem(tokens);
    return !parallel && !requests && !tokens;
}

bool NetworkFields::collect(ConfiguredBackend &backend)
{
    NetworkChoice &network = backend.network;
    network.proxy = static_cast<Proxy>(m_proxy->currentData().toInt());
    const bool isOwn = network.proxy == Proxy::Own;
    const QString proxyUrl = m_proxyUrl->text().trimmed();
    const bool isProxyFine = !isOwn || isProxyAddress(proxyUrl);
    m_proxyUrlField.showProblem(isProxyFine ? std::nullopt
                                            : std::optional(tr("Write the address of the proxy without a name or password, such as http://proxy.example:3128.")));
    network.proxyUrl = isOwn ? proxyUrl.toStdString() : std::string();
    network.noProxy = isOwn ? m_noProxy->text().trimmed().toStdString() : std::string();
    network.caFile = m_caFile->text().trimmed().toStdString();
    network.clientCertificate = m_certificate->text().trimmed().toStdString();
    network.clientKey = m_certificateKey->text().trimmed().toStdString();
    network.http11Only = m_http11->isChecked();
    const bool areLimitsFine = collectLimits(backend.limits);
    // A secret that is entered from now on is for these.
    m_proxySecret->setPlace(keyname::proxy(backend.id), network.proxyUrl);
    m_certificateSecret->setPlace(keyname::certificate(backend.id), network.clientCertificate);
    showSummaries();
    if (!isProxyFine)
        m_networkFold->setOpen(true);
    if (!areLimitsFine)
        m_limitsFold->setOpen(true);
    return isProxyFine && areLimitsFine;
}

void NetworkFields::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NetworkFields::retranslate()
{
    m_proxyField.setName(tr("Proxy"));
    m_proxy->setItemText(0, tr("As the environment says"));
    m_proxy->setItemText(1, tr("None"));
    m_proxy->setItemText(2, tr("This one"));
    m_proxyUrlField.setName(tr("Proxy address"));
    m_proxyUrl->setPlaceholderText(QStringLiteral("socks5h://127.0.0.1:1080"));
    m_noProxyField.setName(tr("Not for"));
    m_noProxy->setPlaceholderText(tr("Hosts and domains, with commas between"));
    m_proxySecretField.setName(tr("Proxy login"));
    m_proxySecret->setTexts(tr("Proxy login"), tr("name:password"));
    m_caField.setName(tr("Authority"));
    m_caFile->setPlaceholderText(tr("A PEM file, trusted beside those of the system"));
    m_certificateField.setName(tr("Client certificate"));
    m_certificate->setPlaceholderText(tr("A PEM or PKCS #12 file"));
    m_certificateKeyField.setName(tr("Key of the certificate"));
    m_certificateKey->setPlaceholderText(tr("Empty: inside the certificate's file"));
    m_certificateSecretField.setName(tr("Pass phrase"));
    m_certificateSecret->setTexts(tr("Pass phrase of the certificate"), tr("Of the certificate's key"));
    m_http11Field.setName(tr("HTTP/1.1 only"));
    m_http11Field.showNote(tr("For proxies that hold streams back."));
    m_parallelField.setName(tr("At the same time"));
    m_requestsField.setName(tr("Requests a minute"));
    m_tokensField.setName(tr("Tokens a minute"));
    for (QLineEdit *line : {m_parallel, m_requests, m_tokens})
        line->setPlaceholderText(tr("No limit"));
    m_parallelField.showNote(tr("More panes wait in a queue."));
    for (QPushButton *choose : {m_chooseCa, m_chooseCertificate, m_chooseKey})
        choose->setText(tr("Choose…"));
    m_chooseCa->setAccessibleName(tr("Choose a file of authorities"));
    m_chooseCertificate->setAccessibleName(tr("Choose a client certificate"));
    m_chooseKey->setAccessibleName(tr("Choose the key of the certificate"));
    showSummaries();
}

} // namespace lineup
