#include "widgets/models/modelrows.h"

#include "widgets/models/errorwords.h"
#include "widgets/models/format.h"
#include "widgets/models/modelnames.h"
#include "widgets/models/modelwords.h"

#include <algorithm>
#include <numeric>

namespace lineup {

using State = ModelDirectory::State;

namespace {

constexpr auto kLocalKind = "local";
constexpr int kUnknownCount = -1;

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

ModelRows::ModelRows(ModelDirectory &directory, QString localModel, QObject *parent)
    : QAbstractListModel(parent), m_directory(directory), m_localModel(std::move(localModel))
{
    connect(&m_directory, &ModelDirectory::shelfChanged, this, &ModelRows::follow);
}

void ModelRows::setPlaces(std::vector<ModelPlace> places, const BackendRef &current, const std::string &currentModel)
{
    beginResetModel();
    m_places = std::move(places);
    m_currentModel = currentModel;
    const auto own = std::ranges::find(m_places, current, &ModelPlace::ref);
    m_hasCurrent = own != m_places.end();
    if (m_hasCurrent)
        std::rotate(m_places.begin(), own, own + 1);
    m_found.assign(m_places.size(), {});
    search(false);
    rebuild();
    endResetModel();
    for (const ModelPlace &place : std::vector(m_places))
        m_directory.ask(place);
}

void ModelRows::setQuery(const QString &query)
{
    const QString folded = query.simplified().toCaseFolded();
    if (folded == m_query.simplified().toCaseFolded()) {
        m_query = query;
        return;
    }
    // Each word of the old query begins a word of the new one or is one: whatever matches now matched before.
    const bool grows = folded.startsWith(m_query.simplified().toCaseFolded());
    beginResetModel();
    m_query = query;
    m_words = folded.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    search(grows);
    rebuild();
    endResetModel();
}

void ModelRows::search(bool grows)
{
    m_examined = 0;
    for (std::size_t place = 0; place < m_places.size(); ++place) {
        Found &found = m_found[place];
        const auto &models = m_directory.shelf(m_places[place]).models;
        if (!grows || !found.isComplete) {
            found.models.resize(models.size());
            std::iota(found.models.begin(), found.models.end(), std::size_t{0});
            found.isComplete = true;
        }
        m_examined += found.models.size();
        const QString title = QLatin1Char(' ') + m_places[place].title().toCaseFolded();
        QStringList wanted = m_words;
        wanted.removeIf([&title](const QString &word) { return title.contains(QLatin1Char(' ') + word); });
        std::erase_if(found.models, [&](std::size_t index) {
            return !std::ranges::all_of(wanted, [&](const QString &word) { return models[index].searched.contains(word); });
        });
    }
}

int ModelRows::rank(const PlacedModel &model) const
{
    if (m_words.isEmpty())
        return 0;
    const QString &first = m_words.front();
    if (model.searched.startsWith(first) || model.searched.contains(QLatin1Char('\n') + first))
        return 0;
    const auto at = model.searched.indexOf(first);
    return at > 0 && !model.searched.at(at - 1).isLetterOrNumber() ? 1 : 2;
}

bool ModelRows::hasServersOwn(const ModelPlace &place) const
{
    return m_hasOwnNames && m_words.isEmpty() && (place.ref.kind == kLocalKind || place.provider.isSelfHosted || place.provider.defaultBaseUrl.empty());
}

/// The engine lists its own model by the name of the file.
bool ModelRows::isEnginesOwn(const ModelPlace &place, const PlacedModel &model) const
{
    const std::string own = QString(m_localModel).replace(QLatin1Char(' '), QLatin1Char('-')).toStdString();
    return place.ref.kind == kLocalKind && !own.empty() && !isAnotherModel(own, model.id);
}

void ModelRows::addPlace(std::size_t place)
{
    const ModelDirectory::Shelf &shelf = m_directory.shelf(m_places[place]);
    const std::vector<std::size_t> &found = m_found[place].models;
    const bool isBusy = shelf.state == State::Asking || shelf.state == State::Failed;
    const bool hasOwn = hasServersOwn(m_places[place]);
    if (found.empty() && !isBusy && !m_words.isEmpty())
        return;
    m_rows.push_back({Kind::Place, place, 0});
    if (hasOwn)
        m_rows.push_back({Kind::ServersOwn, place, 0});
    // By rank, and within a rank as the shelf has them.
    for (int wanted = 0; wanted <= 2; ++wanted) {
        for (const std::size_t model : found) {
            const bool isTwice = hasOwn && isEnginesOwn(m_places[place], shelf.models[model]);
            if (rank(shelf.models[model]) == wanted && !isTwice)
                m_rows.push_back({Kind::Model, place, model});
        }
    }
    m_modelCount += static_cast<int>(found.size());
    if (shelf.state == State::Asking && shelf.models.empty())
        m_rows.push_back({Kind::Asking, place, 0});
    else if (shelf.state == State::Failed)
        m_rows.push_back({Kind::Failed, place, 0});
    else if (shelf.state == State::NotAsked)
        m_rows.push_back({Kind::NotAsked, place, 0});
    else if (shelf.state == State::Listed && shelf.models.empty())
        m_rows.push_back({Kind::Empty, place, 0});
}

void ModelRows::rebuild()
{
    m_rows.clear();
    m_modelCount = 0;
    for (std::size_t place = 0; place < m_places.size(); ++place)
        addPlace(place);
    const std::string name = m_query.trimmed().toStdString();
    if (name.empty() || !m_hasCurrent || !m_hasOwnNames)
        return;
    const auto &own = m_directory.shelf(m_places.front()).models;
    if (std::ranges::find(own, name, &PlacedModel::id) == own.end())
        m_rows.push_back({Kind::OwnName, 0, 0});
}

void ModelRows::follow(const BackendRef &ref)
{
    const auto place = std::ranges::find(m_places, ref, &ModelPlace::ref);
    if (place == m_places.end())
        return;
    beginResetModel();
    m_found[static_cast<std::size_t>(place - m_places.begin())].isComplete = false;
    search(true);
    rebuild();
    endResetModel();
}

void ModelRows::refresh()
{
    for (const ModelPlace &place : std::vector(m_places))
        m_directory.askAgain(place);
}

void ModelRows::ask(int row)
{
    const Kind kind = this->row(row).kind;
    if (kind == Kind::NotAsked || kind == Kind::Failed)
        m_directory.askAgain(ModelPlace(m_places[this->row(row).place]));
}

BackendRef ModelRows::refOf(int row) const
{
    return m_places.at(this->row(row).place).ref;
}

std::string ModelRows::modelOf(int row) const
{
    const Row &chosen = this->row(row);
    if (chosen.kind == Kind::OwnName)
        return m_query.trimmed().toStdString();
    return chosen.kind == Kind::Model ? m_directory.shelf(m_places[chosen.place]).models.at(chosen.model).id : std::string();
}

bool ModelRows::isChoosable(int row) const
{
    const Kind kind = this->row(row).kind;
    return kind != Kind::Place && kind != Kind::Asking && kind != Kind::Empty;
}

int ModelRows::bestRow() const
{
    int firstModel = -1;
    int first = -1;
    for (int index = 0; index < rowCount(); ++index) {
        if (m_words.isEmpty() && data(this->index(index), CurrentRole).toBool())
            return index;
        if (firstModel < 0 && row(index).kind == Kind::Model)
            firstModel = index;
        if (first < 0 && isChoosable(index))
            first = index;
    }
    return firstModel >= 0 ? firstModel : first;
}

int ModelRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags ModelRows::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return isChoosable(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

QString ModelRows::title(const Row &row) const
{
    const ModelPlace &place = m_places[row.place];
    const ModelDirectory::Shelf &shelf = m_directory.shelf(place);
    switch (row.kind) {
    case Kind::Place: return place.title();
    case Kind::Model: return QString::fromStdString(shelf.models[row.model].facts.displayName);
    case Kind::ServersOwn:
        if (place.ref.kind == kLocalKind)
            return m_localModel.isEmpty() ? tr("The local model") : m_localModel;
        return tr("The model that the server has");
    case Kind::OwnName: return tr("Use “%1” as the model's name").arg(m_query.trimmed());
    case Kind::NotAsked: return tr("Ask for the models");
    case Kind::Asking: return tr("Asking for the models…");
    case Kind::Failed: return shelf.error ? errorWords(*shelf.error).happened : QString();
    case Kind::Empty: return tr("No models are listed here. Write the name yourself.");
    }
    return {};
}

QString ModelRows::note(const Row &row) const
{
    const ModelPlace &place = m_places[row.place];
    const ModelDirectory::Shelf &shelf = m_directory.shelf(place);
    switch (row.kind) {
    case Kind::Place: return place.address();
    case Kind::Model: {
        const PlacedModel &model = shelf.models[row.model];
        const QString id = QString::fromStdString(model.id);
        return joined({id == title(row) ? QString() : id, modelwords::openness(model.facts.openness), modelwords::reach(place.isLocal)});
    }
    case Kind::ServersOwn:
        return place.ref.kind == kLocalKind ? modelwords::reach(true) : joined({tr("for a server with one model"), modelwords::reach(place.isLocal)});
    case Kind::OwnName: return joined({place.title(), modelwords::reach(place.isLocal)});
    case Kind::Failed: return shelf.error ? errorWords(*shelf.error).advice : QString();
    case Kind::NotAsked:
    case Kind::Asking:
    case Kind::Empty: break;
    }
    return {};
}

QVariant ModelRows::modelData(const Row &row, int role) const
{
    const PlacedModel &model = m_directory.shelf(m_places[row.place]).models[row.model];
    switch (role) {
    case StatusRole: return modelwords::status(model.facts.status, model.facts.statusDate);
    case ContextRole: return model.facts.contextLength ? modelwords::tokensShort(*model.facts.contextLength) : QString();
    case PriceRole: return modelwords::price(model.facts.price);
    case PriceBasisRole:
        if (model.facts.price)
            return modelwords::priceBasis(*model.facts.price);
        //: of a model that runs in the engine of this application
        return m_places[row.place].ref.kind == kLocalKind ? tr("no charge") : QString();
    case CurrentRole: return m_hasCurrent && row.place == 0 && model.id == m_currentModel;
    case DetailRole: return modelwords::capabilities(model.facts);
    default: return {};
    }
}

QString ModelRows::spoken(const QModelIndex &index) const
{
    QStringList parts{index.data(Qt::DisplayRole).toString(), index.data(StatusRole).toString(), index.data(NoteRole).toString()};
    if (const QString context = index.data(ContextRole).toString(); !context.isEmpty())
        //: for a screen reader: how many tokens a model reads
        parts << tr("context %1").arg(context);
    if (const QString price = index.data(PriceRole).toString(); !price.isEmpty())
        parts << price << index.data(PriceBasisRole).toString();
    if (index.data(CurrentRole).toBool())
        parts << tr("chosen now");
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QVariant ModelRows::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = this->row(index.row());
    switch (role) {
    case Qt::DisplayRole: return title(row);
    case Qt::AccessibleTextRole: return spoken(index);
    case KindRole: return static_cast<int>(row.kind);
    case NoteRole: return note(row);
    case CountRole: {
        const ModelDirectory::Shelf &shelf = m_directory.shelf(m_places[row.place]);
        return shelf.state == State::Listed ? static_cast<int>(m_found[row.place].models.size()) : kUnknownCount;
    }
    case CurrentRole:
        if (row.kind == Kind::ServersOwn)
            return m_hasCurrent && row.place == 0 && m_currentModel.empty();
        break;
    default: break;
    }
    return row.kind == Kind::Model ? modelData(row, role) : QVariant();
}

} // namespace lineup
