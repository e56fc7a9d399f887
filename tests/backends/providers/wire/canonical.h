#pragma once

#include <nlohmann/json.hpp>

#include <QByteArray>

namespace lineup::test {

/// JSON with its members in order, so that two values compare as texts that can be read.
inline QByteArray canonical(const nlohmann::json &value)
{
    return QByteArray::fromStdString(value.dump());
}
inline QByteArray canonical(const char *text)
{
    return canonical(nlohmann::json::parse(text));
}

} // namespace lineup::test
