#pragma once

#include "backends/chat/chatprotocol.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lineup::wire {

template <class T>
void setIf(nlohmann::json &object, const char *name, const std::optional<T> &value)
{
    if (value)
        object[name] = *value;
}

/// Says that a parameter is not sent: "seed: not taken by this protocol".
void noteLeftOut(chat::Notes &notes, std::string_view name, std::string_view reason);

/// Says that all of these that are set are not sent.
struct Unknown {
    std::string_view name;
    bool isSet = false;
};
void noteUnknown(chat::Notes &notes, std::initializer_list<Unknown> parameters);

/// The value, brought into the limits with a note ("temperature: sent as 1, the most that this protocol takes").
double limited(double value, double least, double most, std::string_view name, chat::Notes &notes);

/// RFC 4648, with padding.
std::string base64(std::string_view bytes);

/// For one segment of a URL's path: all but RFC 3986's unreserved characters becomes %XX.
std::string percentEncoded(std::string_view text);

/// A tool call's arguments as a JSON object: "" and what is no object give an empty one.
nlohmann::json argumentsOf(const std::string &text);

} // namespace lineup::wire
