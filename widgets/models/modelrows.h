#pragma once

#include "widgets/models/modeldirectory.h"

#include <QAbstractListModel>
#include <QStringList>

#include <vector>

namespace lineup {

/// The models of several places as rows to choose from, searched as a person types: a heading for each place, its models below,
/// and rows that say how the asking stands. Reads a ModelDirectory and follows it.
///
/// The search takes the words of the query, in any order, as parts of a model's name or id; a word that begins a word of the
/// place's name means all of its models. While a query grows, only what matched before is looked at again. Within a place the models whose name begins with the query come
/// first.
class ModelRows : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Kind {
        Place,      ///< a heading; cannot be chosen
        Model,
        ServersOwn, ///< no model is named: for servers that have one
        OwnName,    ///< what is written in the search, taken as the name
        NotAsked,   ///< choosing it asks for the list
        Asking,     ///< cannot be chosen
        Failed,     ///< choosing it asks once more
        Empty,      ///< the list is empty; cannot be chosen
    };
    Q_ENUM(Kind)

    enum Role {
        KindRole = Qt::UserRole, ///< int of Kind
        NoteRole,                ///< QString: the second line: id, openness, local or remote; what to do about an error
        StatusRole,              ///< QString: "retired on 3 Feb 2026"; empty for a model in use
        ContextRole,             ///< QString: "131K"; empty when nobody knows
        PriceRole,               ///< QString: "$1.25 / $10"; empty when nobody knows
        PriceBasisRole,          ///< QString: "per 1M, 27 Oct 2026"
        CurrentRole,             ///< bool: the model that the pane has now
        DetailRole,              ///< QString: what the model can do, by who says so
        CountRole,               ///< int: how many models a place has; in headings, -1 = not known
    };
    Q_ENUM(Role)

    struct Row {
        Kind kind = Kind::Place;
        std::size_t place = 0; ///< index into places()
        std::size_t model = 0; ///< index into the place's shelf, with Kind::Model
    };

    /// `directory` outlives the model. `localModel` names the engine's own model.
    explicit ModelRows(ModelDirectory &directory, QString localModel, QObject *parent = nullptr);

    /// Which places are shown, and what the pane has now: its place stands first. Asks those of `places` for their lists that
    /// were never asked.
    void setPlaces(std::vector<ModelPlace> places, const BackendRef &current, const std::string &currentModel);
    const std::vector<ModelPlace> &places() const { return m_places; }
    void setQuery(const QString &query);
    /// Whether what is written can be taken as a name (by itself: yes), and a server's own model.
    void setOwnNames(bool on) { m_hasOwnNames = on; }
    QString query() const { return m_query; }
    /// Asks every place anew.
    void refresh();
    /// What choosing a row that asks does: asks for the list of its place.
    void ask(int row);

    const Row &row(int index) const { return m_rows.at(static_cast<std::size_t>(index)); }
    /// Where a chosen row answers, and with which model.
    BackendRef refOf(int row) const;
    std::string modelOf(int row) const;
    bool isChoosable(int row) const;
    /// The row to begin with: the pane's own model, else the first model, else the first that can be chosen; -1 without any.
    int bestRow() const;
    int modelCount() const { return m_modelCount; }
    /// How many models the last setQuery() looked at.
    std::size_t examined() const { return m_examined; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Found {
        std::vector<std::size_t> models;
        bool isComplete = false; ///< `models` are those of m_query
    };
    void search(bool grows);
    void rebuild();
    void addPlace(std::size_t place);
    void follow(const BackendRef &ref);
    int rank(const PlacedModel &model) const;
    bool hasServersOwn(const ModelPlace &place) const;
    bool isEnginesOwn(const ModelPlace &place, const PlacedModel &model) const;
    QString title(const Row &row) const;
    QString note(const Row &row) const;
    QString spoken(const QModelIndex &index) const;
    QVariant modelData(const Row &row, int role) const;

    ModelDirectory &m_directory;
    QString m_localModel;
    std::vector<ModelPlace> m_places;
    std::string m_currentModel;
    bool m_hasOwnNames = true;
    bool m_hasCurrent = false; ///< the first place is the pane's
    QString m_query;
    QStringList m_words; ///< of the query, folded
    std::vector<Found> m_found; ///< by place
    std::vector<Row> m_rows;
    int m_modelCount = 0;
    std::size_t m_examined = 0;
};

} // namespace lineup
