#pragma once

#include "core/conformance/checkbench.h"
#include "core/run/lane.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup::conformance {

/// What was found about one endpoint.
struct Report {
    struct Row {
        std::string check; ///< Check::id
        bool isRequired = false;
        CheckResult result;
        bool operator==(const Row &) const = default;
    };
    std::string name; ///< how it is called in a table
    BackendRef backend;
    std::string model; ///< that was asked for; "" = whatever the server has
    std::vector<Row> rows;
    /// Why it was not asked at all; then every row is skipped.
    std::optional<Error> problem;

    /// No required check failed, and it could be asked.
    bool isGood() const;
    bool operator==(const Report &) const = default;
};

/// A report in which nothing could be asked.
Report unaskedReport(std::string name, BackendRef backend, std::string model, const Error &problem);

/// Runs the checks against one endpoint, one after another.
///
/// Without a model in the subject's base request it first looks into the list of models and takes the first that is not
/// retired. When the first check shows that the endpoint cannot be asked (no key, nobody there, no engine …) the rest is
/// skipped. Main thread; start() once, finished() once and never before start() has returned. Destroying it cancels.
class ConformanceRun : public QObject {
    Q_OBJECT
public:
    /// `only`: ids of the checks to run; empty = all. The descriptor's capabilities count where neither list nor catalog says
    /// anything.
    ConformanceRun(std::string name, BackendRef ref, Subject subject, std::vector<std::string> only, QObject *parent = nullptr);
    ~ConformanceRun() override;

    void start();
    /// Complete after finished(); before, as far as it came.
    const Report &report() const { return m_report; }

Q_SIGNALS:
    void checkFinished(int index, int count);
    void finished();

private:
    void takeModels(const Result<std::vector<ListedModel>> &models);
    void runNext();
    void take(CheckResult result);

    std::vector<Check> m_checks;
    std::size_t m_next = 0;
    std::chrono::steady_clock::time_point m_startedAt{};
    Subject m_subject;
    std::unique_ptr<CheckBench> m_bench;
    Report m_report;
};

} // namespace lineup::conformance
