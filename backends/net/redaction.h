#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::net {

/// Takes secrets out of text that goes to a person, a log, a file or an error.
///
/// It knows the values of the secrets that are in use, in their plain, percent-encoded, JSON-escaped and base64 forms
/// (also mixed, and base64 of a longer text that holds the secret), and the names of header fields, query parameters
/// and JSON members that carry secrets, whatever their value. What it takes out becomes "•••".
///
/// Thread-safe. A secret stays known until the Redactor goes: text that holds it may turn up much later.
class Redactor {
public:
    /// Values shorter than this are not searched for: they would eat ordinary words.
    static constexpr std::size_t kShortestSecret = 6;

    Redactor();
    ~Redactor();

    void addSecret(const Secret &secret);
    /// Invalid UTF-8 passes through as it is.
    std::string redact(std::string_view text) const;
    /// Redacts first and cuts afterwards, so that no half of a secret survives at the end. The cut is between
    /// characters of UTF-8.
    std::string redactAndCut(std::string_view text, std::size_t maxBytes) const;
    /// Redacts every text of the error and applies the caps of core/base/error.h.
    void redact(Error &error) const;

private:
    struct Pattern;
    mutable std::mutex m_mutex;
    std::vector<std::shared_ptr<const Pattern>> m_patterns;
};

} // namespace lineup::net
