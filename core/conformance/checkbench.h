#pragma once

#include "core/conformance/checkresult.h"
#include "core/conformance/probe.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup::conformance {

/// What is checked.
struct Subject {
    std::shared_ptr<ChatBackend> backend;
    /// What every request is made from: model, clocks, retries, and the person's own parameters.
    ChatRequest base;
    /// What is known of the model beforehand, with who says so.
    Capabilities capabilities;
};

/// What a check works with: it asks, and goes on when the answer is there. Main thread. Only one question at a time.
///
/// Everything goes through ChatBackend, as a lane's requests do; there is no other way to the server.
class CheckBench : public QObject {
    Q_OBJECT
public:
    using Answered = std::function<void(const ProbeResult &result)>;

    explicit CheckBench(Subject subject, QObject *parent = nullptr);
    ~CheckBench() override;

    const Subject &subject() const { return m_subject; }
    /// A request with one user message, at temperature 0 unless the person's parameters say otherwise, and at most this many
    /// tokens long.
    ChatRequest request(std::string prompt, int maxTokens = 64) const;

    /// `then` is called from the event loop, never from within; not at all when this goes first.
    void ask(ChatRequest request, Answered then, Probe::Plan plan = Probe::Plan::ReadOn);
    void listModels(std::function<void(const Result<std::vector<ListedModel>> &models)> then);
    void countTokens(ChatRequest request, std::function<void(const Result<std::int64_t> &count)> then);

private:
    Subject m_subject;
    std::unique_ptr<Probe> m_probe;
};

using Done = std::function<void(CheckResult result)>;

/// One thing that an endpoint does or does not.
struct Check {
    std::string_view id; ///< "stream", "max_tokens"
    /// Without it an endpoint is of little use: a failure makes the whole run a failed one. The others are abilities that
    /// many models do not have.
    bool isRequired = false;
    /// Calls `done` once; never from within the call.
    void (*run)(CheckBench &bench, Done done) = nullptr;
};

/// Every check in the order in which they run. The first tells whether the endpoint can be asked at all.
const std::vector<Check> &allChecks();

} // namespace lineup::conformance
