#pragma once

namespace lineup {

/// Tells Qt how assistive technology sees a MarkdownBody: read-only text, the model's text itself, with selection and
/// places. Called by MarkdownBody; a second call does nothing.
void registerMarkdownAccessibility();

} // namespace lineup
