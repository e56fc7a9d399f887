#pragma once

#include "core/ports/desktop.h"

#include <QString>

#include <string>
#include <string_view>

namespace lineup {

/// True for what may be handed to another program: http or https with a host, or mailto without attachments (some mail programs
/// attach any file that the link names: CVE-2020-27748 of xdg-utils). Printable ASCII without space, quotes, backslash or angle
/// brackets only, 8 KiB at most; an address with other characters must be in its encoded form (QUrl::FullyEncoded).
bool isOpenableLink(std::string_view url);

/// Hands a link to the desktop: `xdg-open URL`, started directly, without a shell, and left to itself.
class DesktopLinkOpener final : public LinkOpener {
public:
    /// `program` is looked up in PATH.
    explicit DesktopLinkOpener(QString program = QStringLiteral("xdg-open")) : m_program(std::move(program)) {}

    /// False, and nothing started, for a link that is not openable or when the program cannot be started. What the program then
    /// does is not known here.
    bool open(const std::string &url) override;

private:
    QString m_program;
};

} // namespace lineup
