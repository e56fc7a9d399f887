#include "core/base/product.h"

namespace lineup {

std::string_view productVersion()
{
    return LINEUP_VERSION;
}

std::string productName()
{
    return "Lineup " + std::string(productVersion());
}

} // namespace lineup
