#pragma once

#include "backends/keys/keychainjobs.h"

namespace lineup::keys {

/// QtKeychain: the Secret Service (GNOME and others, over libsecret) or KWallet. Never its plain-text fallback.
class QtKeychainJobs final : public KeychainJobs {
public:
    void read(const std::string &service, const std::string &key, ReadDone done) override;
    void write(const std::string &service, const std::string &key, const Secret &value, Done done) override;
    void remove(const std::string &service, const std::string &key, Done done) override;
};

} // namespace lineup::keys
