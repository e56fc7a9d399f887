#include "core/ports/chatbackend.h"

#include <QPromise>

#include <utility>

namespace lineup {

QFuture<Result<std::int64_t>> ChatBackend::countTokens(ChatRequest)
{
    QPromise<Result<std::int64_t>> promise;
    promise.start();
    promise.addResult(Result<std::int64_t>(makeError(ErrorCode::BadRequest, "this kind of backend does not count tokens")));
    promise.finish();
    return promise.future();
}

QFuture<ConnectionReport> ChatBackend::reach()
{
    return listModels().then([](const Result<std::vector<ListedModel>> &models) {
        ConnectionReport report;
        report.wasAsked = true;
        if (models)
            report.models = models->size();
        else
            report.error = models.error();
        return report;
    });
}

Result<BackendRef> BackendFactory::completed(BackendRef ref) const
{
    if (!ref.id.empty() && ref.kind.empty())
        ref.kind = std::exchange(ref.id, {});
    return ref;
}

std::string BackendFactory::keyOrigin(const BackendRef &) const
{
    return {};
}

std::optional<std::string> BackendFactory::keyVariable(const BackendRef &) const
{
    return std::nullopt;
}

} // namespace lineup
