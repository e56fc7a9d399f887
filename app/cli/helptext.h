#pragma once

#include <QString>

#include <string>

namespace lineup {

/// What `lineup --help` (empty topic) and `lineup help TOPIC` print, with a line end at the end. `topic` is a command.
QString helpText(const std::string &topic);

} // namespace lineup
