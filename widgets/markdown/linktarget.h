#pragma once

#include <QFlags>
#include <QString>
#include <QStringView>
#include <QUrl>

#include <optional>
#include <string_view>

namespace lineup::markdown {

/// Why a reader should look twice at a link before opening it.
enum class LinkWarning {
    OtherHost = 1,        ///< the label reads as the address of another host
    UserInfo = 2,         ///< a name before the host ("https://bank.example@evil.example")
    MixedScripts = 4,     ///< letters of several scripts in one part of the host name
    HiddenCharacters = 8, ///< in the address or the label
    RawAddress = 16,      ///< the host is a number
};
Q_DECLARE_FLAGS(LinkWarnings, LinkWarning)
Q_DECLARE_OPERATORS_FOR_FLAGS(LinkWarnings)

/// A link that may be offered: http, https or mailto.
struct CheckedLink {
    QUrl url;
    QString shown; ///< the real target for people to read: fully encoded, host in its ASCII (punycode) form
    QString host;  ///< that host alone; for mailto that of the first address; never empty for http and https
    LinkWarnings warnings;
};

/// Judges an address that a model wrote with `label` on it. Blanks around it are dropped; nothing for every other
/// scheme, a relative address, an address without a host, and one with control characters or backslashes: such a link
/// is shown as text. Looks nothing up and opens nothing.
std::optional<CheckedLink> checkLink(std::string_view target, QStringView label);

} // namespace lineup::markdown
