#pragma once

#include "core/chat/capability.h"
#include "core/pricing/price.h"

#include <cstdint>
#include <optional>
#include <string>

namespace lineup {

/// A model as a backend lists it.
struct ListedModel {
    std::string id;
    std::optional<std::int64_t> contextLength; ///< tokens, input and output together
    std::string name{};                        ///< how the server writes it for people; "" = by its id
    std::optional<std::int64_t> maxOutput{};   ///< tokens
    Capabilities capabilities{};               ///< as far as the server says; source Server
    bool isRetired = false;                    ///< still listed, but to be switched off or off already
    std::optional<PriceRule> price{};          ///< what the provider's list says that it costs
    bool operator==(const ListedModel &) const = default;
};

} // namespace lineup
