#pragma once

#include "backends/providers/openai/parametertable.h"
#include "backends/providers/openaicompatible/compatibleapi.h"

#include <set>

namespace lineup::openai {

/// The Responses API of OpenAI, as compatible servers speak it too.
class Responses final : public openaicompatible::CompatibleApi {
public:
    /// As CompatibleApi; `table` says what a model takes.
    Responses(openaicompatible::ApiBase base, std::vector<net::SecretHeader> secrets, openaicompatible::Quirks quirks,
              std::shared_ptr<const ParameterTable> table);

    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    /// Learns too which models give no encrypted reasoning, and that a summary is for verified organisations only.
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    std::optional<net::TransferRequest> countCall(const ChatRequest &request) override;
    Result<std::int64_t> readCount(std::string_view body) const override;

private:
    std::shared_ptr<const ParameterTable> m_table;
    std::set<std::string> m_noEncryption; ///< models
    std::set<std::string> m_noSummary;    ///< models
};

} // namespace lineup::openai
