#include "backends/chat/errorclassifier.h"
#include "core/base/text.h"
#include "tests/fuzz/fuzztarget.h"

using namespace lineup;
using lineup::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    for (const int status : {0, 200, 400, 403, 404, 413, 429, 503}) {
        chat::FailedReply reply;
        reply.status = status;
        reply.body = bytes;
        reply.subject = "h:1";
        const Error error = chat::classify(reply);
        require(!error.detail.empty(), "an error says what it is");
        require(error.excerpt.size() <= 4096 && error.providerMessage.value_or("").size() <= 1000, "texts are capped");
        for (const std::string &text : {error.detail, error.excerpt, error.providerMessage.value_or(""), error.providerCode.value_or("")})
            require(isValidUtf8(text), "texts are UTF-8");
    }
    static_cast<void>(chat::holdsError(bytes));
    return 0;
}
