#include "widgets/markdown/linktarget.h"

#include "widgets/markdown/hiddencharacters.h"

#include <QRegularExpression>
#include <QSet>

namespace lineup::markdown {

namespace {

bool hasControlOrBackslash(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar character) {
        return character.unicode() < 0x20 || (character.unicode() >= 0x7F && character.unicode() <= 0x9F)
            || character == u'\\';
    });
}

/// A part of a host name that uses several alphabets. Japanese, Korean and Chinese are written in several at once.
bool mixesScripts(const QString &host)
{
    static const QSet<int> kEastAsian{QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Katakana,
                                      QChar::Script_Hangul, QChar::Script_Bopomofo, QChar::Script_Latin};
    const QStringList parts = host.split(u'.');
    for (const QString &part : parts) {
        QSet<int> scripts;
        for (char32_t codePoint : part.toUcs4()) {
            const QChar::Script script = QChar::script(codePoint);
            if (script != QChar::Script_Common && script != QChar::Script_Inherited && script != QChar::Script_Unknown)
                scripts.insert(script);
        }
        if (scripts.size() > 1 && !kEastAsian.contains(scripts))
            return true;
    }
    return false;
}

bool isRawAddress(const QString &host)
{
    static const QRegularExpression kNumbers(QStringLiteral("^(0x[0-9a-f]+|[0-9]+)(\\.(0x[0-9a-f]+|[0-9]+))*$"),
                                             QRegularExpression::CaseInsensitiveOption);
    return host.contains(u':') || kNumbers.match(host).hasMatch();
}

/// The host that a label claims, lower case; empty when it does not look like an address.
QString claimedHost(QStringView label)
{
    static const QRegularExpression kHost(
        QStringLiteral("(?:^|//|\\s|@)((?:[\\w-]+\\.)+[\\w-]{2,})(?=$|[\\s/:?#])"),
        QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = kHost.match(label.trimmed().toString());
    return match.hasMatch() ? match.captured(1).toLower() : QString();
}

QString withoutWww(const QString &host)
{
    return host.startsWith(QStringLiteral("www.")) ? host.mid(4) : host;
}

bool readsAsOtherHost(QStringView label, const QString &host)
{
    const QString claimed = claimedHost(label);
    if (claimed.isEmpty())
        return false;
    const QString ascii = withoutWww(QString::fromLatin1(QUrl::toAce(claimed)).toLower());
    const QString real = withoutWww(host);
    // "index.html" and "pay.py" look like host names too: only what would be one of the same kind is compared.
    static const QSet<QString> kFileSuffixes{
        QStringLiteral("html"), QStringLiteral("htm"), QStringLiteral("py"), QStringLiteral("md"), QStringLiteral("txt"),
        QStringLiteral("pdf"), QStringLiteral("js"), QStringLiteral("json"), QStringLiteral("cpp"), QStringLiteral("h")};
    const bool hasScheme = label.contains(QStringLiteral("//"));
    if (!hasScheme && kFileSuffixes.contains(claimed.section(u'.', -1)))
        return false;
    return real != ascii && !real.endsWith(u'.' + ascii);
}

} // namespace

std::optional<CheckedLink> checkLink(std::string_view target, QStringView label)
{
    const QString text = QString::fromUtf8(target.data(), static_cast<qsizetype>(target.size())).trimmed();
    if (text.isEmpty() || hasControlOrBackslash(text))
        return std::nullopt;
    const qsizetype colon = text.indexOf(u':');
    const QString scheme = text.left(std::max<qsizetype>(colon, 0)).toLower();
    const bool mail = scheme == QStringLiteral("mailto");
    const bool web = scheme == QStringLiteral("http") || scheme == QStringLiteral("https");
    if (!mail && !(web && text.mid(colon + 1, 2) == QStringLiteral("//")))
        return std::nullopt;

    CheckedLink link;
    link.url = QUrl(text, QUrl::TolerantMode);
    if (!link.url.isValid())
        return std::nullopt;
    if (mail) {
        const QString address = link.url.path();
        if (!address.contains(u'@'))
            return std::nullopt;
        link.host = QString::fromLatin1(QUrl::toAce(address.section(u'@', 1, 1).section(u',', 0, 0).trimmed()));
    } else {
        link.host = link.url.host(QUrl::FullyEncoded).toLower();
        if (link.host.isEmpty())
            return std::nullopt;
        if (!link.url.userInfo().isEmpty())
            link.warnings |= LinkWarning::UserInfo;
        if (isRawAddress(link.host))
            link.warnings |= LinkWarning::RawAddress;
        if (readsAsOtherHost(label, link.host))
            link.warnings |= LinkWarning::OtherHost;
    }
    link.shown = QString::fromLatin1(link.url.toEncoded(QUrl::FullyEncoded));
    if (mixesScripts(QUrl::fromAce(link.host.toLatin1(), QUrl::IgnoreIDNWhitelist)))
        link.warnings |= LinkWarning::MixedScripts;
    if (hiddenCharacterCount(text) > 0 || hiddenCharacterCount(label) > 0)
        link.warnings |= LinkWarning::HiddenCharacters;
    return link;
}

} // namespace lineup::markdown
