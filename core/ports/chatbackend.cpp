#include "core/ports/chatbackend.h"

#include <QPromise>

namespace lineup {

QFuture<Result<ListedModel>> ChatBackend::describeModel(std::string id)
{
    ListedModel model;
    model.id = std::move(id);
    QPromise<Result<ListedModel>> promise;
    promise.start();
    promise.addResult(Result<ListedModel>(std::move(model)));
    promise.finish();
    return promise.future();
}

QFuture<Result<std::int64_t>> ChatBackend::countTokens(ChatRequest)
{
    QPromise<Result<std::int64_t>> promise;
    promise.start();
    promise.addResult(Result<std::int64_t>(makeError(ErrorCode::BadRequest, "this kind of backend does not count tokens")));
    promise.finish();
    return promise.future();
}

std::optional<PriceRule> BackendFactory::listPrice(const BackendRef &, const std::string &) const
{
    return std::nullopt;
}

std::vector<Parameter> ChatBackend::parametersNotTaken(const ChatRequest &) const
{
    return {};
}

} // namespace lineup
