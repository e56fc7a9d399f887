#include "backends/providers/azure/azureopenai.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/openaicompatible/filterresults.h"
#include "core/base/json.h"

namespace lineup::azure {

namespace {

using openaicompatible::Quirks;

constexpr int kUnauthorized = 401;
constexpr int kNotFound = 404;

/// {"error":{"code":"content_filter","innererror":{"content_filter_result":{…}}}}; the plural is seen too.
std::optional<FilterReport> refusedBy(std::string_view body)
{
    const auto root = parseJson(body, kReplyJsonDepth);
    const nlohmann::json *error = root ? findObject(*root, "error") : nullptr;
    const nlohmann::json *inner = error ? findObject(*error, "innererror") : nullptr;
    if (!inner)
        return std::nullopt;
    for (const char *key : {"content_filter_result", "content_filter_results"}) {
        if (const nlohmann::json *results = findObject(*inner, key))
            return openaicompatible::filterReport(*results, true);
    }
    return std::nullopt;
}

Quirks withPath(Quirks quirks, const AzureAddress &address)
{
    quirks.query = address.query;
    quirks.perModel = [address, inner = std::move(quirks.perModel)](const ChatRequest &request, Quirks &perModel) {
        perModel.chatPath = address.chatPath(request.model);
        // The dated way ignores the member; the v1 way knows the deployment by nothing else.
        perModel.wireModel = address.deployment;
        if (!inner)
            return;
        // The rules go by the model; without its name the deployment's is a guess that refusals correct.
        ChatRequest named = request;
        named.model = request.model.empty() ? address.deployment : request.model;
        inner(named, perModel);
    };
    return quirks;
}

} // namespace

AzureOpenAi::AzureOpenAi(AzureAddress address, std::vector<net::SecretHeader> secrets, Quirks quirks, std::shared_ptr<chat::TokenCommand> tokens)
    : ChatCompletions(address.base, std::move(secrets), withPath(std::move(quirks), address)), m_address(std::move(address)), m_tokens(std::move(tokens))
{
}

Result<net::TransferRequest> AzureOpenAi::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    if (m_address.deployment.empty() && request.model.empty())
        return makeError(ErrorCode::BadInput, "Azure OpenAI needs the name of a deployment, as deployment or as model");
    return ChatCompletions::chatCall(request, notes);
}

Error AzureOpenAi::errorOf(const chat::FailedReply &reply) const
{
    Error error = chat::classify(reply);
    const std::string code = error.providerCode.value_or("");
    // Its 404 speaks of deployments, not of models.
    if (reply.status == kNotFound && (code == "DeploymentNotFound" || code == "deployment_not_found"))
        error.code = ErrorCode::ModelGone;
    if (const auto report = refusedBy(reply.body)) {
        error.code = ErrorCode::ContentFiltered;
        for (const FilterReport::Category &category : report->categories) {
            if (category.isBlocked)
                error.detail += ", " + category.name + (category.severity.empty() ? "" : " (" + category.severity + ')');
        }
    }
    return error;
}

std::vector<EventBody> AzureOpenAi::eventsOf(const chat::FailedReply &reply) const
{
    const auto report = refusedBy(reply.body);
    return report ? std::vector<EventBody>{*report} : std::vector<EventBody>();
}

bool AzureOpenAi::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes)
{
    // A token that was kept may have been taken back meanwhile.
    if (error.httpStatus == kUnauthorized && m_tokens && m_tokens->forget()) {
        notes.push_back("sent again with a new token");
        return true;
    }
    return ChatCompletions::adapt(error, call, request, notes);
}

} // namespace lineup::azure
