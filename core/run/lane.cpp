#include "core/run/lane.h"

#include <algorithm>

namespace lineup {

std::string letterName(int letter)
{
    return letter >= 0 && letter < 26 ? std::string(1, static_cast<char>('A' + letter)) : std::to_string(letter + 1);
}

int nextLetter(const std::vector<int> &used, const std::vector<int> &retired)
{
    const auto isIn = [](const std::vector<int> &list, int letter) { return std::find(list.begin(), list.end(), letter) != list.end(); };
    for (int letter = 0; letter < kFreshLetters; ++letter) {
        if (!isIn(used, letter) && !isIn(retired, letter))
            return letter;
    }
    int letter = 0;
    while (isIn(used, letter))
        ++letter;
    return letter;
}

std::vector<Shot> shotsOf(const LineupSetup &setup, const LaneSpec &lane)
{
    if (!lane.shots)
        return setup.shots;
    if (const auto *own = std::get_if<std::vector<Shot>>(&*lane.shots))
        return *own;
    const auto count = std::clamp<std::ptrdiff_t>(std::get<int>(*lane.shots), 0, static_cast<std::ptrdiff_t>(setup.shots.size()));
    return {setup.shots.begin(), setup.shots.begin() + count};
}

ChatRequest requestFor(const LineupSetup &setup, const LaneSpec &lane)
{
    ChatRequest request;
    request.model = lane.model;
    request.parameters = lane.parameters;
    request.clocks = lane.clocks;
    request.retries = lane.retries;
    if (const std::string &system = lane.system ? *lane.system : setup.system; !system.empty())
        request.messages.push_back(textMessage(Role::System, system));
    for (const Shot &shot : shotsOf(setup, lane)) {
        request.messages.push_back(textMessage(Role::User, shot.input));
        request.messages.push_back(textMessage(Role::Assistant, shot.output));
    }
    request.messages.push_back(textMessage(Role::User, setup.prompt));
    return request;
}

} // namespace lineup
