#pragma once

#include "app/cli/optionscanner.h"
#include "widgets/models/errorwords.h"

namespace lineup {

/// What is wrong with the arguments and where to look, in the words of the present language.
ErrorWords usageWords(const UsageError &error);

} // namespace lineup
