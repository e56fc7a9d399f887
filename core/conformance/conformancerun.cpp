#include "core/conformance/conformancerun.h"

#include <algorithm>
#include <utility>

namespace lineup::conformance {

namespace {

/// After such an end there is no use in asking on.
bool isHopeless(const CheckResult &result)
{
    if (result.state != CheckState::Failed)
        return false;
    for (const ErrorCode code : {ErrorCode::KeyMissing, ErrorCode::Unauthorized, ErrorCode::Forbidden, ErrorCode::NameUnknown, ErrorCode::ConnectionRefused, ErrorCode::Unreachable,
                                 ErrorCode::Proxy, ErrorCode::Tls, ErrorCode::RedirectRefused, ErrorCode::Quota, ErrorCode::ModelGone, ErrorCode::EngineMissing,
                                 ErrorCode::EngineModelBad, ErrorCode::EngineOutOfMemory, ErrorCode::BadInput}) {
        if (result.seen.starts_with("error " + std::string(errorCodeName(code)) + ' '))
            return true;
    }
    return false;
}

} // namespace

bool Report::isGood() const
{
    const auto isBad = [](const Row &row) { return row.isRequired && row.result.state == CheckState::Failed; };
    return !problem && std::ranges::none_of(rows, isBad);
}

Report unaskedReport(std::string name, BackendRef backend, std::string model, const Error &problem)
{
    Report report{std::move(name), std::move(backend), std::move(model), {}, problem};
    for (const Check &check : allChecks())
        report.rows.push_back({std::string(check.id), check.isRequired, skipped("not asked: " + std::string(errorCodeName(problem.code)))});
    return report;
}

ConformanceRun::ConformanceRun(std::string name, BackendRef ref, Subject subject, std::vector<std::string> only, QObject *parent)
    : QObject(parent), m_subject(std::move(subject))
{
    m_report.name = std::move(name);
    m_report.backend = std::move(ref);
    for (const Check &check : allChecks()) {
        if (only.empty() || std::ranges::find(only, check.id) != only.end())
            m_checks.push_back(check);
    }
}

ConformanceRun::~ConformanceRun() = default;

void ConformanceRun::start()
{
    m_bench = std::make_unique<CheckBench>(m_subject);
    m_bench->listModels([this](const Result<std::vector<ListedModel>> &models) { takeModels(models); });
}

/// A list that cannot be had is no reason to stop here: its own check says so.
void ConformanceRun::takeModels(const Result<std::vector<ListedModel>> &models)
{
    std::string &model = m_subject.base.model;
    if (models && !models->empty()) {
        const auto wanted = std::ranges::find_if(*models, [&](const ListedModel &each) { return model.empty() ? !each.isRetired : each.id == model; });
        if (wanted != models->end()) {
            model = wanted->id;
            Capabilities facts = wanted->capabilities;
            mergeCapabilities(facts, m_subject.capabilities);
            m_subject.capabilities = std::move(facts);
        }
    }
    m_report.model = model;
    // From within the callback of the old one, so it goes later.
    m_bench.release()->deleteLater();
    m_bench = std::make_unique<CheckBench>(m_subject);
    runNext();
}

void ConformanceRun::runNext()
{
    if (m_next == m_checks.size()) {
        Q_EMIT finished();
        return;
    }
    m_startedAt = std::chrono::steady_clock::now();
    m_checks[m_next].run(*m_bench, [this](CheckResult result) { take(std::move(result)); });
}

void ConformanceRun::take(CheckResult result)
{
    result.took = std::chrono::round<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_startedAt);
    const bool isHopelessStart = m_next == 0 && isHopeless(result);
    const Check &check = m_checks[m_next++];
    m_report.rows.push_back({std::string(check.id), check.isRequired, std::move(result)});
    Q_EMIT checkFinished(static_cast<int>(m_next), static_cast<int>(m_checks.size()));
    while (isHopelessStart && m_next < m_checks.size()) {
        const Check &rest = m_checks[m_next++];
        m_report.rows.push_back({std::string(rest.id), rest.isRequired, skipped("not asked, because the first question failed")});
    }
    runNext();
}

} // namespace lineup::conformance
