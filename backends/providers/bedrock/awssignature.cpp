#include "backends/providers/bedrock/awssignature.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <array>
#include <ctime>
#include <vector>

namespace lineup::bedrock {

namespace {

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::string hexSha256(std::string_view text)
{
    return QCryptographicHash::hash(bytesOf(text), QCryptographicHash::Sha256).toHex().toStdString();
}

QByteArray hmac(const QByteArray &key, std::string_view text)
{
    return QMessageAuthenticationCode::hash(bytesOf(text), key, QCryptographicHash::Sha256);
}

bool isUnreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
}

std::string encodedPath(std::string_view path)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        if (isUnreserved(c) || c == '/') {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
    return out;
}

/// Pairs in the order of their names, then values; a name without a value has an empty one.
std::string sortedQuery(std::string_view query)
{
    std::vector<std::pair<std::string_view, std::string_view>> pairs;
    while (!query.empty()) {
        const auto end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        const auto equals = pair.find('=');
        pairs.emplace_back(pair.substr(0, equals), equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    }
    std::ranges::sort(pairs);
    std::string out;
    for (const auto &[name, value] : pairs)
        out.append(out.empty() ? "" : "&").append(name).append("=").append(value);
    return out;
}

/// Lower-case names with trimmed values, inner runs of blanks as one, in the order of the names.
std::vector<Headers::Field> canonicalHeaders(const Headers &headers)
{
    std::vector<Headers::Field> fields;
    for (const Headers::Field &field : headers.fields()) {
        Headers::Field canonical;
        for (const char c : field.name)
            canonical.name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
        for (const char c : trimmed(field.value)) {
            if (c != ' ' || !canonical.value.ends_with(' '))
                canonical.value.push_back(c);
        }
        fields.push_back(std::move(canonical));
    }
    std::ranges::stable_sort(fields, {}, &Headers::Field::name);
    return fields;
}

std::string signedNames(const std::vector<Headers::Field> &fields)
{
    std::string names;
    for (const Headers::Field &field : fields)
        names.append(names.empty() ? "" : ";").append(field.name);
    return names;
}

} // namespace

std::string amzDate(std::chrono::system_clock::time_point time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time));
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts);
    return {text.data(), size};
}

std::string canonicalRequest(const SignedCall &call)
{
    const auto fields = canonicalHeaders(call.headers);
    std::string text = call.method + '\n' + encodedPath(call.path) + '\n' + sortedQuery(call.query) + '\n';
    for (const Headers::Field &field : fields)
        text += field.name + ':' + field.value + '\n';
    return text + '\n' + signedNames(fields) + '\n' + hexSha256(call.body);
}

std::string awsSignature(const SignedCall &call, const AwsCredentials &credentials, std::string_view region, std::string_view service,
                         std::string_view date)
{
    constexpr std::string_view kEnd = "aws4_request";
    const std::string_view day = date.substr(0, 8);
    std::string scope(day);
    scope.append("/").append(region).append("/").append(service).append("/").append(kEnd);
    const std::string toSign = "AWS4-HMAC-SHA256\n" + std::string(date) + '\n' + scope + '\n' + hexSha256(canonicalRequest(call));
    QByteArray key = hmac(bytesOf("AWS4" + credentials.secretKey.reveal()), day);
    for (const std::string_view part : {region, service, kEnd})
        key = hmac(key, part);
    return "Credential=" + credentials.accessKeyId + '/' + scope + ", SignedHeaders=" + signedNames(canonicalHeaders(call.headers)) + ", Signature="
        + hmac(key, toSign).toHex().toStdString();
}

} // namespace lineup::bedrock
