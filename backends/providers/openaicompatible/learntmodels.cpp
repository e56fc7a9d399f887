#include "backends/providers/openaicompatible/learntmodels.h"

namespace lineup::openaicompatible {

LearntModel LearntModels::of(const std::string &model) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_models.find(model);
    return found == m_models.end() ? LearntModel() : found->second;
}

void LearntModels::change(const std::string &model, const std::function<void(LearntModel &)> &change)
{
    const std::lock_guard lock(m_mutex);
    change(m_models[model]);
}

} // namespace lineup::openaicompatible
