#include "backends/net/redaction.h"
#include "tests/fuzz/fuzztarget.h"

#include <string>

using namespace lineup;
using lineup::fuzz::require;

/// The first line of the input is the secret, the rest the text it is planted into.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto lineEnd = bytes.find('\n');
    if (lineEnd == std::string_view::npos || lineEnd < net::Redactor::kShortestSecret)
        return 0;
    const std::string secret(bytes.substr(0, lineEnd));
    const std::string_view text = bytes.substr(lineEnd + 1);
    // Blanks at its ends are no part of a secret, and dots may stand where one was.
    if (secret.front() <= ' ' || secret.back() <= ' ' || secret.find("\xE2\x80\xA2") != std::string::npos)
        return 0;
    net::Redactor redactor;
    redactor.addSecret(Secret(secret));
    const std::string planted = std::string(text.substr(0, text.size() / 2)) + secret + std::string(text.substr(text.size() / 2));
    for (const std::size_t limit : {planted.size() + 100, planted.size() / 2}) {
        const std::string clean = redactor.redactAndCut(planted, limit);
        require(clean.find(secret) == std::string::npos, "a secret does not survive");
        require(clean.size() <= limit, "the cut is kept");
    }
    return 0;
}
