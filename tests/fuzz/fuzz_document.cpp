#include "core/document/lineupdocument.h"
#include "core/settings/settingscodec.h"
#include "tests/fuzz/fuzztarget.h"

using namespace lineup;

/// Any bytes are a document or BadInput; what was read is written so that it reads back equal. The same for settings.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    if (const auto document = readDocument(bytes)) {
        const auto again = readDocument(writeDocument(*document));
        fuzz::require(again && *again == *document, "a written document reads back equal");
    } else {
        fuzz::require(document.error().code == ErrorCode::BadInput && !document.error().detail.empty(), "a refusal says why");
    }
    if (const auto kept = readSettings(bytes)) {
        const auto again = readSettings(writeSettings(kept->settings, kept->unknown));
        fuzz::require(again && again->settings == kept->settings && again->unknown == kept->unknown, "written settings read back equal");
    }
    return 0;
}
