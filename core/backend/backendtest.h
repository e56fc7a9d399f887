#pragma once

#include "core/base/error.h"
#include "core/ports/chatbackend.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// A stretch of the way to a backend, in the order in which it is gone.
enum class TestHop {
    Proxy,   ///< only where there is one
    Name,    ///< the host's address
    Connect,
    Tls,     ///< not with plain http
    Answer,  ///< the server answers in the form of its protocol
    Key,     ///< and takes the key; not where none is needed
    Models,  ///< and says what it serves
};

/// How far a test came on one stretch.
struct TestStep {
    enum class State { Passed, Failed, NotTried };
    TestHop hop = TestHop::Name;
    State state = State::NotTried;
    std::optional<std::chrono::microseconds> took; ///< unknown where the stretch was not measured by itself
    std::string detail;                            ///< English and short: an address, a version; "" = nothing to add
    bool operator==(const TestStep &) const = default;
};

/// What the test of a backend found. Made by its cheapest call: its list of models.
struct BackendTestReport {
    std::vector<TestStep> steps;
    std::optional<Error> error;          ///< the reason of the step that failed; not set = all passed
    std::vector<ListedModel> models;
    std::chrono::microseconds took{0};   ///< in all
    std::chrono::system_clock::time_point at; ///< when it began
};

/// The stretch on which a request failed that ended with this error.
TestHop failedHop(const Error &error);
/// The stretches to this backend: which there are depends on its address, its proxy and whether it needs a key.
std::vector<TestHop> hopsTo(const std::string &baseUrl, bool hasProxy, bool needsKey);
/// The stretches of `hops`, passed up to the one that `error` speaks of, or all without one.
std::vector<TestStep> stepsOf(const std::vector<TestHop> &hops, const std::optional<Error> &error);

} // namespace lineup
