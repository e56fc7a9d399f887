#include "backends/providers/openrouter/openrouterprovider.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/openaicompatible/dialect.h"
#include "backends/providers/wire/reading.h"

#include <algorithm>
#include <array>

namespace lineup::openrouter {

namespace {

using nlohmann::json;

struct ErrorType {
    std::string_view name;
    ErrorCode code;
};
constexpr std::array kTypes{
    ErrorType{"context_length_exceeded", ErrorCode::ContextTooLong}, ErrorType{"token_limit_exceeded", ErrorCode::ContextTooLong},
    ErrorType{"max_tokens_exceeded", ErrorCode::BadRequest},         ErrorType{"authentication", ErrorCode::Unauthorized},
    ErrorType{"permission_denied", ErrorCode::Forbidden},            ErrorType{"payment_required", ErrorCode::Quota},
    ErrorType{"rate_limit_exceeded", ErrorCode::RateLimited},        ErrorType{"provider_overloaded", ErrorCode::ProviderDown},
    ErrorType{"provider_unavailable", ErrorCode::ProviderDown},      ErrorType{"invalid_request", ErrorCode::BadRequest},
    ErrorType{"invalid_prompt", ErrorCode::BadRequest},              ErrorType{"not_found", ErrorCode::ModelGone},
    ErrorType{"payload_too_large", ErrorCode::TooLarge},             ErrorType{"unprocessable", ErrorCode::BadRequest},
    ErrorType{"content_policy_violation", ErrorCode::ContentFiltered}, ErrorType{"refusal", ErrorCode::ContentFiltered},
    ErrorType{"server", ErrorCode::ProviderDown},                    ErrorType{"timeout", ErrorCode::ProviderDown},
};

/// What its own members say beyond the status: the type, a moderation that names its reasons, when to come again.
Error errorOf(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    const auto root = parseJson(reply.body, kReplyJsonDepth, ErrorCode::BadReply);
    const json *said = root ? findObject(*root, "error") : nullptr;
    if (!said)
        return error;
    const json *metadata = findObject(*said, "metadata");
    const std::string type = metadata ? wire::stringOf(*metadata, "error_type") : std::string();
    const auto known = std::ranges::find(kTypes, type, &ErrorType::name);
    if (known != kTypes.end())
        error.code = known->code;
    else if (metadata && findArray(*metadata, "reasons"))
        error.code = ErrorCode::ContentFiltered;
    if (!type.empty())
        error.providerCode = type;
    const json *availability = findObject(*said, "availability");
    if (const auto seconds = availability ? findDouble(*availability, "retry_after") : std::nullopt; seconds && *seconds >= 0 && *seconds < 1e7)
        error.retryAfter = std::chrono::milliseconds(static_cast<std::int64_t>(*seconds * 1000));
    return error;
}

std::optional<PriceRule> priceOf(const json &item)
{
    const json *pricing = findObject(item, "pricing");
    if (!pricing)
        return std::nullopt;
    const auto of = [pricing](const char *key) { return openaicompatible::nanoPerMillion(pricing->value(key, json())); };
    PriceRule price{of("prompt"), of("input_cache_read"), of("input_cache_write"), of("completion"), of("internal_reasoning"), "USD", "OpenRouter", {}};
    // What reasons at no price of its own is listed with 0, and paid as output.
    if (price.reasoning == 0)
        price.reasoning.reset();
    return price.input && price.output ? std::optional(std::move(price)) : std::nullopt;
}

std::optional<ListedModel> modelOf(const json &item)
{
    auto model = openaicompatible::listedModel(item);
    if (!model)
        return model;
    if (const json *top = findObject(item, "top_provider")) {
        model->maxOutput = findInt(*top, "max_completion_tokens");
        if (!model->contextLength)
            model->contextLength = findInt(*top, "context_length");
    }
    if (findArray(item, "supported_parameters")) {
        for (const auto &[name, capability] : {std::pair{"tools", Capability::Tools}, std::pair{"structured_outputs", Capability::StructuredOutput},
                                               std::pair{"reasoning", Capability::Reasoning}, std::pair{"logprobs", Capability::Logprobs},
                                               std::pair{"seed", Capability::Seed}, std::pair{"temperature", Capability::Temperature},
                                               std::pair{"top_p", Capability::TopP}, std::pair{"top_k", Capability::TopK},
                                               std::pair{"stop", Capability::StopWords}, std::pair{"presence_penalty", Capability::Penalties}})
            model->capabilities[capability] = {openaicompatible::holds(item, "supported_parameters", name), CapabilitySource::Server};
    }
    model->price = priceOf(item);
    return model;
}

openaicompatible::Dialect dialect()
{
    openaicompatible::Dialect dialect;
    dialect.quirks.effortForm = openaicompatible::Quirks::EffortForm::Object;
    dialect.quirks.notTaken = {};
    dialect.reading.keepsReasoningDetails = true;
    dialect.errorOf = errorOf;
    dialect.modelOf = modelOf;
    return dialect;
}

} // namespace

Provider provider()
{
    ProviderDescriptor openrouter;
    openrouter.id = "openrouter";
    openrouter.name = "OpenRouter";
    openrouter.defaultBaseUrl = "https://openrouter.ai/api/v1";
    openrouter.keyVariables = {"OPENROUTER_API_KEY"};
    openrouter.keyPage = "https://openrouter.ai/settings/keys";
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage})
        openrouter.capabilities[each] = {true};
    openrouter.capabilities[Capability::TokenCount] = {false};
    return openaicompatible::dialectProvider(std::move(openrouter), {{"/chat/completions", "/models", "/api"}, {}, "/api/v1"},
                                             [](const ProviderConfig &) { return dialect(); });
}

} // namespace lineup::openrouter
