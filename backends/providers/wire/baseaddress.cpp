#include "backends/providers/wire/baseaddress.h"

#include "core/net/headers.h"

#include <cctype>

namespace lineup::wire {

namespace {

constexpr std::string_view kSchemes[] = {"https://", "http://"};

/// "v1", "v1beta", "v2".
bool isVersion(std::string_view segment)
{
    return segment.size() >= 2 && segment[0] == 'v' && std::isdigit(static_cast<unsigned char>(segment[1])) != 0;
}

/// Works on the part behind "scheme://".
class Path {
public:
    Path(std::string rest, chat::Notes &notes) : m_rest(std::move(rest)), m_notes(notes) {}

    const std::string &text() const { return m_rest; }

    void takeOffSlashes()
    {
        const auto end = m_rest.find_last_not_of('/');
        if (end + 1 == m_rest.size())
            return;
        m_rest.resize(end + 1);
        m_notes.push_back("base URL: took off the slash at the end");
    }
    bool takeOff(std::string_view end)
    {
        if (!std::string_view(m_rest).ends_with(end))
            return false;
        m_rest.resize(m_rest.size() - end.size());
        m_notes.push_back("base URL: took off " + std::string(end));
        return true;
    }
    /// "/v1/v1", as two places each add one.
    void takeOffDoubledVersion()
    {
        const std::string last = '/' + std::string(lastSegment());
        if (isVersion(lastSegment()) && m_rest.ends_with(last + last))
            takeOff(last);
    }
    bool hasVersion() const { return isVersion(lastSegment()); }
    void add(std::string_view end)
    {
        m_rest += end;
        m_notes.push_back("base URL: added " + std::string(end));
    }

private:
    /// "" when there is nothing but a host.
    std::string_view lastSegment() const
    {
        const auto slash = m_rest.rfind('/');
        return slash == std::string::npos ? std::string_view() : std::string_view(m_rest).substr(slash + 1);
    }

    std::string m_rest;
    chat::Notes &m_notes;
};

} // namespace

Result<BaseAddress> baseAddress(std::string_view given, const AddressForm &form)
{
    given = trimmed(given);
    std::string_view scheme;
    for (const std::string_view each : kSchemes) {
        if (given.starts_with(each))
            scheme = each;
    }
    if (scheme.empty())
        return makeError(ErrorCode::BadInput, "a base URL begins with http:// or https://");
    if (given.find_first_of("?#") != std::string_view::npos)
        return makeError(ErrorCode::BadInput, "a base URL has no query (\"?…\") and no fragment (\"#…\")");
    BaseAddress address;
    Path path(std::string(given.substr(scheme.size())), address.notes);
    path.takeOffSlashes();
    if (path.text().empty())
        return makeError(ErrorCode::BadInput, "the base URL has no host");
    for (const std::string_view each : form.requestPaths)
        path.takeOff(each);
    path.takeOffDoubledVersion();
    for (const std::string_view each : form.ownVersions) {
        if (path.takeOff(each))
            break;
    }
    if (!form.version.empty() && !path.hasVersion())
        path.add(form.version);
    address.url = std::string(scheme) + path.text();
    return address;
}

} // namespace lineup::wire
