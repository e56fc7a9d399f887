#include "backends/storage/jsonmodelliststore.h"

#include "core/modellist/modellistcodec.h"

#include <algorithm>

namespace lineup {

std::optional<KeptModelList> JsonModelListStore::read(const std::string &place)
{
    const auto bytes = m_files.read(m_paths.modelListsFile());
    if (!bytes)
        return std::nullopt;
    KeptModelLists lists = readModelLists(*bytes);
    const auto found = lists.find(place);
    return found == lists.end() ? std::nullopt : std::optional(std::move(found->second));
}

Result<void> JsonModelListStore::write(const std::string &place, const KeptModelList &list)
{
    KeptModelLists lists = readModelLists(m_files.read(m_paths.modelListsFile()).value_or(std::string()));
    lists[place] = list;
    while (lists.size() > kMostLists)
        lists.erase(std::min_element(lists.begin(), lists.end(), [](const auto &left, const auto &right) { return left.second.askedAt < right.second.askedAt; }));
    return m_files.write(m_paths.modelListsFile(), writeModelLists(lists));
}

} // namespace lineup
