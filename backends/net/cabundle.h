#pragma once

#include <functional>
#include <optional>
#include <string>

namespace lineup::net {

/// Reads a whole file; nullopt when it cannot be read.
using ReadFile = std::function<std::optional<std::string>(const std::string &path)>;
/// The value of an environment variable; nullopt when it is not set.
using ReadVariable = std::function<std::optional<std::string>(const char *name)>;

/// The certificates to trust when the person's environment names some of its own.
///
/// libcurl does not read SSL_CERT_FILE and CURL_CA_BUNDLE itself, only its command-line tool does. A company's
/// certificate is added to the system's, never put in their place: the result is the system bundle followed by
/// the files named by CURL_CA_BUNDLE and SSL_CERT_FILE. Nullopt when neither is set, names the system bundle itself, or
/// can be read; then libcurl's own default holds.
std::optional<std::string> trustedCertificates(const std::string &systemBundlePath, const ReadVariable &readVariable,
                                               const ReadFile &readFile);

/// PEM text of the authorities that this system trusts; "" when libcurl does not know where they lie.
std::string systemCertificates();

/// With the real environment, the real files and libcurl's idea of where the system bundle is.
std::optional<std::string> trustedCertificatesOfEnvironment();

} // namespace lineup::net
