#include "core/conformance/checkbench.h"

#include "core/conformance/checks.h"

#include <utility>

namespace lineup::conformance {

CheckBench::CheckBench(Subject subject, QObject *parent) : QObject(parent), m_subject(std::move(subject)) {}

CheckBench::~CheckBench() = default;

ChatRequest CheckBench::request(std::string prompt, int maxTokens) const
{
    ChatRequest request = m_subject.base;
    request.messages = {textMessage(Role::User, std::move(prompt))};
    if (!request.parameters.temperature)
        request.parameters.temperature = 0.0;
    request.parameters.maxTokens = maxTokens;
    return request;
}

void CheckBench::ask(ChatRequest request, Answered then, Probe::Plan plan)
{
    m_probe = std::make_unique<Probe>();
    const auto onFinished = [this, then = std::move(then)] {
        const ProbeResult result = m_probe->result();
        then(result);
    };
    // Queued, so that a probe is never replaced from within its own signal.
    connect(m_probe.get(), &Probe::finished, this, onFinished, Qt::QueuedConnection);
    m_probe->start(m_subject.backend, std::move(request), plan);
}

void CheckBench::listModels(std::function<void(const Result<std::vector<ListedModel>> &models)> then)
{
    m_subject.backend->listModels().then(this, [this, then = std::move(then)](const Result<std::vector<ListedModel>> &models) {
        QMetaObject::invokeMethod(this, [then, models] { then(models); }, Qt::QueuedConnection);
    });
}

void CheckBench::countTokens(ChatRequest request, std::function<void(const Result<std::int64_t> &count)> then)
{
    m_subject.backend->countTokens(std::move(request)).then(this, [this, then = std::move(then)](const Result<std::int64_t> &count) {
        QMetaObject::invokeMethod(this, [then, count] { then(count); }, Qt::QueuedConnection);
    });
}

const std::vector<Check> &allChecks()
{
    static const std::vector<Check> checks{
        {"stream", true, checkStream},
        {"whole", true, checkWhole},
        {"stop", true, checkStop},
        {"max_tokens", true, checkMaxTokens},
        {"usage", true, checkUsage},
        {"system_message", true, checkSystemMessage},
        {"few_shot", true, checkFewShot},
        {"unicode", true, checkUnicode},
        {"long_text", true, checkLongText},
        {"error_shape", true, checkErrorShape},
        {"cancel", true, checkCancel},
        {"time_outs", true, checkTimeOuts},
        {"model_list", false, checkModelList},
        {"structured_output", false, checkStructuredOutput},
        {"vision", false, checkVision},
        {"tools", false, checkTools},
        {"logprobs", false, checkLogprobs},
        {"seed", false, checkSeed},
        {"token_count", false, checkTokenCount},
    };
    return checks;
}

} // namespace lineup::conformance
