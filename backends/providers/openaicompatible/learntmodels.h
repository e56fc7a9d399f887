#pragma once

#include "core/chat/parameter.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace lineup::openaicompatible {

/// What refusals have taught about one model.
struct LearntModel {
    ParameterSet notTaken;
    std::vector<std::string> refusedEfforts;
    std::optional<std::string> maxTokensName;
    std::optional<std::string> systemRole;
    bool operator==(const LearntModel &) const = default;
};

/// What a backend has learnt about its models, for as long as it lives. Thread-safe: written on the I/O thread, read on the
/// main thread too.
class LearntModels {
public:
    LearntModel of(const std::string &model) const;
    void change(const std::string &model, const std::function<void(LearntModel &)> &change);

private:
    mutable std::mutex m_mutex;
    std::map<std::string, LearntModel> m_models;
};

} // namespace lineup::openaicompatible
