#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace lineup::gemini {

/// Finds the objects of a JSON array while the array is still coming, or the one object that a document is. Only brackets and
/// strings are looked at: whether an object is JSON is for whoever reads it.
///
/// Law: any cut of the same bytes gives the same objects.
class JsonElements {
public:
    /// A larger object is refused.
    static constexpr std::size_t kMaxBytes = std::size_t{16} << 20;

    /// Called with the text of one object; an error ends it all.
    using Take = std::function<Result<void>(std::string_view object)>;

    /// The error of `take`, or TooLarge.
    [[nodiscard]] Result<void> feed(std::string_view bytes, const Take &take);

private:
    /// False for a byte that belongs to no object.
    bool isInside(char c);

    std::string m_object; ///< begun, not ended
    std::size_t m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
};

} // namespace lineup::gemini
