#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/wire/refusals.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace lineup::cohere {

/// Cohere's chat API, version 2. Source: cohere-openapi.yaml.
class CohereProtocol final : public chat::ChatProtocol {
public:
    /// `root` is the address without a version; `secrets` go with every call.
    CohereProtocol(std::string root, std::vector<net::SecretHeader> secrets);

    Result<net::TransferRequest> chatCall(const ChatRequest &request, chat::Notes &notes) override;
    std::unique_ptr<chat::ReplyReader> makeReader(const ChatRequest &request) const override;
    Error errorOf(const chat::FailedReply &reply) const override;
    /// Learns from a 400 or 422 which parameters a model refuses.
    bool adapt(const Error &error, const net::TransferRequest &call, const ChatRequest &request, chat::Notes &notes) override;
    /// GET /v1/models for chat, 1000 a page.
    std::optional<net::TransferRequest> modelsCall(const std::string &page) override;
    Result<chat::ModelPage> readModels(std::string_view body) const override;

private:
    net::TransferRequest call(const char *method, const std::string &path) const;
    /// With everything in it but Parameters::extra.
    nlohmann::json bodyFor(const ChatRequest &request, chat::Notes &notes) const;

    std::string m_root;
    std::vector<net::SecretHeader> m_secrets;
    wire::Refusals m_refusals;
};

} // namespace lineup::cohere
