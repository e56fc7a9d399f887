#pragma once

#include <QString>

#include <span>
#include <string>

namespace lineup::providerwords {

/// Label or help of a provider's option in the present language; the text itself where no translation is known. The descriptors
/// are data of the backends, in English.
QString translated(const std::string &english);
/// Every text of the descriptors that is translated. A new provider adds its own.
std::span<const char *const> known();

} // namespace lineup::providerwords
