#include "backends/providers/openaicompatible/dialect.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/openaicompatible/chatreader.h"
#include "backends/providers/wire/reading.h"
#include "core/base/money.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

/// The shortest decimal that gives the same double, without an exponent.
std::string decimalOf(double value)
{
    std::array<char, 64> text{};
    const auto [end, failure] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    return failure == std::errc() ? std::string(text.data(), end) : std::string();
}

std::string decimalOf(const json &value)
{
    if (value.is_string())
        return value.get<std::string>();
    return value.is_number() && std::isfinite(value.get<double>()) && value.get<double>() >= 0 ? decimalOf(value.get<double>()) : std::string();
}

/// "0.0000025" → "2.5": the point six places further on; more than nine decimals are cut.
std::string timesMillion(std::string decimal)
{
    auto point = decimal.find('.');
    if (point == std::string::npos) {
        point = decimal.size();
        decimal += '.';
    }
    decimal.append(6, '0');
    decimal.erase(point, 1);
    decimal.insert(point + 6, 1, '.');
    decimal.resize(std::min(decimal.size(), point + 16));
    return decimal.ends_with('.') ? decimal + '0' : decimal;
}

/// "https://…/models?offset=100" → "?offset=100".
std::string nextPage(const json &root)
{
    const json *links = findObject(root, "links");
    const std::string next = links ? wire::stringOf(*links, "next") : std::string();
    const auto query = next.find('?');
    return query == std::string::npos ? std::string() : next.substr(query);
}

} // namespace

DialectCompletions::DialectCompletions(ApiBase base, std::vector<net::SecretHeader> secrets, Dialect dialect)
    : ChatCompletions(std::move(base), std::move(secrets), dialect.quirks), m_dialect(std::move(dialect)), m_hasRichModels(!m_dialect.richModelsPath.empty())
{
}

std::unique_ptr<chat::ReplyReader> DialectCompletions::makeReader(const ChatRequest &) const
{
    ChunkRules rules = m_dialect.reading;
    if (!rules.errorOf)
        rules.errorOf = m_dialect.errorOf;
    return std::make_unique<ChatReader>(std::move(rules));
}

Error DialectCompletions::errorOf(const chat::FailedReply &reply) const
{
    return m_dialect.errorOf ? m_dialect.errorOf(reply) : ChatCompletions::errorOf(reply);
}

bool DialectCompletions::adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes)
{
    if (m_hasRichModels && error.httpStatus == 404 && call.method == "GET" && call.url.ends_with(m_dialect.richModelsPath)) {
        m_hasRichModels = false;
        return true;
    }
    return ChatCompletions::adapt(error, call, request, notes);
}

std::optional<net::TransferRequest> DialectCompletions::modelsCall(const std::string &page)
{
    // A page is a query of the server's own.
    if (m_hasRichModels || !page.empty())
        return call("GET", (m_hasRichModels ? m_dialect.richModelsPath : m_dialect.quirks.modelsPath) + page);
    return ChatCompletions::modelsCall(page);
}

Result<chat::ModelPage> DialectCompletions::readModels(std::string_view body) const
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *list = root->is_array() ? &*root : findArray(*root, "data");
    if (!list)
        list = findArray(*root, "models");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    chat::ModelPage page{{}, nextPage(*root)};
    std::set<std::string, std::less<>> seen;
    for (const json &item : *list) {
        auto model = m_dialect.modelOf ? m_dialect.modelOf(item) : listedModel(item);
        if (!model || !seen.insert(model->id).second)
            continue;
        // Mistral lists a model again under each of its other names.
        if (const json *aliases = findArray(item, "aliases")) {
            for (const json &alias : *aliases) {
                if (alias.is_string())
                    seen.insert(alias.get<std::string>());
            }
        }
        page.models.push_back(*std::move(model));
    }
    return page;
}

Provider dialectProvider(ProviderDescriptor descriptor, wire::AddressForm form, std::function<Dialect(const ProviderConfig &config)> makeDialect)
{
    const auto make = [form = std::move(form), makeDialect = std::move(makeDialect), id = descriptor.id](
                          const ProviderConfig &config, const ProviderTools &tools) -> Result<std::shared_ptr<ChatBackend>> {
        auto address = wire::baseAddress(config.baseUrl, form);
        if (!address)
            return Unexpected{address.error()};
        std::vector<net::SecretHeader> secrets;
        if (!config.key.isEmpty())
            secrets.push_back({"Authorization", "Bearer ", config.key});
        Dialect dialect = makeDialect(config);
        dialect.quirks.provider = id;
        const ApiBase base{address->url, {}, true};
        auto protocol = std::make_shared<DialectCompletions>(base, std::move(secrets), std::move(dialect));
        return makeProtocolBackend(std::move(protocol), address->url, config, tools, std::move(address->notes));
    };
    return {std::move(descriptor), make};
}

std::optional<ListedModel> listedModel(const json &item)
{
    ListedModel model;
    for (const char *key : {"id", "name", "model"}) {
        if (model.id.empty())
            model.id = wire::stringOf(item, key);
    }
    if (model.id.empty())
        return std::nullopt;
    for (const char *key : {"name", "display_name"}) {
        if (const std::string name = wire::stringOf(item, key); !name.empty() && name != model.id)
            model.name = name;
    }
    for (const char *key : {"context_length", "context_window", "max_context_length", "max_model_len"}) {
        if (!model.contextLength)
            model.contextLength = findInt(item, key);
    }
    for (const char *key : {"max_completion_tokens", "max_output_length"}) {
        if (!model.maxOutput)
            model.maxOutput = findInt(item, key);
    }
    const json *architecture = findObject(item, "architecture");
    for (const json *place : {architecture, &item}) {
        if (place && findArray(*place, "input_modalities"))
            model.capabilities[Capability::Vision] = {holds(*place, "input_modalities", "image"), CapabilitySource::Server};
    }
    for (const char *key : {"shutdown_date", "deprecation", "deprecation_date", "expiration_date"})
        model.isRetired = model.isRetired || findValue(item, key) != nullptr;
    return model;
}

bool holds(const json &object, const char *key, const char *word)
{
    const json *list = findArray(object, key);
    return list && std::ranges::find(*list, json(word)) != list->end();
}

std::optional<std::int64_t> nanoPerMillion(const json &pricePerToken)
{
    const std::string decimal = decimalOf(pricePerToken);
    // What is no decimal must not become one by moving its point.
    if (decimal.empty() || decimal.find_first_not_of("0123456789.") != std::string::npos)
        return std::nullopt;
    return nanoFromDecimal(timesMillion(decimal));
}

std::optional<std::int64_t> nanoOfMillion(const json &pricePerMillion)
{
    std::string decimal = decimalOf(pricePerMillion);
    if (const auto point = decimal.find('.'); point != std::string::npos)
        decimal.resize(std::min(decimal.size(), point + 10));
    return nanoFromDecimal(decimal);
}

} // namespace lineup::openaicompatible
