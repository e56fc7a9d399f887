#include "widgets/models/backendlist.h"

#include "widgets/models/backendwords.h"
#include "widgets/models/errorwords.h"

#include <QFuture>

#include <algorithm>

namespace lineup {

namespace {

/// What a lane would say that means just this backend, with its settings as they are here and not as they were kept last.
BackendRef refOf(const ConfiguredBackend &backend)
{
    BackendRef ref;
    ref.kind = backend.kind;
    ref.baseUrl = backend.baseUrl;
    ref.keyEnv = backend.keyEnv;
    ref.id = backend.id;
    return ref;
}

} // namespace

BackendList::BackendList(BackendStore &store, KeyStore &keys, BackendTester &tester, const BackendFactory &backends, QObject *parent)
    : QAbstractListModel(parent), m_store(store), m_keys(keys), m_tester(tester), m_backends(backends), m_providers(backends.providers())
{
    connect(&m_store, &BackendStore::changed, this, &BackendList::reload);
    reload();
}

void BackendList::reload()
{
    const std::vector<ConfiguredBackend> now = m_store.backends();
    const bool hasSameRows = std::ranges::equal(now, m_entries, {}, &ConfiguredBackend::id, [](const Entry &entry) { return entry.backend.id; });
    if (!hasSameRows) {
        beginResetModel();
        std::vector<Entry> entries;
        for (const ConfiguredBackend &backend : now) {
            const int row = rowOf(backend.id);
            entries.push_back(row < 0 ? Entry{backend, {}, {}, false, 0} : std::move(m_entries[static_cast<std::size_t>(row)]));
        }
        m_entries = std::move(entries);
        endResetModel();
    }
    for (std::size_t index = 0; index < now.size(); ++index) {
        Entry &entry = m_entries[index];
        const bool isOther = entry.backend != now[index];
        entry.backend = now[index];
        if (isOther)
            entry.report.reset(); // it says nothing about the new settings
        if (isOther || entry.asked == 0)
            askForKey(entry);
        if (isOther)
            tell(now[index].id);
    }
}

int BackendList::rowOf(const std::string &id) const
{
    const auto found = std::ranges::find_if(m_entries, [&id](const Entry &entry) { return entry.backend.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

ProviderDescriptor BackendList::provider(const std::string &kind) const
{
    const auto found = std::ranges::find(m_providers, kind, &ProviderDescriptor::id);
    if (found != m_providers.end())
        return *found;
    ProviderDescriptor unknown;
    unknown.id = kind;
    unknown.needsKey = false;
    return unknown;
}

std::string BackendList::keyOrigin(const ConfiguredBackend &backend) const
{
    return m_backends.keyOrigin(refOf(backend));
}

void BackendList::askForKey(Entry &entry)
{
    const unsigned asked = ++entry.asked;
    entry.key = {};
    m_keys.read(keyname::key(entry.backend.id)).then(this, [this, id = entry.backend.id, asked](const Result<std::optional<StoredKey>> &stored) {
        takeKey(id, asked, stored);
    });
}

KeyStatus BackendList::withoutStoredKey(const ConfiguredBackend &backend) const
{
    KeyStatus status;
    if (const auto variable = m_backends.keyVariable(refOf(backend))) {
        status.from = KeyStatus::From::Variable;
        status.variable = *variable;
    } else {
        status.from = provider(backend.kind).needsKey || !backend.keyEnv.empty() ? KeyStatus::From::None : KeyStatus::From::NotNeeded;
    }
    return status;
}

void BackendList::takeKey(const std::string &id, unsigned asked, const Result<std::optional<StoredKey>> &stored)
{
    const int row = rowOf(id);
    if (row < 0 || entry(row).asked != asked)
        return;
    Entry &entry = m_entries[static_cast<std::size_t>(row)];
    if (!stored) {
        entry.key = {KeyStatus::From::Unreadable, {}, {}, stored.error()};
    } else if (*stored) {
        const bool isForHere = (*stored)->origin == keyOrigin(entry.backend);
        entry.key = {isForHere ? KeyStatus::From::Store : KeyStatus::From::OtherAddress, {}, (*stored)->origin, {}};
    } else {
        entry.key = withoutStoredKey(entry.backend);
    }
    tell(id);
}

void BackendList::refreshKey(const std::string &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_entries[static_cast<std::size_t>(row)].report.reset();
    askForKey(m_entries[static_cast<std::size_t>(row)]);
    tell(id);
}

const BackendTestReport *BackendList::report(int row) const
{
    return entry(row).report ? &*entry(row).report : nullptr;
}

BackendList::Standing BackendList::standing(int row) const
{
    const Entry &entry = this->entry(row);
    if (!entry.backend.isEnabled)
        return Standing::Off;
    if (entry.isTesting)
        return Standing::Testing;
    const ProviderDescriptor known = provider(entry.backend.kind);
    // An address may stand in a variable of the environment, too.
    if (entry.backend.baseUrl.empty() && known.defaultBaseUrl.empty() && keyOrigin(entry.backend).empty())
        return Standing::NeedsAddress;
    const KeyStatus::From key = entry.key.from;
    if (key == KeyStatus::From::None || key == KeyStatus::From::OtherAddress || key == KeyStatus::From::Unreadable)
        return Standing::NeedsKey;
    if (!entry.report)
        return Standing::NotTested;
    return entry.report->found.error ? Standing::Failed : Standing::Ready;
}

int BackendList::readyCount() const
{
    int count = 0;
    for (int row = 0; row < rowCount(); ++row)
        count += standing(row) == Standing::Ready ? 1 : 0;
    return count;
}

void BackendList::test(int row)
{
    Entry &entry = m_entries.at(static_cast<std::size_t>(row));
    if (entry.isTesting)
        return;
    entry.isTesting = true;
    tell(entry.backend.id);
    m_tester.test(entry.backend).then(this, [this, tested = entry.backend](const BackendTestReport &report) {
        const int now = rowOf(tested.id);
        if (now < 0)
            return;
        m_entries[static_cast<std::size_t>(now)].isTesting = false;
        // Of settings that were changed meanwhile it says nothing.
        if (backend(now) == tested)
            m_entries[static_cast<std::size_t>(now)].report = report;
        tell(tested.id);
    });
}

void BackendList::tell(const std::string &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT backendChanged(id);
}

void BackendList::retranslate()
{
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int BackendList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QString BackendList::note(int row) const
{
    const Entry &entry = this->entry(row);
    QStringList parts;
    const BackendTestResult *found = entry.report ? &entry.report->found : nullptr;
    if (found && found->error) {
        const auto hop = hopOf(*found->error);
        parts << (hop ? backendwords::hopFailed(*hop) : errorWords(*found->error).happened);
    } else if (found && found->models) {
        parts << tr("%n models", nullptr, static_cast<int>(*found->models));
    }
    parts << backendwords::keyShort(entry.key);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QVariant BackendList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole: return backendwords::nameOf(backend(row));
    case IdRole: return QString::fromStdString(backend(row).id);
    case StandingRole: return static_cast<int>(standing(row));
    case NoteRole: return note(row);
    case Qt::AccessibleTextRole: {
        QStringList parts{backendwords::nameOf(backend(row)), backendwords::standing(standing(row)), note(row)};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    default: return {};
    }
}

} // namespace lineup
