#include "backends/registry/storedsecrets.h"

#include <QObject>
#include <QPromise>

#include <memory>
#include <utility>
#include <vector>

namespace lineup {

namespace {

using Found = Result<std::optional<StoredKey>>;

/// Asks one after another. Deletes itself when it is done.
class SecretsReader final : public QObject {
public:
    SecretsReader(KeyStore &keys, const ConfiguredBackend &backend) : m_keys(keys)
    {
        m_steps.push_back({keyname::key(backend.id), &StoredSecrets::key});
        if (backend.network.proxy == NetworkChoice::Proxy::Own)
            m_steps.push_back({keyname::proxy(backend.id), &StoredSecrets::proxy});
        if (!backend.network.clientCertificate.empty())
            m_steps.push_back({keyname::certificate(backend.id), &StoredSecrets::certificate});
        m_promise.start();
    }

    QFuture<StoredSecrets> future() { return m_promise.future(); }

    void goOn()
    {
        while (m_next < m_steps.size()) {
            QFuture<Found> answer = m_keys.read(m_steps[m_next].name);
            if (!answer.isFinished()) {
                answer.then(this, [this](Found found) {
                    take(std::move(found));
                    goOn();
                });
                return;
            }
            take(answer.result());
        }
        m_promise.addResult(std::move(m_secrets));
        m_promise.finish();
        deleteLater();
    }

private:
    struct Step {
        std::string name;
        std::optional<StoredKey> StoredSecrets::*member;
    };

    void take(Found found)
    {
        if (found)
            m_secrets.*m_steps[m_next].member = *std::move(found);
        else if (!m_secrets.problem)
            m_secrets.problem = found.error();
        ++m_next;
    }

    KeyStore &m_keys;
    std::vector<Step> m_steps;
    std::size_t m_next = 0;
    StoredSecrets m_secrets;
    QPromise<StoredSecrets> m_promise;
};

} // namespace

QFuture<StoredSecrets> readStoredSecrets(KeyStore &keys, const ConfiguredBackend &backend)
{
    auto *reader = new SecretsReader(keys, backend); // deletes itself
    auto future = reader->future();
    reader->goOn();
    return future;
}

} // namespace lineup
