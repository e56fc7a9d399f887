#pragma once

#include "backends/chat/chatprotocol.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup::wire {

/// What the base URL of one provider looks like, as its own SDK takes it.
struct AddressForm {
    /// Ends of request paths that are pasted with the address ("/messages"): taken off, the first that fits first.
    std::vector<std::string_view> requestPaths;
    /// Versions that the requests add themselves ("/v1"): taken off. For providers whose address is the root.
    std::vector<std::string_view> ownVersions;
    /// The version that the address ends with ("/v1beta"): added when it ends with none. "" = it has none.
    std::string_view version;
};

/// A base URL in the form "scheme://host/path", without a slash at the end.
struct BaseAddress {
    std::string url;
    /// What was forgiven, for StreamEnd::notes.
    chat::Notes notes;
};

/// Brings an address to its provider's form: white space around it, slashes at the end, a pasted request path, and a missing,
/// superfluous or doubled version are forgiven. BadInput for an empty text, anything but http and https, no host, and a query
/// or a fragment.
Result<BaseAddress> baseAddress(std::string_view given, const AddressForm &form);

} // namespace lineup::wire
