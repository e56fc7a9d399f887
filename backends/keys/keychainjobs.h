#pragma once

#include "core/base/expected.h"
#include "core/base/secret.h"

#include <functional>
#include <string>

namespace lineup::keys {

/// Why the key store of the system did not do what it was asked.
struct JobFailure {
    enum class Reason {
        NotFound, ///< it has no such entry
        NoStore,  ///< there is no key store on this computer, or none that answers
        Denied,   ///< the person or a policy did not allow it
        Other,
    };
    Reason reason = Reason::Other;
    std::string detail; ///< English, technical, never a secret
    bool operator==(const JobFailure &) const = default;
};

/// The key store of the system, one entry at a time. An entry is named by a service and a key. Main thread; every answer comes
/// from the event loop, exactly once or, when the system's store hangs, never.
class KeychainJobs {
public:
    using ReadDone = std::function<void(Expected<Secret, JobFailure>)>;
    using Done = std::function<void(Expected<void, JobFailure>)>;

    virtual ~KeychainJobs();
    virtual void read(const std::string &service, const std::string &key, ReadDone done) = 0;
    virtual void write(const std::string &service, const std::string &key, const Secret &value, Done done) = 0;
    virtual void remove(const std::string &service, const std::string &key, Done done) = 0;
};

} // namespace lineup::keys
