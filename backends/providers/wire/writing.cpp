#include "backends/providers/wire/writing.h"

#include "core/base/json.h"

#include <QByteArray>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace lineup::wire {

namespace {

/// "1" rather than "1.0".
std::string numberText(double value)
{
    return std::trunc(value) == value ? std::to_string(std::llround(value)) : dumpJson(value);
}

} // namespace

void noteLeftOut(chat::Notes &notes, std::string_view name, std::string_view reason)
{
    notes.push_back(std::string(name) + ": " + std::string(reason));
}

void noteUnknown(chat::Notes &notes, std::initializer_list<Unknown> parameters)
{
    for (const Unknown &each : parameters) {
        if (each.isSet)
            noteLeftOut(notes, each.name, "not taken by this protocol");
    }
}

double limited(double value, double least, double most, std::string_view name, chat::Notes &notes)
{
    const double sent = std::clamp(value, least, most);
    if (sent != value) {
        notes.push_back(std::string(name) + ": sent as " + numberText(sent) + ", the " + (value > most ? "most" : "least")
                        + " that this protocol takes");
    }
    return sent;
}

std::string base64(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
}

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view unreserved = "-._~";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && (std::isalnum(byte) != 0 || unreserved.find(c) != std::string_view::npos)) {
            out.push_back(c);
        } else {
            out.push_back('%');
            out.push_back(digits[byte >> 4]);
            out.push_back(digits[byte & 15]);
        }
    }
    return out;
}

nlohmann::json argumentsOf(const std::string &text)
{
    auto value = parseJson(text, kReplyJsonDepth);
    return value && value->is_object() ? *std::move(value) : nlohmann::json::object();
}

} // namespace lineup::wire
