#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/bedrock/awssignature.h"
#include "backends/providers/bedrock/bedrockplace.h"
#include "core/base/clock.h"

#include <variant>

namespace lineup::bedrock {

/// Amazon Bedrock by its Converse API.
class BedrockProtocol final : public chat::ChatProtocol {
public:
    /// A key of Bedrock's own, sent as a bearer token, or credentials with which each attempt is signed anew.
    using Identity = std::variant<Secret, AwsCredentials>;

    /// `clock` gives the date of signatures.
    BedrockProtocol(BedrockPlace place, Identity identity, std::shared_ptr<const Clock> clock);

    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    Error errorOf(const chat::FailedReply &reply) const override;
    /// A signature with a date more than five minutes off is refused: then the server's own time is used from here on.
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    void noteHead(const net::TransferRequest &call, const net::TransferHead &head, chat::Notes &notes) override;
    std::vector<Parameter> parametersNotTaken(const ChatRequest &request) const override;
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;
    /// POST /model/{id}/count-tokens.
    std::optional<net::TransferRequest> countCall(const ChatRequest &request) override;
    Result<std::int64_t> readCount(std::string_view body) const override;

private:
    using WallDuration = std::chrono::system_clock::duration;

    net::TransferRequest call(const char *method, const std::string &baseUrl, const std::string &path, const std::string &query, std::string body) const;
    void sign(net::TransferRequest &call, const AwsCredentials &credentials) const;

    BedrockPlace m_place;
    Identity m_identity;
    std::shared_ptr<const Clock> m_clock;
    WallDuration m_offset{0};     ///< added to this computer's time
    WallDuration m_seenOffset{0}; ///< of the last reply that had a Date
};

} // namespace lineup::bedrock
