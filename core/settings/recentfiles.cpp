#include "core/settings/recentfiles.h"

namespace lineup {

std::vector<std::string> withRecentFile(std::vector<std::string> list, const std::string &path)
{
    if (path.empty())
        return list;
    list = withoutRecentFile(std::move(list), path);
    list.insert(list.begin(), path);
    if (list.size() > kMaxRecentFiles)
        list.resize(kMaxRecentFiles);
    return list;
}

std::vector<std::string> withoutRecentFile(std::vector<std::string> list, const std::string &path)
{
    std::erase(list, path);
    return list;
}

} // namespace lineup
