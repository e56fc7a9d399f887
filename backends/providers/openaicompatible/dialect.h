#pragma once

#include "backends/providers/openaicompatible/chatcompletions.h"
#include "backends/providers/openaicompatible/chunkrules.h"
#include "backends/providers/provider.h"
#include "backends/providers/wire/baseaddress.h"

#include <functional>
#include <optional>

namespace lineup::openaicompatible {

/// All that a provider over Chat Completions has of its own.
struct Dialect {
    Quirks quirks;
    ChunkRules reading;
    /// What a failed reply means; null = chat::classify(). Errors inside a stream go there too, with status 0.
    std::function<Error(const chat::FailedReply &reply)> errorOf;
    /// A list of models that says more than Quirks::modelsPath, tried first; where it is missing (404) the other is taken. "" = none.
    std::string richModelsPath;
    /// One item of the list of models; nothing for one that does not chat. Null = listedModel().
    std::function<std::optional<ListedModel>(const nlohmann::json &item)> modelOf;
};

/// Chat Completions in a dialect.
class DialectCompletions : public ChatCompletions {
public:
    DialectCompletions(ApiBase base, std::vector<net::SecretHeader> secrets, Dialect dialect);

    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    Error errorOf(const chat::FailedReply &reply) const override;
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;

private:
    const Dialect m_dialect;
    bool m_hasRichModels; ///< as far as is known
};

/// Makes the provider of that descriptor: its address has the form, a key goes as a bearer token, and `makeDialect` gives the
/// rest for the settings of one backend.
Provider dialectProvider(ProviderDescriptor descriptor, wire::AddressForm form, std::function<Dialect(const ProviderConfig &config)> makeDialect);

/// What an item of a list of models says in members that many servers have: `id` or `name`, a window and a maximum of output
/// under their known names, modalities, and whether it is to go. Nothing without an id.
std::optional<ListedModel> listedModel(const nlohmann::json &item);

/// True when the list under that key holds the word.
bool holds(const nlohmann::json &object, const char *key, const char *word);

/// A decimal of a currency for one token ("0.0000025", or as a number) as nano-units for a million. Nothing for what is
/// negative or no such number.
std::optional<std::int64_t> nanoPerMillion(const nlohmann::json &pricePerToken);
/// The same for a price that is of a million tokens already.
std::optional<std::int64_t> nanoOfMillion(const nlohmann::json &pricePerMillion);

} // namespace lineup::openaicompatible
