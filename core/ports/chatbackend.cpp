#include "core/ports/chatbackend.h"

#include "core/catalog/modelfacts.h"

#include <QPromise>

#include <algorithm>
#include <utility>

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

std::optional<PriceRule> BackendFactory::listPrice(const BackendRef &, const std::string &) const
{
    return std::nullopt;
}

ModelFacts BackendFactory::modelFacts(const BackendRef &ref, const std::string &model, const ListedModel *listed) const
{
    const std::vector<ProviderDescriptor> all = providers();
    const auto provider = std::ranges::find(all, ref.kind, &ProviderDescriptor::id);
    return factsOf(provider == all.end() ? ProviderDescriptor{} : *provider, model, listed, nullptr);
}

std::vector<Parameter> ChatBackend::parametersNotTaken(const ChatRequest &) const
{
    return {};
}

} // namespace lineup
